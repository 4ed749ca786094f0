"""A table of ratings as people keep it → `Patterns`.

Layout `units`: a row a unit, a column a coder; a first column headed `unit`, `id`, `item` … names the units.
Layout `triples`: a row a rating, with coder, unit and rating. A blank is a missing rating.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from math import isfinite
from typing import Literal, NoReturn, get_args

import numpy as np

from qualcode.analysis.agreement.distances import MOST_VALUES, NUMERIC, Level
from qualcode.analysis.agreement.patterns import MISSING, Patterns, patterns_of
from qualcode.delimited import Delimited
from qualcode.errors import refuse

Layout = Literal["units", "triples"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
SETS: tuple[Level, ...] = ("jaccard", "masi")
_UNIT = {
    "",
    "#",
    "no",
    "nr",
    "id",
    "unit",
    "units",
    "unit_id",
    "item",
    "item_id",
    "items",
    "subject",
    "segment",
}
_UNIT |= {"subject_id", "segment_id", "case", "row", "index", "unit id", "object", "text", "document"}
_CODER = {"coder", "rater", "annotator", "judge", "observer", "coder_id", "rater_id"}
_RATING = {"rating", "code", "codes", "value", "category", "score", "label", "answer"}
_BLANK = {"", "na", "n/a", "nan", "null", "none", "."}
_EMPTY = {"{}", "∅", "[]", "()"}
_SEPARATOR = re.compile(r"[;,|+]")
_THREE = 3

Cells = list[list[str]]


def ratings_in(table: Delimited, layout: str = "", level: Level = "nominal") -> tuple[Patterns, Layout]:
    """The ratings of a table, and the layout it has; without `layout` that is read off the header.

    Raises `FaultsFound` for a table that holds no ratings of two coders, and for text where the level needs
    numbers. Cells of sets (`jaccard`, `masi`) hold codes joined with `;`, `|`, `+` or commas, `{}` for none.
    """
    found = _layout(table, layout)
    cells = _by_units(table) if found == "units" else _by_triples(table, sets=level in SETS)
    if not any(cell for row in cells for cell in row):
        refuse(table.place, "all ratings are missing", "fill in the cells; a blank is a missing rating")
    return _patterns(cells, level, table.place), found


def _layout(table: Delimited, layout: str) -> Layout:
    names = [name.strip().casefold() for name in table.header]
    chosen = next((known for known in LAYOUTS if known == layout), None)
    if chosen is not None:
        return chosen
    if layout:
        refuse("--layout", "is none of units, triples", "write --layout units or --layout triples")
    return "triples" if len(names) == _THREE and _columns(names) is not None else "units"


# --- units × coders -----------------------------------------------------------------------


def _by_units(table: Delimited) -> Cells:
    names = [name.strip().casefold() for name in table.header]
    first = 1 if names[0] in _UNIT or names[0].endswith(("_id", " id")) else 0
    if len(names) - first < 2:
        refuse(
            table.place,
            "holds the ratings of one coder only",
            "write a column for each coder, a row for each unit",
        )
    if _columns(names) is not None and len(names) == _THREE:
        refuse(table.place, "has a row for each rating, not for each unit", "write --layout triples")
    for number, name in enumerate(names[first:], first + 1):
        if not name or name in names[: number - 1]:
            problem = f"column {number} has no name of its own"
            refuse(f"{table.place}:{table.header_line}", problem, "head each column with the coder's name")
    if not table.rows:
        refuse(table.place, "holds no units below its header", "write a row for each unit")
    return [[_cell(cell) for cell in row[first:]] for row in table.rows]


def _cell(text: str) -> str:
    stripped = text.strip()
    return "" if stripped.casefold() in _BLANK else stripped


# --- coder, unit, rating ------------------------------------------------------------------


def _columns(names: Sequence[str]) -> tuple[int, int, int] | None:
    """Where coder, unit and rating stand, if the header says so."""
    found = [[at for at, name in enumerate(names) if name in known] for known in (_CODER, _UNIT, _RATING)]
    return (found[0][0], found[1][0], found[2][0]) if all(found) else None


def _by_triples(table: Delimited, *, sets: bool) -> Cells:
    names = [name.strip().casefold() for name in table.header]
    columns = _columns(names)
    if columns is None and len(names) != _THREE:
        remedy = "write the columns coder, unit, rating; or --layout units for a column a coder"
        refuse(table.place, "is no table of triples", remedy)
    coder_at, unit_at, rating_at = columns or (0, 1, 2)
    coders: dict[str, int] = {}
    units: dict[str, dict[int, list[str]]] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        coder, unit, rating = row[coder_at].strip(), row[unit_at].strip(), _cell(row[rating_at])
        if not coder or not unit:
            refuse(f"{table.place}:{line}", "names no coder or no unit", "fill in both")
        given = units.setdefault(unit, {}).setdefault(coders.setdefault(coder, len(coders)), [])
        if rating and given and not sets:
            problem = "the coder has rated this unit before"
            refuse(
                f"{table.place}:{line}",
                problem,
                "keep one of the ratings; sets need --metric jaccard or masi",
            )
        given += [rating] if rating else []
    if len(coders) < 2:
        refuse(table.place, "holds the ratings of one coder only", "agreement needs two or more")
    return [[";".join(row.get(at, ())) for at in range(len(coders))] for row in units.values()]


# --- what the cells say -------------------------------------------------------------------


def _patterns(cells: Cells, level: Level, place: str) -> Patterns:
    texts = {cell for row in cells for cell in row if cell}
    meanings: dict[str, Hashable] = {text: _set(text) for text in texts} if level in SETS else _values(texts)
    categories = _ordered(meanings.values())
    if level in NUMERIC and any(not isinstance(entry, float) for entry in categories):
        refuse(place, f"holds text, where --level {level} needs numbers", "write numbers, or --level nominal")
    if level == "ratio" and any(isinstance(entry, float) and entry < 0 for entry in categories):
        refuse(place, "holds values below 0, which --level ratio does not have", "write --level interval")
    if level in {"ratio", *SETS} and len(categories) > MOST_VALUES:
        _refuse_many(place, len(categories), level)
    numbers = {category: number for number, category in enumerate(categories)}
    index = {text: numbers[meaning] for text, meaning in meanings.items()} | {"": MISSING}
    ratings = np.array([[index[cell] for cell in row] for row in cells], dtype=np.int64)
    ratings = ratings[:, (ratings != MISSING).any(axis=0)]  # who rated nothing is no coder
    if ratings.shape[1] < 2:
        refuse(place, "holds the ratings of one coder only", "agreement needs two or more")
    return patterns_of(ratings, categories)


def _refuse_many(place: str, number: int, level: str) -> NoReturn:
    problem = f"holds {number:,} different values, too many for {level}"
    refuse(place, problem, f"round them to {MOST_VALUES:,} or fewer")


def _values(texts: Iterable[str]) -> dict[str, Hashable]:
    """Numbers where all are numbers (`1` and `1.0` are one rating), else the texts as they stand."""
    texts = list(texts)
    numbers = [_number(text) for text in texts]
    if any(number is None for number in numbers):
        return {text: text for text in texts}
    return dict(zip(texts, numbers, strict=True))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) and "_" not in text else None


def _set(text: str) -> frozenset[str]:
    if text in _EMPTY:
        return frozenset()
    return frozenset(code for part in _SEPARATOR.split(text) if (code := part.strip()) and code not in _EMPTY)


def _ordered(meanings: Iterable[Hashable]) -> list[Hashable]:
    return sorted(set(meanings), key=_rank)


def _rank(meaning: Hashable) -> tuple[float, list[str]]:
    """Numbers by their size, everything else by its letters."""
    if isinstance(meaning, float):
        return meaning, []
    return 0.0, sorted(meaning) if isinstance(meaning, frozenset) else [str(meaning)]
