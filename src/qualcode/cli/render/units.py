"""The units of a transcript, to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rich.text import Text

from qualcode.cli.render.console import Drawing, table
from qualcode.model import Transcript, Unit, UnitKind

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def units(transcript: Transcript, kind: UnitKind, cut: Mapping[str, Unit]) -> Drawing:
    """Draw a transcript's units, one a row; long text goes on in the next line, and nothing is left out."""
    made = table()
    made.add_column("Id", no_wrap=True, style="dim")
    made.add_column("Start", justify="right", no_wrap=True)
    made.add_column("End", justify="right", no_wrap=True)
    made.add_column("Speaker", overflow="fold", max_width=16)
    made.add_column("Text", overflow="fold")
    for name, unit in cut.items():
        speaker = transcript.turns[unit.turn].speaker or ""
        said = _shown(transcript.body[unit.start : unit.end])
        made.add_row(name, str(unit.start), str(unit.end), _shown(speaker), said)
    yield made
    yield Text(f"{transcript.id}: {len(cut)} units. Unit: {kind}.", style="dim")


def _shown(text: str) -> Text:
    """The text on one line, without signs that would command the terminal."""
    return Text(_CONTROLS.sub("\ufffd", " ".join(text.split())))
