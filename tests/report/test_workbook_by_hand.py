"""The workbook of a study that people have coded in part (see `tests/coded_study.py`)."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from qualcode import Study
from qualcode.report import export_xlsx, report_of
from tests.coded_study import apply, code_by_hand, finish
from tests.report.test_workbook import cells, records, rows
from tests.small_study import write_small_study


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of fruit, in part coded by hand; shared, so not to be changed."""
    made = code_by_hand(write_small_study(tmp_path_factory.mktemp("books") / "fruit"))
    apply(made, "ben", "A2", "apples", "were good", direction="-")  # not marked as done
    return made


def written(folder: Path, source: str = "auto") -> Workbook:
    """The workbook, read back."""
    return openpyxl.load_workbook(
        export_xlsx(Study.open(folder).tables, folder / f"{source}.xlsx", source=source)
    )


@pytest.fixture(scope="module")
def book(folder: Path) -> Workbook:
    """The workbook by default."""
    return written(folder)


def test_excerpts_say_who_coded_them_and_in_which_direction(book: Workbook) -> None:
    found = {
        (row["Code"], row["Excerpt"]): (row["Coder"], row["Direction"], row["Found by"])
        for row in records(book, "Excerpts")
    }
    assert found == {
        ("apples", "I like apples."): ("ana", None, None),
        ("apples", "Not much else."): ("ana", None, None),
        ("pears", "Not much else."): ("ana", "+", None),
        ("pears", "A green apple, in the [own case]."): ("ana", "+", None),
        ("pears", "The pears were good."): ("rules", None, "rule 1: pears"),
        ("apples", "An apple."): ("rules", None, "rule 1: apple"),
        ("apples", "Apples and pears together."): ("rules", None, "rule 1: Apples"),
        ("pears", "Apples and pears together."): ("rules", None, "rule 1: pears"),
        ("storm", "There was a storm."): ("rules", None, "rule 1: storm"),
    }


def test_a_direction_is_text_and_no_formula(book: Workbook) -> None:
    cell = next(cell for row in book["Excerpts"].iter_rows() for cell in row if cell.value == "+")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_quotes_per_theme_say_so_too(book: Workbook) -> None:
    assert rows(book, "Quotes per theme")[1][0] == "8 coded sentences; cells of the tables lead here"
    found = {
        (row["Theme"], row["Quote"]): (row["Coder"], row["Direction"])
        for row in records(book, "Quotes per theme")
    }
    assert found["Pears", "Not much else."] == ("ana", "+")
    assert found["Pears", "The pears were good."] == ("rules", None)


def test_a_quote_of_several_codes_shows_every_direction(small_folder: Path) -> None:
    for code, direction in (("apples", "+"), ("green_apples", "-")):
        apply(small_folder, "ana", "B2", code, "Really nothing.", direction=direction)
    finish(small_folder, "ana", ["B2"])
    shown = [row for row in records(written(small_folder), "Quotes per theme") if row["Coder"] == "ana"]
    assert [(row["Quote"], row["Sub-themes"], row["Direction"]) for row in shown] == [
        ("Really nothing.", "Green apples", "+ -")
    ]


def test_about_says_whose_codings_are_counted_and_how(book: Workbook) -> None:
    about = {str(row[0]): row[1] for row in rows(book, "About") if row[0]}
    assert about["Coded by"] == "ana (2 transcripts), rules, unreviewed (2 transcripts)"
    assert about["Unit"] == (
        "sentence; rules look at one sentence at a time; "
        "a coding by hand counts in every sentence that has one of its words"
    )
    texts = cells(book)
    assert "1 of ben's 1 codings not counted: not marked done (`qualcode account`)." in texts
    assert "In 1 transcript coded by hand nobody applied a topic: the rules' topics stay there." in texts
    assert rows(book, "Theme × group")[1][0] == (
        "kind = interview; coded by ana (2 transcripts), rules, unreviewed (2 transcripts); unit: sentence"
    )


def test_a_source_of_one_coder_counts_what_is_finished(folder: Path) -> None:
    book = written(folder, "ana")
    about = {str(row[0]): row[1] for row in rows(book, "About") if row[0]}
    assert about["Coded by"] == "ana (2 transcripts)"
    assert about["N"] == "2 transcripts, 2 participants, 2 cases, 6 sentences spoken, 18 words spoken"
    assert "2 transcripts were left out: ana has not finished them." in cells(book)
    assert {row["Coder"] for row in records(book, "Excerpts")} == {"ana"}
    report = report_of(Study.open(folder).tables, source="ana")
    study = Study.open(folder)
    shown = (report.themes[0].codings, report.subthemes.transcripts, report.cooccurrence[1], report.flags)
    counted = (
        study.tally("group", "codings", source="ana"),
        study.tally("group", codes="subthemes", source="ana"),
        study.cooccur(unit="turn", source="ana"),
        study.cooccur("flags", having="themes", source="ana"),
    )
    assert [each.as_data() for each in shown] == [each.as_data() for each in counted]
    assert "A1" not in repr(shown)  # nor any other transcript: the account is told by number


def test_a_workbook_of_the_rules_alone_has_no_columns_for_people(folder: Path) -> None:
    book = written(folder, "rules")
    assert "Direction" not in records(book, "Excerpts")[0]
    assert not {"Coder", "Direction"} & set(records(book, "Quotes per theme")[0])
    assert "ana" not in "\n".join(cells(book))


def test_the_topic_asked_is_that_of_the_words_wherever_they_begin(folder: Path) -> None:
    """The question of A1 is about food; ana's segments begin amid sentences, which count whole."""
    topics = {excerpt.text: excerpt.topics for excerpt in report_of(Study.open(folder).tables).excerpts}
    assert topics["I like apples."] == ("topic_food",)
    assert topics["Not much else."] == ("topic_food",)
    assert topics["The pears were good."] == ()


def test_a_segment_that_cuts_the_name_of_the_own_case_does_not_show_half_of_it(small_folder: Path) -> None:
    """Ana of the North, or Northland, says "in the North"."""
    apply(small_folder, "ana", "A1", "plums", "the Nor")
    finish(small_folder, "ana", ["A1"])
    shown = [
        excerpt.text
        for excerpt in report_of(Study.open(small_folder).tables).excerpts
        if excerpt.code == "plums"
    ]
    assert shown == ["A green apple, in the [own case]."]
    inside = report_of(Study.open(small_folder).tables, internal=True).excerpts
    texts = [excerpt.text for excerpt in inside if excerpt.code == "plums"]
    assert texts == ["A green apple, in the North."]
