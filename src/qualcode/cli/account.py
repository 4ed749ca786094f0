"""`qualcode account`: what a table counts of all that is coded, and what it leaves out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.emitting import Output, Rows

if TYPE_CHECKING:
    from qualcode.analysis.account import Account


def account(
    codes: Annotated[
        str, typer.Option("--codes", metavar="LEVEL", help="themes, subthemes, flags, topics or all.")
    ] = "all",
    where: options.Where = None,
    source: options.Source = "auto",
    unfinished: options.Unfinished = False,
    study: options.Study = None,
    as_json: options.Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="One row a coding left out, as CSV.")] = False,
) -> None:
    """Account for every coding in the logs: counted in a table, or left out, and why.

    Each coding that holds, and each line that cannot be read, is in one class: the first that applies.

    Examples: qualcode account; qualcode account --codes themes --source ana --csv
    """
    output = Output(as_json, as_csv)
    opened = opening.study(study)
    tables = opened.tables
    named = parsing.source(source, unfinished=unfinished)
    _, voices = tables.select(parsing.where(where), named)
    asked = {code for lineage in tables.lineages(codes).values() for code in lineage}
    found = tables.account(voices, named, asked)
    output.give(
        lambda: {**found.beside(), "lines": [line.as_data() for line in found.lines]},
        lambda: render.tables.account(found),
        lambda: _rows(found),
    )


def _rows(found: Account) -> Rows:
    rows = [[line.reason, line.coder, line.about, name] for line in found.lines for name in line.lines]
    return ["reason", "coder", "about", "line"], rows
