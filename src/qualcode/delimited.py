"""Delimited tables as people save them: any usual separator, any usual encoding.

Cells stay text exactly as written; what was guessed can be read off the result.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import refuse
from qualcode.files import MEGABYTE, read_bytes

SEPARATORS = (",", ";", "\t", "|")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
CELL_LIMIT = 4 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table as read: `rows` below `header`, every row as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    separator: str
    encoding: str
    place: str

    @property
    def guess(self) -> str:
        """What was taken for granted about the file, in words."""
        return f"{self.encoding}, {_NAMES[self.separator]}-separated"

    def column(self, name: str) -> int:
        """Index of a column, found without regard to case; raises `FaultsFound` if absent."""
        wanted = name.strip().casefold()
        for index, title in enumerate(self.header):
            if title.strip().casefold() == wanted:
                return index
        return refuse(self.place, f"has no column {name!r}", f"choose one of: {', '.join(self.header)}")


def read_delimited(path: Path, *, place: str, limit: int = 200 * MEGABYTE) -> Delimited:
    """Read a table with a header row; raises `FaultsFound` with the line of every ragged row."""
    data = read_bytes(path, place=place, limit=limit)
    text, encoding = _decode(data, place)
    if not text.strip():
        refuse(place, "is empty", "give it a header row and at least one row")
    separator = _separator(text)
    return _table(text, separator, encoding, place)


def write_delimited(
    header: Sequence[str], rows: Sequence[Sequence[str]], separator: str = ",", *, bom: bool = False
) -> str:
    """Return the table as text (LF line ends), quoted only where needed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return ("\ufeff" if bom else "") + buffer.getvalue()


def _decode(data: bytes, place: str) -> tuple[str, str]:
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            return _decode_as(data, encoding, place), encoding
    if b"\0" in data:
        refuse(place, "is not a text table (it holds NUL bytes)", "save it as CSV in UTF-8")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_as(data, "cp1252", place), "cp1252"


def _decode_as(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return refuse(place, f"is neither UTF-8 nor {encoding}", "save it as CSV in UTF-8")


def _separator(text: str) -> str:
    """The separator that cuts the first row into the most columns, commas first."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\ufeff\r\n ").splitlines()[0])
    return max(SEPARATORS, key=lambda sign: (first.count(sign), -SEPARATORS.index(sign)))


def _table(text: str, separator: str, encoding: str, place: str) -> Delimited:
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    header: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(cells, f"{place}:{reader.line_num}")
                continue
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                refuse(
                    f"{place}:{reader.line_num}",
                    f"has {len(cells)} cells under {len(header)} columns",
                    f"put cells that hold a {_NAMES[separator]} in double quotes",
                )
            padded = (*cells, *[""] * len(header))[: len(header)]
            rows.append(padded)
            lines.append(reader.line_num)
    except csv.Error as error:
        refuse(f"{place}:{reader.line_num}", f"cannot be read as a table ({error})", "save it as CSV again")
    return Delimited(header, tuple(rows), tuple(lines), separator, encoding, place)


def _header(cells: Sequence[str], place: str) -> tuple[str, ...]:
    names = [cell.strip().casefold() for cell in cells]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        refuse(place, f"names the column {twice[0]!r} twice", "give every column its own name")
    return tuple(cells)
