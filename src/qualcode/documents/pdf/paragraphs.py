"""Lines put together to paragraphs: where they were broken only because the page was full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from qualcode.documents.pdf.lines import SPEAKER, PdfLine

_WORD = re.compile(r"\w+(?:-\w+)*")
_LAST_WORD = re.compile(r"(\w+)[-\x02\u2010]$")
_FIRST_WORD = re.compile(r"\w+")
_CAPITALISED = re.compile(r"\W*(?:[A-ZÀ-Þ\d][\w.'’-]*\s?){1,4}|[a-z]+\s?\d+")
_GAP = 1.4
"""Lines further apart than this times the usual belong to different blocks."""
_WIDE = 1.2
"""A word may be so much wider than its number of letters makes it."""
_SHIFT = 3.0
"""Lines that start within so many points start at the same place."""


class PageLayout:
    """What can be seen of a file only as a whole: how far lines go, how close they stand, its words."""

    def __init__(self, pages: Sequence[Sequence[PdfLine]]) -> None:
        lines = [line for page in pages for line in page]
        self._margins = _margins(lines)
        self.names = frozenset(_names(pages, self))
        steps = [round(a.base - b.base, 1) for a, b in _pairs(pages) if a.base > b.base]
        self.step = min(median(steps), Counter(steps).most_common(1)[0][0]) if steps else 0.0
        self.words = Counter(word for line in lines for word in _WORD.findall(line.text.casefold()))

    def is_full(self, line: PdfLine, following: PdfLine) -> bool:
        """Whether the first word of the following line would not have had room at the end of this one."""
        first = following.text.partition(" ")[0]
        letter = (following.right - following.left) / max(1, len(following.text))
        return line.right + _WIDE * letter * (len(first) + 1) > self.margin(line)

    def margin(self, line: PdfLine) -> float:
        """How far lines of the column go in which this one stands."""
        return next((margin for margin in self._margins if line.right <= margin), line.right)

    def begins_turn(self, line: PdfLine) -> bool:
        """Whether a line begins with a name and a colon that are no words of a sentence, or with a time."""
        match = SPEAKER.match(line.text)
        if match is None:
            return False
        name = match["name"]
        return name is None or name in self.names or _CAPITALISED.fullmatch(name) is not None

    def joint(self, before: str, after: str) -> str:
        """What stands between two parts of a paragraph; backspaces take a hyphen away."""
        last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
        if last is None or first is None:
            return " "
        apart = f"{last[1]}-{first[0]}".casefold()
        together = f"{last[1]}{first[0]}".casefold()
        if first[0][0].isupper() or first[0][0].isdigit() or last[1][-1].isdigit():
            return ""
        return "" if self.words[apart] > self.words[together] else "\b"


def _margins(lines: Sequence[PdfLine]) -> list[float]:
    """Where lines end at the right: of one column, or of two that stand side by side."""
    rights = sorted(line.right for line in lines)
    if not rights:
        return []
    long = [right for right in rights if right >= 0.75 * rights[-1]]
    edge = long[int(0.95 * (len(long) - 1))]  # some lines stand out
    middle = (min(line.left for line in lines) + edge) / 2
    beside = [line for line in lines if line.left > middle - _SHIFT]
    across = [line for line in lines if line.left < middle - 20 and line.right > middle + 20]
    if len(beside) > 0.3 * len(lines) and len(across) < 0.2 * len(lines):
        return [max((right for right in rights if right <= middle), default=edge), edge]
    return [edge]


def _names(pages: Sequence[Sequence[PdfLine]], layout: PageLayout) -> Iterator[str]:
    """Names in front of a colon on lines that begin a paragraph for sure."""
    for before, line in _pairs(pages):
        match = SPEAKER.match(line.text)
        if match and match["name"] and not layout.is_full(before, line):
            yield match["name"]


def _pairs(pages: Sequence[Sequence[PdfLine]]) -> Iterator[tuple[PdfLine, PdfLine]]:
    """Lines and those that follow them on the same page."""
    return (pair for page in pages for pair in pairwise(page))


def paragraphs(pages: Sequence[Sequence[PdfLine]]) -> Iterator[str]:
    """The paragraphs in order; "" between blocks that stand apart."""
    layout = PageLayout(pages)
    gathered: list[PdfLine] = []
    for line in (line for page in pages for line in page):
        if gathered and not _goes_on(gathered, line, layout):
            yield _joined(gathered, layout)
            if _apart(gathered[-1], line, layout):
                yield ""
            gathered = []
        gathered.append(line)
    if gathered:
        yield _joined(gathered, layout)


def _goes_on(gathered: Sequence[PdfLine], line: PdfLine, layout: PageLayout) -> bool:
    """Whether a line goes on with the paragraph whose lines were gathered."""
    last = gathered[-1]
    below = last.base > line.base
    if layout.begins_turn(line) or (below and _apart(last, line, layout)):
        return False
    if last.text.endswith("\x02"):
        return True  # the rest of a word
    if abs(last.size - line.size) > 0.15 * max(last.size, line.size):
        return False
    if below and len(gathered) > 1 and abs(last.left - line.left) > _SHIFT:
        return False  # a first line that stands in or out
    if _LAST_WORD.search(last.text) and (line.text[:1].islower() or last.right > 0.7 * layout.margin(last)):
        return True
    return layout.is_full(last, line)


def _apart(line: PdfLine, following: PdfLine, layout: PageLayout) -> bool:
    return line.base - following.base > _GAP * max(layout.step, line.size)


def _joined(lines: Iterable[PdfLine], layout: PageLayout) -> str:
    text = ""
    for line in lines:
        joint = layout.joint(text, line.text) if text else ""
        text = (text[:-1] if joint == "\b" else text) + joint.strip("\b") + line.text
        text = text.replace("\x02", "-", 1) if "\x02" in text[:-1] else text
    return text.replace("\x02", "-")
