"""What is shaded in the workbook: every value of a table, from its first column to its last, and no more."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from qualcode import Study
from qualcode.report import export_xlsx
from tests.report.test_workbook import rows
from tests.small_study import write_small_study
from tests.study_of_two import code_by_two

Box = tuple[int, int, int, int]


@pytest.fixture(scope="module")
def book(sample: Study, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The sample study's workbook, read back."""
    return openpyxl.load_workbook(export_xlsx(sample.tables, tmp_path_factory.mktemp("heat") / "book.xlsx"))


def shaded(book: Workbook, sheet: str) -> list[Box]:
    """First column, first row, last column, last row of what is shaded, from the top."""
    ranges = [str(each.sqref) for each in book[sheet].conditional_formatting]
    boxes = [range_boundaries(each) for each in ranges]
    return sorted(((a or 0, b or 0, c or 0, d or 0) for a, b, c, d in boxes), key=lambda box: box[1])


def tables(book: Workbook, sheet: str, names: set[str]) -> list[tuple[int, int, tuple[object, ...]]]:
    """First and last row of each run of rows below a head `Code`, and that head."""
    found = []
    lines = rows(book, sheet)
    for number, line in enumerate(lines, start=1):
        if line[0] == "Code":
            below = range(number + 1, len(lines) + 1)
            first = next(row for row in below if lines[row - 1][0] in names)
            last = first
            while last < len(lines) and lines[last][0] in names:
                last += 1
            found.append((first, last, line))
    return found


@pytest.mark.parametrize("sheet", ["Theme × category", "Theme × region", "Sub-theme × category"])
def test_of_a_matrix_the_shares_of_all_groups_are_shaded(book: Workbook, sample: Study, sheet: str) -> None:
    names = {code.name for code in sample.codebook}
    expected = []
    for first, last, head in tables(book, sheet, names):
        left = head.index(None) + 2  # behind the column that parts numbers from shares
        assert head[left - 1 : left + 2] == head[1:4]
        expected.append((left, first, len([name for name in head if name]) + 1, last))
    assert len(expected) == 2
    assert shaded(book, sheet) == expected


@pytest.mark.parametrize(("sheet", "count"), [("Co-occurrence", 2), ("Flags × theme", 1)])
def test_of_pairs_all_columns_but_the_sum_are_shaded(
    book: Workbook, sample: Study, sheet: str, count: int
) -> None:
    names = {code.name for code in sample.codebook}
    expected = [
        (3, first, len([name for name in head if name]), last)
        for first, last, head in tables(book, sheet, names)
    ]
    assert len(expected) == count
    assert shaded(book, sheet) == expected


def test_of_what_two_coders_gave_all_columns_are_shaded(tmp_path: Path) -> None:
    folder = code_by_two(write_small_study(tmp_path / "fruit"))
    book = openpyxl.load_workbook(export_xlsx(Study.open(folder).tables, folder / "out.xlsx"))
    lines = rows(book, "Agreement")
    at = next(n for n, line in enumerate(lines) if str(line[0]).startswith("Units: what ana gave"))
    names = [name for name in lines[at + 1][1:] if name]
    assert [line[0] for line in lines[at + 2 : at + 2 + len(names)]] == names
    assert shaded(book, "Agreement") == [(2, at + 3, len(names) + 1, at + 2 + len(names))]


def test_it_is_shaded_from_nothing_to_the_highest_value(book: Workbook) -> None:
    for title in ("Theme × category", "Co-occurrence"):
        for each in book[title].conditional_formatting:
            scale = each.rules[0].colorScale
            assert [(end.type, end.val) for end in scale.cfvo] == [("num", 0), ("max", None)]
            assert [colour.rgb for colour in scale.color] == ["00FFFFFF", "007FA6D6"]
