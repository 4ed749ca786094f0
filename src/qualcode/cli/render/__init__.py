"""Results as Rich draws them: each module is imported when a command has something to draw with it.

A drawing yields what is to be printed, from top to bottom; `emitting` prints it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.cli.render import (
        agreement,
        anchors,
        concordance,
        disagreements,
        importing,
        previews,
        progress,
        status,
        tables,
        texts,
        trail,
        units,
        verdicts,
    )

__all__ = [
    "agreement", "anchors", "concordance", "disagreements", "importing", "previews", "progress", "status",
    "tables", "texts", "trail", "units", "verdicts",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import the module of that name."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
