"""The tree that the rows of a table make: codes by their path, each with the rows that speak of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.codebook.tables.code_columns import CodeColumns
from qualcode.errors import refuse
from qualcode.tables import HeadedTable
from qualcode.tables.grid import one_line

LEVEL_LIMIT = 15


@dataclass(frozen=True, slots=True)
class CodeRows:
    """The rows of codes in a table: `lines` are their places in the grid."""

    sheet: HeadedTable
    columns: CodeColumns
    lines: tuple[int, ...]

    def cell(self, line: int, column: int) -> str:
        """A cell, in one line."""
        return one_line(self.sheet.grid.rows[line][column])

    def single(self, line: int, field: str) -> str:
        """The cell of a field that a code has once; "" where the table has no such column."""
        return "".join(self.cell(line, column) for column in self.columns.of(field))

    @property
    def leaf(self) -> int:
        """The column of the lowest names."""
        return self.columns.levels[-1]


@dataclass(eq=False, slots=True)
class Node:
    """A code as the table names it.

    `rows` are its own rows, `further` those that only go on with it (rows without a name of their own).
    """

    name: str
    parent: Node | None = None
    id: str = ""
    rows: list[int] = field(default_factory=list)
    further: list[int] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)

    @property
    def lineage(self) -> list[Node]:
        """The code and those above it, up to the top."""
        return [self, *(self.parent.lineage if self.parent else ())]


@dataclass(slots=True)
class Tree:
    """Codes in the order in which the table first names them.

    `how` says by what the hierarchy shows, `warnings` are whole sentences on it.
    """

    how: str = ""
    top: list[Node] = field(default_factory=list)
    known: dict[tuple[int, str], Node] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def by_paths(cls, how: str, rows: CodeRows, paths: Mapping[int, Sequence[str]]) -> Tree:
        """Each row at its path; a row without one goes on with the code above it."""
        tree = cls(how)
        node: Node | None = None
        for line in rows.lines:
            if line in paths:
                refuse_depth(rows, line, len(paths[line]))
                for depth, name in enumerate(paths[line]):
                    node = tree.at(name, node if depth else None)
                if node is not None:
                    node.rows.append(line)
            elif node is not None:
                node.further.append(line)
        return tree

    def at(self, name: str, parent: Node | None) -> Node:
        """The code of a name below another; made where there is none yet."""
        key = (id(parent), name.casefold())
        if key not in self.known:
            self.known[key] = self.add(Node(name), parent)
        return self.known[key]

    def add(self, node: Node, parent: Node | None) -> Node:
        """Put a code below another."""
        node.parent = parent
        (parent.below if parent else self.top).append(node)
        return node

    def __iter__(self) -> Iterator[Node]:
        """All codes, parents first."""
        waiting = list(reversed(self.top))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.below))


def refuse_depth(rows: CodeRows, line: int, depth: int) -> None:
    """Refuse a code below more others than a codebook may have."""
    if depth > LEVEL_LIMIT:
        problem = f"a code stands below more than {LEVEL_LIMIT - 1} others"
        refuse(rows.sheet.at(line), problem, "make the tree flatter")
