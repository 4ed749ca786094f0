"""Which column of an attribute sheet holds the id, the case, and which attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from qualcode.model import Case
from qualcode.tables import HeadedTable
from qualcode.tables.headings import SHOWN, plain, refuse_strangers, refuse_without
from qualcode.tables.ids import attribute, free
from qualcode.tables.values import is_missing
from qualcode.transcripts.attributes.attribute_headings import (
    SURELY,
    case_rank,
    id_rank,
    is_aliases,
    mentions_case,
)
from qualcode.transcripts.people import ALIASES, CASE, by_name

AttributeOwner = Literal["participants", "cases"]
ID, IGNORE, PARTICIPANT = "id", "ignore", "participant"


@dataclass(frozen=True, slots=True)
class Known:
    """What the study has already: ids as they are spelled there, and its cases.

    `headings` are what its tables call the column of the case.
    """

    ids: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeColumns:
    """Columns by number: of the id, of the case (or None), and of each attribute, the case's among them.

    `owner` is what the column of ids is called in our table; `left_out` are sentences on other columns.
    """

    id: int
    owner: str
    case: int | None
    attributes: Mapping[str, int]
    left_out: tuple[str, ...]

    def shown(self, sheet: HeadedTable) -> dict[str, str]:
        """The headings by attribute, the id first."""
        columns = {self.owner: self.id, **self.attributes}
        return {name: sheet.called(column) for name, column in columns.items()}


def attribute_columns(
    sheet: HeadedTable, kind: AttributeOwner, known: Known, stated: Mapping[str, str]
) -> AttributeColumns:
    """Settle what each column holds; raises `FaultsFound` where none holds ids.

    `stated` are fields by plain heading, as the user says.
    """
    refuse_strangers(stated, sheet.headings, sheet.place)
    headings = [plain(heading) for heading in sheet.headings]
    by_column = {headings.index(heading): field for heading, field in stated.items()}
    chooser = _Chooser(sheet, kind, known, by_column)
    own = chooser.id_of_participants() if kind == "participants" else chooser.id_of_cases()
    if own is None:
        refuse_without("of ids", sheet.headings, sheet.place, "id=HEADING")
    case = chooser.case(own) if kind == "participants" else None
    owner = PARTICIPANT if kind == "participants" else chooser.owner_of_cases(own)
    left_out = tuple(chooser.left_out(own))
    return AttributeColumns(own, owner, case, chooser.attributes(own, case), left_out)


@dataclass(frozen=True)
class _Chooser:
    sheet: HeadedTable
    kind: AttributeOwner
    known: Known
    stated: Mapping[int, str]

    @cached_property
    def values(self) -> Sequence[Sequence[str]]:
        """The values of each column that are not missing."""
        columns = map(self.sheet.column, range(self.sheet.grid.width))
        return [[cell for cell in column if not is_missing(cell)] for column in columns]

    @cached_property
    def unsaid(self) -> Sequence[tuple[int, str]]:
        """The columns that the user says nothing about, with their headings."""
        return [entry for entry in enumerate(self.sheet.headings) if entry[0] not in self.stated]

    def _stated(self, *names: str) -> int | None:
        return next((column for column, name in self.stated.items() if name in names), None)

    def id_of_participants(self) -> int | None:
        """Named so and most often known to the study; else the first column of short values, no two alike."""
        stated = self._stated(ID, PARTICIPANT)
        if stated is not None:
            return stated
        known = {name.casefold() for name in self.known.ids}
        ranked = [
            (sum(value.casefold() in known for value in self.values[column]), rank, -column)
            for column, heading in self.unsaid
            if (rank := id_rank(heading)) == SURELY or (rank and self._tells_apart(column))
        ]
        return -max(ranked)[2] if ranked else self._first_unique()

    def _tells_apart(self, column: int) -> bool:
        return 2 * len(set(self.values[column])) > len(self.values[column])

    def _first_unique(self) -> int | None:
        rows = sum(1 for row in self.sheet.body if any(self.sheet.grid.rows[row]))
        for column, _ in self.unsaid:
            values = self.values[column]
            unique = len(set(map(str.casefold, values))) == len(values) == rows
            if values and unique and max(map(len, values)) <= SHOWN:
                return column
        return None

    def id_of_cases(self) -> int | None:
        """The column named as cases are, best as this study calls them; else the first of unique values."""
        stated = self._stated(ID, CASE)
        if stated is not None:
            return stated
        ranked = [
            (max(2 * case_rank(heading, self.known.headings), id_rank(heading) % SURELY), -column)
            for column, heading in self.unsaid
            if self._tells_apart(column)
        ]
        best = max(ranked, default=(0, 0))
        return -best[1] if best[0] else self._first_unique()

    def owner_of_cases(self, own: int) -> str:
        """What the column of cases is called: a word of its own (`state`) stays, an id is a `case`."""
        heading = self.sheet.headings[own]
        word = case_rank(heading, self.known.headings) and " " not in heading.strip()
        return attribute(heading) if word else CASE

    def case(self, own: int) -> int | None:
        """The column of the case; None where no column's values are mostly names of known cases."""
        stated = self._stated(CASE)
        if stated is not None or not self.known.cases:
            return stated
        names = by_name(self.known.cases)
        ranked = []
        for column, heading in self.unsaid:
            values, rank = self.values[column], case_rank(heading, self.known.headings)
            hits = sum(value.casefold() in names for value in values)
            mostly = 5 * hits >= 4 * len(values)
            said = 2 * hits > len(values) and mentions_case(heading, self.known.headings)
            if column != own and values and (rank == 2 or mostly or said):
                ranked.append((rank == 2, hits, rank, -column))
        return -max(ranked)[3] if ranked else None

    def _is_left_out(self, column: int) -> bool:
        return self.stated.get(column) == IGNORE or not self.values[column]

    def left_out(self, own: int) -> Iterator[str]:
        """A sentence on each column with a heading that becomes no attribute."""
        for column, heading in enumerate(self.sheet.headings):
            if heading and column != own and self._is_left_out(column):
                yield f"{heading}: left out{'' if self.stated.get(column) else ', for it is empty'}."

    def attributes(self, own: int, case: int | None) -> dict[str, int]:
        """The other columns by the names of their attributes, each name once."""
        named: dict[str, int] = {}
        for column, heading in enumerate(self.sheet.headings):
            if column != own and not self._is_left_out(column):
                stated = attribute(self.stated.get(column, ""))
                name = CASE if column == case else stated or self._name(column, heading)
                named[free(name, named)] = column
        return named

    def _name(self, column: int, heading: str) -> str:
        if self.kind == "cases" and is_aliases(heading):
            return ALIASES
        name = attribute(heading) or f"column_{column + 1}"
        return f"{name}_name" if name in (CASE, PARTICIPANT) else name
