"""Somebody who writes a log, and acts: what one key press or command decided, as one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from qualcode.anchors import Anchor, anchor_at
from qualcode.errors import FaultsFound
from qualcode.journal.events import Event, made
from qualcode.journal.journal import Journal
from qualcode.journal.ledger import Ledger
from qualcode.journal.log import SUFFIX
from qualcode.model import Codebook, Span, Transcript


@dataclass(frozen=True, slots=True)
class Act:
    """The events of one decision, oldest first; goes by the id of the first."""

    id: str
    events: tuple[Event, ...]

    @property
    def is_undo(self) -> bool:
        """Whether this act takes another one back (or brings it again)."""
        return self.events[0].op == "undo"


@dataclass
class Stacks:
    """What can be undone, and what can be brought again with the act that took it back; newest last."""

    undo: list[Act] = field(default_factory=list)
    redo: list[tuple[Act, Act]] = field(default_factory=list)


def stacks_of(ledger: Ledger, coder: str) -> Stacks:
    """What a coder can undo and redo: a new decision after an undo closes the way back to what was undone."""
    acts = {name: Act(name, events) for name, events in ledger.acts(coder).items()}
    undo: dict[str, Act] = {}
    redo: dict[str, tuple[Act, Act]] = {}
    for act in acts.values():
        if not act.is_undo:
            undo[act.id] = act
            redo.clear()
            continue
        event = ledger.event(act.events[0].target)
        about = acts.get(event.act or event.id) if event and event.coder == coder else None
        if about is None:
            continue
        if not about.is_undo:
            undo.pop(about.id, None)
            redo[act.id] = about, act
        elif about.id in redo:
            again, _ = redo.pop(about.id)
            undo[again.id] = again
    return Stacks([act for act in undo.values() if any(standing(ledger, act))], list(redo.values()))


def standing(ledger: Ledger, act: Act) -> Iterator[Event]:
    """The events of an act that are not undone, newest first: so they are taken back."""
    return (event for event in reversed(act.events) if ledger.stands(event.id))


class Writer:
    """The log of `coder`, and all logs as they grow.

    `said` holds what the log had to say about the last decision (a torn line set aside). `by` is who
    decides where the log is nobody's own.
    """

    def __init__(
        self, journal: Journal, codebook: Codebook, coder: str, *, by: str = "", blind: bool = False
    ) -> None:
        self.coder = coder
        self.by = by
        self.blind = blind
        self.said = ""
        self._journal = journal
        self._codebook = codebook
        self.ledger = Ledger(journal.read().events)
        self._refuse_newer()
        self._changed: frozenset[str] = frozenset()

    def refresh(self) -> frozenset[str]:
        """Take in what others wrote meanwhile; returns the ids of the things that changed."""
        changed = self.ledger.add(self._journal.refresh())
        self._changed |= changed
        return changed

    def changes(self) -> frozenset[str]:
        """The ids of the things that changed since this was last asked."""
        changed, self._changed = self._changed, frozenset()
        return changed

    def _refuse_newer(self) -> None:
        """Raise `FaultsFound` where a newer qualcode wrote in this log: what came last is not known."""
        own = f"{self._journal.place}/{self.coder}{SUFFIX}:"
        if newer := [fault for fault in self._journal.newer if fault.place.startswith(own)]:
            raise FaultsFound(newer)

    # --- taking back ----------------------------------------------------------------------

    def undo(self, count: int = 1) -> list[Act]:
        """Take back this coder's last acts; returns them, the newest first."""
        return self._take(count, lambda: next(reversed(stacks_of(self.ledger, self.coder).undo), None))

    def redo(self, count: int = 1) -> list[Act]:
        """Bring again what was undone last; returns the acts, the last undone first."""

        def next_act() -> Act | None:
            redo = stacks_of(self.ledger, self.coder).redo
            return redo[-1][1] if redo else None

        undos = self._take(count, next_act)
        return [act for undo in undos for act in self._undone_by(undo)]

    def _undone_by(self, undo: Act) -> list[Act]:
        targets = [self.ledger.event(event.target) for event in undo.events]
        found = [event for event in targets if event is not None]
        act = (found[0].act or found[0].id) if found else ""
        events = tuple(event for event in reversed(found) if (event.act or event.id) == act)
        return [Act(act, events)] if events else []

    def _take(self, count: int, choose: Callable[[], Act | None]) -> list[Act]:
        self.refresh()
        taken: list[Act] = []
        said: list[str] = []
        while len(taken) < count and (chosen := choose()) is not None:
            act = ActBuilder(self)
            alike = (self.ledger.alike(event.id) for event in standing(self.ledger, chosen))
            for name in dict.fromkeys(chain.from_iterable(alike)):
                act.add("undo", target=name)
            self._record(act)
            said += [self.said] if self.said else []
            taken.append(chosen)
        self.said = " ".join(said)
        return taken

    # --- writing --------------------------------------------------------------------------

    def _anchor(self, transcript: Transcript, span: Span) -> Anchor:
        return anchor_at(transcript.id, transcript.body, *span, transcript.body_hash)

    def _record(self, act: ActBuilder) -> int:
        """Write an act's events; returns how many there were."""
        self.said = ""
        if act.events:
            self._refuse_newer()
            self.said = self._journal.record(self.coder, act.events)
            self.refresh()
        return len(act.events)


class ActBuilder:
    """Events of one decision being made."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.events: list[Event] = []
        self.targets: set[str] = set()

    def add(self, op: str, anchor: Anchor | None = None, **texts: str) -> Event:
        """Add an event; returns it."""
        newest = self.events[-1].id if self.events else self._writer.ledger.newest
        if self.events:
            texts["act"] = self.events[0].id
        if self._writer.by:
            texts["by"] = self._writer.by
        event = made(self._writer.coder, op, after=newest, anchor=anchor, blind=self._writer.blind, **texts)
        self.events.append(event)
        self.targets.add(event.target)
        return event
