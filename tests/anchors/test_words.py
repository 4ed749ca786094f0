"""Words as relocation sees them, in any script, and where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.anchors.words import MANY, Index, word_spans


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We don’t know.", ["We", "don", "t", "know"]),
        ("P01: NATO-led, (sic)…", ["P01", "NATO", "led", "sic"]),
        ("我们不知道。", ["我", "们", "不", "知", "道"]),
        ("नमस्ते दुनिया।", ["नमस्ते", "दुनिया"]),
        ("مرحبا، يا صديقي؟", ["مرحبا", "يا", "صديقي"]),
        ("Good 👍🏽 day", ["Good", "👍🏽", "day"]),
        ("— … !", []),
    ],
)
def test_words_of_many_scripts(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in word_spans(text)] == words


@given(st.text(max_size=40))
def test_no_letter_is_left_out_of_the_words(text: str) -> None:
    """Law: a sign that is a letter or a digit stands in some word; so a quote with a word can be sought."""
    inside = {n for start, end in word_spans(text) for n in range(start, end)}
    letters = {n for n, sign in enumerate(text) if unicodedata.category(sign)[0] == "L" or sign.isdecimal()}
    assert letters <= inside


def test_occurrences_are_whole_words_in_their_case() -> None:
    index = Index("NATO, NATOs, Nato and NATO")
    assert index.occurrences(["NATO"]) == [0, 4]
    assert index.occurrences(["and", "NATO"]) == [3]
    assert index.occurrences(["absent", "NATO"]) == []


def test_soft_hyphens_do_not_make_other_words() -> None:
    assert Index("capac\u00adity building").occurrences(["capacity", "building"]) == [0]


def test_of_a_word_said_endlessly_only_so_many_places_are_told_apart() -> None:
    assert len(Index("la " * 5000).occurrences(["la"])) == MANY


def test_which_words_a_span_touches() -> None:
    index = Index("one two three")
    assert index.between(4, 7) == (1, 2)
    assert index.between(5, 9) == (1, 3)
    assert index.between(3, 4) == (1, 1)
