"""A memo of as many lines as it needs."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea

from qualcode.screen.dialogs.dialog import Dialog
from qualcode.screen.panel import Panel


class MemoInput(TextArea):
    """Takes its keys in order: letters and the Enter behind them may come in one piece."""

    async def _on_key(self, event: Key) -> None:
        if event.key in {"enter", "ctrl+s"}:
            self.post_message(Memo.Written())
        elif event.key in {"ctrl+j", "alt+enter", "shift+enter"}:
            self.insert("\n")
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()


class Memo(Dialog[str]):
    """Asks for a memo; Enter saves, a new line is ctrl+j, and what is pasted keeps its lines."""

    class Written(Message):
        """The memo is to be saved as it stands."""

    def __init__(self, title: str, before: str) -> None:
        super().__init__()
        self._title, self._before = title, before

    def compose(self) -> ComposeResult:
        """A heading and room to write."""
        with Vertical():
            yield Panel(classes="title")
            yield MemoInput(self._before, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)

    def on_mount(self) -> None:
        """Go on writing where the memo ends."""
        text = self.query_one(TextArea)
        text.move_cursor(text.document.end)

    def on_resize(self) -> None:
        """Write the heading."""
        hint = "Enter saves  ctrl+j new line  Esc leaves it as it was"
        self.query_one(Panel).write([[(self._title, self.pens.title), (f"  {hint}", self.pens.quiet)]])

    def on_memo_written(self) -> None:
        """Give what was written; nothing takes the memo away."""
        self.dismiss(self.query_one(TextArea).text.strip())
