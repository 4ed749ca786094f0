"""`qualcode remove`: takes a coder's own codings back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli.deciding import (
    AtOption,
    CoderOption,
    NthOption,
    QuoteOption,
    ReasonOption,
    place_in,
    saved,
    several,
)
from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.journal import Placed, PlacedCoding, Rejection


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("remove")(remove)


def remove(
    what: Annotated[
        str, typer.Argument(metavar="CODE|CODING", help="Id of the code; or of a coding, or how that begins.")
    ],
    coder: CoderOption,
    transcript: Annotated[
        str, typer.Argument(metavar="[TRANSCRIPT]", help="Id of the transcript, behind a code.")
    ] = "",
    quote: QuoteOption = "",
    at: AtOption = "",
    nth: NthOption = 0,
    every: Annotated[bool, typer.Option("--all", help="Or all codings of that transcript.")] = False,
    reason: ReasonOption = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take codings of your own back; the log remembers them, and `qualcode undo` brings them again.

    With the id of a coding, a rejection or a note that one is taken back.

    Examples: qualcode remove consultations I01 --quote "they discuss with us" --coder ana;
    qualcode remove 0192f3a1 --coder ana
    """
    opened = open_study(study)
    hand = opened.session(coder)
    if not transcript:
        if quote or at or every:
            raise QualcodeError("TRANSCRIPT: say in which one; write CODE TRANSCRIPT, or a coding's id alone")
        removed = [_by_id(opened, what)]
    else:
        removed = [_told(entry) for entry in _meant(opened, what, transcript, (quote, nth, at), coder, every)]
    hand.remove([entry["id"] for entry in removed], reason)
    if as_json:
        print_json({"removed": removed})
    else:
        for entry in removed:
            start, end = entry["start"], entry["end"]
            place = f"  {entry['transcript']}  {start}:{end}" if start is not None else ""
            typer.echo(f"{entry['id']}{place}")
    saved(hand, "Saved." if len(removed) == 1 else f"Saved: {several(len(removed), 'coding')} removed.")


def _meant(
    opened: Study, code: str, transcript: str, place: tuple[str, int, str], coder: str, every: bool
) -> list[PlacedCoding]:
    from qualcode.journal.pointing import named, own_codings

    text = opened.texts.transcript(transcript)
    own = {entry.coding.code: entry.coding.code for entry in opened.log.placed if entry.coding.coder == coder}
    named("code", code, {entry: entry for entry in opened.codebook.by_id} | own)
    return own_codings(opened.log.placed, coder, code, text.id, place_in(opened, text, *place, every=every))


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
