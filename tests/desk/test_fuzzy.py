"""Codes found by part of their names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.desk.fuzzy import rank
from qualcode.model import Code, Codebook

BOOK = Codebook(
    "Invented",
    "1",
    (
        Code("us_leadership", "U.S. leadership", "theme"),
        Code("interoperability", "Interoperability", "theme"),
        Code("int_tech_ethics", "Ethics of technology", "theme", "interoperability"),
        Code("int_certification", "Certification", "theme", "interoperability"),
        Code("con_china", "On China", "theme"),
        Code("china", "China", "flag"),
        Code("topic_ecole", "École", "topic"),
    ),
)


def found(typed: str) -> list[str]:
    return [code.id for code in rank(typed, BOOK)]


def test_nothing_typed_lists_all_codes_in_their_order() -> None:
    assert found("  ") == [code.id for code in BOOK]


def test_what_holds_the_signs_in_no_such_order_is_left_out() -> None:
    assert found("xyz") == []
    assert found("anihc") == []


def test_a_name_that_begins_so_comes_first() -> None:
    assert found("int")[0] == "interoperability"
    assert found("cert")[0] == "int_certification"


def test_starts_of_words_count_more_than_signs_inside_them() -> None:
    assert found("ul")[0] == "us_leadership"
    assert found("et")[0] == "int_tech_ethics"


def test_of_equals_the_shorter_name_comes_first() -> None:
    assert found("china")[:2] == ["china", "con_china"]


def test_case_accents_and_blanks_do_not_matter() -> None:
    assert found("ECOLE") == ["topic_ecole"]
    assert found("on chi")[0] == "con_china"


def test_equals_keep_the_order_of_the_codebook() -> None:
    book = Codebook("Invented", "1", tuple(Code(f"x{n}", "Same", "theme") for n in range(5)))
    assert [code.id for code in rank("same", book)] == ["x0", "x1", "x2", "x3", "x4"]


@given(st.text(max_size=60))
def test_whatever_is_typed_finds_codes_of_the_book_once_each(typed: str) -> None:
    codes = rank(typed, BOOK)
    assert len(set(codes)) == len(codes)


@given(st.sampled_from(BOOK.codes), st.data())
def test_a_code_is_found_by_any_part_of_its_name_in_order(code: Code, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(code.name), max_size=len(code.name)))
    typed = "".join(sign for sign, keep in zip(code.name, kept, strict=True) if keep)
    assert code in rank(typed, BOOK)
