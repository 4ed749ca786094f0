"""Captions: timing lines and what stands below them. The common part of WebVTT and SubRip."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from qualcode.documents.document import Cue
from qualcode.errors import refuse

_TIME = r"-?(?:\d{1,4}:){0,2}-?\d{1,6}(?:[.,]\d{1,9})?"
_TIMING = re.compile(rf"^[^\S\n]*({_TIME})[^\S\n]*--?>[^\S\n]*({_TIME})(?:[^\S\n].*)?$", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]*)>|</v\s*>")
_KNOWN = re.compile(
    r"</?(?:[ibuc]|lang|ruby|rt|font|s)(?:\.[\w.#-]*)?(?:[ \t]+[^<>]*)?>|"
    r"<(?:\d{1,3}:)?\d{1,2}:\d{1,2}\.\d{1,3}>|\{\\an?\d\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(amp|lt|gt|nbsp|quot|apos|lrm|rlm|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "quot": '"', "apos": "'", "lrm": "", "rlm": ""}
_NAMED = re.compile(r'\s*\d+\s+"([^"]{1,60})"')
_USUAL = len("00:00:00.000")
FEWEST_REPEATS = 3
ROLLING = 0.4


def seconds(time: str) -> float:
    """`00:01:02.500`, `1:02,5` or `62.5` as seconds; a minus in front counts for the whole."""
    if len(time) == _USUAL and time[2] == time[5] == ":" and time[8] == "." and "-" not in time:
        return int(time[:2]) * 3600 + int(time[3:5]) * 60 + float(time[6:])
    total = 0.0
    for part in time.replace("-", "").replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(-total if time.startswith("-") else total, 3)


@dataclass(slots=True)
class CueBlock:
    """A timing, the lines below it, and what stands above it: a number, or with Webex a speaker."""

    start: str
    end: str
    lines: list[str]
    name: str = ""

    @property
    def speaker(self) -> str:
        """The speaker that the cue's name holds, as in `12 "Ann Lee" (375)`."""
        found = _NAMED.match(self.name) if '"' in self.name else None
        return found[1] if found else ""


def blocks_of(text: str) -> tuple[list[str], list[CueBlock]]:
    """The lines above the first timing, and every timing with what stands between it and the next.

    Lines end as files end them; other signs that Python calls line breaks stay in their lines.
    """
    head, *timed = _TIMING.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = [
        CueBlock(start, end, below.split("\n")[1:])
        for start, end, below in zip(timed[::3], timed[1::3], timed[2::3], strict=True)
    ]
    above = head.split("\n")
    for lines, block in zip([above, *(block.lines for block in blocks)], blocks, strict=False):
        lines.pop()  # what is left of the timing's own line: nothing
        block.name = lines[-1] if lines else ""
    return above, blocks


def check_timed(blocks: Sequence[CueBlock], place: str, *, words: bool) -> None:
    """Refuse a file with words and no time that can be read; it would pass for an empty one."""
    if words and not blocks:
        refuse(place, "has no times that can be read", "write them like 00:01:02.000 --> 00:01:04.500")


def cues_of(blocks: Sequence[CueBlock], left_out: Counter[str]) -> tuple[Cue, ...]:
    """The cues of all blocks: one each, or one a voice where several speak.

    Captions that roll over the screen repeat the line above; where a file does so, a line counts once.
    """
    repeats = list(_repeats(blocks))
    if sum(repeats) > max(FEWEST_REPEATS, ROLLING * len(blocks)):
        left_out["repeated line"] += sum(repeats)
        for block, repeated in zip(blocks, repeats, strict=True):
            del block.lines[:repeated]
    found: list[Cue] = []
    for block in blocks:
        text = " ".join([line.strip() for line in block.lines])
        if "<" in text or "&" in text or "{" in text:
            found.extend(_voices(block, text))
        elif text:
            found.append(Cue(seconds(block.start), seconds(block.end), text, block.speaker))
    return tuple(found)


def _repeats(blocks: Sequence[CueBlock]) -> Iterator[int]:
    """For each block whether its first line is the last one of the block before it."""
    last = ""
    for block in blocks:
        block.lines = [line for line in block.lines if line.strip()]
        shown = [plain(line) for line in block.lines]
        yield int(bool(shown) and bool(last) and shown[0] == last)
        last = shown[-1] if shown else last


def _voices(block: CueBlock, text: str) -> Iterator[Cue]:
    """The cues of a block that has tags, one a voice."""
    pieces = _VOICE.split(text)  # text, speaker or None, text, …
    voices = [
        (block.speaker, pieces[0]),
        *zip((name or "" for name in pieces[1::2]), pieces[2::2], strict=True),
    ]
    for speaker, said in voices:
        words = plain(said)
        if words:
            yield Cue(seconds(block.start), seconds(block.end), words, " ".join(plain(speaker).split()))


def plain(text: str) -> str:
    """A cue's text without the tags and entities that captions know; `<[?]>` and `<n(…)>` are words."""
    if "<" in text or "{" in text:
        text = _KNOWN.sub("", text)
    return (_ENTITY.sub(_character, text) if "&" in text else text).strip()


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if not name.startswith("#"):
        return _ENTITIES[name]
    hexadecimal = name[1] in "xX"
    code = int(name[2 if hexadecimal else 1 :], 16 if hexadecimal else 10)
    sound = 31 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if sound else match[0]


def notes(found: Sequence[Cue]) -> tuple[str, ...]:
    """Sentences on times that cannot be right."""
    timed = [(cue.start or 0.0, cue.end or 0.0) for cue in found]
    ends = list(accumulate((end for _, end in timed), max))
    overlapping = sum(
        after[0] < end - 0.0005 and after != before
        for end, (before, after) in zip(ends, pairwise(timed), strict=False)
    )
    negative = sum(start < 0 or end < 0 for start, end in timed)
    said = []
    if overlapping:
        said.append(f"{overlapping} overlapping cue{'s' * (overlapping > 1)}, kept in the order of the file")
    if negative:
        said.append(f"{negative} cue{'s' * (negative > 1)} with a negative time, taken for 00:00:00")
    return tuple(said)
