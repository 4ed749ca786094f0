"""A table of participants or cases, read: its rows with their values, and what may not be as meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from qualcode.documents import Document
from qualcode.errors import refuse
from qualcode.tables import HeadedTable, TableChoice, headed_table
from qualcode.tables.grid import HEADING_LIMIT, one_line
from qualcode.tables.headings import plain, stated_fields
from qualcode.tables.values import is_ambiguous, is_missing, iso_date
from qualcode.transcripts.attributes.attribute_columns import (
    AttributeColumns,
    AttributeOwner,
    Known,
    attribute_columns,
)
from qualcode.transcripts.attributes.attribute_headings import case_rank, id_rank, is_aliases, is_personal
from qualcode.transcripts.people import ALIASES, by_name

LONGEST_ID = 60
_UNMATCHED = 10
_ROWS = 8


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """A row: its number in the file, its id and the values that are not missing, by attribute."""

    number: int
    id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AttributeRows:
    """A table as read: headings by attribute (`participant` or `case` is the id), rows, and what was odd."""

    kind: AttributeOwner
    format: str
    columns: Mapping[str, str]
    rows: tuple[AttributeRow, ...]
    warnings: tuple[str, ...]


def attribute_rows(
    document: Document, kind: AttributeOwner, known: Known, choice: TableChoice, *, place: str
) -> AttributeRows:
    """Read a table of participants or cases; raises `FaultsFound` where it has no column of ids."""
    stated = stated_fields(choice.columns, "id=Code")
    score = partial(_score, stated=stated)
    sheet = headed_table(document, choice, score, place=place, what="at least two columns")
    if not any(any(sheet.grid.rows[row]) for row in sheet.body):
        remedy = "name another --header, or another --sheet"
        refuse(sheet.at(sheet.header), "has nothing below the headings", remedy)
    columns = attribute_columns(sheet, kind, known, stated)
    reading = _Reading(kind, sheet, columns, by_name(known.cases))
    rows = tuple(reading.rows(known.ids))
    if not rows:
        refuse(sheet.at(sheet.header), "has no rows with ids below it", "name another --header")
    return AttributeRows(kind, document.format, columns.shown(sheet), rows, tuple(reading.remarks()))


def _score(headings: Sequence[str], stated: Mapping[str, str]) -> float:
    """How much a row looks like headings: many short, different texts, some of them well known."""
    texts = [plain(heading) for heading in headings if heading]
    said = sum(text in stated for text in texts)
    if (len(texts) < 2 and not said) or any(len(heading) > 2 * HEADING_LIMIT for heading in headings):
        return 0
    known = sum(
        1 for heading in headings if id_rank(heading) or case_rank(heading, ()) or is_aliases(heading)
    )
    worded = sum(1 for text in set(texts) if any(sign.isalpha() for sign in text))
    return 3 * known + 5 * said + worded / max(len(headings), 1)


@dataclass(slots=True)
class _Reading:
    """Reads the rows, and keeps count of what it had to change."""

    kind: AttributeOwner
    sheet: HeadedTable
    columns: AttributeColumns
    cases: Mapping[str, str]
    missing: Counter[str] = field(default_factory=Counter)
    dates: int = 0
    ambiguous: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    unmatched: dict[str, list[int]] = field(default_factory=dict)
    respelled: int = 0

    def rows(self, ids: Sequence[str]) -> Iterator[AttributeRow]:
        """The rows that have an id, spelled as those that are known."""
        spelled = {name.casefold(): name for name in reversed(ids)}
        for line in self.sheet.body:
            cells = [one_line(cell) for cell in self.sheet.grid.rows[line]]
            number = self.sheet.grid.number(line)
            if not any(cells) or self.sheet.repeats_headings(line):
                continue
            own = cells[self.columns.id]
            if is_missing(own) or len(own) > LONGEST_ID:
                self.nameless.append(number)
                continue
            known = spelled.get(own.casefold(), own)
            self.respelled += known != own
            values = {name: value for name, value in self._values(line, cells) if value}
            yield AttributeRow(number, known, values)

    def _values(self, line: int, cells: Sequence[str]) -> Iterator[tuple[str, str]]:
        number = self.sheet.grid.number(line)
        for name, column in self.columns.attributes.items():
            cell = cells[column]
            if is_missing(cell):
                self.missing.update([cell] if cell else [])
            elif column == self.columns.case:
                yield name, self._case(cell, number)
            elif name == ALIASES and self.kind == "cases":
                yield name, "; ".join(_aliases(self.sheet.grid.rows[line][column]))
            else:
                yield name, self._dated(cell, number)

    def _case(self, cell: str, number: int) -> str:
        named = self.cases.get(cell.casefold(), "")
        if not named:
            self.unmatched.setdefault(cell, []).append(number)
        return named

    def _dated(self, cell: str, number: int) -> str:
        iso = iso_date(cell)
        self.dates += bool(iso) and iso != cell
        if is_ambiguous(cell):
            self.ambiguous.append(number)
        return iso or cell

    def remarks(self) -> Iterator[str]:
        """Whole sentences on what may not be as meant."""
        yield from self.sheet.on_others()
        yield from self.columns.left_out
        personal = [heading for heading in self.columns.shown(self.sheet).values() if is_personal(heading)]
        if personal:
            yield f"May identify people: {', '.join(personal)}; leave out with --column ignore=HEADING."
        yield from self._on_values()
        yield from self.sheet.document.notes

    def _on_values(self) -> Iterator[str]:
        if self.missing:
            tokens = ", ".join(f"{token} × {number}" for token, number in self.missing.most_common())
            yield f"Cells that say “missing”: {self.missing.total()} ({tokens}); they are empty now."
        if self.dates:
            yield f"Dates brought into the form 2021-03-15: {self.dates}."
        if self.ambiguous:
            yield f"Dates that can be read in two ways are kept as they are: {_in_rows(self.ambiguous)}."
        if self.nameless:
            yield f"Rows without an id are left out: {_in_rows(self.nameless)}."
        if self.respelled:
            yield f"Ids spelled as in the study, which differs in capitals: {self.respelled}."
        for name, numbers in list(self.unmatched.items())[:_UNMATCHED]:
            yield f"{name!r} is none of the study's cases, so the case is left empty: {_in_rows(numbers)}."
        if len(self.unmatched) > _UNMATCHED:
            yield f"{len(self.unmatched) - _UNMATCHED} more names are none of the study's cases."


def _in_rows(numbers: Collection[int]) -> str:
    """`row 3`, `rows 3, 5 and 2 more`."""
    shown = ", ".join(str(number) for number in list(numbers)[:_ROWS])
    more = f" and {len(numbers) - _ROWS} more" if len(numbers) > _ROWS else ""
    return f"row{'s' if len(numbers) > 1 else ''} {shown}{more}"


def _aliases(cell: str) -> list[str]:
    """The names in a cell: between semicolons, else between lines, bars or commas."""
    separator = next((sign for sign in (";", "\n", "|", ",") if sign in cell), ";")
    return [name for piece in cell.split(separator) if (name := one_line(piece)) and not is_missing(name)]
