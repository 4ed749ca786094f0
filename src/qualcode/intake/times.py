"""Time stamps as transcripts write them → seconds, and seconds → the one form of canonical files."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,3}:\d{1,2}(?::\d{1,2}(?::\d{2})?)?(?:[.,]\d{1,3})?"
_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4},? )?"
_RANGE = rf"{_CLOCK}(?:\s*-+>?\s*{_CLOCK})?"
CLOCK = rf"(?:{_CLOCK})"
"""A time of day or of a recording: `0:21`, `00:03:29`, `0:03:29.8`, `00:00:03:12` with frames."""

STAMP = (
    rf"(?:\[\s*{_DAY}{_RANGE}\s*\]|\(\s*{_RANGE}\s*\)|<\s*{_RANGE}\s*>|"
    rf"\*?\d{{1,3}}\.\d{{2}}\s*=|{_DAY}{_RANGE})"
)
"""A time stamp in front of something: bare, in brackets, with a day, as a range, or as `*2.33 =`."""

LATEST = 999 * 3600 + 3599.999
"""What the canonical form can hold."""

_FIRST = re.compile(_CLOCK)
_POINTED = re.compile(r"(\d{1,3})\.(\d{2})\s*=")


def seconds(stamp: str) -> float | None:
    """The seconds of the first time in a stamp; None where there is none.

    >>> seconds("[00:58]"), seconds("0:03:29.8"), seconds("*2.33 ="), seconds("00:00:03:12")
    (58.0, 209.8, 153.0, 3.0)
    """
    pointed = _POINTED.search(stamp)
    if pointed:
        return int(pointed[1]) * 60.0 + int(pointed[2])
    found = _FIRST.search(stamp)
    if found is None:
        return None
    total = 0.0
    for part in found[0].replace(",", ".").split(":")[:3]:
        total = total * 60 + float(part)
    return round(total, 3)


def clock(time: float) -> str:
    """Seconds as `00:03:29`, with thousandths only where there are any.

    >>> clock(209.8), clock(153)
    ('00:03:29.800', '00:02:33')
    """
    thousandths = round(min(max(time, 0), LATEST) * 1000)
    whole, rest = divmod(thousandths, 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}" + (f".{rest:03d}" if rest else "")
