"""Something to read: the help, all about a code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from qualcode.screen.dialogs.dialog import Dialog
from qualcode.screen.panel import Panel, StyledRow


class TextDialog(Dialog[None]):
    """Rows made for the width there is; any of the keys that opened it closes it again."""

    is_ready = True  # nothing is typed into it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,?,f1,i", "leave", "Leave"),
        Binding("down,j", "roll(1)", "Down"), Binding("up,k", "roll(-1)", "Up"),
        Binding("pagedown,space", "leaf(1)", "Page"), Binding("pageup", "leaf(-1)", "Page"),
        Binding("home", "edge(-1)", "Start"), Binding("end", "edge(1)", "End"),
    ]  # fmt: skip

    def __init__(self, title: str, rows: Callable[[int], Sequence[StyledRow]]) -> None:
        super().__init__()
        self._title, self._rows = title, rows

    def compose(self) -> ComposeResult:
        """A heading and the rows."""
        with Vertical():
            yield Panel(classes="title")
            yield Panel(id="page")

    def on_resize(self) -> None:
        """Lay the rows out for the width there is now."""
        hint = "↑ ↓ PgUp PgDn scroll  Esc closes"
        self.query_one(Panel).write([[(self._title, self.pens.title), (f"  {hint}", self.pens.quiet)]])
        self.query_one("#page").styles.height = "auto"
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        page = self.query_one("#page", Panel)
        rows = self._rows(page.room)
        page.styles.height = min(len(rows), max(self.size.height * 8 // 10 - 3, 3))
        page.write(rows)

    def action_roll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one("#page", Panel).scroll_relative(y=rows, animate=False)

    def action_leaf(self, pages: int) -> None:
        """Scroll by pages."""
        page = self.query_one("#page", Panel)
        page.scroll_relative(y=pages * max(page.size.height - 1, 1), animate=False)

    def action_edge(self, which: int) -> None:
        """Go to the start or the end."""
        page = self.query_one("#page", Panel)
        (page.scroll_end if which > 0 else page.scroll_home)(animate=False)
