"""The pane on the left: the transcripts, and how far each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.desk.wrapping import cells
from qualcode.screen.panel import Panel, StyledRow, line, spread
from qualcode.screen.themes import Pens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.desk import Desk, DeskProgress

_BAR = 6
_WITH_BAR = 24


class TranscriptsPane(Panel):
    """One row a transcript; a click opens it."""

    def draw(self, desk: Desk, pens: Pens) -> None:
        """Write the transcripts as they stand."""
        opened = desk.transcript.id
        numbers = {each.transcript: number for number, each in enumerate(desk.progress, 1)}
        self.write(rows(desk.progress, opened, self.room, pens), show=numbers.get(opened, 0))


def rows(progress: Sequence[DeskProgress], opened: str, width: int, pens: Pens) -> list[StyledRow]:
    """A heading, then a row a transcript."""
    done = sum(each.is_done for each in progress)
    heading = spread([(" Transcripts", pens.title)], [(f"{done}/{len(progress)} ✓", pens.quiet)], width)
    return [heading, *(row(each, opened, width, pens) for each in progress)]


def row(each: DeskProgress, opened: str, width: int, pens: Pens) -> StyledRow:
    """A transcript: `▸` open, `•` assigned, sentences with a code of the coder's own, `✓` done."""
    is_open = each.transcript == opened
    ink = pens.cursor if is_open else pens.quiet if each.is_done else pens.plain
    left = [("▸" if is_open else " ", pens.key), ("•" if each.assigned else " ", pens.key)]
    count = f" {each.coded}/{each.sentences}"
    right = [(count, pens.quiet), (" ✓" if each.is_done else "  ", pens.good)]
    if width >= _WITH_BAR:
        full = min(_BAR * each.coded // max(each.sentences, 1) + (0 < each.coded < each.sentences), _BAR)
        room = max(8 - cells(count), 0)
        right[:0] = [(" " + "━" * full, pens.good), ("─" * (_BAR - full) + " " * room, pens.quiet)]
    whole = spread([*left, (line(each.transcript), ink)], right, width)
    return [(text, style + ink if is_open else style) for text, style in whole]
