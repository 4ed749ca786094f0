"""Places where an anchor's very words stand, and which of them, if any, is the anchor's own.

The same words at another place are other words: somebody else's `Yes.`, or the same person's answer
to another question. What decides is the context, and how many there were and are:

* words that stood once and stand once are the same ones, if they are many or have some context left;
* else the best place wins by its context, if nothing speaks against it: no other place that has the
  words right beside the old one which the best has not (two turns were exchanged: whose is the name in
  front?), no twin among the words that were lost beside it, no copy that could be the original;
* places that are as good as equal keep their order, while none was lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualcode.anchors import thresholds as at
from qualcode.anchors.alignment import Votes
from qualcode.anchors.sought import RUN, AnchorWords, Fit, is_paragraph
from qualcode.anchors.words import MANY, Index, Words

SCORED = 24
_REACH = 40
_REPLACED = 4
CHUNK = 4  # of so many words in a row, a twin at the end of a paragraph is improbable
_CORRECTED = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """The words `[first, behind)` of a body, and how well the context fits."""

    first: int
    behind: int
    fit: Fit


def candidates_of(sought: AnchorWords, index: Index, votes: Callable[[], Votes]) -> list[Candidate]:
    """The occurrences of the quote, best first; of very many only those to which the context leads.

    `votes` are the differences of word numbers, new less old, for which the context votes.
    """
    places = index.occurrences(sought.quote)
    if len(places) > SCORED:
        expected = [sought.first + shift for shift, _ in votes()]
        near = [p for p in places if any(abs(p - there) <= _REACH for there in expected)]
        places = (near or places)[:SCORED]
    length = len(sought.quote)
    found = [Candidate(p, p + length, sought.fit(index, p, p + length)) for p in places]
    return sorted(found, key=lambda candidate: (-candidate.fit.rank, candidate.first))


def chosen(sought: AnchorWords, index: Index, candidates: list[Candidate]) -> Candidate | None:
    """The candidate that is the anchor's own place, or None where that can't be said."""
    own = _likely(sought, index, candidates)
    return own if own and _ends_are_own(sought, index, own) else None


def _likely(sought: AnchorWords, index: Index, candidates: list[Candidate]) -> Candidate | None:
    there, of = len(index.occurrences(sought.quote)), sought.anchor.of
    best, others = candidates[0], [other.fit for other in candidates[1:]]
    if there == of == 1:
        return best if _is_the_only_one(sought, index, best) else None
    if best.fit.rank - max((fit.rank for fit in others), default=0.0) < at.CLEARLY_BETTER:
        return _nth(sought, index, candidates) if there == of < MANY else None
    doubtful = _is_contested(best.fit, others) or _had_a_twin(sought, best.fit)
    if doubtful or (there > of and _may_be_a_copy(best.fit, others)):
        return None
    return best if _is_supported(best.fit, lost=there < of or not of) else None


def _is_the_only_one(sought: AnchorWords, index: Index, only: Candidate) -> bool:
    """Whether words that stood once and stand once are the same ones.

    Many words are. A few could have been deleted here and typed anew there.
    """
    if len(sought.quote) >= 5 and sum(map(len, sought.quote)) >= 12:
        return True
    fit = only.fit
    if fit.touching > 1 or max(fit.before, fit.after) >= at.SOME or fit.total >= at.SOME_OF_BOTH:
        return True
    start, end = index.spans[only.first][0], index.spans[only.behind - 1][1]
    return sought.is_paragraph and is_paragraph(index.text, start, end)


def _is_supported(fit: Fit, *, lost: bool) -> bool:
    """Whether the context says that this is the place; where occurrences were lost, both sides must.

    The nearest words have to be there on one side: a short word that stands twice in a sentence has nearly
    the same context at both places. And where many words stand in the place of the nearest lost ones,
    the word itself may have gone with them.
    """
    held = any(side.run > 1 and side.score >= at.FAIR for side in fit.sides)
    if not (held or min(fit.left.run, fit.right.run) > 1) or any(
        side.lost and side.put - side.lost >= _REPLACED for side in fit.sides
    ):
        return False
    if lost:
        both = min(fit.before, fit.after) >= at.SOME or min(fit.left.run, fit.right.run) > 1
        return both and fit.total >= at.AFTER_A_LOSS
    return fit.total >= at.FAIR


def _is_contested(best: Fit, others: list[Fit]) -> bool:
    """Whether the context that the best place lost on one side stands beside another place now."""
    return any(
        side.lost
        and side.run < RUN
        and (there.run == RUN or (not side.run and there.score > side.score + at.MORE))
        for number, side in enumerate(best.sides)
        for there in (other.sides[number] for other in others)
    )


def _had_a_twin(sought: AnchorWords, fit: Fit) -> bool:
    """Whether the same words were lost beside the place: then it is open which of the two was lost."""
    quote = [word.casefold() for word in sought.quote]
    return any(
        side.lost
        and side.score >= at.SOME
        and _stands_in(quote, _in_order(near[: side.run + side.lost], number))
        for number, (side, near) in enumerate(zip(fit.sides, (sought.before, sought.after), strict=True))
    )


def _in_order(near: list[str], number: int) -> list[str]:
    """Words before (0) or after (1) a place, nearest first, in the order of the text."""
    return near if number else near[::-1]


def _stands_in(words: list[str], others: list[str]) -> bool:
    return any(others[n : n + len(words)] == words for n in range(len(others)))


def _may_be_a_copy(best: Fit, others: list[Fit]) -> bool:
    """Whether the best of copied places has lost context as its twins have: a copy has the nearest words."""
    copied = any(other.touching == RUN for other in others)
    missing = best.left.missing + best.right.missing
    return copied and min(best.before, best.after) < at.INTACT and missing > _CORRECTED


def _nth(sought: AnchorWords, index: Index, candidates: list[Candidate]) -> Candidate | None:
    """The nth occurrence as before, where none was lost and contexts are as good as equal."""
    nth, best = sought.anchor.nth, candidates[0].fit
    if not 0 < nth <= sought.anchor.of:
        return None
    first = index.occurrences(sought.quote)[nth - 1]
    same = next((candidate for candidate in candidates if candidate.first == first), None)
    return same if same and best.total >= at.EQUAL_TWINS and same.fit.rank >= best.rank - at.AS_GOOD else None


# --- a coding over several paragraphs -----------------------------------------------------


def _ends_are_own(sought: AnchorWords, index: Index, own: Candidate) -> bool:
    """Whether the outermost paragraphs of the quote are more than a twin of what stood there.

    Of a coding over several turns, `… that? INT` ends with a name which many turns have: exchange the next
    turn for another, and the words are all there, but the last is not the one that was coded.
    """
    left, right = chunks(index, own.first, own.behind)
    starts = own.first, own.behind - right
    for number, (length, start) in enumerate(zip((left, right), starts, strict=True)):
        chunk = index.written[start : start + length]
        if not 0 < length < CHUNK or len(index.occurrences(chunk)) == 1:
            continue
        side = own.fit.sides[number]
        if not is_held(sought, index, (own.first, own.behind), own.fit, number):
            return False
        folded, reach = [word.casefold() for word in chunk], side.run + side.put
        near = index.folded[max(0, own.first - reach) : own.first][::-1]
        there = index.folded[own.behind : own.behind + reach] if number else near
        lost = (sought.before, sought.after)[number][: side.run + side.lost]
        if side.run < RUN and any(_stands_in(folded, _in_order(words, number)) for words in (there, lost)):
            return False
    return True


def is_held(sought: AnchorWords, index: Index, place: tuple[int, int], fit: Fit, number: int) -> bool:
    """Whether the start (0) or end (1) of a place is held by the context beside it.

    The nearest word is there; or something was put in; or one or two words were corrected, unless they
    were a whole turn: then another may have been put in its place.
    """
    side = fit.sides[number]
    if side.run or not side.lost:
        return True
    if not (side.score >= at.CORRECTED_SIDE and side.lost <= _CORRECTED >= side.put):
        return False
    if number:
        old, new = sought.behind + side.lost, place[1] + side.put
        return not (sought.words.breaks(old - 1, old) and index.breaks(new - 1, new))
    old, new = sought.first - side.lost, place[0] - side.put
    return not (sought.words.breaks(old - 1, old) and index.breaks(new - 1, new))


def chunks(index: Words, first: int, behind: int) -> tuple[int, int]:
    """Numbers of words before the first and behind the last break of paragraphs; 0, 0 if there is none."""
    if not index.breaks(first, behind - 1):
        return 0, 0
    left = next(n for n in range(first + 1, behind) if index.breaks(n - 1, n))
    right = next(n for n in range(behind - 1, first, -1) if index.breaks(n - 1, n))
    return left - first, behind - right
