"""`qualcode memo`: a note on a coding, a place, a transcript, a code or the study."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli import opening, options, parsing
from qualcode.cli.emitting import Output, saved
from qualcode.errors import QualcodeError


def memo(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The memo; an empty one takes it away.")],
    coder: options.Coder,
    coding: Annotated[
        str, typer.Argument(metavar="[CODING]", help="Id of a coding or note of yours, or how it begins.")
    ] = "",
    transcript: Annotated[
        str, typer.Option("--transcript", metavar="T", help="On this transcript, or on words of it.")
    ] = "",
    quote: options.Quote = "",
    at: options.At = "",
    nth: options.Nth = 0,
    code: Annotated[str, typer.Option("--code", metavar="CODE", help="On a code.")] = "",
    study: options.Study = None,
    as_json: options.Json = False,
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
    opened = opening.study(study)
    hand = opened.session(coder)
    if coding:
        name = find_thing(opened.log.ledger.things, coding).id
        hand.memo(name, text.strip())
    else:
        about = opened.texts.transcript(transcript) if transcript else None
        span = parsing.place(opened, about, quote, nth, at) if about and place else None
        name = hand.note(text.strip(), transcript=about, span=span, code=code)
    Output(as_json).give(lambda: {"id": name, "memo": text.strip() or None}, [name])
    saved(hand)
