"""All logs of a study: the folder of `<coder>.jsonl` files, read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import Fault
from qualcode.journal.events import Event, canonical_json
from qualcode.journal.log import SUFFIX, append, read_log


@dataclass(frozen=True, slots=True)
class Reading:
    """The events of all logs, in order of their ids, and what could not be read."""

    events: tuple[Event, ...]
    faults: tuple[Fault, ...]

    @property
    def newest(self) -> str:
        """The newest id; empty where there is no event."""
        return self.events[-1].id if self.events else ""


class Journal:
    """The logs in `folder`, called `place` in messages."""

    def __init__(self, folder: Path, place: str = "codings") -> None:
        self.folder = folder
        self.place = place

    def read(self) -> Reading:
        """Read every log. Whose an event is stands in it, so that copies may lie side by side."""
        events: dict[str, Event] = {}
        faults: list[Fault] = []
        for path in self._logs():
            read = read_log(path, f"{self.place}/{path.name}")
            faults += read.faults
            for event in read.events:
                faults += self._take(event, events, path)
        return Reading(tuple(events[name] for name in sorted(events)), tuple(faults))

    def _logs(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [
            path
            for path in sorted(self.folder.iterdir())
            if path.suffix == SUFFIX and not path.name.startswith((".", "~$"))
        ]

    def _take(self, event: Event, events: dict[str, Event], path: Path) -> list[Fault]:
        """Add an event; of two different ones under one id the same one always wins, whatever the order."""
        known = events.setdefault(event.id, event)
        if canonical_json(known.data) == canonical_json(event.data):
            return []
        events[event.id] = min(known, event, key=lambda each: canonical_json(each.data))
        problem, remedy = "two different events have one id", "take out the one that is wrong"
        return [Fault(f"{self.place}/{path.name}", problem, remedy)]

    def record(self, coder: str, events: Sequence[Event]) -> str:
        """Append events to the log of a coder; returns what there is to say (see `log.append`)."""
        name = f"{coder}{SUFFIX}"
        return append(self.folder / name, f"{self.place}/{name}", events)
