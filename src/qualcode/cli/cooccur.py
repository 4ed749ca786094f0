"""`qualcode cooccur`: which codes meet in the same unit."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.emitting import Output, say, track


def cooccur(
    codes: Annotated[
        str, typer.Option("--codes", metavar="LEVEL", help="themes, subthemes, flags, topics or all.")
    ] = "themes",
    having: Annotated[
        str,
        typer.Option("--with", metavar="LEVEL", help="Codes of this level in the columns; else the same."),
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="turn, paragraph or sentence.")] = "",
    where: options.Where = None,
    source: options.Source = "auto",
    unfinished: options.Unfinished = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Count in how many units two codes meet, with Jaccard's coefficient in the JSON.

    Examples: qualcode cooccur --unit turn; qualcode cooccur --codes flags --with themes
    """
    opened = opening.study(study)
    opened.autocode(track)
    asked, source = parsing.where(where), parsing.source(source, unfinished=unfinished)
    result = opened.cooccur(codes, having, unit, asked, source=source)
    say(*opened.tables.notes(asked, source, topics=bool({"topics", "all"} & {codes, having})))
    Output(as_json).give(result.as_data, lambda: render.tables.cooccurrence(result, opened.codebook))
