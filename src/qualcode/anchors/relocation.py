"""Relocation: where the places of an old body stand in a new one. Pure, and the same every time.

A coding whose words survive is found; one whose words are gone is orphaned; where the same words
stand at several places and nothing tells which are meant, a person decides. No coding ever comes to
lie on other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from qualcode.anchors import thresholds as at
from qualcode.anchors.alignment import BUCKET, NARROW, WIDE, Votes, votes_of
from qualcode.anchors.anchor import Anchor, Placement, PlacementStatus
from qualcode.anchors.exact import Candidate, candidates_of, chosen
from qualcode.anchors.fuzzy import Guess, guesses_of
from qualcode.anchors.mixing import is_mixed
from qualcode.anchors.sought import AnchorWords
from qualcode.anchors.text import body_hash
from qualcode.anchors.words import Index, index_of

_LISTED = 9
_GAP = re.compile(r"\s*\n[^\S\n]*\n\s*")
_BLANK = re.compile(r"\s+")
_TYPOGRAPHY = str.maketrans("‘’‚‛ʼ´`“”„‟«»‐‑‒–—―−", "'''''''\"\"\"\"\"\"-------", "\u00ad")


@dataclass(frozen=True, slots=True)
class _Found:
    """A placement, and how sure it is."""

    placement: Placement
    strength: float = 0.0


def relocate(anchors: Sequence[Anchor], body: str, version: str = "") -> list[Placement]:
    """Return the placement of each anchor in `body`, whose hash is `version` where it is known already.

    Takes seconds for 5,000 anchors of a long body that was edited, and no time for one that was not.
    """
    version = version or body_hash(body)
    known: dict[tuple[object, ...], _Found] = {}
    found: list[_Found] = []
    for anchor in anchors:
        if stands(anchor, body, version):
            found.append(_Found(Placement("unchanged", (anchor.start, anchor.end)), 9.0))
            continue
        key = (
            anchor.quote,
            anchor.before,
            anchor.after,
            anchor.nth,
            anchor.of,
            anchor.start == len(anchor.before),
        )
        if key not in known:
            known[key] = _find(AnchorWords(anchor), index_of(body))
        found.append(_named(known[key], anchor, body))
    return _apart(anchors, found)


def stands(anchor: Anchor, body: str, version: str) -> bool:
    """Whether the body is the anchor's own and has the quote where the anchor says."""
    return anchor.body_hash == version and body[anchor.start : anchor.end] == anchor.quote


def plain(text: str) -> str:
    """A text without what re-wrapping and an editor's typography change; a new paragraph is a change."""
    return _BLANK.sub(" ", _GAP.sub(" ¶ ", text.translate(_TYPOGRAPHY))).strip()


# --- one anchor ---------------------------------------------------------------------------


def _find(sought: AnchorWords, index: Index) -> _Found:
    """Exact words first, then changed ones; what is left to a person has its candidates."""
    if not sought.quote:
        return _Found(Placement("orphaned"))
    candidates: list[Candidate] = []
    if index.occurrences(sought.quote):
        votes = cache(lambda: votes_of(sought, index, *_around(sought)))
        candidates = candidates_of(sought, index, votes)
        own = chosen(sought, index, candidates)
        if own and not _is_outdone(sought, index, own, candidates, votes):
            place = _span(sought, index, own.first, own.behind)
            return _Found(Placement("moved", place), 1 + own.fit.total)
    return _changed(sought, index, candidates)


def _around(sought: AnchorWords) -> tuple[int, int]:
    """The old words that vote for where short quotes stand: the quote's first, and those around it."""
    return max(0, sought.first - 60), min(sought.behind, sought.first + 60) + 60


def _is_outdone(
    sought: AnchorWords,
    index: Index,
    own: Candidate,
    candidates: Sequence[Candidate],
    votes: Callable[[], Votes],
) -> bool:
    """Whether the words stand, changed, at another place that fits the context as well.

    Then the very words stand in a copy, of which the original was corrected. Only where the context votes
    for another place is it worth looking.
    """
    if not own.fit.left.missing + own.fit.right.missing:
        return False
    here = own.first - sought.first
    own_votes = max((count for shift, count in votes() if abs(shift - here) <= BUCKET), default=0.0)
    if all(abs(shift - here) <= BUCKET or count < own_votes / 2 for shift, count in votes()):
        return False
    return any(
        guess.share >= at.RIVAL
        and guess.fit.touching > 1
        and min(guess.fit.before, guess.fit.after) >= at.SOME
        and guess.fit.total >= own.fit.total
        for guess in _apart_from(candidates, guesses_of(sought, index, NARROW, (own.first, own.behind)))
    )


def _apart_from(candidates: Sequence[Candidate], guesses: Sequence[Guess]) -> list[Guess]:
    """The guesses that share no word with a place where the very words stand."""
    return [
        guess
        for guess in guesses
        if not any(guess.first < entry.behind and entry.first < guess.behind for entry in candidates)
    ]


