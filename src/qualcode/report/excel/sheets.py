"""Rows and cells of a write-only workbook: what a cell may hold, and how a sheet is set up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.report.excel.archive import keep_in_memory

Value = str | int | float | None
_A4 = 9
CELL_LIMIT = 32_767
NAME_LIMIT = 31
LINE_HEIGHT = 14.5
HIGHEST_ROW = 409.0
ONE_LINE = ("q title", "q subtitle", "q section", "q row", "q indented", "q link left")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")


class SheetCell(NamedTuple):
    """A value in a named style; `link` is a place in this workbook such as ``'Quotes'!A5``."""

    value: Value
    style: str = "q text"
    link: str | None = None


@dataclass
class Book:
    """A workbook being written; counts the cells that had to be changed to fit."""

    workbook: Workbook
    cut: int = 0
    cleaned: int = 0

    def sheet(
        self,
        title: str,
        widths: Sequence[float],
        *,
        freeze: str = "",
        landscape: bool = True,
        one_page: bool = False,
    ) -> Sheet:
        """Start a sheet; widths, frozen panes and print set-up go in before its first row."""
        worksheet = cast("Worksheet", self.workbook.create_sheet(title))  # write-only, but alike
        for number, width in enumerate(widths, start=1):
            worksheet.column_dimensions[get_column_letter(number)].width = width
        if freeze:
            worksheet.freeze_panes = freeze
        worksheet.sheet_view.showGridLines = False
        worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
        worksheet.page_setup.paperSize = _A4
        worksheet.page_setup.fitToHeight = int(one_page)
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        worksheet.oddFooter = HeaderFooterItem(
            left=HeaderFooterPart(text="&A"), right=HeaderFooterPart(text="&P / &N")
        )
        return Sheet(self, worksheet, widths)

    def fitting(self, text: str) -> str:
        """The text as a cell can hold it: no control characters, at most `CELL_LIMIT` code units."""
        clean = _ILLEGAL.sub("", text)
        self.cleaned += clean != text
        if len(clean.encode("utf-16-le")) // 2 <= CELL_LIMIT:
            return clean
        self.cut += 1
        note = f" … [cut: {len(clean)} characters]"
        kept = clean.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(note))].decode("utf-16-le", "ignore")
        return kept + note


@dataclass
class Sheet:
    """A sheet being written, row by row."""

    book: Book
    worksheet: Worksheet
    widths: Sequence[float]
    row: int = 0

    @property
    def title(self) -> str:
        """The sheet's name."""
        return str(self.worksheet.title)

    def add(self, cells: Iterable[SheetCell | Value] = (), *, height: float | None = None) -> int:
        """Append a row, by default as high as its text needs, and return its number (from 1)."""
        if not self.row:
            keep_in_memory(self.worksheet)
        self.row += 1
        contents = [cell if isinstance(cell, SheetCell) else SheetCell(cell) for cell in cells]
        self.worksheet.row_dimensions[self.row].height = height or self._height(contents)
        self.worksheet.append([self._cell(cell) for cell in contents])
        return self.row

    def _height(self, cells: Sequence[SheetCell]) -> float:
        """Points that the wrapped text of a row takes; not every program works it out on opening."""
        needed = 1
        for cell, width in zip(cells, self.widths, strict=False):
            if isinstance(cell.value, str) and cell.style not in ONE_LINE:
                needed = max(
                    needed, sum(1 + len(line) // max(1, int(width * 1.05)) for line in cell.value.split("\n"))
                )
        return min(LINE_HEIGHT * needed + 2, HIGHEST_ROW)

    def _cell(self, cell: SheetCell) -> WrittenCell:
        value = self.book.fitting(cell.value) if isinstance(cell.value, str) else cell.value
        written = WriteOnlyCell(self.worksheet, value)
        written.style = cell.style
        if isinstance(value, str):
            written.data_type = "s"  # text stays text, whatever it looks like
            if value.startswith(_FORMULA_LIKE):
                written.quotePrefix = True
        if cell.link:
            written.hyperlink = Hyperlink(ref="", location=cell.link, display=str(value))
        return written


def unique_names(titles: Sequence[str], taken: Sequence[str] = ()) -> list[str]:
    """Titles as names of sheets: 31 characters, none of brackets, colons, slashes, `*`, `?`; no two alike."""
    names: list[str] = []
    for title in titles:
        short = name = _NOT_IN_NAMES.sub(" ", title).strip("' ")[:NAME_LIMIT] or "Sheet"
        number = 2
        while name.casefold() in (other.casefold() for other in (*names, *taken)):
            name = f"{short[: NAME_LIMIT - 4]} ({number})"
            number += 1
        names.append(name)
    return names


def reference(sheet: str, cells: str) -> str:
    """A place in another sheet, as links and charts write it."""
    return "'{}'!{}".format(sheet.replace("'", "''"), cells)
