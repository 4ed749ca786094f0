"""Places where an anchor's words stand with changes: found by the context, aligned word by word.

Sequences of three words vote for how far the text has moved; around the best votes the old words
are aligned with the new ones, and both ends of the quote are carried over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from qualcode.anchors.sought import Fit, Sought
from qualcode.anchors.words import COMMON, Index

_EDGE = 60  # so many words on either side of a boundary are looked at
_BUCKET = 16
_WINDOWS = 3
NARROW, WIDE = 20, 100
_INSERTED = 150
_SAME_WORD = 0.6
_PASSAGE = 10
_END = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """Words `[first, behind)` that may be the anchor's.

    `share` of the quote's letters are in equal words; `ends` says for start and end whether the outermost
    words of the quote are among them.
    """

    first: int
    behind: int
    share: float
    fit: Fit
    ends: tuple[bool, bool]

    @property
    def strength(self) -> float:
        """Words and context together, from 0 to 3."""
        return self.share + self.fit.total


def guesses_of(sought: Sought, index: Index, slack: int = WIDE) -> list[Guess]:
    """Where the anchor's words may stand with changes, the likeliest first, no place twice.

    So many words more than the votes say are looked at: with few, two places near each other are told
    apart; with many, the place is found although much was put in.
    """
    found: dict[tuple[int, int], Guess] = {}
    for pairs in _alignments(sought, index, slack):
        guess = _guess(sought, index, pairs)
        if guess:
            found.setdefault((guess.first, guess.behind), guess)
    return sorted(found.values(), key=lambda guess: (-guess.strength, guess.first))


def shifts_of(sought: Sought, index: Index, low: int = 0, high: int | None = None) -> list[int]:
    """How far (in words) the old words `[low, high)` may have moved, the likeliest first."""
    votes: dict[int, float] = defaultdict(float)
    words = sought.words.folded[low:high]
    for number, three in enumerate(zip(words, words[1:], words[2:], strict=False), low):
        places = index.threes.get(three, ())
        if len(places) <= COMMON:
            for place in places:
                votes[(place - number) // _BUCKET] += 1 / len(places)
    both = {bucket: votes[bucket] + votes.get(bucket + 1, 0.0) for bucket in list(votes)}
    best: list[int] = []
    for bucket in sorted(both, key=lambda bucket: (-both[bucket], bucket)):
        if all(abs(bucket - other) > 1 for other in best):
            best.append(bucket)
        if len(best) == _WINDOWS:
            break
    return [(bucket + 1) * _BUCKET for bucket in best]


# --- alignment ----------------------------------------------------------------------------


def _alignments(sought: Sought, index: Index, slack: int) -> Iterator[dict[int, int]]:
    """Old word number → new one, for each likely place; of a long quote only around its two ends."""
    low, high = max(0, sought.first - _EDGE), min(len(sought.words), sought.behind + _EDGE)
    if sought.behind - sought.first <= 2 * _EDGE:
        for shift in shifts_of(sought, index, low, high):
            yield _aligned(sought, index, (low, high), shift, slack)
        return
    cuts = sought.first + _EDGE, sought.behind - _EDGE
    tails = [
        _aligned(sought, index, (cuts[1], high), shift, slack)
        for shift in shifts_of(sought, index, cuts[1], high)
    ]
    for shift in shifts_of(sought, index, low, cuts[0]):
        head = _aligned(sought, index, (low, cuts[0]), shift, slack)
        for tail in tails:
            if head and tail:
                yield head | tail


def _aligned(sought: Sought, index: Index, part: tuple[int, int], shift: int, slack: int) -> dict[int, int]:
    """The old words of a part aligned with the new ones around where `shift` leads."""
    low, high = part
    start = max(0, low + shift - slack)
    stop = max(start, high + shift + slack)
    old, new = sought.words.folded[low:high], index.folded[start:stop]
    if sought.at_the_end and high == len(sought.words) and stop >= len(index):
        old, new = [*old, _END], [*new, _END]  # the end of the text is as good as a word of context
    if sought.at_the_start and low == start == 0:
        old, new, low, start = [_END, *old], [_END, *new], -1, -1
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    pairs: dict[int, int] = {}
    for number, (i, j, size) in enumerate(blocks[:-1]):
        around = [blocks[n] for n in (number - 1, number + 1) if 0 <= n < len(blocks) - 1]
        if size > 1 or any(abs((i - j) - (a - b)) <= 3 and length > 1 for a, b, length in around):
            pairs.update(zip(range(i, i + size), range(j, j + size), strict=True))
    pairs |= dict(_respelled(old, new, pairs))
    return {low + i: start + j for i, j in pairs.items()}


def _respelled(old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Pairs of words that stand between the same neighbours and differ by a typo."""
    known = sorted(pairs)
    for left, right in pairwise(known):
        if 1 < right - left <= 5 and pairs[right] - pairs[left] == right - left:
            for i in range(left + 1, right):
                j = pairs[left] + i - left
                if alike(old[i], new[j]):
                    yield i, j


