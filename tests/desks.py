"""Desks to code at."""

from __future__ import annotations

from pathlib import Path

from qualcode import Study
from qualcode.desk import Desk


def open_desk(folder: Path, coder: str, *, blind: bool = False, transcript: str = "") -> Desk:
    """The desk of a coder in the study of a folder."""
    study = Study.open(folder)
    return Desk(study.log, study.suggestions, coder, blind=blind, transcript=transcript)
