"""One coder's marks as units that do not overlap, as unitizing needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

Marked = tuple[int, int, int, str]


class Stretch(NamedTuple):
    """A unit: where in which text, and the codes it has."""

    text: int
    start: int
    end: int
    codes: frozenset[str]


def flattened(marks: Iterable[Marked]) -> list[Stretch]:
    """A coder's marks (text, start, end, code), which may overlap, as units that do not.

    Marks of one code that overlap are one unit; where codes overlap, the stretch is a unit of its own, with
    all of them.
    """
    edges: dict[int, dict[int, tuple[set[str], set[str]]]] = defaultdict(dict)
    for text, start, end, code in _runs(marks):
        edges[text].setdefault(start, (set(), set()))[0].add(code)
        edges[text].setdefault(end, (set(), set()))[1].add(code)
    return [stretch for text in sorted(edges) for stretch in _between(text, edges[text])]


def _runs(marks: Iterable[Marked]) -> Iterator[Marked]:
    """The marks, those of one code that overlap made one."""
    last: dict[tuple[int, str], tuple[int, int]] = {}
    for text, start, end, code in sorted(marks):
        before = last.get((text, code))
        if before is not None and start < before[1]:
            last[text, code] = before[0], max(end, before[1])
            continue
        if before is not None:
            yield text, *before, code
        last[text, code] = start, end
    for (text, code), run in last.items():
        yield text, *run, code


def _between(text: int, edges: Mapping[int, tuple[set[str], set[str]]]) -> Iterator[Stretch]:
    """The stretches of a text between edges at which codes begin and end."""
    current: frozenset[str] = frozenset()
    since = 0
    for at in sorted(edges):
        begin, end = edges[at]
        if current:
            yield Stretch(text, since, at, current)
        current, since = (current - end) | begin, at
