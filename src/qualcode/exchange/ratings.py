"""A table of ratings as people keep it → `Patterns`.

Layout `units`: a row a unit, a column a coder; a first column headed `unit`, `id`, `item` … names the units.
Layout `triples`: a row a rating, with coder, unit and rating. A blank is a missing rating.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from math import isfinite
from typing import Literal, NamedTuple, NoReturn, get_args
from unicodedata import normalize

import numpy as np

from qualcode.analysis.agreement.distances import MOST_VALUES, NUMERIC, Level
from qualcode.analysis.agreement.patterns import MISSING, Patterns, patterns_of
from qualcode.delimited import Delimited
from qualcode.errors import refuse

RatingsLayout = Literal["units", "triples"]
LAYOUTS: tuple[RatingsLayout, ...] = get_args(RatingsLayout)
SETS: tuple[Level, ...] = ("jaccard", "masi")
_UNIQUE = (
    "unit", "units", "unit_id", "item", "item_id", "items", "subject", "subject_id", "segment", "segment_id",
    "id",
)  # fmt: skip
_NAMED_UNITS = (*_UNIQUE, "unit id", "object", "case", "row", "index", "text", "document", "no", "nr", "#")
_UNIT = {"", *_NAMED_UNITS}
_CODER = ("coder", "rater", "annotator", "judge", "observer", "coder_id", "rater_id", "user", "worker")
_RATING = ("rating", "code", "codes", "value", "category", "score", "label", "answer")
_BLANK = {"", "na", "n/a", "nan", "null", ".", "*"}
_EMPTY = {"{}", "∅", "[]", "()"}
_SEPARATOR = re.compile(r"[;,|+]")
_COMMA = re.compile(r"^(-?\d+),(\d+)$")
_THREE = 3

CellRows = list[list[str]]


class Ratings(NamedTuple):
    """The ratings of a table: its layout, what the coders are called, what a reader must know of it."""

    patterns: Patterns
    layout: RatingsLayout
    coders: tuple[str, ...]
    notes: tuple[str, ...]


def ratings_in(table: Delimited, layout: str = "", level: Level = "nominal") -> Ratings:
    """The ratings of a table; without `layout` that is read off the header.

    Raises `FaultsFound` for a table that holds no ratings of two coders, and for text where the level needs
    numbers. Cells of sets (`jaccard`, `masi`) hold codes joined with `;`, `|`, `+` or commas, `{}` for none.
    """
    found = _layout(table, layout)
    coders, cells = _by_units(table, level) if found == "units" else _by_triples(table, sets=level in SETS)
    notes = [*_notes(table, found, level), *_missing_words(cells)]
    rated = [[_cell(cell) for cell in row] for row in cells]
    if not any(cell for row in rated for cell in row):
        refuse(table.place, "all ratings are missing", "fill in the cells; a blank is a missing rating")
    if table.separator != ",":
        rated = [[_COMMA.sub(r"\1.\2", cell) for cell in row] for row in rated]  # decimals as 1,5
    patterns, who = _patterns(rated, level, table.place)
    return Ratings(patterns, found, tuple(coders[at] for at in who), tuple(notes))


def _layout(table: Delimited, layout: str) -> RatingsLayout:
    names = [name.strip().casefold() for name in table.header]
    chosen = next((known for known in LAYOUTS if known == layout), None)
    if chosen is not None:
        return chosen
    if layout:
        refuse("--layout", "is none of units, triples", "write --layout units or --layout triples")
    return "triples" if _columns(names) is not None else "units"


def _notes(table: Delimited, layout: RatingsLayout, level: Level) -> Iterator[str]:
    """What was read off the table that need not be so."""
    named = guessed_units(table, level) if layout == "units" else ""
    if named:
        yield f"Taken as the names of the units, not as a coder: the column {named!r} (no two are alike)."
    told = [name.strip() for name in table.header]
    if all(_number(name) is not None for name in told):
        yield f"The first line is taken as the header ({', '.join(told)}); does it hold ratings?"


def _missing_words(cells: CellRows) -> Iterator[str]:
    words = Counter(cell.strip() for row in cells for cell in row if cell.strip() and not _cell(cell))
    if words:
        listed = ", ".join(f"{word} ({number})" for word, number in words.most_common())
        yield f"Taken as missing besides blanks: {listed}."


# --- units × coders -----------------------------------------------------------------------


def guessed_units(table: Delimited, level: Level = "nominal") -> str:
    """The head of a first column that names the units though its head does not say so; "" if there is none.

    It does where it holds something else in every row that stands nowhere else in the table.
    """
    if _says_units(table.header[0]) or len(table.header) < _THREE or len(table.rows) < _THREE:
        return ""
    first = [row[0].strip() for row in table.rows]
    others = {cell.strip() for row in table.rows for cell in row[1:]}
    if not all(first) or len(set(first)) < len(first) or others & set(first):
        return ""
    measured = level in NUMERIC and all(_number(text) is not None for text in first)
    return "" if measured else table.header[0]


def _says_units(name: str) -> bool:
    known = name.strip().casefold()
    return known in _UNIT or known.endswith(("_id", " id"))


def _by_units(table: Delimited, level: Level) -> tuple[list[str], CellRows]:
    names = [name.strip() for name in table.header]
    known = [name.casefold() for name in names]
    first = int(_says_units(names[0]) or bool(guessed_units(table, level)))
    if known[0] in _UNIQUE:
        _refuse_twice(table)
    if len(names) - first < 2:
        refuse(
            table.place,
            "holds the ratings of one coder only",
            "write a column for each coder, a row for each unit",
        )
    if _columns(known) is not None and len(names) == _THREE:
        refuse(table.place, "has a row for each rating, not for each unit", "write --layout triples")
    for number, name in enumerate(known[first:], first + 1):
        if not name or name in known[: number - 1]:
            problem = f"column {number} has no name of its own"
            refuse(f"{table.place}:{table.header_line}", problem, "head each column with the coder's name")
    if not table.rows:
        refuse(table.place, "holds no units below its header", "write a row for each unit")
    return names[first:], [list(row[first:]) for row in table.rows]


def _refuse_twice(table: Delimited) -> None:
    """Refuse two rows for one unit: it would be counted twice."""
    seen: set[str] = set()
    for line, row in zip(table.lines, table.rows, strict=True):
        name = row[0].strip()
        if name and name in seen:
            refuse(f"{table.place}:{line}", "names a unit that was named before", "give a unit one row")
        seen.add(name)


def _cell(text: str) -> str:
    """A rating; letters with accents are one however they are written."""
    stripped = normalize("NFC", text.strip())
    return "" if stripped.casefold() in _BLANK else stripped


# --- coder, unit, rating ------------------------------------------------------------------


def _columns(names: Sequence[str]) -> tuple[int, int, int] | None:
    """Where coder, unit and rating stand, if the header says so."""
    found = [
        next((names.index(name) for name in known if name in names), None)
        for known in (_CODER, _NAMED_UNITS, _RATING)
    ]
    coder, unit, rating = found
    if coder is None or unit is None or rating is None:
        return None
    return coder, unit, rating


def _triples(table: Delimited) -> tuple[int, int, int]:
    """Where coder, unit and rating stand: as the header says, else in this order if it says nothing."""
    names = [name.strip().casefold() for name in table.header]
    said = _columns(names)
    if said is not None:
        return said
    remedy = "head the columns coder, unit, rating; or --layout units for a column a coder"
    if len(names) != _THREE:
        refuse(table.place, "is no table of triples", remedy)
    known = [name for name in names if name in {*_CODER, *_NAMED_UNITS, *_RATING}]
    if not known:
        return 0, 1, 2
    if not {*known} & {*_CODER, *_RATING}:
        refuse(table.place, "has no column of coders and none of ratings", remedy)
    left = [at for at, name in enumerate(names) if name not in known]
    places = [
        next((names.index(name) for name in group if name in names), None)
        for group in (_CODER, _NAMED_UNITS, _RATING)
    ]
    coder, unit, rating = (place if place is not None else left.pop(0) for place in places)
    return coder, unit, rating


def _by_triples(table: Delimited, *, sets: bool) -> tuple[list[str], CellRows]:
    coder_at, unit_at, rating_at = _triples(table)
    coders: dict[str, int] = {}
    units: dict[str, dict[int, list[str]]] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        coder, unit, rating = row[coder_at].strip(), row[unit_at].strip(), row[rating_at]
        if not coder or not unit:
            refuse(f"{table.place}:{line}", "names no coder or no unit", "fill in both")
        given = units.setdefault(unit, {}).setdefault(coders.setdefault(coder, len(coders)), [])
        if _cell(rating) and given and not sets:
            problem = "the coder has rated this unit before"
            refuse(
                f"{table.place}:{line}",
                problem,
                "keep one of the ratings; sets need --metric jaccard or masi",
            )
        given += [rating] if _cell(rating) else []
    if len(coders) < 2:
        refuse(table.place, "holds the ratings of one coder only", "agreement needs two or more")
    return list(coders), [[";".join(row.get(at, ())) for at in range(len(coders))] for row in units.values()]


# --- what the cells say -------------------------------------------------------------------


def _patterns(cells: CellRows, level: Level, place: str) -> tuple[Patterns, list[int]]:
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
    who = np.flatnonzero((ratings != MISSING).any(axis=0))  # who rated nothing is no coder
    if len(who) < 2:
        refuse(place, "holds the ratings of one coder only", "agreement needs two or more")
    return patterns_of(ratings[:, who], categories), who.tolist()


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
    if _SEPARATOR.fullmatch(text):
        return frozenset({text})
    return frozenset(code for part in _SEPARATOR.split(text) if (code := part.strip()) and code not in _EMPTY)


def _ordered(meanings: Iterable[Hashable]) -> list[Hashable]:
    return sorted(set(meanings), key=_rank)


def _rank(meaning: Hashable) -> tuple[float, list[str]]:
    """Numbers by their size, everything else by its letters."""
    if isinstance(meaning, float):
        return meaning, []
    return 0.0, sorted(meaning) if isinstance(meaning, frozenset) else [str(meaning)]
