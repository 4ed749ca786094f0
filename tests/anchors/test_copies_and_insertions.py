"""The very words in a copy whose original was corrected, and much put into a coding: what may be believed."""

from __future__ import annotations

import pytest

from qualcode.anchors import relocate
from tests.anchors.test_relocation import TALK, anchor, placed

QUOTE = "Two men fell into the dock in one winter"
PAGE = " ".join(["She told me about the ropes and the weather."] * 3)


# --- a copy holds the very words, the original was corrected --------------------------------


@pytest.mark.parametrize("around", [0, 15, 40, 80])
@pytest.mark.parametrize(
    ("quote", "corrected"),
    [
        (QUOTE, "Two men fell into that dock in one winter"),
        ("she was the only woman on the quay", "she was the only one on the quay"),
        ("I drove the small crane", "I drove that small crane"),
    ],
)
def test_a_coding_stays_with_the_corrected_original_and_not_with_a_copy(
    quote: str, corrected: str, around: int
) -> None:
    start = TALK.index(quote)
    copy = TALK[max(0, start - around) : start + len(quote) + around]
    new = TALK.replace(quote, corrected)
    for both in (f"{new}\n\nP02: {copy}", f"P02: {copy}\n\n{new}"):
        found = relocate([anchor(quote)], both)[0]
        here = both.index(corrected)
        assert (found.status, found.place) == ("changed words", (here, here + len(corrected)))


def test_an_original_of_which_little_is_left_does_not_hold_a_coding_back() -> None:
    new = TALK.replace(QUOTE, "Nobody was ever hurt here") + f"\n\nP02: {QUOTE}, and nobody wrote it down."
    found = relocate([anchor(QUOTE)], new)[0]
    assert found.place == (new.index(QUOTE), new.index(QUOTE) + len(QUOTE))


def test_a_changed_copy_of_all_that_stands_around_does_not_hold_a_coding_back() -> None:
    """Where nothing is missing around the very words, they are the original."""
    copy = TALK.replace(QUOTE, "Two men fell into that dock in one winter")
    assert placed(QUOTE, f"INT: Go on.\n\n{TALK}\n\n{copy}") == ("moved", QUOTE)
    assert placed(QUOTE, f"{copy}\n\n{TALK}") == ("moved", QUOTE)


# --- much was put in: then nothing may be lost ----------------------------------------------


def with_a_page(lost: str = "") -> str:
    """The talk with a page put into the quote, and a word of it lost elsewhere."""
    return TALK.replace(QUOTE, QUOTE.replace("dock", f"dock. {PAGE}").replace(lost, "", 1))


@pytest.mark.parametrize(("lost", "status"), [
    ("", "changed words"),
    ("men ", "changed words"),  # 3 of 32 letters
    ("fell ", "ambiguous"),
    ("into ", "ambiguous"),
    ("men fell ", "ambiguous"),
])  # fmt: skip
def test_around_a_page_that_was_put_in_nearly_all_words_must_be_there(lost: str, status: str) -> None:
    found, _ = placed(QUOTE, with_a_page(lost))
    assert found == status


def test_around_a_page_that_was_put_in_the_context_must_be_there_on_both_sides() -> None:
    start = TALK.index("nobody wrote it down")
    other = "that was that. For years we never spoke of it in this house.\n\nINT: I see.\n\nP01: Go on."
    new = with_a_page().replace(TALK[start : TALK.index("Thank you")], other)
    assert placed(QUOTE, new)[0] == "ambiguous"
    assert placed(QUOTE, new.replace(f". {PAGE}", ""))[0] == "unchanged"


def test_a_few_words_put_in_are_not_much() -> None:
    some = PAGE[: len(PAGE) * 2 // 3]
    new = TALK.replace(QUOTE, QUOTE.replace("dock", f"dock. {some}").replace("fell ", ""))
    assert placed(QUOTE, new)[0] == "changed words"


# --- one word kept beside a lost end, and others put in behind it ----------------------------


@pytest.mark.parametrize(("old", "new"), [
    ("Two men fell", "men of the crew fell"),
    ("Two men fell", "many men of the crew fell"),
    ("in one winter", "in just that very one"),
    ("dock in one winter", "dock in the year of one"),
])  # fmt: skip
def test_one_word_among_others_does_not_hold_an_end_that_was_lost(old: str, new: str) -> None:
    assert placed(QUOTE, TALK.replace(old, new)) == ("ambiguous", None)


# --- a short word of which one was lost ------------------------------------------------------


@pytest.mark.parametrize(
    "put", ["", "They told us nothing of it before. ", "INT: Was it hard for them? P03: "]
)
def test_of_a_word_of_which_another_was_lost_both_sides_must_be_there(put: str) -> None:
    """Of the second `Yes.` all that follows is there, and nothing that stood before it."""
    left = put + TALK[TALK.index("Yes. In the morning") :]
    assert placed("Yes.", left, nth=2) == placed("Yes.", left, nth=1) == ("ambiguous", None)
    right = TALK[: TALK.index("Two men fell")] + "of us went home, and that was all there was to it."
    assert placed("Yes.", right, nth=2) == placed("Yes.", right, nth=1) == ("ambiguous", None)
