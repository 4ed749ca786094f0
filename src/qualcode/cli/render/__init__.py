"""Results on stdout, as Rich draws them; each drawing is imported when a command has something to show."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.cli.render.importing import incoming
    from qualcode.cli.render.status import status
    from qualcode.cli.render.tables import cooccurrence, counts, scores, tally
    from qualcode.cli.render.texts import code, codebook, quotes

__all__ = ["code", "codebook", "cooccurrence", "counts", "incoming", "quotes", "scores", "status", "tally"]

_IN = {
    "incoming": "importing",
    "status": "status",
    **dict.fromkeys(("cooccurrence", "counts", "scores", "tally"), "tables"),
    **dict.fromkeys(("code", "codebook", "quotes"), "texts"),
}


def __getattr__(name: str) -> object:
    """Import the module that draws `name`."""
    if name not in _IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # `status` is a module as well: the function takes the module's place here
    drawing: object = getattr(import_module(f"{__name__}.{_IN[name]}"), name)
    globals()[name] = drawing
    return drawing
