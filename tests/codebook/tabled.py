"""Codebooks as tables for the tests: read, and looked at in short."""

from __future__ import annotations

import pytest

from qualcode.codebook.tables import BookTable, book_of
from qualcode.documents.document import Block, Table
from qualcode.errors import FaultsFound
from qualcode.model import Code
from qualcode.tables import TableChoice
from tests.documents.laid_out import document, table

PLACE = "codes.xlsx"


def read(*blocks: Block | str, choice: TableChoice | None = None, title: str = "") -> BookTable:
    """The codebook that stands in tables (written as `laid_out.table` has them)."""
    made = [table(block) if isinstance(block, str) else block for block in blocks]
    return book_of(document(*made), choice or TableChoice(), place=PLACE, name="file name", title=title)


def refused(*blocks: Block | str, choice: TableChoice | None = None) -> str:
    """What reading says where it refuses."""
    with pytest.raises(FaultsFound) as error:
        read(*blocks, choice=choice)
    return str(error.value)


def tree(found: BookTable) -> list[str]:
    """The codes by name, each behind those above it."""
    by_id = {code.id: code for code in found.codes}

    def path(code: Code) -> str:
        return f"{path(by_id[code.parent])} > {code.name}" if code.parent else code.name

    return [path(code) for code in found.codes]


def code_named(found: BookTable, name: str) -> Code:
    """The only code of that name."""
    (code,) = [code for code in found.codes if code.name == name]
    return code


def columns(*rows: tuple[str, ...], merged: dict[tuple[int, int], tuple[int, int]] | None = None) -> Table:
    """A table whose cells keep their blanks."""
    return table(rows, merged=merged)
