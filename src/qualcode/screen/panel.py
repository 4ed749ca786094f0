"""What the panes around the text are made of: rows of inked words that scroll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.desk.wrapping import cells, shown, widths, wrap

StyledRow = Sequence[tuple[str, Style]]


def line(text: str, width: int | None = None) -> str:
    """The text as one line that may be drawn, cut with … where it is wider than `width` cells."""
    text = shown(" ".join(text.split()))
    if width is None or cells(text) <= width:
        return text
    used = kept = 0
    for size in widths(text):
        if used + size > width - 1:
            break
        used, kept = used + size, kept + 1
    return f"{text[:kept]}…" if width > 0 else ""


def prose(text: str, width: int, ink: Style, *, before: str = "", behind: str = "") -> list[StyledRow]:
    """The text in as many rows as it needs, behind `before` (first row) or `behind` (the others)."""
    text = shown(" ".join(text.split()))
    lines = wrap(text, 0, len(text), max(width - cells(before), 2))
    return [
        [(before if number == 0 else behind or " " * cells(before), ink), (text[start:end], ink)]
        for number, (start, end) in enumerate(lines)
    ]


def spread(left: StyledRow, right: StyledRow, width: int) -> StyledRow:
    """A row with something at its right edge; what is on the left gives way."""
    taken = sum(cells(text) for text, _ in right)
    room, kept = max(width - taken - 1, 0), []
    for text, ink in left:
        kept.append((text if cells(text) <= room else line(text, room), ink))
        room -= cells(kept[-1][0])
    return [*kept, (" " * max(room + 1, 0), Style()), *right]


class Panel(ScrollView, can_focus=False):
    """Rows that scroll; a click on one is sent on as `Panel.Chosen`."""

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, panel: Panel, row: int) -> None:
            super().__init__()
            self.panel = panel
            self.row = row

    _rows: Sequence[StyledRow] = ()
    _shown = 0

    @property
    def room(self) -> int:
        """The cells of a row."""
        return max(self.scrollable_content_region.width, 1)

    @property
    def rows(self) -> Sequence[StyledRow]:
        """What is written here."""
        return self._rows

    def write(self, rows: Iterable[StyledRow], *, show: int | None = None) -> None:
        """Write these rows instead, and bring row number `show` into view."""
        written = list(rows)
        if written != self._rows:
            self._rows = written
            self.virtual_size = Size(self.room, len(written))
            self.refresh()
        if show is not None:
            self._shown = show
            self._reveal()

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self._shown, 1, 1), animate=False, force=True)

    def on_resize(self) -> None:
        """What was in view stays in view."""
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """One row as it is drawn."""
        number, base, width = y + self.scroll_offset.y, self.rich_style, self.size.width
        row = self._rows[number] if number < len(self._rows) else ()
        strip = Strip([Segment(text, base + ink) for text, ink in row if text])
        filler = base + row[-1][1] if row and row[-1][1].bgcolor else base
        return strip.adjust_cell_length(width, filler)

    def on_click(self, event: Click) -> None:
        """Tell which row was clicked."""
        place = event.get_content_offset(self)
        if place is not None and place.y + self.scroll_offset.y < len(self._rows):
            self.post_message(self.Chosen(self, place.y + self.scroll_offset.y))
