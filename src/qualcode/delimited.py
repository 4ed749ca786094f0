"""Delimited tables as people save them: any usual separator, any usual encoding.

Cells stay text exactly as written; what was guessed can be read off the result.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path
from typing import Literal

from qualcode.decoding import decode
from qualcode.errors import FAULT_LIMIT, Fault, FaultsFound, refuse
from qualcode.files import MEGABYTE, read_bytes

SEPARATORS = (",", ";", "\t", "|")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
CELL_LIMIT = 4 * MEGABYTE
CELLS_LIMIT = 20_000_000
"""So many cells a table may have once its rows are filled up."""
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_STATED = re.compile(r"sep=([,;\t|])[ \t]*(?=[\r\n])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table as read: `rows` below `header`, every row as long as the header.

    `lines` are those on which the rows start, from 1, `header_line` that of the header. `longer` rows held
    more cells than the header does, which only a reading with `ragged` lets pass.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    separator: str
    encoding: str
    place: str
    header_line: int = 1
    longer: int = 0

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


def read_delimited(path: Path, *, place: str, limit: int = 200 * MEGABYTE, encoding: str = "") -> Delimited:
    """Read a table with a header row; raises `FaultsFound` with the line of every row that is too long.

    Rows that are too short are filled up with empty cells. Rows of empty cells are rows; empty lines, rows
    above the header and a first line such as ``sep=;`` are passed over.
    """
    return delimited_of(read_bytes(path, place=place, limit=limit), place=place, encoding=encoding)


def delimited_of(data: bytes, *, place: str, encoding: str = "", ragged: bool = False) -> Delimited:
    """Read a table from its bytes; see `read_delimited`.

    With `ragged`, rows may be longer than the header, which is then filled up as they are, and two columns
    may have one name: for tables in which nothing but the cells is of interest.
    """
    text, encoding = decode(data, place=place, encoding=encoding)
    text = text.removeprefix("\ufeff")
    stated = _STATED.match(text)
    separator = stated[1] if stated else _separator(text)
    (first, titles), *body = _rows_from_header(text, separator, place, below=1 if stated else 0)
    if not ragged:
        _check(first, titles, body, _NAMES[separator], place)
    width = max(len(titles), *(_filled_cells(cells) for _, cells in body), 0) if ragged else len(titles)
    if width * len(body) > CELLS_LIMIT:
        refuse(place, f"has more than {CELLS_LIMIT:,} cells", "take out empty columns, or split it")
    return Delimited(
        header=_filled(titles, width),
        rows=tuple(_filled(cells, width) for _, cells in body),
        lines=tuple(line for line, _ in body),
        separator=separator,
        encoding=encoding,
        place=place,
        header_line=first,
        longer=sum(1 for _, cells in body if any(cell.strip() for cell in cells[len(titles) :])),
    )


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


def _rows_from_header(text: str, separator: str, place: str, below: int) -> list[tuple[int, list[str]]]:
    """The rows from the header on, which stands below so many lines."""
    rows = (row for row in _rows(text, separator, place) if row[0] > below)
    found = list(dropwhile(lambda row: not any(cell.strip() for cell in row[1]), rows))
    return found or refuse(place, "is empty", "give it a header row and at least one row")


def _check(
    first: int, titles: Sequence[str], body: Sequence[tuple[int, list[str]]], separator: str, place: str
) -> None:
    """Refuse two columns of one name, and rows with words beyond the last column."""
    _check_header(titles, f"{place}:{first}")
    width = len(titles)
    ragged = (
        Fault(
            f"{place}:{line}",
            f"has {len(cells)} cells under {width} columns",
            f"put cells that hold a {separator} in double quotes",
        )
        for line, cells in body
        if any(cell.strip() for cell in cells[width:])
    )
    faults = list(islice(ragged, FAULT_LIMIT))
    if faults:
        raise FaultsFound(faults)


def _filled_cells(cells: Sequence[str]) -> int:
    """How many cells a row has up to the last that holds anything."""
    return next((index for index in range(len(cells), 0, -1) if cells[index - 1].strip()), 0)


def _filled(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


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


def _check_header(cells: Sequence[str], place: str) -> None:
    names = Counter(cell.strip().casefold() for cell in cells)
    twice = sorted(name for name, times in names.items() if name and times > 1)
    if twice:
        refuse(place, f"names the column {twice[0]!r} twice", "give every column its own name")
