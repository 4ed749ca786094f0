"""Ids and names of attributes: made, kept apart, compared."""

from __future__ import annotations

import pytest

from qualcode.tables.ids import TakenIds, attribute, free, id_key, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("U.S. leadership", "us_leadership"),
        ("R&D – and more!", "r_and_d_and_more"),
        ("Partner's trust", "partners_trust"),
        ("Größe der Straße", "grosse_der_strasse"),
        ("Łódź, Ærø", "lodz_aero"),
        ("Version 1.2", "version_1_2"),
        ("  ", ""),
        ("信頼", ""),
        ("a very long name of a code that goes on and on and on", "a_very_long_name_of_a_code_that_goes_on"),
        ("x" * 50, "x" * 40),
    ],
)
def test_ids_are_made_from_names(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_headings_make_names_of_attributes() -> None:
    assert [attribute(text) for text in ("Age (years)", "P#", "% male", "Région", " - ")] == [
        "age_years", "p_no", "percent_male", "région", "",
    ]  # fmt: skip
    assert attribute(f"{'a' * 30} {'b' * 30}") == "a" * 30


def test_a_name_that_is_taken_gets_the_next_number() -> None:
    assert free("age", ()) == "age"
    assert free("age", ("age", "age_2")) == "age_3"


def test_ids_are_compared_without_case_blanks_and_ways_of_writing_accents() -> None:
    assert id_key(" Jose\u0301 ") == id_key("JOS\u00c9")


def test_new_ids_are_numbered_past_those_that_are_taken() -> None:
    ids = TakenIds({"trust", "trust_2"})
    assert [ids.new(base) for base in ("trust", "fear", "fear", "", "")] == [
        "trust_3", "fear", "fear_2", "code_1", "code_2",
    ]  # fmt: skip
    assert (ids.alike, ids.foreign) == (2 + 1, 2)
