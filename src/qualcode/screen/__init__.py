"""The Textual coding screen: a thin face over the desk, which decides everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.desk import Desk
    from qualcode.study.adjudication import Adjudication


def run(desk: Desk, folder: Path | None = None) -> None:
    """Show the desk in the terminal until the coder quits.

    `folder` is the study's; where it is given, missing suggestions of the rules are made by a process beside
    this one. What ended the screen but for the coder, an error or `Stopped`, is raised after the terminal was
    given back.
    """
    from qualcode.screen.app import CodingApp
    from qualcode.screen.background import is_light

    CodingApp(desk, folder=folder, light=is_light()).present()


def adjudicate(work: Adjudication, transcript: str = "") -> None:
    """Show disagreements side by side until whoever decides quits; raises as `run` does."""
    from qualcode.screen.adjudication import AdjudicationApp
    from qualcode.screen.background import is_light

    AdjudicationApp(work, transcript, light=is_light()).present()
