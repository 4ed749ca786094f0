"""The console of results: stdout, in colour only where a terminal shows it."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

PIPE_WIDTH = 140


def console() -> Console:
    """A console on stdout; wide enough for tables where it is not a terminal."""
    made = Console(highlight=False)
    return made if made.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def table(title: str, *columns: str, first: str = "Code") -> Table:
    """An empty table whose columns but the first hold numbers."""
    made = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, header_style="bold"
    )
    made.add_column(first)
    for column in columns:
        made.add_column(escape(column), justify="right")
    return made
