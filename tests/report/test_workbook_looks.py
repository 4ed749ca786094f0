"""How the workbook looks: what a reader meets on opening and on printing it, sheet by sheet."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qualcode import Study
from qualcode.report import export_xlsx
from qualcode.report.excel.archive import packed
from qualcode.report.excel.codebook import write_codebook
from qualcode.report.excel.sheets import CELL_LIMIT, Book, SheetCell
from qualcode.report.excel.styles import named_styles
from tests.small_study import write_small_study
from tests.study_of_two import code_by_two

ATTRIBUTES = [16] * 7  # of the study of fruit
MATRIX = [30, 13, 13, 13, 13, 3, 13, 13, 13, 13]  # three groups and all, twice
PAIRS = [32, 16, 16, 16, 16]
WIDTHS: dict[str, list[int]] = {
    "About": [26, 100],
    "Theme × group": MATRIX,
    "Sub-theme × group": MATRIX,
    "Co-occurrence": PAIRS,
    "Flags × theme": PAIRS,
    "Excerpts": [13, 20, 26, 9, *ATTRIBUTES, 80, 80, 28, 18, 12, 10, 44, 12, 30],
    "Quotes per theme": [24, *ATTRIBUTES, 90, 30, 12, 10, 46],
    "Agreement": [32, *[14] * 9],
    "Disagreements": [13, 26, 18, *ATTRIBUTES, 70, 24, 24, 10, 22],
    "Adjudication": [13, 26, 18, *ATTRIBUTES, 60, 20, 20, 22, 40, 12, 16, 10],
    "Codebook": [20, 26, 8, 16, 36, 32, 32, 40, 40],
    "Sample": [34, 16, 16, 16],
    "Register": [18] * 11,
}
LISTS = ("Excerpts", "Quotes per theme", "Disagreements", "Adjudication", "Codebook", "Register")
UPRIGHT = ("About", "Sub-theme × group", "Sample")
ON_ONE_PAGE = ("Theme × group", "Sub-theme × group", "Co-occurrence", "Flags × theme", "Agreement")
FROZEN = {
    **dict.fromkeys(WIDTHS, "B4"),
    **dict.fromkeys(["Excerpts", "Disagreements", "Adjudication", "Codebook"], "C4"),
    "About": None,
    "Quotes per theme": "A4",
    "Agreement": "B5",
    "Sample": "A4",
}
INK, QUIET, LINK, HEAD = "001F2A37", "006B7280", "001D4E89", "00E5EAF1"
STYLES = {  # size, bold, colour of the letters, of the cell, form of numbers
    "q title": (15, True, INK, None, "General"),
    "q subtitle": (10, False, QUIET, None, "General"),
    "q section": (11, True, INK, None, "General"),
    "q head": (11, True, INK, HEAD, "General"),
    "q head left": (11, True, INK, HEAD, "General"),
    "q text": (11, False, INK, None, "General"),
    "q quiet": (9, False, QUIET, None, "General"),
    "q code": (11, True, INK, None, "General"),
    "q row": (11, True, INK, None, "General"),
    "q indented": (11, False, INK, None, "General"),
    "q number": (11, False, INK, None, "0"),
    "q quiet number": (9, False, QUIET, None, "0"),
    "q ratio": (11, False, INK, None, "0.0"),
    "q coefficient": (11, False, INK, None, "0.00"),
    "q percent": (11, False, INK, None, '0" %"'),
    "q link": (11, False, LINK, None, "0"),
    "q link left": (11, False, LINK, None, "General"),
    "q review": (11, False, INK, "00FFF9E5", "General"),
}
WRAPPED = {"q head", "q head left", "q text", "q quiet", "q code", "q review"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook, for the team, of a study with all sheets."""
    folder = code_by_two(write_small_study(tmp_path_factory.mktemp("looks") / "fruit"))
    return export_xlsx(Study.open(folder).tables, folder / "out.xlsx", internal=True)


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    """It, read back."""
    return openpyxl.load_workbook(path)


def heights(sheet: Worksheet) -> list[float | None]:
    return [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]


def test_columns_are_as_wide_as_what_stands_in_them(book: Workbook) -> None:
    found = {}
    for sheet in book.worksheets:
        columns = map(get_column_letter, range(1, sheet.max_column + 1))
        found[sheet.title] = [sheet.column_dimensions[column].width for column in columns]
    assert found == WIDTHS


def test_the_first_column_of_a_matrix_is_as_wide_as_the_longest_name(tmp_path: Path) -> None:
    name = "Apples and " * 6 + "pears"
    folder = write_small_study(tmp_path / "fruit")
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("name: Apples", f"name: {name}"), "utf-8")
    sheet = openpyxl.load_workbook(export_xlsx(Study.open(folder).tables, folder / "o.xlsx"))["Theme × group"]
    assert sheet.column_dimensions["A"].width == pytest.approx(1.1 * len(name) + 2)


