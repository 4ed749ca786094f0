"""A memo of as many lines as it needs."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from qualcode.screen.dialogs.dialog import Dialog
from qualcode.screen.panel import Panel


class Memo(Dialog[str]):
    """Asks for a memo; Enter saves, a new line is ctrl+j, and what is pasted keeps its lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save", "Save", priority=True),
        Binding("ctrl+j,alt+enter,shift+enter", "line", "New line", priority=True),
    ]

    def __init__(self, title: str, before: str) -> None:
        super().__init__()
        self._title, self._before = title, before

    def compose(self) -> ComposeResult:
        """A heading and room to write."""
        with Vertical():
            yield Panel(classes="title")
            yield TextArea(self._before, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)

    def on_mount(self) -> None:
        """Go on writing where the memo ends."""
        text = self.query_one(TextArea)
        text.move_cursor(text.document.end)

    def on_resize(self) -> None:
        """Write the heading."""
        hint = "Enter saves  ctrl+j new line  Esc leaves it as it was"
        self.query_one(Panel).write([[(self._title, self.pens.title), (f"  {hint}", self.pens.quiet)]])

    def action_save(self) -> None:
        """Give what was written; nothing takes the memo away."""
        self.dismiss(self.query_one(TextArea).text.strip())

    def action_line(self) -> None:
        """Begin a new line."""
        self.query_one(TextArea).insert("\n")
