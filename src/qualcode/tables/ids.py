"""What an id is: how one is made from a name or a heading, kept free, and compared with others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from qualcode.anchors import normal

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
    return _cut(_OTHERS.sub("_", text).strip("_"))


def attribute(heading: str) -> str:
    """A heading as the name of an attribute: `Age (years)` is `age_years`; "" where nothing is left."""
    text = heading.casefold().replace("%", " percent ").replace("#", " no ")
    return _cut(re.sub(r"\W+", "_", text).strip("_"))


def _cut(name: str) -> str:
    """The name, cut at a word where it is too long."""
    return name if len(name) <= LONGEST else name[: LONGEST + 1].rpartition("_")[0] or name[:LONGEST]


def free(name: str, taken: Collection[str]) -> str:
    """The name, or the first with a number behind it that nothing has: `age_2`."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def id_key(name: str) -> str:
    """A name as it is compared with others: case and outer blanks make no other id."""
    return normal(name).strip().casefold()


@dataclass(slots=True)
class TakenIds:
    """The ids that are taken, in lower case; `alike` counts those that had to be numbered."""

    lowered: set[str] = field(default_factory=set)
    last: Counter[str] = field(default_factory=Counter)
    alike: int = 0

    @property
    def foreign(self) -> int:
        """How many ids were asked for without a base."""
        return self.last[""]

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
