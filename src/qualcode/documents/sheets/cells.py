"""The cells of a workbook as a person sees them; run in a process of its own (see `apart`)."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qualcode.documents.apart import OUTPUT_LIMIT, ChildError, answer

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ISO_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
CELLS_LIMIT = 5_000_000
SHEETS_LIMIT = 1_000


def sheets(data: bytes) -> list[dict[str, Any]]:
    """The sheets that hold anything: name, rows of texts, where they start, merged ranges, whether hidden."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return list(_sheets(workbook))
    except PasswordError:
        raise ChildError("password") from None
    except (CalamineError, ValueError, OSError, KeyError):
        raise ChildError("broken") from None


def _sheets(workbook: CalamineWorkbook) -> Iterator[dict[str, Any]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    room = OUTPUT_LIMIT
    cells = CELLS_LIMIT
    for index, about in enumerate(workbook.sheets_metadata[:SHEETS_LIMIT]):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(index)
        cells -= sheet.width * sheet.height
        if cells < 0:
            raise ChildError("large")
        found = _sheet(sheet)
        room -= sum(len(cell) for row in found["rows"] for cell in row)
        if room < 0:
            raise ChildError("large")
        if found["rows"]:
            yield {**found, "name": about.name, "hidden": about.visible != SheetVisibleEnum.Visible}


def _sheet(sheet: CalamineSheet) -> dict[str, Any]:
    rows = [[shown(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
    row, column = sheet.start or (0, 0)
    return {"rows": rows if any(map(any, rows)) else [], "row": row, "column": column, "merged": merged}


def shown(value: object) -> str:
    """A value as a person sees it: whole numbers without a point, dates and times as ISO writes them."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    return _time(value)


def _time(value: object) -> str:
    match value:
        case dt.datetime():
            midnight = value.time() == dt.time()
            return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
        case dt.time():
            return value.isoformat("seconds")
        case dt.timedelta():
            return _duration(value)
    return str(value)


def _text(value: str) -> str:
    """A text with its line breaks; a duration as OpenDocument writes it, in hours and minutes."""
    if found := _ISO_DURATION.fullmatch(value):
        return "{:0>2}:{:0>2}:{:0>2}".format(*found.groups())
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def _duration(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' if seconds < 0 else ''}{hours:02}:{rest // 60:02}:{rest % 60:02}"


if __name__ == "__main__":
    answer(sheets)
