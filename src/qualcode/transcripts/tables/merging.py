"""Rows that come in and the table that is there → one table: new values win, nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.delimited import Delimited, write_delimited
from qualcode.errors import Fault, FaultsFound
from qualcode.transcripts.tables.joining import Merging
from qualcode.transcripts.tables.rows import AttributeRow, AttributeRows, Known


@dataclass(frozen=True, slots=True)
class AttributeMerge:
    """What importing a table would do.

    `rows` is how many came in; `kept` are those that only the old table has; `changes` says in a line each
    what becomes of which row; `ids` are those of the new table, `text` is the table as it is to be written.
    """

    columns: Mapping[str, str]
    filled: Mapping[str, int]
    rows: int
    added: int
    changed: int
    unchanged: int
    kept: int
    changes: tuple[str, ...]
    warnings: tuple[str, ...]
    ids: tuple[str, ...]
    text: str


def merged(old: Delimited | None, new: AttributeRows, known: Known, place: str) -> AttributeMerge:
    """Put the rows into the table that is there (or a new one); raises `FaultsFound` for contradictions.

    Rows are told apart by their ids in any case of letters; cases by any of their names.
    """
    rows, alike = _distinct(new.rows, place)
    merging = Merging.onto(old, new, known)
    for row in rows:
        merging.put(row)
    separator, marked = (old.separator, old.encoding == "utf-8-sig") if old else (",", False)
    if new.kind == "cases":
        _refuse_shared_names(merging, place)
    said = [f"Rows like another of the same id, read once: {alike}."] if alike else []
    return AttributeMerge(
        columns=new.columns,
        filled={name: _filled(name, rows, new.columns) for name in new.columns},
        rows=len(new.rows),
        added=merging.added,
        changed=merging.changed,
        unchanged=merging.unchanged,
        kept=len(merging.untouched),
        changes=tuple(merging.changes),
        warnings=(*new.warnings, *said),
        ids=tuple(row[0].strip() for row in merging.rows if row[0].strip()),
        text=write_delimited(merging.header, merging.rows, separator, bom=marked),
    )


def _filled(name: str, rows: Sequence[AttributeRow], columns: Mapping[str, str]) -> int:
    """How many rows have a value; all have an id."""
    return len(rows) if name == next(iter(columns)) else sum(1 for row in rows if row.values.get(name))


def _distinct(rows: Sequence[AttributeRow], place: str) -> tuple[list[AttributeRow], int]:
    """The rows, those of one id in one; raises `FaultsFound` for values that contradict each other."""
    found: dict[str, AttributeRow] = {}
    faults: list[Fault] = []
    for row in rows:
        first = found.setdefault(row.id.casefold(), row)
        for name, value in row.values.items():
            if first.values.get(name, value) != value:
                problem = f"{row.id!r} has another {name} than in row {first.number}"
                remedy = "keep one row each; what differs between talks belongs into the transcripts' heads"
                faults.append(Fault(f"{place}:{row.number}", problem, remedy))
        found[row.id.casefold()] = AttributeRow(first.number, first.id, {**row.values, **first.values})
    if faults:
        raise FaultsFound(faults)
    return list(found.values()), len(rows) - len(found)


def _refuse_shared_names(merging: Merging, place: str) -> None:
    """Refuse names that would stand for two cases: nobody could say which one is meant."""
    owners: dict[str, str] = {}
    faults: list[Fault] = []
    for row in merging.rows:
        for name in dict.fromkeys(merging.names(row)):
            first = owners.setdefault(name, row[0].strip())
            if first != row[0].strip():
                problem = f"{name!r} would name both {first!r} and {row[0].strip()!r}"
                faults.append(Fault(place, problem, "keep one of them"))
    if faults:
        raise FaultsFound(faults)
