"""`qualcode undo` and `qualcode redo`: take decisions back, and bring them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.deciding import named_coder, saved, several
from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.journal import Act, CoderSession

OwnCoderOption = Annotated[
    str, typer.Option("--coder", metavar="NAME", help="Whose; may be left out where only one has written.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("undo")(undo)
    app.command("redo")(redo)


def undo(
    number: Annotated[int, typer.Argument(metavar="[N]", min=1, help="So many decisions.")] = 1,
    coder: OwnCoderOption = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take your last decisions back, the newest first; the log remembers both.

    What one command or key decided is one decision.

    Example: qualcode undo 2 --coder ana
    """
    opened = open_study(study)
    hand = opened.session(named_coder(opened, coder))
    _show(hand, hand.undo(number), "undone", as_json=as_json)


def redo(
    number: Annotated[int, typer.Argument(metavar="[N]", min=1, help="So many decisions.")] = 1,
    coder: OwnCoderOption = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring again what was undone last, as long as nothing else was decided since.

    Example: qualcode redo --coder ana
    """
    opened = open_study(study)
    hand = opened.session(named_coder(opened, coder))
    _show(hand, hand.redo(number), "redone", as_json=as_json)


def _show(hand: CoderSession, acts: Sequence[Act], what: str, *, as_json: bool) -> None:
    from qualcode.journal.trail import in_words

    told = [[in_words(event, hand.ledger) for event in act.events] for act in acts]
    if as_json:
        print_json({what: [{"id": act.id, "words": words} for act, words in zip(acts, told, strict=True)]})
    else:
        for words in told:
            typer.echo(f"{what}: " + "; ".join(words))
    nothing = f"There is nothing to be {what}."
    saved(hand, f"Saved: {several(len(acts), 'decision')} {what}." if acts else nothing)
