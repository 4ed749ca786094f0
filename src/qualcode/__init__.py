"""qualcode: interview qualitative coding from the terminal.

>>> from qualcode import Study
>>> study = Study.open(".")
>>> study.tally(by="category").groups[0].N
8
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.analysis.concordance import Concordance
    from qualcode.analysis.cooccur import Cooccurrence
    from qualcode.analysis.quotes import Quote
    from qualcode.analysis.tally import Tally
    from qualcode.api import Study
    from qualcode.errors import Fault, FaultsFound, QualcodeError
    from qualcode.journal import CoderSession, CodingRequest
    from qualcode.model import Code, Codebook, Coding, Segment, Transcript
    from qualcode.study.adjudication import Adjudication
    from qualcode.study.agreeing import Agreement
    from qualcode.study.assigned import AssignmentPlan, AssignmentRequest
    from qualcode.study.disputes import Disputes
    from qualcode.study.finding import SearchRequest

__all__ = [
    "Adjudication",
    "Agreement",
    "AssignmentPlan",
    "AssignmentRequest",
    "Code",
    "Codebook",
    "CoderSession",
    "Coding",
    "CodingRequest",
    "Concordance",
    "Cooccurrence",
    "Disputes",
    "Fault",
    "FaultsFound",
    "QualcodeError",
    "Quote",
    "SearchRequest",
    "Segment",
    "Study",
    "Tally",
    "Transcript",
]

_PLACES = {
    "analysis.concordance": ("Concordance",),
    "analysis.cooccur": ("Cooccurrence",),
    "analysis.quotes": ("Quote",),
    "analysis.tally": ("Tally",),
    "api": ("Study",),
    "errors": ("Fault", "FaultsFound", "QualcodeError"),
    "journal": ("CoderSession", "CodingRequest"),
    "model": ("Code", "Codebook", "Coding", "Segment", "Transcript"),
    "study.adjudication": ("Adjudication",),
    "study.agreeing": ("Agreement",),
    "study.assigned": ("AssignmentPlan", "AssignmentRequest"),
    "study.disputes": ("Disputes",),
    "study.finding": ("SearchRequest",),
}


def __getattr__(name: str) -> object:
    """Import what is asked for: some of it costs pandas, and `qualcode --help` must not."""
    if name == "__version__":
        from importlib.metadata import version  # a third of the time of `--help`

        return version("qualcode")
    place = next((place for place, names in _PLACES.items() if name in names), None)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"qualcode.{place}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
