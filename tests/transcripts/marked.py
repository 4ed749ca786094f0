"""Talk whose sentence ends are marked by hand, and how well a splitter finds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
Marked = tuple[str, frozenset[int]]  # a paragraph and where its sentences but the last end


def read_marked(name: str) -> list[Marked]:
    """The paragraphs of a file of `tests/data` (its head says how they are marked)."""
    lines = (DATA / name).read_text("utf-8").split("\n")
    return [marked(line) for line in lines if line and not line.startswith("#")]


def marked(line: str) -> Marked:
    """A line with `‖` behind each sentence; `{U+000A}` is that code point."""
    line = re.sub(r"\{U\+([0-9A-F]{4})\}", lambda code: chr(int(code[1], 16)), line)
    return line.replace("‖", ""), frozenset(_ends(line.split("‖")))


def _ends(parts: list[str]) -> Iterator[int]:
    position = 0
    for part in parts[:-1]:
        position += len(part)
        yield position


def f1(paragraphs: Iterable[Marked], split: Callable[[str], Iterable[tuple[int, int]]]) -> float:
    """F1 of the ends that a splitter finds inside the paragraphs; hits must be exact."""
    hits = found = wanted = 0
    for text, ends in paragraphs:
        mine = {end for _, end in split(text)} - {len(text)}
        hits += len(mine & ends)
        found += len(mine)
        wanted += len(ends)
    return 2 * hits / (found + wanted)
