"""What a heading says, and what the user says instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.errors import FaultsFound
from qualcode.tables.headings import (
    named,
    plain,
    refuse_strangers,
    refuse_without,
    stated_fields,
    vocabulary,
)


def said(refusing: Callable[[], object]) -> str:
    with pytest.raises(FaultsFound) as error:
        refusing()
    return str(error.value)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("  Sub-Theme(s): ", "sub theme"),
        ("P#", "p no"),
        ("% of files", "percent of files"),
        ("Définition", "definition"),
        ("(Code)", "code"),
        ("Code [short] name", "code name"),
    ],
)
def test_headings_are_looked_up_without_case_accents_and_punctuation(heading: str, expected: str) -> None:
    assert plain(heading) == expected


def test_names_of_fields_may_run_over_lines_and_are_found_in_any_spelling() -> None:
    known = vocabulary(
        [
            (
                "unit",
                """unit id,
        no""",
            ),
            ("coder", "Codeur préféré"),
        ]
    )
    assert known == {"unit id": "unit", "no": "unit", "codeur prefere": "coder"}
    headings = ("#", "CODEUR_préféré", "other", "Unit-ID (short)")
    assert named(headings, known, "unit") == [0, 3]
    assert named(headings, known, "coder") == [1]
    assert named(headings, known, "rating") == []


# --- what the user says -------------------------------------------------------------------


def test_what_the_user_says_is_kept_by_plain_heading() -> None:
    assert stated_fields([" ID = Who (short)", "home town=Place"], "id=Code") == {
        "who": "id", "place": "home town",
    }  # fmt: skip
    assert stated_fields(["Level 1=Top"], "name=Label", ("level1",)) == {"top": "level1"}


@pytest.mark.parametrize("entry", ["id", "=Code", "id= - "])
def test_an_entry_of_another_form_is_refused_with_an_example(entry: str) -> None:
    message = f"--column: {entry!r} is not FIELD=HEADING; write it like --column id=Code"
    assert said(lambda: stated_fields([entry], "id=Code")) == message


def test_fields_are_those_that_there_are() -> None:
    message = "--column: unknown field 'nmae'; write 'name'"
    assert said(lambda: stated_fields(["nmae=x"], "name=Label", ("name", "kind"))) == message


@pytest.mark.parametrize(
    ("heading", "remedy"),
    [("codde", "write 'Code'"), ("xyz", "choose one of: Code, Memo")],
)
def test_a_heading_that_is_not_there_is_refused_with_the_nearest_as_it_is_written(
    heading: str, remedy: str
) -> None:
    headings = ("Code", "", "Memo", "a sentence that is far too long to be shown in an error")
    message = f"--column: x.csv has no heading {heading!r}; {remedy}"
    assert said(lambda: refuse_strangers(["memo", heading], headings, "x.csv")) == message


def test_headings_that_are_there_are_let_through_however_long() -> None:
    refuse_strangers(["code", "x" * 60], ("Code", "x" * 60), "x.csv")


def test_a_table_without_a_column_is_refused_with_those_that_it_has() -> None:
    message = "x.csv: has no column of ids; name it with --column id=HEADING; there are: Age, Sex"
    headings = ("Age", "", "x" * 41, "Sex")
    assert said(lambda: refuse_without("of ids", headings, "x.csv", "id=HEADING")) == message
