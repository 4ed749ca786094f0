"""The keys that ask something first: a code, a transcript, words, a place, a memo; and the pages to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qualcode.desk import Desk, DeskProgress
from qualcode.screen.codebook import about_rows
from qualcode.screen.help import help_rows
from qualcode.screen.panel import StyledRow, line
from qualcode.screen.panes import PanesApp
from qualcode.screen.themes import Pens, pens
from qualcode.screen.transcripts import row


class CodingDialogs(PanesApp):
    """The dialogs, and what is done with their answers."""

    def __init__(self, desk: Desk, *, folder: Path | None = None, light: bool = False) -> None:
        super().__init__(desk, folder=folder, light=light)
        self._sought = ""

    # --- a code, a transcript -------------------------------------------------------------

    def action_pick(self) -> None:
        """Ask for a code by part of its name."""
        from qualcode.screen.dialogs.codes import pick_code

        self.push_screen(pick_code(self.written(self.codebook), self.considered), self._picked)

    def _picked(self, code: str | None) -> None:
        if code:
            self.decide(lambda: self.desk.apply(code))
        else:
            self.draw()

    def action_open(self) -> None:
        """Ask for a transcript."""
        from qualcode.screen.dialogs.picking import PickEntry, Picking

        progress, opened, ink = self.desk.progress, self.desk.transcript.id, pens(self)

        def found(typed: str) -> list[PickEntry]:
            sought = typed.strip().casefold()
            held = [each for each in progress if sought in each.transcript.casefold()]
            held.sort(key=lambda each: not each.transcript.casefold().startswith(sought))
            return [PickEntry(each.transcript, _transcript_row(each, opened, ink)) for each in held]

        self.push_screen(Picking("Transcript", found, opened), self._chosen)

    def _chosen(self, transcript: str | None) -> None:
        if transcript:
            self.decide(lambda: self.opened(transcript), "note")

    def opened(self, transcript: str) -> str:
        """Open a transcript, and say so."""
        self.desk.open(transcript)
        return f"{transcript} is open."

    # --- words, a place, a memo -----------------------------------------------------------

    def action_find(self) -> None:
        """Ask for words to find."""
        from qualcode.screen.dialogs.line import LineDialog as Line

        self.push_screen(Line("Find", "in this transcript, in any case", self._sought), self._find)

    def _find(self, words: str | None) -> None:
        if words:
            self._sought = words
            self.action_again(1)

    def action_again(self, step: int) -> None:
        """Find the next place, or the one before."""
        if not self._sought:
            self.action_find()
            return
        found = self.desk.find(self._sought, step)
        self.say(
            "Found: > goes to the next place, < to the one before." if found
            else "These words don't stand in this transcript.",
            "note" if found else "error",
        )  # fmt: skip
        self.draw()

    def action_jump(self) -> None:
        """Ask where to go."""
        from qualcode.screen.dialogs.line import LineDialog as Line

        self.push_screen(Line("Go to", "I04   I04 350   350   50%   turn 12"), self._jump)

    def _jump(self, place: str | None) -> None:
        if place:
            self.decide(lambda: self.desk.jump(place), "note")

    def action_memo(self) -> None:
        """Ask for a memo."""
        from qualcode.screen.dialogs.memo import Memo

        focus = self.desk.focus
        if focus is not None and focus.own:
            name = self.desk.codebook[focus.code].name if focus.code in self.desk.codebook else focus.code
            self.push_screen(Memo(f"Memo on your {line(name, 30)}", focus.memo), self._memo)
        else:
            self.push_screen(Memo("Note on the selected words", ""), self._memo)

    def _memo(self, text: str | None) -> None:
        if text is not None:
            self.decide(lambda: self.desk.memo(text))

    # --- pages to read --------------------------------------------------------------------

    def action_about(self) -> None:
        """Show all that the codebook says about the code under the cursor."""
        from qualcode.screen.dialogs.text import TextDialog

        code, book = self.code_in_view, self.desk.codebook
        if code not in book:
            self.say("There is no code under the cursor; c finds one by its name.")
            self.draw()
            return
        written = self.written(self.codebook)
        self.push_screen(TextDialog("Code", lambda width: about_rows(written, code, width)))

    def action_help(self) -> None:
        """Show every key."""
        from qualcode.screen.dialogs.text import TextDialog

        self.push_screen(TextDialog("Keys", lambda width: help_rows(width, pens(self))))


def _transcript_row(each: DeskProgress, opened: str, ink: Pens) -> Callable[[int], StyledRow]:
    return lambda width: row(each, opened, min(width, 60), ink)
