"""Opening the study that `--study` names, before or behind the command, or the one we stand in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.study import Study, StudyParts
    from qualcode.study.handwork import Handwork
    from qualcode.study.rulework import Rulework

named_first: Path | None = None  # `qualcode --study DIR tally` means what `qualcode tally --study DIR` does


def study(folder: Path | None) -> Study:
    """Open the study with all that counting needs."""
    from qualcode.study import Study

    return Study.open(folder or named_first)


def parts(folder: Path | None) -> StudyParts:
    """Open its files alone: pandas stays out."""
    from qualcode.study.parts import StudyParts

    return StudyParts.open(folder or named_first)


def handwork(folder: Path | None) -> Handwork:
    """Open it with the logs, without what only counting needs."""
    from qualcode.study.handwork import Handwork

    return Handwork.open(folder or named_first)


def rulework(folder: Path | None) -> Rulework:
    """Open it with the logs and what the rules code, without what only counting needs."""
    from qualcode.study.rulework import Rulework

    return Rulework.open(folder or named_first)
