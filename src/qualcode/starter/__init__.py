"""A new study: small, whole, and meant to be written over."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.files import write_text
from qualcode.settings import FILE_NAME

DEFAULT_TITLE = "A new interview study"
_TITLE = '"TITLE"'
_RENAMED = {"gitignore": ".gitignore", "gitkeep": ".gitkeep"}


def make_study(folder: Path, title: str = "") -> list[Path]:
    """Write a new study into `folder` and return its files.

    Raises `QualcodeError` where one of them exists already; nothing is written then.
    """
    template = files("qualcode.starter") / "study"
    sources = {folder / path: source for path, source in _walk(template, Path())}
    if folder.exists() and not folder.is_dir():
        raise QualcodeError(f"{folder}: is a file; name a folder to make the study in")
    for path in sources:
        if path.exists():
            raise QualcodeError(
                f"{path}: exists already; choose an empty folder, so that nothing is overwritten"
            )
    for path, source in sources.items():
        text = source.read_text("utf-8")
        if path.name == FILE_NAME:
            text = text.replace(_TITLE, json.dumps(title.strip() or DEFAULT_TITLE, ensure_ascii=False))
        write_text(path, text)
    return list(sources)


def _walk(folder: Traversable, path: Path) -> list[tuple[Path, Traversable]]:
    found: list[tuple[Path, Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        below = path / _RENAMED.get(entry.name, entry.name)
        found += _walk(entry, below) if entry.is_dir() else [(below, entry)]
    return found
