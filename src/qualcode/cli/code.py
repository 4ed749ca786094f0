"""`qualcode code`: the screen for coding by hand."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from qualcode.cli import opening, options
from qualcode.cli.asking import in_terminal
from qualcode.errors import QualcodeError


def code(
    coder: options.Coder,
    transcript: Annotated[
        str, typer.Argument(metavar="[TRANSCRIPT]", help="What to open; else the first that is to be done.")
    ] = "",
    blind: Annotated[
        bool, typer.Option("--blind", help="Hide other people's codings and the rules' suggestions.")
    ] = False,
    study: options.Study = None,
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

    opened = opening.study(study)
    desk = Desk(opened.log, opened.suggestions, name, blind=blind)
    if transcript:
        desk.open(transcript)
    run(desk, opened.folder)
