"""A document with tables → the codes of a codebook, with all that was taken for granted on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from qualcode.codebook.tables.code_columns import CodeColumns, code_columns, header_score, without_levels
from qualcode.codebook.tables.code_headings import EXTRA, FIELDS, IGNORE
from qualcode.codebook.tables.details import RowReader
from qualcode.codebook.tables.gathering import Gathered, give_ids
from qualcode.codebook.tables.hierarchy import tree_of
from qualcode.codebook.tables.tree import CodeRows
from qualcode.documents import Document
from qualcode.errors import refuse
from qualcode.model import Code
from qualcode.tables import HeadedTable, TableChoice, headed_table
from qualcode.tables.headings import stated_fields


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


def book_of(document: Document, choice: TableChoice, *, place: str, name: str, title: str = "") -> BookTable:
    """Read the codebook out of a document's tables; `name` titles it where nothing else does.

    Raises `FaultsFound` where there is no table, none that names codes, or not what `choice` names.
    """
    stated = stated_fields(choice.columns, "name=Label", FIELDS)
    score = partial(header_score, stated=stated)
    sheet = headed_table(document, choice, score, place=place, what="a column such as Code or Theme")
    columns = code_columns(sheet, stated)
    lines = tuple(_lines(sheet, columns))
    tree = tree_of(CodeRows(sheet, columns, lines))
    if tree.how == "parents":
        columns = without_levels(columns)
    gathered = Gathered(tree, RowReader(CodeRows(sheet, columns, lines)))
    gathered.gather()
    on_ids = tuple(give_ids(list(tree)))
    codes = tuple(gathered.codes())
    if not codes:
        refuse(sheet.at(sheet.header), "there are no codes below the headings", "name another --header")
    fields = columns.fields(sheet.headings)
    ignored = columns.of(IGNORE)
    if tree.how != "numbers" and fields.pop("number", ""):  # running numbers say nothing of their own
        ignored += columns.of("number")
    return BookTable(
        format=document.format,
        sheet=sheet.grid.name,
        header_row=sheet.grid.number(sheet.header),
        columns=fields,
        ignored=tuple(sheet.headings[column] for column in ignored if sheet.headings[column]),
        title=title or sheet.title or name,
        codes=codes,
        levels=_levels(codes),
        how=tree.how,
        warnings=(
            *_on_columns(sheet, columns),
            *tree.warnings,
            *_on_codes(gathered),
            *on_ids,
            *_on_file(document),
        ),
    )


def _lines(sheet: HeadedTable, columns: CodeColumns) -> Iterator[int]:
    """The rows that say something, without those that repeat the headings on a new page."""
    used = columns.used
    for line in sheet.body:
        if any(sheet.grid.rows[line][column] for column in used) and not sheet.repeats_headings(line):
            yield line


def _levels(codes: Sequence[Code]) -> tuple[int, ...]:
    depths: dict[str, int] = {}
    for code in codes:
        depths[code.id] = depths[code.parent] + 1 if code.parent else 1
    numbers = Counter(depths.values())
    return tuple(numbers[depth] for depth in sorted(numbers))


# --- what may not be as meant: whole sentences, without words of the table's texts --------


def _on_columns(sheet: HeadedTable, columns: CodeColumns) -> Iterator[str]:
    """Which tables and columns were passed over or taken for something that they may not be."""
    yield from sheet.on_others()
    if columns.of(EXTRA):
        named = ", ".join(map(sheet.called, columns.of(EXTRA)))
        yield f"No field for: {named}. What stands there is kept at the end of the definitions."
    counter = [sheet.headings[column] for column in columns.of("counterexamples")]
    atypical = next((heading for heading in counter if "atypical" in heading.casefold()), "")
    if atypical:
        yield f"{atypical}: read as counterexamples; else add --column 'examples={atypical}'."


def _on_codes(gathered: Gathered) -> Iterator[str]:
    """What rows say against each other, and values that cannot be used as such."""
    if gathered.alike:
        yield f"Codes named as another in the same place that say something else: {gathered.alike}."
    if gathered.strangers():
        yield f"Codes of another kind than the one above them: {gathered.strangers()}; they get its kind."
    if gathered.reader.kinds:
        yield f"Kinds but theme, flag and topic: {gathered.reader.kinds}; they are kept in the definitions."
    if gathered.reader.colours:
        yield f"Colours that are not #rrggbb: {gathered.reader.colours}; they are kept in the definitions."


def _on_file(document: Document) -> Iterator[str]:
    """What the reading of the file has to say."""
    yield from document.notes
    if document.left_out:
        named = ", ".join(f"{number} × {what}" for what, number in document.left_out.items())
        yield f"Left out of the file: {named}."
