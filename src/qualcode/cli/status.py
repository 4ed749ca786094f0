"""`qualcode status`: where the study stands, and who has done what."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json, say

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.analysis.progress import StudyProgress


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status")(status)


def status(
    transcripts: Annotated[
        bool, typer.Option("--transcripts", help="Also who has begun and finished which transcript.")
    ] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where the study stands and who has done what: assigned, begun, done, done blind, coded, rejected.

    Example: qualcode status --transcripts
    """
    if as_json:
        print_json(as_data(_progress(open_study(study))))
        return
    from qualcode.cli import render
    from qualcode.cli.render.progress import progress as draw

    opened = open_study(study)
    render.status(opened)
    draw(_progress(opened), each=transcripts)


def _progress(opened: Study) -> StudyProgress:
    """Who has done what; says what could not be read."""
    from qualcode.analysis.progress import progress

    for fault in (*opened.log.assignments.faults, *opened.log.logged.faults):
        say(str(fault))
    transcripts = [entry.id for entry in opened.transcripts]
    return progress(transcripts, opened.log.assignments.entries, opened.log.ledger)


def as_data(found: StudyProgress) -> dict[str, Any]:
    """Who has done what as plain data, in the shape that is promised."""
    return {
        "transcripts": len(found.transcripts),
        "coders": [asdict(coder) for coder in found.coders],
        "by_transcript": [asdict(transcript) for transcript in found.transcripts],
    }
