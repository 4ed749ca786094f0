"""`qualcode init`: a new study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.emitting import say


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make the study in.")],
    title: Annotated[str, typer.Option(metavar="T", help="Title of the study.")] = "",
    empty: Annotated[
        bool, typer.Option("--empty", help="Without the invented example: to be filled by imports.")
    ] = False,
) -> None:
    """Make a new study: settings, a small codebook, tables and two invented transcripts to replace.

    Examples: qualcode init my-study --title "Teachers on workload"; qualcode init my-study --empty
    """
    from qualcode.starter import make_study

    made = make_study(folder, title, empty=empty)
    say(f"Made a study of {len(made)} files in {folder}.")
    if empty:
        say("Next, there: `qualcode codebook import FILE` and `qualcode import FILE|FOLDER…`.")
        return
    say(f"Next: put your transcripts into {folder / 'transcripts'}, then `qualcode run --study {folder}`.")