def _changed(sought: AnchorWords, index: Index, candidates: Sequence[Candidate]) -> _Found:
    """The place of words that changed, if it fits better than those where the very words stand."""
    guesses: list[Guess] = []
    refused = max((entry.fit.rank for entry in candidates), default=-1.0) + at.CONTEXT_OVER_WORDS
    for slack in (NARROW, WIDE):
        found = _apart_from(candidates, guesses_of(sought, index, slack))
        guesses = sorted({*guesses, *found}, key=lambda guess: (-guess.strength, guess.first, guess.behind))
        if not guesses or (not guesses[0].whole and slack == NARROW):
            continue  # more of it may stand further away
        best = guesses[0]
        if best.fit.rank >= refused and _is_certain(sought, guesses) and not is_mixed(sought, index, best):
            place = _span(sought, index, best.first, best.behind)
            return _Found(Placement("changed words", place), best.strength)
    if candidates and candidates[0].fit.total >= at.AFTER_A_LOSS:  # they stand there, only which is open
        guesses = [guess for guess in guesses if guess.fit.rank >= candidates[0].fit.rank]
    likely = [guess for guess in guesses if guess.share >= at.LIKELY]
    places = [_span(sought, index, entry.first, entry.behind) for entry in candidates[:_LISTED]]
    places += [_span(sought, index, guess.first, guess.behind) for guess in guesses if _is_worth(guess)]
    status: PlacementStatus = "ambiguous" if candidates or likely else "orphaned"
    return _Found(Placement(status, None, tuple(dict.fromkeys(places))[:_LISTED]))


def _is_certain(sought: AnchorWords, guesses: Sequence[Guess]) -> bool:
    """Whether the best guess is the anchor's place: enough words kept, their context, and no rival."""
    best, length = guesses[0], len(sought.quote)
    rivals = [other for other in guesses if other.first >= best.behind or other.behind <= best.first]
    if any(other.share >= at.RIVAL and best.strength - other.strength < at.RIVAL_MARGIN for other in rivals):
        return False
    before, after = best.fit.before, best.fit.after
    if best.behind - best.first > 2 * length + 12:  # much was put in: then nothing may be lost
        return best.share >= at.ALL_BUT_A_WORD and min(before, after) >= at.WELL_HELD
    if min(before, after) >= at.WELL_HELD:
        return best.share >= at.RIVAL
    if min(before, after) >= at.SOME:
        return best.share >= at.MOST and length > 2
    # one side's context is lost: the quote's own words at that end must bear it
    held = all(fits >= at.SOME or end for fits, end in zip((before, after), best.ends, strict=True))
    enough = (max(before, after) >= at.MOST and length >= 8) or length >= 20
    return held and best.share >= at.NEARLY_ALL and enough


def _is_worth(guess: Guess) -> bool:
    """Whether a guess is worth showing."""
    return guess.share >= at.LIKELY or min(guess.fit.before, guess.fit.after) >= at.WELL_HELD


def _named(found: _Found, anchor: Anchor, body: str) -> _Found:
    """The placement under the name that fits what happened to the text."""
    place = found.placement.place
    if place is None:
        return found
    text = body[place[0] : place[1]]
    status: PlacementStatus = "changed words"
    if plain(text) == plain(anchor.quote):
        same = place == (anchor.start, anchor.end) and text == anchor.quote
        status = "unchanged" if same else "moved"
    return _Found(Placement(status, place), found.strength)


# --- from words to code points ------------------------------------------------------------


def _span(sought: AnchorWords, index: Index, first: int, behind: int) -> tuple[int, int]:
    """The code points of the words `[first, behind)`, with the signs around them that the quote had."""
    old, quote = sought.words, sought.anchor.quote
    left = len(sought.anchor.before)
    lead = old.spans[sought.first][0] - left
    tail = left + len(quote) - old.spans[sought.behind - 1][1]
    start, end = index.spans[first][0], index.spans[behind - 1][1]
    if lead < 0:
        start = min(start - lead, end - 1)
    if tail < 0:
        end = max(end + tail, start + 1)
    before = _equal_signs(quote[: max(0, lead)][::-1], index.text[max(0, start - 99) : start][::-1])
    after = _equal_signs(quote[len(quote) - max(0, tail) :], index.text[end : end + 99])
    return start - before, end + after


def _equal_signs(signs: str, there: str) -> int:
    """How many signs next to a word are still there; one closing mark may stand for another."""
    count = 0
    for sign, now in zip(signs, there, strict=False):
        if plain(sign) != plain(now) and not (sign in _MARKS and now in _MARKS):
            break
        count += 1
    return len(there[:count].rstrip()) if there[:count].isspace() else count


_MARKS = ".,;:!?…"


# --- all of them --------------------------------------------------------------------------


def _apart(anchors: Sequence[Anchor], found: Sequence[_Found]) -> list[Placement]:
    """The placements, where none lies on the words of another: the weaker of two becomes ambiguous."""
    weaker: set[int] = set()
    for one, other in _clashes(anchors, found):
        strengths = found[one].strength, found[other].strength
        if strengths[0] <= strengths[1]:
            weaker.add(one)
        if strengths[1] <= strengths[0]:
            weaker.add(other)
    return [
        Placement("ambiguous", None, (entry.placement.place,))
        if number in weaker and entry.placement.place
        else entry.placement
        for number, entry in enumerate(found)
    ]


def _clashes(anchors: Sequence[Anchor], found: Sequence[_Found]) -> Iterator[tuple[int, int]]:
    """Pairs whose old places lay apart in one body and whose new places are one."""
    at: dict[tuple[str, tuple[int, int]], list[int]] = {}
    for number, entry in enumerate(found):
        if entry.placement.place and entry.strength < 9:
            at.setdefault((anchors[number].body_hash, entry.placement.place), []).append(number)
    for numbers in at.values():
        spans = {(anchors[number].start, anchors[number].end): number for number in numbers}
        ordered = sorted(spans)
        for (start, end), (left, right) in pairwise(ordered):
            if end <= left:
                for one in _with(numbers, anchors, (start, end)):
                    for other in _with(numbers, anchors, (left, right)):
                        yield one, other


def _with(numbers: Sequence[int], anchors: Sequence[Anchor], span: tuple[int, int]) -> list[int]:
    return [number for number in numbers if (anchors[number].start, anchors[number].end) == span]
