"""Asking the person before something is written."""

from __future__ import annotations

import sys

import typer

from qualcode.cli.emitting import say


def agreed(question: str, *, yes: bool) -> bool:
    """Whether to go ahead: with `--yes`, where nobody can be asked, or where the person says so."""
    if yes or not sys.stdin.isatty():
        return True
    if typer.confirm(question, default=True, err=True):
        return True
    say("Nothing was written.")
    return False


def in_terminal() -> bool:
    """Whether there is somebody to show a screen to; Textual draws on stderr."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
