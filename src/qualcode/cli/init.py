"""`qualcode init`: a new study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.options import say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make the study in.")],
    title: Annotated[str, typer.Option(metavar="T", help="Title of the study.")] = "",
) -> None:
    """Make a new study: settings, a small codebook, tables and two invented transcripts to replace.

    Example: qualcode init my-study --title "Teachers on workload"
    """
    from qualcode.starter import make_study

    made = make_study(folder, title)
    say(f"Made a study of {len(made)} files in {folder}.")
    say(f"Next: put your transcripts into {folder / 'transcripts'}, then `qualcode run --study {folder}`.")
