"""`qualcode export`: results for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli import opening, options
from qualcode.cli.emitting import Output, say, track

app = typer.Typer(help="Write results for other programs.", rich_markup_mode=None)


@app.callback()
def export() -> None:
    """Write results for other programs."""


@app.command("xlsx")
def xlsx(
    output: options.Output = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="With identifying attributes; for the team only.")
    ] = False,
    source: options.Source = "auto",
    force: options.Force = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Write the workbook: tables, quotes behind every cell, excerpts to review, codebook, sample.

    Attributes that qualcode.toml lists as identifying stay out unless --internal is given. A workbook that
    somebody edited is not overwritten unless --force is.

    Example: qualcode export xlsx -o tables.xlsx
    """
    opened = opening.study(study)
    opened.autocode(track)
    path = opened.workbook(output, internal=internal, source=source, force=force)
    say(*opened.tables.notes(source=source))
    Output(as_json).give(lambda: {"path": str(path), "internal": internal}, [str(path)])
    if not as_json:
        team = "Holds identifying attributes: for the team only."
        say(team if internal else "Check the excerpts before passing it on.")
