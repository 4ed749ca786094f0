"""The console of results: stdout, in colour only where a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any, NamedTuple

from rich import box
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table

PIPE_WIDTH = 1000
NAME_WIDTH = 16
HEAD_WIDTH = 12
FIGURES = 10  # "24  100%"


class Printed(NamedTuple):
    """Something to print, and how."""

    what: RenderableType
    how: dict[str, Any]


Drawing = Iterable[RenderableType | Printed]
"""What is printed, from top to bottom."""


def console() -> Console:
    """A console on stdout; as wide as any table where it is not a terminal."""
    made = Console(highlight=False)
    return made if made.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def draw(drawing: Drawing) -> None:
    """Print all of a drawing, each part when it is there."""
    out = console()
    for part in drawing:
        if isinstance(part, Printed):
            out.print(part.what, **part.how)
        else:
            out.print(part)


def dim(text: str) -> Printed:
    """A remark below what it is about."""
    return Printed(text, {"style": "dim"})


def flowing(text: RenderableType) -> Printed:
    """Text that is left to the terminal to wrap."""
    return Printed(text, {"soft_wrap": True})


def uncut(table: RenderableType) -> Printed:
    """A table that goes over the edge of a screen that is too narrow for it."""
    return Printed(table, {"crop": False})


def table(*heads: str, **how: Any) -> Table:
    """An empty table with a line below its heads, the columns of which go on in further lines."""
    made = Table(box=box.SIMPLE_HEAD, header_style="bold", **how)
    for head in heads:
        made.add_column(head, overflow="fold")
    return made


def figures(
    title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], first: str = "Code"
) -> Iterator[Printed]:
    """Draw a table of figures: a name and its figures in each row.

    Where the screen is too narrow for all columns, they stand in several tables: a figure is never cut.
    """
    fitting = max(1, (console().width - NAME_WIDTH - 4) // (FIGURES + 3))
    for start in range(0, max(len(heads), 1), fitting):
        named = title if not start else f"{title} (continued)"
        made = table(title=named, title_justify="left", title_style="bold")
        made.add_column(first, min_width=NAME_WIDTH, overflow="fold")
        for head in heads[start : start + fitting]:
            made.add_column(
                escape(_in_short_lines(head)), justify="right", min_width=FIGURES, overflow="fold"
            )
        for name, shown in rows:
            made.add_row(name, *shown[start : start + fitting])
        yield uncut(made)


def _in_short_lines(name: str) -> str:
    """A heading in lines of at most `HEAD_WIDTH`, so that the figures below it need little room."""
    return "\n".join(
        piece for line in name.split("\n") for piece in wrap(line, HEAD_WIDTH, break_long_words=False)
    )
