"""Events → what holds now: codings, rejected suggestions, rulings, notes, transcripts done.

A ledger takes events in any order, any number of times and from any number of files; what it says
depends on the set of them alone. It grows event by event, so that a decision costs the same in a log
of ten lines and of ten thousand.

What a coder decided alike on two machines is one decision (`alike`); what is undone says `standing`.

Whose decisions count: a coding is removed, annotated or undone by its own coder only. Anybody may
place one anew (`reanchor`): that says where the same words stand in an edited text, not what was decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from qualcode.anchors import Anchor
from qualcode.journal.events import Event
from qualcode.journal.ids import is_misdated
from qualcode.journal.standing import Standing, dated_id, kept, likeness, memo_of, position


@dataclass(frozen=True, slots=True)
class PlaceDecision:
    """A decision about a place.

    `anchors` are its places, the newest first: where it was made, and where it was placed anew after an edit.
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
    """A coding that a person made and did not take back; `suggested` says by whom it was proposed.

    `alike` are the ids of what the same coder coded just so: together they are this one.
    """

    direction: str = ""
    memo: str = ""
    codebook: str = ""
    suggested: str = ""
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection(PlaceDecision):
    """A suggestion of the rules that a person looked at and turned down; `alike` as of a coding."""

    alike: tuple[str, ...] = ()


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
        self._standing = Standing()
        self._events = self._standing.events
        self._changes: dict[str, list[Event]] = defaultdict(list)
        self._alike: dict[object, list[str]] = defaultdict(list)
        self._group_of: dict[str, list[str]] = {}
        self._heads: dict[str, str] = {}
        self._positions: dict[str, str] = {}
        self._things: dict[str, Decision] = {}
        self._kinds: dict[type, dict[str, Decision]] = defaultdict(dict)
        self._sorted: dict[type, tuple[Decision, ...]] = {}  # by kind, until something changes
        self._finished: dict[tuple[str, str], Done] | None = None
        self._acts: dict[str, dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
        self.newest = ""
        self.add(events)

    def add(self, events: Iterable[Event]) -> frozenset[str]:
        """Take events in; returns the ids of the things that are other than before, or gone."""
        new = {event.id: event for event in events if event.id not in self._events}
        for event in new.values():
            self._note(event)
        turned = self._standing.add(list(new.values()))
        names = {name for event in (*new.values(), *turned) for name in (event.id, event.target)}
        changed = frozenset(name for group in self._groups(names) for name in self._set(group))
        if changed:
            self._sorted.clear()
            self._finished = None
        return changed

    def _note(self, event: Event) -> None:
        self._acts[event.coder][event.act or event.id].append(event)
        self.newest = max(self.newest, dated_id(event))
        if is_misdated(event.id):
            self._positions[event.id] = position(event)
        if event.target and event.op != "undo":
            self._changes[event.target].append(event)
        if (key := likeness(event)) is not None:
            group = self._group_of[event.id] = self._alike[key]
            group.append(event.id)

    def stands(self, name: str) -> bool:
        """Whether an event is known and not undone."""
        return self._standing.stands(name)

    # --- the things -----------------------------------------------------------------------

    def _groups(self, names: Iterable[str]) -> Iterable[Sequence[str]]:
        """The ids, those of decisions alike together, once."""
        known: dict[str, Sequence[str]] = {}
        for name in names:
            event = self._events.get(name)
            if event is not None and event.op != "undo":
                group = self._group_of.get(name) or (name,)
                known[group[0]] = group
        return known.values()

    def _set(self, group: Sequence[str]) -> Iterable[str]:
        """Make the thing of decisions alike anew; the ids of what is other than before."""
        thing = self._thing(group)
        for name in group:
            self._heads.pop(name, None)
            new = thing if thing is not None and thing.id == name else None
            if new == self._things.get(name):
                continue
            if new is None:
                del self._kinds[type(self._things.pop(name))][name]
            else:
                self._things[name] = self._kinds[type(new)][name] = new
            yield name
        if isinstance(thing, HandCoding | Rejection):
            self._heads.update(dict.fromkeys(thing.alike, thing.id))

    def _thing(self, group: Sequence[str]) -> Decision | None:
        events = [self._events[name] for name in group if self.stands(name)]
        standing = kept(events, self._changes_of(events))
        if not standing or (standing[0].op == "memo" and standing[0].target):
            return None
        changes = sorted(self._changes_of(standing), key=position, reverse=True)
        return _made_of(standing, changes)

    def _changes_of(self, events: Iterable[Event]) -> list[Event]:
        """What stands that was decided about events."""
        about = (change for event in events for change in self._changes.get(event.id, ()))
        return [change for change in about if self.stands(change.id)]

    def _in_order(self, names: Iterable[str]) -> list[str]:
        """Ids, the oldest first."""
        if not self._positions:
            return sorted(names)
        return sorted(names, key=lambda name: self._positions.get(name, name))

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
            self._sorted[kind] = tuple(things[name] for name in self._in_order(things))
        return self._sorted[kind]

    def acts(self, coder: str) -> dict[str, tuple[Event, ...]]:
        """A coder's events by the decision they are part of; each, and the decisions, oldest first."""
        acts = self._acts.get(coder, {})
        return {name: tuple(sorted(acts[name], key=position)) for name in self._in_order(acts)}

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event, oldest first."""
        return tuple(self._events[name] for name in self._in_order(self._events))

    def event(self, name: str) -> Event | None:
        """The event of that id."""
        return self._events.get(name)

    def get(self, name: str) -> Decision | None:
        """What holds under that id, or what is one with it."""
        return self._things.get(self._heads.get(name, name))

    def alike(self, name: str) -> tuple[str, ...]:
        """The ids of everything that is one decision with that one, itself among them."""
        thing = self.get(name)
        return (thing.id, *thing.alike) if isinstance(thing, HandCoding | Rejection) else (name,)


def _made_of(standing: Sequence[Event], newest_first: Sequence[Event]) -> Decision | None:
    """What events that are one make, with the changes that stand."""
    event, memo = standing[0], memo_of(standing, newest_first)
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
    alike = tuple(each.id for each in standing[1:])
    about = (event.id, event.coder, event.code, event.time, event.blind, anchors)
    if event.op == "reject":
        return Rejection(*about, alike)
    if event.op == "adjudicate":
        heard = tuple(filter(None, event.between.split(",")))
        return Verdict(*about, event.verdict, event.direction, event.took, heard, event.reason, event.by)
    return HandCoding(*about, event.direction, memo, event.codebook, event.suggested, alike)


def fold(events: Iterable[Event]) -> Ledger:
    """Return what holds, given a set of events."""
    return Ledger(events)
