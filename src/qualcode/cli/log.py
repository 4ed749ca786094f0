"""`qualcode log`: the audit trail in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json, say

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.journal.trail import TrailEntry


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("log")(log)


def log(
    coder: Annotated[str, typer.Option("--coder", metavar="C", help="Only this coder's decisions.")] = "",
    transcript: Annotated[
        str, typer.Option("--transcript", metavar="T", help="Only decisions about this transcript.")
    ] = "",
    number: Annotated[
        int, typer.Option("-n", "--last", metavar="N", min=0, help="Only the last N; 0 for all.")
    ] = 0,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell every decision in words, oldest first: when (UTC), who, what; nothing is ever cut.

    What was undone is marked so.

    Example: qualcode log --coder ana --transcript I03 -n 20
    """
    from qualcode.journal.trail import trail

    opened = open_study(study)
    _check(opened, coder, transcript)
    entries = list(trail(opened.log.ledger, coder=coder, transcript=transcript))[-number:]
    for fault in opened.log.logged.faults:
        say(str(fault))
    if as_json:
        print_json({"decisions": [_data(entry) for entry in entries]})
    else:
        for entry in entries:
            typer.echo(str(entry))
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


def _data(entry: TrailEntry) -> dict[str, Any]:
    event = entry.event
    return {
        "id": event.id,
        "time": event.time,
        "coder": event.coder,
        "op": event.op,
        "transcript": entry.transcript or None,
        "words": entry.words,
        "blind": event.blind,
        "undone": entry.is_undone,
        "decision": event.act or event.id,
    }
