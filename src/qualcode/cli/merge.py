"""`qualcode merge`: takes in what other people, or you on another machine, have coded."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options
from qualcode.cli.emitting import Output, say, several

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.journal.merging import Merge


def merge(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FOLDER|FILE…", help="Copies of the study, folders of logs, or logs."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be taken in.")] = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Take in another person's copy of the study: what is missing here is added, nothing is changed.

    Twice, or in another order, it ends in the same. Without a FOLDER or FILE, it takes in the conflicted
    copies that a sync service left in codings/, and renames them. Exit code 1 if some of it can't be read.

    Examples: qualcode merge ../from_bo; qualcode merge --dry-run ../from_bo; qualcode merge
    """
    opened = opening.study(study)
    merged = opened.merge(sources or (), dry_run=dry_run)
    say(*merged.said, *merged.faults)
    new = [event for events in merged.missing.values() for event in events]
    elsewhere = opened.log.elsewhere(new)
    Output(as_json).give(
        lambda: {
            "dry_run": dry_run,
            "logs": merged.logs,
            "coders": merged.counts,
            "elsewhere": dict(elsewhere),
            "renamed": [{"old": old, "new": name} for old, name in merged.renamed],
            "faults": [asdict(fault) for fault in merged.faults],
        },
        [
            *(f"{coder}  {n['new']} new, {n['known']} known" for coder, n in merged.counts.items()),
            *(f"{old} is now {name}" for old, name in merged.renamed),
        ],
    )
    _advise(merged, len(new), elsewhere, dry_run=dry_run)
    if merged.faults:
        raise typer.Exit(1)


def _advise(merged: Merge, new: int, elsewhere: Mapping[str, int], *, dry_run: bool) -> None:
    """Say what was done, and what is left to do."""
    if not merged.logs:
        say("No copies lie in codings/; name a folder or a file to merge.")
        return
    number = several(new, "event")
    if dry_run:
        say(f"{number} would be added; nothing was written.")
    else:
        say(f"Saved: {number} added." if new else "All of it was here already; nothing was added.")
    if elsewhere:
        listed = ", ".join(f"{count} {status}" for status, count in elsewhere.items())
        total = several(sum(elsewhere.values()), "coding")
        verb = "was" if sum(elsewhere.values()) == 1 else "were"
        say(f"{total} {verb} made on a text that differs here ({listed}); `qualcode anchors` shows them.")