def test_the_codebook_s_own_workbook_is_set_up_like_the_others(tmp_path: Path, small: Study) -> None:
    write_codebook(small.codebook, "qualcode 0", tmp_path / "codes.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "codes.xlsx")["Codebook"]
    columns = map(get_column_letter, range(1, sheet.max_column + 1))
    widths = [sheet.column_dimensions[column].width for column in columns]
    assert widths == [20, 16, 26, 8, 36, 32, 32, 40, 40, 10, 32]
    assert heights(sheet)[:3] == [24.0, 16.5, 20.0]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D4", "$3:$3")
    assert sheet.auto_filter.ref == f"A3:K{sheet.max_row}"


def test_heads_are_higher_than_rows(book: Workbook) -> None:
    special = {"Sample": [20.0], "Agreement": [30.0, 30.0, 46.0]}
    for sheet in book.worksheets:
        found = heights(sheet)
        assert found[0] == (26 if sheet.title == "About" else 24)
        heads = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).style == "q head left"]
        usual = [20.0] if sheet.title in LISTS else [46.0] * len(heads)
        assert [found[row - 1] for row in heads] == special.get(sheet.title, usual)


def test_a_row_is_as_high_as_its_text_but_not_higher_than_a_row_may_be() -> None:
    workbook = Workbook(write_only=True)
    for style in named_styles():
        workbook.add_named_style(style)
    sheet = Book(workbook).sheet("x", [10, 20])
    texts = ["", "x" * 9, "x" * 10, "x" * 20, "a\nb\nc", "x" * 1000]
    for text in texts:
        sheet.add([SheetCell(text), SheetCell(1)])
    sheet.add([SheetCell("x" * 100, "q title")])
    sheet.add([SheetCell("x", "q text"), SheetCell("x" * 41)])
    found = [sheet.worksheet.row_dimensions[row].height for row in range(1, 9)]
    assert found == [16.5, 16.5, 31.0, 45.5, 45.5, 409.0, 16.5, 31.0]
    packed(workbook)  # or it is missed when it is gone


def test_sheets_are_set_up_for_the_screen_and_for_paper(book: Workbook) -> None:
    sheets: list[Any] = book.worksheets
    for sheet in sheets:
        page = sheet.page_setup
        assert sheet.freeze_panes == FROZEN[sheet.title]
        assert page.orientation == ("portrait" if sheet.title in UPRIGHT else "landscape")
        assert page.fitToHeight == (sheet.title in ON_ONE_PAGE)
        assert (page.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, True)
        assert not sheet.sheet_view.showGridLines
        assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("&A", "&P / &N")


def test_of_a_long_table_the_head_is_printed_on_every_page(book: Workbook) -> None:
    printed = {sheet.title: sheet.print_title_rows for sheet in book.worksheets if sheet.print_title_rows}
    assert printed == {
        **dict.fromkeys(["Theme × group", "Sub-theme × group"], "$1:$2"),
        **{name: "$3:$3" for name in LISTS if name != "Register"},
    }
    for name in LISTS[:-1]:
        last = f"{get_column_letter(len(WIDTHS[name]))}{max(4, book[name].max_row)}"
        assert book[name].auto_filter.ref == f"A3:{last}"


def test_styles_are_few_and_named(book: Workbook) -> None:
    def look(style: Any) -> tuple[object, ...]:
        fill = style.fill.fgColor.rgb if style.fill.fill_type else None
        return style.font.sz, bool(style.font.b), style.font.color.rgb, fill, style.number_format

    assert {style.name: look(style) for style in named_styles()} == STYLES
    assert {style.name for style in named_styles() if style.alignment.wrap_text} == WRAPPED
    assert {style.name: style.alignment.indent for style in named_styles()}["q indented"] == 2
    used = {cell.style for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert used <= {*STYLES, "Normal"}


@pytest.mark.parametrize(("chart", "size", "place", "marks"), [
    (1, (9_360_000, 3_420_000), (0, 17), [
        "gapWidth 60", "overlap -10", "max 100", "min 0", "majorUnit 25", "legendPos b", "barDir col"]),
    (2, (6_480_000, 1_872_000), (8, 12), [
        "gapWidth 60", "max 1", "majorUnit 0.2", "orientation maxMin", "barDir bar", "delete 0"]),
])  # fmt: skip
def test_charts_stand_below_or_beside_their_tables(
    path: Path, chart: int, size: tuple[int, int], place: tuple[int, int], marks: list[str]
) -> None:
    with zipfile.ZipFile(path) as archive:
        drawn = archive.read(f"xl/charts/chart{chart}.xml").decode()
        where = archive.read(f"xl/drawings/drawing{chart}.xml").decode()
    assert re.findall(r'<ext cx="(\d+)" cy="(\d+)"', where) == [tuple(map(str, size))]
    assert f"<col>{place[0]}</col>" in where
    assert f"<row>{place[1]}</row>" in where
    for mark in marks:
        name, value = mark.split()
        assert f'<{name} val="{value}" />' in drawn
    assert '<delete val="1" />' not in drawn
    assert ("<legend>" in drawn) == (chart == 1)


def test_a_text_as_long_as_a_cell_may_be_is_whole_and_a_longer_one_says_it_was_cut() -> None:
    book = Book(Workbook(write_only=True))
    assert book.fitting("x" * CELL_LIMIT) == "x" * CELL_LIMIT
    assert book.cut == 0
    cut = book.fitting("x" * (CELL_LIMIT + 1))
    assert (len(cut), book.cut) == (CELL_LIMIT, 1)
    assert cut.endswith(f"x … [cut: {CELL_LIMIT + 1} characters]")
    book.fitting("x" * (CELL_LIMIT - 1) + "😀")  # two code units
    assert (book.cut, book.cleaned) == (2, 0)
