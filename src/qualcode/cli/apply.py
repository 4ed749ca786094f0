"""`qualcode apply`: one coding by hand, without the screen."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import options
from qualcode.cli.options import JsonOption, StudyOption, print_json, say
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.study.handwork import Handwork

CoderOption = Annotated[str, typer.Option("--coder", metavar="NAME", help="Who decides; names the log.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("apply")(apply)


def open_handwork(folder: Path | None) -> Handwork:
    """Open the study without what only counting needs."""
    from qualcode.study.handwork import Handwork

    return Handwork.open(folder or options.named_first)


def apply(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Id of the code.")],
    transcript: Annotated[str, typer.Argument(metavar="TRANSCRIPT", help="Id of the transcript.")],
    coder: CoderOption,
    quote: Annotated[str, typer.Option("--quote", metavar="TEXT", help="The words, as they stand.")] = "",
    at: Annotated[str, typer.Option("--at", metavar="START:END", help="Or their code points.")] = "",
    nth: Annotated[
        int, typer.Option("--nth", metavar="N", min=0, help="Which, if the words stand there several times.")
    ] = 0,
    direction: Annotated[str, typer.Option("--direction", metavar="+|±|-", help="If the code has one.")] = "",
    memo: Annotated[str, typer.Option("--memo", metavar="TEXT", help="A note on this coding.")] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Apply a code to words of a transcript, as a line in the coder's log; saved when this ends.

    Example: qualcode apply consultations I01 --quote "they discuss with us" --coder ana --direction +
    """
    if bool(quote.strip()) == bool(at.strip()):
        raise QualcodeError("--quote or --at: give the words or their place, one of the two")
    done = open_handwork(study).apply(
        code, transcript, coder=coder, quote=quote, nth=nth, at=at, direction=direction, memo=memo
    )
    if as_json:
        data = asdict(done) | {"direction": done.direction or None}
        print_json({key: data[key] for key in data if key not in {"is_new", "message"}})
    else:
        typer.echo(f"{done.id}  {done.transcript}  {done.start}:{done.end}")
    if done.message:
        say(done.message)
    say("Saved." if done.is_new else "It was coded so already; nothing was added.")
