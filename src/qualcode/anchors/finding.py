"""Where a quote that somebody typed or pasted stands in a body."""

from __future__ import annotations

import re

from qualcode.anchors.text import normal
from qualcode.anchors.words import word_spans

_FORGIVEN = re.compile(r"""(\s+)|(['’‘‚‛ʼ´`])|(["“”„‟«»])|(--|[-‐‑‒–—―−])|(…|\.\.\.)|.""")
_PLAIN = (" ", "'", '"', "-", "…")


def places_of(body: str, quote: str) -> list[tuple[int, int]]:
    """Return the spans at which a quote stands.

    White space, curly or straight quotation marks and dashes are forgiven where the exact text is not there;
    places that cut a word in two count only where there are no others.
    """
    quote = normal(quote).strip()
    if not quote:
        return []
    return _whole(body, _exact(body, quote)) or _whole(body, _forgiving(body, quote))


def _exact(body: str, quote: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    start = body.find(quote)
    while start >= 0:
        places.append((start, start + len(quote)))
        start = body.find(quote, start + len(quote))
    return places


def _forgiving(body: str, quote: str) -> list[tuple[int, int]]:
    """The places of the quote where both are written plainly."""
    plain, ends = _plainly(body)
    starts = [0, *ends]
    return [(starts[start], ends[end - 1]) for start, end in _exact(plain, _plainly(quote)[0])]


def _plainly(text: str) -> tuple[str, list[int]]:
    """A text with every way to write a blank, quotation mark or dash made one sign; where each sign ends."""
    signs: list[str] = []
    ends: list[int] = []
    for match in _FORGIVEN.finditer(text):
        signs.append(_PLAIN[match.lastindex - 1] if match.lastindex else match[0])
        ends.append(match.end())
    return "".join(signs), ends


def _whole(body: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that cut no word in two; all of them if each one does."""
    return [place for place in places if not _cuts(body, *place)] or places


def _cuts(body: str, start: int, end: int) -> bool:
    """Whether a span begins or ends inside a word."""
    near = max(0, start - 60)
    inside = (start - near, end - near)
    return any(left < edge < right for left, right in word_spans(body[near : end + 60]) for edge in inside)
