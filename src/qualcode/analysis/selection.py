"""Attributes found by their short names, and voices selected by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from qualcode.errors import QualcodeError
from qualcode.model import Where
from qualcode.positions import nearest
from qualcode.suggesters import is_suggester

NONE = "(none)"
ANY = "*"
_OWNERS = ("transcript", "participant", "case")
_MEASURES = ("words", "units")


def attributes_of(voices: pd.DataFrame) -> list[str]:
    """Every attribute that can be named: transcript, participant, case, and their attributes."""
    return [column for column in voices.columns if column not in _MEASURES]


def resolve(attribute: str, voices: pd.DataFrame) -> str:
    """The column of an attribute.

    `category` finds `case.category`; a name that several have is looked up in the transcript first, then in
    the participant, then in the case. Raises `QualcodeError` for one that nobody has.
    """
    columns = {column.casefold(): column for column in attributes_of(voices)}
    wanted = attribute.strip().casefold()
    for candidate in (wanted, *(f"{owner}.{wanted}" for owner in _OWNERS)):
        if candidate in columns:
            return columns[candidate]
    short = list(dict.fromkeys(column.rpartition(".")[2] for column in columns.values()))
    raise QualcodeError(f"unknown attribute {attribute!r}; {nearest(wanted, short)}")


def select(
    voices: pd.DataFrame, where: Where, groups: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """The voices that have one of the values of every attribute in `where`.

    Values are compared without regard to case; `*` lets all pass, `(none)` those without a value.
    `groups` names values that are known though they do not occur. Raises `QualcodeError` for others.
    """
    selected = voices
    for attribute, values in where.items():
        column = resolve(attribute, voices)
        if ANY in values:
            continue
        wanted = ["" if value == NONE else value for value in values]
        _refuse_unknown(attribute, wanted, [*voices[column].unique(), *_named(column, voices, groups or {})])
        selected = selected[selected[column].str.casefold().isin({value.casefold() for value in wanted})]
    return selected


def _named(column: str, voices: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> list[str]:
    return [value for name, values in groups.items() if resolve(name, voices) == column for value in values]


def _refuse_unknown(attribute: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    folded = {"", *(value.casefold() for value in known)}
    for value in wanted:
        if value.casefold() not in folded:
            names = sorted({name for name in known if name})
            raise QualcodeError(f"no transcript has {attribute}={value}; {nearest(value, names)}")


def grouped(voices: pd.DataFrame, attribute: str) -> pd.Series:
    """The group of each voice by an attribute; `(none)` where it has no value."""
    return voices[resolve(attribute, voices)].replace("", NONE)


def group_order(
    voices: pd.DataFrame, attribute: str, ordered: Sequence[str] = (), only: Iterable[str] | None = None
) -> list[str]:
    """The groups of an attribute: the ordered ones first, then others as they occur, `(none)` last.

    `only` keeps the groups named (without regard to case), where the filter is on the same attribute.
    """
    occurring = sorted(grouped(voices, attribute).unique(), key=lambda name: (name == NONE, name))
    groups = list(dict.fromkeys([*ordered, *occurring]))
    if only is None:
        return groups
    wanted = {name.casefold() for name in only}
    return groups if ANY in wanted else [name for name in groups if name.casefold() in wanted]


def where_in_words(where: Where) -> str:
    """A filter as it is printed beside every result."""
    return "; ".join(f"{key} = {' or '.join(values)}" for key, values in where.items()) or "everything"


def source_in_words(source: Mapping[str, int]) -> str:
    """Whose codings were counted, with the number of transcripts of each."""
    reviewed = {coder: f"{coder}, unreviewed" if is_suggester(coder) else coder for coder in source}
    return (
        ", ".join(f"{reviewed[coder]} ({n} transcript{'s' * (n != 1)})" for coder, n in source.items())
        or "nobody"
    )
