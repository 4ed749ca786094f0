"""A table of participants or cases that comes into the study's own: what it would do, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from qualcode.delimited import Delimited, read_delimited
from qualcode.documents import read_document
from qualcode.files import write_text
from qualcode.locking import changing
from qualcode.model import Case, Transcript
from qualcode.study.texts import Texts
from qualcode.tables import TableChoice
from qualcode.transcripts.attributes import (
    AttributeMerge,
    AttributeOwner,
    AttributeRows,
    Known,
    attribute_rows,
    contradictions,
    merged,
    strangers,
)
from qualcode.transcripts.people import own_headings
from qualcode.transcripts.register import read_register

COUNTS = ("rows", "added", "changed", "unchanged", "kept")


@dataclass(frozen=True, slots=True)
class _Incoming:
    """A table that was read, and what of the study it is held against."""

    study: Texts
    path: Path
    rows: AttributeRows
    known: Known
    spoken: Sequence[Transcript]

    def onto(self, old: Delimited | None) -> AttributeMerge:
        """What becomes of the table that is there."""
        merge = merged(old, self.rows, self.known, str(self.path))
        if self.rows.kind == "cases":
            return merge
        checked = [*strangers(self.rows, merge.ids, self.spoken), *contradictions(self.rows, self.spoken)]
        return replace(merge, warnings=(*merge.warnings, *checked))


@dataclass(frozen=True, slots=True)
class AttributePlan:
    """What importing a table would make of the study's own, which holds `old`."""

    incoming: _Incoming
    old: Delimited | None
    merge: AttributeMerge

    @property
    def target(self) -> Path:
        """Where the study's table is."""
        study = self.incoming.study
        named: str = getattr(study.settings, self.incoming.rows.kind)
        return study.folder / named

    @property
    def is_new(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.merge.added or self.merge.changed)

    def write(self) -> AttributePlan:
        """Put the table in its place; returns the plan anew where somebody changed it meanwhile."""
        study, kind = self.incoming.study, self.incoming.rows.kind
        with changing(study.folder):
            old = _present(study, kind)
            plan = self if old == self.old else AttributePlan(self.incoming, old, self.incoming.onto(old))
            write_text(self.target, plan.merge.text)
        return plan

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        counts = {name: value for name, value in asdict(self.merge).items() if name in COUNTS}
        path, form = str(self.incoming.path), self.incoming.rows.format
        columns, warnings = dict(self.merge.columns), list(self.merge.warnings)
        about = {"path": path, "format": form, "target": str(self.target), "columns": columns}
        return {**about, **counts, "warnings": warnings}


def planned(study: Texts, kind: AttributeOwner, path: Path, choice: TableChoice) -> AttributePlan:
    """Read a table and hold it against the study; writes nothing. Raises `FaultsFound` for what cannot be."""
    document = read_document(path)
    old, cases = _present(study, kind), _cases(study)
    spoken = _transcripts(study) if kind == "participants" else ()
    known = Known(_ids(old, spoken), cases, own_headings(cases))
    rows = attribute_rows(document, kind, known, choice, place=str(path))
    incoming = _Incoming(study, path, rows, known, spoken)
    return AttributePlan(incoming, old, incoming.onto(old))


def _present(study: Texts, kind: AttributeOwner) -> Delimited | None:
    """The study's table as it is now; None where there is none yet."""
    named: str = getattr(study.settings, kind)
    target = study.folder / named
    return read_delimited(target, place=named) if target.exists() else None


def _cases(study: Texts) -> tuple[Case, ...]:
    """The cases; none where their table is not there yet."""
    return study.cases if (study.folder / study.settings.cases).exists() else ()


def _transcripts(study: Texts) -> tuple[Transcript, ...]:
    """The transcripts that can be read, whoever speaks in them."""
    return read_register(study.folder / study.settings.transcripts, study.settings.transcripts)[0]


def _ids(old: Delimited | None, spoken: Sequence[Transcript]) -> tuple[str, ...]:
    """The ids as the study spells them: those of the table that is there, then those of speakers."""
    ids = [row[0].strip() for row in old.rows if row[0].strip()] if old else []
    return tuple(dict.fromkeys([*ids, *(who for text in spoken for who in text.participants)]))
