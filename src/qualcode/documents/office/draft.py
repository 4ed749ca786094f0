"""A document in the making: flows of paragraphs and tables, and what is left out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from qualcode.documents.document import Block, Document, Paragraph, Run, Table
from qualcode.documents.office.cells import CellGrid
from qualcode.errors import refuse

PARAGRAPHS_LIMIT = 1_000_000
CELLS_LIMIT = 500_000
DELETION = "tracked deletion"
HIDDEN = "stretch of hidden text"
AUTHOR = "author's name"
_REMEDY = "split it into smaller files"


@dataclass(slots=True)
class _Flow:
    """Blocks that follow each other: of the body, of a cell or of a text box; and the paragraph being read.

    `hanging` are the blocks of the text boxes that hang on that paragraph.
    """

    blocks: list[Block] = field(default_factory=list)
    is_open: bool = False
    heading: bool = False
    runs: list[tuple[str, bool]] = field(default_factory=list)
    hanging: list[Block] = field(default_factory=list)


class DocumentBuilder:
    """Collects blocks in reading order. Whatever opens is closed by its own method, in order."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.left_out: Counter[str] = Counter()
        self.authors: set[str] = set()
        self.events = 0
        self._boxes = 0
        self._flow = _Flow()
        self._outer: list[_Flow] = []
        self._tables: list[CellGrid] = []
        self._left = {"paragraphs": PARAGRAPHS_LIMIT, "table cells": CELLS_LIMIT}
        self._stretch = ""

    def add(self, text: str, *, bold: bool = False) -> None:
        """Add text to the paragraph being read; text outside of any goes into the next one."""
        self._stretch = ""
        self.events += 1
        self._flow.runs.append((text, bold))

    def leave_out(self, what: str) -> None:
        """Count one thing that is not taken over."""
        self.events += 1
        self.left_out[what] += 1

    def leave_out_stretch(self, what: str) -> None:
        """Count something left out once for as long as no text stands in between."""
        if self._stretch != what:
            self._stretch = what
            self.leave_out(what)

    def open_paragraph(self) -> None:
        """Begin a paragraph; one that is joined to it has left its text already."""
        if self._flow.is_open:
            self._emit()
        self._flow.is_open = True

    def make_heading(self) -> None:
        """The paragraph being read is a heading."""
        self._flow.heading = True

    def close_paragraph(self, *, joins: bool = False) -> None:
        """End a paragraph; one that `joins` goes on in the next, whose kind it takes."""
        self._flow.is_open = False
        if joins:
            self._flow.heading = False
        else:
            self._emit()

    def open_box(self) -> None:
        """Begin a text box."""
        self._outer.append(self._flow)
        self._flow = _Flow()

    def close_box(self) -> None:
        """End a text box: its blocks stand after the paragraph that it hangs on."""
        blocks = self._close_flow()
        if any(_text(block).strip() for block in blocks):
            self._boxes += 1
            self._put(blocks)

    def open_table(self) -> None:
        """Begin a table."""
        self._tables.append(CellGrid())

    def close_table(self) -> None:
        """End a table."""
        cells = self._tables.pop()
        self._spend("table cells", cells.size)
        if cells.size:
            self._put([cells.table()])

    def open_row(self) -> None:
        """Begin a row."""
        if self._tables:
            self._spend("table cells", 1)
            self._tables[-1].open_row()

    def skip_cells(self, columns: int) -> None:
        """Leave so many columns of the row without a cell."""
        if self._tables:
            self._spend("table cells", columns)
            self._tables[-1].skip(columns)

    def drop_row(self) -> None:
        """Leave out the row that was read last."""
        if self._tables:
            self._tables[-1].drop_row()

    def open_cell(self) -> None:
        """Begin a cell."""
        self.open_box()

    def close_cell(
        self, *, columns: int = 1, rows: int = 1, continues: bool = False, explicit: bool = False
    ) -> None:
        """End a cell over so many columns and rows.

        One that `continues` belongs to the cell above; the cells that an `explicit` one covers come next.
        """
        blocks = self._close_flow()
        if not self._tables:
            self._put(blocks)
            return
        self._spend("table cells", columns * rows)
        text = "\n".join(_text(block) for block in blocks).strip("\n")
        if self._tables[-1].place(text, columns, rows, continues=continues, explicit=explicit):
            self.leave_out(HIDDEN)

    def document(self, name: str, notes: Sequence[str] = ()) -> Document:
        """The finished document."""
        self._emit_stray()
        authors = {name.strip() for name in self.authors} - {""}
        if authors:
            self.left_out[AUTHOR] = len(authors)
        boxes = "1 text box" if self._boxes == 1 else f"{self._boxes} text boxes"
        said = [f"The text of {boxes} follows the paragraph that it hangs on."] if self._boxes else []
        return Document(name, tuple(self._flow.blocks), "", dict(self.left_out), (*notes, *said))

    def _close_flow(self) -> list[Block]:
        self._emit_stray()
        blocks = self._flow.blocks
        self._flow = self._outer.pop()
        return blocks

    def _put(self, blocks: Iterable[Block]) -> None:
        """Add blocks to the flow, or hang them on the paragraph being read."""
        flow = self._flow
        if not flow.is_open:
            self._emit_stray()
        (flow.hanging if flow.is_open else flow.blocks).extend(blocks)

    def _emit_stray(self) -> None:
        if self._flow.runs or self._flow.hanging:
            self._emit()

    def _emit(self) -> None:
        flow = self._flow
        self._spend("paragraphs", 1)
        flow.blocks.append(Paragraph(_joined(flow.runs), flow.heading))
        flow.blocks.extend(flow.hanging)
        flow.runs, flow.hanging, flow.heading = [], [], False

    def _spend(self, what: str, count: int) -> None:
        self._left[what] -= count
        if self._left[what] < 0:
            refuse(self.place, f"holds more {what} than any text that people write", _REMEDY)


def _joined(runs: Sequence[tuple[str, bool]]) -> tuple[Run, ...]:
    """Runs of which no two neighbours look alike."""
    alike = groupby(runs, key=itemgetter(1))
    return tuple(Run("".join(text for text, _ in group), bold) for bold, group in alike)


def _text(block: Block) -> str:
    """What a block says inside of a cell."""
    if isinstance(block, Table):
        return "\n".join("\t".join(row) for row in block.rows)
    return block.text
