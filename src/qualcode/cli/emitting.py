"""The one way out: a result on stdout, as JSON, as CSV, in lines or drawn; what is said besides on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.cli.render.console import Drawing
    from qualcode.journal import CoderSession

_Item = TypeVar("_Item")
Rows = tuple[Sequence[str], Iterable[Sequence[str]]]
"""A header and the rows below it."""


@dataclass(frozen=True, slots=True)
class Output:
    """How a result is wanted: drawn unless as JSON or CSV; raises `QualcodeError` where as both."""

    as_json: bool = False
    as_csv: bool = False

    def __post_init__(self) -> None:
        if self.as_json and self.as_csv:
            raise QualcodeError("--json and --csv are two outputs; choose one")

    @property
    def is_drawn(self) -> bool:
        """Whether it is for people."""
        return not (self.as_json or self.as_csv)

    def give(
        self,
        data: Callable[[], Any],
        drawing: Iterable[str] | Callable[[], Drawing],
        rows: Callable[[], Rows] | None = None,
    ) -> None:
        """Put the result on stdout: its plain data, its rows, or its lines or drawing.

        Only what is wanted is computed. What draws imports Rich: name it in a lambda.
        """
        if self.as_json:
            print_json(data())
        elif self.as_csv and rows:
            print_table(*rows())
        elif callable(drawing):
            draw(drawing())
        else:
            for line in drawing:
                typer.echo(line)


def print_json(data: Any) -> None:
    """Put plain data on stdout as JSON."""
    import json

    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def print_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",", **how: bool
) -> None:
    """Put rows on stdout as CSV."""
    from qualcode.delimited import write_delimited

    sys.stdout.write(write_delimited(header, list(rows), separator, **how))


def draw(drawing: Drawing) -> None:
    """Put a drawing on stdout."""
    from qualcode.cli.render.console import draw as drawn

    drawn(drawing)


# --- what is said -------------------------------------------------------------------------


def say(*messages: object) -> None:
    """Talk to the person, on stderr, a line each; results go to stdout."""
    for message in messages:
        sys.stderr.write(f"{message}\n")


def saved(hand: CoderSession, message: str = "Saved.") -> None:
    """Say what the log had to say, and that the decision is on disk."""
    if hand.said:
        say(hand.said)
    say(message)


def several(number: int, word: str) -> str:
    """A number and its word: `1 coding`, `2 codings`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def track(entries: Sequence[_Item], about: str) -> Iterable[_Item]:
    """Yield the entries under a progress bar on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        yield from entries
        return
    from rich.console import Console
    from rich.progress import track as bar

    yield from bar(entries, about, console=Console(stderr=True), transient=True)
