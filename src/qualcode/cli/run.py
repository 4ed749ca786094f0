"""`qualcode run`: the main job in one go."""

from __future__ import annotations

import typer

from qualcode.cli.options import StudyOption, open_study, say, track
from qualcode.errors import FaultsFound


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(study: StudyOption = None) -> None:
    """Check, code by rules, tally and write the workbook; print the first table and where the file is.

    Example: qualcode run
    """
    from qualcode.cli import render
    from qualcode.report import export_xlsx

    opened = open_study(study)
    faults = opened.check(logs=False)
    if faults:
        raise FaultsFound(faults)
    unsettled = len(opened.log_faults())
    if unsettled:
        say(f"{unsettled} codings made by hand need a look: `qualcode check` names them.")
    say(f"Checked: {len(opened.transcripts)} transcripts, {len(opened.codebook.codes)} codes, no faults.")
    derived = opened.autocode(track)
    coded = f"{derived.computed} transcripts anew, {derived.cached} as before"
    say(f"Coded by rules: {len(derived.codings)} codings ({coded}).")
    path = export_xlsx(opened)
    render.tally(opened.tally(), opened.codebook)
    typer.echo(f"\nWorkbook: {path}")
