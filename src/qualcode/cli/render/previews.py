"""What an import of a table would bring, before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape

from qualcode.cli.render import texts
from qualcode.cli.render.console import Drawing, table

if TYPE_CHECKING:
    from rich.table import Table

    from qualcode.codebook.tables import BookTable
    from qualcode.model import Codebook
    from qualcode.transcripts.attributes import AttributeMerge

SHOWN = 30


def codebook(read: BookTable, book: Codebook, warnings: Sequence[str]) -> Drawing:
    """Draw which column is read as what, the tree of codes, and what may not be as meant."""
    where = f"{read.sheet}, " if read.sheet else ""
    yield f"[bold]{escape(f'{where}headings in row {read.header_row}')}[/bold] ({read.format})"
    yield _columns("Field", "Codes", read.columns, _filled(book))
    if read.ignored:
        yield f"Left out: {escape(', '.join(read.ignored))}"
    yield from texts.codebook(book)
    levels = ", ".join(f"{number} on level {level}" for level, number in enumerate(read.levels, start=1))
    shown_by = f"; hierarchy by {read.how}" if read.how else ""
    yield f"{len(book.codes)} codes: {levels}{escape(shown_by)}."
    yield from _warnings(warnings)


def _filled(book: Codebook) -> dict[str, int]:
    """How many codes have each field."""
    named = ("id", "name", "parent", "kind", "colour", "definition", "include", "exclude")
    fields = (*named, "examples", "counterexamples")
    return {field: sum(1 for code in book if getattr(code, field)) for field in fields}


def _columns(what: str, count: str, columns: Mapping[str, str], filled: Mapping[str, int]) -> Table:
    """Which column is read as what, and in how many rows it holds something."""
    shown = table(pad_edge=False)
    shown.add_column(what)
    shown.add_column("Heading in the table", overflow="fold")
    shown.add_column(count, justify="right")
    for name, heading in columns.items():
        shown.add_row(escape(name), escape(heading), str(filled.get(name, "")))
    return shown


def attributes(plan: AttributeMerge) -> Drawing:
    """Draw which column becomes which attribute, what would change, and what may not be as meant."""
    yield _columns("Attribute", "Rows", plan.columns, plan.filled)
    for change in plan.changes[:SHOWN]:
        yield f"  {escape(change)}"
    if len(plan.changes) > SHOWN:
        yield f"  … and {len(plan.changes) - SHOWN} more changes"
    yield (
        f"{plan.rows} rows: {plan.added} added, {plan.changed} changed, {plan.unchanged} unchanged; "
        f"{plan.kept} more are kept as they are."
    )
    yield from _warnings(plan.warnings)


def _warnings(warnings: Sequence[str]) -> Iterator[str]:
    return (f"[yellow]![/yellow] {escape(warning)}" for warning in warnings)
