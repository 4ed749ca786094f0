"""The sheets on two coders (see `tests/study_of_two.py`): agreement, disagreements, adjudication."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from qualcode import Study
from qualcode.report import export_xlsx
from tests.coded_study import apply, code_by_hand, finish
from tests.report.test_workbook import cells, records, rows
from tests.small_study import write_small_study
from tests.study_of_two import APPLES, PEARS, adjudication, code_by_two


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of fruit, coded by two, in part decided; shared, so not to be changed."""
    made = code_by_two(write_small_study(tmp_path_factory.mktemp("books") / "fruit"))
    work = adjudication(made, hide_names=True)
    called = work.names(work.disputes.item(APPLES).found)
    work.take([work.disputes.item(APPLES)], called["bo"], "=not about apples")
    adjudication(made).code([adjudication(made).disputes.item(PEARS)])
    word = work.texts.span(work.disputes.of("B2").transcript, quote="Really")
    adjudication(made, "dee").code_span("B2", word, "plums", reason="both overlooked it")
    return made


def written(folder: Path, *, internal: bool = False) -> Workbook:
    """The workbook, read back."""
    return openpyxl.load_workbook(
        export_xlsx(Study.open(folder).tables, folder / "out.xlsx", internal=internal)
    )


@pytest.fixture(scope="module")
def book(folder: Path) -> Workbook:
    """The workbook by default."""
    return written(folder)


def test_agreement_has_coefficients_counts_and_how_to_read_them(book: Workbook) -> None:
    found = rows(book, "Agreement")
    head = next(number for number, row in enumerate(found) if row[0] == "Code")
    assert found[head][1:5] == ("percent", "Cohen κ", "α", "α from")
    apples = dict(zip(found[head], found[head + 1], strict=True))
    assert apples["Code"] == "Apples"
    assert apples["percent"] == pytest.approx(83.3)
    counted = next(number for number, row in enumerate(found) if row[1] == "both")
    assert found[counted + 1][:5] == ("Apples", 1, 1, 0, 4)
    said = " ".join(cells(book))
    assert "Over all codes alpha is" in said
    assert "undefined: all ratings are the same" in said
    assert "Units: what ana gave (rows) where bo gave (columns)" in said


def test_disagreements_say_who_said_what_and_what_is_to_decide(book: Workbook) -> None:
    found = [
        (row["Code"], row["Kind"], row["ana"], row["bo"], row["To decide"], row["Decided"])
        for row in records(book, "Disagreements")
    ]
    assert sorted(found, key=str) == [
        ("Apples", "different boundary", "coded", "not coded", None, "not coded, as bo has it"),
        ("Pears", "different boundary", "coded +", "not coded", None, "coded +"),
        ("Pears", "different direction", "coded +", "coded", "yes", None),
    ]


def test_adjudication_says_who_decided_when_and_why(book: Workbook) -> None:
    found = {str(row["Code"]): row for row in records(book, "Adjudication")}
    assert set(found) == {"Apples", "Pears", "Plums"}
    apples, plums = found["Apples"], found["Plums"]
    assert (apples["Decided"], apples["Why"], apples["By"], apples["Names hidden"]) == (
        "not coded, as bo has it", "=not about apples", "cy", "yes",
    )  # fmt: skip
    assert str(apples["When (UTC)"]).count(":") == 1
    assert (plums["Decided"], plums["By"], plums["ana"], plums["Words"]) == (
        "coded", "dee", None, "Really nothing.",
    )  # fmt: skip
    assert "Decisions: 3. Open disagreements: 1." in " ".join(cells(book))


def test_a_reason_is_text_and_no_formula(book: Workbook) -> None:
    cell = next(c for row in book["Adjudication"].iter_rows() for c in row if str(c.value).startswith("=not"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_rows_are_those_of_the_excerpts_and_name_no_transcript(folder: Path, book: Workbook) -> None:
    codings = {row["Coding"] for row in records(book, "Excerpts")}
    by_ana = [row for row in records(book, "Disagreements") if row["ana"] != "not coded"]
    assert {row["Unit and code"] for row in by_ana} <= codings
    assert "Transcript" not in rows(book, "Disagreements")[2]
    assert "Transcript" in rows(written(folder, internal=True), "Disagreements")[2]


def test_speakers_do_not_name_their_own_case_there_either(small_folder: Path) -> None:
    code_by_hand(small_folder)
    apply(small_folder, "bo", "A1", "plums", "in the North")
    finish(small_folder, "bo", ["A1", "B2"])
    words = [str(row["Words"]) for row in records(written(small_folder), "Disagreements")]
    assert any("[own case]" in text for text in words)
    assert not any("in the North" in text for text in words)


def test_without_two_coders_there_are_no_such_sheets(small_folder: Path) -> None:
    code_by_hand(small_folder)
    assert not {"Agreement", "Disagreements", "Adjudication"} & set(written(small_folder).sheetnames)


def test_of_three_who_share_nothing_the_two_who_share_most_are_compared(small_folder: Path) -> None:
    code_by_two(small_folder)
    finish(small_folder, "cem", ["A2"])
    assert "Agreement of ana and bo" in cells(written(small_folder))


def test_a_verdict_on_a_code_that_the_codebook_no_longer_has_is_left_out(small_folder: Path) -> None:
    code_by_two(small_folder)
    work = adjudication(small_folder)
    work.code_span("B2", work.texts.span(work.disputes.of("B2").transcript, quote="Really"), "plums")
    path = small_folder / "codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("id: plums", "id: prunes"), "utf-8")
    assert records(written(small_folder), "Adjudication") == []
