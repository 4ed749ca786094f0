"""A study: opens its folder and hands its parts out. The only room that knows folder names.

>>> from qualcode import Study
>>> study = Study.open(".")
>>> [theme.id for theme in study.codebook.themes][:2]
['us_leadership', 'interoperability']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.study.parts import StudyParts
    from qualcode.study.study import Study

__all__ = ["Study", "StudyParts"]


def __getattr__(name: str) -> object:
    """Import `Study` only when asked for: it needs pandas, and reading the parts does not."""
    if name == "Study":
        from qualcode.study.study import Study

        return Study
    if name == "StudyParts":
        from qualcode.study.parts import StudyParts

        return StudyParts
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
