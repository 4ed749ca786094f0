"""The project keeps its own promises: extras, versions, licence, typed package."""

from __future__ import annotations

import tomllib
from pathlib import Path

import qualcode

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_all_is_the_union_of_the_extras() -> None:
    extras = PROJECT["optional-dependencies"]
    named = extras["all"][0].removeprefix("qualcode[").removesuffix("]").split(",")
    assert sorted(named) == sorted(set(extras) - {"all"})


def test_version_is_the_installed_one() -> None:
    assert qualcode.__version__ == PROJECT["version"]


def test_changelog_names_the_version() -> None:
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_package_is_typed() -> None:
    assert (Path(qualcode.__file__).parent / "py.typed").exists()


def test_no_address_of_a_package_host_is_committed() -> None:
    for path in (ROOT / "pyproject.toml", ROOT / "constraints.txt", ROOT / "Makefile", ROOT / ".ci" / "run"):
        text = path.read_text("utf-8")
        assert "index-url" not in text
        assert "://" not in text
