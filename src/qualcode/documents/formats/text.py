"""Plain text and Markdown: a paragraph for every line; blank lines are kept as empty paragraphs."""

from __future__ import annotations

import re

from qualcode.decoding import decode
from qualcode.documents.document import Document, Paragraph, Run
from qualcode.documents.source import BY_NAME, NOT, Format, Source

_LINE_END = re.compile(r"\r\n|\r|\n")


def recognises(source: Source) -> int:
    """By its name only: whatever is nothing else is text."""
    if source.archive is not None or source.data.startswith(b"%PDF"):
        return NOT
    return BY_NAME


def read(source: Source) -> Document:
    """Read a text line by line; other signs that Python calls line breaks stay in their lines."""
    text, encoding = decode(source.data, place=source.place, encoding=source.encoding)
    markdown = source.suffix in (".md", ".markdown")
    blocks = tuple(Paragraph((Run(line),)) for line in _LINE_END.split(text))
    return Document("md" if markdown else "txt", blocks, encoding)


FORMAT = Format("txt", (".txt", ".md"), recognises, read)
