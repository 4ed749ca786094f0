"""A table as people lay it out: a title above, the header somewhere, cells merged over several rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.anchors import normal
from qualcode.documents import Table

ROW_LIMIT = 20_000
HEADER_WITHIN = 40
HEADING_LIMIT = 80
TAB = 4

_BREAKS = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060"
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    r"""The text in NFC without control characters and outer blanks; every kind of line break is ``\n``."""
    return _CONTROL.sub("", normal(text).translate(_BREAKS)).strip()


def one_line(text: str) -> str:
    """The text in one line, with single blanks."""
    return _BLANKS.sub(" ", clean(text).strip(_UNSEEN)).strip()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with merged cells filled down.

    Attributes:
        name: of the sheet, or "".
        rows: cells, cleaned; what is merged over several rows stands in each of them.
        below: the cells that were filled so, as (row, column) from 0.
        across: how many columns a cell is merged over, where more than one.
        indents: by how many blanks a cell is indented.
        numbers: what the file's program calls each row.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    below: frozenset[tuple[int, int]]
    across: Mapping[tuple[int, int], int]
    indents: Mapping[tuple[int, int], int]
    numbers: Sequence[int]

    @classmethod
    def of(cls, table: Table) -> Grid:
        """The table as a grid."""
        rows = [[clean(cell) for cell in row] for row in table.rows]
        below = {at: first for at, first in table.merged.items() if _stands_below(at, first, rows)}
        for (row, column), first in below.items():
            rows[row][column] = rows[first[0]][column]
        across = Counter(first for at, first in table.merged.items() if at[0] == first[0])
        return cls(
            name=table.name,
            rows=tuple(map(tuple, rows)),
            below=frozenset(below),
            across={first: number + 1 for first, number in across.items()},
            indents=dict(_indents(table.rows)),
            numbers=table.numbers or range(table.first_row, table.first_row + len(rows)),
        )

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    def number(self, row: int) -> int:
        """The number that the file's program shows for a row."""
        return self.numbers[row]

    def index(self, number: int) -> int | None:
        """The row that is shown with a number; None where there is none."""
        return self.numbers.index(number) if number in self.numbers else None

    def column(self, column: int, below: int) -> list[str]:
        """The texts of a column below a row; "" for cells that are blank."""
        return [row[column] for row in self.rows[below + 1 :]]

    def headings(self, row: int) -> tuple[str, ...]:
        """The cells of a row, each in one line."""
        return tuple(one_line(cell) for cell in self.rows[row])

    def header(self, score: Callable[[Sequence[str]], float]) -> int | None:
        """The row whose headings score best, the first of several; None where all score 0."""
        scores = [score(self.headings(row)) for row in range(min(len(self.rows), HEADER_WITHIN))]
        best = max(scores, default=0.0)
        return scores.index(best) if best > 0 else None

    def title(self, header: int) -> str:
        """The first row above the header that holds a single short text, as titles do."""
        for row in self.rows[:header]:
            filled = [cell for cell in row if cell]
            if len(filled) == 1 and len(filled[0]) <= 2 * HEADING_LIMIT:
                return one_line(filled[0])
        return ""


def _stands_below(at: tuple[int, int], first: tuple[int, int], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a merged cell is in the column of the first one, and both are in the table."""
    (row, column), (above, beside) = at, first
    return above < row < len(rows) and beside == column < min(len(rows[row]), len(rows[above]))


def _indents(rows: Iterable[Sequence[str]]) -> Iterable[tuple[tuple[int, int], int]]:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            blanks = cell[: len(cell) - len(cell.lstrip())].rpartition("\n")[2]
            if blanks and len(blanks) < len(cell):
                yield (number, column), sum(TAB if sign == "\t" else 1 for sign in blanks)
