"""What a cell says: missing values, numbers, dates."""

from __future__ import annotations

import pytest

from qualcode.tables.values import (
    IN_ATTRIBUTES,
    IN_ENTRIES,
    IN_OUR_TABLES,
    IN_RATINGS,
    is_ambiguous,
    is_missing,
    iso_date,
    number,
)

ALL = (IN_OUR_TABLES, IN_ATTRIBUTES, IN_RATINGS, IN_ENTRIES)


@pytest.mark.parametrize("cell", ["", "  ", "NA", " n/a "])
def test_some_words_are_missing_in_every_table(cell: str) -> None:
    assert all(is_missing(cell, among) for among in ALL)


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        ("-", (True, True, False, True)),
        ("NaN", (False, True, True, False)),
        (".", (False, False, True, False)),
        ("tbd", (False, False, False, True)),
        ("none", (False, False, False, True)),
        ("no", (False,) * 4),
        ("0", (False,) * 4),
    ],
)
def test_other_words_are_missing_where_they_say_nothing(cell: str, missing: tuple[bool, ...]) -> None:
    assert tuple(is_missing(cell, among) for among in ALL) == missing


def test_attributes_are_meant_where_no_table_is_named() -> None:
    assert is_missing("null")
    assert not is_missing("none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", 1.0),
        ("1.50", 1.5),
        ("-2e3", -2000.0),
        ("inf", None),
        ("nan", None),
        ("1_000", None),
        ("x", None),
    ],
)
def test_a_number_is_one_that_can_be_measured(text: str, expected: float | None) -> None:
    assert number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-03-15", "2021-03-15"),
        ("2021-3-5", "2021-03-05"),
        ("2021/03/15", "2021-03-15"),
        ("2021-03-15 00:00:00", "2021-03-15"),
        ("15.03.2021", "2021-03-15"),
        ("3. 4. 2021", "2021-04-03"),
        ("15 March 2021", "2021-03-15"),
        ("15th of March, 2021", "2021-03-15"),
        ("15-Mar-2021", "2021-03-15"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("March 15th, 2021", "2021-03-15"),
        ("15/03/2021", "2021-03-15"),
        ("03/15/2021", "2021-03-15"),
        ("04/04/2021", "2021-04-04"),
        ("03/04/2021", ""),
        ("31.02.2021", ""),
        ("15 Brumaire 2021", ""),
        ("15 marmalade 2021", ""),
        ("32/32/2021", ""),
        ("15.03.21", ""),
        ("44270", ""),
        ("2021", ""),
        ("1" * 5000, ""),
    ],
)
def test_dates_are_brought_into_one_form_where_they_can_be_read_in_one_way(text: str, expected: str) -> None:
    assert iso_date(text) == expected


def test_only_dates_with_two_readings_are_ambiguous() -> None:
    assert [is_ambiguous(text) for text in ("03/04/2021", "04/04/2021", "13/04/2021", "x")] == [True] + [
        False
    ] * 3
