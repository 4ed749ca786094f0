"""Names of the speaker's own case taken out of what the speaker said.

A first guard for exports that leave the room, not a proof: people can be known by much more than a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

MASK = "[own case]"
_AROUND = 200  # longer than any name


def mask_names(text: str, names: Sequence[str], mask: str = MASK) -> tuple[str, int]:
    """Return the text with every whole-word occurrence of the names replaced, and how many there were."""
    wanted = _wanted(names)
    return _pattern(wanted).subn(mask, text) if wanted else (text, 0)


def mask_excerpt(text: str, span: tuple[int, int], names: Sequence[str], mask: str = MASK) -> tuple[str, int]:
    """Return what `span` cuts out of a text, masked as `mask_names` does.

    A name is masked where the span cuts it in two as well: `Zealand` tells as much as `New Zealand`.
    """
    start, end = span
    wanted = _wanted(names)
    first = max(0, start - _AROUND)
    near = text[first : end + _AROUND]
    for match in _pattern(wanted).finditer(near) if wanted else ():
        left, right = first + match.start(), first + match.end()
        if left < start < right or left < end < right:
            start, end = min(start, left), max(end, right)
    return mask_names(text[start:end], names, mask)


def _wanted(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name.strip()}, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    # between the words of a name there may be a line's end or a hyphen
    pieces = (r"[\s\u00ad\u2010-\u2015-]+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})(?!\w)", re.IGNORECASE)
