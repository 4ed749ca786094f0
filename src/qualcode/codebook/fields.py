"""Which keys a codebook has: the one table behind the reader, its faults and the JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal[
    "text", "texts", "kind", "colour", "count", "codes", "rules", "lists", "terms", "groups", "pattern"
]


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a mapping: its type, whether it must be there, and what it is for."""

    type: FieldType
    about: str
    required: bool = False


BOOK = {
    "codebook": Field("text", "title of the codebook", required=True),
    "version": Field("text", "version, printed with every result", required=True),
    "about": Field("text", "what the codebook is for"),
    "lists": Field("lists", "named lists of terms; `<name>` among the terms of a rule stands for one"),
    "codes": Field("codes", "the codes, top level first", required=True),
}

CODE = {
    "id": Field("text", "short name used in files and commands: letters, digits, _ . -", required=True),
    "name": Field("text", "name printed in tables", required=True),
    "kind": Field("kind", "theme (default), flag or topic; children take their parent's"),
    "parent": Field("text", "id of the code above, where the code is not written under its `children`"),
    "definition": Field("text", "what the code means"),
    "include": Field("texts", "when to use the code"),
    "exclude": Field("texts", "when not to use it, and which code to use instead"),
    "examples": Field("texts", "sentences that must get the code; run by `qualcode codebook test`"),
    "counterexamples": Field("texts", "sentences that must not get the code; run as tests, too"),
    "rules": Field("rules", "rules that suggest the code"),
    "colour": Field("colour", "colour as #rrggbb"),
    "children": Field("codes", "the codes below this one"),
}

RULE = {
    "name": Field("text", "how evidence refers to the rule"),
    "any": Field("terms", "strong terms: one of them is enough"),
    "weak": Field("terms", "terms that count only when two different ones meet, or beside a strong one"),
    "all": Field("groups", "groups of terms: one term of every group must be there"),
    "within": Field("count", "with `all`: the words must lie within so many consecutive tokens"),
    "pattern": Field("pattern", "a spaCy Matcher pattern, or a list of them"),
    "unless": Field("terms", "terms that veto the rule in the same unit; alone, they veto the code"),
}

RULE_BODIES = ("any", "weak", "all", "pattern")
