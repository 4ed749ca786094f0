"""YAML with positions: a tree whose every value knows its line, and a list that gathers faults.

Scalars stay text as written (`no`, `1.0` and `2021-01-01` are words in a codebook, not values).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from qualcode.errors import Fault, refuse

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT = 40


@dataclass
class Faults:
    """Collects faults of one file while reading goes on."""

    place: str
    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, problem: str, remedy: str) -> None:
        """Note a fault on a line (from 1)."""
        self.found.append(Fault(f"{self.place}:{line}", problem, remedy))

    def unknown(self, line: int, what: str, name: str, known: Iterable[str]) -> None:
        """Note a name that is not among the known ones, with the nearest of them."""
        self.add(line, f"unknown {what} {name!r}", nearest(name, known))


def nearest(name: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name: the nearest known one, or all there are."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    return f"write {near[0]!r}" if near else f"choose one of: {', '.join(names)}"


def line_of(value: yaml.Node) -> int:
    """The line (from 1) on which a value starts."""
    return int(value.start_mark.line) + 1


def compose(text: str, place: str) -> yaml.Node:
    """Return the tree of a YAML document; raises `FaultsFound` with the line of a syntax fault.

    Aliases and nesting deeper than `DEPTH_LIMIT` are refused: a codebook needs neither, and both
    can be made to exhaust memory.
    """
    try:
        _refuse_hostile(text, place)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        refuse(
            f"{place}:{line}", f"is not YAML ({error.problem or error.context})", _syntax_remedy(text, line)
        )
    except yaml.YAMLError as error:
        refuse(place, f"is not YAML ({str(error).splitlines()[0]})", "save it as UTF-8 text")
    if root is None:
        refuse(f"{place}:1", "is empty", "start from `qualcode init` or `qualcode codebook schema`")
    return root


def _refuse_hostile(text: str, place: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            line = _event_line(event)
            refuse(f"{place}:{line}", f"uses the alias *{event.anchor}", "write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            line = _event_line(event)
            refuse(f"{place}:{line}", f"is nested deeper than {DEPTH_LIMIT} levels", "make it flatter")


def _event_line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax_remedy(text: str, line: int) -> str:
    lines = text.split("\n")
    if any("\t" in lines[index] for index in (line - 2, line - 1) if 0 <= index < len(lines)):
        return "indent with spaces, not with a tab"
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
