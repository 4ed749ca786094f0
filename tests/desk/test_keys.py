"""The keystrokes of the codes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.desk.keys import keys_of
from qualcode.model import Code, Codebook, CodeKind


def book(*codes: Code) -> Codebook:
    return Codebook("Invented", "1", codes)


def test_a_theme_alone_has_its_digit_and_one_with_codes_below_it_the_digit_twice() -> None:
    found = keys_of(
        book(
            Code("sea", "Sea", "theme"),
            Code("trust", "Trust", "theme"),
            Code("lost", "Lost", "theme", "trust"),
            Code("early", "Early", "theme", "lost"),
            Code("won", "Won", "theme", "trust"),
        )
    )
    assert found == {"1": "sea", "22": "trust", "2a": "lost", "2b": "early", "2c": "won"}


def test_the_tenth_theme_is_zero_and_further_ones_are_reached_by_name() -> None:
    found = keys_of(book(*(Code(f"t{number}", "Theme", "theme") for number in range(1, 13))))
    assert list(found) == list("1234567890")
    assert found["0"] == "t10"


def test_flags_and_topics_have_the_first_free_letter_of_their_name_then_any() -> None:
    found = keys_of(
        book(
            Code("r", "Russia", "flag"),
            Code("res", "Resources", "flag"),
            Code("rr", "Rr", "flag"),
            Code("s", "École", "flag"),
            Code("t", "Tomorrow", "topic"),
            Code("w", "中国", "flag"),
            Code("below", "Below", "flag", "r"),
        )
    )
    assert found == {
        "fr": "r", "fb": "below", "fe": "res", "fa": "rr", "fc": "s", "fd": "w", "tt": "t",
    }  # fmt: skip


def test_the_27th_of_a_row_has_no_keys() -> None:
    flags = [Code(f"f{number}", "Flag", "flag") for number in range(27)]
    below = [Code(f"c{number}", "Code", "theme", "top") for number in range(27)]
    found = keys_of(book(Code("top", "Top", "theme"), *below, *flags))
    assert "c25" in found.values()
    assert "c26" not in found.values()
    assert len([keys for keys in found if keys[0] == "f"]) == 26


@st.composite
def codebooks(draw: st.DrawFn) -> list[Code]:
    codes: list[Code] = []
    for number in range(draw(st.integers(0, 40))):
        parent = draw(st.sampled_from([None, *codes]))
        kind: CodeKind = parent.kind if parent else draw(st.sampled_from(["theme", "theme", "flag", "topic"]))
        codes.append(Code(f"c{number}", draw(st.text(max_size=6)), kind, parent.id if parent else None))
    return codes


@given(codebooks())
def test_no_keys_begin_those_of_another_code(codes: list[Code]) -> None:
    keys = sorted(keys_of(book(*codes)))
    assert not any(other.startswith(own) for own, other in pairwise(keys))
    assert len(set(keys_of(book(*codes)).values())) == len(keys)


@given(codebooks(), st.sampled_from(["theme", "flag", "topic"]))
def test_a_code_at_the_end_takes_no_keys_away(codes: list[Code], kind: CodeKind) -> None:
    before, after = keys_of(book(*codes)), keys_of(book(*codes, Code("last", "Last", kind)))
    assert before.items() <= after.items()
