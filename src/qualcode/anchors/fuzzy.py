"""Places where an anchor's words stand with changes: found by the context, aligned word by word.

Both ends of the quote are carried over by the alignment. The outermost words of the new place are words
of the quote that are held: by the next word of the quote, or by the word of the context beside them. A
short word that is equal by chance, with its own neighbours lost, does not stretch the place. Words that
came in the place of lost ones at an end belong to the quote; what was put in before it does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from qualcode.anchors.alignment import EDGE, WIDE, alignments
from qualcode.anchors.sought import AnchorWords, Fit
from qualcode.anchors.words import Index

_INSERTED = 150
"""So many words may have been put into a quote, or as many as it has."""
_IN_THE_GAP = 12
_NEAR = 20
_PUT_IN = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """Words `[first, behind)` that may be the anchor's.

    `share` of the quote's letters are in equal words; `ends` says for start and end whether the outermost
    three words of the quote are among them, `whole` whether both outermost are.
    `pairs` are the aligned words.
    """

    first: int
    behind: int
    share: float
    fit: Fit
    ends: tuple[bool, bool]
    whole: bool
    pairs: Mapping[int, int] = field(compare=False, repr=False)

    @property
    def strength(self) -> float:
        """Words and context together, from 0 to 3."""
        return self.share + self.fit.total


def guesses_of(
    sought: AnchorWords, index: Index, slack: int = WIDE, without: tuple[int, int] = (0, 0)
) -> list[Guess]:
    """Where the anchor's words may stand with changes, the likeliest first, no place twice.

    So many words more than the votes say are looked at: with few, two places near each other are told
    apart; with many, the place is found although much was put in. The words `without` are left aside.
    """
    found: dict[tuple[int, int], Guess] = {}
    for pairs in alignments(sought, index, slack, without):
        guess = _guess(sought, index, pairs)
        if guess:
            found.setdefault((guess.first, guess.behind), guess)
    return sorted(found.values(), key=lambda guess: (-guess.strength, guess.first))


def _guess(sought: AnchorWords, index: Index, pairs: Mapping[int, int]) -> Guess | None:
    """The place to which aligned words lead: the quote's own, or the gap where it stood."""
    kept = _held(sought, index, pairs)
    if kept:
        first = _edge(sought.first, kept[0], pairs)
        mirrored = {-number: -place for number, place in pairs.items()}
        behind = 1 - _edge(1 - sought.behind, -kept[-1], mirrored)
        first, behind = _within(sought, index, (first, behind), (kept[0], kept[-1]), pairs)
    else:
        first, behind = _gap(sought, pairs)
    length = sought.behind - sought.first
    if not first < behind <= first + 2 * length + (_INSERTED if kept else _IN_THE_GAP):
        return None
    ends = _runs(sought.first, kept), _runs(1 - sought.behind, [-number for number in reversed(kept)])
    whole = bool(kept) and (kept[0], kept[-1]) == (sought.first, sought.behind - 1)
    return Guess(first, behind, _share(sought, kept), sought.fit(index, first, behind), ends, whole, pairs)


def _held(sought: AnchorWords, index: Index, pairs: Mapping[int, int]) -> list[int]:
    """The quote's aligned words, less those at either end that nothing holds.

    A word is held by an aligned word right beside it; by both of its old neighbours, with something put in
    between; or by one, with a few new words between, none of which was lost from the context. And it has no
    twin among lost words of the context: of `INT: Yes. INT: Then`, cut to `INT: Then`, which `INT` is it?
    """
    kept = [number for number in range(sought.first, sought.behind) if number in pairs]
    near = range(sought.first - _NEAR, sought.behind + _NEAR)
    lost = {sought.words.folded[n] for n in near if 0 <= n < len(sought.words) and n not in pairs}

    def is_held(number: int) -> bool:
        beside = [other for other in (number - 1, number + 1) if other in pairs]
        put = [sorted((pairs[number], pairs[other])) for other in beside]
        return len(beside) == 2 or any(
            there - here == 1 or (there - here <= _PUT_IN and not lost & set(index.folded[here + 1 : there]))
            for here, there in put
        )

    holds = [n for n, number in enumerate(kept) if is_held(number) and not _has_a_twin(sought, pairs, number)]
    return kept[holds[0] : holds[-1] + 1] if holds else []


def _has_a_twin(sought: AnchorWords, pairs: Mapping[int, int], number: int) -> bool:
    """Whether a word of the context, lost beside lost words of the quote, could be the one that is left."""
    word = sought.words.folded[number]
    outside = (range(number + 1, len(sought.words)), range(number - 1, -1, -1))
    return any(
        sought.words.folded[other] == word and not sought.first <= other < sought.behind
        for way in outside
        for other in takewhile(lambda other: other not in pairs, way)
    )


def _runs(first: int, kept: Sequence[int]) -> bool:
    """Whether the three words from `first` on are kept."""
    return list(kept[:3]) == [first, first + 1, first + 2]


def _share(sought: AnchorWords, kept: Sequence[int]) -> float:
    """The share of letters of the quote (of its ends, if it is long) that stand in kept words."""
    numbers = range(sought.first, sought.behind)
    looked = [n for n in numbers if n < sought.first + EDGE or n >= sought.behind - EDGE]
    letters = sum(len(sought.words.folded[number]) for number in looked)
    return sum(len(sought.words.folded[number]) for number in set(kept) & set(looked)) / letters


def _edge(first: int, kept: int, pairs: Mapping[int, int]) -> int:
    """Where the quote starts now, if its word number `first` stood there and `kept` is the first still there.

    Words that came in the place of lost ones belong to the quote; what was put in before it does not.
    """
    place, missing = pairs[kept], kept - first
    before = next((number for number in range(first - 1, first - 4, -1) if number in pairs), None)
    if not missing or before is None:
        return place
    gap = place - pairs[before] - 1
    if before == first - 1:
        return place - (gap if gap <= missing + 2 else missing)
    return place - missing if gap == kept - before - 1 else place


def _within(
    sought: AnchorWords, index: Index, place: tuple[int, int], kept: tuple[int, int], pairs: Mapping[int, int]
) -> tuple[int, int]:
    """The place, reaching over no more breaks of paragraphs beyond its kept words than the quote did."""
    first, behind = place
    breaks = sought.words.breaks(sought.first, kept[0]), sought.words.breaks(kept[1], sought.behind - 1)
    while first < pairs[kept[0]] and index.breaks(first, pairs[kept[0]]) > breaks[0]:
        first += 1
    while behind - 1 > pairs[kept[1]] and index.breaks(pairs[kept[1]], behind - 1) > breaks[1]:
        behind -= 1
    return first, behind


def _gap(sought: AnchorWords, pairs: Mapping[int, int]) -> tuple[int, int]:
    """What stands where the quote stood, between the context's nearest words; (0, 0) if that isn't known."""
    before, after = sought.first - 1, sought.behind
    if before not in pairs or after not in pairs:
        return 0, 0
    return pairs[before] + 1, pairs[after]
