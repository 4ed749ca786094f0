"""Where the coder is: the open transcript, the selection in it, and how one gets about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualcode.desk.pieces import By, Pieces
from qualcode.desk.selection import Selection, around, extended, moved, on
from qualcode.errors import QualcodeError
from qualcode.model import Transcript
from qualcode.positions import nearest

_TURN = re.compile(r"turn\s+(\d{1,9})")
_SHARE = re.compile(r"(\d{1,3})\s*%")
_NUMBER = re.compile(r"\d{1,12}")


class TextCursor:
    """The text side of the desk; decides nothing.

    Moves return False where there is nothing further; none of them raises.
    """

    def __init__(self, transcripts: Mapping[str, Transcript], name: str) -> None:
        self.transcripts = transcripts
        self.version = 0
        self.transcript: Transcript
        self.selection: Selection
        self.show(name)

    def show(self, name: str, offset: int | None = None) -> None:
        """Open a transcript at an offset, by default where it begins."""
        self.transcript = self.transcripts[name]
        self.pieces = Pieces(self.transcript)
        start = self.pieces.at("sentence", offset or 0)
        self.selection = on(start or (0, min(1, len(self.transcript.body))))
        self.version += 1

    def choose(self, selection: Selection | None) -> bool:
        """Make that the selection; False where there is none or it is so already."""
        if selection is None or selection == self.selection:
            return False
        self.selection = selection
        self.version += 1
        return True

    @property
    def quote(self) -> str:
        """The selected words."""
        return self.transcript.body[self.selection.start : self.selection.end]

    # --- moves ----------------------------------------------------------------------------

    def move(self, by: By, step: int = 1) -> bool:
        """Select the next (or previous) such piece."""
        return self.choose(moved(self.pieces, self.selection, by, step))

    def extend(self, by: By, step: int = 1) -> bool:
        """Move the head of the selection."""
        return self.choose(extended(self.pieces, self.selection, by, step))

    def select(self, by: By) -> bool:
        """Select the whole piece (or pieces) in which the selection lies."""
        span = around(self.pieces, (self.selection.start, self.selection.end), by)
        return self.choose(on(span) if span else None)

    def point(self, offset: int, *, to: bool = False, by: By = "sentence") -> bool:
        """Select the piece at an offset; with `to`, everything between the selection's other end and it."""
        offset = max(0, min(offset, len(self.transcript.body)))
        if not to:
            piece = self.pieces.at(by, offset)
            return self.choose(on(piece) if piece else None)
        word = self.pieces.at("word", offset)
        if word is None:
            return False
        fixed = self.selection.fixed
        if word[1] > fixed:
            return self.choose(Selection(fixed, word[1], word[1]))
        return self.choose(Selection(word[0], fixed, word[0]) if word[0] < fixed else None)

    def find(self, words: str, step: int = 1) -> bool:
        """Select the next (or previous) place where the words stand, in any case, going round at the end."""
        sought = r"\s+".join(map(re.escape, words.split()))
        if not sought:
            return False
        spans = [match.span() for match in re.finditer(sought, self.transcript.body, re.IGNORECASE)]
        spans = [span for span in spans if self._is_spoken(*span)]
        if not spans:
            return False
        here = self.selection.start
        if step > 0:
            following = next((span for span in spans if span[0] > here), spans[0])
        else:
            following = next((span for span in reversed(spans) if span[0] < here), spans[-1])
        self.choose(on(following))
        return True

    def _is_spoken(self, start: int, end: int) -> bool:
        turn = self.transcript.turns[self.pieces.turn_at(start)] if self.transcript.turns else None
        return turn is not None and turn.start <= start and end <= turn.end

    def jump(self, place: str) -> str:
        """Go to `I04`, `I04 350`, `350` (code points), `50%` or `turn 12`; returns what there is to say.

        Raises `QualcodeError` for what is no place.
        """
        wanted = place.strip()
        names = {name.casefold(): name for name in self.transcripts}
        first, _, rest = wanted.partition(" ")
        if first.casefold() in names and not (wanted.casefold().startswith("turn ") and "turn" not in names):
            self.show(names[first.casefold()])
            if rest.strip():
                self.point(self._offset(rest))
            return f"{self.transcript.id} is open."
        self.point(self._offset(wanted))
        return ""

    def _offset(self, place: str) -> int:
        wanted = place.strip().casefold()
        if match := _TURN.fullmatch(wanted):
            turns = self.transcript.turns
            return turns[max(0, min(int(match[1]), len(turns)) - 1)].start if turns else 0
        if match := _SHARE.fullmatch(wanted):
            return len(self.transcript.body) * min(int(match[1]), 100) // 100
        if match := _NUMBER.fullmatch(wanted):
            return int(match[0])
        known = nearest(place.strip(), list(self.transcripts))
        raise QualcodeError(f"no such place; write a transcript, an offset, 50% or turn 12 ({known})")
