"""`qualcode log`: the audit trail in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options
from qualcode.cli.emitting import Output, say

if TYPE_CHECKING:
    from qualcode import Study


def log(
    coder: Annotated[str, typer.Option("--coder", metavar="C", help="Only this coder's decisions.")] = "",
    transcript: Annotated[
        str, typer.Option("--transcript", metavar="T", help="Only decisions about this transcript.")
    ] = "",
    number: Annotated[
        int, typer.Option("-n", "--last", metavar="N", min=0, help="Only the last N; 0 for all.")
    ] = 0,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Tell every decision in words, oldest first: when (UTC), who, what; nothing is ever cut.

    What was undone is marked so.

    Example: qualcode log --coder ana --transcript I03 -n 20
    """
    from qualcode.journal.trail import trail

    opened = opening.study(study)
    _check(opened, coder, transcript)
    entries = list(trail(opened.log.ledger, coder=coder, transcript=transcript))[-number:]
    say(*opened.log.logged.faults)
    Output(as_json).give(lambda: {"decisions": [entry.as_data() for entry in entries]}, map(str, entries))
    if not entries:
        say("There is no such decision.")


def _check(opened: Study, coder: str, transcript: str) -> None:
    """Refuse a coder who has written nothing, and a transcript that nobody knows."""
    from qualcode.journal.pointing import named

    if coder:
        named("coder", coder, {name: name for name in opened.log.coders})
    known = {event.transcript for event in opened.log.ledger.events} | {
        text.id for text in opened.transcripts
    }
    if transcript:
        named("transcript", transcript, {name: name for name in known})
