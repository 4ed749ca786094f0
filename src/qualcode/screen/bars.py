"""The lines at the foot: where we are, what was said last, the keys most needed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.message import Message

from qualcode.anchors import count_words
from qualcode.desk.wrapping import cells
from qualcode.screen.commands import COMMANDS, LINE
from qualcode.screen.panel import Panel, StyledRow, line, prose, spread

if TYPE_CHECKING:
    from rich.style import Style
    from textual.events import Click

    from qualcode.desk import Desk
    from qualcode.screen.themes import Pens

NoticeKind = Literal["note", "saved", "error", "old", "unsaved"]
_SAID_LINES = 4


class PlaceBar(Panel):
    """One line: where the selection is, and who codes."""

    def draw(self, desk: Desk, pens: Pens) -> None:
        """Write where the desk is."""
        self.write([place_row(desk, self.room, pens)])


class Notice(NamedTuple):
    """What was said last; old once something else was done."""

    words: str = ""
    kind: NoticeKind = "old"


class SaidBar(Panel):
    """What was said last; as many lines as it takes, but at least one."""

    def draw(self, said: Notice, unsaved: str, pens: Pens) -> None:
        """Write what was said; what is not saved stays on view whatever is said."""
        words, kind = said
        if unsaved:
            reason = words if kind == "error" else ""
            words, kind = " — ".join(filter(None, (unsaved, reason, "press ! to try again"))), "unsaved"
        ink = {"saved": pens.good, "note": pens.plain, "error": pens.note, "unsaved": pens.error}
        pen = ink.get(kind, pens.quiet)
        rows = prose(words, self.size.width - 1, pen, before=" ", behind=" ")[:_SAID_LINES]
        self.styles.height = len(rows)
        self.write(rows)


class KeyBar(Panel):
    """The keys most needed; a click does what the key does."""

    class Pressed(Message):
        """A key of the line was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, keys: Sequence[tuple[str, str, str]] = ()) -> None:
        """`keys` are what is written, its word and its action; without any, those of the coding screen."""
        super().__init__()
        self._keys = keys or _brief()
        self._places: list[tuple[int, str]] = []  # where each key ends, and what it does

    def draw(self, pens: Pens) -> None:
        """Write as many keys as there is room for."""
        row: list[tuple[str, Style]] = []
        self._places.clear()
        taken = 0
        for key, brief, action in self._keys:
            size = cells(f" {key} {brief} ")
            if taken + size > self.size.width:
                break
            row += [(f" {key}", pens.key), (f" {brief} ", pens.quiet)]
            taken += size
            self._places.append((taken, action))
        self.write([row])

    def on_click(self, event: Click) -> None:
        """Do what the key does that was clicked."""
        action = next((action for end, action in self._places if event.x < end), "")
        if action:
            self.post_message(self.Pressed(action))


def _brief() -> list[tuple[str, str, str]]:
    """Key, word and action."""
    by_key = {command.keys[0]: command for command in COMMANDS}
    return [("1–9", "code", "pick"), *((key, by_key[key].brief, by_key[key].action) for key in LINE)]


def place_row(desk: Desk, width: int, pens: Pens) -> StyledRow:
    """Transcript, turn, place, speaker, words selected; at the right the coder, and whether it is blind."""
    text, start, end = desk.transcript, desk.selection.start, desk.selection.end
    turn = max(bisect_right(text.turns, start, key=lambda each: each.start), 1)
    speaker = text.turns[turn - 1].speaker if text.turns else ""
    words = count_words(text.body[start:end])
    left = [
        (f" {line(text.id, 24)}", pens.strong),
        (f"  turn {turn}/{len(text.turns)}", pens.plain),
        (f"  {100 * start // max(len(text.body), 1)} %", pens.quiet),
        (f"  {line(speaker or '', 20)}", pens.quiet),
        (f"  {words} word{'s' * (words != 1)}", pens.quiet),
    ]
    blind = [(" BLIND ", pens.cursor + pens.note)] if desk.blind else []
    return spread(left, [*blind, (f" {desk.coder} ", pens.strong)], width)
