"""The lines of a page, and which of them only say where in the file one is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

_LETTERS = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\uf0b7": "•",
        "\xad": "-",
    }
)
_BLANKS = re.compile(r"[^\S\n]+")
_CONTROL = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_AT_START, _AT_END = re.compile(r"^\d{1,5}(?=\s|$)"), re.compile(r"(?<!\S)\d{1,5}$")
_BETWEEN_DASHES = re.compile(r"^[-–—]\s?(\d{1,5})\s?[-–—]$")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|s\.|pg\.?)?\W*(?:\d{1,5}|[ivxlc]{1,7})\W*(?:(?:of|von|de|sur|/)?\W*\d{1,5})?\W*",
    re.IGNORECASE,
)
# A name, with what may stand beside it, and a colon; or a name and a time, or a time alone.
_TIME = r"[\[(]?\d+:\d+\S*"
SPEAKER = re.compile(
    rf"\W{{0,2}}(?:{_TIME}\s+)?(?P<name>[\w .'’-]{{1,40}}?)(?:\s?[(\[][^()\[\]]{{1,30}}[)\]])?\s?:(?!\d)"
    rf"|\W{{0,2}}[A-Z][\w .'’-]{{0,40}}\s{_TIME}$|{_TIME}(?:\s|$)"
)
_AS_TALK_DOES = ("?", "!", ",", ";", ":", "…", ".")
_EDGE = 3
_TITLE = 3  # words that two pages don't begin with by chance
"""So many lines at the top and at the bottom of a page may be running ones."""

_STEP = 6.0
"""Running lines stand at the same height, give or take some of so many points."""


class PdfLine(NamedTuple):
    """A line as it stands on its page; sizes in points, `base` counted from the bottom of the page.

    A hyphen at its end that only the end of the line may have brought is written as U+0002.
    """

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def speaks(self) -> bool:
        """Whether it may begin with the name of a speaker, or with a time."""
        return SPEAKER.match(self.text) is not None


def line_of(parts: Sequence[object]) -> PdfLine:
    """A line from what pdfium says of it: blanks are single, ligatures letters."""
    text, left, right, base, size = parts
    clean = _BLANKS.sub(" ", _CONTROL.sub("", str(text).translate(_LETTERS))).strip()
    return PdfLine(clean, *(float(str(number)) for number in (left, right, base, size)))


def without_running(pages: Sequence[Sequence[PdfLine]]) -> tuple[list[list[PdfLine]], Counter[str]]:
    """The pages without the lines that recur at their edges but for numbers, and how many those were."""
    left = [list(page) for page in pages]
    counts: Counter[str] = Counter()
    for top in (True, False):
        for _ in range(_EDGE):
            running = _running([_outermost(page, top=top) for page in left])
            if not running:
                break
            for number, line in running:
                left[number].remove(line)
                counts["page number" if _PAGE_NUMBER.fullmatch(line.text) else "running header"] += 1
    return left, counts


def _outermost(page: Iterable[PdfLine], *, top: bool) -> PdfLine | None:
    return (max if top else min)(page, key=lambda line: line.base, default=None)


def _running(edges: Sequence[PdfLine | None]) -> list[tuple[int, PdfLine]]:
    """Those of the outermost lines of all pages that recur, or count the pages."""
    found = [(number, line) for number, line in enumerate(edges) if line is not None]
    times = Counter(_shape(line) for _, line in found)
    same = Counter(line.text for _, line in found)
    counting = _counting(found)
    return [
        (number, line)
        for number, line in found
        if number in counting or _recurs(line, times[_shape(line)], same[line.text], len(found))
    ]


def _recurs(line: PdfLine, times: int, same: int, pages: int) -> bool:
    """Whether so many lines are too many for chance; a name that speaks has to stand on nearly all pages.

    What ends as a sentence does is talk: two questions may differ in nothing but a number.
    """
    if line.text.endswith(_AS_TALK_DOES):
        return False
    if pages == 2 == same and not line.speaks and len(line.text.split()) >= _TITLE:
        return True
    return times >= max(3, (0.8 if line.speaks else 0.4) * pages)


def _counting(found: Sequence[tuple[int, PdfLine]]) -> set[int]:
    """The pages whose line begins or ends with a number that goes up by one from page to page."""
    offsets: dict[int, set[int]] = {}
    for number, line in found:
        numbers = (form.findall(line.text) for form in (_AT_START, _AT_END, _BETWEEN_DASHES))
        for digits in set(chain.from_iterable(numbers)):
            offsets.setdefault(int(digits) - number, set()).add(number)
    pages = max(offsets.values(), key=len, default=set())
    bare = len(found) == 2 == len(pages) and all(line.text.isdecimal() for _, line in found)
    return pages if bare or len(pages) >= max(3, 0.5 * len(found)) else set()


def _shape(line: PdfLine) -> tuple[str, int, int]:
    """The text but for its numbers, its size (a title may be repeated in small) and about where it stands."""
    return _DIGITS.sub("0", line.text).casefold(), round(line.size), round(line.base / _STEP)
