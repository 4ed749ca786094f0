"""Where in the text the window stands, and how it follows the selection."""

from __future__ import annotations

from itertools import islice

from qualcode.screen.window import TextLayout, WindowRow

_AROUND = 3  # rows that stay in view above and below the selection


class View:
    """A window of `height` rows onto a layout; `top` is the code point that its first row begins with.

    The top is kept as a code point, so that it stays where it is when the width changes.
    """

    def __init__(self, layout: TextLayout, height: int, top: int = 0) -> None:
        self.layout, self.height = layout, max(height, 1)
        self._top = self._fitting(layout.row_at(top))

    @property
    def top(self) -> int:
        """The first code point in view."""
        line = self._top.line or self._top.piece.lines[-1]
        return line.start

    @property
    def rows(self) -> list[WindowRow]:
        """The rows in view from top to bottom; fewer than the height where the text is shorter."""
        return list(islice(self.layout.rows_from(self._top), self.height))

    def roll(self, rows: int) -> None:
        """Scroll by rows, down or up; stops at either end."""
        self._top = self._fitting(self._moved(self._top, rows))

    def roll_to(self, offset: int) -> None:
        """Scroll so that a code point is in the first row."""
        self._top = self._fitting(self.layout.row_at(offset))

    def follow(self, start: int, end: int, head: int) -> None:
        """Bring `[start, end)` into view with some rows around; where it is too long, its head at least."""
        at = max(head - 1, start) if head >= end else head
        other = start if head >= end else max(end - 1, start)
        around = min(_AROUND, (self.height - 1) // 4)
        for offset in (other, at):  # the head last: where both don't fit, it wins
            self._bring(self.layout.row_at(offset), around)

    def _bring(self, row: WindowRow, around: int) -> None:
        number = self._distance(row)
        if number is None:  # far away: a third from the top
            self._top = self._fitting(self._moved(row, -(self.height // 3)))
        elif number < around:
            self.roll(number - around)
        elif number > self.height - 1 - around:
            self.roll(number - (self.height - 1 - around))

    def _distance(self, row: WindowRow) -> int | None:
        """How many rows below the top a row is; None where it is more than a window away."""
        sought, layout = row.key, self.layout
        if sought >= self._top.key:
            below = enumerate(islice(layout.rows_from(self._top), 2 * self.height))
            return next((number for number, seen in below if seen.key == sought), None)
        above = enumerate(islice(layout.rows_above(self._top), self.height), 1)
        return next((-number for number, seen in above if seen.key == sought), None)

    def _moved(self, row: WindowRow, rows: int) -> WindowRow:
        """The row so many below (or above), or the last one there is."""
        walk = self.layout.rows_above(row) if rows < 0 else islice(self.layout.rows_from(row), 1, None)
        for passed in islice(walk, abs(rows)):
            row = passed
        return row

    def _fitting(self, row: WindowRow) -> WindowRow:
        """The row itself, or one above it where the text would end before the window does."""
        missing = self.height - sum(1 for _ in islice(self.layout.rows_from(row), self.height))
        return self._moved(row, -missing)
