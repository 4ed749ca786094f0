"""Which of a document's tables is meant, where its headings are, and what stands below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from qualcode.documents import Document, Paragraph, Table
from qualcode.errors import refuse
from qualcode.tables.grid import HEADING_LIMIT, ROW_LIMIT, Grid, one_line

HeaderScore = Callable[[Sequence[str]], float]


@dataclass(frozen=True, slots=True)
class TableChoice:
    """What the user says about a table; "" and 0 leave it to us. `columns` are `FIELD=HEADING`."""

    sheet: str = ""
    header: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """A table with its row of headings.

    Attributes:
        document: where it stands, at `place`.
        grid: its cells.
        header: the row of the headings, from 0.
        name: what it is called, or its number.
        others: what the tables are called that were not chosen.
    """

    document: Document
    place: str
    table: Table
    grid: Grid
    header: int
    name: str
    others: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, each in one line."""
        return self.grid.headings(self.header)

    @property
    def body(self) -> Sequence[int]:
        """The rows below the headings."""
        return range(self.header + 1, len(self.grid.rows))

    def at(self, row: int) -> str:
        """A row as errors name it: `codes.xlsx:3`."""
        return f"{self.place}:{self.grid.number(row)}"

    def column(self, column: int) -> list[str]:
        """The texts of a column below its heading; "" for cells that are blank."""
        return [self.grid.rows[row][column] for row in self.body]

    def called(self, column: int) -> str:
        """A column's heading; its number where it has none."""
        return self.headings[column] or f"column {column + 1}"

    def repeats_headings(self, row: int) -> bool:
        """Whether a row is the headings once more, as on a new page."""
        return self.grid.rows[row] == self.grid.rows[self.header]

    @property
    def title(self) -> str:
        """The title above the headings, else the last heading of a text before the table; or ""."""
        before = self.document.blocks[: self.document.blocks.index(self.table)]
        titles = [block.text for block in before if isinstance(block, Paragraph) and block.heading]
        last = one_line(titles[-1])[: 2 * HEADING_LIMIT] if titles else ""
        return self.grid.title(self.header) or last

    def on_others(self) -> Iterator[str]:
        """A sentence on the tables that were not read, where there are any."""
        if self.others:
            yield f"Read: {self.name}. Not read: {', '.join(self.others)}; name one with --sheet."


def headed_table(
    document: Document, choice: TableChoice, score: HeaderScore, *, place: str, what: str
) -> HeadedTable:
    """Return the table that the user names, else the one whose header scores best, the first of several.

    A header is named by the number that its program shows; `what` describes a column that a table must have.
    Raises `FaultsFound` where there is no such table.
    """
    tables = [table for table in document.tables if any(any(row) for row in table.rows)]
    if not tables:
        refuse(place, "holds no table", "save it as a table with one row each, as .xlsx, .csv or .docx")
    names = [table.name or f"table {number}" for number, table in enumerate(tables, start=1)]
    wanted = _named(names, choice.sheet, place) if choice.sheet else range(len(tables))
    grids = {index: Grid.of(tables[index]) for index in wanted if len(tables[index].rows) <= ROW_LIMIT}
    if not grids:
        refuse(place, f"has more than {ROW_LIMIT:,} rows", "look for the file or the sheet that is meant")
    rows = {index: row for index, grid in grids.items() if (row := _header(grid, choice, score)) is not None}
    if not rows:
        _refuse_header(choice.header, place, what)
    index, row = max(rows.items(), key=lambda entry: score(grids[entry[0]].headings(entry[1])))
    others = tuple(name for other, name in enumerate(names) if other != index)
    return HeadedTable(document, place, tables[index], grids[index], row, names[index], others)


def _named(names: Sequence[str], sheet: str, place: str) -> list[int]:
    for index, name in enumerate(names):
        if sheet.strip().casefold() == name.strip().casefold() or sheet == str(index + 1):
            return [index]
    return refuse("--sheet", f"{place} has no {sheet!r}", f"choose one of: {', '.join(names[:20])}")


def _header(grid: Grid, choice: TableChoice, score: HeaderScore) -> int | None:
    return grid.index(choice.header) if choice.header else grid.header(score)


def _refuse_header(header: int, place: str, what: str) -> NoReturn:
    if header:
        remedy = "name the row of the headings, as its program shows it"
        refuse("--header", f"{place} has no row {header}", remedy)
    remedy = "say where they are with --header ROW and --column FIELD=HEADING"
    refuse(place, f"has no row of headings with {what}", remedy)
