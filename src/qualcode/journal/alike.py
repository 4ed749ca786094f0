"""What a coder decided alike, on two machines or twice: as often as it stands, it is one decision.

The oldest is the one that counts. A memo on any of them, and a place given anew to any, is theirs together. A
removal takes all of them back that were decided before it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from qualcode.journal.events import ALIKE, Event
from qualcode.journal.order import position

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
