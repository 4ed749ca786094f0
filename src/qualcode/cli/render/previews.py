"""What an import of a table would bring, before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.markup import escape
from rich.table import Table

from qualcode.cli.render import texts
from qualcode.cli.render.console import console

if TYPE_CHECKING:
    from qualcode.codebook.tables import BookTable
    from qualcode.model import Codebook
    from qualcode.transcripts.attributes import AttributeMerge

SHOWN = 30


def codebook(table: BookTable, book: Codebook, warnings: Sequence[str]) -> None:
    """Print which column is read as what, the tree of codes, and what may not be as meant."""
    out = console()
    where = f"{table.sheet}, " if table.sheet else ""
    out.print(f"[bold]{escape(f'{where}headings in row {table.header_row}')}[/bold] ({table.format})")
    _fields(table.columns, _filled(book))
    if table.ignored:
        out.print(f"Left out: {escape(', '.join(table.ignored))}")
    texts.codebook(book)
    levels = ", ".join(f"{number} on level {level}" for level, number in enumerate(table.levels, start=1))
    shown_by = f"; hierarchy by {table.how}" if table.how else ""
    out.print(f"{len(book.codes)} codes: {levels}{escape(shown_by)}.")
    _warnings(warnings)


def _filled(book: Codebook) -> dict[str, int]:
    """How many codes have each field."""
    named = ("id", "name", "parent", "kind", "colour", "definition", "include", "exclude")
    fields = (*named, "examples", "counterexamples")
    return {field: sum(1 for code in book if getattr(code, field)) for field in fields}


def _fields(columns: Mapping[str, str], filled: Mapping[str, int]) -> None:
    shown = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    shown.add_column("Field")
    shown.add_column("Heading in the table", overflow="fold")
    shown.add_column("Codes", justify="right")
    for field, heading in columns.items():
        shown.add_row(field, escape(heading), str(filled[field]) if field in filled else "")
    console().print(shown)


def frame(plan: AttributeMerge) -> None:
    """Print which column becomes which attribute, what would change, and what may not be as meant."""
    out = console()
    shown = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    shown.add_column("Attribute")
    shown.add_column("Heading in the table", overflow="fold")
    shown.add_column("Rows", justify="right")
    for name, heading in plan.columns.items():
        shown.add_row(escape(name), escape(heading), str(plan.filled[name]))
    out.print(shown)
    for change in plan.changes[:SHOWN]:
        out.print(f"  {escape(change)}")
    if len(plan.changes) > SHOWN:
        out.print(f"  … and {len(plan.changes) - SHOWN} more changes")
    out.print(
        f"{plan.rows} rows: {plan.added} added, {plan.changed} changed, {plan.unchanged} unchanged; "
        f"{plan.kept} more are kept as they are."
    )
    _warnings(plan.warnings)


def _warnings(warnings: Sequence[str]) -> None:
    for warning in warnings:
        console().print(f"[yellow]![/yellow] {escape(warning)}")
