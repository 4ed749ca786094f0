"""Picking a code by part of its name."""

from __future__ import annotations

from functools import partial

from qualcode.desk.fuzzy import rank
from qualcode.desk.wrapping import cells
from qualcode.model import Code
from qualcode.screen.codebook import CodebookText
from qualcode.screen.dialogs.picking import PickEntry, Picking
from qualcode.screen.panel import StyledRow, line


def pick_code(written: CodebookText, first: str = "") -> Picking:
    """The dialog that asks for a code of the codebook."""

    def found(typed: str) -> list[PickEntry]:
        return [
            PickEntry(code.id, partial(_code_row, written, code), code.definition)
            for code in rank(typed, written.codebook)
        ]

    return Picking("Code", found, first)


def _code_row(written: CodebookText, code: Code, width: int) -> StyledRow:
    """A code to pick: its keys, its name, the one above it."""
    name = line(code.name, max(width - 6, 1))
    above = line(written.name(code.parent) if code.parent else "", max(width - cells(name) - 8, 0))
    return [
        (f"{written.strokes.get(code.id, ''):<4} ", written.pens.key),
        (name, written.ink(code.id)),
        (f"  {above}" if above else "", written.pens.quiet),
    ]
