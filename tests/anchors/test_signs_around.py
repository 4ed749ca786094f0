"""The signs around a coding: blanks and punctuation at its ends go with it as far as they are there."""

from __future__ import annotations

import pytest

from qualcode.anchors import anchor_at, relocate
from tests.anchors.test_relocation import TALK, placed

MOVED = f"INT: Go on.\n\n{TALK}"


@pytest.mark.parametrize(("quote", "found"), [
    ("crane. ", "crane. "),
    ("crane. It was loud. ", "crane. It was loud. "),
    (". Anna Berg", ". Anna Berg"),
    ("drove the small ", "drove the small"),  # a blank alone is not worth keeping
    (" Anna Berg", "Anna Berg"),
    ("gulls come. It", "gulls come. It"),
])  # fmt: skip
def test_signs_at_the_ends_are_kept(quote: str, found: str) -> None:
    assert placed(quote, MOVED) == ("moved", found)


def test_one_closing_mark_may_stand_for_another_but_not_for_anything_else() -> None:
    for mark, found in (("!", "small crane!"), ("…", "small crane…"), (" -", "small crane")):
        new = MOVED.replace("small crane.", f"small crane{mark}")
        assert placed("small crane.", new)[1] == found


def test_of_endless_signs_no_more_are_looked_at_than_a_line_has() -> None:
    text = f"P01: We had salt. {'-' * 150}rope and tar{'-' * 150} to carry, all of us."
    start, end = text.index("-"), text.rindex("-") + 1
    place = relocate([anchor_at("T", text, start, end)], f"P02: Go on. {text}")[0].place
    assert place == (text.index("rope") - 99 + 12, text.index("tar") + 3 + 99 + 12)
