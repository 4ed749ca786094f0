"""Which events are undone: an undo counts for an older event of its coder, as long as it stands itself.

Older is what `position` says, so no undo can take back, over however many others, itself. What stands depends
on the set of events alone; many of them are weighed in one pass, the newest first, and one that comes later
changes only what hangs on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from qualcode.journal.events import Event
from qualcode.journal.order import position


class Standing:
    """The events known, and which of them are undone."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self._undos: dict[str, list[Event]] = defaultdict(list)
        self._against: dict[str, int] = {}  # how many undos that stand an event has against it

    def add(self, new: Sequence[Event]) -> list[Event]:
        """Take events in that were not known; returns those known before that are other than they were."""
        for event in new:
            self.events[event.id] = event
            if event.op == "undo":
                self._undos[event.target].append(event)
        turned: list[Event] = []
        for event in sorted(new, key=position, reverse=True):
            undos = self._undos.get(event.id, ())
            against = [undo for undo in undos if self.stands(undo.id) and self._counts(undo, event)]
            self._against[event.id] = len(against)
            if event.op == "undo" and not against:
                turned += self._carried(event)
        return turned

    def stands(self, name: str) -> bool:
        """Whether an event is known and not undone."""
        return self._against.get(name, 1) == 0

    @staticmethod
    def _counts(undo: Event, event: Event) -> bool:
        return undo.coder == event.coder and position(undo) > position(event)

    def _carried(self, event: Event) -> list[Event]:
        """Let what is new of an event reach what it undoes, and so on; returns those that it turned."""
        turned: list[Event] = []
        while event.op == "undo" and event.target in self._against:
            target = self.events[event.target]
            if not self._counts(event, target):
                break
            stood = self.stands(target.id)
            self._against[target.id] += 1 if self.stands(event.id) else -1
            if stood == self.stands(target.id):
                break
            turned.append(target)
            event = target
        return turned
