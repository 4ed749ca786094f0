"""The JSON Schema says to an editor what the reader says on reading."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from qualcode.codebook import json_schema, parse_codebook
from tests.codebook.books import book, faults_of, with_rules
from tests.small_study import CODEBOOK

SAMPLE = Path(__file__).parents[2] / "codebook" / "partnerships.yaml"
STARTER = files("qualcode.starter") / "study" / "codebook" / "codebook.yaml"
VALIDATOR = Draft202012Validator(json_schema())


def complaints(text: str) -> list[str]:
    data: Any = yaml.safe_load(text)
    return [error.message for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize(
    "text",
    [
        SAMPLE.read_text("utf-8"),
        STARTER.read_text("utf-8"),
        CODEBOOK,
        with_rules(
            "- apple\n- 2021\n- {any: 2021}\n- {pattern: [{LOWER: apple}]}\n"
            "- {pattern: [[{LOWER: a}], [{}, {LOWER: b}]]}"
        ),
        f"lists: {{fruit: [apple, 2021], colour: green}}\n{with_rules('- <fruit>')}",
        with_rules("- {name: x, all: [a, [b, c]], within: 3, unless: d}"),
        book("- {id: a, name: 1, include: text, exclude: [], examples: [yes, 2.5], children: [], rules: []}"),
    ],
    ids=["sample", "starter", "small", "rules", "named lists", "a whole rule", "numbers and empty lists"],
)
def test_schema_and_reader_accept(text: str) -> None:
    assert complaints(text) == []
    assert parse_codebook(text).codes


@pytest.mark.parametrize(
    "text",
    [
        book("- {id: a, name: A, defintion: text}"),
        book("- {id: a, name: A, children: [{id: b, name: B, colr: x}]}"),
        book("- {name: A}"),
        book("- {id: a}"),
        book("- {id: a, name: A, kind: thema}"),
        book("- {id: a, name: A, colour: red}"),
        book("- {id: a, name: A, examples: {x: y}}"),
        book("- {id: a, name: [A]}"),
        book("- apples"),
        "codebook: Fruit\ncodes: [{id: a, name: A}]",
        "codebook: Fruit\nversion: 1\ncodes: {id: a, name: A}",
        "- a",
        with_rules("- {anny: apple}"),
        f"lists: [apple]\n{with_rules('- apple')}",
        f"lists: {{fruit: []}}\n{with_rules('- <fruit>')}",
        f"lists: {{fruit: {{x: y}}}}\n{with_rules('- <fruit>')}",
        with_rules("- {any: []}"),
        with_rules("- {any: [[apple]]}"),
        with_rules("- {all: [apple]}"),
        with_rules("- {all: [apple, pie], within: ten}"),
        with_rules("- {all: [apple, pie], within: 0}"),
        with_rules("- {pattern: apple}"),
        with_rules("- {pattern: []}"),
        with_rules("- {pattern: [apple]}"),
        with_rules("- [apple]"),
    ],
)
def test_schema_and_reader_refuse(text: str) -> None:
    assert complaints(text)
    assert faults_of(text)


def test_every_key_is_explained_to_the_one_who_types() -> None:
    schema = json_schema()
    tables = [schema, *schema["$defs"].values()]
    described = {key: entry["description"] for table in tables for key, entry in table["properties"].items()}
    assert {"codebook", "codes", "id", "rules", "weak", "within", "unless"} <= described.keys()
    assert all(len(text) > 10 for text in described.values())
