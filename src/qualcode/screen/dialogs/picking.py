"""One of many, found by typing part of its name: codes, transcripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.message import Message
from textual.widgets import Input

from qualcode.desk.wrapping import cells
from qualcode.screen.dialogs.dialog import Dialog
from qualcode.screen.panel import Panel, StyledRow, prose

_ROWS = 9


class PickEntry(NamedTuple):
    """What may be picked: its id, how it is written in so many cells, and what is said about it below."""

    id: str
    row: Callable[[int], StyledRow]
    words: str = ""


class Picking(Dialog[str]):
    """Asks for one of the entries that `rank` gives for what is typed; Enter or a click picks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n,tab", "step(1)", "Next"), Binding("up,ctrl+p,shift+tab", "step(-1)", "Previous"),
        Binding("pagedown", "step(8)", "Page"), Binding("pageup", "step(-8)", "Page"),
    ]  # fmt: skip

    class Considered(Message):
        """The cursor went to an entry."""

        def __init__(self, entry: str) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, title: str, rank: Callable[[str], Sequence[PickEntry]], first: str = "") -> None:
        super().__init__()
        self._title, self._rank, self._first = title, rank, first
        self._found: Sequence[PickEntry] = ()
        self._at = 0

    def compose(self) -> ComposeResult:
        """A heading, the line to type in, what was found."""
        with Vertical():
            yield Panel(classes="title")
            yield Input()
            yield Panel(id="found")
            yield Panel(id="words")

    def on_mount(self) -> None:
        """Show everything, the first choice under the cursor."""
        self._found = self._rank("")
        self._at = next((number for number, entry in enumerate(self._found) if entry.id == self._first), 0)

    def on_resize(self, event: Resize) -> None:
        """Fit what is shown."""
        self.query_one("#found").styles.height = max(min(_ROWS, event.size.height - 8), 2)
        hint = "type part of its name  ↑ ↓ choose  Enter takes it  Esc leaves"
        self.query_one(Panel).write([[(self._title, self.pens.title), (f"  {hint}", self.pens.quiet)]])
        self.call_after_refresh(self._draw)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits, the best first."""
        self._found, self._at = self._rank(event.value), 0
        self._draw()

    def action_step(self, step: int) -> None:
        """Move the cursor."""
        self._at = max(0, min(self._at + step, len(self._found) - 1))
        self._draw()

    def on_input_submitted(self) -> None:
        """Take what the cursor is on; without anything, stay."""
        if self._found:
            self.dismiss(self._found[self._at].id)

    def on_panel_chosen(self, event: Panel.Chosen) -> None:
        """Take what was clicked."""
        if event.panel.id == "found" and event.row < len(self._found):
            self.dismiss(self._found[event.row].id)

    def _draw(self) -> None:
        found = self.query_one("#found", Panel)
        if not self._found:
            found.write([[(" Nothing is called so.", self.pens.quiet)]])
            return
        words = self.query_one("#words", Panel)
        words.write(prose(self._found[self._at].words, words.room - 1, self.pens.quiet, before="   "), show=0)
        rows = [self._row(entry, found.room, current=at == self._at) for at, entry in enumerate(self._found)]
        found.write(rows, show=self._at)
        self.post_message(self.Considered(self._found[self._at].id))

    def _row(self, entry: PickEntry, width: int, *, current: bool) -> StyledRow:
        row = [(" ▸ " if current else "   ", self.pens.key), *entry.row(width - 3)]
        if not current:
            return row
        row.append((" " * max(width - sum(cells(text) for text, _ in row), 0), Style()))
        return [(text, ink + self.pens.cursor) for text, ink in row]
