"""What a command points at: a span by its words or offsets, a coding by its id or by code and place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from qualcode.anchors import count_words, places_of
from qualcode.errors import refuse
from qualcode.journal.ledger import Decision, Done
from qualcode.journal.placing import PlacedCoding
from qualcode.model import Codebook, Coding, Span, Transcript
from qualcode.positions import nearest

_SPAN = re.compile(r"\s*(\d{1,12})\s*:\s*(\d{1,12})\s*")
_LISTED = 10
_SHORT = 40
_SURROGATE = re.compile("[\ud800-\udfff]")
_Entry = TypeVar("_Entry")


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


_LISTED = 10


def find_thing(things: Iterable[Decision], name: str) -> Decision:
    """The coding, rejection or note with this id or beginning of an id; raises `FaultsFound`."""
    wanted = name.strip().lower()
    found = [thing for thing in things if thing.id.startswith(wanted) and not isinstance(thing, Done)]
    if len(found) != 1 or not wanted:
        problem = f"{len(found)} decisions begin so" if found and wanted else "there is no such coding"
        refuse("CODING", problem, "`qualcode anchors --json` lists the ids of codings")
    return found[0]


def own_codings(
    placed: Sequence[PlacedCoding], coder: str, code: str, transcript: str, span: Span | None
) -> list[PlacedCoding]:
    """A coder's codings with a code: those at the span, else the one that shares words with it.

    Without a span all of the transcript. Raises `FaultsFound` where there is none, or more than one
    could be meant.
    """
    here = [
        entry
        for entry in placed
        if entry.coding.coder == coder and entry.anchor.transcript == transcript and _meets(entry, span)
    ]
    wanted = [entry for entry in here if entry.coding.code == code]
    exact = [entry for entry in wanted if entry.placement.place == span]
    if span is None or exact:
        wanted = exact or wanted
    if not wanted:
        others = _listed(sorted({entry.coding.code for entry in here}))
        known = f"there {coder} has {others}" if here else f"there {coder} has coded nothing"
        refuse("CODE", f"{coder} has no coding with {code!r} {_where(transcript, span)}", known)
    if span is not None and len({entry.placement.place for entry in wanted}) > 1:
        places = _listed([f"{start}:{end}" for start, end in _places(wanted)])
        refuse("--at", f"{len(wanted)} codings share words with it", f"choose one of {places}, or use --all")
    return wanted


def suggestions_at(
    suggested: Sequence[Coding], codebook: Codebook, code: str, transcript: str, span: Span | None
) -> list[Coding]:
    """The suggestions of a code that share words with the span (without one: all of them).

    `suggested` are those of the transcript. Raises `FaultsFound` with what is suggested there if there
    is none.
    """
    named("code", code, codebook.by_id)
    here = [coding for coding in suggested if _shares((coding.segment.start, coding.segment.end), span)]
    wanted = [coding for coding in here if coding.code == code]
    if not wanted:
        found = _in_order(coding.code for coding in here)
        remedy = f"suggested there: {_listed(found)}" if found else "nothing is suggested there"
        refuse("CODE", f"the rules do not suggest {code!r} {_where(transcript, span)}", remedy)
    return wanted


def _where(transcript: str, span: Span | None) -> str:
    return f"in {transcript}" if span is None else f"at {transcript} {span[0]}:{span[1]}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")


def _in_order(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _places(entries: Iterable[PlacedCoding]) -> list[Span]:
    return sorted({entry.placement.place for entry in entries if entry.placement.place is not None})


def _meets(entry: PlacedCoding, span: Span | None) -> bool:
    if span is None:
        return True
    return entry.placement.place is not None and _shares(entry.placement.place, span)


def _shares(place: Span, span: Span | None) -> bool:
    return span is None or (place[0] < span[1] and span[0] < place[1])
