"""qualcode: interview qualitative coding from the terminal.

>>> from qualcode import Study
>>> study = Study.open(".")
>>> study.tally(by="category").groups[0].N
8
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.study import Study

__all__ = ["Study"]


def __getattr__(name: str) -> object:
    if name == "Study":  # costs pandas; `qualcode --version` and `--help` must not
        from qualcode.study import Study

        return Study
    if name == "__version__":
        from importlib.metadata import version  # a third of the time of `--help`

        return version("qualcode")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
