"""What is looked for: an anchor in words, and how well its context fits a place of another body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from qualcode.anchors import thresholds as at
from qualcode.anchors.anchor import CONTEXT, Anchor
from qualcode.anchors.words import Index, Words

_COMPARED = 60
_WEIGHTS = [1 / (1 + number / 10) for number in range(_COMPARED)]
_SUMS = [sum(_WEIGHTS[:number]) for number in range(_COMPARED + 1)]
_SHORT = 6  # a context of fewer words can't fit perfectly
_LOOKAHEAD = 8
RUN = 3  # three words in a row are seldom the same by chance
_OPENS = re.compile(r"(?:\A|\n[^\S\n]*\n)(?:[^\n:]{1,40}:)?[^\S\n]*\Z")
_CLOSES = re.compile(r"[^\w\n]{0,9}(?:\n[^\S\n]*\n|\Z)")


@dataclass(frozen=True, slots=True)
class Side:
    """How well the context on one side fits.

    Attributes:
        score: how much of it is there, from 0 to 1.
        run: how many of its nearest words, up to `RUN`, stand right beside the place.
        lost: if the run is broken, how many words of the context are not there, before it goes on.
        put: and how many other words stand in their place.
        missing: how many words of the context are not there at all.
    """

    score: float
    run: int = 0
    lost: int = 0
    put: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the context before and after fits."""

    left: Side
    right: Side

    @property
    def before(self) -> float:
        """The score of the context before."""
        return self.left.score

    @property
    def after(self) -> float:
        """The score of the context after."""
        return self.right.score

    @property
    def sides(self) -> tuple[Side, Side]:
        """Before and after."""
        return self.left, self.right

    @property
    def touching(self) -> int:
        """How many of the nearest words stand right beside the place, on the better side."""
        return max(self.left.run, self.right.run)

    @property
    def total(self) -> float:
        """Both sides together, from 0 to 2."""
        return self.before + self.after

    @property
    def rank(self) -> float:
        """What the places of the same words are ordered by.

        The nearest words tell more than the others: two places in one sentence have nearly the same context.
        """
        return self.total + (self.left.run + self.right.run) * at.NEAREST_WORD


class AnchorWords:
    """An anchor cut into words: context, quote, context.

    `first` is the number of the quote's first word among them, `behind` that of the first behind it.
    """

    def __init__(self, anchor: Anchor) -> None:
        self.anchor = anchor
        left = len(anchor.before)
        self.words = Words(anchor.before + anchor.quote + anchor.after)
        self.first, self.behind = self.words.between(left, left + len(anchor.quote))
        self.quote = self.words.written[self.first : self.behind]

    @property
    def at_the_start(self) -> bool:
        """Whether the context reaches back to the start of the old body."""
        return self.anchor.start == len(self.anchor.before)

    @property
    def at_the_end(self) -> bool:
        """Whether the context reaches the end of the old body: else there would be more of it."""
        return len(self.anchor.after) < CONTEXT // 2

    @cached_property
    def before(self) -> list[str]:
        """The words before the quote, nearest first."""
        return self.words.folded[max(0, self.first - _COMPARED) : self.first][::-1]

    @cached_property
    def after(self) -> list[str]:
        """The words after the quote."""
        return self.words.folded[self.behind : self.behind + _COMPARED]

    def fit(self, index: Index, first: int, behind: int) -> Fit:
        """How well the context fits the words `[first, behind)` of a body."""
        wide = 2 * len(self.before) + 10
        before = index.folded[max(0, first - wide) : first][::-1]
        after = index.folded[behind : behind + 2 * len(self.after) + 10]
        return Fit(side(self.before, before), side(self.after, after))

    @cached_property
    def is_paragraph(self) -> bool:
        """Whether the quote is a whole paragraph, but for a speaker's name before it."""
        return bool(_OPENS.search(self.anchor.before) and _CLOSES.match(self.anchor.after))


def is_paragraph(body: str, start: int, end: int) -> bool:
    """Whether a span of a body is a whole paragraph, but for a speaker's name before it."""
    return bool(_OPENS.search(body[max(0, start - 60) : start]) and _CLOSES.match(body[end : end + 60]))


def side(context: Sequence[str], there: Sequence[str]) -> Side:
    """How a context fits a place; both lists begin next to the quote.

    Words near the quote count more than far ones, and words that were pushed away count less.
    """
    if not context:
        return Side(0.0, put=len(there)) if there else Side(at.AT_THE_END, RUN)
    full = _SUMS[max(_SHORT, len(context))]
    run = _run(context, there)
    if run == RUN and list(there[: len(context)]) == list(context):
        return Side(_SUMS[len(context)] / full, run)
    chain = _chain(context, there)
    lost, put = chain[run] if run < len(chain) else (len(context), len(there))
    score = sum(_WEIGHTS[i] / (1 + abs(i - j) / 30) for i, j in chain) / full
    missing = len(context) - len(chain)
    return Side(score, run, *((lost - run, put - run) if run < RUN else (0, 0)), missing)


def _run(context: Sequence[str], there: Sequence[str]) -> int:
    """How many of the nearest words are the same; both may end together."""
    old, new = ([*words[:RUN], *[""] * (RUN - len(words))] for words in (context, there))
    return next((n for n in range(RUN) if old[n] != new[n]), RUN)


def _chain(context: Sequence[str], there: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal words, both going outwards; a break is bridged by two equal words in a row."""
    twos: dict[tuple[str, str], list[int]] = {}
    for number, two in enumerate(pairwise(there)):
        twos.setdefault(two, []).append(number)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(context) and j < len(there):
        if context[i] == there[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
            continue
        ahead = [
            (step + place - j, i + step, place)
            for step in range(min(_LOOKAHEAD, len(context) - i - 1))
            for place in twos.get((context[i + step], context[i + step + 1]), ())
            if place >= j
        ]
        if ahead:
            _, i, j = min(ahead)
        else:
            i += _LOOKAHEAD
    return pairs
