"""WebVTT captions, as Zoom, Teams, Whisper and others write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qualcode.decoding import decode
from qualcode.documents.captions import blocks_of, check_timed, cues_of, notes
from qualcode.documents.document import Document
from qualcode.documents.source import BY_CONTENT, NOT, Format, SourceFile

_APART = ("NOTE", "STYLE", "REGION")
_BEGINS_APART = re.compile(rf"(?:{'|'.join(_APART)})(?:[ \t]|$)")
_MARK = "WEBVTT"


def recognises(source: SourceFile) -> int:
    """By its first word, in any encoding of Unicode."""
    head = source.data[:64].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    return BY_CONTENT if head.lstrip(b"\xff\xfe \t\r\n").startswith(_MARK.encode()) else NOT


def read(source: SourceFile) -> Document:
    """Read the cues; what stands below a timing up to the next one belongs to it, blank lines or not."""
    text, encoding = decode(source.data, place=source.place, encoding=source.encoding)
    left_out: Counter[str] = Counter()
    head, blocks = blocks_of(text)
    for place, block in enumerate(blocks[:-1], start=1):
        _drop_name(block.lines, place)
    for lines in (head, *(block.lines for block in blocks)):
        if any(line.startswith(_APART) for line in lines):
            lines[:] = _without_apart(lines, left_out)
    # the lines right below the mark are about the file, words further down would be talk
    below = head[head.index("") :] if "" in head else []
    check_timed(blocks, source.place, words=any(line.strip() for line in below))
    found = cues_of(blocks, left_out)
    return Document("vtt", found, encoding, dict(left_out), notes(found))


def _without_apart(lines: Sequence[str], left_out: Counter[str]) -> list[str]:
    """The lines without the blocks that are no cues: from below a blank line to the next one."""
    kept: list[str] = []
    above, skipping = "", False
    for number, line in enumerate(lines):
        if _BEGINS_APART.match(line) and not above.strip() and number:
            left_out[f"{line[:6].split()[0].lower()} block"] += 1
            skipping = True
        elif skipping:
            skipping = bool(line.strip())
        else:
            kept.append(line)
        above = line
    return kept


def _drop_name(lines: list[str], place: int) -> None:
    """Take the name of the next cue off the lines gathered: right above its timing, or its number."""
    if len(lines) < 2 or not lines[-1].strip():
        return
    if not lines[-2].strip() or lines[-1].strip() in (str(place), str(place + 1)):
        lines.pop()


FORMAT = Format("vtt", (".vtt",), recognises, read)
