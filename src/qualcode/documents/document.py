"""The one form that every format is read into: blocks in reading order, and what was left out on the way.

Runs, paragraphs and cues are named tuples: a file has thousands of them, and so they are made fast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Run(NamedTuple):
    r"""A stretch of text in one look; a line break inside the paragraph is ``\n``, a tab ``\t``."""

    text: str
    bold: bool = False


class Paragraph(NamedTuple):
    """A paragraph; `heading` where the file says that it is a title or heading."""

    runs: tuple[Run, ...]
    heading: bool = False

    @property
    def text(self) -> str:
        """The words of all runs."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; all rows are equally long.

    `merged` are the cells that lie under (or beside) the first cell of a merged range, as
    `(row, column) → (row, column)` of that first cell, both from 0; their text is "".
    `name` is the sheet's; `first_row` the number that the file's program shows for the first row, `numbers`
    those of all rows, where they do not follow from it one by one.
    """

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    first_row: int = 1
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()


class Cue(NamedTuple):
    """A caption: times in seconds (None where the file has none that can be read)."""

    start: float | None
    end: float | None
    text: str
    speaker: str = ""


Block = Paragraph | Table | Cue


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds.

    Attributes:
        format: name of the format, such as ``docx``.
        blocks: paragraphs, tables and cues in reading order.
        encoding: of a text file; "" for others.
        left_out: what was not taken over and how often, by what one of them is called
            (``{"comment": 2, "tracked deletion": 1}``).
        notes: whole sentences on anything else that is suspicious; never with words of the text.
    """

    format: str
    blocks: tuple[Block, ...]
    encoding: str = ""
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def tables(self) -> Iterator[Table]:
        """The tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))
