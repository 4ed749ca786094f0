"""Which code stands below which: by columns, by a column of parents, or by what the names show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.codebook.tables.names import from_names, numbered, unnumbered
from qualcode.codebook.tables.tree import CodeRows, Node, Tree, refuse_depth
from qualcode.errors import refuse


def tree_of(rows: CodeRows) -> Tree:
    """Build the tree in the way that the table shows it."""
    if rows.columns.of("parent"):
        return _by_parents(rows)
    if len(rows.columns.levels) > 1:
        return _by_columns(rows)
    return from_names(rows)


# --- by columns ---------------------------------------------------------------------------


def _by_columns(rows: CodeRows) -> Tree:
    """`Theme | Subtheme | Code`: what is blank above the first name of a row goes on from the row before."""
    paths: dict[int, tuple[str, ...]] = {}
    before: list[str] = [""] * len(rows.columns.levels)
    named = {line: _own_names(rows, line) for line in rows.lines}
    strip = numbered([name for names in named.values() for name in names if name])
    for line, names in named.items():
        own = list(map(unnumbered, names)) if strip else names
        first = next((place for place, name in enumerate(own) if name), None)
        if first is None:
            continue
        before = [*before[:first], *own[first:]]
        paths[line] = tuple(name for name in before if name)
    return Tree.by_paths("columns", rows, paths)


def _own_names(rows: CodeRows, line: int) -> list[str]:
    """The names of a row by level; "" where a merged cell goes on."""
    below = rows.sheet.grid.below
    return ["" if (line, level) in below else rows.cell(line, level) for level in rows.columns.levels]


# --- by a column of parents ---------------------------------------------------------------


def _by_parents(rows: CodeRows) -> Tree:
    tree = Tree("parents")
    nodes: dict[tuple[str, ...], Node] = {}
    parents: dict[int, str] = {}
    last: Node | None = None
    for line in rows.lines:
        name, own, parent = rows.cell(line, rows.leaf), rows.single(line, "id"), rows.single(line, "parent")
        if not name and not own:
            if last is not None:
                last.further.append(line)
            continue
        last = nodes.setdefault((own,) if own else (name, parent), Node(name or own, id=own))
        last.rows.append(line)
        parents.setdefault(id(last), parent)
    _hang(rows, tree, list(nodes.values()), parents)
    return tree


def _hang(rows: CodeRows, tree: Tree, nodes: Sequence[Node], parents: Mapping[int, str]) -> None:
    """Hang every code below the one that its row names, by id or by name."""
    found: dict[str, Node] = {}
    ids, names = [node.id for node in nodes], [node.name for node in nodes]
    for spelled in (ids, names, map(str.casefold, ids), map(str.casefold, names)):
        for key, node in zip(spelled, nodes, strict=True):
            found.setdefault(key, node)
    for node in nodes:
        named = parents[id(node)]
        node.parent = found.get(named) or found.get(named.casefold()) if named else None
        if named and node.parent is None:
            node.parent = found[named.casefold()] = tree.add(Node(named), None)
    added = len(tree.top)
    for node in nodes:
        _refuse_circles(rows, node)
    for node in nodes:
        tree.add(node, node.parent)
    if added:
        tree.warnings.append(f"Parents without a row of their own: {added}; codes were made for them.")


def _refuse_circles(rows: CodeRows, node: Node) -> None:
    above, steps = node.parent, {id(node)}  # of those met on the way up
    while above is not None:
        refuse_depth(rows, node.rows[0], len(steps) + 1)
        if id(above) in steps:
            refuse(rows.sheet.at(node.rows[0]), "a code stands below itself", "name another parent, or none")
        steps.add(id(above))
        above = above.parent
