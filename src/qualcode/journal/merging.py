"""Taking in other people's logs, and the copies that a sync service leaves where two machines wrote at once.

Dropbox calls them `ana (Bo's conflicted copy 2026-11-20).jsonl`, Syncthing
`ana.sync-conflict-20261120-101112-ABCDEFG.jsonl`, OneDrive `ana-DESKTOP-AB12.jsonl`, Google Drive
`ana (1).jsonl`, iCloud `ana 2.jsonl`. What a file is called tells little, then; whose events stand in it
tells all: a log holds events of the coder it is named after, a copy holds none of them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import Fault, QualcodeError, refuse
from qualcode.files import sync_folder
from qualcode.journal.events import Event, canonical_json
from qualcode.journal.journal import Journal
from qualcode.journal.log import SUFFIX, LogRead, read_log


@dataclass(frozen=True, slots=True)
class Lying:
    """A file of the logs' folder and what stands in it."""

    path: Path
    place: str
    read: LogRead

    @property
    def is_copy(self) -> bool:
        """Whether it is nobody's own log, but holds somebody's events."""
        return bool(self.read.events) and not any(self.is_own(event.coder) for event in self.read.events)

    def is_own(self, coder: str) -> bool:
        """Whether it is that coder's own log, also on a disk that takes `Ana` and `ana` for one name."""
        if self.path.stem == coder:
            return True
        if self.path.stem.casefold() != coder.casefold():
            return False
        own = self.path.with_name(f"{coder}{SUFFIX}")
        return own.exists() and own.samefile(self.path)


def lying(paths: list[Path], place: str) -> list[Lying]:
    """Read the logs of a folder, one by one."""
    return [Lying(path, f"{place}/{path.name}", read_log(path, f"{place}/{path.name}")) for path in paths]


MERGED = ".merged"
_STUDY = "qualcode.toml"


@dataclass(frozen=True, slots=True)
class OtherLog:
    """A log of the other side, and how messages call it."""

    path: Path
    place: str


