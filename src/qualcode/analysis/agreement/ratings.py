"""Ratings that somebody gave elsewhere, at any level of measurement → `Patterns`."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from qualcode.analysis.agreement.distances import MOST_VALUES, NUMERIC, Level
from qualcode.analysis.agreement.patterns import MISSING, Patterns, patterns_of
from qualcode.errors import refuse
from qualcode.tables.ratings import CellKind, RatingsLayout, RatingTable
from qualcode.tables.values import number

SETS: tuple[Level, ...] = ("jaccard", "masi")
_EMPTY = {"{}", "∅", "[]", "()"}
_SEPARATOR = re.compile(r"[;,|+]")


class Ratings(NamedTuple):
    """The ratings of a table: its layout, what the coders are called, what a reader must know of it."""

    patterns: Patterns
    layout: RatingsLayout
    coders: tuple[str, ...]
    notes: tuple[str, ...]


def cell_kind(level: Level) -> CellKind:
    """What the cells of a table hold at a level."""
    return "sets" if level in SETS else "numbers" if level in NUMERIC else "words"


def ratings_of(table: RatingTable, level: Level = "nominal") -> Ratings:
    """The ratings of a table.

    Raises `FaultsFound` for text where the level needs numbers, and where one coder only rated anything.
    Cells of sets (`jaccard`, `masi`) hold codes joined with `;`, `|`, `+` or commas, `{}` for none.
    """
    texts = {cell for row in table.cells for cell in row if cell}
    meanings: dict[str, Hashable] = {text: _set(text) for text in texts} if level in SETS else _values(texts)
    categories = sorted(set(meanings.values()), key=_rank)
    _refuse_categories(categories, level, table.place)
    numbers = {category: index for index, category in enumerate(categories)}
    index = {text: numbers[meaning] for text, meaning in meanings.items()} | {"": MISSING}
    ratings = np.array([[index[cell] for cell in row] for row in table.cells], dtype=np.int64)
    who = np.flatnonzero((ratings != MISSING).any(axis=0))  # who rated nothing is no coder
    if len(who) < 2:
        refuse(table.place, "holds the ratings of one coder only", "agreement needs two or more")
    coders = tuple(table.coders[at] for at in who)
    return Ratings(patterns_of(ratings[:, who], categories), table.layout, coders, table.notes)


def _refuse_categories(categories: Sequence[Hashable], level: Level, place: str) -> None:
    """Refuse what a level does not have."""
    if level in NUMERIC and any(not isinstance(entry, float) for entry in categories):
        refuse(place, f"holds text, where --level {level} needs numbers", "write numbers, or --level nominal")
    if level == "ratio" and any(isinstance(entry, float) and entry < 0 for entry in categories):
        refuse(place, "holds values below 0, which --level ratio does not have", "write --level interval")
    if level in {"ratio", *SETS} and len(categories) > MOST_VALUES:
        problem = f"holds {len(categories):,} different values, too many for {level}"
        refuse(place, problem, f"round them to {MOST_VALUES:,} or fewer")


def _values(texts: Iterable[str]) -> dict[str, Hashable]:
    """Numbers where all are numbers (`1` and `1.0` are one rating), else the texts as they stand."""
    numbers: dict[str, Hashable] = {text: number(text) for text in texts}
    return {text: text for text in numbers} if None in numbers.values() else numbers


def _set(text: str) -> frozenset[str]:
    if text in _EMPTY:
        return frozenset()
    if _SEPARATOR.fullmatch(text):
        return frozenset({text})
    return frozenset(code for part in _SEPARATOR.split(text) if (code := part.strip()) and code not in _EMPTY)


def _rank(meaning: Hashable) -> tuple[float, list[str]]:
    """Numbers by their size, everything else by its letters."""
    if isinstance(meaning, float):
        return meaning, []
    return 0.0, sorted(meaning) if isinstance(meaning, frozenset) else [str(meaning)]
