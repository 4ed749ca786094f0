"""Settling what an edit left open: a person says where a coding belongs, and that is one more event."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.anchors import anchor_at
from qualcode.errors import refuse
from qualcode.journal.events import made
from qualcode.journal.journal import Journal
from qualcode.journal.names import coder_name
from qualcode.journal.placing import PlacedCoding
from qualcode.journal.pointing import check_text
from qualcode.model import Transcript

_DROPPED = "dropped"
_KEPT = "placed"


def find_coding(placed: Sequence[PlacedCoding], name: str) -> PlacedCoding:
    """Return the coding with this id or beginning of an id; raises `FaultsFound` if it is not exactly one."""
    found = [
        entry
        for entry in placed
        if name and any(each.startswith(name.lower()) for each in (entry.coding.id, *entry.coding.alike))
    ]
    if len(found) != 1:
        problem = f"{len(found)} codings begin so" if found else "there is no such coding"
        refuse("CODING", problem, "`qualcode anchors --json` lists the ids")
    return found[0]


def candidates_of(entry: PlacedCoding) -> tuple[tuple[int, int], ...]:
    """The places that can be kept: the one found, or those to choose from."""
    return (entry.placement.place,) if entry.placement.place else entry.placement.candidates


def check_open(entry: PlacedCoding, place: str) -> None:
    """Refuse to settle by the way what no edit has touched; raises `FaultsFound`."""
    status = entry.placement.status
    if status == "unchanged" or (status == "moved" and place == "--drop"):
        remedy = "place it elsewhere with --at or --quote, or take it back with `qualcode remove`"
        refuse(place, f"there is nothing to settle: the coding is {status}", remedy)


def candidate(entry: PlacedCoding, number: int | None = None) -> tuple[int, int]:
    """The `number`th candidate (from 1), or the one proposed; raises `FaultsFound` where that is none.

    Where the words are gone, a number must say which of the places that are left was meant.
    """
    places = candidates_of(entry)
    if not places:
        refuse("--keep", "no place is proposed", "give one with --at or --quote, or use --drop")
    count = f"{len(places)} place{'s' if len(places) > 1 else ''}"
    if number is None and (len(places) > 1 or entry.placement.status == "orphaned"):
        listed = ", ".join(f"{n}: {start}:{end}" for n, (start, end) in enumerate(places, start=1))
        gone = "its words are gone; left " if entry.placement.status == "orphaned" else "there "
        verb = "is" if len(places) == 1 else "are"
        refuse("--keep", f"{gone}{verb} {count} ({listed})", "choose one with --keep N")
    if number is not None and not 1 <= number <= len(places):
        problem = (
            "places count from 1"
            if number < 1
            else f"there {'is' if len(places) == 1 else 'are'} only {count}"
        )
        refuse("--keep", problem, f"write --keep N with N from 1 to {len(places)}")
    return places[(number or 1) - 1]


def resolve(
    journal: Journal,
    entry: PlacedCoding,
    transcript: Transcript | None,
    span: tuple[int, int] | None,
    *,
    coder: str,
    reason: str = "",
) -> str:
    """Log the decision of `coder` that a coding belongs at `span`, or, without one, that it is dropped.

    Returns what there is to say (see `log.append`). Raises `FaultsFound` for a place in a
    transcript that is gone.
    """
    coder_name(coder)
    check_text("--reason", reason)
    newest = journal.read().newest
    if span is None:
        if coder != entry.coding.coder:
            whose = entry.coding.coder
            refuse("--drop", f"the coding is {whose}'s, and only {whose} can take it back", f"ask {whose}")
        event = made(coder, "remove", after=newest, target=entry.coding.id, reason=reason or _DROPPED)
    elif transcript is None:
        refuse(entry.anchor.transcript, "the transcript is gone", "put it back, or use --drop")
    else:
        anchor = anchor_at(transcript.id, transcript.body, *span, transcript.body_hash)
        event = made(
            coder, "reanchor", after=newest, anchor=anchor, target=entry.coding.id, reason=reason or _KEPT
        )
    return journal.record(coder, [event])
