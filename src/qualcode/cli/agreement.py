"""`qualcode agreement`: how far coders agree, in a study or in a table of ratings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from qualcode.cli.comparing import CodersOption, CodesOption, CutOption, names_in
from qualcode.cli.options import (
    JsonOption,
    StudyOption,
    WhereOption,
    open_study,
    parse_where,
    print_json,
    say_all,
    track,
)
from qualcode.errors import refuse

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.analysis.agreement import Level
    from qualcode.study.agreeing import Agreement
    from qualcode.study.rounds import Rounds

_SETS = ("masi", "jaccard")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("agreement")(agreement)


def agreement(
    coders: CodersOption = "",
    codes: CodesOption = "",
    unit: CutOption = "",
    where: WhereOption = None,
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
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how far coders agree, code by code and on all: percent, kappas, alpha, AC1, with intervals.

    Only transcripts that all of them marked done count. A table holds ratings of anything, blank = missing.

    Examples: qualcode agreement; qualcode agreement --coders ana,rules --unit turn;
    qualcode agreement --rounds; qualcode agreement --table ratings.csv --metric alpha --level ordinal --json
    """
    if table is not None:
        given = {"--coders": coders, "--codes": codes, "--unit": unit, "--where": where, "--rounds": rounds}
        for option in (name for name, value in given.items() if value):
            refuse(option, "is of a study", f"leave {option} or --table out")
        _of_table(table, layout, metric, level, as_json=as_json)
        return
    if layout or metric or level != "nominal":
        refuse("--layout, --metric, --level", "are of a table of ratings", "name it with --table FILE.csv")
    from qualcode.study.agreeing import agreement_of
    from qualcode.suggesters import is_suggester

    opened = open_study(study)
    names = names_in(coders)
    if rounds:
        _of_rounds(opened, (names, names_in(codes), parse_where(where), unit), as_json=as_json)
        return
    if any(map(is_suggester, names)):
        opened.autocode(track)
    work = opened.compare(names, names_in(codes), parse_where(where), unit)
    result = agreement_of(work, track)
    say_all(work.notes)
    if as_json:
        print_json(_data(result))
    else:
        from qualcode.cli.render.agreement import agreement as draw

        draw(result, opened.codebook)


def _data(result: Agreement) -> dict[str, Any]:
    work = result.work
    return {
        "coders": list(work.coders),
        "unit": work.unit,
        "where": {key: list(values) for key, values in work.where.items()},
        "transcripts": list(work.transcripts),
        "resamples": result.resamples,
        "seed": result.seed,
        "codes": [each.as_data() for each in result.codes],
        "pooled": result.pooled.as_data(),
        "reading": list(result.reading),
        "notes": list(work.notes),
    }


# --- rounds -------------------------------------------------------------------------------


def _of_rounds(
    study: Study, what: tuple[list[str], list[str], dict[str, list[str]], str], *, as_json: bool
) -> None:
    found = study.rounds(*what, track=track)
    say_all(found.notes)
    if as_json:
        print_json(_rounds(found))
    else:
        from qualcode.cli.render.agreement import rounds as draw

        draw(found, study.codebook)


def _rounds(found: Rounds) -> dict[str, Any]:
    known = next((each.agreement for each in found.rounds if each.agreement), None)
    return {
        "coders": list(found.coders),
        "unit": known.work.unit if known else None,
        "codes": list(known.work.codes) if known else [],
        "rounds": [
            {
                "version": each.version,
                "transcripts": list(each.agreement.work.transcripts) if each.agreement else [],
                "undefined": each.why or None,
                "codes": [code.as_data() for code in each.agreement.codes] if each.agreement else [],
                "pooled": each.agreement.pooled.as_data() if each.agreement else None,
            }
            for each in found.rounds
        ],
        "notes": list(found.notes),
    }


# --- a table of ratings -------------------------------------------------------------------


def _of_table(path: Path, layout: str, metric: str, level: str, *, as_json: bool) -> None:
    from qualcode.analysis.agreement import measure_all
    from qualcode.analysis.agreement.ratings import cell_kind, ratings_of
    from qualcode.delimited import read_delimited
    from qualcode.tables.ratings import rating_table

    wanted = metric or "alpha"
    found_level = _level(wanted, level)
    table = rating_table(read_delimited(path, place=str(path)), layout, cell_kind(found_level))
    found = ratings_of(table, found_level)
    say_all(found.notes)
    metrics = _metrics(wanted, found.patterns.coders)
    results = measure_all(found.patterns, metrics, level="nominal" if found_level in _SETS else found_level)
    if as_json:
        data = [each.as_data() for each in results]
        print_json(data if wanted == "all" else data[0])
    else:
        from qualcode.cli.render.agreement import ratings

        ratings(results, found.coders)


def _metrics(metric: str, coders: int) -> tuple[str, ...]:
    from qualcode.analysis.agreement.coded import metrics_for

    if metric == "all":
        return metrics_for(coders)
    if metric == "cohen" and coders != 2:
        refuse(
            "--metric", f"Cohen's kappa is of two coders, and these are {coders}", "write conger or fleiss"
        )
    return (metric,)


def _level(metric: str, level: str) -> Level:
    from qualcode.analysis.agreement import LEVELS, METRICS
    from qualcode.positions import nearest

    if metric not in (*METRICS, "all"):
        refuse("--metric", f"{metric!r} is none that is offered", nearest(metric, [*METRICS, "all"]))
    if level not in LEVELS:
        refuse("--level", f"{level!r} is no level of measurement", nearest(level, LEVELS))
    if level != "nominal" and metric != "alpha":
        refuse(
            "--level", f"{level} is for alpha; {metric} knows same and different only", "use --metric alpha"
        )
    return cast("Level", metric if metric in _SETS else level)
