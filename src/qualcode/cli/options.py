"""The options and arguments that several commands have, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Study = Annotated[
    Path | None,
    typer.Option(
        "--study", metavar="DIR", help="The study's folder; else the one above that holds qualcode.toml."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="K=V[,V]",
        help="Count only where attribute K is one of the values (* for any). Narrows the study's filter; "
        "naming an attribute of that filter replaces it.",
    ),
]
Source = Annotated[
    str,
    typer.Option(
        "--source",
        metavar="WHO",
        help="Whose codings count: auto (consensus, then finished work, then rules), or names in order of "
        "preference, such as ana,rules. What none of them has finished is left out.",
    ),
]
Unfinished = Annotated[
    bool,
    typer.Option("--unfinished", help="Count work that its coder has not marked as done, too; says so."),
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=0, help="At most so many; 0 for all.")]

# --- of what is written -------------------------------------------------------------------

Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of exports/.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Overwrite a file that was edited since it was written here.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would come in; write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")]

# --- of decisions -------------------------------------------------------------------------

Code = Annotated[str, typer.Argument(metavar="CODE", help="Id of the code.")]
Transcript = Annotated[str, typer.Argument(metavar="TRANSCRIPT", help="Id of the transcript.")]
Coder = Annotated[str, typer.Option("--coder", metavar="NAME", help="Who decides; names the log.")]
OwnCoder = Annotated[
    str, typer.Option("--coder", metavar="NAME", help="Whose; may be left out where only one has written.")
]
Quote = Annotated[str, typer.Option("--quote", metavar="TEXT", help="The words, as they stand.")]
At = Annotated[str, typer.Option("--at", metavar="START:END", help="Or their code points.")]
Nth = Annotated[
    int, typer.Option("--nth", metavar="N", min=0, help="Which, if the words stand there several times.")
]
Every = Annotated[bool, typer.Option("--all", help="Or all that are open in that transcript.")]
Direction = Annotated[str, typer.Option("--direction", metavar="+|±|-", help="If the code has one.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the record.")]
Blind = Annotated[
    bool, typer.Option("--blind", help="You saw neither suggestions nor other people's codings.")
]
Steps = Annotated[int, typer.Argument(metavar="[N]", min=1, help="So many decisions.")]

# --- of coders side by side ---------------------------------------------------------------

Coders = Annotated[
    str,
    typer.Option("--coders", metavar="A,B[,C]", help="Whose work; `rules` is the codebook. Else all people."),
]
Codes = Annotated[
    str,
    typer.Option(
        "--codes",
        metavar="WHICH",
        help="themes (default), subthemes, flags, topics, all, ids of codes; or given: each by itself.",
    ),
]
Cut = Annotated[str, typer.Option("--unit", metavar="UNIT", help="turn, paragraph, sentence or character.")]
