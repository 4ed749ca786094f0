"""`qualcode check`: every fault of the study in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qualcode.cli import opening, options
from qualcode.cli.emitting import Output, say, several
from qualcode.errors import Fault, FaultsFound

if TYPE_CHECKING:
    from qualcode import Study


def check(study: options.Study = None, as_json: options.Json = False) -> None:
    """Check the whole study: settings, codebook, cases, participants, transcripts.

    Prints every fault as `file:line: what is wrong; what to write`. Exit code 1 if there are any.
    """
    opened, faults = _checked(study)
    Output(as_json).give(lambda: {"faults": [asdict(fault) for fault in faults]}, map(str, faults))
    if faults or opened is None:
        say(f"{several(len(faults), 'fault')}.")
        raise typer.Exit(1)
    _say_carried(opened)
    say(
        f"No faults: {len(opened.codebook.codes)} codes, {len(opened.cases)} cases, "
        f"{len(opened.participants)} participants, {len(opened.transcripts)} transcripts."
    )


def _say_carried(study: Study) -> None:
    """Say how many hand codings were carried over; those without a sure place are faults."""
    counts = Counter(entry.placement.status for entry in study.log.placed)
    placed = {status: n for status, n in counts.items() if status != "unchanged"}
    if placed:
        listed = ", ".join(f"{n} {status}" for status, n in placed.items())
        say(f"Carried over to edited transcripts: {listed}; `qualcode anchors` lists them.")


def _checked(folder: Path | None) -> tuple[Study | None, Sequence[Fault]]:
    """The study, unless its settings are broken, and every fault of it."""
    try:
        study = opening.study(folder)
    except FaultsFound as error:
        return None, error.faults
    return study, study.check()
