"""A document with tables → the codes of a codebook, with all that was taken for granted on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from qualcode.codebook.tables.columns import (
    CodeColumns,
    columns_of,
    header_score,
    parse_overrides,
    without_levels,
)
from qualcode.codebook.tables.details import RowReader
from qualcode.codebook.tables.gathering import Gathered
from qualcode.codebook.tables.hierarchy import tree_of
from qualcode.codebook.tables.identity import give_ids
from qualcode.codebook.tables.placing import Growing, Rows
from qualcode.codebook.tables.remarks import on_choice, on_codes, on_file
from qualcode.documents.document import Document, Paragraph
from qualcode.documents.grid import HEADING_LIMIT, Grid, one_line
from qualcode.documents.tables import HeaderFound, choose
from qualcode.errors import refuse
from qualcode.model import Code


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user says about a table; "" and 0 leave it to us. `columns` are `FIELD=HEADING`."""

    sheet: str = ""
    header: int = 0
    columns: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class BookTable:
    """A codebook read from a table.

    Attributes:
        format: of the file; `sheet` and `header_row` say where in it the table stands.
        columns: headings by the field that they are read as.
        ignored: headings of columns that were left out.
        levels: how many codes there are on each level, from the top.
        how: what showed the hierarchy; "" where there is none.
        warnings: whole sentences on all that may not be as meant.
    """

    format: str
    sheet: str
    header_row: int
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    title: str
    codes: tuple[Code, ...]
    levels: tuple[int, ...]
    how: str
    warnings: tuple[str, ...]


def book_of(document: Document, choice: Choice, *, place: str, name: str) -> BookTable:
    """Read the codebook out of a document's tables; `name` titles it where nothing else does.

    Raises `FaultsFound` where there is no table, none that names codes, or not what `choice` names.
    """
    overrides = parse_overrides(choice.columns)
    score = partial(header_score, overrides=overrides)
    what = "a column such as Code or Theme"
    found = choose(document, choice.sheet, choice.header, score, place=place, what=what)
    grid, headings = found.grid, found.grid.headings(found.header)
    columns = columns_of(grid, found.header, overrides, place)
    rows = Rows(grid, columns, place, _lines(grid, found.header, columns))
    grown = tree_of(rows)
    if grown.how == "parents":
        columns = without_levels(columns)
        rows = Rows(grid, columns, place, rows.lines)
    gathered = Gathered(grown.tree, RowReader(rows, headings))
    gathered.gather()
    trouble = give_ids(list(grown.tree))
    codes = tuple(gathered.codes())
    if not codes:
        refuse(
            f"{place}:{grid.number(found.header)}",
            "there are no codes below the headings",
            "name another --header",
        )
    unused = _unused_number(columns, grown)
    return BookTable(
        format=document.format,
        sheet=grid.name,
        header_row=grid.number(found.header),
        columns={
            field: heading for field, heading in columns.fields(headings).items() if field not in unused
        },
        ignored=tuple(
            headings[column] for column in (*columns.ignored, *unused.values()) if headings[column]
        ),
        title=choice.title or grid.title(found.header) or _heading(document, found) or name,
        codes=codes,
        levels=_levels(codes),
        how=grown.how,
        warnings=(
            *on_choice(found, columns),
            *grown.warnings,
            *on_codes(gathered),
            *trouble,
            *on_file(document),
        ),
    )


def _lines(grid: Grid, header: int, columns: CodeColumns) -> tuple[int, ...]:
    """The rows that say something, without those that repeat the headings on a new page."""
    used = {*columns.levels, *columns.single.values(), *columns.extra, *columns.of_level.values()}
    used.update(column for several in columns.texts.values() for column in several)
    return tuple(
        line
        for line in range(header + 1, len(grid.rows))
        if any(grid.rows[line][column] for column in used) and grid.rows[line] != grid.rows[header]
    )


def _heading(document: Document, found: HeaderFound) -> str:
    """The last heading of a text before the table."""
    before = document.blocks[: document.blocks.index(found.table)]
    titles = [block.text for block in before if isinstance(block, Paragraph) and block.heading]
    return one_line(titles[-1])[: 2 * HEADING_LIMIT] if titles else ""


def _levels(codes: Sequence[Code]) -> tuple[int, ...]:
    depths: dict[str, int] = {}
    for code in codes:
        depths[code.id] = depths[code.parent] + 1 if code.parent else 1
    numbers = Counter(depths.values())
    return tuple(numbers[depth] for depth in sorted(numbers))


def _unused_number(columns: CodeColumns, grown: Growing) -> dict[str, int]:
    """A column of running numbers, which say nothing of their own."""
    number = columns.single.get("number")
    return {} if number is None or grown.how == "numbers" else {"number": number}
