"""What commands load, how errors end, and how output behaves where it goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.cli import main as entry
from tests.conftest import Run

HEAVY = ("pandas", "spacy", "openpyxl", "numpy", "rich", "yaml")

PROBE = """
import sys
sys.argv = ["qualcode", *{arguments!r}]
from qualcode.cli.main import _run
_run()
print(" ".join(name for name in {names!r} if name in sys.modules), file=sys.stderr)
"""


def loaded(arguments: list[str], cwd: Path) -> set[str]:
    """Which heavy libraries a command has imported when it ends."""
    script = PROBE.format(arguments=arguments, names=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["tally", "--help"], ["codebook", "--help"]]
)
def test_help_and_version_load_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert loaded(arguments, tmp_path) == set()


def test_a_warm_tally_needs_no_spacy(small_folder: Path) -> None:
    assert "spacy" in loaded(["autocode"], small_folder)
    assert loaded(["tally", "--json"], small_folder) == {"pandas", "numpy", "yaml"}


def test_status_needs_no_spacy(small_folder: Path) -> None:
    assert not {"spacy", "openpyxl"} & loaded([], small_folder)


def test_a_pipe_gets_no_colours(small_folder: Path, process: Run) -> None:
    assert "\x1b" not in process("tally", cwd=small_folder).stdout


def test_no_color_is_respected(small_folder: Path, process: Run) -> None:
    done = process("codebook", "show", cwd=small_folder, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b[3" not in done.stdout


def test_a_narrow_character_set_still_gets_a_table(small_folder: Path, process: Run) -> None:
    done = process("tally", cwd=small_folder, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "Apples" in done.stdout


def test_usage_errors_exit_with_2(small_folder: Path, qualcode: Run) -> None:
    for wrong in (["tallly"], ["tally", "--nonsense"], ["quotes"]):
        done = qualcode(*wrong, cwd=small_folder)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_a_defect_shows_no_traceback_and_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError("the interviewee said something")

    monkeypatch.setattr("qualcode.cli.app.app", broken)
    monkeypatch.delenv(entry.DEBUG, raising=False)
    assert entry._run() == 2
    shown = capsys.readouterr().err
    assert "a defect in qualcode (ZeroDivisionError at test_start_up.py:" in shown
    assert "interviewee" not in shown
    monkeypatch.setenv(entry.DEBUG, "1")
    with pytest.raises(ZeroDivisionError):
        entry._run()


def test_an_interrupt_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qualcode.cli.app.app", interrupted)
    assert entry._run() == 130
    assert "stopped" in capsys.readouterr().err


def test_completion_can_be_shown(process: Run) -> None:
    done = process("--show-completion", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert "Traceback" not in done.stderr
