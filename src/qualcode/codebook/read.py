"""Codebook file → `Codebook`; every fault of the file is reported in one go."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from qualcode.anchors import normal
from qualcode.codebook.fields import BOOK, CODE, Field
from qualcode.codebook.links import CodeEntry, linked
from qualcode.codebook.rules import Lists, RuleReader, read_lists
from qualcode.errors import Fault, FaultsFound
from qualcode.files import MEGABYTE, read_text
from qualcode.model import ID, KINDS, Code, Codebook, CodeKind
from qualcode.positions import Faults, compose, items, line_of, pairs, scalar

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_codebook(path: Path, place: str | None = None) -> Codebook:
    """Read a codebook; raises `FaultsFound` with all its faults as ``file:line: …``."""
    place = place or str(path)
    return parse_codebook(read_text(path, place=place, limit=10 * MEGABYTE), place)


def parse_codebook(text: str, place: str = "codebook") -> Codebook:
    """Read a codebook from text; see `read_codebook`."""
    faults = Faults(place)
    text = normal(text)
    root = compose(text, place)
    parts = _known(root, BOOK, "the codebook", faults)
    lists: Lists = read_lists(parts["lists"], faults) if "lists" in parts else {}
    reader = _CodeReader(faults, RuleReader(faults, lists), [])
    if "codes" in parts:
        reader.read(parts["codes"], parent=None)
    codes = linked(reader.entries, faults)
    if not codes and not faults.found:
        faults.add(line_of(root), "the codebook has no codes", "add one under `codes:`")
    title, version = (_text(parts, key, faults) for key in ("codebook", "version"))
    if faults.found:
        raise FaultsFound(sorted(faults.found, key=_line))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Codebook(title, version, codes, digest, place, lists)


def _line(fault: Fault) -> int:
    return int(fault.place.rpartition(":")[2])


def _known(value: yaml.Node, fields: Mapping[str, Field], what: str, faults: Faults) -> dict[str, yaml.Node]:
    """The values of a mapping by key; notes unknown and missing keys."""
    parts: dict[str, yaml.Node] = {}
    for key, line, entry in pairs(value, faults, what):
        if key in fields:
            parts[key] = entry
        else:
            faults.unknown(line, f"key in {what}", key, fields)
    for key, field in fields.items():
        if field.required and key not in parts and isinstance(value, yaml.MappingNode):
            faults.add(line_of(value), f"{what} has no `{key}`", f"add `{key}:` ({field.about})")
    return parts


def _text(parts: Mapping[str, yaml.Node], key: str, faults: Faults) -> str:
    return scalar(parts[key], faults, f"`{key}`") if key in parts else ""


def _texts(parts: Mapping[str, yaml.Node], key: str, faults: Faults) -> tuple[str, ...]:
    """A text or a list of texts."""
    if key not in parts:
        return ()
    value = parts[key]
    entries = [value] if isinstance(value, yaml.ScalarNode) else items(value, faults, f"`{key}`")
    return tuple(scalar(entry, faults, f"an entry of `{key}`") for entry in entries)


@dataclass
class _CodeReader:
    """Walks `codes` and `children` in the order of the file."""

    faults: Faults
    rules: RuleReader
    entries: list[CodeEntry]

    def read(self, value: yaml.Node, parent: str | None) -> None:
        """Read a list of codes that stand below `parent`."""
        for entry in items(value, self.faults, "a list of codes"):
            if isinstance(entry, yaml.MappingNode):
                self._code(entry, parent)
            else:
                self.faults.add(line_of(entry), "a code is not a mapping", "write `- id: …` and `name: …`")

    def _code(self, value: yaml.Node, above: str | None) -> None:
        parts = _known(value, CODE, "a code", self.faults)
        code = Code(
            id=self._id(parts),
            name=_text(parts, "name", self.faults),
            kind="theme",
            parent=self._parent(parts, above),
            definition=_text(parts, "definition", self.faults),
            include=_texts(parts, "include", self.faults),
            exclude=_texts(parts, "exclude", self.faults),
            examples=_texts(parts, "examples", self.faults),
            counterexamples=_texts(parts, "counterexamples", self.faults),
            rules=self.rules.read(parts["rules"]) if "rules" in parts else (),
            colour=self._colour(parts),
            line=line_of(value),
        )
        lines = {key: line_of(entry) for key, entry in parts.items()}
        self.entries.append(CodeEntry(code, self._kind(parts), lines))
        if "children" in parts:
            self.read(parts["children"], code.id)

    def _id(self, parts: Mapping[str, yaml.Node]) -> str:
        text = _text(parts, "id", self.faults)
        if text and not ID.fullmatch(text):
            remedy = "write letters, digits, _ . - only, such as us_leadership"
            self.faults.add(line_of(parts["id"]), f"the id {text!r} cannot be used", remedy)
        return text

    def _parent(self, parts: Mapping[str, yaml.Node], above: str | None) -> str | None:
        if "parent" not in parts:
            return above
        parent = _text(parts, "parent", self.faults) or None
        if above is not None and parent != above:
            problem = f"says `parent: {parent}` but stands under the children of {above!r}"
            self.faults.add(
                line_of(parts["parent"]), f"a code {problem}", "leave `parent` out or move the code"
            )
            return above
        return parent

    def _kind(self, parts: Mapping[str, yaml.Node]) -> CodeKind | None:
        text = _text(parts, "kind", self.faults)
        for kind in KINDS:
            if text == kind:
                return kind
        if text:
            self.faults.unknown(line_of(parts["kind"]), "kind", text, KINDS)
        return None

    def _colour(self, parts: Mapping[str, yaml.Node]) -> str:
        text = _text(parts, "colour", self.faults)
        if text and not _COLOUR.fullmatch(text):
            self.faults.add(
                line_of(parts["colour"]), f"the colour {text!r} cannot be used", 'write "#rrggbb"'
            )
        return text
