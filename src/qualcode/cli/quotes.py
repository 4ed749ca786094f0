"""`qualcode quotes`: the words behind a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from qualcode.analysis.quotes import Quote


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("quotes")(quotes)


def quotes(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Id of the code; codes below it are included.")],
    where: WhereOption = None,
    source: SourceOption = "auto",
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="At most so many; 0 for all.")
    ] = 0,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the segments that have a code, with who said it, who coded it and why.

    For the team's eyes: quotes are not checked for what could identify a speaker.

    Example: qualcode quotes consultations --where category=Indo-Pacific --limit 5
    """
    opened = open_study(study)
    opened.autocode(track)
    asked = parse_where(where)
    found = opened.quotes(code, asked, source=source)
    shown = found[:limit] if limit else found
    holding, voices = opened.tables.select(asked, source)
    mix = opened.tables.source(voices, source)
    say_all(opened.tables.notes(asked, source, topics=opened.codebook[code].kind == "topic"))
    if as_json:
        data = {"code": code, "source": mix, "total": len(found)}
        print_json({**data, "quotes": [_data(quote) for quote in shown]})
    else:
        from qualcode.cli import render

        render.quotes(opened, code, shown, len(found), holding, mix)


def _data(quote: Quote) -> dict[str, object]:
    return {
        "transcript": quote.transcript,
        "participant": quote.participant,
        "start": quote.start,
        "end": quote.end,
        "codes": list(quote.codes),
        "coder": quote.coder,
        "direction": quote.direction,
        "memo": quote.memo,
        "text": quote.text,
        "evidence": quote.evidence,
        "attributes": dict(quote.attributes),
    }
