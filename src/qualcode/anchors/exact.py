"""Places where an anchor's very words stand, and which of them, if any, is the anchor's own.

The same words at another place are other words: somebody else's `Yes.`, or the same person's answer
to another question. What decides is the context, and how many there were and are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.anchors.sought import Fit, Sought, is_paragraph
from qualcode.anchors.words import MANY, Index

SCORED = 24
_REACH = 40
_MARGIN = 0.2
_STRONG = 0.6
_FAIR = 0.45
_BOTH = 0.2
_TIED = 1.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """The words `[first, behind)` of a body, and how well the context fits."""

    first: int
    behind: int
    fit: Fit


def candidates_of(sought: Sought, index: Index, shifts: Iterable[int]) -> list[Candidate]:
    """The occurrences of the quote, best first; of very many only those to which the context leads.

    `shifts` are the differences of word numbers, new less old, for which the context votes.
    """
    places = index.occurrences(sought.quote)
    if len(places) > SCORED:
        expected = [sought.first + shift for shift in shifts]
        near = [p for p in places if any(abs(p - there) <= _REACH for there in expected)]
        places = (near or places)[:SCORED]
    length = len(sought.quote)
    found = [Candidate(p, p + length, sought.fit(index, p, p + length)) for p in places]
    return sorted(found, key=lambda candidate: (-candidate.fit.total, candidate.first))


def chosen(sought: Sought, index: Index, candidates: list[Candidate]) -> Candidate | None:
    """The candidate that is the anchor's own place, or None where that can't be said."""
    there, of = len(index.occurrences(sought.quote)), sought.anchor.of
    if there == of == 1:
        return candidates[0] if _is_the_only_one(sought, index, candidates[0]) else None
    best = candidates[0]
    margin = best.fit.total - max((other.fit.total for other in candidates[1:]), default=0.0)
    if margin >= _MARGIN:
        return best if _is_supported(best.fit, lost=there < of or not of) else None
    return _nth(sought, index, candidates) if there == of < MANY else None


def _is_the_only_one(sought: Sought, index: Index, only: Candidate) -> bool:
    """Whether words that stood once and stand once are the same ones.

    Many words are. A few could have been deleted here and typed anew there.
    """
    if len(sought.quote) >= 5 and sum(map(len, sought.quote)) >= 12:
        return True
    if max(only.fit.before, only.fit.after) >= _BOTH or only.fit.total >= 1.5 * _BOTH:
        return True
    start, end = index.spans[only.first][0], index.spans[only.behind - 1][1]
    return sought.is_paragraph and is_paragraph(index.text, start, end)


def _is_supported(fit: Fit, *, lost: bool) -> bool:
    """Whether the context says that this is the place; where occurrences were lost, both sides must.

    The nearest words have to be there on one side: a short word that stands twice in a sentence has nearly
    the same context at both places.
    """
    if fit.touching < 2:
        return False
    if lost:
        return min(fit.before, fit.after) >= _BOTH and fit.total >= 0.8
    return max(fit.before, fit.after) >= _STRONG or fit.total >= _FAIR


def _nth(sought: Sought, index: Index, candidates: list[Candidate]) -> Candidate | None:
    """The nth occurrence as before, where none was lost and contexts are as good as equal."""
    nth, best = sought.anchor.nth, candidates[0].fit.total
    if not 0 < nth <= sought.anchor.of:
        return None
    first = index.occurrences(sought.quote)[nth - 1]
    same = next((candidate for candidate in candidates if candidate.first == first), None)
    return same if same and best >= _TIED and same.fit.total >= best - 0.05 else None
