"""Errors as sentences: what is wrong, where, and what to do about it.

Nothing in here ever carries interview text: an error may be pasted into a mail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

FAULT_LIMIT = 1000
"""Reading stops after so many faults: a file as broken as that is not the file that was meant."""

_LONGEST = 500


class QualcodeError(Exception):
    """Wrong use or bad input; the command line prints it as one sentence and exits with 2."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a study.

    Attributes:
        place: where, as ``file:line``, ``file`` or a command-line option.
        problem: what is wrong.
        remedy: what to write or do instead.
    """

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {_shortened(self.problem)}; {_shortened(self.remedy)}"


def _shortened(text: str) -> str:
    """The text, cut where it repeats more of a broken file than anybody reads."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class FaultsFound(QualcodeError):
    """All the faults of one reading, raised once, after everything was read."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def refuse(place: str, problem: str, remedy: str) -> NoReturn:
    """Raise `FaultsFound` for a single fault."""
    raise FaultsFound([Fault(place, problem, remedy)])
