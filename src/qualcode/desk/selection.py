"""The selection: a span that is never empty, and how it moves and grows. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.desk.pieces import By, Pieces
from qualcode.model import Span


@dataclass(frozen=True, slots=True)
class Selection:
    """Code points `[start, end)`; `head` is the end that moves."""

    start: int
    end: int
    head: int

    @property
    def fixed(self) -> int:
        """The end that stays where it is."""
        return self.start if self.head == self.end else self.end


def on(span: Span) -> Selection:
    """The selection of a piece."""
    return Selection(*span, span[1])


def moved(pieces: Pieces, selection: Selection, by: By, step: int) -> Selection | None:
    """The next piece behind (or before) the selection; None at an end of the text."""
    start, end = selection.start, selection.end
    for _ in range(abs(step)):
        following = pieces.starting(by, end) if step > 0 else pieces.ending(by, start)
        if following is None:
            break
        start, end = following
    return None if (start, end) == (selection.start, selection.end) else on((start, end))


def extended(pieces: Pieces, selection: Selection, by: By, step: int) -> Selection | None:
    """The selection with its head a piece further on (or back); None where it can't go."""
    found = selection
    for _ in range(abs(step)):
        following = _grown(pieces, found, by) if step > 0 else _shrunk(pieces, found, by)
        if following is None:
            break
        found = following
    return None if found == selection else found


def _grown(pieces: Pieces, selection: Selection, by: By) -> Selection | None:
    """The head goes forward: the selection grows at its end, or shrinks at its start."""
    if selection.head == selection.end:
        piece = pieces.starting(by, selection.end, inside=True)
        return Selection(selection.start, piece[1], piece[1]) if piece else None
    piece = pieces.starting(by, selection.start + 1)
    if piece and piece[0] < selection.end:
        return Selection(piece[0], selection.end, piece[0])
    return _grown(pieces, Selection(selection.start, selection.end, selection.end), by)


def _shrunk(pieces: Pieces, selection: Selection, by: By) -> Selection | None:
    """The head goes back: the selection shrinks at its end, or grows at its start."""
    if selection.head == selection.end:
        piece = pieces.ending(by, selection.end - 1)
        if piece and piece[1] > selection.start:
            return Selection(selection.start, piece[1], piece[1])
    piece = pieces.before(by, selection.start)
    return Selection(piece[0], selection.end, piece[0]) if piece else None


def around(pieces: Pieces, span: Span, by: By) -> Span | None:
    """From the start of the piece at the span's start to the end of the piece at its end."""
    first, last = pieces.at(by, span[0]), pieces.at(by, max(span[0], span[1] - 1))
    return (first[0], max(first[1], last[1])) if first and last else None