def alike(word: str, other: str) -> bool:
    """Whether two words may be spellings of one."""
    return SequenceMatcher(None, word[:40], other[:40], autojunk=False).ratio() >= _SAME_WORD


# --- from aligned words to a place --------------------------------------------------------


def _guess(sought: Sought, index: Index, pairs: Mapping[int, int]) -> Guess | None:
    """The place to which aligned words lead: the quote's own, or the gap where it stood."""
    kept = [number for number in range(sought.first, sought.behind) if number in pairs]
    if kept:
        first = _edge(sought.first, kept[0], pairs)
        mirrored = {-number: -place for number, place in pairs.items()}
        behind = 1 - _edge(1 - sought.behind, -kept[-1], mirrored)
    else:
        first, behind = _gap(sought, pairs)
    length = sought.behind - sought.first
    if not first < behind <= first + 2 * length + (_INSERTED if kept else 12):
        return None
    ends = _runs(sought.first, kept), _runs(1 - sought.behind, [-number for number in reversed(kept)])
    return Guess(first, behind, _share(sought, kept), sought.fit(index, first, behind), ends)


def _runs(first: int, kept: Sequence[int]) -> bool:
    """Whether the three words from `first` on are kept."""
    return list(kept[:3]) == [first, first + 1, first + 2]


def _share(sought: Sought, kept: Sequence[int]) -> float:
    """The share of letters of the quote (of its ends, if it is long) that stand in kept words."""
    numbers = range(sought.first, sought.behind)
    looked = [n for n in numbers if n < sought.first + _EDGE or n >= sought.behind - _EDGE]
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


def _gap(sought: Sought, pairs: Mapping[int, int]) -> tuple[int, int]:
    """What stands where the quote stood, between the context's nearest words; (0, 0) if that isn't known."""
    before, after = sought.first - 1, sought.behind
    if before not in pairs or after not in pairs:
        return 0, 0
    return pairs[before] + 1, pairs[after]


# --- other words among the quote's own ----------------------------------------------------


def is_mixed(sought: Sought, index: Index, guess: Guess) -> bool:
    """Whether other words have come among the quote's: a part was exchanged, or context moved in.

    Then a person should look: an interviewer's question may have come to stand in a coded answer.
    """
    quote = sought.words.folded[sought.first : sought.behind]
    now = index.folded[guess.first : guess.behind]
    context = {*_runs_of(4, sought.before[::-1]), *_runs_of(4, sought.after)} - {*_runs_of(4, quote)}
    if any(run in context for run in _runs_of(4, now)):
        return True
    own, kept = set(_runs_of(3, quote)), set(_runs_of(3, now))
    put_in = _longest(run not in own for run in _runs_of(3, now))
    return put_in >= _PASSAGE <= _longest(run not in kept for run in _runs_of(3, quote))


def _runs_of(length: int, words: Sequence[str]) -> list[tuple[str, ...]]:
    """All sequences of so many words."""
    return list(zip(*(words[start:] for start in range(length)), strict=False))


def _longest(marks: Iterable[bool]) -> int:
    """The longest run of true marks."""
    longest = run = 0
    for mark in marks:
        run = run + 1 if mark else 0
        longest = max(longest, run)
    return longest
