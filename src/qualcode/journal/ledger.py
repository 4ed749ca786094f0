"""Events → what holds now: codings, rejected suggestions, rulings, notes, transcripts done.

A ledger takes events in any order, any number of times and from any number of files; what it says
depends on the set of them alone. It grows event by event, so that a decision costs the same in a log
of ten lines and of ten thousand.

Whose decisions count: a coding is removed, annotated or undone by its own coder only. Anybody may
place one anew (`reanchor`): that says where the same words stand in an edited text, not what was decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from qualcode.anchors import Anchor
from qualcode.journal.events import Event


@dataclass(frozen=True, slots=True)
class PlaceDecision:
    """A decision about a place.

    `anchors` are its places, the newest decision first: where it was made, and where it was placed anew
    after an edit.
    """

    id: str
    coder: str
    code: str
    time: str
    blind: bool
    anchors: tuple[Anchor, ...]

    @property
    def transcript(self) -> str:
        """The transcript's id."""
        return self.anchors[0].transcript

    def anchor(self, body_hash: str = "") -> Anchor:
        """The place that counts for a body: the newest one decided on that very body, else the newest."""
        return next((anchor for anchor in self.anchors if anchor.body_hash == body_hash), self.anchors[0])


@dataclass(frozen=True, slots=True)
class HandCoding(PlaceDecision):
    """A coding that a person made and did not take back; `suggested` says by whom it was proposed."""

    direction: str = ""
    memo: str = ""
    codebook: str = ""
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class Rejection(PlaceDecision):
    """A suggestion of the rules that a person looked at and turned down."""


