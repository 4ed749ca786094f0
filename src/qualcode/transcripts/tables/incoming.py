"""A table of participants or cases, read: which column holds what, and its rows with their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from qualcode.documents.document import Document
from qualcode.documents.grid import HEADING_LIMIT, Grid, one_line, plain
from qualcode.documents.tables import choose
from qualcode.errors import refuse
from qualcode.transcripts.tables.columns import ALIASES, AttributeColumns, columns_of
from qualcode.transcripts.tables.headings import case_rank, id_rank, is_aliases
from qualcode.transcripts.tables.remarks import on_reading
from qualcode.transcripts.tables.rows import AttributeOwner, AttributeRow, AttributeRows, Choice, Known
from qualcode.transcripts.tables.values import is_ambiguous, is_missing, iso_date

LONGEST_ID = 60


def incoming(
    document: Document, kind: AttributeOwner, known: Known, choice: Choice, *, place: str
) -> AttributeRows:
    """Read a table of participants or cases; raises `FaultsFound` where it has no column of ids."""
    overrides = _overrides(choice.columns)
    score = partial(_score, overrides=overrides)
    what = "at least two columns"
    found = choose(document, choice.sheet, choice.header, score, place=place, what=what)
    head = f"{place}:{found.grid.number(found.header)}"
    if not any(map(any, found.grid.rows[found.header + 1 :])):
        refuse(head, "has nothing below the headings", "name another --header, or another --sheet")
    columns = columns_of(found.grid, found.header, kind, known, overrides, place=place)
    named = {name.casefold(): case.id for case in known.cases for name in case.names}
    reading = AttributeRowReader(kind, found.grid, found.header, columns, known, named)
    rows = tuple(reading.rows())
    if not rows:
        refuse(
            head,
            "has no rows with ids below it",
            "name another --header",
        )
    return AttributeRows(
        kind, document.format, columns.shown(found), rows, tuple(on_reading(document, found, reading))
    )


def _overrides(entries: Sequence[str]) -> dict[str, str]:
    overrides: dict[str, str] = {}
    for entry in entries:
        name, sign, heading = entry.partition("=")
        if not sign or not name.strip() or not plain(heading):
            refuse("--column", f"{entry!r} is not FIELD=HEADING", "write it like --column id=Code")
        overrides[plain(heading)] = name.strip().casefold()
    return overrides


def _score(headings: Sequence[str], overrides: Mapping[str, str]) -> float:
    """How much a row looks like headings: many short, different texts, some of them well known."""
    texts = [plain(heading) for heading in headings if heading]
    if len(texts) < 2 and not any(text in overrides for text in texts):
        return 0
    if any(len(heading) > 2 * HEADING_LIMIT for heading in headings):
        return 0
    known = sum(
        1 for heading in headings if id_rank(heading) or case_rank(heading, ()) or is_aliases(heading)
    )
    worded = sum(1 for text in set(texts) if any(sign.isalpha() for sign in text))
    return 3 * known + 5 * sum(text in overrides for text in texts) + worded / max(len(headings), 1)


@dataclass(slots=True)
class AttributeRowReader:
    """Reads the rows, and keeps count of what it had to change."""

    kind: AttributeOwner
    grid: Grid
    header: int
    columns: AttributeColumns
    known: Known
    cases: Mapping[str, str]
    missing: Counter[str] = field(default_factory=Counter)
    dates: int = 0
    ambiguous: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    unmatched: dict[str, list[int]] = field(default_factory=dict)
    respelled: int = 0

    def rows(self) -> Iterator[AttributeRow]:
        """The rows that have an id."""
        spelled = {name.casefold(): name for name in reversed(self.known.ids)}
        for line in range(self.header + 1, len(self.grid.rows)):
            cells = [one_line(cell) for cell in self.grid.rows[line]]
            number = self.grid.number(line)
            if not any(cells) or self.grid.rows[line] == self.grid.rows[self.header]:
                continue
            own = cells[self.columns.id]
            if is_missing(own) or len(own) > LONGEST_ID:
                self.nameless.append(number)
                continue
            known = spelled.get(own.casefold(), own)
            self.respelled += known != own
            yield AttributeRow(
                number, known, {name: value for name, value in self._values(line, cells) if value}
            )

    def _values(self, line: int, cells: Sequence[str]) -> Iterator[tuple[str, str]]:
        number = self.grid.number(line)
        for name, column in self.columns.attributes.items():
            cell = cells[column]
            if is_missing(cell):
                self.missing.update([cell] if cell else [])
            elif column == self.columns.case:
                yield name, self._case(cell, number)
            elif name == ALIASES and self.kind == "cases":
                yield name, "; ".join(_aliases(self.grid.rows[line][column]))
            else:
                yield name, self._dated(cell, number)

    def _case(self, cell: str, number: int) -> str:
        named = self.cases.get(cell.casefold())
        if named:
            return named
        self.unmatched.setdefault(cell, []).append(number)
        return ""

    def _dated(self, cell: str, number: int) -> str:
        iso = iso_date(cell)
        if iso and iso != cell:
            self.dates += 1
        if is_ambiguous(cell):
            self.ambiguous.append(number)
        return iso or cell


def _aliases(cell: str) -> list[str]:
    """The names in a cell: between semicolons, else between lines, bars or commas."""
    separator = next((sign for sign in (";", "\n", "|", ",") if sign in cell), ";")
    return [name for piece in cell.split(separator) if (name := one_line(piece)) and not is_missing(name)]
