"""Teams' Word files: one paragraph a turn, the speaker in bold, the time behind it, then the talk.

`P73:37` is the speaker P7 at 3:37: where the file has no blank between them, only the bold run tells. Early
ones write `0:0:5.0 --> 0:0:7.0` on a line, the speaker on the next, and then the talk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.intake.lines import TalkDocument, TalkLine
from qualcode.intake.talk import Talk, TalkParagraph, tidy
from qualcode.intake.times import CLOCK, seconds

_TIME = re.compile(rf"\s*({CLOCK})\s*")
_RANGE = re.compile(rf"\s*({CLOCK})\s*-+>\s*{CLOCK}\s*")
_SYSTEM = re.compile(
    r"(?:[^.?!]{0,60}\s)?(?:started|stopped)(?: the)? (?:transcription|recording)", re.IGNORECASE
)
_LONGEST = 60
FEWEST_RANGES = 2


def read(page: TalkDocument, _: frozenset[str] = frozenset()) -> Talk | None:
    """Fits where paragraphs begin with a bold name and a plain time, and go on with the talk."""
    if sum(_RANGE.fullmatch(line.text) is not None for line in page.lines) >= FEWEST_RANGES:
        return _early(page.lines)
    starts = [_who(line) is not None for line in page.lines]
    if not any(starts) or not _talk_follows(page.lines, starts):
        return None
    talk = Talk("teams")
    for line in page.lines:
        who = _who(line)
        due = bool(talk.said and talk.said[-1].label and not talk.said[-1].text)
        if line.fresh and not due and _SYSTEM.fullmatch(line.text.strip()):
            talk.left_out["line of the meeting program"] += 1
        elif who is not None:
            talk.said.append(TalkParagraph(tidy(who[0]), tidy(line.text[who[2] :]), who[1]))
        elif talk.said and (not line.fresh or due):
            talk.said[-1].text = f"{talk.said[-1].text} {tidy(line.text)}".strip()
        else:
            talk.said.append(TalkParagraph("", tidy(line.text)))
    return talk


def _who(line: TalkLine) -> tuple[str, float | None, int] | None:
    """Speaker, time and where the talk starts, if the line begins with a bold name and a time."""
    if not line.bold or line.bold[-1] == ":":
        return None
    found = _TIME.match(line.text, line.text.find(line.bold) + len(line.bold))
    return None if found is None else (line.bold, seconds(found[1]), found.end())


def _talk_follows(lines: Sequence[TalkLine], starts: Sequence[bool]) -> bool:
    """Whether the talk stands in the paragraph of the name, and not in one of its own."""
    inside = 0
    for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
        who = _who(line) if start else None
        after = lines[number + 1] if number + 1 < len(lines) else None
        if who is not None and (line.text[who[2] :].strip() or (after is not None and not after.fresh)):
            inside += 1
    return 2 * inside >= sum(starts)


def _early(lines: Sequence[TalkLine]) -> Talk | None:
    """Times, speaker and talk on lines of their own."""
    talk = Talk("teams")
    time: float | None = None
    due = False  # the line below a time names the speaker
    for line in lines:
        found = _RANGE.fullmatch(line.text)
        if found:
            time, due = seconds(found[1]), True
        elif due:
            if len(line.text) > _LONGEST:
                return None
            talk.said.append(TalkParagraph(tidy(line.text), "", time))
            due = False
        elif talk.said:
            talk.said[-1].text = f"{talk.said[-1].text} {tidy(line.text)}".strip()
        else:
            talk.preamble.append(tidy(line.text))
    return talk
