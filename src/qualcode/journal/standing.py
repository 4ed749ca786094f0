"""What stands of the events: in which order they were made, what is undone, and what is one decision.

An undo counts for an older event of its coder, as long as it stands itself. Older is what `position` says, so
no undo can take back, over however many others, itself. What stands depends on the set of events alone; many
of them are weighed in one pass, the newest first, and one that comes later changes only what hangs on it.

What a coder decided alike, on two machines or twice: as often as it stands, it is one decision. The oldest is
the one that counts. A memo on any of them, and a place given anew to any, is theirs together. A removal takes
all of them back that were decided before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import UTC, datetime

from qualcode.journal.events import ALIKE, Event
from qualcode.journal.ids import is_misdated


def position(event: Event) -> str:
    """Where an event stands in the order of time: by its id; by its time, where the id is from the end of it.

    An event whose time is no better stands before all others, so that each of them can still change it.
    """
    if not is_misdated(event.id):
        return event.id
    try:
        made_at = datetime.fromisoformat(event.time)
        seconds = (made_at if made_at.tzinfo else made_at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        seconds = -1.0
    digits = f"{max(0, int(seconds * 1000)):012x}"
    when = f"{digits[:8]}-{digits[8:]}"
    return f"{when}-{event.id}" if seconds >= 0 and not is_misdated(when) else f" {event.id}"


def dated_id(event: Event) -> str:
    """The id of an event; in place of one from the end of time one that new ids can follow."""
    if not is_misdated(event.id):
        return event.id
    when = position(event)[:13]
    return "" if when.startswith(" ") else f"{when}-7fff-bfff-ffffffffffff"


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


_ALIKE = ("apply", "reject")


def likeness(event: Event) -> Hashable:
    """What two decisions have in common that are one; None for what is always one of its own."""
    if event.op not in _ALIKE or event.anchor is None:
        return None
    place = (event.transcript, event.anchor.body_hash, event.anchor.start, event.anchor.end)
    return (event.op, event.coder, event.code, event.direction, *place)


def kept(alike: Sequence[Event], changes: Sequence[Event]) -> list[Event]:
    """Those of the events alike that no removal takes back, the oldest first.

    A removal that is part of the same act as an event doesn't mean that one, but what it replaced.
    """
    if not changes:
        return sorted(alike, key=position) if len(alike) > 1 else list(alike)
    removals = [each for each in changes if each.op == "remove" and each.coder == alike[0].coder]
    named = {removal.target for removal in removals}
    sweeping = sorted(((position(r), _act(r)) for r in removals if r.takes == ALIKE), reverse=True)
    return [
        event
        for event in sorted(alike, key=position)
        if event.id not in named
        and position(event) > next((when for when, act in sweeping if act != _act(event)), "")
    ]


def memo_of(alike: Sequence[Event], newest_first: Sequence[Event]) -> str:
    """The memo on what was decided: the one written last, else those that came with the decision."""
    for change in newest_first:
        if change.op == "memo" and change.coder == alike[0].coder:
            return change.memo
    return "; ".join(dict.fromkeys(event.memo for event in alike if event.memo))


def _act(event: Event) -> str:
    return event.act or event.id
