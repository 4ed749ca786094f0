"""`qualcode check`: every fault of the study in one go."""

from __future__ import annotations

from dataclasses import asdict

import typer

from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json, say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Check the whole study: settings, codebook, cases, participants, transcripts.

    Prints every fault as `file:line: what is wrong; what to write`. Exit code 1 if there are any.
    """
    opened = open_study(study)
    faults = opened.check()
    if as_json:
        print_json({"faults": [asdict(fault) for fault in faults]})
    else:
        for fault in faults:
            typer.echo(str(fault))
    if faults:
        say(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}.")
        raise typer.Exit(1)
    say(
        f"No faults: {len(opened.codebook.codes)} codes, {len(opened.cases)} cases, "
        f"{len(opened.participants)} participants, {len(opened.transcripts)} transcripts."
    )
