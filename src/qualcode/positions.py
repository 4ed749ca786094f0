"""YAML with positions: a tree whose every value knows its line, and a list that gathers faults.

Scalars stay text as written (`no`, `1.0` and `2021-01-01` are words in a codebook, not values).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NoReturn

import yaml

from qualcode.errors import FAULT_LIMIT, Fault, FaultsFound, refuse

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT = 40
VALUE_LIMIT = 200_000
# What libyaml says of a thousand open brackets, from PyYAML 6.0.4 on. It reads ahead of what it hands on, so
# that it may give up before we have counted any of them.
_GAVE_UP = "nesting depth"
_COMPARED = 500
_LISTED = 20

_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Old YAML ends a line at these, editors don't: a line's number must be the one the editor shows.
_NO_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")


@dataclass
class Faults:
    """Collects faults of one file while reading goes on."""

    place: str
    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, problem: str, remedy: str) -> None:
        """Note a fault on a line (from 1); raises `FaultsFound` when there are `FAULT_LIMIT` of them."""
        self.found.append(Fault(f"{self.place}:{line}", problem, remedy))
        if len(self.found) >= FAULT_LIMIT:
            raise FaultsFound(self.found)

    def unknown(self, line: int, what: str, name: str, known: Iterable[str]) -> None:
        """Note a name that is not among the known ones, with the nearest of them."""
        self.add(line, f"unknown {what} {name!r}", nearest(name, known))


def nearest(name: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name: the nearest known one, or all there are."""
    names = list(islice(known, _COMPARED))
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return f"write {near[0]!r}"
    if not names:
        return "there is none yet"
    return f"choose one of: {', '.join(names[:_LISTED])}{', …' if len(names) > _LISTED else ''}"


def line_of(value: yaml.Node) -> int:
    """The line (from 1) on which a value starts."""
    return int(value.start_mark.line) + 1


def compose(text: str, place: str) -> yaml.Node:
    """Return the tree of a YAML document; raises `FaultsFound` with the line of a syntax fault.

    Aliases, nesting deeper than `DEPTH_LIMIT` and more than `VALUE_LIMIT` values are refused: a codebook
    needs none of them, and all can be made to exhaust memory.
    """
    text = text.translate(_NO_BREAKS)
    _refuse_signs(text, place)
    try:
        _refuse_hostile(text, place)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = _syntax_line(error, text)
        if _GAVE_UP in (error.problem or ""):
            _refuse_depth(place, line)
        refuse(
            f"{place}:{line}", f"is not YAML ({error.problem or error.context})", _syntax_remedy(text, line)
        )
    if root is None or root.value == "":
        refuse(f"{place}:1", "is empty", "start from `qualcode init` or `qualcode codebook schema`")
    return root


def _refuse_signs(text: str, place: str) -> None:
    """Refuse the signs that cannot stand in YAML (and halves of surrogate pairs, which are none)."""
    found = _NOT_TEXT.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        refuse(f"{place}:{line}", f"holds the control character U+{ord(found[0]):04X}", "take it out")


def _refuse_hostile(text: str, place: str) -> None:
    depth = values = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            line = _event_line(event)
            refuse(f"{place}:{line}", f"uses the alias *{event.anchor}", "write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            _refuse_depth(place, _event_line(event))
        values += isinstance(event, yaml.NodeEvent)
        if values > VALUE_LIMIT:
            line = _event_line(event)
            refuse(f"{place}:{line}", f"holds more than {VALUE_LIMIT:,} values", "split it")


def _refuse_depth(place: str, line: int) -> NoReturn:
    refuse(f"{place}:{line}", f"is nested deeper than {DEPTH_LIMIT} levels", "make it flatter")


def _event_line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax_line(error: yaml.MarkedYAMLError, text: str) -> int:
    """The line of a syntax fault; for a quotation mark that is left open, the line where it stands."""
    left_open = error.problem == "found unexpected end of stream"
    mark = (error.context_mark if left_open else error.problem_mark) or error.context_mark
    return min(mark.line + 1 if mark else 1, max(1, len(text.splitlines())))


def _syntax_remedy(text: str, line: int) -> str:
    lines = text.split("\n")
    if any("\t" in lines[index] for index in (line - 2, line - 1) if 0 <= index < len(lines)):
        return "indent with spaces, not with a tab"
    if 0 < line <= len(lines) and lines[line - 1].startswith("---"):
        return "take the --- out; a file holds one document"
    return "check the indentation, and quote text that holds `: ` or starts with one of *&!%@`[{'\""


def pairs(value: yaml.Node, faults: Faults, what: str) -> Iterator[tuple[str, int, yaml.Node]]:
    """Yield key, line and value of a mapping; notes duplicate keys and anything not a mapping."""
    if not isinstance(value, yaml.MappingNode):
        faults.add(line_of(value), f"{what} is not a mapping", "write `key: value` lines")
        return
    seen: set[str] = set()
    for key, entry in value.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name in seen:
            faults.add(line_of(key), f"the key {name!r} stands twice in {what}", "keep one of them")
            continue
        seen.add(name)
        yield name, line_of(key), entry


def items(value: yaml.Node, faults: Faults, what: str) -> list[yaml.Node]:
    """The entries of a list; notes anything else."""
    if isinstance(value, yaml.SequenceNode):
        return list(value.value)
    faults.add(line_of(value), f"{what} is not a list", "write one entry a line, each behind `- `")
    return []


def scalar(value: yaml.Node, faults: Faults, what: str) -> str:
    """The text of a scalar, as written and trimmed; notes anything else and empty text."""
    if not isinstance(value, yaml.ScalarNode):
        faults.add(line_of(value), f"{what} is not plain text", "write text; quote it if it holds `: `")
        return ""
    text = str(value.value).strip()
    if not text:
        faults.add(line_of(value), f"{what} is empty", "write something or leave the key out")
    return text
