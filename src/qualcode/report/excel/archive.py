"""The finished workbook as bytes: the same input gives the same ones, and none of them touch the disk before.

openpyxl stamps the clock into the document's properties and into every zip entry; both are set to the
epoch of the zip format, the convention of reproducible builds. And it writes each sheet to a file in the
system's temporary folder, readable, with all its quotes; here the sheets stay in memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_STAMP = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_STAMPED = rb"\g<1>1980-01-01T00:00:00Z\g<2>"
_PROPERTIES = "docProps/core.xml"
_MODE = 0o600 << 16


def keep_in_memory(sheet: Worksheet) -> None:
    """Have a write-only sheet collect its rows in memory; to be called when it is set up and has no row."""
    writer = _SheetWriter(sheet, io.BytesIO())
    writer.write_top()
    sheet._writer = writer  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl offers no other way


def packed(workbook: Workbook) -> bytes:
    """The workbook as an xlsx file without the times it would carry; its sheets were kept in memory."""
    buffer = io.BytesIO()
    ExcelWriter(workbook, _Archive(buffer, "w", zipfile.ZIP_DEFLATED)).save()
    return buffer.getvalue()


class _SheetWriter(WorksheetWriter):
    def cleanup(self) -> None:
        """There is no file to take away."""


class _Archive(zipfile.ZipFile):
    """Takes a sheet from memory where openpyxl names a file, and stamps every entry alike."""

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, filename.getvalue())

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        content = data.encode("utf-8") if isinstance(data, str) else data
        if zinfo_or_arcname == _PROPERTIES:
            content = _TIMES.sub(_STAMPED, content)
        entry = zipfile.ZipInfo(zinfo_or_arcname, _STAMP)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = _MODE
        super().writestr(entry, content)


def is_as_written(path: Path) -> bool:
    """Whether a file bears the stamp of every workbook written here; who saves it anew sets another."""
    try:
        with zipfile.ZipFile(path) as archive:
            stamps = {(entry.date_time, entry.external_attr) for entry in archive.infolist()}
            properties = archive.read(_PROPERTIES)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return False
    return stamps == {(_STAMP, _MODE)} and _TIMES.sub(_STAMPED, properties) == properties
