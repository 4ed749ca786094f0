"""Talk or text of nobody in particular: notes, reports, captions without speakers."""

from __future__ import annotations

import re

from qualcode.intake.lines import TalkDocument, TalkLine
from qualcode.intake.talk import Talk, TalkParagraph, tidy
from qualcode.intake.times import STAMP, seconds

_STAMPED = re.compile(rf"\s*({STAMP})\s*")
MANY = 3


def read(page: TalkDocument, _: frozenset[str] = frozenset()) -> Talk:
    """Every paragraph for itself, with the time stamp it begins with."""
    lines = page.lines
    stamps = stamped(lines)
    talk = Talk("whisper" if any("->" in line.text[:40] for line in lines if stamps) else "none")
    for line in lines:
        time, text = without_stamp(line.text) if stamps else (None, line.text)
        if line.fresh or time is not None or not talk.said:
            talk.said.append(TalkParagraph("", tidy(text), time))
        else:
            talk.said[-1].text = f"{talk.said[-1].text} {tidy(text)}".lstrip()
    return talk


def stamped(lines: list[TalkLine]) -> bool:
    """Whether lines begin with time stamps: in brackets, or bare ones often enough and in order."""
    found = [match for line in lines if (match := _STAMPED.match(line.text))]
    if any(match[1][0] in "[(<" for match in found):
        return True
    times = [seconds(match[1]) or 0.0 for match in found]
    return len(times) >= MANY and times == sorted(times)


def without_stamp(text: str) -> tuple[float | None, str]:
    """The time that a line begins with, and the rest of it."""
    found = _STAMPED.match(text)
    return (seconds(found[1]), text[found.end() :]) if found else (None, text)
