"""The preview of an import: one row a transcript, warnings below."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape

from qualcode.cli.render.console import Drawing, table
from qualcode.intake.results import ImportResult

_COLOURS = {"imported": "green", "edited": "yellow", "unchanged": "dim", "skipped": "dim", "failed": "red"}
SPEAKERS_SHOWN = 8


def incoming(entries: Sequence[ImportResult]) -> Drawing:
    """Draw what would come in, and what looks odd about it."""
    made = table(pad_edge=False)
    made.add_column("File → id", overflow="fold", ratio=3)
    made.add_column("Read as", overflow="fold")
    made.add_column("Turns", justify="right")
    made.add_column("Words", justify="right")
    made.add_column("Times", justify="right")
    made.add_column("Speakers", overflow="fold", ratio=4)
    made.add_column("")
    for entry in entries:
        name = entry.path.rsplit("/", 1)[-1]
        colour = _COLOURS[entry.status]
        figures = [str(entry.turns), f"{entry.words:,}", str(entry.timed)] if entry.format else ["", "", ""]
        made.add_row(
            escape(f"{name} → {entry.id}" if entry.id else name),
            escape("\n".join(filter(None, (f"{entry.format} {entry.preset}".strip(), entry.encoding)))),
            *figures,
            escape(_speakers(entry)),
            f"[{colour}]{entry.status}[/{colour}]",
        )
    yield made
    for entry in entries:
        for warning in entry.warnings:
            yield f"  {escape(entry.id)}: {escape(warning)}"


def _speakers(entry: ImportResult) -> str:
    shown = [f"{label} {count}" for label, count in list(entry.speakers.items())[:SPEAKERS_SHOWN]]
    more = len(entry.speakers) - SPEAKERS_SHOWN
    return ", ".join([*shown, *([f"{more} more"] if more > 0 else [])])
