"""Which files an import takes: those that are named, and what lies in the folders that are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_LIKE_FILES = (".docx", ".xlsx", ".odt", ".txt", ".pdf")  # a folder of such a name was meant as a file
_OURS = ("cases.csv", "participants.csv")


def files_in(paths: Sequence[Path], study: Path) -> list[Path]:
    """The files that are named, and those in the folders that are named, in order.

    Hidden ones are left out, and a study that lies somewhere below a folder that is named.
    """
    found: dict[Path, None] = {}
    own = study.resolve()
    for path in paths:
        if not _is_folder(path) or path.suffix.lower() in _LIKE_FILES:
            found[path] = None
            continue
        below = path.resolve() == own or path.resolve() in own.parents
        for entry in sorted(path.rglob("*")):
            ours = entry.name in _OURS or (below and own in entry.resolve().parents)
            if entry.is_file() and not _hidden(entry, path) and not ours:
                found[entry] = None
    return list(found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that no file can have; reading it says so
        return False


def _hidden(path: Path, below: Path) -> bool:
    parts = path.relative_to(below).parts
    return any(part.startswith(".") for part in parts[:-1]) or path.name == ".DS_Store"


def why_not(path: Path) -> str:
    """Why a file is passed over without a look into it."""
    if path.name.startswith("~$"):
        return "is a lock file of an office program"
    if path.name.startswith("."):
        return "is a hidden file"
    try:
        return "is empty (0 bytes)" if path.is_file() and path.stat().st_size == 0 else ""
    except OSError:
        return ""