@dataclass(frozen=True, slots=True)
class Verdict(PlaceDecision):
    """What was decided about a code in a unit on which coders disagreed; the place is the unit.

    `verdict` is "coded" or "not coded"; `took` is the coder whose version was taken, "" where the verdict
    is nobody's; `between` are those who were heard; `by` is who decided. `blind` is without seeing names.
    """

    verdict: str = ""
    direction: str = ""
    took: str = ""
    between: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A memo on a place, a transcript, a code or, with none of them, the study."""

    id: str
    coder: str
    time: str
    text: str
    anchor: Anchor | None
    transcript: str
    code: str


@dataclass(frozen=True, slots=True)
class Done:
    """A transcript that a coder has finished: all that is not coded there was seen."""

    id: str
    coder: str
    transcript: str
    time: str
    body: str
    codebook: str
    blind: bool
    by: str = ""


Decision = HandCoding | Rejection | Verdict | Note | Done
_Kind = TypeVar("_Kind", bound=Decision)


class Ledger:
    """What holds, given the events added so far."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._events: dict[str, Event] = {}
        self._about: dict[str, list[Event]] = defaultdict(list)
        self._undone: set[str] = set()
        self._things: dict[str, Decision] = {}
        self._kinds: dict[type, dict[str, Decision]] = defaultdict(dict)
        self._sorted: dict[type, tuple[Decision, ...]] = {}  # by kind, until something changes
        self._finished: dict[tuple[str, str], Done] | None = None
        self._acts: dict[str, dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
        self.newest = ""
        self.add(events)

    def add(self, events: Iterable[Event]) -> frozenset[str]:
        """Take events in; returns the ids of the things that are other than before, or gone."""
        touched: set[str] = set()
        for event in events:
            if event.id in self._events:
                continue
            self._events[event.id] = event
            self._acts[event.coder][event.act or event.id].append(event)
            self.newest = max(self.newest, event.id)
            if event.target:
                self._about[event.target].append(event)
            touched |= self._subjects(event) | self._settle(event.id)
        changed = frozenset(name for name in touched if self._set(name))
        if changed:
            self._sorted.clear()
            self._finished = None
        return changed

    # --- what stands ----------------------------------------------------------------------

    def stands(self, name: str) -> bool:
        """Whether an event is known and not undone."""
        return name in self._events and name not in self._undone

    def _settle(self, name: str) -> set[str]:
        """Find out anew whether an event is undone, and what hangs on it; returns the things touched.

        An undo counts for an older event of its coder, so this goes from newer to older and ends.
        """
        touched: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            event = self._events.get(current)
            if event is None:
                continue
            undone = any(self._undoes(other, event) for other in self._about.get(current, ()))
            if undone != (current in self._undone):
                (self._undone.add if undone else self._undone.discard)(current)
                touched |= self._subjects(event)
            if event.op == "undo" and event.target < event.id:
                waiting.append(event.target)
        return touched

    def _undoes(self, other: Event, event: Event) -> bool:
        return (
            other.op == "undo"
            and other.coder == event.coder
            and other.id > event.id
            and other.id not in self._undone
        )

    @staticmethod
    def _subjects(event: Event) -> set[str]:
        """The things that an event makes or changes."""
        return {event.id, event.target} if event.target else {event.id}

    # --- the things -----------------------------------------------------------------------

    def _set(self, name: str) -> bool:
        """Make the thing of that id anew; whether it is other than before."""
        thing = self._thing(name)
        if thing == self._things.get(name):
            return False
        if thing is None:
            del self._kinds[type(self._things.pop(name))][name]
        else:
            self._things[name] = self._kinds[type(thing)][name] = thing
        return True

    def _thing(self, name: str) -> Decision | None:
        event = self._events.get(name)
        if event is None or name in self._undone or (event.op == "memo" and event.target):
            return None
        changes = [other for other in self._about.get(name, ()) if other.id not in self._undone]
        if any(other.op == "remove" and other.coder == event.coder for other in changes):
            return None
        return _made_of(event, sorted(changes, key=lambda other: other.id, reverse=True))

    @property
    def things(self) -> tuple[Decision, ...]:
        """All that holds, oldest first."""
        return self._ordered(object, self._things)

    @property
    def codings(self) -> tuple[HandCoding, ...]:
        """The codings that hold, oldest first."""
        return self._of(HandCoding)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """The suggestions that were turned down, oldest first."""
        return self._of(Rejection)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What was decided about disagreements, oldest first."""
        return self._of(Verdict)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The memos that belong to no coding, oldest first."""
        return self._of(Note)

    @property
    def finished(self) -> dict[tuple[str, str], Done]:
        """By coder and transcript, where the coder has marked it done: the newest time."""
        if self._finished is None:
            self._finished = {(done.coder, done.transcript): done for done in self._of(Done)}
        return self._finished

    def _of(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        return self._ordered(kind, self._kinds[kind])  # type: ignore[return-value]

    def _ordered(self, kind: type, things: Mapping[str, Decision]) -> tuple[Decision, ...]:
        if kind not in self._sorted:
            self._sorted[kind] = tuple(things[name] for name in sorted(things))
        return self._sorted[kind]

    def acts(self, coder: str) -> dict[str, tuple[Event, ...]]:
        """A coder's events by the decision they are part of; each, and the decisions, oldest first."""
        acts = self._acts.get(coder, {})
        return {name: tuple(sorted(acts[name], key=_id)) for name in sorted(acts)}

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event, oldest first."""
        return tuple(self._events[name] for name in sorted(self._events))

    def event(self, name: str) -> Event | None:
        """The event of that id."""
        return self._events.get(name)

    def get(self, name: str) -> Decision | None:
        """What holds under that id."""
        return self._things.get(name)


def _id(event: Event) -> str:
    return event.id


def _made_of(event: Event, newest_first: list[Event]) -> Decision | None:
    """What an event makes, with the changes that stand."""
    memo = next(
        (each.memo for each in newest_first if each.op == "memo" and each.coder == event.coder), event.memo
    )
    if event.op == "memo":
        place = (event.anchor, event.transcript, event.code)
        return Note(event.id, event.coder, event.time, memo, *place) if memo else None
    if event.op == "done":
        rest = (event.time, event.body, event.codebook, event.blind, event.by)
        return Done(event.id, event.coder, event.transcript, *rest)
    if event.op not in {"apply", "reject", "adjudicate"}:
        return None
    placed = [each.anchor for each in newest_first if each.op == "reanchor"]
    anchors = tuple(anchor for anchor in (*placed, event.anchor) if anchor is not None)
    about = (event.id, event.coder, event.code, event.time, event.blind, anchors)
    if event.op == "reject":
        return Rejection(*about)
    if event.op == "adjudicate":
        heard = tuple(filter(None, event.between.split(",")))
        return Verdict(*about, event.verdict, event.direction, event.took, heard, event.reason, event.by)
    return HandCoding(*about, event.direction, memo, event.codebook, event.suggested)


def fold(events: Iterable[Event]) -> Ledger:
    """Return what holds, given a set of events."""
    return Ledger(events)
