"""Settling what an edit left open: a person says where a coding belongs, and that is one more event."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.anchors import anchor_at
from qualcode.errors import refuse
from qualcode.journal.applying import check_text
from qualcode.journal.carrying import Carried
from qualcode.journal.events import made
from qualcode.journal.journal import Journal
from qualcode.journal.names import coder_name
from qualcode.model import Transcript

_DROPPED = "dropped"
_KEPT = "placed"


def find_coding(carried: Sequence[Carried], name: str) -> Carried:
    """Return the coding with this id or beginning of an id; raises `FaultsFound` if it is not exactly one."""
    found = [entry for entry in carried if name and entry.coding.id.startswith(name.lower())]
    if len(found) != 1:
        problem = f"{len(found)} codings begin so" if found else "there is no such coding"
        refuse("CODING", problem, "`qualcode anchors --json` lists the ids")
    return found[0]


def candidates_of(entry: Carried) -> tuple[tuple[int, int], ...]:
    """The places that can be kept: the one found, or those to choose from."""
    return (entry.placement.place,) if entry.placement.place else entry.placement.candidates


def candidate(entry: Carried, number: int = 0) -> tuple[int, int]:
    """The `number`th candidate (from 1), or the only one; raises `FaultsFound` where that is none."""
    places = candidates_of(entry)
    if not places:
        refuse("--keep", "no place is proposed", "give one with --at or --quote, or use --drop")
    if not number and len(places) > 1:
        listed = ", ".join(f"{n}: {start}:{end}" for n, (start, end) in enumerate(places, start=1))
        refuse("--keep", f"there are {len(places)} places ({listed})", "choose one with --keep N")
    if number > len(places):
        refuse("--keep", f"there are only {len(places)} places", "choose a lower N")
    return places[max(number, 1) - 1]


def settle(
    journal: Journal,
    entry: Carried,
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
        event = made(coder, "remove", after=newest, target=entry.coding.id, reason=reason or _DROPPED)
    elif transcript is None:
        refuse(entry.anchor.transcript, "the transcript is gone", "put it back, or use --drop")
    else:
        anchor = anchor_at(transcript.id, transcript.body, *span, transcript.body_hash)
        event = made(
            coder, "reanchor", after=newest, anchor=anchor, target=entry.coding.id, reason=reason or _KEPT
        )
    return journal.record(coder, [event])
