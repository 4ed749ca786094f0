"""Words as relocation sees them: where they stand in a text, and where a word stands in a body.

A word is a run of signs that are neither blank nor punctuation; where a script writes no blanks
(Chinese, Japanese, Thai, Khmer …) every sign is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache

_PUNCTUATION = (
    r"\s!-/:-@\[-`{-~¡¦§«¶·»¿\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u060d\u061b"
    r"\u061e\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e5a\u0e5b\u104a-\u104f\u17d4-\u17d6\u2000-\u200b"
    r"\u200e-\u206f\u3000-\u3003\u3008-\u3020\u3030\u30fb\ufe30-\ufe6b\uff01-\uff0f\uff1a-\uff20"
    r"\uff3b-\uff40\uff5b-\uff65"
)
_ALONE = (
    r"\u0e01-\u0e59\u0e81-\u0edf\u1000-\u1049\u1780-\u17d3\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff"
    r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_ALONE}]|[^{_PUNCTUATION}{_ALONE}]+")
_BREAK = re.compile(r"\n[^\S\n]*\n")

COMMON = 32
"""A sequence of three words that stands at more places than this tells nothing about any of them."""
MANY = 1000
"""No more occurrences of one quote are told apart."""
_TRIED = 20_000


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the words of a text."""
    return [match.span() for match in _WORD.finditer(text)]


class Words:
    """The words of a text: spans, the words as written (but for soft hyphens), and folded."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = word_spans(text)
        self.written = [text[start:end].replace("\u00ad", "") for start, end in self.spans]

    @cached_property
    def folded(self) -> list[str]:
        """The words without case."""
        return [word.casefold() for word in self.written]

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in _BREAK.finditer(self.text)]

    def __len__(self) -> int:
        return len(self.spans)

    def breaks(self, one: int, other: int) -> int:
        """How many breaks of paragraphs lie between two words; the ends of the text are breaks, too."""
        left = self.spans[one][0] if one >= 0 else -1
        right = self.spans[other][0] if other < len(self) else len(self.text) + 1
        inside = bisect_left(self._breaks, right) - bisect_left(self._breaks, left)
        return inside + (one < 0) + (other >= len(self))

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Numbers of the first word that has a sign in `[start, end)`, and of the first behind them."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        return first, max(first, bisect_left(self.spans, end, key=lambda span: span[0]))


class Index(Words):
    """A body's words with what is needed to look places up in it; made once for all anchors."""

    def __init__(self, body: str) -> None:
        super().__init__(body)
        self._found: dict[tuple[str, ...], list[int]] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for number, word in enumerate(self.written):
            places.setdefault(word, []).append(number)
        return places

    @cached_property
    def threes(self) -> dict[tuple[str, str, str], list[int]]:
        """Where each sequence of three folded words stands."""
        threes: dict[tuple[str, str, str], list[int]] = {}
        for number, three in enumerate(zip(self.folded, self.folded[1:], self.folded[2:], strict=False)):
            found = threes.setdefault(three, [])
            if len(found) <= COMMON:
                found.append(number)
        return threes

    def occurrences(self, words: Sequence[str]) -> list[int]:
        """Numbers of the words at which the sequence `words` (at least one) starts; at most `MANY`."""
        wanted = tuple(words)
        if wanted not in self._found:
            self._found[wanted] = self._search(list(wanted))
        return self._found[wanted]

    def _search(self, wanted: list[str]) -> list[int]:
        places = [self._places.get(word, []) for word in wanted]
        rarest = min(range(len(wanted)), key=lambda number: len(places[number]))
        found: list[int] = []
        for place in places[rarest][: max(MANY, _TRIED // len(wanted))]:
            start = place - rarest
            if start >= 0 and self.written[start : start + len(wanted)] == wanted:
                found.append(start)
                if len(found) == MANY:
                    break
        return found


@lru_cache(maxsize=4)
def index_of(body: str) -> Index:
    """The index of a body; those last used are kept, for a screen that codes one transcript for an hour."""
    return Index(body)
