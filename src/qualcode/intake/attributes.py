"""A table of participants or cases that comes into the study's own: what it would do, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from qualcode.delimited import Delimited, read_delimited
from qualcode.documents import read_document
from qualcode.files import write_text
from qualcode.model import Case, Transcript
from qualcode.study.parts import StudyParts
from qualcode.transcripts.register import read_register
from qualcode.transcripts.tables import (
    AttributeMerge,
    AttributeOwner,
    AttributeRows,
    Choice,
    Known,
    contradictions,
    incoming,
    merged,
    own_headings,
    strangers,
)

COUNTS = ("rows", "added", "changed", "unchanged", "kept")


@dataclass(frozen=True, slots=True)
class AttributePlan:
    """What importing a table would make of the study's table `target`."""

    path: Path
    format: str
    target: Path
    merge: AttributeMerge

    @property
    def is_new(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.merge.added or self.merge.changed)

    def write(self) -> None:
        """Put the table in its place."""
        write_text(self.target, self.merge.text)

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        counts = {name: value for name, value in asdict(self.merge).items() if name in COUNTS}
        about = {"path": str(self.path), "format": self.format, "target": str(self.target)}
        columns, warnings = dict(self.merge.columns), list(self.merge.warnings)
        return {**about, "columns": columns, **counts, "warnings": warnings}


def planned(study: StudyParts, kind: AttributeOwner, path: Path, choice: Choice) -> AttributePlan:
    """Read a table and hold it against the study; writes nothing. Raises `FaultsFound` for what cannot be."""
    named: str = getattr(study.settings, kind)
    target = study.folder / named
    document = read_document(path)
    old = read_delimited(target, place=named) if target.exists() else None
    cases, spoken = _cases(study), _transcripts(study) if kind == "participants" else ()
    known = Known(_ids(old, spoken), cases, own_headings(cases))
    new = incoming(document, kind, known, choice, place=str(path))
    merge = merged(old, new, known, str(path))
    checked = _checked(new, merge, spoken) if kind == "participants" else []
    merge = replace(merge, warnings=(*merge.warnings, *checked))
    return AttributePlan(path, document.format, target, merge)


def _checked(new: AttributeRows, merge: AttributeMerge, spoken: Sequence[Transcript]) -> list[str]:
    """What of the participants does not fit what is said in the transcripts."""
    return [*strangers(new, merge.ids, spoken), *contradictions(new, spoken)]


def _cases(study: StudyParts) -> tuple[Case, ...]:
    """The cases; none where their table is not there yet."""
    return study.cases if (study.folder / study.settings.cases).exists() else ()


def _transcripts(study: StudyParts) -> tuple[Transcript, ...]:
    """The transcripts that can be read, whoever speaks in them."""
    return read_register(study.folder / study.settings.transcripts, study.settings.transcripts)[0]


def _ids(old: Delimited | None, spoken: Sequence[Transcript]) -> tuple[str, ...]:
    """The ids as the study spells them: those of the table that is there, then those of speakers."""
    ids = [row[0].strip() for row in old.rows if row[0].strip()] if old else []
    return tuple(dict.fromkeys([*ids, *(who for text in spoken for who in text.participants)]))
