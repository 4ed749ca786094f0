"""An anchor: a place in a body, with all that is kept to find it again in a later body.

No copy of an old body is kept anywhere: a name that was replaced must not live on in a hidden
snapshot. What an anchor keeps of the text is the quote and a little before and after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qualcode.anchors.text import body_hash
from qualcode.anchors.words import index_of, word_spans

PlacementStatus = Literal["unchanged", "moved", "changed words", "ambiguous", "orphaned"]
STATUSES: tuple[PlacementStatus, ...] = ("unchanged", "moved", "changed words", "ambiguous", "orphaned")

CONTEXT = 200
"""So many code points are kept on each side of a quote."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Code points `[start, end)` of the body whose hash is `body_hash`.

    Attributes:
        quote: the text there.
        before: what stands before it, `CONTEXT` code points or fewer.
        after: what stands after it.
        nth: which occurrence of the quote's words this is, from 1; 0 where that is not known.
        of: how many occurrences the body has, up to `MANY`; 0 where that is not known.
    """

    transcript: str
    body_hash: str
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""
    nth: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an anchor's words stand in a body.

    `place` is None for `ambiguous` and `orphaned`; `candidates` are then the places to choose from,
    the likeliest first.
    """

    status: PlacementStatus
    place: tuple[int, int] | None = None
    candidates: tuple[tuple[int, int], ...] = ()

    @property
    def settled(self) -> bool:
        """Whether there is a place."""
        return self.place is not None


def anchor_at(transcript: str, body: str, start: int, end: int, version: str = "") -> Anchor:
    """Return the anchor of `[start, end)`, which must lie inside `body`.

    `version` is the body's hash, where it is known already.
    """
    before, after = _before(body, start), _after(body, end)
    nth, of = _which(body, start, end)
    return Anchor(transcript, version or body_hash(body), start, end, body[start:end], before, after, nth, of)


def _before(body: str, start: int) -> str:
    """The context before `start`, beginning with a whole word."""
    left = max(0, start - CONTEXT)
    spans = word_spans(body[left - 1 : start]) if left else []
    if len(spans) > 1 and spans[0][0] == 0 and spans[0][1] > 1:
        left += spans[0][1] - 1
    return body[left:start]


def _after(body: str, end: int) -> str:
    """The context after `end`, ending with a whole word."""
    right = end + CONTEXT
    spans = word_spans(body[end : right + 1])
    if right < len(body) and len(spans) > 1 and spans[-1][1] == CONTEXT + 1 and spans[-1][0] < CONTEXT:
        right = end + spans[-1][0]
    return body[end:right]


def _which(body: str, start: int, end: int) -> tuple[int, int]:
    """Which occurrence of its words a span is, and of how many."""
    index = index_of(body)
    first, behind = index.between(start, end)
    if first == behind:
        return 0, 0
    places = index.occurrences(index.written[first:behind])
    return (places.index(first) + 1 if first in places else 0), len(places)
