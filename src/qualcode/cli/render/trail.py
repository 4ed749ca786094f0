"""The coders of a study, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from qualcode.cli.render.console import Drawing, flowing, table
from qualcode.journal.trail import plain

if TYPE_CHECKING:
    from qualcode.journal.coders import Coder

_FIGURES = ("Codings", "Blind", "Rejected", "Notes", "Begun", "Done")
_DAY = 10


def coders(known: Sequence[Coder]) -> Drawing:
    """Draw who has coded; `Blind` is how many of the codings were made so."""
    made = table("Coder", padding=(0, 1, 0, 0))
    for head in _FIGURES:
        made.add_column(head, justify="right", no_wrap=True)
    for head in ("First", "Last"):
        made.add_column(head, no_wrap=True)
    for coder in known:
        figures = (
            coder.codings, coder.blind, coder.rejected, coder.notes, len(coder.begun), len(coder.done),
        )  # fmt: skip
        days = (plain(coder.first)[:_DAY], plain(coder.last)[:_DAY])
        made.add_row(Text(coder.name), *map(str, figures), *map(Text, days))
    yield made
    for coder in known:
        more = [name for name in coder.logs if name != f"{coder.name}.jsonl"]
        if more:
            listed = ", ".join(map(plain, more))
            yield flowing(Text(f"{coder.name}: also in {listed}; `qualcode merge` takes copies in"))
