"""`qualcode done`: marks transcripts as finished by a coder."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli import opening, options
from qualcode.cli.emitting import Output, saved


def done(
    transcripts: Annotated[list[str], typer.Argument(metavar="TRANSCRIPT…", help="Ids of the transcripts.")],
    coder: options.Coder,
    blind: options.Blind = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take the mark away again.")] = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Say that you have finished transcripts: what you did not code in them you have seen.

    Example: qualcode done I01 I02 --coder ana
    """
    opened = opening.study(study)
    texts = [opened.texts.transcript(name) for name in dict.fromkeys(transcripts)]
    hand = opened.session(coder, blind=blind)
    changed = set(hand.reopen_all(text.id for text in texts) if reopen else hand.done_all(texts))
    state = "open again" if reopen else "done"
    Output(as_json).give(
        lambda: {
            "state": "open" if reopen else "done",
            "changed": [text.id for text in texts if text.id in changed],
            "unchanged": [text.id for text in texts if text.id not in changed],
        },
        [f"{text.id}  {state}{'' if text.id in changed else ', as before'}" for text in texts],
    )
    saved(hand, "Saved." if changed else "It was so already; nothing was added.")
