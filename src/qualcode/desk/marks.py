"""What is shown beside the text of one transcript: codings, and suggestions nobody has decided on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Mark:
    """A coding or a suggestion: code points `[start, end)` of the body.

    Attributes:
        id: of the coding; of a suggestion ``START:END:CODE``.
        own: whether the coder at this desk made it.
        suggested: whether it is a suggestion of the rules on which nothing is decided yet.
        evidence: of a suggestion, where the words of the rule stand in the body.
        reason: of a suggestion, its evidence in words.
    """

    id: str
    start: int
    end: int
    code: str
    coder: str
    direction: str = ""
    memo: str = ""
    own: bool = False
    suggested: bool = False
    evidence: tuple[tuple[int, int], ...] = ()
    reason: str = ""


class Marks:
    """The marks of a transcript, by start, the longest first; asks in what part of them a span can lie."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = sorted(marks, key=_order)
        self._measure()

    def _measure(self) -> None:
        self._starts = [mark.start for mark in self._marks]
        self._furthest = list(accumulate((mark.end for mark in self._marks), max))

    def changed(self, gone: Collection[str], new: Iterable[Mark]) -> Marks:
        """These marks without some, and with others; quicker than to sort thousands anew."""
        marks = Marks()
        marks._marks = [mark for mark in self._marks if mark.id not in gone] if gone else [*self._marks]
        for mark in new:
            insort(marks._marks, mark, key=_order)
        marks._measure()
        return marks

    def over(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with `[start, end)`."""
        first, behind = bisect_right(self._furthest, start), bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:behind] if mark.end > start]

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)


def _order(mark: Mark) -> tuple[int, int, bool, str]:
    return mark.start, -mark.end, mark.suggested, mark.id
