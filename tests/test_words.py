"""One word per idea: the glossary of ARCHITECTURE.md and the names in the code say the same."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "qualcode"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
TWICE: dict[str, str] = {}  # a public class name that may stand twice, and why
NOT_OURS = {"crosstab", "tag", "label", "highlight", "node", "docket", "ruling", "deed"}
"""Words that the design forbids, and words that were given up for one that is used."""
ELSEWHERE = {
    "label": "of a speaker in another program's file, as the file writes it",
    "node": "of XML and YAML, whose own word it is",
    "tag": "of XML, whose own word it is",
    "highlight": "an argument of Rich",
}
_ROW = re.compile(r"^\| (?P<word>[^|]+) \| (?P<code>[^|]*) \| (?P<meaning>[^|]+) \|$", re.MULTILINE)


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        yield name.removesuffix(".__init__"), ast.parse(path.read_text("utf-8"))


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


def homes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for module, tree in modules():
        for name in public_names(tree):
            found[name].append(module)
    return found


def glossary() -> list[tuple[str, list[str]]]:
    """Each word with the names in the code that stand for it, as `room.module.Name`."""
    part = ARCHITECTURE.partition("## Words")[2].partition("\n## ")[0]
    rows = [(match["word"].strip(), match["code"]) for match in _ROW.finditer(part)]
    return [(word, re.findall(r"`([\w.]+)`", code)) for word, code in rows[2:] if word != "word"]


def test_no_public_name_stands_for_two_things() -> None:
    twice = {name: where for name, where in homes().items() if len(where) > 1 and name not in TWICE}
    assert twice == {}


def test_the_glossary_has_the_words_of_the_design() -> None:
    words = {word for word, _ in glossary()}
    design = (
        "study case participant transcript turn segment unit code coding coder memo dispute verdict place"
    )
    assert set(design.split()) <= words


@pytest.mark.parametrize(
    ("word", "names"), glossary(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_word_of_the_glossary_stands_where_it_says(word: str, names: list[str]) -> None:
    known = homes()
    for name in names:
        module, _, short = name.rpartition(".")
        assert known.get(short) == [module], f"{word}: {name} is defined in {known.get(short)}"


def test_words_that_were_given_up_name_nothing() -> None:
    """A class, function or attribute that is called by one of them would be a second word for an idea."""
    found = set()
    for module, tree in modules():
        for entry in ast.walk(tree):
            if isinstance(entry, ast.ClassDef | ast.FunctionDef):
                parts = re.findall(r"[A-Z]?[a-z]+", entry.name)
                found |= {(part.lower(), module) for part in parts if part.lower() in NOT_OURS}
    assert sorted({word for word, _ in found} - set(ELSEWHERE)) == []
