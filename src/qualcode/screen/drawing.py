"""Rows of the window as strips of styled words, with the margin to their left."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from qualcode.desk.marks import Mark, Marks
from qualcode.desk.selection import Selection
from qualcode.desk.wrapping import WrappedLine, shown
from qualcode.model import INTERVIEWER, Codebook, Transcript
from qualcode.screen.margin import LANE, Bar, LaneCell, bars_of, beside
from qualcode.screen.palette import Inks, colour_of
from qualcode.screen.window import WindowRow, WrappedPiece


class ReadableDesk(Protocol):
    """What the page needs of a desk."""

    @property
    def transcript(self) -> Transcript:
        """What is open."""
        ...

    @property
    def selection(self) -> Selection:
        """What is selected."""
        ...

    @property
    def marks(self) -> Marks:
        """What is shown beside the text."""
        ...

    @property
    def focus(self) -> Mark | None:
        """The mark that decisions are about."""
        ...

    @property
    def codebook(self) -> Codebook:
        """The codes and their colours."""
        ...

    @property
    def keys(self) -> Mapping[str, str]:
        """Keystrokes → id of the code."""
        ...


class Depths(NamedTuple):
    """How many codings lie over words: from each of `starts` on so many own and others' ones."""

    starts: Sequence[int]
    own: Sequence[int]
    others: Sequence[int]

    def at(self, offset: int) -> tuple[int, int]:
        """Own and others' codings over a code point."""
        number = bisect_right(self.starts, offset) - 1
        return self.own[number], self.others[number]


def depths_of(marks: Sequence[Mark]) -> Depths:
    """Count the codings over the words; suggestions are no codings."""
    steps: dict[int, list[int]] = {-1: [0, 0]}
    for mark in marks:
        if not mark.suggested:
            side = 0 if mark.own else 1
            for offset, step in ((mark.start, 1), (mark.end, -1)):
                steps.setdefault(offset, [0, 0])[side] += step
    starts = sorted(steps)
    own, others = (list(accumulate(steps[start][side] for start in starts)) for side in (0, 1))
    return Depths(starts, own, others)


@dataclass
class PageDrawing:
    """One picture of the page: what the desk shows at this moment, in these styles, with so many lanes."""

    desk: ReadableDesk
    inks: Inks
    limit: int
    _beside: dict[tuple[int, int], tuple[list[Bar], Depths]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._colours: dict[str, Color] = {}
        self.body = self.desk.transcript.body
        self.marks, self.focus, self.selection = self.desk.marks, self.desk.focus, self.desk.selection
        self.evidence = tuple(self.focus.evidence) if self.focus and self.focus.suggested else ()
        self._keys = {code: keys for keys, code in self.desk.keys.items()}

    @staticmethod
    def margin_for(lanes: int) -> int:
        """The cells left of the text."""
        return lanes * LANE + 1

    def row(self, row: WindowRow, *, top: bool) -> list[Segment]:
        """A row: margin, name, words."""
        bars, depths = self._of(row.piece)
        found = list(self._margin(beside(bars, row.number, self.limit, self._keys, top=top)))
        if row.number == 0:
            found += self._name(row.piece)
        if row.line is not None:
            found += self._words(row.line, depths)
        return found

    def _of(self, piece: WrappedPiece) -> tuple[list[Bar], Depths]:
        span = piece.lines[0].start, piece.lines[-1].end
        if span not in self._beside:
            marks = self.marks.over(*span)
            self._beside[span] = bars_of(piece, marks, self.limit), depths_of(marks)
        return self._beside[span]

    # --- what stands left of the words ----------------------------------------------------

    def _margin(self, lanes: Sequence[LaneCell | None]) -> Iterator[Segment]:
        blank = ""
        for cell in lanes:
            if cell is None:
                blank += " " * LANE
                continue
            if blank:
                yield Segment(blank, self.inks.text)
                blank = ""
            yield Segment((cell.sign + cell.written).ljust(LANE), self._bar(cell.mark))
        yield Segment(blank + " ", self.inks.text)

    def _bar(self, mark: Mark | None) -> Style:
        if mark is None:
            return self.inks.text + Style(bold=True)
        if mark.code not in self._colours:
            self._colours[mark.code] = colour_of(self.desk.codebook, mark.code, self.inks.background)
        colour = self._colours[mark.code]
        focused = self.focus is not None and mark.id == self.focus.id
        return self.inks.bar(colour, own=mark.own, suggested=mark.suggested, focused=focused)

    def _name(self, piece: WrappedPiece) -> Iterator[Segment]:
        if piece.speaker:
            who = self.desk.transcript.turns[piece.place.turn].participant
            ink = self.inks.interviewer if who == INTERVIEWER else self.inks.participant
            yield Segment(piece.speaker, self.inks.text + ink)
            yield Segment(" ", self.inks.text)
        if piece.time:
            yield Segment(piece.time, self.inks.text + self.inks.time)
            yield Segment(" ", self.inks.text)
        if piece.speaker or piece.time:
            yield Segment(" ", self.inks.text)

    # --- words ----------------------------------------------------------------------------

    def _words(self, line: WrappedLine, depths: Depths) -> Iterator[Segment]:
        first, behind = (bisect_right(depths.starts, offset) for offset in line)
        cuts = {*line, *depths.starts[first:behind], *self._bounds(line)}
        for start, end in pairwise(sorted(cut for cut in cuts if line.start <= cut <= line.end)):
            own, others = depths.at(start)
            style = self.inks.words(
                own,
                others,
                selected=self.selection.start <= start < self.selection.end,
                focused=self.focus is not None and self.focus.start <= start < self.focus.end,
                evident=any(left <= start < right for left, right in self.evidence),
            )
            yield Segment(shown(self.body[start:end]), style)

    def _bounds(self, line: WrappedLine) -> Iterator[int]:
        yield from (self.selection.start, self.selection.end)
        if self.focus is not None:
            yield from (self.focus.start, self.focus.end)
        for left, right in self.evidence:
            if left < line.end and right > line.start:
                yield from (left, right)