@dataclass
class Merge:
    """What a merge takes in.

    Attributes:
        missing: by coder the events that are not in that coder's log here, oldest first.
        known: by coder how many were there already.
        logs: what was read.
        faults: lines that could not be read, and events that are told differently here.
        renamed: names of copies that were set aside, each with its new name.
        said: what the logs had to say (see `log.append`).
    """

    missing: dict[str, list[Event]] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    logs: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def new(self) -> frozenset[str]:
        """The ids of the events that are missing here."""
        return frozenset(event.id for events in self.missing.values() for event in events)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By coder how many events are new, and how many were known."""
        return {
            coder: {"new": len(self.missing.get(coder, ())), "known": self.known.get(coder, 0)}
            for coder in sorted({*self.missing, *self.known})
        }


# --- where the other side's logs are ------------------------------------------------------


def sources_of(paths: Iterable[Path], folder_name: str) -> list[OtherLog]:
    """The logs in what was named: studies, folders of logs, logs; raises `FaultsFound` for anything else."""
    found: list[OtherLog] = []
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110 - False, too, where the folder above may not be read
            refuse(str(path), "there is no such file or folder", "name a copy of the study, or a log of it")
        found += _in_folder(path, folder_name) if path.is_dir() else [OtherLog(path, str(path))]
    return list({source.path.resolve(): source for source in found}.values())


def _in_folder(path: Path, folder_name: str) -> list[OtherLog]:
    logs = _logs(path)
    if (path / _STUDY).is_file() or (not logs and (path / folder_name).is_dir()):
        logs = _logs(path / folder_name)
    if not logs:
        refuse(str(path), f"holds no log (*{SUFFIX})", "name a copy of the study, or a folder of logs")
    return [OtherLog(log, str(log)) for log in logs]


def _logs(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    try:
        return sorted(log for log in folder.iterdir() if log.suffix == SUFFIX and log.name[0] not in ".~")
    except OSError as error:
        raise QualcodeError(f"{folder}: cannot be read; check its permissions") from error


# --- merging ------------------------------------------------------------------------------


def merge(journal: Journal, sources: Sequence[OtherLog], *, dry_run: bool = False) -> Merge:
    """Take in what the sources hold and the logs here lack; on disk when it returns.

    Raises `QualcodeError` where something cannot be saved; what was saved by then stays, and the same merge
    again adds the rest.
    """
    merged = Merge()
    found = [(source.place, read_log(source.path, source.place)) for source in sources]
    for place, read in found:
        merged.logs.append(place)
        merged.faults += read.faults
    _compare(merged, _held(journal), [(place, read.events) for place, read in found])
    if not dry_run:
        _save(merged, journal)
    return merged


def merge_copies(journal: Journal, *, dry_run: bool = False) -> Merge:
    """Take in the copies that lie among the logs (see `copies`), and set each aside once it is whole."""
    merged = Merge()
    copies = [each for each in lying(journal.logs(), journal.place) if each.is_copy]
    for copy in copies:
        merged.logs.append(copy.place)
        merged.faults += copy.read.faults
    _compare(merged, _held(journal), [(copy.place, copy.read.events) for copy in copies])
    if not dry_run:
        _save(merged, journal)
        for copy in copies:
            _set_aside(merged, copy)
    return merged


def _held(journal: Journal) -> dict[str, Event]:
    """The events that stand in the own log of their coder."""
    held: dict[str, Event] = {}
    for each in lying(journal.logs(), journal.place):
        for event in each.read.events:
            if each.is_own(event.coder):
                _take(held, event)
    return held


def _take(events: dict[str, Event], event: Event) -> None:
    """Of two different events under one id the same one always wins, as where the logs are read."""
    known = events.setdefault(event.id, event)
    if known.data != event.data:
        events[event.id] = min(known, event, key=lambda each: canonical_json(each.data))


def _compare(
    merged: Merge, held: Mapping[str, Event], sources: Sequence[tuple[str, Iterable[Event]]]
) -> None:
    other: dict[str, Event] = {}
    differing: dict[str, str] = {}
    for place, events in sources:
        for event in events:
            known = held.get(event.id, other.get(event.id, event))
            if known.data != event.data:
                differing[event.id] = place
            _take(other, event)
    problem, remedy = "tells event {} differently", "nothing was changed: find out which of the two is right"
    merged.faults += [Fault(place, problem.format(name), remedy) for name, place in sorted(differing.items())]
    missing: dict[str, list[Event]] = defaultdict(list)
    for name in sorted(other):
        event = other[name]
        if name in held:
            merged.known[event.coder] = merged.known.get(event.coder, 0) + 1
        else:
            missing[event.coder].append(event)
    merged.missing = dict(sorted(missing.items()))


def _save(merged: Merge, journal: Journal) -> None:
    for coder, events in merged.missing.items():
        said = journal.record(coder, events)
        merged.said += [said] if said else []


# --- copies -------------------------------------------------------------------------------


def _set_aside(merged: Merge, copy: Lying) -> None:
    """Rename a copy whose events all are in their logs; one that grew or holds more stays where it is."""
    if any(copy.read.faults) or any(fault.place == copy.place for fault in merged.faults):
        merged.said.append(f"{copy.place}: stays, as not all of it could be taken in")
        return
    if not copy.read.tail.is_current(copy.path):
        merged.said.append(f"{copy.place}: has grown meanwhile and stays; merge once more")
        return
    new = _free(copy.path)
    try:
        copy.path.replace(new)
        sync_folder(new.parent)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise QualcodeError(
            f"{copy.place}: was taken in, but cannot be renamed ({reason}); move it away"
        ) from error
    merged.renamed.append((copy.path.name, new.name))


def _free(path: Path) -> Path:
    """A name beside a copy that nothing has yet."""
    number = 1
    while True:
        new = path.with_name(f"{path.name}{f'.{number}' if number > 1 else ''}{MERGED}")
        if not new.exists():
            return new
        number += 1
