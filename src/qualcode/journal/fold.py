"""Events → what holds now. A fold over the set of events: order, duplicates and files don't matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.anchors import Anchor
from qualcode.journal.events import Event


@dataclass(frozen=True, slots=True)
class HandCoding:
    """A coding that a person made and nobody removed.

    `anchors` are its places, the newest decision first: where it was applied, and where it was placed
    anew after an edit.
    """

    id: str
    coder: str
    code: str
    direction: str
    memo: str
    codebook: str
    anchors: tuple[Anchor, ...]

    def anchor(self, body_hash: str = "") -> Anchor:
        """The place that counts for a body: the newest one decided on that very body, else the newest."""
        return next((anchor for anchor in self.anchors if anchor.body_hash == body_hash), self.anchors[0])


def fold(events: Iterable[Event]) -> tuple[HandCoding, ...]:
    """Return the codings that hold, oldest first."""
    known = {event.id: event for event in events}
    removed = {event.target for event in known.values() if event.op == "remove"}
    placed: dict[str, list[Event]] = defaultdict(list)
    for event in known.values():
        if event.op == "reanchor":
            placed[event.target].append(event)
    return tuple(
        _coding(event, placed[event.id])
        for event in sorted(known.values(), key=lambda event: event.id)
        if event.op == "apply" and event.id not in removed
    )


def _coding(event: Event, placed: Iterable[Event]) -> HandCoding:
    newest_first = [*sorted(placed, key=lambda decision: decision.id, reverse=True), event]
    anchors = tuple(decision.anchor for decision in newest_first if decision.anchor is not None)
    return HandCoding(event.id, event.coder, event.code, event.direction, event.memo, event.codebook, anchors)
