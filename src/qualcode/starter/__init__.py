"""A new study: small and whole, to be written over; or empty, to be filled by imports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.files import write_text
from qualcode.settings import FILE_NAME

DEFAULT_TITLE = "A new interview study"
_TITLE = '"TITLE"'
_RENAMED = {"gitignore": ".gitignore", "gitkeep": ".gitkeep"}


def make_study(folder: Path, title: str = "", *, empty: bool = False) -> list[Path]:
    """Write a new study into `folder` and return its files; an empty one has no codebook and no transcripts.

    Raises `QualcodeError` where one of them exists already or cannot be written; no file is left then.
    """
    templates = ("common", "empty" if empty else "study")
    found = [entry for name in templates for entry in _walk(files("qualcode.starter") / name, Path())]
    sources = {folder / path: source for path, source in found}
    try:
        _refuse_existing(folder, sources)
    except OSError as error:  # a name that is too long, a folder that is closed
        raise QualcodeError(f"{folder}: cannot be made ({error.strerror}); name another folder") from error
    made: list[Path] = []
    try:
        for path, source in sources.items():
            text = source.read_text("utf-8")
            if path.name == FILE_NAME:
                text = text.replace(_TITLE, _toml_text(title.strip() or DEFAULT_TITLE))
            write_text(path, text)
            made.append(path)
    except QualcodeError:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    return made


def _refuse_existing(folder: Path, paths: Iterable[Path]) -> None:
    if folder.exists() and not folder.is_dir():
        raise QualcodeError(f"{folder}: is a file; name a folder to make the study in")
    for path in paths:
        if path.exists():
            raise QualcodeError(
                f"{path}: exists already; choose an empty folder, so that nothing is overwritten"
            )


def _toml_text(text: str) -> str:
    """A text as TOML writes it: as JSON does, but for DEL; bytes that are no text become `?`."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007f")


def _walk(folder: Traversable, path: Path) -> list[tuple[Path, Traversable]]:
    found: list[tuple[Path, Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        below = path / _RENAMED.get(entry.name, entry.name)
        found += _walk(entry, below) if entry.is_dir() else [(below, entry)]
    return found
