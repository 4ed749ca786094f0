"""What commands load, how errors end, and how output behaves where it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.cli import main as entry
from qualcode.cli.commands import COMMANDS
from qualcode.cli.commands import loaded as loaded_command
from tests.cli.starting import loaded, modules
from tests.conftest import Run


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["tally", "--help"], ["codebook", "--help"], ["find", "--help"]]
)
def test_help_and_version_load_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert loaded(arguments, tmp_path) == set()


OWN = {f"qualcode.cli.{name}" for name in ("app", "commands", "main", "opening", "options", "streams")}
SHARED = {f"qualcode.cli.{name}" for name in ("emitting", "parsing", "render")}


def ours(arguments: list[str], cwd: Path) -> set[str]:
    return {name for name in modules(arguments, cwd) if name.startswith("qualcode.cli.")}


def test_help_imports_no_command_but_the_one_that_is_meant(tmp_path: Path) -> None:
    assert ours(["--help"], tmp_path) == OWN
    assert ours(["tally", "--help"], tmp_path) == OWN | SHARED | {"qualcode.cli.tally"}


def test_the_version_needs_none_of_the_command_line(tmp_path: Path) -> None:
    found = modules(["--version"], tmp_path)
    assert {name for name in found if name.startswith("qualcode.cli.")} == {
        "qualcode.cli.main",
        "qualcode.cli.streams",
    }
    assert "typer" not in found


@pytest.mark.parametrize("name", COMMANDS)
def test_what_the_list_says_of_a_command_is_what_the_command_says(name: str) -> None:
    command = loaded_command(name)
    assert command.name == name
    assert (command.help or "").partition("\n\n")[0] == COMMANDS[name]


def test_every_command_is_in_the_list() -> None:
    files = {path.stem for path in Path(entry.__file__).parent.glob("*.py")}
    functions = [loaded_command(name).callback for name in COMMANDS]
    behind = {function.__module__.rpartition(".")[2] for function in functions if function}
    shared = {
        "__init__",
        "app",
        "asking",
        "commands",
        "emitting",
        "main",
        "opening",
        "options",
        "parsing",
        "streams",
    }
    assert files - shared - {"codebook_tables"} == behind | {"codebook"}  # which has no function of its own


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("qualcode ta", ["tally"]),
        ("qualcode re", ["reject", "remove", "redo"]),
        ("qualcode codebook s", ["show", "schema"]),
        ("qualcode tally --wh", ["--where"]),
        ("qualcode anchors resolve --k", ["--keep"]),
    ],
)
def test_commands_and_options_are_completed(words: str, offered: list[str], process: Run) -> None:
    place = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = process(_QUALCODE_COMPLETE="complete_bash", **place)
    assert done.stdout.split() == offered


def test_a_slip_gets_the_nearest_command(process: Run) -> None:
    assert "'tally'" in process("tallly").stderr


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
