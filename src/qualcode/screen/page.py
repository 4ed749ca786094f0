"""The middle pane: the transcript turn by turn, with what is coded in it, and the mouse on it."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from qualcode.desk.pieces import By
from qualcode.desk.wrapping import offset_at
from qualcode.screen.canvas import Canvas
from qualcode.screen.drawing import PageDrawing, ReadableDesk
from qualcode.screen.margin import lanes_for

_WHEEL = 3  # rows
_LEFT_BUTTON = 1


class PointableDesk(ReadableDesk, Protocol):
    """A desk that can be read and pointed at."""

    def point(self, offset: int, *, to: bool = False, by: By = "sentence") -> bool:
        """Select what is at an offset, or extend the selection to it; False if nothing changes."""
        ...


class Page(Canvas, can_focus=True):
    """The text of the desk's open transcript.

    Call `refresh_from_desk` after everything that may have changed something at the desk. A click selects
    the sentence, a double click the word, dragging words, Shift with a click extends; the wheel and the
    page keys scroll and leave the selection alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "leaf(1)", "Page down", show=False),
        Binding("pageup", "leaf(-1)", "Page up", show=False),
    ]
    DEFAULT_CSS = """
    Page {
        width: 1fr;
        height: 1fr;
        & > .page--participant { color: $text-primary; text-style: bold; }
        & > .page--interviewer { color: $text-muted; text-style: bold italic; }
        & > .page--time { color: $text-muted; }
        & > .page--selection { background: $primary 30%; }
        & > .page--focus { background: $foreground 10%; }
        & > .page--evidence { background: $warning 40%; text-style: bold; }
        & > .page--thumb { color: $foreground 45%; }
    }
    """

    class Pointed(Message):
        """The mouse changed the selection; the desk knows it and the page is redrawn."""

        def __init__(self, page: Page) -> None:
            super().__init__()
            self.page = page

        @property
        def control(self) -> Page:
            """The page."""
            return self.page

    def __init__(
        self,
        desk: PointableDesk,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 # Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(desk, name=name, id=id, classes=classes)
        self.desk: PointableDesk = desk
        self._pressed: int | None = None  # the code point on which the button went down

    def action_leaf(self, step: int) -> None:
        """Scroll by whole windows."""
        self.leaf(step)

    # --- the mouse ------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.prevent_default().stop()
        self.roll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.prevent_default().stop()
        self.roll(-_WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the sentence, or extend the selection, and wait for a drag."""
        if event.button != _LEFT_BUTTON:
            return
        place = event.get_content_offset_capture(self)
        if place.x >= self.size.width - 1:
            self._go_to(place.y)
        elif (offset := self._offset(place.x, place.y)) is not None:
            self.capture_mouse()
            self._pressed = offset
            self._changed(moved=self.desk.point(offset, to=event.shift))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from the word where the button went down to the one under the mouse."""
        if self._pressed is None or event.button != _LEFT_BUTTON or event.shift:
            return
        x, y = event.get_content_offset_capture(self)
        if not 0 <= y < self.size.height:
            self.roll(-1 if y < 0 else 1)
        offset = self._offset(x, min(max(y, 0), self.size.height - 1), near=True)
        if offset is not None and (offset != self._pressed or event.delta.x or event.delta.y):
            before = self.desk.selection
            first, last = sorted((self._pressed, offset))
            self.desk.point(first, by="word")
            self.desk.point(last, to=True)
            self._changed(moved=self.desk.selection != before)

    def on_mouse_up(self) -> None:
        """The end of a drag."""
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A double click selects the word."""
        place = event.get_content_offset_capture(self)
        if event.chain == 2 and event.button == _LEFT_BUTTON and place.x < self.size.width - 1:
            offset = self._offset(place.x, place.y)
            if offset is not None:
                self._changed(moved=self.desk.point(offset, by="word"))

    def _changed(self, *, moved: bool) -> None:
        """Redraw without scrolling: what was pointed at stays under the mouse."""
        if moved:
            self._followed = self._selected()
            self.refresh_from_desk()
            self.post_message(self.Pointed(self))

    def _go_to(self, y: int) -> None:
        if view := self._viewed():
            height, length = self.size.height, len(self.desk.transcript.body)
            view.roll_to(length if y == height - 1 else y * length // height)
            self._redraw()

    def _offset(self, x: int, y: int, *, near: bool = False) -> int | None:
        """The code point drawn at a place; None in blank rows, unless what is `near` will do."""
        view = self._viewed()
        rows = view.rows if view else []
        if y >= len(rows):
            return None
        piece, line = rows[y].piece, rows[y].line
        if line is None:
            return max(piece.lines[-1].end - 1, piece.lines[0].start) if near else None
        cell = x - PageDrawing.margin_for(lanes_for(self.size.width))
        return offset_at(self.desk.transcript.body, line, cell - (piece.indent if rows[y].number == 0 else 0))
