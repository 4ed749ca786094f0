"""The tests of a copy of the tree, run in a fork that has the heavy libraries already."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
_MEMORY = 8 << 30
_LONGEST = 1200  # seconds; what takes longer does not end
_NOT_TIMED = "not cost_no_more and not looked_for_once"  # a busy machine fails these without any fault
_WARM = ("openpyxl", "pandas", "pytest", "spacy", "typer")


def warm() -> None:
    """Read the heavy libraries once, before the forks."""
    for name in _WARM:
        __import__(name)


def copied(folder: Path) -> None:
    """A copy of all that git knows or would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for name in subprocess.check_output(command, cwd=ROOT, text=True).split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def caught_by(folder: Path, tests: Sequence[str], about: str = "") -> str:
    """The test that fails there, or that it does not end; in a fork, which has the heavy libraries already.

    Tests that are named after what they are `about` come first.
    """
    found = {file for test in tests for path in (folder / "tests").glob(test) for file in _files(path)}
    names = sorted(map(str, found), key=lambda name: (about not in name, name))
    shutil.rmtree(folder / ".hypothesis", ignore_errors=True)
    end = time.monotonic() + _LONGEST
    if not (pid := os.fork()):
        os.setpgid(0, 0)
        os.dup2(os.open(folder / "tests.out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(1, 2)
        run_tests(folder, names)
    while time.monotonic() < end:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done and os.WIFSIGNALED(status):
            raise InterruptedError("somebody ended the tests: that says nothing about them")
        if done:
            said = (folder / "tests.out").read_text("utf-8").splitlines()
            failed = (line.split(" - ")[0] for line in said if line.startswith(("FAILED ", "ERROR ")))
            return next(failed, "no test could be run") if status else ""
        time.sleep(0.1)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "it does not end"


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path]


def run_tests(folder: Path, names: Sequence[str]) -> None:
    """Run tests there, against the source there, and leave."""
    code = 1
    try:
        import resource

        import pytest

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        os.chdir(folder)
        os.environ["PYTHONPATH"] = str(folder / "src")
        sys.path[:0] = [str(folder / "src"), str(folder)]
        options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", f"--basetemp={folder}.tmp"]
        options += ["-k", _NOT_TIMED]
        code = int(pytest.main([*options, *names]))
    finally:
        sys.stdout.flush()
        os._exit(code)
