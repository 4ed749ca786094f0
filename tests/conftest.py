"""Fixtures: the sample study (a copy, made once), a study small enough to count by hand, the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from qualcode import Study
from qualcode.coding.language import StudyLanguage
from tests.small_study import write_small_study

ROOT = Path(__file__).parent.parent
PARTS = ("qualcode.toml", "codebook", "transcripts_sample", "codings")

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


@pytest.fixture(scope="session")
def english() -> StudyLanguage:
    """The default language, loaded once."""
    return StudyLanguage()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's sample study; shared, so not to be changed."""
    folder = tmp_path_factory.mktemp("sample")
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
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


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def qualcode() -> Iterator[Run]:
    """Runs the command line in a process of its own: `qualcode("tally", "--json", cwd=folder)`."""

    def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "qualcode", *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
            timeout=120,
            check=False,
        )

    yield run
