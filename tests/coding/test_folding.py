"""Folding: what a reader sees as the same word becomes the same, and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain, as it is - “no", 'plain, as it is - "no'),
        ("partners’ ‘own’ U.S.’s 5′", "partners' 'own' U.S.'s 5'"),
        ("“30+N” „so‟ «yes» 5″", '"30+N" "so" "yes" 5"'),
        ("capacity\u2010building \u2011 \u2012 \u2212", "capacity-building - - -"),
        ("capac\u00adity\u200b buil\u200dding\ufeff", "capacity building"),
        ("joint\u00a0exercise joint  exercise", "joint exercise joint exercise"),
        ("joint\nexercise joint \r\n\t exercise", "joint exercise joint exercise"),
        ("o\ufb03ce \ufb01t \ufb02y \ufb00 \ufb04 \ufb05 \ufb06", "office fit fly ff ffl st st"),
        ("AP–4 NATO–Ukraine 2014–2021", "AP-4 NATO-Ukraine 2014-2021"),
        ("they came – late –", "they came – late –"),
        ("they came — late", "they came — late"),
        ("capacity-\nbuilding Indo-  \n Pacific", "capacity-building Indo-Pacific"),
        ("capacity\u2010\nbuilding", "capacity-building"),
        ("no -\nnot this", "no - not this"),
        ("well-\n\nnext", "well- next"),
        ("𝔸\u00a0b", "𝔸 b"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_as_the_same_is_the_same(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "folded", "original"),
    [
        ("a joint  exercise here", "joint exercise", "joint  exercise"),
        ("the o\ufb03ce.", "office", "o\ufb03ce"),
        ("the o\ufb03ce.", "off", "o\ufb03"),
        ("some capac\u00adity\u00ad building", "capacity", "capac\u00adity"),
        ("the “30+N” idea", "30+N", "30+N"),
        ("Indo-\n Pacific plans", "Indo-Pacific", "Indo-\n Pacific"),
        ("“𝔸 café”, plain", "plain", "plain"),
        ("nothing to change", "to", "to"),
    ],
)
def test_a_span_of_the_folded_text_leads_back_to_the_words_as_written(
    text: str, folded: str, original: str
) -> None:
    form = fold(text)
    start = form.text.index(folded)
    assert text[slice(*form.original(start, start + len(folded)))] == original


TEXT = st.text(st.sampled_from("ab5-–—\u2010\u00ad\u200b’“ﬁﬃ \u00a0\n\t.é𝔸"), max_size=40)


@given(TEXT)
def test_every_sign_comes_from_its_place(text: str) -> None:
    """Law: offsets never go back, one a folded sign, and a letter stands for itself or its ligature."""
    form = fold(text)
    places = [form.original(index, index + 1) for index in range(len(form.text))]
    assert places == sorted(places)
    for sign, (start, end) in zip(form.text, places, strict=True):
        assert end == start + 1
        if sign.isalnum():
            assert sign == text[start] or text[start] in "ﬁﬃ"


@given(TEXT)
def test_no_letter_is_lost_and_none_added(text: str) -> None:
    """Law: letters and digits stay, in order; ligatures count as their letters."""
    letters = "".join({"ﬁ": "fi", "ﬃ": "ffi"}.get(sign, sign) for sign in text if sign.isalnum())
    assert "".join(sign for sign in fold(text).text if sign.isalnum()) == letters


@given(TEXT)
def test_a_line_break_folds_as_a_blank_does_unless_a_hyphen_stands_before(text: str) -> None:
    """Law: where lines were broken changes nothing but for hyphens at their ends."""
    words = " ".join(text.replace("-", "").replace("\u2010", "").split())
    assert fold(words.replace(" ", "\n")).text == fold(words).text
