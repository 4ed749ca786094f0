"""Codebooks for the tests: short to write, and with the faulty lines marked where they stand."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from qualcode.codebook import parse_codebook
from qualcode.errors import Fault, FaultsFound

PLACE = "fruit.yaml"
MARK = "# <-"
HEAD = 'codebook: Fruit\nversion: "1"\ncodes:\n'


def book(codes: str) -> str:
    """A codebook with these codes."""
    return HEAD + dedent(codes).lstrip("\n")


def with_rules(rules: str) -> str:
    """A codebook whose only code, on line 4, has these rules, from line 7 on."""
    below = indent(dedent(rules).lstrip("\n"), "  ")
    return HEAD + f"- id: apples\n  name: Apples\n  rules:\n{below}"


def marked(text: str) -> list[int]:
    """The lines, from 1, on which the text says that there is a fault."""
    return [number for number, line in enumerate(text.split("\n"), start=1) if MARK in line]


def faults_of(text: str) -> tuple[Fault, ...]:
    """The faults that reading finds; fails where it finds none."""
    with pytest.raises(FaultsFound) as found:
        parse_codebook(text, PLACE)
    return found.value.faults


def line_of(fault: Fault) -> int:
    """The line a fault names."""
    place, _, line = fault.place.rpartition(":")
    assert place == PLACE
    return int(line)
