"""One word per idea: the glossary of ARCHITECTURE.md and the names in the code say the same."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "qualcode"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
TWICE: dict[str, str] = {}
"""Public class names that may stand for two things, and why: none."""
APART = {"cli.options": "an option is named after what it gives, and always written `options.Code`"}
"""Modules whose names are never seen alone, and why."""
GIVEN_UP = ("crosstab", "tag", "label", "highlight", "node", "frame", "docket", "ruling", "deed")
"""Words that the design forbids, and words that were given up for one that is used."""
THEIRS = {
    ("frame", "documents.office.open_document"): "OpenDocument's own word",
    ("label", "intake"): "a speaker's name as another program's file writes it, before it is somebody",
    ("node", "codebook.tables"): "a branch of the tree that a sheet draws, before it is a code",
}
"""Where a word that was given up is somebody else's, and whose."""
_ROW = re.compile(r"^\| (?P<word>[^|]+) \| (?P<code>[^|]*) \| (?P<meaning>[^|]+) \|$", re.MULTILINE)


@cache
def modules() -> list[tuple[str, ast.Module]]:
    paths = {path: ".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in SOURCE.rglob("*.py")}
    return [
        (name.removesuffix(".__init__"), ast.parse(path.read_text("utf-8")))
        for path, name in sorted(paths.items())
    ]


def public_names(tree: ast.Module) -> Iterator[str]:
    """Classes, and aliases of types."""
    for entry in ast.walk(tree):
        if isinstance(entry, ast.ClassDef) and not entry.name.startswith("_"):
            yield entry.name
    for entry in tree.body:
        targets = entry.targets if isinstance(entry, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Name) and re.fullmatch(r"[A-Z][a-z]\w*", target.id):
                yield target.id


@cache
def homes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for module, tree in modules():
        for name in public_names(tree) if module not in APART else ():
            found[name].append(module)
    return found


def glossary() -> list[tuple[str, list[str]]]:
    """Each word with the names in the code that stand for it, as `room.module.Name`."""
    part = ARCHITECTURE.partition("## Words")[2].partition("\n## ")[0]
    rows = [(match["word"].strip(), match["code"]) for match in _ROW.finditer(part)]
    return [(word, re.findall(r"`([\w.]+)`", code)) for word, code in rows if word != "word"]


def test_no_public_name_stands_for_two_things() -> None:
    twice = {name: where for name, where in homes().items() if len(where) > 1 and name not in TWICE}
    assert twice == {}


def test_the_glossary_has_the_words_of_the_design() -> None:
    design = (
        "study case participant transcript turn segment unit code coding coder memo dispute verdict place"
    )
    assert {*design.split(), "verdict", "suggester"} <= {word for word, _ in glossary()}


@pytest.mark.parametrize(("word", "names"), glossary(), ids=[word for word, _ in glossary()])
def test_a_word_of_the_glossary_stands_where_it_says(word: str, names: list[str]) -> None:
    known = homes()
    assert names, word
    for name in names:
        module, _, short = name.rpartition(".")
        if module:
            assert known.get(short) == [module], f"{word}: {name} is defined in {known.get(short)}"
        else:
            assert short in known, f"{word}: nothing is called {short}"


def test_words_that_were_given_up_name_nothing() -> None:
    """A class or function that is called by one of them would be a second word for an idea."""
    found = {
        (word, module)
        for module, tree in modules()
        for entry in ast.walk(tree)
        if isinstance(entry, ast.ClassDef | ast.FunctionDef)
        for word in GIVEN_UP
        if re.search(rf"(?i:^|_){word}s?(?:_|$)", entry.name)
        or re.search(rf"{word.title()}(?![a-z])", entry.name)
    }
    ours = [
        (word, module)
        for word, module in found
        if not any(word == theirs and module.startswith(room) for theirs, room in THEIRS)
    ]
    assert sorted(ours) == []


def test_nothing_is_the_unit_of_study_but_a_case() -> None:
    """Methods and functions about a `case` belong to people and their tables."""
    rooms = (
        "model",
        "transcripts",
        "tables",
        "analysis.naming",
        "study.texts",
        "api",
        "cli.import_",
        "intake",
    )
    elsewhere = [
        (module, entry.name)
        for module, tree in modules()
        for entry in ast.walk(tree)
        if isinstance(entry, ast.FunctionDef) and re.fullmatch(r"_?cases?(_\w+)?", entry.name)
        if not module.startswith(rooms)
    ]
    assert elsewhere == []
