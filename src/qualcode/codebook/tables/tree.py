"""The tree that the rows of a table make: codes by their path, each with the rows that speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


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


@dataclass(slots=True)
class Tree:
    """Codes in the order in which the table first names them."""

    top: list[Node] = field(default_factory=list)
    known: dict[tuple[int, str], Node] = field(default_factory=dict)

    def at(self, name: str, parent: Node | None) -> Node:
        """The code of a name below another; made where there is none yet."""
        key = (id(parent), name.casefold())
        if key not in self.known:
            self.known[key] = self.add(Node(name), parent)
        return self.known[key]

    def reach(self, path: Iterable[str]) -> Node | None:
        """The code at a path, made with all on the way where there is none yet; None for an empty path."""
        node: Node | None = None
        for name in path:
            node = self.at(name, node)
        return node

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
