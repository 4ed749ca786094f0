"""SubRip captions: a number, a timing line, text, a blank line."""

from __future__ import annotations

import re
from collections import Counter

from qualcode.decoding import decode
from qualcode.documents.captions import blocks_of, check_timed, cues_of, notes
from qualcode.documents.document import Document
from qualcode.documents.source import BY_CONTENT, NOT, Format, SourceFile

_START = re.compile(rb"\s*(?:\d+[ \t]*\r?[\n\r]\s*)?-?[\d:]+[.,]\d+[ \t]*--?>[ \t]*-?[\d:]+[.,]\d+")


def recognises(source: SourceFile) -> int:
    """By its first timing."""
    head = source.data[:400].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    return BY_CONTENT if _START.match(head.removeprefix(b"\xfe\xff")) else NOT


def read(source: SourceFile) -> Document:
    """Read the cues; a number right above a timing is the cue's, every other line is text."""
    text, encoding = decode(source.data, place=source.place, encoding=source.encoding)
    left_out: Counter[str] = Counter()
    _, blocks = blocks_of(text)
    for block in blocks[:-1]:
        if block.lines and block.lines[-1].strip().isdecimal():
            block.lines.pop()
    check_timed(blocks, source.place, words=True)
    found = cues_of(blocks, left_out)
    return Document("srt", found, encoding, dict(left_out), notes(found))


FORMAT = Format("srt", (".srt",), recognises, read)
