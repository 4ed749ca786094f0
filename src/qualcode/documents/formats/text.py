"""Plain text and Markdown: a paragraph for every line; blank lines are kept as empty paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qualcode.decoding import decode
from qualcode.documents.document import Document, Paragraph, Run
from qualcode.documents.source import BY_NAME, NOT, Format, SourceFile
from qualcode.errors import refuse

_LINE_END = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"\d+")
_TALK = re.compile(r"[.?!…:]$|: |.{81}|^\W*(?!page\b|seite\b|p\.)[^\W\d_]+[\W\d]*$", re.IGNORECASE)
_NO_TALK = {
    re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html\b|head\b|body\b)", re.IGNORECASE): (
        "is a web page",
        "open it in a browser or in Word and save it as .docx or .txt",
    ),
    re.compile(r"\s*<\?xml"): ("is an XML file of another program", "export it as .docx, .vtt or .txt"),
    re.compile(r"\s*(?:\{\s*\"|\[\s*\{)"): ("is a JSON file of another program", "export it as .vtt or .txt"),
}
EDGE = 2
MOST = 0.6


def recognises(source: SourceFile) -> int:
    """By its name only: whatever is nothing else is text."""
    if source.archive is not None or source.data.startswith(b"%PDF"):
        return NOT
    return BY_NAME


def read(source: SourceFile) -> Document:
    """Read a text line by line; other signs that Python calls line breaks stay in their lines.

    Where form feeds part it into pages, what recurs at the edges of most of them (but for its numbers) is
    left out.
    """
    text, encoding = decode(source.data, place=source.place, encoding=source.encoding)
    for form, (problem, remedy) in _NO_TALK.items():
        if form.match(text):
            refuse(source.place, problem, remedy)
    markdown = source.suffix in (".md", ".markdown")
    left_out: Counter[str] = Counter()
    if "\x0c" in text:
        lines = _without_running([_LINE_END.split(page) for page in text.split("\x0c")], left_out)
    else:
        lines = _LINE_END.split(text)
    blocks = tuple(Paragraph((Run(line),)) for line in lines)
    return Document("md" if markdown else "txt", blocks, encoding, dict(+left_out))


def _without_running(pages: Sequence[list[str]], left_out: Counter[str]) -> list[str]:
    """The lines of all pages without their running headers, footers and page numbers."""
    filled = [page for page in pages if any(line.strip() for line in page)]
    edges = [_edges(page) for page in filled]
    seen = [{_shape(page[i]) for i in found} for page, found in zip(filled, edges, strict=True)]
    shapes = Counter(shape for page in seen for shape in page if not _TALK.search(shape))
    running = {shape for shape, times in shapes.items() if times >= max(EDGE, MOST * len(filled))}
    lines: list[str] = []
    for page, found in zip(filled, edges, strict=True):
        dropped = {i for i in found if _shape(page[i]) in running}
        left_out["running header or page number"] += len(dropped)
        kept = [line for i, line in enumerate(page) if i not in dropped]
        lines += "\n".join(kept).strip("\n").split("\n")
    return lines


def _edges(page: Sequence[str]) -> list[int]:
    filled = [number for number, line in enumerate(page) if line.strip()]
    return sorted({*filled[:EDGE], *filled[-EDGE:]})


def _shape(line: str) -> str:
    return _NUMBER.sub("0", line.strip())


FORMAT = Format("txt", (".txt", ".md"), recognises, read)
