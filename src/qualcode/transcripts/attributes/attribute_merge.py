"""Rows that come in and the table that is there → one table: new values win, nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.anchors import normal
from qualcode.delimited import Delimited, write_delimited
from qualcode.errors import Fault, FaultsFound
from qualcode.tables.ids import id_key
from qualcode.tables.values import is_missing
from qualcode.transcripts.attributes.attribute_columns import Known
from qualcode.transcripts.attributes.attribute_rows import AttributeRow, AttributeRows
from qualcode.transcripts.people import ALIASES, CASE, attribute_name, by_name


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
    merging = _Merging.onto(old, new, known)
    for row in rows:
        merging.put(row)
    separator, marked = (old.separator, old.encoding == "utf-8-sig") if old else (",", False)
    if new.kind == "cases":
        _refuse_shared_names(merging, place)
    said = [f"Rows like another of the same id, read once: {alike}."] if alike else []
    owner, *attributes = new.columns
    filled = {name: sum(1 for row in rows if row.values.get(name)) for name in attributes}
    return AttributeMerge(
        columns=new.columns,
        filled={owner: len(rows), **filled},
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


def _refuse_shared_names(merging: _Merging, place: str) -> None:
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


# --- the table that is there, and rows put into it one by one -----------------------------


@dataclass(slots=True)
class _Merging:
    """A table in the making.

    `places` are its columns by attribute, `at` its rows by every name they have; `case` is what the column of
    participants' cases is called, "" in a table of cases.
    """

    header: list[str]
    rows: list[list[str]]
    places: dict[str, int]
    cases: Mapping[str, str]
    case: str
    at: dict[str, int] = field(default_factory=dict)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: list[str] = field(default_factory=list)
    untouched: set[int] = field(default_factory=set)

    @classmethod
    def onto(cls, old: Delimited | None, new: AttributeRows, known: Known) -> _Merging:
        """Start from the table that is there; columns that it does not have come behind its own."""
        owner, *attributes = new.columns
        header = list(old.header) if old else [owner]
        names = list(enumerate(map(attribute_name, header)))
        places = {name: column for column, name in reversed(names) if column}
        case = next((name for name in (CASE, *known.headings) if name in places), CASE)
        case = case if new.kind == "participants" else ""
        for name in (case if case and name == CASE else name for name in attributes):
            if name not in places:
                places[name] = len(header)
                header.append(name)
        rows = [[*row, *[""] * (len(header) - len(row))] for row in old.rows] if old else []
        merging = cls(header, rows, places, by_name(known.cases), case)
        for place, row in enumerate(rows):
            for name in merging.names(row):
                merging.at.setdefault(name, place)
        merging.untouched = {place for place, row in enumerate(rows) if any(cell.strip() for cell in row)}
        return merging

    def names(self, row: list[str]) -> list[str]:
        """What a row is called, to be compared: its id; of cases the aliases as well."""
        aliases = self.places.get(ALIASES) if not self.case else None
        names = [row[0], *(row[aliases].split(";") if aliases is not None else ())]
        return [id_key(name) for name in names if name.strip()]

    def put(self, row: AttributeRow) -> None:
        """Add a row, or put its values into the row that has its id."""
        place = self.at.get(id_key(row.id))
        if place is None:
            self.at[id_key(row.id)] = place = len(self.rows)
            self.rows.append([row.id, *[""] * (len(self.header) - 1)])
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


def _united(before: str, after: str) -> str:
    """Aliases of both, each once, joined as the table of cases joins them."""
    names: dict[str, str] = {}
    for name in f"{before};{after}".split(";"):
        if name.strip():
            names.setdefault(id_key(name), name.strip())
    return ";".join(names.values())
