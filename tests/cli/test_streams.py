"""Output that goes nowhere: a reader that leaves, a full disk, a stream that is closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.cli import main as entry
from qualcode.cli.streams import Outlet
from qualcode.journal import Journal
from tests.conftest import Run

PROGRAM = f"{sys.executable} -m qualcode"
APPLY = f'{PROGRAM} apply apples A1 --coder ana --quote "I like apples"'
SAVED = "what was done is saved all the same"


def shell(command: str, folder: Path) -> tuple[int, str]:
    """Exit code and stderr of a command in a shell."""
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, stderr=subprocess.PIPE, text=True, timeout=120, check=False
    )
    return done.returncode, done.stderr


def codings(folder: Path) -> int:
    """How many codings are in the logs, in which nothing may be wrong."""
    read = Journal(folder / "codings").read()
    assert read.faults == ()
    return len(read.events)


def test_a_reader_that_leaves_early_is_no_error(small_folder: Path, qualcode: Run) -> None:
    qualcode("apply", "apples", "A1", "--coder", "ana", "--quote", "I like apples", cwd=small_folder)
    gone, writing = os.pipe()
    os.close(gone)
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "log"],
        cwd=small_folder, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("stdout", ["> /dev/full", ">&-"])
def test_what_can_only_be_read_has_failed_where_nothing_can_be_written(
    small_folder: Path, stdout: str
) -> None:
    code, said = shell(f"{PROGRAM} units A1 {stdout}", small_folder)
    assert code == 2
    assert "qualcode: the output cannot be written (" in said
    assert "Exception" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("stdout", ["> /dev/full", ">&-"])
def test_a_coding_that_is_saved_is_no_failure_whoever_hears_of_it(small_folder: Path, stdout: str) -> None:
    code, said = shell(f"{APPLY} {stdout}", small_folder)
    assert (code, codings(small_folder)) == (0, 1)
    assert SAVED in said
    assert "Traceback" not in said


def test_a_coding_is_saved_without_any_stream(small_folder: Path) -> None:
    assert shell(f"{APPLY} <&- >&- 2>&-", small_folder) == (0, "")
    assert codings(small_folder) == 1


class Broken:
    """A stream that takes some writes and then refuses."""

    def __init__(self, error: OSError, takes: int = 0) -> None:
        self.error, self.takes, self.taken = error, takes, ""

    def write(self, text: str) -> int:
        if len(self.taken) >= self.takes:
            raise self.error
        self.taken += text
        return len(text)

    def flush(self) -> None:
        pass

    def fileno(self) -> int:
        raise OSError("has none")


def outlet(number: int, takes: int = 0) -> Outlet:
    return Outlet(Broken(OSError(number, os.strerror(number)), takes))  # type: ignore[arg-type]


def test_an_outlet_drops_what_it_cannot_pass_on_and_says_why_once() -> None:
    out = outlet(32, takes=2)
    out.writelines(["ab", "cd", "ef"])
    assert out.write("gh") == 2
    out.flush()
    assert out.taken == "ab"
    assert out.is_closed_early


@pytest.mark.parametrize(("code", "ends"), [(0, 0), (1, 141), (2, 2), (130, 130)])
def test_a_closed_pipe_never_ends_in_1_which_would_be_faults_found(code: int, ends: int) -> None:
    out = outlet(32)
    out.write("faults")
    assert entry._ended(code, out) == ends


@pytest.mark.parametrize(("code", "ends"), [(0, 2), (1, 2), (2, 2), (130, 130)])
def test_a_full_disk_behind_stdout_is_a_failure(
    code: int, ends: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.keeping._kept", [])
    out = outlet(28)
    out.write("a table")
    assert entry._ended(code, out) == ends
