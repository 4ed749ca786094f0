"""`qualcode done`: marks transcripts as finished by a coder."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.deciding import BlindOption, CoderOption, saved
from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("done")(done)


def done(
    transcripts: Annotated[list[str], typer.Argument(metavar="TRANSCRIPT…", help="Ids of the transcripts.")],
    coder: CoderOption,
    blind: BlindOption = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take the mark away again.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that you have finished transcripts: what you did not code in them you have seen.

    Example: qualcode done I01 I02 --coder ana
    """
    opened = open_study(study)
    texts = [opened.texts.transcript(name) for name in dict.fromkeys(transcripts)]
    hand = opened.session(coder, blind=blind)
    changed = set(hand.reopen_all(text.id for text in texts) if reopen else hand.done_all(texts))
    state = "open again" if reopen else "done"
    if as_json:
        print_json(
            {
                "state": "open" if reopen else "done",
                "changed": [text.id for text in texts if text.id in changed],
                "unchanged": [text.id for text in texts if text.id not in changed],
            }
        )
    else:
        for text in texts:
            typer.echo(f"{text.id}  {state}{'' if text.id in changed else ', as before'}")
    saved(hand, "Saved." if changed else "It was so already; nothing was added.")
