"""Codes → the YAML that our own reader reads, laid out for people who go on working in it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from qualcode.codebook.read import parse_codebook
from qualcode.errors import FaultsFound, refuse
from qualcode.model import Code
from qualcode.positions import VALUE_LIMIT, compose

WIDTH = 110
TEXT_LIMIT = 2_000_000
_FOLDED_FROM = 80
_KEPT_KEYS = ("about", "lists")


class _Dumper(yaml.SafeDumper):
    """Sets lists in below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - its signature
        super().increase_indent(flow, indentless=False)


class _Prose(str):
    """Text that is folded when it is long; entries of lists stay as they are."""

    __slots__ = ()


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    long = isinstance(text, _Prose) and len(text) > _FOLDED_FROM
    style = "|" if "\n" in text else ">" if long else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Prose, _text)


@dataclass(frozen=True)
class Kept:
    """What an older codebook has that tables don't hold: `rules` by code, keys of the whole book, its title.

    Of one that is `unreadable`, nothing is kept.
    """

    rules: Mapping[str, yaml.Node] = field(default_factory=dict)
    book: Mapping[str, yaml.Node] = field(default_factory=dict)
    title: str = ""
    unreadable: bool = False


def kept_from(text: str) -> Kept:
    """What is to be kept of an older codebook; nothing of one that cannot be read."""
    try:
        parse_codebook(text)
        root = compose(text, "codebook")
    except FaultsFound:
        return Kept(unreadable=True)
    book = _mapping(root)
    rules: dict[str, yaml.Node] = {}
    waiting = [book["codes"]]
    while waiting:
        for entry in waiting.pop().value:
            code = _mapping(entry)
            if "rules" in code:
                rules[code["id"].value.strip()] = code["rules"]
            if "children" in code:
                waiting.append(code["children"])
    return Kept(rules, {key: book[key] for key in _KEPT_KEYS if key in book}, book["codebook"].value.strip())


def _mapping(node: yaml.Node) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value}


def as_yaml(title: str, codes: Sequence[Code], *, source: str = "", kept: Kept | None = None) -> str:
    """The codes as a codebook; `source` is named on its first line."""
    kept = kept or Kept()
    dumper = _Dumper(io.StringIO())
    book = dumper.represent_dict({"codebook": title, "version": "1"})
    book.value += [(_scalar(key), value) for key, value in kept.book.items()]
    below: dict[str | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    book.value.append((_scalar("codes"), _codes(dumper, below, None, kept)))
    text = yaml.serialize(book, Dumper=_Dumper, allow_unicode=True, width=WIDTH)
    head = f"# Made from {' '.join(source.split())} by `qualcode codebook import`.\n" if source else ""
    return head + re.sub(r"(?m)^(codes:|lists:|  - id: )", r"\n\1", text).replace("codes:\n\n", "codes:\n")


def refuse_size(codes: Sequence[Code], place: str) -> None:
    """Refuse codes that our reader would not take for their number or length; writing them takes long."""
    lists = [
        entry for code in codes for entry in (code.include, code.exclude, code.examples, code.counterexamples)
    ]
    values = 12 * len(codes) + sum(map(len, lists))
    length = sum(len(code.name) + len(code.definition) for code in codes)
    length += sum(len(text) for entries in lists for text in entries)
    if values > VALUE_LIMIT or length > TEXT_LIMIT:
        refuse(place, "holds more than a codebook may", "make several codebooks of it")


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def _codes(
    dumper: yaml.SafeDumper, below: Mapping[str | None, Sequence[Code]], parent: str | None, kept: Kept
) -> yaml.SequenceNode:
    return yaml.SequenceNode(
        "tag:yaml.org,2002:seq", [_code(dumper, below, code, kept) for code in below[parent]]
    )


def _code(
    dumper: yaml.SafeDumper, below: Mapping[str | None, Sequence[Code]], code: Code, kept: Kept
) -> yaml.MappingNode:
    fields = {
        "id": code.id,
        "name": code.name,
        "kind": code.kind if code.parent is None and code.kind != "theme" else "",
        "colour": code.colour,
        "definition": _Prose(code.definition),
        "include": list(code.include),
        "exclude": list(code.exclude),
        "examples": list(code.examples),
        "counterexamples": list(code.counterexamples),
    }
    node = dumper.represent_dict({key: value for key, value in fields.items() if value}.items())
    if code.id in kept.rules:
        node.value.append((_scalar("rules"), kept.rules[code.id]))
    if code.id in below:
        node.value.append((_scalar("children"), _codes(dumper, below, code.id, kept)))
    return node
