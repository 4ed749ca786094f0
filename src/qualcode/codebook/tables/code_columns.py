"""Which column of a table holds what: headings, what stands below them, and what the user says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.codebook.tables.code_headings import (
    CODE,
    EXTRA,
    IGNORE,
    LEVEL,
    NAME,
    SINGLE,
    TEXTS,
    Meaning,
    described_level,
    meaning,
)
from qualcode.model import KINDS
from qualcode.tables import HeadedTable
from qualcode.tables.headings import plain, refuse_strangers, refuse_without

_NUMERIC = re.compile(r"[<>~≈]?[-+]?[\d.,  ]*\d\s*%?")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")


@dataclass(frozen=True, slots=True)
class CodeColumns:
    """Where the fields of codes stand, as numbers of columns from 0.

    Attributes:
        levels: names of codes, from the top of the hierarchy to its bottom; at least one.
        of_level: columns that define the codes of an upper level, by the place of that level in `levels`.
        others: columns by field, in the order in which they are joined; of those in `SINGLE` there is one.
            What is `extra` is kept in the definitions, what is to `ignore` is not.
    """

    levels: tuple[int, ...]
    of_level: Mapping[int, int]
    others: Mapping[str, tuple[int, ...]]

    def of(self, name: str) -> tuple[int, ...]:
        """The columns of a field; empty where the table has none."""
        return self.others.get(name, ())

    @property
    def used(self) -> set[int]:
        """The columns that say something of codes."""
        fields = (self.of(name) for name in (*SINGLE, *TEXTS, EXTRA))
        return {*self.levels, *self.of_level.values(), *(column for several in fields for column in several)}

    def fields(self, headings: Sequence[str]) -> dict[str, str]:
        """The headings by the field that they are read as; several of one field are joined with ` + `."""
        *above, leaf = self.levels
        named: dict[str, tuple[int, ...]] = {f"level {n}": (at,) for n, at in enumerate(above, start=1)}
        named[NAME] = (leaf,)
        named |= {name: self.of(name) for name in (*SINGLE, *TEXTS) if self.of(name)}
        if self.of_level:
            named["definition"] = (*self.of("definition"), *self.of_level.values())
        return {name: " + ".join(headings[column] for column in columns) for name, columns in named.items()}


def header_score(headings: Sequence[str], stated: Mapping[str, str]) -> float:
    """How many fields a row of headings names; 0 where no column could name codes."""
    chosen = {stated[plain(heading)] for heading in headings if plain(heading) in stated}
    found = [known for heading in headings if (known := meaning(heading)) and known.field != "count"]
    named = {NAME} if any(known.field in (LEVEL, NAME) for known in found) else set[str]()
    named |= {NAME for name in chosen if name.startswith(LEVEL)}
    fields = {known.field if known.field != LEVEL else f"{LEVEL}{known.rank}" for known in found}
    return len(fields | chosen) + 2 * len(chosen) if NAME in named | chosen else 0


def code_columns(sheet: HeadedTable, stated: Mapping[str, str]) -> CodeColumns:
    """Settle what each column holds; raises `FaultsFound` where none names codes.

    `stated` are fields by plain heading, as the user says.
    """
    refuse_strangers(stated, sheet.headings, sheet.place)
    meanings = _meanings(sheet, stated)
    bodies = [sheet.column(column) for column in range(sheet.grid.width)]
    meanings = _settled(meanings, bodies)
    levels = sorted(
        (column for column, known in enumerate(meanings) if known.field in (LEVEL, NAME)),
        key=lambda column: (meanings[column].rank, len(set(bodies[column])), column),
    )
    if not levels:
        refuse_without("that names codes", sheet.headings, sheet.place, "name=HEADING")
    described = _described(sheet.headings, meanings, levels)
    others: dict[str, tuple[int, ...]] = {}
    for column, known in enumerate(meanings):
        if column not in levels and column not in described.values():
            others[known.field] = (*others.get(known.field, ()), column)
    return CodeColumns(tuple(levels), described, others)


# --- what each heading says ---------------------------------------------------------------


def _meanings(sheet: HeadedTable, stated: Mapping[str, str]) -> list[Meaning]:
    chosen = set(stated.values())
    found: list[Meaning] = []
    for column, heading in enumerate(sheet.headings):
        said = stated.get(plain(heading))
        found.append(_chosen(said) if said else _guessed(sheet, column, found, chosen))
    return found


def _chosen(name: str) -> Meaning:
    if name == NAME:
        return Meaning(NAME, CODE)
    return Meaning(LEVEL, int(name.removeprefix(LEVEL))) if name.startswith(LEVEL) else Meaning(name)


def _guessed(sheet: HeadedTable, column: int, before: Sequence[Meaning], chosen: set[str]) -> Meaning:
    heading = sheet.headings[column]
    known = meaning(heading)
    if not heading and before and before[-1].field in (LEVEL, NAME) and _goes_on(sheet, column):
        return Meaning(LEVEL, before[-1].rank + 1)
    if known is None:
        return Meaning(EXTRA)
    by_user = any(name == NAME or name.startswith(LEVEL) for name in chosen)
    if known.field in chosen and known.field in (*SINGLE, NAME):
        return Meaning(EXTRA)
    return Meaning(EXTRA) if by_user and known.field in (LEVEL, NAME) else known


def _goes_on(sheet: HeadedTable, column: int) -> bool:
    """Whether a column without a heading goes on with the one before it: names set in, column by column."""
    across = sheet.grid.across.items()
    merged = any(row == sheet.header and at < column < at + number for (row, at), number in across)
    body, beside = sheet.column(column), sheet.column(column - 1)
    filled = sum(map(bool, body))
    alone = sum(1 for own, left in zip(body, beside, strict=True) if own and not left)
    return bool(filled) and (merged or alone == filled) and sum(map(len, body)) <= 80 * filled


# --- what the column below it says --------------------------------------------------------


def _settled(meanings: Sequence[Meaning], bodies: Sequence[Sequence[str]]) -> list[Meaning]:
    settled = [_by_content(known, body) for known, body in zip(meanings, bodies, strict=True)]
    settled = _code_beside_name(settled, bodies)
    seen: Counter[str] = Counter()
    for column, known in enumerate(settled):
        seen[known.field] += 1
        if known.field in (*SINGLE, NAME) and seen[known.field] > 1:
            settled[column] = Meaning(EXTRA)
    return settled


def _by_content(known: Meaning, body: Sequence[str]) -> Meaning:
    filled = [cell for cell in body if cell]
    if not filled and known.field in (EXTRA, "rules", "count"):
        return Meaning("none")
    numeric = bool(filled) and all(_NUMERIC.fullmatch(cell) for cell in filled)
    if known.field == "count":
        return Meaning(IGNORE if numeric else EXTRA)
    if known.field == "rules":
        return Meaning(IGNORE)
    words = {plain(cell) for cell in filled}
    if known.field == "kind" and not words & set(KINDS):
        return Meaning(EXTRA)
    return known


def _code_beside_name(settled: list[Meaning], bodies: Sequence[Sequence[str]]) -> list[Meaning]:
    """Where a table has both `Code` and `Name`, the one holds short ids, or the other says more about it."""
    names = [column for column, known in enumerate(settled) if known.field == NAME]
    codes = [column for column, known in enumerate(settled) if known == Meaning(LEVEL, CODE)]
    if not names or len(codes) != 1 or any(known.rank > CODE for known in settled):
        return settled
    cells = [cell for cell in bodies[codes[0]] if cell]
    short = bool(cells) and all(map(_ID.fullmatch, cells)) and len(set(cells)) == len(cells)
    free = all(known.field != "id" for known in settled)
    change = {codes[0]: Meaning("id")} if short and free else {names[0]: Meaning(EXTRA)}
    return [change.get(column, known) for column, known in enumerate(settled)]


def _described(headings: Sequence[str], meanings: Sequence[Meaning], levels: Sequence[int]) -> dict[int, int]:
    """Columns such as `Theme definition`, by the place of the upper level that they describe."""
    named = {plain(headings[column]).removesuffix("s"): place for place, column in enumerate(levels[:-1])}
    places = {name: place for name, place in named.items() if name}
    found: dict[int, int] = {}
    for column, known in enumerate(meanings):
        place = places.get(described_level(headings[column]).removesuffix("s"))
        if known.field == "definition" and place is not None:
            found.setdefault(place, column)
    return found


def without_levels(columns: CodeColumns) -> CodeColumns:
    """The columns where only the lowest level names codes, because a column says what stands above each."""
    *above, leaf = columns.levels
    others = {**columns.others, EXTRA: (*columns.of(EXTRA), *above)}
    return CodeColumns((leaf,), columns.of_level, others)
