"""`qualcode export`: results for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.options import (
    ForceOption,
    JsonOption,
    SourceOption,
    StudyOption,
    open_study,
    print_json,
    say,
    say_all,
    track,
)

app = typer.Typer(help="Write results for other programs.", rich_markup_mode=None)


@app.callback()
def export() -> None:
    """Write results for other programs."""


@app.command("xlsx")
def xlsx(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of exports/.")
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="With identifying attributes; for the team only.")
    ] = False,
    source: SourceOption = "auto",
    force: ForceOption = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the workbook: tables, quotes behind every cell, excerpts to review, codebook, sample.

    Attributes that qualcode.toml lists as identifying stay out unless --internal is given. A workbook that
    somebody edited is not overwritten unless --force is.

    Example: qualcode export xlsx -o tables.xlsx
    """
    opened = open_study(study)
    opened.autocode(track)
    path = opened.workbook(output, internal=internal, source=source, force=force)
    say_all(opened.tables.notes(source=source))
    if as_json:
        print_json({"path": str(path), "internal": internal})
    else:
        typer.echo(str(path))
        say(
            "Holds identifying attributes: for the team only."
            if internal
            else "Check the excerpts before passing it on."
        )
