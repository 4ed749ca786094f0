"""The table that is there, and rows put into it one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.anchors import normal
from qualcode.delimited import Delimited
from qualcode.transcripts.people import attribute_name
from qualcode.transcripts.tables.columns import ALIASES, CASE
from qualcode.transcripts.tables.rows import AttributeRow, AttributeRows, Known
from qualcode.transcripts.tables.values import is_missing


@dataclass(slots=True)
class Merging:
    """A table in the making.

    `places` are its columns by attribute, `at` its rows by every name they have; `case` is what the column of
    participants' cases is called, "" in a table of cases.
    """

    header: list[str]
    rows: list[list[str]]
    places: dict[str, int]
    at: dict[str, int]
    cases: Mapping[str, str]
    case: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: list[str] = field(default_factory=list)
    untouched: set[int] = field(default_factory=set)

    @classmethod
    def onto(cls, old: Delimited | None, new: AttributeRows, known: Known) -> Merging:
        """Start from the table that is there; columns that it does not have come behind its own."""
        owner, *attributes = new.columns
        header = list(old.header) if old else [owner]
        rows = [list(row) for row in old.rows] if old else []
        places = {
            attribute_name(heading): column for column, heading in reversed(list(enumerate(header))) if column
        }
        case = next((name for name in (CASE, *known.headings) if name in places), CASE)
        case = case if new.kind == "participants" else ""
        for name in (case if case and name == CASE else name for name in attributes):
            if name not in places:
                places[name] = len(header)
                header.append(name)
        rows = [[*row, *[""] * (len(header) - len(row))] for row in rows]
        named = {name.casefold(): entry.id for entry in known.cases for name in entry.names}
        merging = cls(header, rows, places, {}, named, case)
        for place, row in enumerate(rows):
            for name in merging.names(row):
                merging.at.setdefault(name, place)
        merging.untouched = {place for place, row in enumerate(rows) if any(cell.strip() for cell in row)}
        return merging

    def names(self, row: list[str]) -> list[str]:
        """What a row is called, to be compared: its id; of cases the aliases as well."""
        aliases = self.places.get(ALIASES) if not self.case else None
        names = [row[0], *(row[aliases].split(";") if aliases is not None else ())]
        return [key_of(name) for name in names if name.strip()]

    def put(self, row: AttributeRow) -> None:
        """Add a row, or put its values into the row that has its id."""
        place = self.at.get(key_of(row.id))
        if place is None:
            place = len(self.rows)
            self.rows.append([row.id, *[""] * (len(self.header) - 1)])
            self.at[key_of(row.id)] = place
            self._fill(place, row)
            self.added += 1
            self.changes.append(f"{row.id}: new")
            return
        self.untouched.discard(place)
        changed = self._fill(place, row)
        self.changed += bool(changed)
        self.unchanged += not changed
        if changed:
            self.changes.append(f"{self.rows[place][0].strip()}: {'; '.join(changed)}")

    def _fill(self, place: int, row: AttributeRow) -> list[str]:
        """Put the values of a row in; returns what changed."""
        changed = []
        for name, value in row.values.items():
            column = self.places[self.case if self.case and name == CASE else name]
            before = self.rows[place][column]
            after = _united(before, value) if name == ALIASES and not self.case else value
            if not self._same(name, before, after):
                self.rows[place][column] = after
                changed.append(f"{name} {before.strip() or '(empty)'} → {after}")
        return changed

    def _same(self, name: str, before: str, after: str) -> bool:
        old = "" if is_missing(before) else normal(before).strip()
        if name == CASE and self.case:
            return self.cases.get(old.casefold(), old) == self.cases.get(after.casefold(), after)
        return old == after


def key_of(name: str) -> str:
    """A name as it is compared with others."""
    return normal(name).strip().casefold()


def _united(before: str, after: str) -> str:
    """Aliases of both, each once, joined as the table of cases joins them."""
    names: dict[str, str] = {}
    for name in f"{before};{after}".split(";"):
        if name.strip():
            names.setdefault(key_of(name), name.strip())
    return ";".join(names.values())
