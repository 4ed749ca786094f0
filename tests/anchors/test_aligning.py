"""Old words aligned with new ones: which of two that could be meant, which of two that look alike."""

from __future__ import annotations

import pytest

from qualcode.anchors import anchor_at, places_of
from qualcode.anchors.alignment import aligned
from qualcode.anchors.sought import is_paragraph
from qualcode.anchors.words import Words


@pytest.mark.parametrize(("old", "new", "pairs"), [
    ("It was loud but it was ours", "It was ours", {0: 0, 5: 1, 6: 2}),
    ("so La la La it", "so la La it", {0: 0, 2: 1, 3: 2, 4: 3}),  # lies where all letters are equal
    ("La la La la", "La la La", {0: 0, 1: 1, 2: 2}),
    ("no No it was", "No it was", {1: 0, 2: 1, 3: 2}),
    ("it was no No", "it was no", {0: 0, 1: 1, 2: 2}),
    ("we drove the small crane home", "we drove the smal crane home", {n: n for n in range(6)}),
    ("we drove the small crane home", "we drove the green crane home", {0: 0, 1: 1, 2: 2, 4: 4, 5: 5}),
    ("one two three", "four five six", {}),
])  # fmt: skip
def test_words_are_aligned(old: str, new: str, pairs: dict[int, int]) -> None:
    assert aligned(old.split(), new.split()) == pairs


@pytest.mark.parametrize(("blanks", "expected"), [(0, True), (17, True), (18, False)])
def test_a_paragraph_may_begin_with_a_speaker_of_forty_letters(blanks: int, expected: bool) -> None:
    head = "so on.\n\n" + "x" * 40 + ":" + " " * blanks
    body = f"{head}We waited.\n\nThen"
    assert is_paragraph(body, len(head), len(head) + len("We waited")) is expected


def test_a_paragraph_ends_where_a_blank_line_or_the_text_does() -> None:
    for behind, expected in ((".\n\nThen", True), (".\n \nThen", True), ("!?”", True), (". Then", False)):
        body = f"P01: We waited{behind}"
        assert is_paragraph(body, 5, 14) is expected


def test_a_quote_found_as_a_whole_word_is_that_word_and_not_part_of_another() -> None:
    assert places_of("part of art", "art") == [(8, 11)]
    assert places_of("art of part", "art") == [(0, 3)]
    assert places_of("part of cart", "art") == [(1, 4), (9, 12)]
    long = "x" * 80
    assert places_of(f"{long}art and art", "art") == [(88, 91)]
    assert places_of(f"art{long} and art", "art") == [(88, 91)]


def test_breaks_of_paragraphs_are_counted_between_words_and_at_the_ends() -> None:
    words = Words("one two\n\nthree\n \nfour")
    counted = [words.breaks(one, other) for one, other in ((0, 1), (1, 2), (1, 3), (-1, 0), (3, 4), (-1, 4))]
    assert counted == [0, 1, 2, 1, 1, 4]


def test_of_an_anchor_near_the_end_there_is_less_context() -> None:
    kept = anchor_at("T", "P01: We waited.", 5, 7)
    assert (kept.before, kept.after) == ("P01: ", " waited.")
