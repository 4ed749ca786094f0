"""What the commands share by which a coder decides without the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.options import say
from qualcode.errors import QualcodeError
from qualcode.model import Span

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.journal import CoderSession
    from qualcode.model import Transcript


CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="Id of the code.")]
TranscriptArgument = Annotated[str, typer.Argument(metavar="TRANSCRIPT", help="Id of the transcript.")]
CoderOption = Annotated[str, typer.Option("--coder", metavar="NAME", help="Who decides; names the log.")]
QuoteOption = Annotated[str, typer.Option("--quote", metavar="TEXT", help="The words, as they stand.")]
AtOption = Annotated[str, typer.Option("--at", metavar="START:END", help="Or their code points.")]
NthOption = Annotated[
    int, typer.Option("--nth", metavar="N", min=0, help="Which, if the words stand there several times.")
]
DirectionOption = Annotated[str, typer.Option("--direction", metavar="+|±|-", help="If the code has one.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the record.")]
BlindOption = Annotated[
    bool, typer.Option("--blind", help="You saw neither suggestions nor other people's codings.")
]


def place_in(
    opened: Study, transcript: Transcript, quote: str, nth: int, at: str, *, every: bool = False
) -> Span | None:
    """The span that `--quote` or `--at` gives; None with `--all`. Raises unless it is one of them."""
    given = sum([bool(quote.strip()), bool(at.strip()), every])
    if given != 1:
        ways = "--quote, --at or --all: give the words, their place or all of them, one of the three"
        raise QualcodeError(ways)
    return None if every else opened.texts.span(transcript, quote=quote, nth=nth, at=at)


def saved(hand: CoderSession, message: str = "Saved.") -> None:
    """Say what the log had to say, and that the decision is on disk."""
    if hand.said:
        say(hand.said)
    say(message)


def several(number: int, word: str) -> str:
    """A number and its word: `1 coding`, `2 codings`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def named_coder(opened: Study, coder: str) -> str:
    """Who is meant where `--coder` was left out: the only one who has written; raises `QualcodeError`."""
    if coder:
        return coder
    from qualcode.journal.names import is_coder

    people = [name for name in opened.log.coders if is_coder(name)]
    if len(people) == 1:
        return people[0]
    who = ", ".join(people) or "nobody"
    raise QualcodeError(f"--coder: say whose decisions are meant ({who} has written); write --coder NAME")
