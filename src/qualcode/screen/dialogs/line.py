"""One line to write: words to find, a place to jump to."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from qualcode.screen.dialogs.dialog import Dialog
from qualcode.screen.panel import Panel


class LineDialog(Dialog[str]):
    """Asks for a line; Enter gives it. With `empty`, nothing at all is an answer, too."""

    def __init__(self, title: str, hint: str, before: str = "", *, empty: bool = False) -> None:
        super().__init__()
        self._title, self._hint, self._before, self._empty = title, hint, before, empty

    def compose(self) -> ComposeResult:
        """A heading and the line."""
        with Vertical():
            yield Panel(classes="title")
            yield Input(self._before, select_on_focus=True)

    def on_resize(self) -> None:
        """Write the heading."""
        self.query_one(Panel).write([[(self._title, self.pens.title), (f"  {self._hint}", self.pens.quiet)]])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line."""
        self.dismiss(event.value.strip() or ("" if self._empty else None))
