"""Applying a code to a segment: from what somebody quotes or points at to a line in that coder's log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from qualcode.anchors import anchor_at, count_words, places_of
from qualcode.errors import refuse
from qualcode.journal.carrying import Carried, carry
from qualcode.journal.events import DIRECTIONS, Event, made
from qualcode.journal.fold import fold
from qualcode.journal.journal import Journal, Reading
from qualcode.journal.names import coder_name
from qualcode.model import Codebook, Transcript
from qualcode.positions import nearest

_SPAN = re.compile(r"\s*(\d{1,12})\s*:\s*(\d{1,12})\s*")
_LISTED = 10
_SHORT = 40
_SURROGATE = re.compile("[\ud800-\udfff]")
_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Applied:
    """A coding that stands now; `is_new` if it was not there before. `message` is for the person."""

    id: str
    transcript: str
    start: int
    end: int
    quote: str
    code: str
    coder: str
    direction: str
    is_new: bool
    message: str = ""


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
    if not count_words(words):
        refuse(place, "holds no word", "point at words")
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def named(what: str, name: str, known: Mapping[str, _Entry]) -> _Entry:
    """The transcript or code of that name; raises `FaultsFound` with the nearest one."""
    if name in known:
        return known[name]
    shown = f" {name!r}" if len(name) <= _SHORT else ""
    return refuse(what, f"there is none{shown}", nearest(name, sorted(known)))


# --- applying -----------------------------------------------------------------------------


def apply(
    journal: Journal,
    codebook: Codebook,
    transcript: Transcript,
    span: tuple[int, int],
    *,
    code: str,
    coder: str,
    direction: str = "",
    memo: str = "",
) -> Applied:
    """Apply a code to a span and return the coding, which is on disk then.

    What that coder has done already is not done twice; another direction or memo takes the old one's
    place. Raises `FaultsFound` for a code, coder or direction that cannot be used.
    """
    coder_name(coder)
    named("code", code, codebook.by_id)
    if direction and direction not in DIRECTIONS:
        refuse("--direction", "is none of + ± -", "write +, ± or -")
    check_text("--memo", memo)
    reading = journal.read()
    same = _same(reading, transcript, span, code, coder)
    quote = transcript.body[span[0] : span[1]]
    for old in (entry.coding for entry in same):
        if direction in {"", old.direction} and memo in {"", old.memo}:
            return Applied(old.id, transcript.id, *span, quote, code, coder, old.direction, is_new=False)
    if same:
        direction, memo = direction or same[-1].coding.direction, memo or same[-1].coding.memo
    anchor = anchor_at(transcript.id, transcript.body, *span, transcript.body_hash)
    event = made(
        coder, "apply", after=reading.newest, anchor=anchor, code=code,
        direction=direction, memo=memo, codebook=codebook.version,
    )  # fmt: skip
    said = journal.record(coder, [event, *_instead_of(same, event)])
    return Applied(event.id, transcript.id, *span, quote, code, coder, direction, is_new=True, message=said)


def check_text(place: str, text: str) -> None:
    """Refuse words that a terminal handed over in pieces of signs: they could not be written down."""
    if _SURROGATE.search(text):
        refuse(place, "is not text in this terminal's encoding", "write it in UTF-8")


def _same(
    reading: Reading, transcript: Transcript, span: tuple[int, int], code: str, coder: str
) -> list[Carried]:
    """The coder's codings with this code whose place is this span now, oldest first."""
    own = [
        coding
        for coding in fold(reading.events)
        if (coding.coder, coding.code) == (coder, code) and coding.anchor().transcript == transcript.id
    ]
    return [entry for entry in carry(own, [transcript]) if entry.placement.place == span]


def _instead_of(same: Iterable[Carried], event: Event) -> list[Event]:
    """What removes the codings that a new one replaces."""
    removals: list[Event] = []
    for entry in same:
        newest = removals[-1].id if removals else event.id
        removals.append(made(event.coder, "remove", after=newest, target=entry.coding.id, reason="replaced"))
    return removals
