"""Fixtures: the sample study (a copy, coded once), a study to be counted by hand, the command line."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from qualcode import Study
from qualcode.cli.main import main
from qualcode.coding.language import StudyLanguage
from tests.small_study import write_small_study

ROOT = Path(__file__).parent.parent
PARTS = ("qualcode.toml", "codebook", "transcripts_sample", "codings")
MEMORY = Path("/dev/shm")  # noqa: S108 - Linux's disk in memory; pytest makes a folder of its own there
ROOM = 2**30

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


def pytest_configure() -> None:
    """Make processes that test side by side equal to one that tests alone, with temporary folders in memory.

    Readline, which pytest loads, tells all processes that it starts how large the terminal is; tests have
    terminals of their own. Every decision is flushed to the disk, thousands of times in a run; that is quick
    where there is none. Whoever sets TMPDIR has chosen.
    """
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    with contextlib.suppress(OSError):
        free = shutil.disk_usage(MEMORY).free
        if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and free > ROOM:
            os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


@pytest.fixture(scope="session")
def english() -> StudyLanguage:
    """The default language, loaded once."""
    return StudyLanguage()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's sample study, coded by its rules; shared, so not to be changed.

    Processes that test side by side share it as well: the first to have coded it puts it where all look.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"
    if not folder.exists():
        made = tmp_path_factory.mktemp("made")
        for part in PARTS:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, made / part)
        Study.open(made).autocode()
        with contextlib.suppress(OSError):  # another process was quicker
            made.rename(folder)
    return folder


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Study:
    """The sample study, coded by its rules; shared, so not to be changed."""
    study = Study.open(sample_folder)
    study.autocode()
    return study


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A fresh copy of the study that is counted by hand."""
    return write_small_study(tmp_path / "fruit")


@pytest.fixture
def small(small_folder: Path) -> Study:
    """The study that is counted by hand, opened."""
    return Study.open(small_folder)


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def qualcode(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process: `qualcode("tally", "--json", cwd=folder)`."""

    def run(*arguments: str, cwd: Path | None = None) -> Done:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["qualcode", *arguments])
        monkeypatch.setenv("COLUMNS", "80")
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        code = ended.value.code
        return Done(code if isinstance(code, int) else int(code is not None), shown.out, shown.err)

    return run


@pytest.fixture
def process() -> Run:
    """Runs the command line in a process of its own, with variables of the environment if need be."""

    def run(*arguments: str, cwd: Path | None = None, **environment: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "qualcode", *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
            timeout=120,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run
