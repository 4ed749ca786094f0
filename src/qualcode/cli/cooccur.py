"""`qualcode cooccur`: which codes meet in the same unit."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.options import (
    JsonOption,
    SourceOption,
    StudyOption,
    WhereOption,
    open_study,
    parse_where,
    print_json,
    say_all,
    track,
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("cooccur")(cooccur)


def cooccur(
    codes: Annotated[
        str, typer.Option("--codes", metavar="LEVEL", help="themes, subthemes, flags, topics or all.")
    ] = "themes",
    having: Annotated[
        str,
        typer.Option("--with", metavar="LEVEL", help="Codes of this level in the columns; else the same."),
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="turn, paragraph or sentence.")] = "",
    where: WhereOption = None,
    source: SourceOption = "auto",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count in how many units two codes meet, with Jaccard's coefficient in the JSON.

    Examples: qualcode cooccur --unit turn; qualcode cooccur --codes flags --with themes
    """
    opened = open_study(study)
    opened.autocode(track)
    asked = parse_where(where)
    result = opened.cooccur(codes, having, unit, asked, source=source)
    say_all(opened.tables.notes(asked, source, topics=bool({"topics", "all"} & {codes, having})))
    if as_json:
        print_json(result.as_data())
    else:
        from qualcode.cli import render

        render.cooccurrence(result, opened.codebook)
