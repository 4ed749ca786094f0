"""Where to apply a code: from what somebody quotes, points at or names to a span of a transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from qualcode.anchors import count_words, places_of
from qualcode.errors import refuse
from qualcode.model import Transcript
from qualcode.positions import nearest

_SPAN = re.compile(r"\s*(\d{1,12})\s*:\s*(\d{1,12})\s*")
_LISTED = 10
_SHORT = 40
_SURROGATE = re.compile("[\ud800-\udfff]")
_Entry = TypeVar("_Entry")


# --- where --------------------------------------------------------------------------------


def quoted_span(transcript: Transcript, quote: str, nth: int = 0) -> tuple[int, int]:
    """Return the one span at which `quote` stands, or the `nth` (from 1); raises `FaultsFound` otherwise."""
    place, places = "--quote", places_of(transcript.body, quote)
    if not places:
        refuse(place, f"does not stand in {transcript.id}", "copy the words from the transcript as it is now")
    if nth:
        if nth > len(places):
            refuse(
                "--nth", f"there are only {len(places)} such places in {transcript.id}", "choose a lower N"
            )
        return places[nth - 1]
    if len(places) > 1:
        spans = ", ".join(f"{start}:{end}" for start, end in places[:_LISTED])
        more = ", …" if len(places) > _LISTED else ""
        remedy = "quote more words, or choose one with --nth N or --at START:END"
        refuse(place, f"stands {len(places)} times in {transcript.id} ({spans}{more})", remedy)
    return places[0]


def span_at(transcript: Transcript, text: str, place: str = "--at") -> tuple[int, int]:
    """Return the span that `START:END` means, without blanks at its ends; raises `FaultsFound`."""
    match = _SPAN.fullmatch(text)
    if match is None:
        refuse(place, "is no START:END", "write two offsets in code points, such as --at 120:164")
    start, end = int(match[1]), int(match[2])
    if not start < end <= len(transcript.body):
        remedy = f"write 0 <= START < END <= {len(transcript.body)}"
        refuse(place, f"is no span of {transcript.id}", remedy)
    words = transcript.body[start:end]
    span = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    spoken = (transcript.body[max(span[0], turn.start) : min(span[1], turn.end)] for turn in transcript.turns)
    if not any(count_words(piece) for piece in spoken):
        refuse(place, "holds no spoken word", "point at words, not at a speaker's name")
    return span


def named(what: str, name: str, known: Mapping[str, _Entry]) -> _Entry:
    """The transcript or code of that name; raises `FaultsFound` with the nearest one."""
    if name in known:
        return known[name]
    shown = f" {name!r}" if len(name) <= _SHORT else ""
    return refuse(what, f"there is none{shown}", nearest(name, sorted(known)))


def check_text(place: str, text: str) -> None:
    """Refuse words that a terminal handed over in pieces of signs: they could not be written down."""
    if _SURROGATE.search(text):
        refuse(place, "is not text in this terminal's encoding", "write it in UTF-8")
