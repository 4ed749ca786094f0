"""Delimited tables as people save them: any usual separator, any usual encoding.

Cells stay text exactly as written; what was guessed can be read off the result.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path
from typing import Literal

from qualcode.errors import FAULT_LIMIT, Fault, FaultsFound, refuse
from qualcode.files import MEGABYTE, read_bytes

SEPARATORS = (",", ";", "\t", "|")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
CELL_LIMIT = 4 * MEGABYTE
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_STATED = re.compile(r"sep=([,;\t|])[ \t]*(?=[\r\n])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table as read: `rows` below `header`, every row as long as the header.

    `lines` are those on which the rows start, from 1.
    """

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
    """Read a table with a header row; raises `FaultsFound` with the line of every row that is too long.

    Rows that are too short are filled up with empty cells. Rows of empty cells are rows; empty lines, rows
    above the header and a first line such as ``sep=;`` are passed over.
    """
    data = read_bytes(path, place=place, limit=limit)
    text, encoding = _decode(data, place)
    if "\0" in text:
        refuse(place, "is not a text table (it holds NUL bytes)", "save it as CSV in UTF-8")
    text = text.removeprefix("\ufeff")
    stated = _STATED.match(text)
    separator = stated[1] if stated else _separator(text)
    return _table(text, separator, encoding, place, below=1 if stated else 0)


def write_delimited(
    header: Sequence[str], rows: Sequence[Sequence[str]], separator: str = ",", *, bom: bool = False
) -> str:
    """Return the table as text (LF line ends), quoted only where needed.

    That is also where a heading holds another separator, which a reader could take for the table's.
    """
    buffer = _Buffer()
    doubtful = any(sign in heading for heading in header for sign in SEPARATORS)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if doubtful else csv.QUOTE_MINIMAL
    csv.writer(buffer, delimiter=separator, quoting=quoting).writerow(header)
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return ("\ufeff" if bom else "") + buffer.getvalue()


class _Buffer(io.StringIO):
    r"""Takes rows that end with ``\r\n``, which makes `csv` quote every kind of line break, and keeps LF."""

    def write(self, row: str) -> int:
        return super().write(row.removesuffix("\r\n") + "\n")


def _decode(data: bytes, place: str) -> tuple[str, str]:
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            return _decode_as(data, encoding, place), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_as(data, "cp1252", place), "cp1252"


def _decode_as(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        tried = "neither UTF-8 nor cp1252" if encoding == "cp1252" else f"not {encoding} throughout"
        return refuse(place, f"is {tried}", "save it as CSV in UTF-8")


def _separator(text: str) -> str:
    """The separator that cuts the first row into the most columns, commas first."""
    start = text.lstrip("\r\n ")
    return max(SEPARATORS, key=lambda sign: _fit(start, sign))


def _fit(text: str, separator: str) -> tuple[bool, int]:
    """How well a separator suits the first row: whether it cuts it at all, and into how many cells.

    One that breaks the row's quotes comes before those that don't cut, so that the row is refused
    rather than read as a single cell.
    """
    try:
        width = len(next(csv.reader(_lines(text), delimiter=separator, strict=True), []))
    except csv.Error:
        return False, 2
    return width > 1, width


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends; unlike `str.splitlines` it breaks at no other sign."""
    return (match[0] for match in _LINE.finditer(text))


def _table(text: str, separator: str, encoding: str, place: str, below: int) -> Delimited:
    """The table whose header stands below so many lines."""
    rows = [row for row in _rows(text, separator, place) if row[0] > below]
    rows = list(dropwhile(lambda row: not any(cell.strip() for cell in row[1]), rows))
    if not rows:
        refuse(place, "is empty", "give it a header row and at least one row")
    (first, titles), *body = rows
    header = _header(titles, f"{place}:{first}")
    width = len(header)
    ragged = (
        Fault(
            f"{place}:{line}",
            f"has {len(cells)} cells under {width} columns",
            f"put cells that hold a {_NAMES[separator]} in double quotes",
        )
        for line, cells in body
        if any(cell.strip() for cell in cells[width:])
    )
    faults = list(islice(ragged, FAULT_LIMIT))
    if faults:
        raise FaultsFound(faults)
    padded = tuple((*cells[:width], *[""] * (width - len(cells))) for _, cells in body)
    return Delimited(header, padded, tuple(line for line, _ in body), separator, encoding, place)


def _rows(text: str, separator: str, place: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty lines, each with the line it starts on."""
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "close every double quote and write one inside a cell twice, or save it as CSV again"
        refuse(f"{place}:{line}", f"cannot be read as a table ({error})", remedy)


def _header(cells: Sequence[str], place: str) -> tuple[str, ...]:
    names = Counter(cell.strip().casefold() for cell in cells)
    twice = sorted(name for name, times in names.items() if name and times > 1)
    if twice:
        refuse(place, f"names the column {twice[0]!r} twice", "give every column its own name")
    return tuple(cells)
