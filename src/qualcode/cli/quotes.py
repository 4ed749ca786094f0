"""`qualcode quotes`: the words behind a number."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.emitting import Output, say, track


def quotes(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Id of the code; codes below it are included.")],
    where: options.Where = None,
    source: options.Source = "auto",
    unfinished: options.Unfinished = False,
    limit: options.Limit = 0,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Print the segments that have a code, with who said it, who coded it and why.

    For the team's eyes: quotes are not checked for what could identify a speaker.

    Example: qualcode quotes consultations --where category=Indo-Pacific --limit 5
    """
    from qualcode.journal.names import is_coder

    opened = opening.study(study)
    opened.autocode(track)
    alone = is_coder(source.strip())  # somebody's own work can be read before it is done
    asked, source = parsing.where(where), parsing.source(source, unfinished=unfinished or alone)
    found = opened.quotes(code, asked, source=source)
    shown = found[:limit] if limit else found
    holding, voices = opened.tables.select(asked, source)
    mix = opened.tables.source(voices, source)
    say(*opened.tables.notes(asked, source, topics=opened.codebook[code].kind == "topic"))
    Output(as_json).give(
        lambda: {
            "code": code,
            "source": mix,
            "total": len(found),
            "quotes": [quote.as_data() for quote in shown],
            **opened.tables.account(voices, source, opened.tables.lineages("all")[code]).beside(),
        },
        lambda: render.texts.quotes(opened, code, shown, len(found), holding, mix),
    )
