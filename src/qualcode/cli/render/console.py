"""The console of results: stdout, in colour only where a terminal shows it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

PIPE_WIDTH = 1000
NAME_WIDTH = 16
HEAD_WIDTH = 12
FIGURES = 10  # "24  100%"


def console() -> Console:
    """A console on stdout; as wide as any table where it is not a terminal."""
    made = Console(highlight=False)
    return made if made.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def show(
    title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], first: str = "Code"
) -> None:
    """Print a table of figures: a name and its figures in each row.

    Where the screen is too narrow for all columns, they stand in several tables: a figure is never cut.
    """
    out = console()
    fitting = max(1, (out.width - NAME_WIDTH - 4) // (FIGURES + 3))
    for start in range(0, max(len(heads), 1), fitting):
        made = Table(
            title=title if not start else f"{title} (continued)",
            title_justify="left",
            title_style="bold",
            box=box.SIMPLE_HEAD,
            header_style="bold",
        )
        made.add_column(first, min_width=NAME_WIDTH, overflow="fold")
        for head in heads[start : start + fitting]:
            made.add_column(
                escape(_in_short_lines(head)), justify="right", min_width=FIGURES, overflow="fold"
            )
        for name, figures in rows:
            made.add_row(name, *figures[start : start + fitting])
        out.print(made, crop=False)


def _in_short_lines(name: str) -> str:
    """A heading in lines of at most `HEAD_WIDTH`, so that the figures below it need little room."""
    return "\n".join(
        piece for line in name.split("\n") for piece in wrap(line, HEAD_WIDTH, break_long_words=False)
    )
