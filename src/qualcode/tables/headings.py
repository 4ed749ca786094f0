"""What a heading says: its plain form, the field that it names, and what the user says instead."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NoReturn, TypeVar

from qualcode.errors import refuse
from qualcode.positions import nearest

SHOWN = 40
"""Longer headings are not listed in errors: they may be sentences."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_WORD = re.compile(r"[\W_]+")
_OPTION = "--column"
_Field = TypeVar("_Field")


def plain(heading: str) -> str:
    """A heading to look up: no case, accents, punctuation or brackets (`P#` is `p no`)."""
    text = heading.replace("#", " no ").replace("%", " percent ")
    text = unicodedata.normalize("NFKD", _BRACKETS.sub(" ", text).strip() or text).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", text).strip()


def vocabulary(names: Iterable[tuple[_Field, str]]) -> dict[str, _Field]:
    """Fields by the plain forms of their names, which stand in a text with commas between them.

    >>> vocabulary([("text", "words, what was said"), ("speaker", "who")])
    {'words': 'text', 'what was said': 'text', 'who': 'speaker'}
    """
    return {plain(name): field for field, listed in names for name in listed.split(",")}


def named(headings: Sequence[str], known: Mapping[str, object], field: object) -> list[int]:
    """The columns whose headings name a field, in their order."""
    return [column for column, heading in enumerate(headings) if known.get(plain(heading)) == field]


def listed(headings: Iterable[str]) -> list[str]:
    """The headings that are short enough to be shown."""
    return [heading for heading in headings if heading and len(heading) <= SHOWN]


# --- what the user says -------------------------------------------------------------------


def stated_fields(entries: Iterable[str], example: str, fields: Collection[str] = ()) -> dict[str, str]:
    """`FIELD=HEADING` entries → fields by plain heading.

    `fields` are those that there are, or none where any name will do; `level 1` is `level1`. Raises
    `FaultsFound` for an entry of another form, with the `example`, and for unknown fields.
    """
    stated: dict[str, str] = {}
    for entry in entries:
        name, sign, heading = entry.partition("=")
        name = name.strip().casefold()
        if not sign or not name or not plain(heading):
            refuse(_OPTION, f"{entry!r} is not FIELD=HEADING", f"write it like --column {example}")
        if fields and (name := name.replace("level ", "level")) not in fields:
            refuse(_OPTION, f"unknown field {name!r}", nearest(name, fields))
        stated[plain(heading)] = name
    return stated


def refuse_strangers(stated: Iterable[str], headings: Sequence[str], place: str) -> None:
    """Refuse plain headings that the user names and the table has not."""
    by_plain = {plain(heading): heading for heading in reversed(headings)}
    for heading in stated:
        if heading not in by_plain:
            known = {name: by_plain[name] for name in by_plain if listed([by_plain[name]])}
            near = difflib.get_close_matches(heading, known, n=1)
            remedy = nearest(known[near[0]] if near else heading, [*reversed(known.values())])
            refuse(_OPTION, f"{place} has no heading {heading!r}", remedy)


def refuse_without(what: str, headings: Iterable[str], place: str, example: str) -> NoReturn:
    """Refuse a table none of whose columns is one that it must have."""
    remedy = f"name it with --column {example}; there are: {', '.join(listed(headings))}"
    refuse(place, f"has no column {what}", remedy)
