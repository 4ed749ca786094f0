"""A document's paragraphs and tables as lines, the way presets look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from qualcode.anchors import normal
from qualcode.documents import Document, Paragraph, Table
from qualcode.documents.numbering import without_numbers
from qualcode.intake.times import CLOCK

WRAPPED_AT = 100
FEWEST_LINES = 4
_LINE_BREAK = re.compile(r"[\n\x0b\x0c]")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASISED = re.compile(r"(?<![\w*])([*_])(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!-])")
_LINK = re.compile(r"!?(\[[^\[\]]*\])\([^()\s]*\)")  # its brackets stay: they may be a time stamp's
_GOES_ON = re.compile(r"\s*[a-zß-öø-ÿ]")
_TIME = re.compile(rf"\[?{CLOCK}\]?")


@dataclass(slots=True)
class TalkLine:
    """One line in NFC. `bold` is the bold text it begins with, `fresh` whether a paragraph begins here."""

    text: str
    bold: str = ""
    fresh: bool = True
    heading: bool = False


@dataclass(frozen=True)
class TalkDocument:
    """A document as presets look at it."""

    document: Document

    @cached_property
    def lines(self) -> list[TalkLine]:
        """The document's lines, made when the first preset asks for them."""
        return lines_of(self.document)


def mostly_tables(document: Document) -> bool:
    """Whether most of a document's words stand in tables."""
    if not any(isinstance(block, Table) for block in document.blocks):
        return False
    inside = sum(len(cell) for table in document.tables for row in table.rows for cell in row)
    outside = sum(len(block.text) for block in document.blocks if isinstance(block, Paragraph))
    return inside > outside


def lines_of(document: Document) -> list[TalkLine]:
    """The lines that hold something; hard-wrapped lines of a text file are not `fresh`."""
    if document.format in ("txt", "md"):
        return _text_lines(document)
    found: list[TalkLine] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.extend(_paragraph(block))
        elif isinstance(block, Table):
            found.extend(TalkLine(normal(text)) for row in block.rows for text in _row(row))
    texts, numbers = without_numbers([line.text for line in found])
    if numbers:
        found = [replace(line, text=text) for line, text in zip(found, texts, strict=True) if text.strip()]
    return found


def _paragraph(paragraph: Paragraph) -> Iterator[TalkLine]:
    bold = ""
    for run in paragraph.runs:
        if not run.bold and run.text.strip():
            break
        bold += run.text
    bold = normal(bold.split("\n")[0].strip())
    for number, text in enumerate(_LINE_BREAK.split(paragraph.text)):
        if text.strip():
            yield TalkLine(normal(text), bold if number == 0 else "", number == 0, paragraph.heading)


def _row(cells: Sequence[str]) -> Iterator[str]:
    """A row of a table as one labelled line: time, speaker and talk, in whichever order they stand."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    times = [cell for cell in filled if _TIME.fullmatch(cell)]
    words = [cell for cell in filled if not _TIME.fullmatch(cell)]
    stamp = f"[{times[0].strip('[]')}] " if times else ""
    if len(words) >= 2 and len(words[0]) <= 45 and "\n" not in words[0]:
        words[:2] = [f"{words[0].rstrip(':')}: {words[1]}"]
    for number, text in enumerate(line for word in words for line in word.split("\n") if line.strip()):
        yield stamp + text if number == 0 else text


# --- text files ---------------------------------------------------------------------------


def _text_lines(document: Document) -> list[TalkLine]:
    texts: list[str] = []
    for block in document.blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        if "\x0c" in text or "\x0b" in text:
            texts.extend(_LINE_BREAK.split(text))
        else:
            texts.append(text)
    texts, _ = without_numbers(texts)
    wrapped = _is_wrapped(texts)
    markdown = document.format == "md"
    found: list[TalkLine] = []
    gap = True
    for text in texts:
        if not text.strip() or (markdown and _RULE.match(text)):
            gap = True
            continue
        heading = bool(markdown and _HEADING.match(text))
        fresh = gap or heading or not (wrapped or _GOES_ON.match(text))
        found.append(TalkLine(_unmarked(normal(text)) if markdown else normal(text), "", fresh, heading))
        gap = heading
    return found


def _is_wrapped(texts: Sequence[str]) -> bool:
    """Whether lines end where the paper ended: none is long, and most that go on are about as long as any."""
    lengths = [len(text.rstrip()) for text in texts]
    filled = sorted(filter(None, lengths))
    if len(filled) < FEWEST_LINES:
        return False
    longest = filled[int(len(filled) * 0.98) - 1] if len(filled) > 50 else filled[-1]
    inner = [length for length, after in pairwise(lengths) if length and after]
    if not 40 <= longest <= WRAPPED_AT or len(inner) < 2:
        return False
    return sum(length > 0.75 * longest for length in inner) > 0.5 * len(inner)


def _unmarked(text: str) -> str:
    """A line of Markdown without the marks that are no words; those around a label are left to its reader."""
    text = _LINK.sub(r"\1", _HEADING.sub("", text, count=1))
    text = text.lstrip(" ").removeprefix("> ")
    text = _EMPHASISED.sub(r"\2", _STRONG.sub(r"\2", text))
    return _ESCAPED.sub(r"\1", text).rstrip()
