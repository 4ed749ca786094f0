"""What this process has put on disk for good; whether a command's work is done though its words got lost."""

from __future__ import annotations

_kept: list[str] = []


def keep(what: str) -> None:
    """Note that something is on disk that is no copy of anything."""
    _kept.append(what)


def has_kept() -> bool:
    """Whether anything was."""
    return bool(_kept)


def forget() -> None:
    """Begin anew, as a process of its own would."""
    _kept.clear()
