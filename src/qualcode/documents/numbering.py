"""Numbers in the margin: of every line, of every fifth, or of turns. They are no talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBERED = re.compile(r"\s*\(?(\d{1,5})(?:[.)]\s*|\s+|$)")
FEWEST = 4
MOST = 0.5
PAGE = 10  # lines on a page, at the least: numbers may begin again on the next one
_TURN = re.compile(r"\W{0,2}[^\W\d_][^:.\t]{0,40}(?:\s?:|\.|\t)")


def without_numbers(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines without the numbers in front that count them, and how many those were.

    Numbers count lines where they go up by one over most lines or in front of what may be speakers, or in
    steps of five.
    """
    found = {index: match for index, line in enumerate(lines) if (match := _NUMBERED.match(line))}
    if len(found) < FEWEST:
        return list(lines), 0
    counting = _counting(lines, found) or _in_steps(found)
    return [
        line[found[index].end() :] if index in counting else line for index, line in enumerate(lines)
    ], len(counting)


def _counting(lines: Sequence[str], found: dict[int, re.Match[str]]) -> set[int]:
    """Lines whose numbers go up by one, if those are most of the lines or most of the turns."""
    chain: list[int] = []
    following = None
    for index, match in found.items():
        if following is None or int(match[1]) == following or (int(match[1]) == 1 and following > PAGE):
            chain.append(index)
            following = int(match[1]) + 1
    filled = sum(1 for line in lines if line.strip())
    turns = sum(1 for index in chain if _TURN.match(lines[index], found[index].end()))
    if len(chain) < FEWEST or len(chain) < 0.9 * len(found):
        return set()
    return set(chain) if len(chain) > MOST * filled or turns > 0.8 * len(chain) else set()


def _in_steps(found: dict[int, re.Match[str]]) -> set[int]:
    """Lines whose numbers go up by five, as printers put them (and perhaps begin with 1)."""
    fives = [
        (index, int(match[1]))
        for index, match in found.items()
        if int(match[1]) % 5 == 0 or int(match[1]) == 1
    ]
    if len(fives) < max(FEWEST, 0.8 * len(found)):
        return set()
    even = sum(
        after[1] - before[1] in (4, 5) and 3 <= after[0] - before[0] <= 10
        for before, after in pairwise(fives)
    )
    return {index for index, _ in fives} if even >= 0.8 * (len(fives) - 1) else set()
