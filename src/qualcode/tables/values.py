"""What a cell says: which words stand for a missing value, and dates in other forms."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from math import isfinite

_EVERYWHERE = frozenset({"", "na", "n/a"})
IN_OUR_TABLES = _EVERYWHERE | {"-", "–"}
IN_ATTRIBUTES = IN_OUR_TABLES | {"n.a.", "nan", "null", "—", "#n/a"}
IN_RATINGS = _EVERYWHERE | {"nan", "null", ".", "*"}
IN_ENTRIES = IN_OUR_TABLES | {"—", "/", "n.a.", "none", "nil", "tbd", "…", "..."}
"""What is missing depends on what is asked: a rating may be `-`, an example may not."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+(?:of )?([A-Za-z]+)\.?,?[ -]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_FORMS = ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)))
"""Patterns with the places of year, month and day in them."""
LONGEST_DATE = 40


def is_missing(cell: str, among: Collection[str] = IN_ATTRIBUTES) -> bool:
    """Whether a cell says that there is no value, in the words of one kind of table."""
    return cell.strip().casefold() in among


def number(text: str) -> float | None:
    """The number that a text is; None where it is none, or none that can be measured (`inf`, `1_000`)."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if isfinite(found) and "_" not in text else None


def iso_date(text: str) -> str:
    """A date as 2021-03-15; "" where the text is none, or can be read in two ways (03/04/2021).

    A day and a month with dots are in this order (15.03.2021); with slashes only where one cannot be a month.
    """
    if len(text) > LONGEST_DATE:
        return ""
    for pattern, order in _FORMS:
        found = pattern.fullmatch(text)
        if found:
            return _valid(*(found[place] for place in order))
    readings = _readings(text)
    return readings.pop() if len(readings) == 1 else ""


def is_ambiguous(text: str) -> bool:
    """Whether a text is a date that can be read in two ways."""
    return len(text) <= LONGEST_DATE and len(_readings(text)) == 2


def _readings(text: str) -> set[str]:
    """The dates that a text with slashes can stand for."""
    found = _SLASHED.fullmatch(text)
    if found is None:
        return set()
    first, second, year = found.groups()
    return {_valid(year, second, first), _valid(year, first, second)} - {""}


def _valid(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), _month(month), int(day)).isoformat()
    except ValueError:
        return ""


def _month(text: str) -> int:
    """The number of a month in figures or in English; 0 for none."""
    if text.isdecimal():
        return int(text)
    name = text.casefold()
    if name in _LONG:
        return _LONG.index(name) + 1
    return _MONTHS.index(name[:3]) + 1 if name in (*_MONTHS, "sept") else 0
