"""The sampling frame: tables of cases and participants → `Case` and `Participant`.

The first column holds the id; every other column is an attribute. Where the table of cases heads its first
column with a word of its own (`state`), that word is an attribute, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from qualcode.anchors import normal
from qualcode.delimited import Delimited, read_delimited
from qualcode.errors import FaultsFound
from qualcode.model import Case, Participant
from qualcode.positions import Faults
from qualcode.tables.values import IN_OUR_TABLES, is_missing

ALIASES = "aliases"
CASE = "case"

_Read = TypeVar("_Read")


def attribute_name(heading: str) -> str:
    """A column's heading as the name of an attribute: lower case, `_` for blanks."""
    return "_".join(heading.strip().lower().split())


def read_cases(path: Path, place: str | None = None) -> tuple[Case, ...]:
    """Read the table of cases; raises `FaultsFound` for blank or duplicate ids and aliases.

    A column `aliases` holds other names of the case, joined with `;`.
    """
    table = read_delimited(path, place=place or str(path))
    faults = Faults(table.place)
    cases: list[Case] = []
    names: dict[str, int] = {}
    for line, own, attributes in _rows(table, faults, (CASE, "id")):
        aliases = tuple(name.strip() for name in attributes.pop(ALIASES, "").split(";") if name.strip())
        case = Case(own, aliases, attributes)
        for name in dict.fromkeys(name.casefold() for name in case.names):
            if name in names:
                faults.add(line, f"{name!r} names a case on line {names[name]} already", "keep one of them")
            names.setdefault(name, line)
        cases.append(case)
    return _or_raise(tuple(cases), faults)


def read_participants(
    path: Path, cases: Iterable[Case] = (), place: str | None = None
) -> tuple[Participant, ...]:
    """Read the table of participants; a case may be given by any of its names.

    The case stands in a column `case` or in one headed as the first column of the table of cases.
    Raises `FaultsFound` for blank or duplicate ids and for unknown cases.
    """
    table = read_delimited(path, place=place or str(path))
    faults = Faults(table.place)
    cases = tuple(cases)
    resolved = by_name(cases)
    headings = [CASE, *own_headings(cases)]
    participants: dict[str, Participant] = {}
    for line, own, attributes in _rows(table, faults, [attribute_name(table.header[0])]):
        named = next((attributes.pop(key) for key in headings if key in attributes), "")
        case = resolved.get(named.casefold())
        if named and case is None:
            faults.unknown(line, "case", named, sorted(set(resolved.values())))
        if own in participants:
            faults.add(
                line, f"the participant {own!r} stands there already", "give everyone an id of their own"
            )
        participants.setdefault(own, Participant(own, case, attributes))
    return _or_raise(tuple(participants.values()), faults)


def by_name(cases: Iterable[Case]) -> dict[str, str]:
    """The ids of cases by all their names, in lower case."""
    return {name.casefold(): case.id for case in cases for name in case.names}


def own_headings(cases: Iterable[Case]) -> tuple[str, ...]:
    """What the table of cases calls its first column, where that is a word of its own (`state`)."""
    first = ((case.id, *next(iter(case.attributes.items()), ("", ""))) for case in cases)
    return tuple(dict.fromkeys(name for own, name, value in first if name and value == own))


def _rows(
    table: Delimited, faults: Faults, owners: Sequence[str]
) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Line, id and attributes of each row; the id is an attribute unless it is headed by one of `owners`."""
    names = [attribute_name(heading) for heading in table.header]
    for line, cells in zip(table.lines, table.rows, strict=True):
        values = [normal(cell).strip() for cell in cells]
        values = ["" if is_missing(value, IN_OUR_TABLES) else value for value in values]
        if not any(values):
            continue
        if not values[0]:
            faults.add(line, f"the column {table.header[0]!r} is empty", "give the row an id")
            continue
        first = 1 if names[0] in owners else 0
        named = list(zip(names, values, strict=True))[first:]
        yield line, values[0], {name: value for name, value in named if name}


def _or_raise(found: _Read, faults: Faults) -> _Read:
    if faults.found:
        raise FaultsFound(faults.found)
    return found
