"""`qualcode run`: the main job in one go."""

from __future__ import annotations

import typer

from qualcode.cli.options import SourceOption, StudyOption, open_study, say, say_all, track
from qualcode.errors import FaultsFound


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(source: SourceOption = "auto", study: StudyOption = None) -> None:
    """Check, code by rules, tally and write the workbook; print the first table and where the file is.

    A workbook that somebody edited stays; the new one is written beside it.

    Example: qualcode run
    """
    from qualcode.cli import render
    from qualcode.report import free_workbook_path

    opened = open_study(study)
    faults = opened.check(logs=False)
    if faults:
        raise FaultsFound(faults)
    unsettled = len(opened.log.faults)
    if unsettled:
        need = "1 fault" if unsettled == 1 else f"{unsettled} faults"
        say(f"{need} in what was coded by hand: `qualcode check` names {'it' if unsettled == 1 else 'them'}.")
    say(f"Checked: {len(opened.transcripts)} transcripts, {len(opened.codebook.codes)} codes, no faults.")
    derived = opened.autocode(track)
    coded = f"{derived.computed} transcripts anew, {derived.cached} as before"
    say(f"Coded by rules: {len(derived.codings)} codings ({coded}).")
    usual = opened.texts.workbook_path()
    path = opened.workbook(free_workbook_path(opened.texts), source=source)
    if path != usual:
        say(f"{usual}: was edited since it was written, so it stays; the new one is beside.")
    say_all(opened.tables.notes(source=source))
    render.tally(opened.tally(source=source), opened.codebook)
    typer.echo(f"\nWorkbook: {path}")
