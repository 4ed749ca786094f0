"""`qualcode run`: the main job in one go."""

from __future__ import annotations

from qualcode.cli import opening, options, render
from qualcode.cli.emitting import Output, say, several, track
from qualcode.errors import FaultsFound


def run(source: options.Source = "auto", study: options.Study = None) -> None:
    """Check, code by rules, tally and write the workbook; print the first table and where the file is.

    A workbook that somebody edited stays; the new one is written beside it.

    Example: qualcode run
    """
    from qualcode.report import free_workbook_path

    opened = opening.study(study)
    faults = opened.check(logs=False)
    if faults:
        raise FaultsFound(faults)
    read = f"Checked: {len(opened.transcripts)} transcripts, {len(opened.codebook.codes)} codes"
    unsettled = len(opened.log.faults)
    if unsettled:
        say(f"{read}; {several(unsettled, 'fault')} in what was coded by hand: see `qualcode check`.")
    else:
        say(f"{read}, no faults.")
    derived = opened.autocode(track)
    coded = f"{derived.computed} transcripts anew, {derived.cached} as before"
    say(f"Coded by rules: {len(derived.codings)} codings ({coded}).")
    usual = opened.texts.workbook_path()
    path = opened.workbook(free_workbook_path(opened.texts), source=source)
    if path != usual:
        say(f"{usual}: was edited since it was written, so it stays; the new one is beside.")
    say(*opened.tables.notes(source=source))
    result = opened.tally(source=source)
    out = Output()
    out.give(result.as_data, lambda: render.tables.tally(result, opened.codebook))
    out.give(lambda: {"path": str(path)}, [f"\nWorkbook: {path}"])
