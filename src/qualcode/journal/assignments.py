"""Who codes which transcript: `assignments.csv` beside the logs, written by the tool, editable by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from qualcode.delimited import Delimited, read_delimited, write_delimited
from qualcode.errors import FAULT_LIMIT, Fault, FaultsFound, QualcodeError
from qualcode.files import MEGABYTE, private_folder, write_text
from qualcode.journal.names import is_coder
from qualcode.model import ID
from qualcode.positions import nearest

Part = Literal["shared", "own"]
PARTS: tuple[Part, ...] = get_args(Part)
ASSIGNMENTS = "assignments.csv"
HEADER = ("transcript", "coder", "part")
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """A transcript that a coder is to code; `shared` ones are several coders', for agreement."""

    transcript: str
    coder: str
    part: Part


@dataclass(frozen=True, slots=True)
class Assigned:
    """The assignments of a study, in order of transcript and coder, and what could not be read."""

    entries: tuple[Assignment, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_assignments(folder: Path, place: str, transcripts: Collection[str]) -> Assigned:
    """Read who codes what from the folder of the logs, called `place` in messages; nothing without a file.

    `transcripts` are the ids that a study has. Never raises: rows that can't be used are among the faults.
    """
    path = folder / ASSIGNMENTS
    if not path.exists():
        return Assigned()
    try:
        table = read_delimited(path, place=f"{place}/{ASSIGNMENTS}", limit=10 * MEGABYTE)
        columns = [table.column(name) for name in HEADER]
    except FaultsFound as error:
        return Assigned(faults=error.faults)
    return _Rows(table, frozenset(transcripts)).read(columns)


def write_assignments(folder: Path, entries: Iterable[Assignment]) -> None:
    """Write who codes what, whole or not at all, for its owner only; raises `QualcodeError`."""
    path = folder / ASSIGNMENTS
    rows = [(entry.transcript, entry.coder, entry.part) for entry in sorted(entries)]
    try:
        private_folder(folder)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise QualcodeError(
            f"{path}: cannot be written ({reason}); check the folder's permissions"
        ) from error
    write_text(path, write_delimited(HEADER, rows))


class _Rows:
    """Reads the rows of a table; gathers what is wrong with them."""

    def __init__(self, table: Delimited, transcripts: frozenset[str]) -> None:
        self._table = table
        self._transcripts = transcripts
        self._seen: set[tuple[str, str]] = set()
        self._faults: list[Fault] = []

    def read(self, columns: Iterable[int]) -> Assigned:
        """The rows that can be used, and the faults of the others."""
        found: list[Assignment] = []
        columns = tuple(columns)
        for line, row in zip(self._table.lines, self._table.rows, strict=True):
            cells = [row[column].strip() for column in columns]
            if any(cells) and len(self._faults) < FAULT_LIMIT:
                found += self._row(line, *cells)
        return Assigned(tuple(sorted(found)), tuple(self._faults))

    def _row(self, line: int, transcript: str, coder: str, part: str) -> list[Assignment]:
        known = next((each for each in PARTS if each == part.casefold()), None)
        pair = (transcript, coder.casefold())
        if transcript not in self._transcripts:
            self._fault(line, f"there is no transcript{_named(transcript)}", self._instead(transcript))
        elif not is_coder(coder):
            remedy = "write up to 40 letters, digits, _ . - that are no layer's name, such as rules"
            self._fault(line, "the coder's name cannot be used", remedy)
        elif known is None:
            self._fault(line, "the part is neither 'shared' nor 'own'", "write one of the two")
        elif pair in self._seen:
            self._fault(line, f"{coder} has {transcript} already", "take one of the two rows out")
        else:
            self._seen.add(pair)
            return [Assignment(transcript, coder, known)]
        return []

    def _fault(self, line: int, problem: str, remedy: str) -> None:
        self._faults.append(Fault(f"{self._table.place}:{line}", problem, remedy))

    def _instead(self, transcript: str) -> str:
        named = nearest(transcript, sorted(self._transcripts)) if _named(transcript) else "name one"
        return f"{named}, or take the row out"


def _named(transcript: str) -> str:
    """An id as it is repeated in a fault; what can be none, which might be anything, is not repeated."""
    plain = len(transcript) <= _LONGEST_ID and ID.fullmatch(transcript)
    return f" {transcript!r}" if plain else ""
