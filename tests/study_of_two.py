"""The study of fruit coded by two people, who differ in three places of A1.

`ana` codes as in `coded_study`; `bo` gives apples to "like apples" and pears, without a direction, to "green
apple". Both finish A1 and B2. What is open: apples and pears in the second sentence, which only ana gave (a
boundary: bo has both right beside it), and the direction of pears in the third.
"""

from __future__ import annotations

from pathlib import Path

from qualcode import Study
from qualcode.study.adjudication import Adjudication
from tests.coded_study import apply, code_by_hand, finish

APPLES, PEARS, DIRECTION = "A1:43:apples", "A1:43:pears", "A1:58:pears"


def code_by_two(folder: Path) -> Path:
    """Code the study as the head of this file says."""
    code_by_hand(folder)
    apply(folder, "bo", "A1", "apples", "like apples")
    apply(folder, "bo", "A1", "pears", "green apple")
    finish(folder, "bo", ["A1", "B2"])
    return folder


def adjudication(folder: Path, by: str = "cy", *, hide_names: bool = False) -> Adjudication:
    """Somebody who settles it."""
    return Study.open(folder).adjudication(by, hide_names=hide_names)
