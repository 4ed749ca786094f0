"""Several texts in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook.tables.entries import bare, join_entries, split_entries

WORDS = st.text(
    st.one_of(
        st.sampled_from("ab \n\"'“”‘’„«»•-–*·1.2;,()/\u00a0"),
        st.characters(codec="utf-8", exclude_categories=["Cc"]),
    ),
    min_size=1,
).map(str.strip)  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("one\ntwo", ["one", "two"]),
        ("- one\n– two\n• three", ["one", "two", "three"]),
        ("1. one\n2) two\n(3) three", ["one", "two", "three"]),
        ("a) one\nb) two", ["one", "two"]),
        ("•one\n•two", ["one", "two"]),
        ("- one\n  goes on\n- two", ["one\ngoes on", "two"]),
        ("• one\n   ◦ with more\n• two", ["one\n◦ with more", "two"]),
        ("a first one\nin two lines\n\n\na second", ["a first one\nin two lines", "a second"]),
        ('"one"\n“two”\n„three“\n«four»', ["one", "two", "three", "four"]),
        ('"one" "two", "three"', ["one", "two", "three"]),
        ("“one”; “two”", ["one", "two"]),
        ("places; people; mere dates", ["places", "people", "mere dates"]),
    ],
)
def test_lists_are_split(cell: str, entries: list[str]) -> None:
    assert list(split_entries(cell)) == entries


@pytest.mark.parametrize(
    "cell",
    [
        "We came; we saw.",
        "We came. Then; we saw; we went.",
        "1990 was a good year",
        "3.5 million people",
        "-5 degrees",
        '"Yes," she said, "of course."',
        "A quote (P03)",
        "“A quote” (P03)",
        "one, two, three",
        '"',
    ],
)
def test_what_may_be_one_text_stays_one(cell: str) -> None:
    assert split_entries(cell) == (cell,)


@pytest.mark.parametrize("cell", ["", "n/a", "-", "–", "None", "n/a\n- \n–"])
def test_cells_that_say_nothing_have_no_entries(cell: str) -> None:
    assert split_entries(cell) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'I can't do it'", "I can't do it"),
        ("‘We don’t know’", "We don’t know"),
        ("“He said “no” again”", "“He said “no” again”"),
        ('""', '""'),
    ],
)
def test_one_pair_of_quotation_marks_is_taken_off_if_it_is_around_all(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_plain_entries_are_written_one_a_line() -> None:
    assert join_entries(["one", "two"]) == "one\ntwo"
    assert join_entries([]) == ""


@pytest.mark.parametrize(
    "entries", [['"quoted"'], ["- dashed", "two"], ["two\nlines", "one"], ["n/a"], ["a; b; c"]]
)
def test_entries_that_would_be_read_differently_are_marked(entries: list[str]) -> None:
    assert join_entries(entries).startswith("•\u00a0")
    assert list(split_entries(join_entries(entries))) == entries


@given(st.lists(WORDS.filter(bool)))
def test_what_is_joined_is_split_into_the_same(entries: list[str]) -> None:
    assert list(split_entries(join_entries(entries))) == entries


@given(st.text("XYZ \n\"'“”‘’„•-–*1.;,()/"))
def test_no_letter_of_a_cell_is_lost(cell: str) -> None:
    def letters(text: str) -> str:
        return "".join(sign for sign in text if sign in "XYZ")

    assert letters("".join(split_entries(cell))) == letters(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [('"a" ' * 50_000, 50_000), ("“" * 300_000, 1), ("x\n " * 100_000, 100_000), ("a;" * 300_000, 1)],
    ids=["quotations", "open quotations", "lines", "semicolons"],
)
def test_long_cells_are_split_to_their_end(cell: str, number: int) -> None:
    assert len(split_entries(cell)) == number
