"""`qualcode apply`: one coding by hand, without the screen."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from qualcode.cli.deciding import (
    AtOption,
    BlindOption,
    CodeArgument,
    CoderOption,
    DirectionOption,
    NthOption,
    QuoteOption,
    TranscriptArgument,
    saved,
)
from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json
from qualcode.errors import QualcodeError

__all__ = ["CoderOption", "apply", "open_study", "register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("apply")(apply)


def apply(
    code: CodeArgument,
    transcript: TranscriptArgument,
    coder: CoderOption,
    quote: QuoteOption = "",
    at: AtOption = "",
    nth: NthOption = 0,
    direction: DirectionOption = "",
    memo: Annotated[str, typer.Option("--memo", metavar="TEXT", help="A note on this coding.")] = "",
    blind: BlindOption = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Apply a code to words of a transcript, as a line in the coder's log; saved when this ends.

    Example: qualcode apply consultations I01 --quote "they discuss with us" --coder ana --direction +
    """
    from qualcode.journal import CodingRequest

    if bool(quote.strip()) == bool(at.strip()):
        raise QualcodeError("--quote or --at: give the words or their place, one of the two")
    opened = open_study(study)
    text = opened.texts.transcript(transcript)
    hand = opened.session(coder, blind=blind)
    done = hand.apply(
        CodingRequest(text, opened.texts.span(text, quote=quote, nth=nth, at=at), code, direction, memo)
    )
    if as_json:
        data = asdict(done) | {"direction": done.direction or None}
        print_json({key: data[key] for key in data if key != "is_new"})
    else:
        typer.echo(f"{done.id}  {done.transcript}  {done.start}:{done.end}")
    saved(hand, "Saved." if done.is_new else "It was coded so already; nothing was added.")
