"""The rows of every code put together; rows that contradict each other make codes of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.codebook.tables.code_headings import LISTS
from qualcode.codebook.tables.details import DEFINITION, CodeDetails, RowReader
from qualcode.codebook.tables.tree import Node, Tree
from qualcode.model import ID, Code, CodeKind
from qualcode.tables.ids import FOREIGN, TakenIds, slug

COMPARED = 50


@dataclass(slots=True)
class Gathered:
    """The details of all codes by `id(node)`; `alike` counts the codes beside one of their name."""

    tree: Tree
    reader: RowReader
    found: dict[int, CodeDetails] = field(default_factory=dict)
    alike: int = 0

    def gather(self) -> None:
        """Read all rows of all codes."""
        for node in list(self.tree):
            self._read(node)
        for node in list(self.tree):
            for line in (*node.rows, *node.further):
                self._describe_levels(node, line)

    def _read(self, node: Node) -> None:
        """Read the rows of a code; those that contradict the ones before make another code behind it."""
        variants: list[tuple[Node, CodeDetails]] = [(node, CodeDetails())]
        lines, node.rows = node.rows, []
        for line in lines:
            row = self.reader.read(line)
            fitting = next((one for one in variants[:COMPARED] if one[1].agrees(row)), None)
            if fitting is None:
                fitting = Node(node.name, node.parent), CodeDetails()
                variants.append(fitting)
            fitting[0].rows.append(line)
            fitting[1].add(row)
        for line in node.further:
            variants[0][1].add(self.reader.read(line))
        self._insert(node, variants)

    def _insert(self, node: Node, variants: list[tuple[Node, CodeDetails]]) -> None:
        siblings = node.parent.below if node.parent else self.tree.top
        if len(variants) > 1:
            behind = siblings.index(node) + 1
            siblings[behind:behind] = [twin for twin, _ in variants[1:]]
            self.alike += len(variants) - 1
        for one, details in variants:
            self.found[id(one)] = details
            one.id = one.id or details.id

    def _describe_levels(self, node: Node, line: int) -> None:
        """Give what a column such as `Theme definition` says to the theme."""
        rows = self.reader.rows
        for place, column in rows.columns.of_level.items():
            text = rows.sheet.grid.rows[line][column]
            if text:
                chain = node.lineage[::-1]
                above = chain[min(place, len(chain) - 1)]
                self.found[id(above)].put(DEFINITION, [text])

    def codes(self) -> Iterator[Code]:
        """The codes, parents first; every family has the kind of its top."""
        kinds = self._kinds()
        for node in self.tree:
            details = self.found[id(node)]
            include, exclude, examples, counterexamples = (
                tuple(details.texts.get(name, ())) for name in LISTS
            )
            yield Code(
                id=node.id,
                name=node.name,
                kind=kinds[id(node.lineage[-1])],
                parent=node.parent.id if node.parent else None,
                definition=details.definition,
                colour=details.colour,
                include=include,
                exclude=exclude,
                examples=examples,
                counterexamples=counterexamples,
            )

    def _kinds(self) -> Mapping[int, CodeKind]:
        """The kind of each top-level code: its own, else the one that all kinds below it agree on."""
        families: dict[int, list[CodeKind]] = {}
        for node in self.tree:
            kind = self.found[id(node)].kind
            families.setdefault(id(node.lineage[-1]), []).extend([kind] if kind else [])
        own = {id(node): self.found[id(node)].kind for node in self.tree.top}
        return {
            root: own[root] or (kinds[0] if len(set(kinds)) == 1 else "theme")
            for root, kinds in families.items()
        }

    def strangers(self) -> int:
        """How many codes state a kind that their family has not."""
        kinds = self._kinds()
        return sum(
            1
            for node in self.tree
            if (kind := self.found[id(node)].kind) and kind != kinds[id(node.lineage[-1])]
        )


def give_ids(nodes: Sequence[Node]) -> Iterator[str]:
    """Give every code (parents before children) an id; yields sentences on what is not as expected.

    Ids that the table gives are kept where they can be used. Of codes whose names make the same id, those
    below others get their parent's in front, and what is still alike is numbered.
    """
    given = [node.id for node in nodes if node.id]
    own: set[str] = set()
    for node in nodes:
        if not ID.fullmatch(node.id) or node.id in own:
            node.id = ""
        own.add(node.id)
    ids = TakenIds({name.casefold() for name in own})
    unnamed = [node for node in nodes if not node.id]
    same = Counter(slug(node.name) for node in unnamed)
    for node in unnamed:
        base = slug(node.name)
        if node.parent is not None and base and (same[base] > 1 or base in ids.lowered):
            base = f"{node.parent.id}_{base}"
        node.id = ids.new(base)
    bad = len(given) - len(own - {""})
    if bad:
        yield f"Ids that cannot be used or stand twice: {bad}; their codes got ids from the names."
    if ids.alike:
        yield f"Names that stand twice in one place: {ids.alike}; their ids are numbered."
    if ids.foreign:
        yield f"Names without Latin letters: {ids.foreign}; their ids are {FOREIGN}_1, {FOREIGN}_2 …"
