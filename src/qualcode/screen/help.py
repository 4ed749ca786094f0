"""The help: every key, from the one list of them, and how codes get theirs."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.desk.wrapping import cells
from qualcode.screen.commands import CODES, grouped
from qualcode.screen.panel import StyledRow, prose
from qualcode.screen.themes import Pens

_KEYS = 22
_ABOUT = (
    "What stands out in the text is the selection, a sentence at first. Move it, make it larger or smaller, "
    "and press the keys of a code: they stand in front of its name on the right. 1 to 0 are the themes, a "
    "letter behind the digit is a code below one; f begins flags, t topics. Each decision is on the disk "
    "before “Saved” is shown; there is nothing you have to save."
)
_MOUSE = (
    "Click a sentence to select it, drag over words, double-click a word, shift+click extends. Click a "
    "transcript to open it, a code to read about it, a key in the last line to press it."
)
_SIGNS = "● your coding   ○ somebody else's   ? a suggestion   ▸ in focus   • assigned to you   ✓ done"


def help_rows(width: int, pens: Pens) -> list[StyledRow]:
    """The help in rows of so many cells."""
    return list(_rows(width, pens))


def _rows(width: int, pens: Pens) -> Iterator[StyledRow]:
    yield from prose(_ABOUT, width - 1, pens.plain, before=" ", behind=" ")
    for group, commands in grouped().items():
        yield ()
        yield [(f" {group}", pens.title)]
        if group == CODES:
            yield from entry("1 … 0  f…  t…", "code the selection; Esc gives up", width, pens)
        for command in commands:
            yield from entry(command.shown, command.words, width, pens)
    for title, words in (("The mouse", _MOUSE), ("Signs", _SIGNS)):
        yield ()
        yield [(f" {title}", pens.title)]
        yield from prose(words, width - 1, pens.plain, before=" ", behind=" ")


def entry(shown: str, words: str, width: int, pens: Pens) -> list[StyledRow]:
    """Keys and what they do."""
    front = f" {shown}{' ' * max(_KEYS - cells(shown), 1)}"
    first, *others = prose(words, width - 1, pens.plain, before=" " * cells(front))
    return [[(front, pens.key), *first[1:]], *others]
