"""Runs the two commands of hand codings by themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from qualcode.cli import accept, anchors, apply, coders, done, log, memo, merge, remove, undo, verify
from tests.conftest import Run

Hand = Callable[..., Run]


def hand_app() -> typer.Typer:
    """An app of these commands alone."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    for module in (apply, remove, accept, memo, done, undo, coders, log, verify, merge):
        module.register(app)
    app.add_typer(anchors.app, name="anchors")
    return app


def edit(folder: Path, old: str, new: str, name: str = "A1") -> None:
    """Change a transcript as with an editor."""
    path = folder / "transcripts" / f"{name}.txt"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def hand(qualcode: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Like `qualcode`, but for these commands."""
    monkeypatch.setattr("qualcode.cli.app.app", hand_app())
    return qualcode
