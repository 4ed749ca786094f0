"""`qualcode evaluate`: the rules held to hand codes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli import opening, options, render
from qualcode.cli.emitting import Output, track


def evaluate(
    table: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Table of hand-coded texts.")],
    text: Annotated[str, typer.Option("--text", metavar="COL", help="Column of text.")],
    codes: Annotated[
        str, typer.Option("--codes", metavar="COL", help="Column of hand codes, joined with ; or ,")
    ],
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Hold the rules to hand codes: precision, recall and F1 per theme, and their macro mean.

    Codes of sub-themes count as their theme. An empty cell means that the text has no code.

    Example: qualcode evaluate coded.csv --text sentence --codes themes
    """
    from qualcode.analysis.scores import as_data
    from qualcode.delimited import read_delimited

    rows = read_delimited(table, place=str(table))
    texts, assigned = rows.column(text), rows.column(codes)
    hand = [_codes(row[assigned]) for row in rows.rows]
    scores = opening.study(study).rules.evaluate([row[texts] for row in rows.rows], hand, track)
    Output(as_json).give(lambda: as_data(scores), lambda: render.tables.scores(scores, len(rows.rows)))


def _codes(cell: str) -> list[str]:
    """The codes in a cell; none where it is empty or says so."""
    from qualcode.tables.values import IN_OUR_TABLES, is_missing

    codes = [code.strip() for code in re.split("[;,|]", cell)]
    return [code for code in codes if not is_missing(code, IN_OUR_TABLES | {"none"})]
