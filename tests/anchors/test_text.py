"""Canonical text: one form in which offsets are counted, whatever the file came as."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.anchors import body_hash, canonical, count_words, normal, word_starts

TEXT = st.text(st.sampled_from("aé e\u0301’-.&+\n\r\t \u00ad\u2010U.S"), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INT: Hello.\r\n\r\nP1: Hi.\r\n", "INT: Hello.\n\nP1: Hi."),
        ("old\rMac", "old\nMac"),
        ("\n\n  \n\tP1: Hi.\n \n", "\tP1: Hi."),
        ("P1: caf\u0065\u0301", "P1: caf\u00e9"),
        ("", ""),
        (" \n \n", ""),
    ],
)
def test_canonical_text_is_nfc_with_plain_line_ends_and_no_blank_lines_around(
    text: str, expected: str
) -> None:
    assert canonical(text) == expected


@given(TEXT)
def test_canonical_text_stays_as_it_is(text: str) -> None:
    """Law: canonical is idempotent, so a body read again has the same hash."""
    assert canonical(canonical(text)) == canonical(text)


@given(TEXT)
def test_canonical_text_keeps_every_sign_that_is_not_blank(text: str) -> None:
    """Law: only blanks go; letters are composed, never lost."""
    kept, given = ("".join(unicodedata.normalize("NFD", form).split()) for form in (canonical(text), text))
    assert kept == given


@given(TEXT)
def test_line_ends_do_not_change_the_number_of_lines(text: str) -> None:
    """Law: a line number in the normal text is the one an editor shows for the file."""
    assert normal(text).split("\n") == re.split(r"\r\n|\r|\n", unicodedata.normalize("NFC", text))


def test_a_long_run_of_blank_lines_is_read_at_once() -> None:
    body = "a" + "\n" * 200_000 + "b"
    assert canonical(body + "\n" * 200_000) == body


def test_the_version_of_a_body_is_its_sha_256_in_utf_8() -> None:
    assert body_hash("café") == hashlib.sha256(b"caf\xc3\xa9").hexdigest()


def test_a_body_with_half_a_surrogate_pair_has_a_version_too() -> None:
    assert body_hash("\ud83d") != body_hash("\ud83e")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("— … ?", 0),
        ("I don't know.", 3),
        ("We don’t know, the U.S.’s S&T people do.", 8),
        ("a U.S.-led, 30+N format", 4),
        ("state-of-the-art", 1),
        ("capac\u00adity building", 2),
        ("capacity\u2010building, capacity\u2011building", 2),
        ("well — I mean - yes", 4),
        ("no.5 in 2021", 3),
        ("snake_case", 2),
        ("naïve Ångström", 2),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text: str, number: int) -> None:
    assert count_words(text) == number


def test_word_starts_are_offsets_of_the_words() -> None:
    assert word_starts("So — the U.S.-led talks") == [0, 5, 9, 18]


@given(TEXT, TEXT)
def test_a_blank_between_two_texts_joins_no_words(first: str, second: str) -> None:
    """Law: words are counted alike in one piece or in two, as long as the cut is at a blank."""
    assert count_words(f"{first} {second}") == count_words(first) + count_words(second)
    assert len(word_starts(first)) == count_words(first)
