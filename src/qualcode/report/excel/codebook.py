"""The codebook as a workbook of its own, in the form in which `codebook import` reads it back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from qualcode.codebook.tables import HEADER, table_rows
from qualcode.files import replacing
from qualcode.model import Codebook
from qualcode.report.excel.about import add_closing_notes
from qualcode.report.excel.archive import packed
from qualcode.report.excel.sheets import Book, SheetCell
from qualcode.report.excel.styles import named_styles

SHEET = "Codebook"
NOTES = "Notes on cells"
_WIDTHS = {
    "Id": 20, "Parent": 16, "Name": 26, "Kind": 8, "Definition": 36, "Include": 32, "Exclude": 32,
    "Examples": 40, "Counterexamples": 40, "Colour": 10, "Rules": 32,
}  # fmt: skip
_STYLES = {"Name": "q code", **dict.fromkeys(("Id", "Parent", "Kind", "Colour", "Rules"), "q quiet")}


def write_codebook(codebook: Codebook, program: str, path: Path) -> int:
    """Write the codebook to `path`, the same one to the same bytes; returns how many cells were cut.

    Raises `QualcodeError` where the file cannot be written; an older file then stays as it was.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.creator = program
    for style in named_styles():
        workbook.add_named_style(style)
    book = Book(workbook)
    workbook.properties.title = book.fitting(codebook.title)
    _add_codes(book, codebook)
    add_closing_notes(book, NOTES)
    content = packed(workbook)
    with replacing(path) as stream:
        stream.write(content)
    return book.cut


def _add_codes(book: Book, codebook: Codebook) -> None:
    sheet = book.sheet(SHEET, [_WIDTHS[name] for name in HEADER], freeze="D4")
    sheet.add([SheetCell(codebook.title, "q title")], height=24)
    sheet.add([SheetCell(f"Version {codebook.version}, {len(codebook.codes)} codes", "q subtitle")])
    sheet.add([SheetCell(name, "q head left") for name in HEADER], height=20)
    for row in table_rows(codebook):
        sheet.add(_cells(row))
    sheet.worksheet.auto_filter.ref = f"A3:K{sheet.row}"
    sheet.worksheet.print_title_rows = "3:3"


def _cells(row: Sequence[str]) -> list[SheetCell]:
    """A row in its styles; a blank cell holds nothing rather than an empty text."""
    return [
        SheetCell(text or None, _STYLES.get(name, "q text")) for name, text in zip(HEADER, row, strict=True)
    ]
