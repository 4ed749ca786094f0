"""What the keys do: each asks the desk, then has it drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from qualcode.desk import Desk
from qualcode.desk.pieces import By
from qualcode.errors import QualcodeError
from qualcode.screen.codebook import CodeTree
from qualcode.screen.coding_dialogs import CodingDialogs
from qualcode.screen.page import Page
from qualcode.screen.panel import Panel
from qualcode.screen.suggesting import Suggesting
from qualcode.screen.transcripts import TranscriptsPane

if TYPE_CHECKING:
    from qualcode.screen.dialogs.picking import Picking

_EVERY = 1.0
"""Seconds after which the desk looks for what others wrote."""


class CodingApp(CodingDialogs):
    """The coding screen."""

    def __init__(self, desk: Desk, *, folder: Path | None = None, light: bool = False) -> None:
        super().__init__(desk, folder=folder, light=light)
        self._suggesting = Suggesting(folder)
        self._leaving = False
        self._complained = ""

    def on_mount(self) -> None:
        """Begin to look for what others write."""
        self.set_interval(_EVERY, self.tick)
        self.call_later(self.tick)

    def on_unmount(self) -> None:
        """Leave nothing running."""
        self._suggesting.stop()

    def tick(self) -> None:
        """Take in what others wrote, and what the rules found; never in the midst of a dialog."""
        if len(self.screen_stack) > 1:
            return
        before = self.desk.version
        try:
            self.desk.refresh()
            self._complained = ""
        except QualcodeError as error:
            if str(error) != self._complained:
                self._complained = str(error)
                self.say(str(error), "error")
        said = self._suggest()
        if said or self._complained or self.desk.version != before:
            self.draw()

    def _suggest(self) -> bool:
        """Have missing suggestions made, take them in; whether something was said about it."""
        ended = self._suggesting.ended()
        if ended == 0:
            self.desk.load_suggestions()
            self.say("The rules' suggestions are there: n goes to the next.")
        elif ended is not None:
            self.say("the rules' suggestions could not be made; `qualcode autocode` says why", "error")
        elif self.desk.suggestions_missing() and self._suggesting.start():
            self.say("The rules' suggestions are being made; go on meanwhile.")
        else:
            return False
        return True

    # --- keys and mouse -------------------------------------------------------------------

    def takes(self, event: events.Key) -> bool:
        """Take the keystrokes of codes; every other key is a command."""
        self._leaving = self._leaving and event.key in {"q", "ctrl+q"}
        character = event.character
        if character is not None and self.strokes.takes(character):
            code = self.strokes.press(character)
            if code:
                self.decide(lambda: self.desk.apply(code))
            else:
                self.say(f"{self.strokes.typed} … which one? Esc gives up.")
                self.draw()
        elif self.strokes.typed:
            struck, self.strokes.typed = self.strokes.typed, ""
            self.say("Given up." if event.key == "escape" else f"{struck} and this key are no code.")
            self.draw()
        else:
            return False
        return True

    def on_page_pointed(self, _: Page.Pointed) -> None:
        """The mouse selected something."""
        self.strokes.typed = ""
        self._moved(moved=True)

    def on_panel_chosen(self, event: Panel.Chosen) -> None:
        """A row of one of the panes was clicked."""
        if isinstance(event.panel, TranscriptsPane) and event.row:
            name = self.desk.progress[event.row - 1].transcript
            self.decide(lambda: self.opened(name), "note")
        elif isinstance(event.panel, CodeTree):
            self.considered = self.desk.codebook.codes[event.row].id
            self.draw_codebook()

    def on_picking_considered(self, event: Picking.Considered) -> None:
        """The cursor of a dialog is on a code: say what the codebook says about it."""
        if event.entry in self.desk.codebook:
            self.considered = event.entry
            self.draw_codebook()

    # --- moves ----------------------------------------------------------------------------

    def _moved(self, *, moved: bool, otherwise: str = "") -> None:
        self.say("" if moved else otherwise)
        self.draw()

    def action_move(self, by: By, step: int) -> None:
        """Go to the next piece."""
        self._moved(
            moved=self.desk.move(by, step), otherwise="It ends here." if step > 0 else "It begins here."
        )

    def action_extend(self, by: By, step: int) -> None:
        """Make the selection larger or smaller."""
        self._moved(
            moved=self.desk.extend(by, step), otherwise="It ends here." if step > 0 else "It begins here."
        )

    def action_select(self, by: By) -> None:
        """Make the selection whole."""
        self._moved(moved=self.desk.select(by))

    def action_word(self) -> None:
        """Select the first word of the selection only."""
        self._moved(moved=self.desk.point(self.desk.selection.start, by="word"))

    def action_leaf(self, step: int) -> None:
        """Turn the page, without a new selection."""
        self.page.leaf(step)

    def action_here(self) -> None:
        """Show where the selection is."""
        self.page.show_selection()

    def action_place(self, place: str) -> None:
        """Go to a place."""
        self.decide(lambda: self.desk.jump(place), "note")

    def action_suggestion(self, step: int) -> None:
        """Go to a suggestion."""
        if self.desk.blind:
            self._moved(moved=False, otherwise="This is blind coding: the rules' suggestions are not shown.")
        else:
            self._moved(moved=self.desk.next_suggestion(step), otherwise=_nothing("suggestion", step))

    def action_uncoded(self, step: int) -> None:
        """Go to a sentence without a code."""
        self._moved(moved=self.desk.next_uncoded(step), otherwise=_nothing("sentence without a code", step))

    def action_coding(self, step: int) -> None:
        """Go to a coding."""
        self._moved(moved=self.desk.next_coding(step), otherwise=_nothing("coding", step))

    def action_cycle(self, step: int) -> None:
        """Put the cursor on another coding under the selection."""
        self._moved(moved=self.desk.cycle(step), otherwise="There is nothing else under the selection.")

    # --- decisions ------------------------------------------------------------------------

    def action_direct(self, direction: str) -> None:
        """Give the coding a direction."""
        self.decide(lambda: self.desk.direct(direction))

    def action_desk(self, decision: str) -> None:
        """One of the decisions of the desk that need nothing else."""
        self.decide(getattr(self.desk, decision))

    # --- the screen -----------------------------------------------------------------------

    def action_pane(self, which: str) -> None:
        """Show or hide a pane."""
        pane = self.transcripts if which == "transcripts" else self.codebook
        self._wished[which] = not pane.display
        self.arrange(self.size.width, self.size.height)

    def action_leave(self) -> None:
        """Quit; not without a question where something isn't saved."""
        if self.desk.unsaved and not self._leaving:
            self._leaving = True
            self.say("q once more quits without it", "error")
            self.draw()
        else:
            self.exit()


def _nothing(what: str, step: int) -> str:
    return f"There is no {what} further {'down' if step > 0 else 'up'}."
