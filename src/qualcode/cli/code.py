"""`qualcode code`: the screen for coding by hand."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from qualcode.cli.deciding import CoderOption
from qualcode.cli.options import StudyOption, open_study
from qualcode.errors import QualcodeError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("code")(code)


def code(
    coder: CoderOption,
    transcript: Annotated[
        str, typer.Argument(metavar="[TRANSCRIPT]", help="What to open; else the first that is to be done.")
    ] = "",
    blind: Annotated[
        bool, typer.Option("--blind", help="Hide other people's codings and the rules' suggestions.")
    ] = False,
    study: StudyOption = None,
) -> None:
    """Code by hand: the text, the codebook's keys, and each decision on the disk at once. ? shows all keys.

    Example: qualcode code I04 --coder ana
    """
    from qualcode.journal.names import coder_name

    name = coder_name(coder)
    if not in_terminal():
        raise QualcodeError("qualcode code: needs a terminal; in a script, use `qualcode apply`")
    if find_spec("textual") is None:
        raise QualcodeError("the screen needs Textual; install it with `pip install 'qualcode[screen]'`")
    from qualcode.desk import Desk
    from qualcode.screen import run

    opened = open_study(study)
    desk = Desk(opened.log, opened.suggestions, name, blind=blind)
    if transcript:
        desk.open(transcript)
    run(desk, opened.folder)


def in_terminal() -> bool:
    """Whether there is somebody to show a screen to; Textual draws on stderr."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
