"""`qualcode undo` and `qualcode redo`: take decisions back, and bring them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.cli import opening, options, parsing
from qualcode.cli.emitting import Output, saved, several

if TYPE_CHECKING:
    from qualcode.journal import Act, CoderSession


def undo(
    number: options.Steps = 1,
    coder: options.OwnCoder = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Take your last decisions back, the newest first; the log remembers both.

    What one command or key decided is one decision.

    Example: qualcode undo 2 --coder ana
    """
    opened = opening.study(study)
    hand = opened.session(parsing.coder(opened, coder))
    _tell(hand, hand.undo(number), "undone", Output(as_json))


def redo(
    number: options.Steps = 1,
    coder: options.OwnCoder = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Bring again what was undone last, as long as nothing else was decided since.

    Example: qualcode redo --coder ana
    """
    opened = opening.study(study)
    hand = opened.session(parsing.coder(opened, coder))
    _tell(hand, hand.redo(number), "redone", Output(as_json))


def _tell(hand: CoderSession, acts: Sequence[Act], what: str, output: Output) -> None:
    from qualcode.journal.trail import in_words

    told = [(act.id, [in_words(event, hand.ledger) for event in act.events]) for act in acts]
    output.give(
        lambda: {what: [{"id": name, "words": words} for name, words in told]},
        [f"{what}: " + "; ".join(words) for _, words in told],
    )
    nothing = f"There is nothing to be {what}."
    saved(hand, f"Saved: {several(len(acts), 'decision')} {what}." if acts else nothing)
