"""A small study coded by its rules, for the screen to show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qualcode import Study
from tests.small_study import write_small_study


@pytest.fixture(scope="session")
def suggested_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study that is counted by hand, with the rules' suggestions made; shared, so not to be changed."""
    folder = write_small_study(tmp_path_factory.mktemp("suggested") / "fruit")
    Study.open(folder).autocode()
    return folder


@pytest.fixture
def fruit(suggested_folder: Path, tmp_path: Path) -> Path:
    """A fresh copy of it."""
    return Path(shutil.copytree(suggested_folder, tmp_path / "fruit"))
