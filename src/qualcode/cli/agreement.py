"""`qualcode agreement`: how far coders agree, in a study or in a table of ratings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.emitting import Output, say, track
from qualcode.errors import refuse


def agreement(
    coders: options.Coders = "",
    codes: options.Codes = "",
    unit: options.Cut = "",
    where: options.Where = None,
    table: Annotated[
        Path | None,
        typer.Option("--table", metavar="FILE.csv", help="Or of a table of ratings, without a study."),
    ] = None,
    layout: Annotated[
        str,
        typer.Option(
            "--layout",
            metavar="units|triples",
            help="A row a unit and a column a coder; or a row a rating: coder, unit, rating. "
            "Else read off the header.",
        ),
    ] = "",
    metric: Annotated[
        str,
        typer.Option(
            "--metric",
            metavar="NAME",
            help="Of a table: percent, cohen, fleiss, conger, alpha, ac1, pabak, masi, jaccard, "
            "or all that can be had.",
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option("--level", metavar="LEVEL", help="Of alpha: nominal, ordinal, interval or ratio."),
    ] = "nominal",
    rounds: Annotated[
        bool, typer.Option("--rounds", help="How agreement moved between versions of the codebook.")
    ] = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Say how far coders agree, code by code and on all: percent, kappas, alpha, AC1, with intervals.

    Only transcripts that all of them marked done count. A table holds ratings of anything, blank = missing.

    Examples: qualcode agreement; qualcode agreement --coders ana,rules --unit turn;
    qualcode agreement --rounds; qualcode agreement --table ratings.csv --metric alpha --level ordinal --json
    """
    output = Output(as_json)
    if table is not None:
        given = {"--coders": coders, "--codes": codes, "--unit": unit, "--where": where, "--rounds": rounds}
        for option in (name for name, value in given.items() if value):
            refuse(option, "is of a study", f"leave {option} or --table out")
        _of_table(table, layout, metric or "alpha", level, output)
        return
    if layout or metric or level != "nominal":
        refuse("--layout, --metric, --level", "are of a table of ratings", "name it with --table FILE.csv")
    from qualcode.study.agreeing import agreement_of
    from qualcode.suggesters import is_suggester

    opened = opening.study(study)
    names, chosen, asked = parsing.names(coders), parsing.names(codes), parsing.where(where)
    if rounds:
        found = opened.rounds(names, chosen, asked, unit, track=track)
        say(*found.notes)
        output.give(found.as_data, lambda: render.agreement.rounds(found, opened.codebook))
        return
    if any(map(is_suggester, names)):
        opened.autocode(track)
    work = opened.compare(names, chosen, asked, unit)
    result = agreement_of(work, track)
    say(*work.notes)
    output.give(result.as_data, lambda: render.agreement.agreement(result, opened.codebook))


def _of_table(path: Path, layout: str, metric: str, level: str, output: Output) -> None:
    from qualcode.analysis.agreement.choosing import level_of, measured
    from qualcode.analysis.agreement.ratings import cell_kind, ratings_of
    from qualcode.delimited import read_delimited
    from qualcode.tables.ratings import rating_table

    read_at = level_of(metric, level)
    cells = rating_table(read_delimited(path, place=str(path)), layout, cell_kind(read_at))
    found = ratings_of(cells, read_at)
    say(*found.notes)
    results = measured(found.patterns, metric, read_at)
    data = [each.as_data() for each in results]
    output.give(
        lambda: data if metric == "all" else data[0],
        lambda: render.agreement.ratings(results, found.coders),
    )
