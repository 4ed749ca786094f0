"""`qualcode units`: a transcript as it is cut, with ids and offsets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options, render
from qualcode.cli.emitting import Output
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.model import Transcript, Unit, UnitKind


def units(
    transcript: Annotated[str, typer.Argument(metavar="TRANSCRIPT", help="Id of the transcript.")],
    unit: Annotated[
        str,
        typer.Option("--unit", metavar="UNIT", help="turn, paragraph or sentence; by default the study's."),
    ] = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Print the units of a transcript: id, start and end (code points of the body), speaker, text.

    An id stays the same while other parts of the transcript change; start and end don't. They are what
    `qualcode apply CODE TRANSCRIPT --at START:END` takes.

    Example: qualcode units I01 --unit sentence --json
    """
    from qualcode.transcripts.units import units_by_id

    opened = opening.texts(study)
    found, kind = _transcript(opened.transcripts, transcript), _kind(unit or opened.settings.unit)
    cut = units_by_id(found, kind)
    Output(as_json).give(
        lambda: {
            "transcript": found.id,
            "unit": kind,
            "units": [_data(found, name, entry) for name, entry in cut.items()],
        },
        lambda: render.units.units(found, kind, cut),
    )


def _transcript(transcripts: Sequence[Transcript], name: str) -> Transcript:
    found = {transcript.id: transcript for transcript in transcripts}
    if name not in found:
        from qualcode.positions import nearest

        raise QualcodeError(f"no transcript {name!r} in the study; {nearest(name, found)}")
    return found[name]


def _kind(name: str) -> UnitKind:
    from qualcode.model import UNITS
    from qualcode.positions import nearest

    kind = next((known for known in UNITS if known == name), None)
    if kind is None:
        raise QualcodeError(f"--unit {name}: unknown unit; {nearest(name, UNITS)}")
    return kind


def _data(transcript: Transcript, name: str, unit: Unit) -> dict[str, object]:
    return {
        "id": name,
        "start": unit.start,
        "end": unit.end,
        "speaker": transcript.turns[unit.turn].speaker,
        "participant": unit.participant,
        "text": transcript.body[unit.start : unit.end],
    }
