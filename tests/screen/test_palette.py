"""Colours of codes that can be seen, whatever the terminal's background."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from qualcode.model import Code, Codebook
from qualcode.screen.palette import colour_of, legible

BOOK = Codebook(
    "Invented",
    "1",
    (
        Code("trust", "Trust", "theme", colour="#2f5d8a"),
        Code("lost", "Lost", "theme", "trust"),
        Code("early", "Early", "theme", "lost", colour="#b2434b"),
        Code("sea", "Sea", "theme"),
        Code("fog", "Fog", "theme", "sea"),
        Code("money", "Money", "theme"),
    ),
)
WHITE, BLACK, OWN = Color(255, 255, 255), Color(0, 0, 0), Color(0, 0, 0, ansi=-1)


def contrast(one: Color, other: Color) -> float:
    """WCAG 2, by another way than the code goes: its own worked formula."""

    def light(colour: Color) -> float:
        parts = (part / 255 for part in (colour.r, colour.g, colour.b))
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    return (max(light(one), light(other)) + 0.05) / (min(light(one), light(other)) + 0.05)


def test_a_code_has_its_own_colour_or_that_of_the_code_above_it() -> None:
    found = {code.id: colour_of(BOOK, code.id, WHITE).hex for code in BOOK}
    assert found["trust"] == found["lost"] == "#2F5D8A"
    assert found["early"] == "#B2434B"


def test_themes_without_a_colour_get_different_ones_and_share_them_with_their_codes() -> None:
    sea, fog, money = (colour_of(BOOK, code, WHITE) for code in ("sea", "fog", "money"))
    assert sea == fog != money
    assert colour_of(BOOK, "no_longer_there", WHITE) not in (sea, money)


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_every_colour_stands_out_from_every_background(
    own: tuple[int, int, int], below: tuple[int, int, int]
) -> None:
    background = Color(*below)
    assert contrast(legible(Color(*own).hex, background), background) >= 2.99


@pytest.mark.parametrize("own", ["#000000", "#ffffff", "#ffff00", "#000080", "#2f5d8a"])
def test_where_the_background_is_the_terminals_own_the_colour_stands_out_from_black_and_white(
    own: str,
) -> None:
    found = legible(own, OWN)
    assert contrast(found, BLACK) >= 2.99
    assert contrast(found, WHITE) >= 2.99


def test_what_is_no_colour_is_drawn_in_one_all_the_same() -> None:
    assert contrast(legible("reddish", WHITE), WHITE) >= 3
