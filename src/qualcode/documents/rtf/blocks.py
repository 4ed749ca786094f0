"""Paragraphs and tables as RTF draws them: text first, then the sign that ends what it belongs to."""

from __future__ import annotations

from qualcode.documents.document import Block, Paragraph, Run, Table

CELLS_LIMIT = 200_000
"""So many cells one table has at most; what comes after starts another."""


class Blocks:
    """Collects text into runs, runs into paragraphs, and those of a table into cells and rows.

    `in_table` and `heading` are what the file says of the paragraph at hand.
    """

    def __init__(self) -> None:
        self.done: list[Block] = []
        self.in_table = False
        self.heading = False
        self._runs: list[tuple[list[str], bool]] = []
        self._cell: list[str] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []
        self._definition: list[str] = []
        self._definitions: list[list[str]] = []
        self._merge = ""
        self._cells = 0

    @property
    def has_text(self) -> bool:
        """Whether the paragraph at hand has begun."""
        return bool(self._runs)

    def text(self, text: str, bold: bool) -> None:  # noqa: FBT001 - as a run is written
        """Add text to the paragraph at hand."""
        if not self._runs or self._runs[-1][1] != bold:
            self._runs.append(([], bold))
        self._runs[-1][0].append(text)

    def end_paragraph(self) -> None:
        """End a paragraph, of the text or of a cell."""
        runs = self._take()
        if self.in_table:
            self._cell.append("".join(run.text for run in runs))
            return
        self.end_table()
        self.done.append(Paragraph(runs, self.heading))

    def end_cell(self) -> None:
        """End a cell of a table."""
        self._cell.append("".join(run.text for run in self._take()))
        self._row.append("\n".join(self._cell))
        self._cell = []

    def start_row(self) -> None:
        """Forget the cells that the row before had."""
        self._definition, self._merge = [], ""

    def merge(self, kind: str) -> None:
        """Remember that the next cell to be defined lies under (`up`) or beside (`left`) its neighbour."""
        self._merge = kind

    def define_cell(self) -> None:
        """End the definition of a cell."""
        self._definition.append(self._merge)
        self._merge = ""

    def end_row(self) -> None:
        """End a row; words behind its last cell are a cell of their own."""
        if self._runs or self._cell:
            self.end_cell()
        if self._row:
            self._rows.append(self._row)
            self._definitions.append(list(self._definition))
            self._cells += len(self._row)
        self._row = []
        if self._cells > CELLS_LIMIT:
            self.end_table()

    def end_table(self) -> None:
        """End the table, if there is one."""
        rows, definitions = self._rows, self._definitions
        if self._row:
            rows.append(self._row)
            definitions.append([])
        self._rows, self._definitions, self._row, self._cells = [], [], [], 0
        if rows:
            self.done.append(_table(rows, definitions))

    def end(self) -> None:
        """End the document: what is begun is text, too."""
        if self.in_table and (self._cell or self._runs):
            self.end_row()
        self.in_table = False
        if self._runs:
            self.end_paragraph()
        self.end_table()

    def _take(self) -> tuple[Run, ...]:
        runs = tuple(Run(_sound("".join(pieces)), bold) for pieces, bold in self._runs)
        self._runs = []
        return runs


def _sound(text: str) -> str:
    """The text, its letters beyond the first plane put together from the halves that RTF writes."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _table(rows: list[list[str]], definitions: list[list[str]]) -> Table:
    # A row wider than a table can be is cut into what it is: cells of a line each.
    width = max(len(row) for row in rows)
    if width * len(rows) > 10 * CELLS_LIMIT:
        rows = [["\t".join(row)] for row in rows]
        definitions, width = [], 1
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for number, kinds in enumerate(definitions):
        for column, (cell, kind) in enumerate(zip(rows[number], kinds, strict=False)):
            above = (number - 1, column) if kind == "up" else (number, column - 1)
            if kind and not cell.strip() and min(above) >= 0:
                merged[number, column] = merged.get(above, above)
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
    cleared = tuple(
        tuple("" if (r, c) in merged else cell for c, cell in enumerate(row)) for r, row in enumerate(filled)
    )
    return Table(cleared, merged=merged)
