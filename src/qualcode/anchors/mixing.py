"""Whether other words have come among a quote's own. Then a person should look.

The old body is gone, so nobody can say of a turn that now stands among a coding's words whether it was
typed anew or came from elsewhere. Where nothing was lost, the coding goes around it and is reported as
changed. Where something was lost and something else stands in its place, it is doubtful:

* words of the context stand among the quote's own, four in a row;
* a passage of ten words was exchanged for another;
* more words than a third of the quote stand in the place of lost ones;
* a whole turn, or the end of one, was exchanged for another;
* a whole turn was put in, and other words were lost;
* the last few words behind a break of paragraphs are held by nothing beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualcode.anchors.alignment import EDGE, aligned, alike
from qualcode.anchors.exact import CHUNK, chunks, is_held
from qualcode.anchors.fuzzy import Guess
from qualcode.anchors.sought import AnchorWords
from qualcode.anchors.words import Index

_PASSAGE = 10
_FOREIGN = 3  # fewer foreign words than these are a correction, however short the quote is
_BESIDE = 2
_NAME = 2  # a speaker's name in front of a turn has so many words; many turns share it
_LONGEST = 3000  # words of a quote that are aligned in one go


@dataclass(frozen=True, slots=True)
class _Exchange:
    """Old words `[i, i2)` of the quote, perhaps none, for which `[j, j2)` of the place stand now."""

    i: int
    i2: int
    j: int
    j2: int


def is_mixed(sought: AnchorWords, index: Index, guess: Guess) -> bool:
    """Whether other words have come among the quote's: an interviewer's question in a coded answer."""
    quote = sought.words.folded[sought.first : sought.behind]
    now = index.folded[guess.first : guess.behind]
    context = {*_runs_of(4, sought.before[::-1]), *_runs_of(4, sought.after)} - {*_runs_of(4, quote)}
    if any(run in context for run in _runs_of(4, now)):
        return True
    own, kept = set(_runs_of(3, quote)), set(_runs_of(3, now))
    put_in = _longest(run not in own for run in _runs_of(3, now))
    if put_in >= _PASSAGE <= _longest(run not in kept for run in _runs_of(3, quote)):
        return True
    return max(len(quote), len(now)) <= _LONGEST and _is_patched(sought, index, guess)


def _is_patched(sought: AnchorWords, index: Index, guess: Guess) -> bool:
    length = len(sought.quote)
    pairs = _solid(_inside(sought, index, guess), length)
    for gap in _gaps(pairs, length, guess.behind - guess.first):
        if gap.i == gap.i2:
            first, behind = guess.first + gap.j - 1, guess.first + gap.j2
            if len(pairs) < length and index.breaks(first, behind) > 1:
                return True
        elif gap.j2 - gap.j > max(_FOREIGN, length / 3) or _is_a_turn(sought, index, guess, gap):
            return True
    return _hangs(sought, index, guess, pairs)


def _inside(sought: AnchorWords, index: Index, guess: Guess) -> dict[int, int]:
    """The quote's words aligned with those of the place; of a long quote, the guess has only the ends."""
    if len(sought.quote) > 2 * EDGE:
        return aligned(sought.quote, index.written[guess.first : guess.behind])
    return {
        number - sought.first: place - guess.first
        for number, place in guess.pairs.items()
        if sought.first <= number < sought.behind and guess.first <= place < guess.behind
    }


def _solid(pairs: dict[int, int], length: int) -> dict[int, int]:
    """The aligned words that have an aligned neighbour beside them, or have lost none.

    One `the` in a turn that was exchanged says nothing.
    """

    def is_solid(i: int, j: int) -> bool:
        if pairs.get(i - 1, -9) == j - 1 or pairs.get(i + 1, -9) == j + 1:
            return True
        return all(beside in pairs or not 0 <= beside < length for beside in (i - 1, i + 1))

    return {i: j for i, j in pairs.items() if is_solid(i, j)}


def _gaps(pairs: dict[int, int], length: int, there: int) -> Iterator[_Exchange]:
    """The places where other words stand, in the place of lost ones or put in."""
    for (i, j), (i2, j2) in pairwise([(-1, -1), *sorted(pairs.items()), (length, there)]):
        if j2 - j > 1:
            yield _Exchange(i + 1, i2, j + 1, j2)


def _is_a_turn(sought: AnchorWords, index: Index, guess: Guess, gap: _Exchange) -> bool:
    """Whether a whole turn stands in the place of another, or the coded end of one.

    Old words and new ones then reach from one break of paragraphs (a name behind it may be the same) to the
    next.
    """
    length = sought.behind - sought.first
    old = sought.words.written[sought.first + gap.i : sought.first + gap.i2]
    new = index.written[guess.first + gap.j : guess.first + gap.j2]
    if len(old) == len(new) and all(map(alike, old, new)):
        return False
    needed = 1 if gap.i == 0 or gap.i2 == length else 2
    return all(
        words.breaks(max(first, first + start - 1 - _NAME), min(first + end, behind - 1)) >= needed
        for words, first, behind, start, end in (
            (sought.words, sought.first, sought.behind, gap.i, gap.i2),
            (index, guess.first, guess.behind, gap.j, gap.j2),
        )
    )


def _hangs(sought: AnchorWords, index: Index, guess: Guess, pairs: dict[int, int]) -> bool:
    """Whether the few words behind the last break of paragraphs, or before the first, hang in the air.

    If something was put in at the break, the context right beside them must be whole; and the word on the
    other side of the break must be there.
    """
    old = chunks(sought.words, sought.first, sought.behind)
    new = chunks(index, guess.first, guess.behind)
    there = set(pairs.values())
    length, length_of_quote = guess.behind - guess.first, len(sought.quote)
    for number, (before, now, side) in enumerate(zip(old, new, guess.fit.sides, strict=True)):
        outermost = range(length - now, length) if number else range(now)
        if not 0 < sum(n in there for n in outermost) < CHUNK:
            continue
        if before and (length_of_quote - before - 1 if number else before) not in pairs:
            return True
        complete = all(n in there for n in outermost) and before == now
        if side.lost and side.run < _BESIDE and not (complete or (before and side.run)):
            return True
        if side.run == 0 and not is_held(sought, index, (guess.first, guess.behind), guess.fit, number):
            return True
    return False


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
