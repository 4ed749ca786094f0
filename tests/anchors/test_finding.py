"""Where a quote stands that somebody typed."""

from __future__ import annotations

import pytest

from qualcode.anchors import places_of


@pytest.mark.parametrize(
    ("quote", "body", "found"),
    [
        ("yes", "yes and yes", ["yes", "yes"]),
        ("  so we\nwaited ", "And so we waited.", ["so we waited"]),
        ("so we waited", "And so\n  we\n\nwaited.", ["so\n  we\n\nwaited"]),
        ("don't", "I don’t", ["don’t"]),
        ('"no"', "he said “no” -- twice", ["“no”"]),
        ("said - no", "he said — no", ["said — no"]),
        ("said -- no", "he said – no", ["said – no"]),
        ("well...", "well…", ["well…"]),
        ("cafe\u0301", "a café", ["café"]),
        ("art", "part of art", ["art"]),
        ("nter", "interoperable", ["nter"]),
        ("a.c", "abc", []),
        ("   ", "abc", []),
    ],
)
def test_a_quote_is_found_as_people_write_it(quote: str, body: str, found: list[str]) -> None:
    assert [body[start:end] for start, end in places_of(body, quote)] == found


def test_what_is_there_exactly_needs_no_forgiving() -> None:
    assert places_of("don't, or don’t", "don't") == [(0, 5)]


def test_a_quote_as_long_as_a_book_is_looked_for_at_once() -> None:
    assert places_of("a " * 50_000, "a " * 40_000 + "b") == []
