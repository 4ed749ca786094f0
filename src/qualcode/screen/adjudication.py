"""The adjudication screen: a unit at a time, the coders side by side; a decision is a key and a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from qualcode.desk.adjudication import AdjudicationDesk
from qualcode.errors import QualcodeError
from qualcode.screen.bars import KeyBar, PlaceBar, SaidBar
from qualcode.screen.codebook import CodebookText, about_rows
from qualcode.screen.commands import Command
from qualcode.screen.dialogs.codes import pick_code
from qualcode.screen.dialogs.line import LineDialog
from qualcode.screen.dialogs.text import TextDialog
from qualcode.screen.help import entry
from qualcode.screen.panel import Panel, StyledRow, prose
from qualcode.screen.shell import LOOKS, Shell
from qualcode.screen.themes import Pens, pens
from qualcode.screen.verdicts import place_row, unit_rows
from qualcode.study.adjudication import Adjudication

_EVERY = 1.0
_BESIDE = 100
_LOOKS = """
#unit { width: 1fr; height: 100%; }
#about { width: 36; height: 100%; border-left: solid $panel; padding: 1 0 0 0; }
"""
DECIDE, GO, SHOW = "Decide", "Go to", "The screen"
COMMANDS: tuple[Command, ...] = (
    Command(DECIDE, "y", ("y",), "code(True)", "the code is right there", "right"),
    Command(DECIDE, "x", ("x",), "code(False)", "the code is not right there", "not right"),
    Command(DECIDE, "w", ("w",), "whole", "then a digit: that version of the whole unit", "whole unit"),
    Command(DECIDE, "c", ("c",), "other", "a code that nobody gave is right in this unit", "another code"),
    Command(DECIDE, "b", ("b",), "decision('take_back')", "take back what was decided here"),
    Command(DECIDE, "u  ctrl+z", ("u", "ctrl+z"), "decision('undo')", "undo the last decision", "undo"),
    Command(DECIDE, "U  ctrl+y", ("U", "ctrl+y"), "decision('redo')", "redo"),
    Command(DECIDE, "d", ("d",), "decision('settle')", "settle the transcript, or open it again", "settle"),
    Command(GO, "n  p", ("n",), "to_open(1)", "the next, the previous open disagreement", "next open"),
    Command(GO, "", ("p",), "to_open(-1)", ""),
    Command(GO, "↓ ↑  j k", ("down", "j"), "move(1)", "the next, the previous disagreement"),
    Command(GO, "", ("up", "k"), "move(-1)", ""),
    Command(GO, "]  [", ("]",), "turn(1)", "the next, the previous transcript", "transcript"),
    Command(GO, "", ("[",), "turn(-1)", ""),
    Command(GO, "o", ("o",), "open", "open a transcript by its name"),
    Command(SHOW, "i", ("i",), "about", "read all about the code"),
    Command(SHOW, "?  F1", ("?", "f1"), "help", "these pages", "help"),
    Command(SHOW, "F4", ("f4",), "theme", "light or dark"),
    Command(SHOW, "q  ctrl+q", ("q", "ctrl+q"), "leave", "quit; every decision is saved already", "quit"),
)  # fmt: skip
_LINE = ("?", "y", "x", "n", "u", "q", "w", "d", "]", "c")
_ABOUT = (
    "Each coder has a column. 1, 2, … take that coder's version of the disagreement marked ▸; y and x say "
    "whether the code is right there, whoever gave it. Then you are asked why; Enter alone gives no reason, "
    "Esc decides nothing. A decision is in the log before “Saved” is shown. The coders' own work stays as it "
    "is: what is settled (d) is the coder consensus, and counts from then on."
)


class AdjudicationScreen(Screen[None], inherit_bindings=False):
    """The one screen below all dialogs."""

    ALLOW_SELECT = False


class AdjudicationApp(Shell, inherit_bindings=False):
    """The disagreements of a study, to be decided."""

    CSS = LOOKS + _LOOKS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "hint", show=False),
        *(Binding(",".join(each.keys), each.action, each.words, show=False) for each in COMMANDS),
    ]

    def __init__(self, work: Adjudication, transcript: str = "", *, light: bool = False) -> None:
        super().__init__(light=light)
        self.adjudication = AdjudicationDesk(work, transcript)
        self._whole = False

    def get_default_screen(self) -> Screen[None]:
        """The screen without keys of its own."""
        return AdjudicationScreen(id="_default")

    def compose(self) -> ComposeResult:
        """The unit, the code; below them where we are, what was said and the keys."""
        self.unit, self.about = Panel(id="unit"), Panel(id="about")
        by_key = {each.keys[0]: each for each in COMMANDS}
        named = ((key, by_key[key].brief, by_key[key].action) for key in _LINE)
        keys = [("1 2", "whose version", "hint_digits"), *named]
        self.place, self.saying, self.key_bar = PlaceBar(), SaidBar(), KeyBar(keys)
        with Horizontal(id="panes"):
            yield self.unit
            yield self.about
        yield from (self.place, self.saying, self.key_bar)

    def on_mount(self) -> None:
        """Begin to look for what others write."""
        self.set_interval(_EVERY, self.tick)

    def on_resize(self, event: events.Resize) -> None:
        """Show the codebook beside the unit where there is room."""
        self.about.display = event.size.width >= _BESIDE
        self.about.styles.width = min(event.size.width * 3 // 10, 48)
        self.call_after_refresh(self.draw)

    def tick(self) -> None:
        """Take in what others wrote; never in the midst of a dialog."""
        if len(self.screen_stack) > 1:
            return
        try:
            changed = self.adjudication.refresh()
        except QualcodeError as error:
            self.say(str(error), "error")
            changed = True
        if changed:
            self.draw()

    # --- drawing --------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw the unit as it is now, once there is room for it."""
        if not self.unit.size:
            return
        ink = pens(self)
        rows, at = unit_rows(self.adjudication, self._written(self.unit), self.unit.room)
        self.unit.write(rows, show=at)
        self.place.write([place_row(self.adjudication, self.place.room, self._written(self.place))])
        self.saying.draw(self._said, "", ink)
        self.key_bar.draw(ink)
        if self.about.display:
            self.about.write(self._about_code(self.about.room), show=0)

    def _written(self, pane: Panel) -> CodebookText:
        return CodebookText(self.adjudication.codebook, {}, pens(self), pane.background_colors[1])

    def _about_code(self, width: int) -> list[StyledRow]:
        item = self.adjudication.item
        if item is None:
            return []
        instead = [code for said in item.found.said for code in said.instead]
        rows: list[StyledRow] = []
        for code in dict.fromkeys([item.found.code, *instead]):
            rows += [*about_rows(self._written(self.about), code, width), ()]
        return rows

    # --- keys -----------------------------------------------------------------------------

    def takes(self, event: events.Key) -> bool:
        """A digit is a coder; after w, of the whole unit."""
        character, whole = event.character or "", self._whole
        self._whole = False
        if not character.isdigit():
            if whole:
                self.say("Given up.")
                self.draw()
            return whole
        number = int(character)
        self._why(
            lambda: self.adjudication.taken(number, whole=whole),
            lambda reason: self.adjudication.take(number, reason, whole=whole),
        )
        return True

    def _why(self, title: Callable[[], str], decision: Callable[[str], str]) -> None:
        """Ask for a reason, then decide; without an answer nothing is decided."""
        try:
            asked = title()
        except QualcodeError as error:
            self.say(str(error), "error")
            self.draw()
            return

        def answered(reason: str | None) -> None:
            if reason is None:
                self.say("Given up; nothing was decided.")
                self.draw()
            else:
                self.decide(lambda: decision(reason))

        hint = "Enter decides, also without words; Esc decides nothing"
        self.push_screen(LineDialog(f"Why {asked}?", hint, empty=True), answered)

    def action_whole(self) -> None:
        """The next digit is about the whole unit."""
        self._whole = True
        called = "  ".join(f"{n} {name}" for n, (name, _) in enumerate(self.adjudication.columns, start=1))
        self.say(f"Whose version of the whole unit?  {called}")
        self.draw()

    def action_hint_digits(self) -> None:
        """What the digits are for."""
        self.say("Press the digit over a column to take that coder's version.")
        self.draw()

    def action_code(self, coded: bool) -> None:  # noqa: FBT001 - a key's action has no names
        """Decide on the code; where directions differ, on the right one first."""
        if not (coded and self.adjudication.directions):
            self._verdict(coded=coded, direction="")
            return

        def answered(sign: str | None) -> None:
            if sign is None:
                self.say("Given up; nothing was decided.")
                self.draw()
            else:
                self._verdict(coded=True, direction={"=": "±"}.get(sign, sign))

        told = ", ".join(direction or "none" for direction in self.adjudication.directions)
        self.push_screen(LineDialog("Which direction?", f"+, - or = for ±; they differ: {told}"), answered)

    def _verdict(self, *, coded: bool, direction: str) -> None:
        def title() -> str:
            if self.adjudication.item is None:
                raise QualcodeError("there is nothing to decide here")
            return "is the code right" if coded else "is the code not right"

        self._why(
            title, lambda reason: self.adjudication.code(coded=coded, direction=direction, reason=reason)
        )

    def action_other(self) -> None:
        """Pick a code that nobody gave."""
        book = self.adjudication.codebook
        if self.adjudication.item is None:
            self.say("There is nothing to decide here.", "error")
            self.draw()
            return

        def picked(code: str | None) -> None:
            if code is not None:
                title = f"is {book[code].name} right here"
                self._why(lambda: title, lambda reason: self.adjudication.add(code, reason))

        self.push_screen(pick_code(self._written(self.unit)), picked)

    def action_decision(self, decision: str) -> None:
        """One of the decisions that need nothing else."""
        self.decide(getattr(self.adjudication, decision))

    # --- moving ---------------------------------------------------------------------------

    def _moved(self, *, moved: bool, otherwise: str) -> None:
        self.say("" if moved else otherwise)
        self.draw()

    def action_move(self, step: int) -> None:
        """Go to another disagreement."""
        self._moved(
            moved=self.adjudication.move(step), otherwise="It ends here." if step > 0 else "It begins here."
        )

    def action_to_open(self, step: int) -> None:
        """Go to another open one."""
        nothing = "Nothing else is open here; d settles the transcript, ] goes to the next."
        self._moved(moved=self.adjudication.next_open(step), otherwise=nothing)

    def action_turn(self, step: int) -> None:
        """Go to another transcript."""
        self._moved(moved=self.adjudication.turn(step), otherwise="There is no other transcript that way.")

    def action_open(self) -> None:
        """Ask for a transcript."""

        def answered(name: str | None) -> None:
            if name is not None:
                self.decide(lambda: self.adjudication.open(name), "note")

        self.push_screen(LineDialog("Transcript", "its id, such as I04"), answered)

    # --- the screen -----------------------------------------------------------------------

    def action_about(self) -> None:
        """Read about the code."""
        self.push_screen(TextDialog("Code", self._about_code))

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(TextDialog("Keys", lambda width: help_rows(width, pens(self))))

    def action_leave(self) -> None:
        """Quit."""
        self.exit()


def help_rows(width: int, ink: Pens) -> list[StyledRow]:
    """The help in rows of so many cells."""
    rows: list[StyledRow] = [*prose(_ABOUT, width - 1, ink.plain, before=" ", behind=" ")]
    for group in (DECIDE, GO, SHOW):
        rows += [(), [(f" {group}", ink.title)]]
        if group == DECIDE:
            rows += entry("1 … 9", "take the version of that column", width, ink)
        for command in COMMANDS:
            if command.group == group and command.words:
                rows += entry(command.shown, command.words, width, ink)
    return rows
