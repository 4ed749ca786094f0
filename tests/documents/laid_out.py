"""Tables for the tests: short to write, as the readers of files hand them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.documents.document import Block, Document, Table

Merges = Mapping[tuple[int, int], tuple[int, int]]


def table(
    text: str | Sequence[Sequence[str]], name: str = "", *, first_row: int = 1, merged: Merges | None = None
) -> Table:
    """A table, written as lines of cells between bars, or as rows of cells."""
    if isinstance(text, str):
        lines = text.strip("\n").split("\n")
        rows = [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in lines]
    else:
        rows = [list(row) for row in text]
    width = max(map(len, rows))
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Table(filled, name, first_row, merged or {})


def down(row: int, column: int, rows: int) -> dict[tuple[int, int], tuple[int, int]]:
    """A cell merged over so many rows."""
    return {(row + below, column): (row, column) for below in range(1, rows)}


def across(row: int, column: int, columns: int) -> dict[tuple[int, int], tuple[int, int]]:
    """A cell merged over so many columns."""
    return {(row, column + beside): (row, column) for beside in range(1, columns)}


def document(*blocks: Block, kind: str = "xlsx") -> Document:
    """A document of these blocks."""
    return Document(kind, blocks)
