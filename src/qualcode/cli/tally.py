"""`qualcode tally`: how many have which code, by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.emitting import Output, Rows, say, track

if TYPE_CHECKING:
    from qualcode.analysis.tally import Count, Tally


def tally(
    by: Annotated[str, typer.Option("--by", metavar="ATTR", help="Attribute that makes the groups.")] = "",
    count: Annotated[
        str,
        typer.Option("--count", metavar="WHAT", help="transcripts, participants, cases, codings or words."),
    ] = "transcripts",
    codes: Annotated[
        str, typer.Option("--codes", metavar="LEVEL", help="themes, subthemes, flags, topics or all.")
    ] = "themes",
    where: options.Where = None,
    source: options.Source = "auto",
    unfinished: options.Unfinished = False,
    study: options.Study = None,
    as_json: options.Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="One row a cell, as CSV.")] = False,
) -> None:
    """Count who or what has each code, by an attribute of case, participant or transcript: n, N and percent.

    Examples: qualcode tally --by category; qualcode tally --by role --count codings --codes subthemes;
    qualcode tally --by kind --where kind=interview,document
    """
    output = Output(as_json, as_csv)
    opened = opening.study(study)
    opened.autocode(track)
    asked, source = parsing.where(where), parsing.source(source, unfinished=unfinished)
    result = opened.tally(by, cast("Count", count), codes, asked, source=source)
    say(*opened.tables.notes(asked, source, topics=codes in {"topics", "all"}))
    output.give(result.as_data, lambda: render.tables.tally(result, opened.codebook), lambda: _rows(result))


def _rows(result: Tally) -> Rows:
    rows = [
        [cell.code, cell.group or "(all)", str(cell.n), str(cell.N),
         "" if cell.percent is None else f"{cell.percent:.2f}"]
        for cell in (*result.cells, *result.totals)
    ]  # fmt: skip
    return ["code", result.by, "n", "N", "percent"], rows
