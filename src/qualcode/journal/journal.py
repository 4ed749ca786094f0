"""All logs of a study: the folder of `<coder>.jsonl` files, read together and followed as they grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import Fault
from qualcode.journal.assignments import ASSIGNMENTS, Assignment, write_assignments
from qualcode.journal.events import Event, canonical_json
from qualcode.journal.log import SUFFIX, TORN, NewerLine, Tail, UnfinishedLine, append, read_log
from qualcode.journal.standing import dated_id


@dataclass(frozen=True, slots=True)
class LoggedEvents:
    """The events of all logs, in order of their ids, and what could not be read."""

    events: tuple[Event, ...]
    faults: tuple[Fault, ...]

    @property
    def newest(self) -> str:
        """The newest id that another one can follow; empty where there is no event."""
        return max(map(dated_id, self.events), default="")

    @property
    def newer(self) -> tuple[Fault, ...]:
        """Lines that a newer qualcode wrote: as long as there are any, nothing may be counted."""
        return _newer(self.faults)


def _newer(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(fault for fault in faults if isinstance(fault, NewerLine))


@dataclass
class _Followed:
    """How far a log was read, and what was wrong with it so far."""

    tail: Tail = field(default_factory=Tail)
    faults: tuple[Fault, ...] = ()


class Journal:
    """The logs in `folder`, called `place` in messages.

    It remembers what it has read: `refresh` reads only what was appended since, by whomever. `revision`
    counts what it read and what was written through it: where it is the same, so is what the logs say.
    """

    def __init__(self, folder: Path, place: str = "codings") -> None:
        self.folder = folder
        self.place = place
        self.revision = 0
        self._events: dict[str, Event] = {}
        self._followed: dict[Path, _Followed] = {}
        self._clashes: list[Fault] = []

    def read(self) -> LoggedEvents:
        """Read every log. Whose an event is stands in it, so that copies may lie side by side."""
        self.refresh()
        return LoggedEvents(tuple(self._events[name] for name in sorted(self._events)), self.faults)

    def refresh(self) -> tuple[Event, ...]:
        """Read what was appended since the last time; returns the events that are new."""
        new: list[Event] = []
        logs = self.logs()
        for path in logs:
            new += self._follow(path)
        for path in self._followed.keys() - set(logs):
            del self._followed[path]
            self.revision += 1
        return tuple(new)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What could not be read, log by log."""
        read = (fault for path in sorted(self._followed) for fault in self._followed[path].faults)
        return (*read, *self._clashes)

    @property
    def newer(self) -> tuple[Fault, ...]:
        """Lines that a newer qualcode wrote (see `LoggedEvents.newer`)."""
        return _newer(self.faults)

    def logs(self) -> list[Path]:
        """The files that hold events."""
        return [path for path in self._listed() if path.suffix == SUFFIX]

    def torn(self) -> list[Path]:
        """The files in which unfinished lines were set aside."""
        return [path for path in self._listed() if path.suffix == TORN]

    def _listed(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [path for path in sorted(self.folder.iterdir()) if not path.name.startswith((".", "~$"))]

    def _follow(self, path: Path) -> list[Event]:
        followed = self._followed.setdefault(path, _Followed())
        if followed.tail.is_current(path):
            return []
        if followed.tail.is_replaced(path):
            followed = self._followed[path] = _Followed()
        self.revision += 1
        read = read_log(path, f"{self.place}/{path.name}", followed.tail)
        lasting = (fault for fault in followed.faults if not isinstance(fault, UnfinishedLine))
        self._followed[path] = _Followed(read.tail, (*lasting, *read.faults))
        return [event for event in read.events if self._take(event, path)]

    def _take(self, event: Event, path: Path) -> bool:
        """Add an event; of two different ones under one id the same one always wins, whatever the order."""
        known = self._events.setdefault(event.id, event)
        if known is event:
            return True
        if known.data != event.data:
            self._events[event.id] = min(known, event, key=lambda each: canonical_json(each.data))
            problem = "two different events have one id"
            remedy = "move the line that is wrong into a file whose name ends in .torn"
            clash = Fault(f"{self.place}/{path.name}", problem, remedy)
            self._clashes += [] if clash in self._clashes else [clash]
        return False

    def record(self, coder: str, events: Sequence[Event]) -> str:
        """Append events to the log of a coder; returns what there is to say (see `log.append`)."""
        name = f"{coder}{SUFFIX}"
        self.revision += 1
        return append(self.folder / name, f"{self.place}/{name}", events)

    def assign(self, entries: Iterable[Assignment]) -> str:
        """Write who codes what beside the logs (see `write_assignments`); returns the file's place."""
        write_assignments(self.folder, entries)
        self.revision += 1
        return f"{self.place}/{ASSIGNMENTS}"
