"""Opening the study that `--study` names, before or behind the command, or the one we stand in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.study.texts import Texts

named_first: Path | None = None  # `qualcode --study DIR tally` means what `qualcode tally --study DIR` does


def study(folder: Path | None) -> Study:
    """Open the study; what counting needs is imported when something is counted."""
    from qualcode import Study

    return Study.open(folder or named_first)


def texts(folder: Path | None) -> Texts:
    """Open what its researchers write, alone."""
    from qualcode.study.texts import Texts

    return Texts.open(folder or named_first)
