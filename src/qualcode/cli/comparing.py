"""What the commands share that put coders' work side by side."""

from __future__ import annotations

from typing import Annotated

import typer

CodersOption = Annotated[
    str,
    typer.Option("--coders", metavar="A,B[,C]", help="Whose work; `rules` is the codebook. Else all people."),
]
CodesOption = Annotated[
    str,
    typer.Option(
        "--codes",
        metavar="WHICH",
        help="themes (default), subthemes, flags, topics, all, ids of codes; or given: each by itself.",
    ),
]
CutOption = Annotated[
    str, typer.Option("--unit", metavar="UNIT", help="turn, paragraph, sentence or character.")
]


def names_in(text: str) -> list[str]:
    """The names in `ana,bo`."""
    return [name.strip() for name in text.split(",") if name.strip()]
