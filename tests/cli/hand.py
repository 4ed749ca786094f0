"""Runs the commands of hand codings, and edits transcripts under them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Hand = Callable[..., Run]


def edit(folder: Path, old: str, new: str, name: str = "A1") -> None:
    """Change a transcript as with an editor."""
    path = folder / "transcripts" / f"{name}.txt"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def hand(qualcode: Run) -> Run:
    """Runs the command line, as `qualcode` does."""
    return qualcode
