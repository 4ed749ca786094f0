"""The pieces of a transcript by which a coder moves: words, sentences, paragraphs, turns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal

from qualcode.anchors.words import word_spans
from qualcode.model import Span, Transcript
from qualcode.transcripts.sentences import sentence_spans

By = Literal["word", "sentence", "paragraph", "turn"]


class Pieces:
    """Finds pieces around an offset; cuts a turn only when somebody comes there.

    A transcript without a spoken word has no piece: then every answer is None.
    """

    def __init__(self, transcript: Transcript) -> None:
        self._body = transcript.body
        self._turns = transcript.turns
        self._ends = [turn.end for turn in transcript.turns]
        self._cut: dict[tuple[str, int], list[Span]] = {}

    def of_turn(self, by: By, number: int) -> list[Span]:
        """The pieces of a turn, in order."""
        key = (by, number)
        if key not in self._cut:
            self._cut[key] = self._spans(by, number)
        return self._cut[key]

    def _spans(self, by: By, number: int) -> list[Span]:
        turn = self._turns[number]
        if by == "turn":
            return [(turn.start, turn.end)] if self._body[turn.start : turn.end].strip() else []
        if by == "paragraph":
            return list(turn.paragraphs)
        cut = sentence_spans if by == "sentence" else word_spans
        return [
            (start + left, start + right)
            for start, end in turn.paragraphs
            for left, right in cut(self._body[start:end])
        ]

    def turn_at(self, offset: int) -> int:
        """The number of the turn at an offset; a speaker's name belongs to the turn behind it."""
        return min(bisect_right(self._ends, offset), max(len(self._ends) - 1, 0))

    def at(self, by: By, offset: int) -> Span | None:
        """The piece at an offset, or the next one, or the last one."""
        return self.starting(by, offset, inside=True) or self.ending(by, offset)

    def starting(self, by: By, offset: int, *, inside: bool = False) -> Span | None:
        """The first piece that starts at `offset` or later; with `inside`, that ends behind it."""
        if not self._ends:
            return None
        for number in range(self.turn_at(offset), len(self._ends)):
            pieces = self.of_turn(by, number)
            place = (
                bisect_right(pieces, offset, key=_end) if inside else bisect_left(pieces, offset, key=_start)
            )
            if place < len(pieces):
                return pieces[place]
        return None

    def ending(self, by: By, offset: int) -> Span | None:
        """The last piece that ends at `offset` or earlier."""
        if not self._ends:
            return None
        for number in range(self.turn_at(offset), -1, -1):
            pieces = self.of_turn(by, number)
            place = bisect_right(pieces, offset, key=_end)
            if place:
                return pieces[place - 1]
        return None

    def before(self, by: By, offset: int) -> Span | None:
        """The last piece that starts before `offset`."""
        if not self._ends:
            return None
        for number in range(self.turn_at(offset), -1, -1):
            pieces = self.of_turn(by, number)
            place = bisect_left(pieces, offset, key=_start)
            if place:
                return pieces[place - 1]
        return None


def _start(span: Span) -> int:
    return span[0]


def _end(span: Span) -> int:
    return span[1]
