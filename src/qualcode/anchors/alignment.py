"""Old words aligned with new ones, around the places to which an anchor's context leads.

Sequences of three words vote for how far the text has moved. Around the best votes the old words are
aligned with the new ones by longest common blocks, without case. Then the alignment is set right:

* a single word that is equal by chance, far from where its neighbours lead, is let go;
* a deletion that could as well lie some words further lies where the words are the same to the letter;
  of two old words beside one that could be the new one (`It was loud, but it was ours`, cut to
  `It was ours`), it is the one that is the same to the letter;
* between two aligned neighbours, words that are spelled nearly the same are one word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

from qualcode.anchors import thresholds as at
from qualcode.anchors.sought import AnchorWords
from qualcode.anchors.words import COMMON, Index

EDGE = 60
"""So many words on either side of a boundary are looked at."""
NARROW, WIDE = 20, 100
BUCKET = 16
_WINDOWS = 3
_END = ""
_NOTHING = "\0"

Votes = list[tuple[int, float]]


def votes_of(sought: AnchorWords, index: Index, low: int = 0, high: int | None = None) -> Votes:
    """How far (in words) the old words `[low, high)` may have moved, with votes; the likeliest first."""
    votes: dict[int, float] = defaultdict(float)
    words = sought.words.folded[low:high]
    for number, three in enumerate(zip(words, words[1:], words[2:], strict=False), low):
        places = index.threes.get(three, ())
        if len(places) <= COMMON:
            for place in places:
                votes[(place - number) // BUCKET] += 1 / len(places)
    both = {bucket: votes[bucket] + votes.get(bucket + 1, 0.0) for bucket in list(votes)}
    best: list[int] = []
    for bucket in sorted(both, key=lambda bucket: (-both[bucket], bucket)):
        if all(abs(bucket - other) > 1 for other in best):
            best.append(bucket)
        if len(best) == _WINDOWS:
            break
    return [((bucket + 1) * BUCKET, both[bucket]) for bucket in best]


def alignments(
    sought: AnchorWords, index: Index, slack: int, without: tuple[int, int] = (0, 0)
) -> Iterator[dict[int, int]]:
    """Old word number → new one, for each likely place; of a long quote only around its two ends.

    No word is aligned with the new words `without`.
    """
    masked = _Masked(index, *without)
    low, high = max(0, sought.first - EDGE), min(len(sought.words), sought.behind + EDGE)
    if sought.behind - sought.first <= 2 * EDGE:
        for shift, _ in votes_of(sought, index, low, high):
            yield _aligned(sought, masked, (low, high), shift, slack)
        return
    cuts = sought.first + EDGE, sought.behind - EDGE
    tails = [
        _aligned(sought, masked, (cuts[1], high), shift, slack)
        for shift, _ in votes_of(sought, index, cuts[1], high)
    ]
    for shift, _ in votes_of(sought, index, low, cuts[0]):
        head = _aligned(sought, masked, (low, cuts[0]), shift, slack)
        for tail in tails:
            if head and tail:
                yield head | tail


class _Masked:
    """The words of an index, without some."""

    def __init__(self, index: Index, first: int, behind: int) -> None:
        self.length = len(index)
        self._words, self._first, self._behind = index.written, first, behind

    def part(self, start: int, stop: int) -> list[str]:
        """The words `[start, stop)`."""
        words = self._words[start:stop]
        for number in range(max(start, self._first), min(stop, self._behind, self.length)):
            words[number - start] = _NOTHING
        return words


def _aligned(
    sought: AnchorWords, masked: _Masked, part: tuple[int, int], shift: int, slack: int
) -> dict[int, int]:
    """The old words of a part aligned with the new ones around where `shift` leads."""
    low, high = part
    start = max(0, low + shift - slack)
    stop = max(start, high + shift + slack)
    old, new = sought.words.written[low:high], masked.part(start, stop)
    if sought.at_the_end and high == len(sought.words) and stop >= masked.length:
        old, new = [*old, _END], [*new, _END]  # the end of the text is as good as a word of context
    if sought.at_the_start and low == start == 0:
        old, new, low, start = [_END, *old], [_END, *new], -1, -1
    return {low + i: start + j for i, j in aligned(old, new).items()}


def aligned(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Words aligned with words, both as they are written."""
    plain, there = ([word.casefold() for word in words] for words in (old, new))
    blocks = SequenceMatcher(None, plain, there, autojunk=False).get_matching_blocks()
    pairs: dict[int, int] = {}
    for number, (i, j, size) in enumerate(blocks[:-1]):
        around = [blocks[n] for n in (number - 1, number + 1) if 0 <= n < len(blocks) - 1]
        if size > 1 or any(abs((i - j) - (a - b)) <= 3 and length > 1 for a, b, length in around):
            pairs.update(zip(range(i, i + size), range(j, j + size), strict=True))
    _slide(old, new, pairs)
    _to_the_letter(old, new, pairs)
    pairs.update(list(_respelled(plain, there, pairs)))
    return pairs


def _slide(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Let every deletion lie where most words beside it are the same to the letter."""
    for left, right in list(pairwise(sorted(pairs))):
        if right - left > 1 and left in pairs and right in pairs:
            slides = [_slid(old, new, pairs, ends) for ends in ((right, left + 1), (left, right - 1))]
            gain, moved = max(slides, key=lambda slide: slide[0])
            if gain > 0:
                for edge, twin in moved:
                    pairs[twin] = pairs.pop(edge)


def _slid(
    old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int], ends: tuple[int, int]
) -> tuple[int, list[tuple[int, int]]]:
    """How many more words are the same to the letter if a deletion lies elsewhere.

    Then the aligned words from its edge on
    are the lost ones from its other end on; the second value is these words, two and two.
    """
    edge, twin = ends
    step = 1 if edge > twin else -1
    best, gain, better, slid = 0, 0, 0, []
    while edge in pairs and old[twin].casefold() == new[pairs[edge]].casefold():
        better += (old[twin] == new[pairs[edge]]) - (old[edge] == new[pairs[edge]])
        slid.append((edge, twin))
        if better > gain:
            best, gain = len(slid), better
        edge, twin = edge + step, twin + step
    return gain, slid[:best]


def _to_the_letter(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Beside a deletion, align a word of another case with the lost one that is the same to the letter."""
    for edge in sorted(i for i, j in pairs.items() if old[i] != new[j]):
        twin = next((n for n in _lost_beside(edge, len(old), pairs) if old[n] == new[pairs[edge]]), None)
        if twin is not None:
            pairs[twin] = pairs.pop(edge)


def _lost_beside(edge: int, length: int, pairs: Mapping[int, int]) -> Iterator[int]:
    """The lost words right behind a word, and right before it."""
    for way in (range(edge + 1, length), range(edge - 1, -1, -1)):
        yield from takewhile(lambda number: number not in pairs, way)


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
    return SequenceMatcher(None, word[:40], other[:40], autojunk=False).ratio() >= at.SAME_WORD
