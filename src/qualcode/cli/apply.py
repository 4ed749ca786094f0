"""`qualcode apply`: one coding by hand, without the screen."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from qualcode.cli import opening, options
from qualcode.cli.emitting import Output, saved
from qualcode.errors import QualcodeError


def apply(
    code: options.Code,
    transcript: options.Transcript,
    coder: options.Coder,
    quote: options.Quote = "",
    at: options.At = "",
    nth: options.Nth = 0,
    direction: options.Direction = "",
    memo: Annotated[str, typer.Option("--memo", metavar="TEXT", help="A note on this coding.")] = "",
    blind: options.Blind = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Apply a code to words of a transcript, as a line in the coder's log; saved when this ends.

    Example: qualcode apply consultations I01 --quote "they discuss with us" --coder ana --direction +
    """
    from qualcode.journal import CodingRequest

    if bool(quote.strip()) == bool(at.strip()):
        raise QualcodeError("--quote or --at: give the words or their place, one of the two")
    opened = opening.study(study)
    text = opened.texts.transcript(transcript)
    hand = opened.session(coder, blind=blind)
    span = opened.texts.span(text, quote=quote, nth=nth, at=at)
    done = hand.apply(CodingRequest(text, span, code, direction, memo))
    data = {name: value for name, value in asdict(done).items() if name != "is_new"}
    Output(as_json).give(
        lambda: data | {"direction": done.direction or None},
        [f"{done.id}  {done.transcript}  {done.start}:{done.end}"],
    )
    saved(hand, "Saved." if done.is_new else "It was coded so already; nothing was added.")
