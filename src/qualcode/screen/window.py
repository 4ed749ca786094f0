"""The window onto a transcript: which rows of it are in view, without ever laying out more than these.

A transcript is a chain of pieces: blocks of paragraphs of turns (`desk.wrapping`). A piece is wrapped when it
comes into view and found by its place, so a text costs the same whether it is long or short.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from qualcode.desk.wrapping import (
    WrappedLine,
    block_of,
    block_start,
    cells,
    last_block,
    offset_at,
    shown,
    wrap,
)
from qualcode.model import Transcript, Turn

_KEPT = 400  # pieces that stay wrapped


class PieceAddress(NamedTuple):
    """Where a piece stands: the number of its turn, of the paragraph in it, and of the block in that."""

    turn: int
    paragraph: int
    block: int


class WrappedPiece(NamedTuple):
    """A wrapped block: its lines, what stands in front of the first one, whether a blank row follows.

    Speaker and time take `indent` cells of the first line.
    """

    place: PieceAddress
    lines: tuple[WrappedLine, ...]
    speaker: str
    time: str
    indent: int
    gap: bool

    @property
    def height(self) -> int:
        """In rows."""
        return len(self.lines) + self.gap

    def row_of(self, offset: int) -> int:
        """The row in which a code point is, or the one before it if it is in none."""
        return max(bisect_right(self.lines, offset, key=lambda line: line.start) - 1, 0)


class WindowRow(NamedTuple):
    """One row of the window: a piece and which of its rows; the one behind its lines is blank."""

    piece: WrappedPiece
    number: int

    @property
    def line(self) -> WrappedLine | None:
        """What it shows of the text."""
        return self.piece.lines[self.number] if self.number < len(self.piece.lines) else None

    @property
    def key(self) -> tuple[PieceAddress, int]:
        """Where it stands among all rows: a smaller key is further up."""
        return self.piece.place, self.number


class TextLayout:
    """A transcript in lines of `width` cells."""

    def __init__(self, transcript: Transcript, width: int) -> None:
        self.transcript, self.width = transcript, width
        self._pieces: dict[PieceAddress, WrappedPiece] = {}

    # --- pieces ---------------------------------------------------------------------------

    def piece(self, place: PieceAddress) -> WrappedPiece:
        """The piece at a place, wrapped now or lately."""
        if place not in self._pieces:
            if len(self._pieces) >= _KEPT:
                self._pieces.clear()
            self._pieces[place] = self._wrapped(place)
        return self._pieces[place]

    def _wrapped(self, place: PieceAddress) -> WrappedPiece:
        body, turn = self.transcript.body, self.transcript.turns[place.turn]
        start, end = turn.paragraphs[place.paragraph]
        first, behind = (block_start(body, start, end, place.block + n) for n in (0, 1))
        behind = end if place.block == last_block(start, end) else behind
        begins = place.paragraph == place.block == 0
        speaker, time = self._named(turn) if begins else ("", "")
        indent = sum(cells(part) + 1 for part in (speaker, time) if part) + bool(speaker or time)
        lines = wrap(body, first, behind, self.width, indent=indent)
        return WrappedPiece(place, tuple(lines), speaker, time, indent, gap=behind == end)

    def _named(self, turn: Turn) -> tuple[str, str]:
        """The speaker's name, shortened to a third of the line, and the time stamp if it has room."""
        name, room = shown(turn.speaker or ""), max(self.width // 3, 4)
        if cells(name) > room:
            name = name[: offset_at(name, WrappedLine(0, len(name)), room - 1)] + "…"
        return name, turn.time if cells(name) + len(turn.time) < self.width // 2 else ""

    def place_of(self, offset: int) -> PieceAddress:
        """Where the piece is that shows a code point, or else the last one before it."""
        turns = self.transcript.turns
        turn = max(bisect_right(turns, offset, key=lambda turn: turn.start) - 1, 0)
        spans = turns[turn].paragraphs
        paragraph = max(bisect_right(spans, offset, key=lambda span: span[0]) - 1, 0)
        return PieceAddress(turn, paragraph, block_of(self.transcript.body, *spans[paragraph], offset))

    def row_at(self, offset: int) -> WindowRow:
        """The row that shows a code point."""
        piece = self.piece(self.place_of(offset))
        return WindowRow(piece, piece.row_of(offset))

    # --- walking --------------------------------------------------------------------------

    def rows_from(self, row: WindowRow) -> Iterator[WindowRow]:
        """The row itself and all below it."""
        piece: WrappedPiece | None = row.piece
        number = row.number
        while piece is not None:
            yield from (WindowRow(piece, at) for at in range(number, piece.height))
            piece, number = self._beside(piece.place, 1), 0

    def rows_above(self, row: WindowRow) -> Iterator[WindowRow]:
        """All rows above this one, the nearest first."""
        piece: WrappedPiece | None = row.piece
        number = row.number
        while piece is not None:
            yield from (WindowRow(piece, at) for at in range(number - 1, -1, -1))
            piece = self._beside(piece.place, -1)
            number = piece.height if piece is not None else 0

    def _beside(self, place: PieceAddress, step: int) -> WrappedPiece | None:
        turns = self.transcript.turns
        turn, paragraph, block = place
        spans = turns[turn].paragraphs
        if 0 <= block + step <= last_block(*spans[paragraph]):
            return self.piece(PieceAddress(turn, paragraph, block + step))
        if 0 <= paragraph + step < len(spans):
            return self._end_of(turn, paragraph + step, step)
        if 0 <= turn + step < len(turns):
            return self._end_of(turn + step, 0 if step > 0 else -1, step)
        return None

    def _end_of(self, turn: int, paragraph: int, step: int) -> WrappedPiece:
        """The first block of a paragraph for one who comes from above, the last one from below."""
        spans = self.transcript.turns[turn].paragraphs
        paragraph %= len(spans)
        return self.piece(PieceAddress(turn, paragraph, 0 if step > 0 else last_block(*spans[paragraph])))
