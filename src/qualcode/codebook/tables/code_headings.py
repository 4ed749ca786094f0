"""What the columns of a codebook are called: headings under their many names → fields of a code."""

from __future__ import annotations

import re
from typing import NamedTuple

from qualcode.tables.grid import HEADING_LIMIT
from qualcode.tables.headings import plain, vocabulary

LEVEL = "level"
NAME = "name"
EXTRA, IGNORE = "extra", "ignore"
TEXTS = ("definition", "include", "exclude", "examples", "counterexamples")
LISTS = TEXTS[1:]
SINGLE = ("id", "parent", "kind", "colour", "number")
FIELDS = (NAME, *SINGLE[:4], *TEXTS, "number", IGNORE, *(f"level{number}" for number in range(1, 10)))
"""What `--column FIELD=HEADING` may name."""

THEME, CODE = 20, 40


class Meaning(NamedTuple):
    """What a heading stands for; `rank` orders the columns of a hierarchy, smallest on top."""

    field: str
    rank: int = 0


_NAMES = vocabulary((Meaning(field, rank), names) for field, rank, names in (
    (LEVEL, 10, """aggregate dimension, dimension, domain, overarching theme, global theme, meta theme,
        main theme, major theme, parent theme, main category, core category, parent category,
        super category"""),
    (LEVEL, THEME, """theme, category, organising theme, organizing theme, second order theme,
        2nd order theme, generic category, code group, code family, code category, family, group, cluster,
        construct, concept, topic, section, heading"""),
    (LEVEL, 30, """subtheme, sub theme, minor theme, basic theme, subcategory, sub category, child category,
        subgroup, sub group, subtopic, sub topic, subconstruct, sub construct"""),
    (LEVEL, CODE, """code, first order concept, 1st order concept, first order code, 1st order code,
        initial code, open code, descriptive code, parent node, code level 1"""),
    (NAME, CODE, """name, code name, label, code label, title, code title, name of code, node, tag"""),
    (LEVEL, 50, """subcode, sub code, child code, child node, code level 2"""),
    (LEVEL, 60, """sub subcode, subsubcode, sub sub code, grandchild code, code level 3"""),
    ("id", 0, """id, code id, identifier, abbreviation, code abbreviation, acronym, mnemonic, short name"""),
    ("number", 0, """no, nr, number, code no, code nr, code number, numbering, index"""),
    ("parent", 0, """parent, parent id, parent code, parent code name, parent name, belongs to, child of,
        below, sub code of, subcode of"""),
    ("kind", 0, """kind, type, code type, type of code, code kind"""),
    ("colour", 0, """colour, color, code colour, code color, hex, hex colour, hex color"""),
    ("rules", 0, """rules"""),
    ("count", 0, """files, references, sources, frequency, freq, count, counts, n, total, percent, documents,
        cases, coded segments, groundedness, grounded, density, occurrences, mentions"""),
))  # fmt: skip
_LEVEL_NUMBER = re.compile(
    r"(?:level|tier|layer) ([1-9])(?: code| theme)?|([1-9])(?:st|nd|rd|th) level(?: \w+)?"
)
_WORDED = (  # in this order: "examples of when not to use" are no examples of the code
    ("counterexamples", r"(?:non|negative|atypical|bad|wrong) (?:examples?|exemplars?)"),
    ("counterexamples", r"counter ?(?:examples?|quotes?)|close but no|near miss(?:es)?|not an example"),
    ("exclude", r"exclu\w+|not (?:to )?(?:be )?(?:use|used|apply|code|include)"),
    ("exclude", r"(?:do|does) ?n[o ]?t \w+|when not"),
    ("examples", r"examples?|exemplars?|exemplary|quot(?:e|es|ation|ations)|excerpts?|extracts?|verbatims?"),
    ("include", r"inclu\w+|when to (?:use|apply|code)|(?:use|apply|code) (?:for|when|if|where)"),
    ("definition", r"definitions?|descriptions?|memos?|meaning|explanation|what it means"),
)
_COUNTED = re.compile(r"(?:number|no|count|total|percent) (?:of )?\w+(?: \w+)?")
_LONGEST_NAME = 8


def meaning(heading: str) -> Meaning | None:
    """What a heading stands for; None where it is none that codebooks have."""
    text = plain(heading)
    if not text or len(heading) > HEADING_LIMIT or len(text.split()) > _LONGEST_NAME:
        return None
    numbered = _LEVEL_NUMBER.fullmatch(text)
    if numbered:
        return Meaning(LEVEL, int(numbered[1] or numbered[2]))
    pieces = map(plain, re.split(r"[/|:]| or ", heading))
    for name in (text, text.rstrip("0123456789 "), *pieces):
        found = _NAMES.get(name) or _NAMES.get(_singular(name))
        if found:
            return found
    if _COUNTED.fullmatch(text):
        return Meaning("count")
    worded = [field for field, words in _WORDED if re.search(rf"\b(?:{words})\b", text)]
    both = {"include", "exclude"} <= set(worded) and "exclu" in text and "inclu" in text
    return Meaning(worded[0]) if worded and not both else None  # criteria of both kinds are prose


def _singular(name: str) -> str:
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def described_level(heading: str) -> str:
    """`theme` for `Theme definition`: which level a column describes; "" for none that it names."""
    described = re.fullmatch(
        r"(?:definition|description) of (?:the )?(.+)|(.+) (?:definition|description)", plain(heading)
    )
    return (described[1] or described[2]) if described else ""
