"""What should have come of a coding after an edit in which every word is tracked.

One edit can have several histories that leave the very same text: of `the quay, the dock`, cut to
`the dock`, nobody can know which `the` is left. So each word has all origins that it *could* have:
a deletion (or an insertion) slides along the text while the words at its two ends are spelled alike,
to the letter. Nothing else is forgiven.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.anchors.edits import Piece, Text, offsets

Origins = Mapping[int, set[int | None]]


@dataclass(frozen=True)
class Truth:
    """What became of the old pieces `[first, last]`: the span of those that are left.

    `whole`: every word is there as it was; `gone`: none is; `mingled`: other old words stand among
    them, or their order is another.
    """

    span: tuple[int, int] | None
    whole: bool
    gone: bool
    mingled: bool


def truth_of(old: Text, new: Text, first: int, last: int) -> Truth:
    wanted = wanted_of(old, first, last)
    left = [n for n, piece in enumerate(new) if piece.origin in wanted]
    if not left:
        return Truth(None, whole=False, gone=True, mingled=False)
    at = offsets(new)
    inside = new[left[0] : left[-1] + 1]
    others = any(p.is_word and p.origin is not None and p.origin not in wanted for p in inside)
    kept = [piece for piece in inside if piece.origin in wanted and not piece.changed]
    span = (at[left[0]], at[left[-1] + 1])
    mingled = others or not in_order(inside, wanted)
    return Truth(span, len(kept) == len(wanted), gone=False, mingled=mingled)


def outcome(old: Text, new: Text, first: int, last: int, place: tuple[int, int] | None) -> str:
    """What a placement is worth.

    ``right``: from the first to the last of its own words that are left; ``off``: its words, other ends;
    ``around``: right, but a turn that stood elsewhere has come to stand between its words, all of which
    are there in their order, so that no span could leave it out; ``wrong``: other words;
    ``not found`` or ``gone``: no place.
    """
    truth, wanted = truth_of(old, new, first, last), wanted_of(old, first, last)
    if place is None:
        return "gone" if truth.gone else "not found"
    could = origins_of(old, new, copies=truth.gone)
    at = offsets(new)
    words = [n for n, p in enumerate(new) if p.is_word and at[n] < place[1] and at[n + 1] > place[0]]
    own = [n for n in words if could[n] & wanted]
    if not own:
        return "wrong"
    certain = {n for n, origins in could.items() if origins <= wanted}
    whole = own[0] == words[0] and own[-1] == words[-1] and certain <= set(words)
    if any(not could[n] & wanted and None not in could[n] for n in words):
        return "around" if whole and truth.whole and in_order([new[n] for n in own], wanted) else "wrong"
    return "right" if whole else "off"


def wanted_of(old: Text, first: int, last: int) -> set[int | None]:
    """The numbers of a coding's words."""
    return {n for n in range(first, last + 1) if old[n].is_word}


def in_order(found: Sequence[Piece], wanted: set[int | None]) -> bool:
    origins = [piece.origin for piece in found if piece.origin is not None and piece.origin in wanted]
    return origins == sorted(origins)


def origins_of(old: Text, new: Text, *, copies: bool = False) -> dict[int, set[int | None]]:
    """The origins that each word of the new text could have; None: it could be new.

    `copies`: a copy may be what it was copied from, for whom the original is gone: to cut and paste
    is the same as to copy and then delete.
    """
    could: dict[int, set[int | None]] = defaultdict(set)
    words = [n for n, piece in enumerate(new) if piece.is_word]
    for n in words:
        could[n] = {new[n].copied if copies and new[n].origin is None else new[n].origin}
    _slide_deletions(old, new, words, could)
    _slide_insertions(new, words, could)
    return could


def _slide_deletions(old: Text, new: Text, words: list[int], could: dict[int, set[int | None]]) -> None:
    there = {piece.origin for piece in new if piece.is_word}
    numbers = [n for n, piece in enumerate(old) if piece.is_word]
    rank = {number: place for place, number in enumerate(numbers)}
    ranks = [None if new[n].origin is None else rank[new[n].origin or 0] for n in words]
    for k in range(len(words) - 1):
        a, b = ranks[k], ranks[k + 1]
        if a is None or b is None or b < a + 2 or any(numbers[r] in there for r in range(a + 1, b)):
            continue
        for step in (1, -1):  # the deletion slides to the right, to the left
            place, start, other = (k + 1, b, a + 1) if step == 1 else (k, a, b - 1)
            while 0 <= place < len(words) and ranks[place] == start and 0 <= other < len(numbers):
                if new[words[place]].text != old[numbers[other]].text:
                    break
                could[words[place]].add(numbers[other])
                place, start, other = place + step, start + step, other + step


def _slide_insertions(new: Text, words: list[int], could: dict[int, set[int | None]]) -> None:
    runs, start = [], None
    for k, n in enumerate([*words, -1]):
        fresh = n >= 0 and new[n].origin is None
        if fresh and start is None:
            start = k
        elif not fresh and start is not None:
            runs.append((start, k))
            start = None
    for left, right in runs:
        length = right - left
        for step, first in ((1, right), (-1, left - 1)):
            k = first
            while 0 <= k < len(words) and new[words[k]].origin is not None:
                twin = words[k - step * length]
                if new[twin].text != new[words[k]].text:
                    break
                could[twin] |= could[words[k]]
                could[words[k]].add(None)
                k += step
