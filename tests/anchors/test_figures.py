"""What relocation does with some thousand edits, counted.

Its rules are rules of thumb, with numbers in them. Whoever changes one sees here what it does: how many
codings are found again with their ends right, how many are left to a person, and how many lie on words that
are not theirs. The figures were measured; better ones may be put in their place.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest

from qualcode.anchors import anchor_at, relocate
from tests.anchors.edits import EDITS, body, offsets, pieces
from tests.anchors.test_relocation import TALK
from tests.anchors.truth import outcome

LENGTHS = (1, 2, 4, 7, 13, 30, 80)
OLD = pieces(TALK)
WORDS = [number for number, piece in enumerate(OLD) if piece.is_word]
KINDS = sorted(EDITS)
COUNTED = ("right", "around", "off", "wrong", "gone", "not found", "proposed")


def counted(kind: str, times: int, edits: int) -> list[int]:
    """How often each of `COUNTED` comes of so many edits at once, the first of this kind.

    The last figure is how many places are proposed to a person.
    """
    rng = random.Random(f"{kind} {times}")  # noqa: S311 - the same every time
    at, found = offsets(OLD), Counter[str]()
    for _ in range(edits):
        new = EDITS[kind](OLD, rng)
        for _ in range(times - 1):
            new = EDITS[rng.choice(KINDS)](new, rng)
        for length in LENGTHS:
            start = rng.randrange(len(WORDS) - length + 1)
            first, last = WORDS[start], WORDS[start + length - 1]
            kept = anchor_at("T", body(OLD), at[first], at[last + 1])
            placement = relocate([kept], body(new))[0]
            found[outcome(OLD, new, first, last, placement.place)] += 1
            found["proposed"] += len(placement.candidates)
    return [found[name] for name in COUNTED]


FIGURES: dict[str, tuple[list[int], list[int]]] = {
    "a page deleted": ([25, 0, 0, 0, 27, 18, 23], [48, 0, 1, 0, 104, 57, 59]),
    "a paragraph copied": ([64, 0, 0, 0, 0, 6, 15], [155, 0, 3, 0, 7, 45, 100]),
    "a paragraph inserted": ([70, 0, 0, 0, 0, 0, 0], [157, 0, 5, 1, 15, 32, 88]),
    "a sentence deleted": ([68, 0, 0, 0, 0, 2, 4], [144, 0, 5, 0, 22, 39, 66]),
    "lines re-wrapped": ([70, 0, 0, 0, 0, 0, 0], [174, 0, 5, 0, 7, 24, 58]),
    "names replaced": ([68, 0, 0, 0, 0, 2, 4], [138, 0, 2, 0, 26, 44, 70]),
    "neighbours swapped": ([51, 1, 1, 0, 0, 17, 37], [123, 1, 15, 0, 10, 61, 124]),
    "quotation marks": ([70, 0, 0, 0, 0, 0, 0], [171, 0, 2, 1, 18, 18, 27]),
    "turns split": ([69, 0, 0, 0, 0, 1, 2], [157, 0, 7, 0, 11, 35, 56]),
    "two turns swapped": ([48, 0, 5, 0, 0, 17, 33], [115, 1, 13, 1, 17, 63, 115]),
    "typos fixed": ([70, 0, 0, 0, 0, 0, 0], [167, 0, 4, 1, 10, 28, 50]),
    "words deleted": ([61, 0, 1, 0, 2, 6, 9], [134, 0, 5, 0, 15, 56, 97]),
    "words inserted": ([70, 0, 0, 0, 0, 0, 0], [177, 0, 4, 0, 2, 27, 61]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_becomes_of_codings(kind: str) -> None:
    assert (counted(kind, 1, 10), counted(kind, 3, 30)) == FIGURES[kind]
