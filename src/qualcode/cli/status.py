"""`qualcode status`: where the study stands, and who has done what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options, render
from qualcode.cli.emitting import Output, draw, print_json, say

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.analysis.progress import StudyProgress


def status(
    transcripts: Annotated[
        bool, typer.Option("--transcripts", help="Also who has begun and finished which transcript.")
    ] = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Show where the study stands and who has done what: assigned, begun, done, done blind, coded, rejected.

    Example: qualcode status --transcripts
    """
    opened = opening.study(study)
    if as_json:  # needs no tables
        print_json(_progress(opened).as_data())
        return
    draw(render.status.status(opened))
    found = _progress(opened)
    Output().give(found.as_data, lambda: render.progress.progress(found, each=transcripts))


def _progress(opened: Study) -> StudyProgress:
    """Who has done what; says what could not be read."""
    from qualcode.analysis.progress import progress

    say(*opened.log.assignments.faults, *opened.log.logged.faults)
    transcripts = [entry.id for entry in opened.transcripts]
    return progress(transcripts, opened.log.assignments.entries, opened.log.ledger)
