"""`qualcode memo`: a note on a coding, a place, a transcript, a code or the study."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.deciding import (
    AtOption,
    CoderOption,
    NthOption,
    QuoteOption,
    place_in,
    saved,
)
from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json
from qualcode.errors import QualcodeError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("memo")(memo)


def memo(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The memo; an empty one takes it away.")],
    coder: CoderOption,
    coding: Annotated[
        str, typer.Argument(metavar="[CODING]", help="Id of a coding or note of yours, or how it begins.")
    ] = "",
    transcript: Annotated[
        str, typer.Option("--transcript", metavar="T", help="On this transcript, or on words of it.")
    ] = "",
    quote: QuoteOption = "",
    at: AtOption = "",
    nth: NthOption = 0,
    code: Annotated[str, typer.Option("--code", metavar="CODE", help="On a code.")] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a memo: on a coding, on words of a transcript, a transcript, a code, or (with none) the study.

    Examples: qualcode memo "compare with I07" 0192f3a1 --coder ana;
    qualcode memo "tired towards the end" --transcript I01 --coder ana
    """
    from qualcode.journal.pointing import find_thing

    place = bool(quote.strip() or at.strip())
    if coding and (transcript or place or code):
        raise QualcodeError("CODING: a memo is on a coding or on something else; give one of them")
    if place and not transcript:
        raise QualcodeError("--transcript: say in which one the words stand; write --transcript T")
    if not coding and not text.strip():
        raise QualcodeError("TEXT: is empty; write something, or name the coding or note to take it from")
    opened = open_study(study)
    hand = opened.session(coder)
    if coding:
        name = find_thing(opened.log.ledger.things, coding).id
        hand.memo(name, text.strip())
    else:
        about = opened.texts.transcript(transcript) if transcript else None
        span = place_in(opened, about, quote, nth, at) if about and place else None
        name = hand.note(text.strip(), transcript=about, span=span, code=code)
    if as_json:
        print_json({"id": name, "memo": text.strip() or None})
    else:
        typer.echo(name)
    saved(hand)
