"""Names of the speaker's own case taken out of the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.privacy.masking import MASK, mask_excerpt, mask_names

KOREA = ("Republic of Korea", "South Korea", "Korea", "Korean", "Koreans", "Seoul")


@pytest.mark.parametrize(
    ("text", "names", "masked", "times"),
    [
        ("We in Finland wait.", ["Finland", "Finns"], "We in [own case] wait.", 1),
        ("FINLAND, finland and Finland.", ["Finland"], "[own case], [own case] and [own case].", 3),
        ("Finland’s roads, Finland-made.", ["Finland"], "[own case]’s roads, [own case]-made.", 2),
        ("“Finland”", ["Finland"], "“[own case]”", 1),
        ("Finlandia and Irishman stay.", ["Finland", "Irish"], "Finlandia and Irishman stay.", 0),
        ("Bern is cold, Bernadette is warm.", ["Bern"], "[own case] is cold, Bernadette is warm.", 1),
        ("The Republic of Korea and South Korea.", KOREA, "The [own case] and [own case].", 2),
        ("A Korean in Seoul.", KOREA, "A [own case] in [own case].", 2),
        ("Both Åland and Ålanders.", ["Åland"], "Both [own case] and Ålanders.", 1),
        ("Nothing to hide.", ["Finland"], "Nothing to hide.", 0),
        ("Finland", [], "Finland", 0),
        ("Finland", ["", "  "], "Finland", 0),
        ("", ["Finland"], "", 0),
        ("C. (Côte d'Ivoire)", ["Côte d'Ivoire"], "C. ([own case])", 1),
        ("a.b is not aXb", ["a.b"], "[own case] is not aXb", 1),
    ],
)
def test_whole_names_are_masked_and_counted(text: str, names: list[str], masked: str, times: int) -> None:
    assert mask_names(text, names) == (masked, times)


@pytest.mark.parametrize("gap", ["\n", "  ", "\u00a0", " \n"])
def test_a_name_of_two_words_is_found_across_a_line_end(gap: str) -> None:
    assert mask_names(f"We in New{gap}Zealand wait.", ["New Zealand"]) == ("We in [own case] wait.", 1)


@pytest.mark.parametrize("own", [["Serbia", "Serbia and Montenegro"], ["Serbia and Montenegro", "Serbia"]])
def test_longer_names_go_first_whatever_their_order(own: list[str]) -> None:
    """Else what is left of the longer name would still tell."""
    assert mask_names("We of Serbia and Montenegro.", own) == ("We of [own case].", 1)


def test_another_mask_can_be_put_in() -> None:
    assert mask_names("We Finns wait.", ["Finns"], "…") == ("We … wait.", 1)


names = st.lists(st.sampled_from(["Finland", "New Zealand", "Zealand", "Côte", "ROK"]), max_size=4)
texts = st.lists(
    st.sampled_from(["Finland", "finland", "New Zealand", "New", "Zealand", "Zealander", "we", "ROK’s", ","])
).map(" ".join)


@given(texts, names)
def test_masking_twice_changes_nothing(text: str, own: list[str]) -> None:
    masked, _ = mask_names(text, own)
    assert mask_names(masked, own) == (masked, 0)


@given(texts, names)
def test_no_name_is_left_as_a_whole_word_and_the_rest_stays(text: str, own: list[str]) -> None:
    masked, times = mask_names(text, own)
    assert masked.count(MASK) == times
    for name in own:
        assert not re.search(rf"\b{name}\b", masked, re.IGNORECASE)
    # what stands between the masks stands in the text, in this order
    position = 0
    for piece in masked.split(MASK):
        position = text.index(piece, position) + len(piece)


@given(texts, names)
def test_order_and_repetition_of_names_change_nothing(text: str, own: list[str]) -> None:
    assert mask_names(text, [*reversed(own), *own]) == mask_names(text, own)


# --- pieces of a text ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("piece", "masked"),
    [
        ("Zealand waits", "[own case] waits"),
        ("We in New", "We in [own case]"),
        ("ew Zealan", "[own case]"),
        ("in New Zealand waits", "in [own case] waits"),
        ("We in ", "We in "),
        (" waits", " waits"),
    ],
)
def test_a_piece_of_a_text_does_not_show_half_a_name(piece: str, masked: str) -> None:
    text = "We in New Zealand waits."
    start = text.index(piece)
    shown = mask_excerpt(text, (start, start + len(piece)), ["New Zealand"])
    assert shown == (masked, int(MASK in masked))


def test_half_a_name_is_found_in_a_long_text_and_nothing_is_masked_without_names() -> None:
    text = f"{'so on ' * 1000}New Zealand{' and on' * 1000}"
    start = text.index("Zealand")
    assert mask_excerpt(text, (start, start + 14), ["New Zealand"]) == ("[own case] and on", 1)
    assert mask_excerpt(text, (start, start + 7), []) == ("Zealand", 0)


@given(texts, names, st.data())
def test_a_whole_text_and_a_piece_between_names_are_masked_alike(
    text: str, own: list[str], data: st.DataObject
) -> None:
    assert mask_excerpt(text, (0, len(text)), own) == mask_names(text, own)
    start = data.draw(st.integers(0, len(text)))
    shown, _ = mask_excerpt(text, (start, data.draw(st.integers(start, len(text)))), own)
    for name in own:
        assert not re.search(rf"\b{name}\b", shown, re.IGNORECASE)


def test_the_longest_name_is_known_by_its_last_letter_and_by_its_first() -> None:
    name = "x" * 201
    text = f"{'so on ' * 100}{name}{' and on' * 100}"
    start, end = text.index(name), text.index(name) + len(name)
    assert mask_excerpt(text, (end - 1, end + 7), [name]) == ("[own case] and on", 1)
    assert mask_excerpt(text, (start - 3, start + 1), [name]) == ("on [own case]", 1)
