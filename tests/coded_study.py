"""The study of fruit, coded by hand: what people apply and finish in it.

What `ana` applies in A1 (`|` parts the sentences, brackets are codings):

    I [apples: like apples. | Not] much [pears +: else. | A] green apple, in the North. | Sometimes a pear.

So two sentences have apples and two have pears, and one of them has both. Of B2 she finishes all and codes
nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qualcode import Study
from qualcode.model import Direction


def apply(
    folder: Path, coder: str, transcript: str, code: str, quote: str, *, direction: Direction | str = "",
    memo: str = "",
) -> None:  # fmt: skip
    """Apply a code, as the command does."""
    Study.open(folder).apply(code, transcript, coder=coder, quote=quote, direction=direction, memo=memo)


def finish(folder: Path, coder: str, transcripts: Iterable[str]) -> None:
    """Mark transcripts as done by a coder."""
    study = Study.open(folder)
    hand = study.session(coder)
    for name in transcripts:
        hand.done(study.texts.transcript(name))


def code_by_hand(folder: Path) -> Path:
    """Code the study as the head of this file says."""
    apply(folder, "ana", "A1", "apples", "like apples. Not")
    apply(folder, "ana", "A1", "pears", "else. A", direction="+", memo="an aside")
    finish(folder, "ana", ["A1", "B2"])
    return folder
