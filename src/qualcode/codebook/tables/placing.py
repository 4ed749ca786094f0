"""The rows of codes in a table, and how each is put at its place in the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.codebook.tables.columns import CodeColumns
from qualcode.codebook.tables.tree import Node, Tree
from qualcode.documents.grid import Grid, one_line
from qualcode.errors import refuse

LEVEL_LIMIT = 15


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of codes in a table: `lines` are their places in the grid, `names` their names, as written."""

    grid: Grid
    columns: CodeColumns
    place: str
    lines: tuple[int, ...]

    def cell(self, line: int, column: int) -> str:
        """A cell, in one line."""
        return one_line(self.grid.rows[line][column])

    def single(self, line: int, field: str) -> str:
        """The cell of a field that a code has once; "" where the table has no such column."""
        column = self.columns.single.get(field)
        return "" if column is None else self.cell(line, column)

    @property
    def leaf(self) -> int:
        """The column of the lowest names."""
        return self.columns.levels[-1]


@dataclass(slots=True)
class Growing:
    """A tree while it is built: `how` says by what, `warnings` are whole sentences."""

    how: str = ""
    tree: Tree = field(default_factory=Tree)
    warnings: list[str] = field(default_factory=list)


def put(rows: Rows, grown: Growing, paths: Mapping[int, Sequence[str]]) -> Growing:
    """Put each row at its path; a row without one goes on with the code above it."""
    node: Node | None = None
    for line in rows.lines:
        if line in paths:
            *above, name = paths[line]
            refuse_depth(rows, line, len(paths[line]))
            node = grown.tree.at(name, grown.tree.reach(above))
            node.rows.append(line)
        elif node is not None:
            node.further.append(line)
    return grown


def refuse_depth(rows: Rows, line: int, depth: int) -> None:
    """Refuse a code below more others than a codebook may have."""
    if depth > LEVEL_LIMIT:
        place = f"{rows.place}:{rows.grid.number(line)}"
        refuse(place, f"a code stands below more than {LEVEL_LIMIT - 1} others", "make the tree flatter")
