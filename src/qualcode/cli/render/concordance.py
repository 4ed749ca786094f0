"""Hits in their context: as a concordance on a terminal, as lines with tabs in a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from qualcode.analysis.concordance import flat
from qualcode.cli.render.console import Drawing, console, flowing
from qualcode.model import INTERVIEWER

if TYPE_CHECKING:
    from qualcode.analysis.concordance import ConcordanceLine, Hit

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NAME = 16
_GAP = 2
_LEAST = 10
_HIT = "bold magenta"
_MORE = "…"


def is_terminal() -> bool:
    """Whether results are read on a screen."""
    return console().is_terminal


def plain(lines: Iterable[ConcordanceLine]) -> Iterator[str]:
    """A line a hit, in columns with a tab between them."""
    for line in lines:
        hit = line.hit
        words = (_shown(text).strip() for text in (line.left, line.words, line.right))
        yield "\t".join((hit.transcript, hit.participant, str(hit.start), str(hit.end), *words))


def concordance(lines: Sequence[ConcordanceLine], *, cut: bool) -> Drawing:
    """Draw hits one below the other, so that they start in the same column.

    With `cut`, the words around a hit end where the line does; otherwise they go on in further lines.
    A hit is never cut.
    """
    names = _width(line.hit.transcript for line in lines)
    voices = _width(_voice(line.hit) for line in lines)
    room = console().width - names - voices - 2 * _GAP
    left = max(_LEAST, room * 2 // 5)
    right = max(_LEAST, room - left)
    for line in lines:
        before = _before(line, left, cut=cut)
        columns = [
            (0, _wrapped(Text(line.hit.transcript), names), names + _GAP),
            (0, _wrapped(Text(_voice(line.hit)), voices), voices + _GAP),
            (0, before, left),
            (max(0, len(before) - 1), _wrapped(_after(line, right, cut=cut), right), right),
        ]
        yield from map(flowing, _rows(columns))


def _width(names: Iterable[str]) -> int:
    return min(_NAME, max(map(cell_len, names), default=0))


def _voice(hit: Hit) -> str:
    """Who speaks; an interviewer by the name in front of the turn, which is shorter."""
    return _shown(hit.speaker if hit.participant == INTERVIEWER else hit.participant)


def _shown(text: str) -> str:
    """The text on one line, without signs that would command the terminal."""
    return _CONTROLS.sub("\ufffd", flat(text))


# --- the three parts of a line ------------------------------------------------------------


def _before(line: ConcordanceLine, width: int, *, cut: bool) -> list[Text]:
    """What stands before the hit, flush with it."""
    text = _shown(line.left).lstrip()
    blank = " " * (text != text.rstrip())
    if cut:
        pieces = [_last_cells(text.rstrip(), width - len(blank))]
    else:
        pieces = [piece.plain.strip() for piece in _wrapped(Text(text.rstrip()), width - len(blank))]
    return [Text(" " * (width - cell_len(piece) - len(blank)) + piece + blank) for piece in pieces]


def _after(line: ConcordanceLine, width: int, *, cut: bool) -> Text:
    """The hit, its words in colour, and what stands behind it."""
    start, text = line.hit.start, Text()
    position = start
    for first, last in line.hit.words:
        text.append(_shown(line.words[position - start : first - start]))
        text.append(_shown(line.words[first - start : last - start]), style=_HIT)
        position = last
    right = _shown(line.right).rstrip()
    return text.append(_first_cells(right, width - text.cell_len % width) if cut else right)


def _last_cells(text: str, width: int) -> str:
    """As much of the end of a text as fits, with a mark where some of it is left out."""
    if cell_len(text) <= width:
        return text
    kept = text[-width:]
    while cell_len(kept) >= width:
        kept = kept[1:]
    return _MORE + (kept.partition(" ")[2] or kept)


def _first_cells(text: str, width: int) -> str:
    """As much of the beginning of a text as fits, with a mark where some of it is left out."""
    if cell_len(text) <= width:
        return text
    kept = text[:width]
    while cell_len(kept) >= width:
        kept = kept[:-1]
    return (kept.rpartition(" ")[0] or kept) + _MORE


# --- rows ---------------------------------------------------------------------------------


def _wrapped(text: Text, width: int) -> list[Text]:
    """The text in lines of at most `width` cells; at least one."""
    return list(text.wrap(console(), max(1, width), overflow="fold")) or [Text()]


def _rows(columns: Sequence[tuple[int, Sequence[Text], int]]) -> Iterable[Text]:
    """Lay columns side by side: each with the row it starts in, its lines and its width."""
    for number in range(max(start + len(lines) for start, lines, _ in columns)):
        row = Text()
        for start, lines, width in columns:
            cell = lines[number - start] if 0 <= number - start < len(lines) else Text()
            row.append_text(cell).append(" " * (width - cell.cell_len))
        row.rstrip()
        yield row
