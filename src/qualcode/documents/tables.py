"""Which of a document's tables is meant, and where its header is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualcode.documents.document import Document, Table
from qualcode.documents.grid import ROW_LIMIT, Grid
from qualcode.errors import refuse

HeaderScore = Callable[[Sequence[str]], float]


@dataclass(frozen=True, slots=True)
class HeaderFound:
    """A table with its header; `others` are the names of those that were not chosen."""

    table: Table
    grid: Grid
    header: int
    named: str
    others: tuple[str, ...]


def choose(
    document: Document, sheet: str, header: int, score: HeaderScore, *, place: str, what: str
) -> HeaderFound:
    """Return the table that `sheet` names, else the one whose header scores best, the first of several.

    `header` is the number of its row as its program shows it, or 0; `what` describes a column that a table
    must have. Raises `FaultsFound` where there is no such table.
    """
    tables = [table for table in document.tables if any(any(row) for row in table.rows)]
    if not tables:
        refuse(place, "holds no table", "save it as a table with one row each, as .xlsx, .csv or .docx")
    names = [table.name or f"table {number}" for number, table in enumerate(tables, start=1)]
    wanted = _named(names, sheet, place) if sheet else range(len(tables))
    grids = {index: Grid.of(tables[index]) for index in wanted if len(tables[index].rows) <= ROW_LIMIT}
    if not grids:
        refuse(place, f"has more than {ROW_LIMIT:,} rows", "look for the file or the sheet that is meant")
    if header:
        index, row = _stated(grids, header, score, place)
    else:
        index, row = _best(grids, score, place, what)
    others = tuple(name for other, name in enumerate(names) if other != index)
    return HeaderFound(tables[index], grids[index], row, names[index], others)


def _named(names: Sequence[str], sheet: str, place: str) -> list[int]:
    for index, name in enumerate(names):
        if sheet.strip().casefold() == name.strip().casefold() or sheet == str(index + 1):
            return [index]
    return refuse("--sheet", f"{place} has no {sheet!r}", f"choose one of: {', '.join(names[:20])}")


def _stated(grids: dict[int, Grid], header: int, score: HeaderScore, place: str) -> tuple[int, int]:
    """The row that the user names, in the table where it scores best."""
    rows = {index: row for index, grid in grids.items() if (row := grid.index(header)) is not None}
    if not rows:
        refuse(
            "--header",
            f"{place} has no row {header}",
            "name the row of the headings, as its program shows it",
        )
    return max(rows.items(), key=lambda entry: score(grids[entry[0]].headings(entry[1])))


def _best(grids: dict[int, Grid], score: HeaderScore, place: str, what: str) -> tuple[int, int]:
    rows = {index: row for index, grid in grids.items() if (row := grid.header(score)) is not None}
    if not rows:
        remedy = "say where they are with --header ROW and --column FIELD=HEADING"
        refuse(place, f"has no row of headings with {what}", remedy)
    return max(rows.items(), key=lambda entry: score(grids[entry[0]].headings(entry[1])))
