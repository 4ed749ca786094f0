"""`qualcode tally`: how many have which code, by group."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, cast

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
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.analysis.tally import Count, Tally


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("tally")(tally)


def tally(
    by: Annotated[str, typer.Option("--by", metavar="ATTR", help="Attribute that makes the groups.")] = "",
    count: Annotated[
        str,
        typer.Option("--count", metavar="WHAT", help="transcripts, participants, cases, codings or words."),
    ] = "transcripts",
    codes: Annotated[
        str, typer.Option("--codes", metavar="LEVEL", help="themes, subthemes, flags, topics or all.")
    ] = "themes",
    where: WhereOption = None,
    source: SourceOption = "auto",
    study: StudyOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="One row a cell, as CSV.")] = False,
) -> None:
    """Count who or what has each code, by an attribute of case, participant or transcript: n, N and percent.

    Examples: qualcode tally --by category; qualcode tally --by role --count codings --codes subthemes;
    qualcode tally --by kind --where kind=interview,document
    """
    if as_json and as_csv:
        raise QualcodeError("--json and --csv are two outputs; choose one")
    opened = open_study(study)
    opened.autocode(track)
    asked = parse_where(where)
    result = opened.tally(by, cast("Count", count), codes, asked, source=source)
    say_all(opened.tables.notes(asked, source, topics=codes in {"topics", "all"}))
    if as_json:
        print_json(result.as_data())
    elif as_csv:
        sys.stdout.write(_as_csv(result))
    else:
        from qualcode.cli import render

        render.tally(result, opened.codebook)


def _as_csv(result: Tally) -> str:
    from qualcode.delimited import write_delimited

    cells = [*result.cells, *result.totals]
    rows = [
        [
            cell.code,
            cell.group or "(all)",
            str(cell.n),
            str(cell.N),
            "" if cell.percent is None else f"{cell.percent:.2f}",
        ]
        for cell in cells
    ]
    return write_delimited(["code", result.by, "n", "N", "percent"], rows)
