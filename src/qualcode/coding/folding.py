"""Text folded for matching, with a way back to the offsets of the original.

Typographic quotes and hyphens become plain ones, runs of white space one blank, ligatures their letters;
soft hyphens, zero-width signs and the line break behind a hyphen go. What a reader sees as the same word is
then the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_REPLACED = {
    **dict.fromkeys("‘’‚‛′ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    **dict.fromkeys(map(chr, (*range(9), *range(14, 28), 127)), ""),  # control characters
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_JOINS = r"(?<=[^\W_])(?:–|[-\u2010][^\S\n]*\n[^\S\n]*)(?=[^\W_])"  # AP–4; capacity-⏎building
_CHANGES = re.compile(rf"{_JOINS}|[{''.join(map(re.escape, _REPLACED))}]|\s\s+|[^\S ]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `offsets[i]` is where the folded code point `i` stands in the original."""

    text: str
    offsets: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that the folded span `[start, end)` stands for."""
        if self.offsets is None or start >= end:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text; see the module."""
    if not _CHANGES.search(text):
        return Folded(text, None)
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in _CHANGES.finditer(text):
        pieces.append(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        replacement = _REPLACED.get(match[0], " " if match[0].isspace() else "-")
        pieces.append(replacement)
        offsets.extend([match.start()] * len(replacement))
        position = match.end()
    pieces.append(text[position:])
    offsets.extend(range(position, len(text)))
    return Folded("".join(pieces), tuple(offsets))
