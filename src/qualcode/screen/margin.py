"""The margin: a bar beside the text for every mark, with its keystrokes where it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qualcode.desk.lanes import lanes
from qualcode.desk.marks import Mark
from qualcode.screen.window import WrappedPiece

LANE = 3
"""Cells of a lane: the bar, and two for the keystrokes."""
_WIDTHS = ((72, 4), (44, 3), (30, 2), (0, 1))


class LaneCell(NamedTuple):
    """What stands in one lane beside one row: a sign, what is written beside it, and whose bar it is.

    `mark` is None where several marks share the last lane.
    """

    sign: str
    written: str
    mark: Mark | None


class Bar(NamedTuple):
    """A mark beside the rows `first` to `last` of a piece."""

    mark: Mark
    first: int
    last: int
    lane: int


def lanes_for(width: int) -> int:
    """How many lanes a page of so many columns has."""
    return next(count for least, count in _WIDTHS if width >= least)


def bars_of(piece: WrappedPiece, marks: Sequence[Mark], limit: int) -> list[Bar]:
    """The bars beside a piece; one that goes on in the next piece runs through the blank row between."""
    end = piece.lines[-1].end
    rows = {mark.id: (piece.row_of(mark.start), _last_row(piece, mark, end)) for mark in marks}
    taken = lanes(marks, limit, lambda mark: rows[mark.id])
    return [Bar(mark, *rows[mark.id], taken[mark.id]) for mark in marks]


def _last_row(piece: WrappedPiece, mark: Mark, end: int) -> int:
    return piece.height - 1 if mark.end > end + 1 else piece.row_of(mark.end - 1)


def beside(
    bars: Sequence[Bar], row: int, limit: int, keys: Mapping[str, str], *, top: bool
) -> list[LaneCell | None]:
    """What stands in the lanes beside a row; at the `top` of the window all bars say what they are."""
    found: list[list[Bar]] = [[] for _ in range(limit)]
    for bar in bars:
        if bar.first <= row <= bar.last:
            found[bar.lane].append(bar)
    return [_cell(here, row, keys, top=top) if here else None for here in found]


def _cell(here: Sequence[Bar], row: int, keys: Mapping[str, str], *, top: bool) -> LaneCell:
    if len(here) > 1:
        return LaneCell("+", str(min(len(here), 99)), None)
    bar, mark, written = here[0], here[0].mark, ""
    if row == bar.first or top:
        written = keys.get(mark.code, "··")
    elif row == bar.first + 1:
        written = mark.direction + ("*" if mark.memo else "")
    return LaneCell("┊" if mark.suggested else "┃" if mark.own else "│", written[: LANE - 1], mark)
