"""A table of ratings as people keep it → who coded, and what each said of every unit.

Layout `units`: a row a unit, a column a coder; a first column headed `unit`, `id`, `item` … names the units.
Layout `triples`: a row a rating, with coder, unit and rating. A blank is a missing rating.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args
from unicodedata import normalize

from qualcode.delimited import Delimited
from qualcode.errors import refuse
from qualcode.tables.headings import named, plain, vocabulary
from qualcode.tables.values import IN_RATINGS, is_missing, number

RatingsLayout = Literal["units", "triples"]
LAYOUTS: tuple[RatingsLayout, ...] = get_args(RatingsLayout)
CellKind = Literal["words", "numbers", "sets"]

CODER, UNIT, RATING = "coder", "unit", "rating"
_UNIQUE = "unit, units, unit id, item, item id, items, subject, subject id, segment, segment id, id"
_NAMES = vocabulary([
    (CODER, "coder, rater, annotator, judge, observer, coder id, rater id, user, worker"),
    (UNIT, f"{_UNIQUE}, object, case, row, index, text, document, no, nr"),
    (RATING, "rating, code, codes, value, category, score, label, answer"),
])  # fmt: skip
_ONE_ROW_EACH = frozenset(vocabulary([(UNIT, _UNIQUE)]))
_RANKS = {name: rank for rank, name in enumerate(_NAMES)}
_COMMA = re.compile(r"^(-?\d+),(\d+)$")
_THREE = 3

CellRows = list[list[str]]


class RatingTable(NamedTuple):
    """The cells of a table of ratings: a row a unit, a column a coder, "" where nothing was given.

    `notes` say what was read off the table that need not be so; sets of codes stand in a cell as written.
    """

    place: str
    layout: RatingsLayout
    coders: tuple[str, ...]
    cells: CellRows
    notes: tuple[str, ...]


def rating_table(table: Delimited, layout: str = "", kind: CellKind = "words") -> RatingTable:
    """The ratings of a table; without `layout` that is read off the header.

    Raises `FaultsFound` for a table that holds no ratings of two coders.
    """
    found = _layout(table, layout)
    coders, cells = _by_units(table, kind) if found == "units" else _by_triples(table, sets=kind == "sets")
    notes = (*_notes(table, found, kind), *_missing_words(cells))
    rated = [[_rating(cell) for cell in row] for row in cells]
    if not any(cell for row in rated for cell in row):
        refuse(table.place, "all ratings are missing", "fill in the cells; a blank is a missing rating")
    if table.separator != ",":
        rated = [[_COMMA.sub(r"\1.\2", cell) for cell in row] for row in rated]  # decimals as 1,5
    return RatingTable(table.place, found, tuple(coders), rated, notes)


def _layout(table: Delimited, layout: str) -> RatingsLayout:
    chosen = next((known for known in LAYOUTS if known == layout), None)
    if chosen is not None:
        return chosen
    if layout:
        refuse("--layout", "is none of units, triples", "write --layout units or --layout triples")
    return "triples" if None not in _places(table.header) else "units"


def _notes(table: Delimited, layout: RatingsLayout, kind: CellKind) -> Iterator[str]:
    guessed = _guessed_units(table, kind) if layout == "units" else ""
    if guessed:
        yield f"Taken as the names of the units, not as a coder: the column {guessed!r} (no two are alike)."
    told = [name.strip() for name in table.header]
    if all(number(name) is not None for name in told):
        yield f"The first line is taken as the header ({', '.join(told)}); does it hold ratings?"


def _missing_words(cells: CellRows) -> Iterator[str]:
    words = Counter(cell.strip() for row in cells for cell in row if cell.strip() and not _rating(cell))
    if words:
        listed = ", ".join(f"{word} ({times})" for word, times in words.most_common())
        yield f"Taken as missing besides blanks: {listed}."


def _rating(text: str) -> str:
    """A rating; letters with accents are one however they are written."""
    return "" if is_missing(text, IN_RATINGS) else normalize("NFC", text.strip())


# --- units × coders -----------------------------------------------------------------------


def _guessed_units(table: Delimited, kind: CellKind) -> str:
    """The head of a first column that names the units though its head does not say so; "" if there is none.

    It does where it holds something else in every row that stands nowhere else in the table.
    """
    if _says_units(table.header[0]) or len(table.header) < _THREE or len(table.rows) < _THREE:
        return ""
    first = [row[0].strip() for row in table.rows]
    others = {cell.strip() for row in table.rows for cell in row[1:]}
    if not all(first) or len(set(first)) < len(first) or others & set(first):
        return ""
    measured = kind == "numbers" and all(number(text) is not None for text in first)
    return "" if measured else table.header[0]


def _says_units(heading: str) -> bool:
    name = plain(heading)
    return not heading.strip() or _NAMES.get(name) == UNIT or name.endswith(" id")


def _by_units(table: Delimited, kind: CellKind) -> tuple[list[str], CellRows]:
    names = [name.strip() for name in table.header]
    first = int(_says_units(names[0]) or bool(_guessed_units(table, kind)))
    if plain(names[0]) in _ONE_ROW_EACH:
        _refuse_twice(table)
    if len(names) - first < 2:
        remedy = "write a column for each coder, a row for each unit"
        refuse(table.place, "holds the ratings of one coder only", remedy)
    if None not in _places(names) and len(names) == _THREE:
        refuse(table.place, "has a row for each rating, not for each unit", "write --layout triples")
    known = [name.casefold() for name in names]
    for at, name in enumerate(known[first:], first + 1):
        if not name or name in known[: at - 1]:
            problem = f"column {at} has no name of its own"
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


# --- coder, unit, rating ------------------------------------------------------------------


def _places(header: Sequence[str]) -> list[int | None]:
    """Where coder, unit and rating stand, each None where the header does not say so."""
    return [
        min(named(header, _NAMES, field), key=lambda at: _RANKS[plain(header[at])], default=None)
        for field in (CODER, UNIT, RATING)
    ]


def _triples(table: Delimited) -> list[int]:
    """Where coder, unit and rating stand: as the header says, else in this order if it says nothing."""
    places = _places(table.header)
    if None not in places:
        return [at for at in places if at is not None]
    remedy = "head the columns coder, unit, rating; or --layout units for a column a coder"
    if len(table.header) != _THREE:
        refuse(table.place, "is no table of triples", remedy)
    coder, unit, rating = places
    if unit is not None and coder is None and rating is None:
        refuse(table.place, "has no column of coders and none of ratings", remedy)
    left = [at for at in range(_THREE) if at not in places]
    return [left.pop(0) if at is None else at for at in places]


def _by_triples(table: Delimited, *, sets: bool) -> tuple[list[str], CellRows]:
    coder_at, unit_at, rating_at = _triples(table)
    coders: dict[str, int] = {}
    units: dict[str, dict[int, list[str]]] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        coder, unit, rating = row[coder_at].strip(), row[unit_at].strip(), row[rating_at]
        if not coder or not unit:
            refuse(f"{table.place}:{line}", "names no coder or no unit", "fill in both")
        given = units.setdefault(unit, {}).setdefault(coders.setdefault(coder, len(coders)), [])
        if _rating(rating) and given and not sets:
            remedy = "keep one of the ratings; sets need --metric jaccard or masi"
            refuse(f"{table.place}:{line}", "the coder has rated this unit before", remedy)
        given += [rating] if _rating(rating) else []
    if len(coders) < 2:
        refuse(table.place, "holds the ratings of one coder only", "agreement needs two or more")
    return list(coders), [[";".join(row.get(at, ())) for at in range(len(coders))] for row in units.values()]
