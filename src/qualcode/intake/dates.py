"""The day of an interview, where the lines before the first speaker say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.intake.labels import labelled
from qualcode.tables.values import iso_date

_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}|"
    r"\d{1,2}(?:st|nd|rd|th)?\.? [A-Za-z]{3,9}\.?,? \d{4}|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)
_OF_TALK = re.compile(
    r"(?:interview )?date|(?:date|day) of (?:the )?(?:interview|recording)|recorded(?: on)?|datum"
)
_OTHER = re.compile(r"transcri|print|version|birth|born", re.IGNORECASE)
LINES = 15
LONGEST = 80


def date_among(lines: Sequence[str]) -> str:
    """The date as 2023-03-14; "" where none is said, or one that can be read in two ways."""
    said = [(_OF_TALK.fullmatch(key) is not None, date) for key, date in map(_dated, lines[:LINES]) if date]
    return next((date for sure, date in sorted(said, key=lambda entry: not entry[0])), "")


def _dated(line: str) -> tuple[str, str]:
    """What a line calls its date, and the date."""
    found = _DATE.search(line) if len(line) <= LONGEST and not _OTHER.search(line) else None
    about = labelled(line)
    return about.key if about else "", iso_date(found[0]) if found else ""
