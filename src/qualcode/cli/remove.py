"""`qualcode remove`: takes a coder's own codings back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli import opening, options, parsing
from qualcode.cli.emitting import Output, saved, several
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.journal import Placed, PlacedCoding, Rejection


def remove(
    what: Annotated[
        str, typer.Argument(metavar="CODE|CODING", help="Id of the code; or of a coding, or how that begins.")
    ],
    coder: options.Coder,
    transcript: Annotated[
        str, typer.Argument(metavar="[TRANSCRIPT]", help="Id of the transcript, behind a code.")
    ] = "",
    quote: options.Quote = "",
    at: options.At = "",
    nth: options.Nth = 0,
    every: Annotated[bool, typer.Option("--all", help="Or all codings of that transcript.")] = False,
    reason: options.Reason = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Take codings of your own back; the log remembers them, and `qualcode undo` brings them again.

    With the id of a coding, a rejection or a note that one is taken back.

    Examples: qualcode remove consultations I01 --quote "they discuss with us" --coder ana;
    qualcode remove 0192f3a1 --coder ana
    """
    from qualcode.journal.pointing import named, own_codings

    opened = opening.study(study)
    hand = opened.session(coder)
    if not transcript:
        if quote or at or every:
            raise QualcodeError("TRANSCRIPT: say in which one; write CODE TRANSCRIPT, or a coding's id alone")
        removed = [_by_id(opened, what)]
    else:
        text = opened.texts.transcript(transcript)
        own = {entry.coding.code: entry for entry in opened.log.placed if entry.coding.coder == coder}
        named("code", what, {**opened.codebook.by_id, **own})
        span = parsing.place(opened, text, quote, nth, at, every=every)
        removed = [_told(entry) for entry in own_codings(opened.log.placed, coder, what, text.id, span)]
    hand.remove([entry["id"] for entry in removed], reason)
    Output(as_json).give(lambda: {"removed": removed}, map(_in_line, removed))
    saved(hand, "Saved." if len(removed) == 1 else f"Saved: {several(len(removed), 'coding')} removed.")


def _told(entry: PlacedCoding | Placed[Rejection]) -> dict[str, Any]:
    start, end = entry.placement.place or (None, None)
    return {
        "id": entry.coding.id, "transcript": entry.anchor.transcript, "start": start, "end": end,
        "code": entry.coding.code,
    }  # fmt: skip


def _by_id(opened: Study, name: str) -> dict[str, Any]:
    from qualcode.journal.pointing import find_thing

    thing = find_thing(opened.log.ledger.things, name)
    told = [_told(entry) for entry in opened.log.placed if entry.coding.id == thing.id]
    told += [_told(entry) for entry in opened.log.rejected if entry.coding.id == thing.id]
    if told:
        return told[0]
    where, code = thing.transcript, getattr(thing, "code", "")
    return {"id": thing.id, "transcript": where or None, "start": None, "end": None, "code": code or None}


def _in_line(entry: dict[str, Any]) -> str:
    place = f"  {entry['transcript']}  {entry['start']}:{entry['end']}"
    return f"{entry['id']}{'' if entry['start'] is None else place}"
