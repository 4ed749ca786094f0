"""Desks on the study that is small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import Study
from qualcode.desk import Desk
from tests.desks import open_desk


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The small study, coded by its rules."""
    Study.open(small_folder).autocode()
    return small_folder


@pytest.fixture
def desk(folder: Path) -> Desk:
    """Ana at her desk, at A1."""
    return open_desk(folder, "ana", transcript="A1")
