"""What commands share: options, opening the study, printing results, progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.study.texts import Texts

_Item = TypeVar("_Item")

StudyOption = Annotated[
    Path | None,
    typer.Option(
        "--study", metavar="DIR", help="The study's folder; else the one above that holds qualcode.toml."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Overwrite a file that was edited since it was written here.")
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="K=V[,V]",
        help="Count only where attribute K is one of the values (* for any). Narrows the study's filter; "
        "naming an attribute of that filter replaces it.",
    ),
]
SourceOption = Annotated[
    str,
    typer.Option(
        "--source",
        metavar="WHO",
        help="Whose codings count: auto (consensus, then finished work, then rules), or names in order of "
        "preference, such as ana,rules. What none of them has finished is left out.",
    ),
]


named_first: Path | None = None  # `qualcode --study DIR tally` means what `qualcode tally --study DIR` does


def open_study(folder: Path | None) -> Study:
    """Open the study that `--study` names, before or behind the command, or the one we stand in."""
    from qualcode import Study

    return Study.open(folder or named_first)


def open_parts(folder: Path | None) -> Texts:
    """Open the texts of the study that `open_study` opens."""
    from qualcode.study.texts import Texts

    return Texts.open(folder or named_first)


def parse_where(entries: Sequence[str] | None) -> dict[str, list[str]]:
    """`K=V,V` entries → values by attribute; a value in double quotes may hold a comma."""
    import csv

    where: dict[str, list[str]] = {}
    for entry in entries or ():
        attribute, sign, values = entry.partition("=")
        cells = next(csv.reader([values], skipinitialspace=True), [])
        wanted = [value.strip() for value in cells if value.strip()]
        if not sign or not attribute.strip() or not wanted:
            raise QualcodeError(f"--where {entry}: is not K=V; write it like --where category=Indo-Pacific")
        where.setdefault(attribute.strip(), []).extend(wanted)
    return where


def print_json(data: Any) -> None:
    """Print plain data as JSON on stdout."""
    import json

    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def say(message: str) -> None:
    """Talk to the person, on stderr; results go to stdout."""
    sys.stderr.write(f"{message}\n")


def say_all(messages: Iterable[str]) -> None:
    """Say several things, a line each."""
    for message in messages:
        say(message)


def track(entries: Sequence[_Item], about: str) -> Iterable[_Item]:
    """Yield the entries under a progress bar on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        yield from entries
        return
    from rich.console import Console
    from rich.progress import track as bar

    yield from bar(entries, about, console=Console(stderr=True), transient=True)
