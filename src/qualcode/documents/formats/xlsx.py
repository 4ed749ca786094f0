"""Workbooks (.xlsx and its kin, .xls, .ods): a `Table` for each sheet that holds anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qualcode.documents.apart import run_apart
from qualcode.documents.document import Document, Table
from qualcode.documents.sheets.package import ERROR, inspected
from qualcode.documents.source import BY_CONTENT, NOT, Format, SourceFile
from qualcode.errors import refuse

_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_LOCKED = "EncryptedPackage".encode("utf-16-le")
MERGED_LIMIT = 1_000_000

_Cells = dict[tuple[int, int], tuple[int, int]]


def recognises(source: SourceFile) -> int:
    """By the parts of its archive; one in the old format by its stream."""
    if source.data.startswith(_OLE):
        old = any(stream in source.data for stream in _STREAMS) and _LOCKED not in source.data
        return BY_CONTENT if old else NOT
    if any(source.has(part) for part in _WORKBOOKS):
        return BY_CONTENT
    return BY_CONTENT if _is_open_document(source) else NOT


def _is_open_document(source: SourceFile) -> bool:
    archive = source.archive
    if archive is None or "mimetype" not in archive:
        return False
    return archive.read("mimetype", limit=1000).startswith(_OPEN_DOCUMENT)


def read(source: SourceFile) -> Document:
    """Read the cells as a person sees them; what formulas came to, not the formulas."""
    extras = Counter[str]() if source.archive is None else inspected(source.archive)
    errors = extras.pop(ERROR, 0)
    sheets = run_apart("qualcode.documents.sheets.cells", source.data, source.place)
    if not sheets:
        refuse(source.place, "is a workbook without any filled cell", "look for the file that holds the text")
    blocks = tuple(_table(sheet) for sheet in sheets)
    return Document("xlsx", blocks, left_out=dict(extras), notes=tuple(_notes(sheets, errors)))


def _table(sheet: Mapping[str, Any]) -> Table:
    rows = [list(row) for row in sheet["rows"]]
    top, left = sheet["row"], sheet["column"]
    merged: _Cells = {}
    for first_row, first_column, last_row, last_column in sheet["merged"]:
        first = first_row - top, first_column - left
        last = min(last_row - top, len(rows) - 1), min(last_column - left, len(rows[0]) - 1)
        _merge(merged, first, last)
    for row, column in merged:
        rows[row][column] = ""
    return Table(tuple(map(tuple, rows)), name=sheet["name"], first_row=top + 1, merged=merged)


def _merge(merged: _Cells, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Note the cells that lie below or beside the first of a range; those of another range stay with that."""
    height, width = last[0] - first[0] + 1, last[1] - first[1] + 1
    if min(first) < 0 or first in merged or len(merged) + max(0, height) * max(0, width) > MERGED_LIMIT:
        return
    for row in range(first[0], last[0] + 1):
        for column in range(first[1], last[1] + 1):
            if (row, column) != first:
                merged.setdefault((row, column), first)


def _notes(sheets: Sequence[Mapping[str, Any]], errors: int) -> Iterator[str]:
    hidden = sum(1 for sheet in sheets if sheet["hidden"])
    if hidden:
        yield f"{hidden} of {len(sheets)} sheets are hidden in the workbook; they were read all the same."
    if errors:
        yield f"Errors such as #N/A stand in cells ({errors}); these were read as empty."


FORMAT = Format("xlsx", (".xlsx", ".ods", ".xls"), recognises, read)
