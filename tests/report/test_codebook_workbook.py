"""The codebook as a workbook of its own: what it shows, and that it comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from qualcode.codebook.tables import HEADER, book_of
from qualcode.documents import read_document
from qualcode.model import Code, Codebook
from qualcode.report.excel.codebook import write_codebook
from qualcode.tables import TableChoice
from tests.codebook.generated import codebooks

TRUST = Code("trust", "=Trust", "flag", None, "-1 +2", ("doubt",), (), ("“So?”", "two"), (), (), "#aa0000")
BOOK = Codebook("Storm study", "1.0", (TRUST, Code("others", "In others", "flag", "trust")))


def test_the_workbook_shows_title_headings_and_a_row_a_code(tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    assert write_codebook(BOOK, "qualcode 0", path) == 0
    workbook = load_workbook(path)
    assert workbook.sheetnames == ["Codebook"]
    rows = [[cell.value for cell in row] for row in workbook["Codebook"].iter_rows()]
    assert rows[0][0] == "Storm study"
    assert rows[1][0] == "Version 1.0, 2 codes"
    assert rows[2] == list(HEADER)
    assert rows[4][:4] == ["others", "trust", "In others", "flag"]
    assert (workbook.properties.creator, workbook.properties.title) == ("qualcode 0", "Storm study")


def test_text_that_looks_like_a_formula_is_inert(tmp_path: Path) -> None:
    write_codebook(BOOK, "qualcode 0", tmp_path / "codes.xlsx")
    sheet = load_workbook(tmp_path / "codes.xlsx")["Codebook"]
    for place, text in {"C4": "=Trust", "E4": "-1 +2"}.items():
        assert (sheet[place].value, sheet[place].data_type, sheet[place].quotePrefix) == (text, "s", True)


def test_the_same_codebook_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_codebook(BOOK, "qualcode 0", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_texts_that_no_cell_holds_are_cut_and_said(tmp_path: Path) -> None:
    long = Codebook("T", "1", (Code("a", "A", "theme", definition="x" * 40_000),))
    assert write_codebook(long, "qualcode 0", tmp_path / "codes.xlsx") == 1
    assert "1 cells were longer" in str(load_workbook(tmp_path / "codes.xlsx")["Notes on cells"]["A2"].value)


@settings(max_examples=10)
@given(codebooks())
def test_the_workbook_comes_back_as_the_same_codes(
    tmp_path_factory: pytest.TempPathFactory, codes: Codebook
) -> None:
    path = tmp_path_factory.mktemp("book") / "codes.xlsx"
    write_codebook(codes, "qualcode 0", path)
    found = book_of(read_document(path), TableChoice(), place="codes.xlsx", name="codes")
    assert list(found.codes) == list(codes)
    assert found.title == codes.title
