"""The pane under the text: codings and suggestions over the selection, or the keys that may follow one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.style import Style

from qualcode.desk.wrapping import cells
from qualcode.screen.panel import Panel, StyledRow, line, prose

if TYPE_CHECKING:
    from qualcode.desk import Desk, Mark
    from qualcode.screen.codebook import CodebookText

_COLUMN = 36
_DIRECTIONS = {"-": "−"}


class DetailsPane(Panel):
    """The marks over the selection; the one in focus is told about at length."""

    def draw(self, desk: Desk, written: CodebookText) -> None:
        """Write the marks over the selection and bring the focus into view."""
        rows, at = mark_rows(desk, written, self.room)
        self.write(rows, show=at)

    def menu(self, strokes: Sequence[tuple[str, str]], written: CodebookText) -> None:
        """Write which keys may follow the first one."""
        self.write(menu_rows(strokes, written, self.room), show=0)


def menu_rows(strokes: Sequence[tuple[str, str]], written: CodebookText, width: int) -> list[StyledRow]:
    """The codes that may be meant, in columns, read downwards."""
    columns = max(width // _COLUMN, 1)
    deep, room = -(-len(strokes) // columns), width // columns
    rows: list[list[tuple[str, Style]]] = [[] for _ in range(deep)]
    for number, (keys, code) in enumerate(strokes):
        name = line(written.name(code), room - len(keys) - 4)
        gap = " " * max(room - len(keys) - 3 - cells(name), 0)
        rows[number % deep] += [(f" {keys}  ", written.pens.key), (name, written.ink(code)), (gap, Style())]
    return list(rows)


def mark_rows(desk: Desk, written: CodebookText, width: int) -> tuple[list[StyledRow], int]:
    """A row a mark, more for the one in focus; and where that one stands."""
    under, focus = desk.under, desk.focus
    if focus is None:
        return [[(" Nothing is coded here.", written.pens.quiet)]], 0
    rows: list[StyledRow] = []
    at = 0
    for mark in under:
        at = len(rows) if mark.id == focus.id else at
        rows += _mark(mark, written, width, focus=mark.id == focus.id)
    return rows, at


def _mark(mark: Mark, written: CodebookText, width: int, *, focus: bool) -> list[StyledRow]:
    pens = written.pens
    front: list[tuple[str, Style]] = [
        ("▸ " if focus else "  ", pens.key),
        ("? ", pens.note) if mark.suggested else ("● " if mark.own else "○ ", pens.plain),
        (line(written.name(mark.code), width // 2), written.ink(mark.code) + Style(bold=focus)),
        (f" {_DIRECTIONS.get(mark.direction, mark.direction)}".rstrip(), pens.strong),
        (f"  {'suggested' if mark.suggested else mark.coder}", pens.quiet),
    ]
    words = mark.reason if mark.suggested else mark.memo
    room = width - sum(cells(text) for text, _ in front) - 3
    if not words or not focus or cells(line(words)) <= room:
        return [[*front, (f"  {line(words, room)}".rstrip(), pens.plain if focus else pens.quiet)]]
    return [front, *prose(words, width - 1, pens.plain, before="    ")]
