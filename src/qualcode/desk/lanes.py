"""Which lane of the margin each mark takes beside the text, so that no two bars hide one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar


class LaneMark(Protocol):
    """What is shown beside the text: a `Mark`, or anything with an id and a span of code points."""

    @property
    def id(self) -> str:
        """What the mark is known by."""
        ...

    @property
    def start(self) -> int:
        """The first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point behind the last one."""
        ...


_Mark = TypeVar("_Mark", bound=LaneMark)


def lanes(
    marks: Iterable[_Mark], limit: int, rows: Callable[[_Mark], tuple[int, int]] | None = None
) -> dict[str, int]:
    """The lane of each mark by its id: the first one that is free in all rows in which the mark stands.

    `rows` says from which row to which one a mark stands, both included; without it every code point is a
    row. Lanes run from 0 to `limit` - 1; marks for which none is free share the last one.
    """
    rows = rows or _code_points
    stands = {mark.id: rows(mark) for mark in marks}
    taken_until = [-1] * max(limit, 1)  # the last row taken in each lane
    found: dict[str, int] = {}
    for own, (first, last) in sorted(stands.items(), key=lambda entry: (entry[1][0], -entry[1][1])):
        free = (lane for lane, until in enumerate(taken_until) if until < first)
        lane = next(free, len(taken_until) - 1)
        taken_until[lane] = max(taken_until[lane], last)
        found[own] = lane
    return found


def _code_points(mark: LaneMark) -> tuple[int, int]:
    return mark.start, max(mark.end - 1, mark.start)
