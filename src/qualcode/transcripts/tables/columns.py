"""Which column of an attribute sheet holds the id, the case, and which attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.documents.grid import Grid, plain
from qualcode.documents.tables import HeaderFound
from qualcode.errors import refuse
from qualcode.model import Case
from qualcode.positions import nearest
from qualcode.transcripts.tables.headings import (
    SURELY,
    attribute,
    case_rank,
    id_rank,
    is_aliases,
    mentions_case,
)
from qualcode.transcripts.tables.rows import AttributeOwner, Known
from qualcode.transcripts.tables.values import is_missing

ID, CASE, ALIASES, IGNORE = "id", "case", "aliases", "ignore"
OWNER = {"participants": "participant", "cases": "case"}
SHORT = 40


@dataclass(frozen=True, slots=True)
class AttributeColumns:
    """Columns by number: of the id, of the case (or None), and of each attribute, the case's among them.

    `owner` is what the column of ids is called in our table; `remarks` are whole sentences.
    """

    id: int
    owner: str
    case: int | None
    attributes: Mapping[str, int]
    remarks: tuple[str, ...]

    def shown(self, found: HeaderFound) -> dict[str, str]:
        """The headings by attribute, the id first."""
        headings = found.grid.headings(found.header)
        named = {self.owner: self.id, **self.attributes}
        return {name: headings[column] or f"column {column + 1}" for name, column in named.items()}


def columns_of(
    grid: Grid, header: int, kind: AttributeOwner, known: Known, overrides: Mapping[str, str], *, place: str
) -> AttributeColumns:
    """Settle what each column holds; raises `FaultsFound` where none holds ids."""
    chooser = _Chooser(grid, header, known, _by_column(grid, header, overrides, place))
    own = chooser.id_of_participants() if kind == "participants" else chooser.id_of_cases()
    if own is None:
        shown = ", ".join(heading for heading in grid.headings(header) if heading and len(heading) <= SHORT)
        refuse(place, "has no column of ids", f"name it with --column id=HEADING; there are: {shown}")
    case = chooser.case(own) if kind == "participants" else None
    owner = OWNER[kind] if kind == "participants" else chooser.owner_of_cases(own)
    attributes, remarks = chooser.attributes(own, case, kind)
    return AttributeColumns(own, owner, case, attributes, remarks)


def _by_column(grid: Grid, header: int, overrides: Mapping[str, str], place: str) -> dict[int, str]:
    """What the user says, by column."""
    headings = [plain(heading) for heading in grid.headings(header)]
    for heading in overrides:
        if heading not in headings:
            refuse(
                "--column", f"{place} has no heading {heading!r}", nearest(heading, filter(None, headings))
            )
    return {headings.index(heading): name for heading, name in overrides.items()}


@dataclass(frozen=True, slots=True)
class _Chooser:
    grid: Grid
    header: int
    known: Known
    stated: Mapping[int, str]

    def headings(self) -> Sequence[str]:
        return self.grid.headings(self.header)

    def values(self, column: int) -> list[str]:
        """The values of a column that are not missing."""
        return [cell for cell in self.grid.column(column, self.header) if not is_missing(cell)]

    def open_columns(self) -> list[int]:
        """The columns that the user says nothing about."""
        return [column for column in range(self.grid.width) if column not in self.stated]

    def _stated(self, *names: str) -> int | None:
        return next((column for column, name in self.stated.items() if name in names), None)

    def id_of_participants(self) -> int | None:
        """Named so and most often known to the study; else the first column of short values, no two alike."""
        stated = self._stated(ID, "participant")
        if stated is not None:
            return stated
        known = {name.casefold() for name in self.known.ids}
        ranked = [
            (sum(value.casefold() in known for value in self.values(column)), rank, -column)
            for column in self.open_columns()
            if (rank := id_rank(self.headings()[column])) == SURELY or (rank and self._tells_apart(column))
        ]
        return -max(ranked)[2] if ranked else self._first_unique()

    def _tells_apart(self, column: int) -> bool:
        values = self.values(column)
        return bool(values) and 2 * len(set(values)) > len(values)

    def _first_unique(self) -> int | None:
        rows = [row for row in self.grid.rows[self.header + 1 :] if any(row)]
        for column in self.open_columns():
            values = self.values(column)
            unique = len(set(map(str.casefold, values))) == len(values) == len(rows)
            if values and unique and max(map(len, values)) <= SHORT:
                return column
        return None

    def id_of_cases(self) -> int | None:
        """The column named as cases are, best as this study calls them; else the first of unique values."""
        stated = self._stated(ID, CASE)
        if stated is not None:
            return stated
        ranked = [
            (max(2 * case_rank(heading, self.known.headings), id_rank(heading) % 3), -column)
            for column, heading in enumerate(self.headings())
            if column not in self.stated and self._tells_apart(column)
        ]
        best = max(ranked, default=(0, 0))
        return -best[1] if best[0] else self._first_unique()

    def owner_of_cases(self, own: int) -> str:
        """What the column of cases is called: a word of its own (`state`) stays, an id is a `case`."""
        heading = self.headings()[own]
        return (
            attribute(heading)
            if case_rank(heading, self.known.headings) and " " not in heading.strip()
            else CASE
        )

    def case(self, own: int) -> int | None:
        """The column of the case; None where no column's values are mostly names of known cases."""
        stated = self._stated(CASE)
        if stated is not None or not self.known.cases:
            return stated
        names = {name.casefold() for case in self.known.cases for name in case.names}
        ranked = [
            (rank == 2, hits, rank, -column)
            for column in self.open_columns()
            if column != own and (values := self.values(column))
            for heading in [self.headings()[column]]
            for rank in [case_rank(heading, self.known.headings)]
            for hits in [sum(value.casefold() in names for value in values)]
            if rank == 2
            or 5 * hits >= 4 * len(values)
            or (2 * hits > len(values) and mentions_case(heading, self.known.headings))
        ]
        return -max(ranked)[3] if ranked else None

    def attributes(
        self, own: int, case: int | None, kind: AttributeOwner
    ) -> tuple[dict[str, int], tuple[str, ...]]:
        """The other columns by the names of their attributes, each name once."""
        named: dict[str, int] = {}
        remarks: list[str] = []
        for column, heading in enumerate(self.headings()):
            stated = self.stated.get(column, "")
            if column == own:
                continue
            if stated == IGNORE or not self.values(column):
                if heading:
                    remarks.append(f"{heading}: left out{'' if stated else ', for it is empty'}.")
                continue
            name = CASE if column == case else attribute(stated) or self._name(column, kind)
            named[_free(name, named)] = column
        return named, tuple(remarks)

    def _name(self, column: int, kind: AttributeOwner) -> str:
        heading = self.headings()[column]
        if kind == "cases" and is_aliases(heading):
            return ALIASES
        name = attribute(heading) or f"column_{column + 1}"
        return f"{name}_name" if name in (CASE, "participant") else name


def _free(name: str, taken: Mapping[str, int]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def own_headings(cases: Sequence[Case]) -> tuple[str, ...]:
    """What the table of cases calls its first column, where that is a word of its own (`state`)."""
    firsts = ((case.id, *next(iter(case.attributes.items()), ("", ""))) for case in cases)
    return tuple(dict.fromkeys(name for own, name, value in firsts if name and value == own))
