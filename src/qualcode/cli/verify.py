"""`qualcode verify`: every line of the logs against its checksum, every quote against its text."""

from __future__ import annotations

from dataclasses import asdict

import typer

from qualcode.cli import opening, options
from qualcode.cli.emitting import Output, say, several


def verify(study: options.Study = None, as_json: options.Json = False) -> None:
    """Check the coders' logs: the checksum of every line, every quote against its text, every code.

    Exit code 1 if anything is wrong. The faults are those that `qualcode check` tells of the logs.

    Example: qualcode verify
    """
    found = opening.study(study).log.verify()
    Output(as_json).give(lambda: asdict(found), map(str, found.faults))
    for name in found.set_aside:
        say(f"codings/{name}: unfinished lines were set aside there; what stands in them is not counted.")
    for name in found.copies:
        say(f"codings/{name}: is a copy of a log; it is counted, and `qualcode merge` takes it in.")
    for place in found.misdated:
        say(f"{place}: has an id from the end of time; the decision counts, as of the time it tells.")
    checked = f"{several(found.lines, 'line')} in {several(len(found.logs), 'log')}"
    checked += f" and {several(found.quotes, 'quote')} checked"
    say(f"{checked}: {several(len(found.faults), 'fault') if found.faults else 'no faults'}.")
    if found.faults:
        raise typer.Exit(1)
