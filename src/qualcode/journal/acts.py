"""Acts: what one key press or command decided, as undo and redo take it back and bring it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qualcode.journal.events import Event
from qualcode.journal.ledger import Ledger


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
