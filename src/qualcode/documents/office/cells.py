"""The cells of a table in the making, and which of them are one."""

from __future__ import annotations

from qualcode.documents.document import Table

CellAddress = tuple[int, int]


class CellGrid:
    """Texts row by row; a cell may cover others to its right and below."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._merged: dict[CellAddress, CellAddress] = {}
        self._above: dict[int, CellAddress] = {}

    @property
    def size(self) -> int:
        """How many cells the finished table has."""
        return len(self._rows) * max(map(len, self._rows), default=0)

    def open_row(self) -> None:
        """Begin a row."""
        self._rows.append([])

    def skip(self, columns: int) -> None:
        """Leave so many columns of the row without a cell."""
        if self._rows:
            self._rows[-1].extend([""] * columns)

    def drop_row(self) -> None:
        """Forget the row that was read last."""
        width = len(self._rows.pop())
        for column in range(width):
            self._merged.pop((len(self._rows), column), None)
            if self._above.get(column, (-1, -1))[0] == len(self._rows):
                del self._above[column]

    def place(self, text: str, columns: int, rows: int, *, continues: bool, explicit: bool) -> bool:
        """Put a cell at the end of the row; True where it has text but lies under another, unseen."""
        if not self._rows:
            self.open_row()
        at = (len(self._rows) - 1, len(self._rows[-1]))
        first = self._above.get(at[1], at) if continues else self._merged.get(at, at)
        self._rows[-1].extend(["" if first != at else text] + [""] * (0 if explicit else columns - 1))
        self._cover(at, first, columns, rows)
        return first != at and bool(text.strip())

    def _cover(self, at: CellAddress, first: CellAddress, columns: int, rows: int) -> None:
        for column in range(at[1], at[1] + columns):
            self._above[column] = first
            for row in range(at[0], at[0] + rows):
                if (row, column) != first:
                    self._merged[row, column] = first

    def table(self) -> Table:
        """The table, all rows equally long."""
        width = max(map(len, self._rows), default=0)
        rows = tuple((*row, *[""] * (width - len(row))) for row in self._rows)
        inside = {at: to for at, to in self._merged.items() if at[0] < len(rows) and at[1] < width}
        return Table(rows, merged=inside)
