"""`qualcode code`: what it checks before the screen opens, and what it opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qualcode.desk import Desk
from tests.conftest import Run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Desk]:
    """The desks that a screen was opened for, in what is taken for a terminal."""
    desks: list[Desk] = []
    monkeypatch.setattr("qualcode.screen.run", lambda desk, _folder: desks.append(desk))
    monkeypatch.setattr("qualcode.cli.code.in_terminal", lambda: True)
    return desks


def test_it_opens_the_first_transcript_that_is_not_done(
    small_folder: Path, qualcode: Run, opened: list[Desk]
) -> None:
    assert qualcode("done", "A1", "--coder", "ana", cwd=small_folder).returncode == 0
    assert qualcode("code", "--coder", "ana", cwd=small_folder).returncode == 0
    assert [(desk.coder, desk.transcript.id, desk.blind) for desk in opened] == [("ana", "A2", False)]


def test_it_opens_the_transcript_that_is_named_and_blind_if_so_wished(
    small_folder: Path, qualcode: Run, opened: list[Desk]
) -> None:
    assert qualcode("code", "B1", "--coder", "bo", "--blind", cwd=small_folder).returncode == 0
    assert [(desk.coder, desk.transcript.id, desk.blind) for desk in opened] == [("bo", "B1", True)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Z9", "--coder", "ana"], "Z9"),
        (["--coder", "rules"], "--coder: 'rules' is no person"),
        (["--coder", "a b"], "--coder: is not a name that can be used"),
    ],
)
def test_wrong_use_is_a_sentence(
    arguments: list[str], said: str, small_folder: Path, qualcode: Run, opened: list[Desk]
) -> None:
    done = qualcode("code", *arguments, cwd=small_folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert opened == []


def test_without_a_terminal_it_names_the_command_for_scripts(small_folder: Path, qualcode: Run) -> None:
    done = qualcode("code", "--coder", "ana", cwd=small_folder)
    assert done.returncode == 2
    assert "needs a terminal; in a script, use `qualcode apply`" in done.stderr


def test_without_textual_it_names_the_extra(
    small_folder: Path, qualcode: Run, opened: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(name: str, *_: Any) -> None:
        assert name == "textual"

    monkeypatch.setattr("qualcode.cli.code.find_spec", none)
    done = qualcode("code", "--coder", "ana", cwd=small_folder)
    assert done.returncode == 2
    assert "pip install 'qualcode[screen]'" in done.stderr
    assert opened == []
