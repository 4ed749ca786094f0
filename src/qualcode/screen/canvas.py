"""The page without its mouse: a widget that draws the rows in view, and of these only what differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from qualcode.screen.drawing import PageDrawing, ReadableDesk
from qualcode.screen.margin import lanes_for
from qualcode.screen.palette import PARTS, Inks, plain_inks
from qualcode.screen.view import View
from qualcode.screen.window import TextLayout, WindowRow

_THUMB = "▐"
_RIGHT = 2  # columns right of the text: a blank one and the bar that shows where in the text we are


class Canvas(Widget):
    """A window onto the open transcript of a desk."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{part}" for part in PARTS}

    def __init__(
        self,
        desk: ReadableDesk,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 # Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.desk: ReadableDesk = desk
        self._view: View | None = None
        self._inks: Inks | None = None
        self._strips: list[Strip] = []
        self._followed: object = None

    # --- what the app calls ---------------------------------------------------------------

    def refresh_from_desk(self) -> None:
        """Draw what differs; where the selection is another one than before, bring it into view."""
        if self._followed != self._selected():
            self._follow()
        self._redraw()

    def show_selection(self) -> None:
        """Scroll the selection into view: its head at least, with some rows around."""
        self._follow()
        self._redraw()

    def roll(self, rows: int) -> None:
        """Scroll down (or up) without moving the selection."""
        if view := self._viewed():
            view.roll(rows)
            self._redraw()

    def leaf(self, step: int) -> None:
        """Scroll by windows less two rows each."""
        self.roll(step * max(self.size.height - 2, 1))

    # --- what Textual calls ---------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """A row of the window."""
        self._strips = self._strips or self._drawn()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def notify_style_update(self) -> None:
        """Another theme: everything is drawn again."""
        super().notify_style_update()
        self._inks, self._strips = None, []

    def on_resize(self) -> None:
        """Another size: the selection stays in view."""
        self._strips = []
        self.show_selection()

    # --- drawing --------------------------------------------------------------------------

    def _selected(self) -> object:
        desk = self.desk
        return desk.transcript.id, desk.transcript.body_hash, desk.selection

    def _follow(self) -> None:
        if view := self._viewed():
            chosen = self.desk.selection
            view.follow(chosen.start, chosen.end, chosen.head)
            self._followed = self._selected()

    def _viewed(self) -> View | None:
        """The window in its present size onto the open transcript; None where there is nothing."""
        transcript, (width, height) = self.desk.transcript, self.size
        taken = PageDrawing.margin_for(lanes_for(width)) + _RIGHT
        if not transcript.turns or not width or not height:
            self._view = None
            return None
        if self._view is None or self._view.layout.transcript is not transcript:
            self._view = View(TextLayout(transcript, width - taken), height)
        elif (self._view.layout.width, self._view.height) != (width - taken, height):
            self._view = View(TextLayout(transcript, width - taken), height, self._view.top)
        return self._view

    def _redraw(self) -> None:
        before, self._strips = self._strips, self._drawn()
        if len(before) != len(self._strips):
            self.refresh()
            return
        rows = (
            y for y, strips in enumerate(zip(before, self._strips, strict=True)) if strips[0] != strips[1]
        )
        if regions := [Region(0, y, self.size.width, 1) for y in rows]:
            self.refresh(*regions)

    def _drawn(self) -> list[Strip]:
        view = self._viewed()
        if view is None:
            return []
        inks = self._inks = self._inks or self._styles()
        drawing = PageDrawing(self.desk, inks, lanes_for(self.size.width))
        rows, width = view.rows, self.size.width
        rows_of_thumb = thumb(rows, self.size.height, len(self.desk.transcript.body))
        return [
            _strip(drawing.row(row, top=y == 0), width, inks, thumb=y in rows_of_thumb)
            for y, row in enumerate(rows)
        ]

    def _styles(self) -> Inks:
        background, plain = self.background_colors[1], self.app.no_color or self.app.native_ansi_color
        if plain:
            return plain_inks(self.rich_style, background)
        parts = {part: self._ink(part, background) for part in PARTS}
        return Inks(self.rich_style, background=background, plain=False, **parts)

    def _ink(self, part: str, background: Color) -> Style:
        """A part's own style, its transparent colours blended with what is below them."""
        styles = self.get_component_styles(f"page--{part}")
        below = background + styles.background if styles.has_rule("background") else background
        above = below.get_contrast_text(styles.color.a) if styles.auto_color else styles.color
        return styles.text_style + Style.from_color(
            (below + above).rich_color if styles.has_rule("color") else None,
            below.rich_color if styles.has_rule("background") else None,
        )


def _strip(segments: list[Segment], width: int, inks: Inks, *, thumb: bool) -> Strip:
    edge = Segment(_THUMB, inks.text + inks.thumb) if thumb else Segment(" ", inks.text)
    spare = width - 1 - sum(segment.cell_length for segment in segments)
    if spare < 0:  # a terminal too narrow for the margin
        return Strip([*Strip(segments).adjust_cell_length(max(width - 1, 0)), edge], width)
    return Strip([*segments, Segment(" " * spare, inks.text), edge], width)


def thumb(rows: Sequence[WindowRow], height: int, length: int) -> range:
    """The rows of the bar at the right that say which part of the text is in view; none if all of it is."""
    lines = [line for row in rows if (line := row.line) is not None]
    if len(rows) < height or not lines or lines[-1].end - lines[0].start >= length:
        return range(0)
    size = max(round((lines[-1].end - lines[0].start) / length * height), 1)
    first = round(lines[0].start / length * height)
    if lines[-1].end >= length:
        first = height - size
    return range(min(first, height - size), min(first, height - size) + size)
