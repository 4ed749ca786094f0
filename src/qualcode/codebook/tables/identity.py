"""Ids made from names: short, unique, and the same whenever the same table is read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qualcode.codebook.tables.tree import Node
from qualcode.model import ID

LONGEST = 40
FOREIGN = "code"
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "&": " and ",
    }
)
_INSIDE = re.compile(r"(?<=[^\W\d])[.'’](?=\w|$)|(?<=[^\W\d])\.(?=\s)")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """A name as an id (`U.S. leadership` is `us_leadership`); "" where it has no Latin letter or digit."""
    text = name.casefold().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", _INSIDE.sub("", text)).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = _OTHERS.sub("_", text).strip("_")
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rpartition("_")[0] or text[:LONGEST]


def give_ids(nodes: Sequence[Node]) -> list[str]:
    """Give every code (parents before children) an id; returns sentences on what is not as expected.

    Ids that the table gives are kept where they can be used. Of codes whose names make the same id, those
    below others get their parent's in front, and what is still alike is numbered.
    """
    ids, bad = _Ids(), 0
    for node in nodes:
        if node.id and (not ID.fullmatch(node.id) or node.id in ids.taken):
            node.id, bad = "", bad + 1
        ids.taken.add(node.id)
    ids.lowered = {name.casefold() for name in ids.taken}
    unnamed = [node for node in nodes if not node.id]
    same = Counter(slug(node.name) for node in unnamed)
    for node in unnamed:
        base = slug(node.name)
        if node.parent is not None and base and (same[base] > 1 or base in ids.lowered):
            base = f"{node.parent.id}_{base}"
        node.id = ids.new(base)
    return list(_warnings(bad, ids))


@dataclass(slots=True)
class _Ids:
    """The ids that are taken, as they are and in lower case, and the numbers given so far."""

    taken: set[str] = field(default_factory=set)
    lowered: set[str] = field(default_factory=set)
    last: Counter[str] = field(default_factory=Counter)
    alike: int = 0

    def new(self, base: str) -> str:
        """An id that is free: the base, or the next number behind it."""
        if base and base not in self.lowered:
            self.lowered.add(base)
            return base
        self.alike += bool(base)
        self.last[base] += 1 if self.last[base] or not base else 2
        made = f"{base or FOREIGN}_{self.last[base]}"
        if made.casefold() in self.lowered:
            return self.new(base)
        self.lowered.add(made.casefold())
        return made


def _warnings(bad: int, ids: _Ids) -> Iterable[str]:
    if bad:
        yield f"Ids that cannot be used or stand twice: {bad}; their codes got ids from the names."
    if ids.alike:
        yield f"Names that stand twice in one place: {ids.alike}; their ids are numbered."
    if ids.last[""]:
        yield f"Names without Latin letters: {ids.last['']}; their ids are {FOREIGN}_1, {FOREIGN}_2 …"
