"""Speaker and time on a line of their own, the talk below: Word's transcription, Otter, Rev, Zoom's text.

`00:00:01 Me`, `[00:00:05.120] - Ann Lee`, `Name  0:21`, `[Ann Lee] 10:02:11`, `Speaker 1 (00:12):`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.intake.labels import is_code, is_name, is_role, without_receiver
from qualcode.intake.lines import TalkDocument, TalkLine
from qualcode.intake.talk import Talk, TalkParagraph, tidy
from qualcode.intake.times import CLOCK, STAMP, seconds

_NAME = r"[^\W_][^:\n\[\]]{0,58}?"
_FORMS = {
    "word": re.compile(rf"\s*(?P<time>{STAMP})\s*[-–—|]?\s+\[?(?P<name>{_NAME})\]?\s*:?\s*"),
    "otter": re.compile(
        rf"\s*\[?(?P<name>{_NAME})\]?(?:\s+[-–—|]\s+|\s*\t\s*|\s+|(?=[\[(]))(?P<time>[\[(]?{CLOCK}[\])]?)\s*:?\s*"
    ),
}
_SERVICE = re.compile(r"\s*transcribed by https?://(?:www\.)?otter\.ai/?\s*", re.IGNORECASE)
_WORDS = 6
FEWEST = 2


def word(page: TalkDocument, _: frozenset[str] = frozenset()) -> Talk | None:
    """Time first, as Word has it; the paragraphs below are sentences of one paragraph."""
    return _read(page.lines, "word", sentences=True)


def otter(page: TalkDocument, _: frozenset[str] = frozenset()) -> Talk | None:
    """Name first, as Otter has it."""
    return _read(page.lines, "otter", sentences=False)


def _read(lines: Sequence[TalkLine], preset: str, *, sentences: bool) -> Talk | None:
    """Fits where at least two lines are a name and a time and nothing else."""
    found = [_who(line.text, preset) for line in lines]
    if sum(who is not None for who in found) < FEWEST:
        return None
    talk = Talk(preset)
    for line, who in zip(lines, found, strict=True):
        last = talk.said[-1] if talk.said else None
        if who is not None:
            talk.said.append(TalkParagraph(without_receiver(tidy(who["name"])), "", seconds(who["time"])))
        elif _SERVICE.fullmatch(line.text):
            talk.left_out["line of the transcription service"] += 1
        elif last is not None and ((last.label and not last.text) or not line.fresh or _one(talk, sentences)):
            last.text = f"{last.text} {tidy(line.text)}".strip()
        else:
            talk.said.append(TalkParagraph("", tidy(line.text)))
    if 2 * sum(bool(entry.label and entry.text) for entry in talk.said) < sum(
        bool(entry.label) for entry in talk.said
    ):
        return None  # most of them head nothing: they are talk
    for entry in talk.said:
        entry.label = entry.label if entry.text else ""
    return talk


def _one(talk: Talk, sentences: bool) -> bool:  # noqa: FBT001 - read at its one call
    """Whether what comes belongs to the paragraph before it: sentences of somebody who has begun to speak."""
    return sentences and bool(talk.labels)


def _who(text: str, preset: str) -> re.Match[str] | None:
    found = _FORMS[preset].fullmatch(text) if len(text) < 100 else None
    if found is None:
        return None
    name = found["name"].rstrip()
    if name[-1] in ".?!…,;" or len(name.split()) > _WORDS or not name[0].isalnum():
        return None
    sender = without_receiver(name)
    words = sender.partition("(")[0].strip()
    return found if is_role(words) or is_code(words) or is_name(words) or sender != name else None
