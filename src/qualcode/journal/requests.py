"""What is to be applied, what was, and what the coder has decided there already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from qualcode.journal.ledger import HandCoding, Ledger, Rejection
from qualcode.journal.placing import place_all
from qualcode.model import Span, Transcript


@dataclass(frozen=True, slots=True)
class AppliedCoding:
    """A coding that stands now; `is_new` if it was not there before."""

    id: str
    transcript: str
    start: int
    end: int
    quote: str
    code: str
    coder: str
    direction: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class CodingRequest:
    """A code for a span: what `apply_all` is given. `suggested` and `reason`: by whom, and why."""

    transcript: Transcript
    span: Span
    code: str
    direction: str = ""
    memo: str = ""
    suggested: str = ""
    reason: str = ""


class PriorDecisions:
    """A coder's codings and rejections by their place in the present text; found once for many spans."""

    def __init__(self, ledger: Ledger, coder: str) -> None:
        self._codings: dict[tuple[str, str], list[HandCoding]] = defaultdict(list)
        self._rejections: dict[tuple[str, str], list[Rejection]] = defaultdict(list)
        self._coded: dict[tuple[str, str], dict[Span, list[HandCoding]]] = {}
        self._refused: dict[tuple[str, str], list[tuple[Span, Rejection]]] = {}
        for coding in ledger.codings:
            if coding.coder == coder:
                self._codings[coding.transcript, coding.code].append(coding)
        for rejection in ledger.rejections:
            if rejection.coder == coder:
                self._rejections[rejection.transcript, rejection.code].append(rejection)

    def codings(self, wanted: CodingRequest) -> list[HandCoding]:
        """Those with the wanted code whose place is that very span, oldest first."""
        where = wanted.transcript.id, wanted.code
        if where not in self._coded:
            found = self._coded[where] = defaultdict(list)
            for entry in place_all(self._codings[where], [wanted.transcript]):
                if entry.placement.place is not None:
                    found[entry.placement.place].append(entry.coding)
        return sorted(self._coded[where].get(wanted.span, ()), key=lambda coding: coding.id)

    def rejections(self, wanted: CodingRequest) -> list[Rejection]:
        """Those of the wanted code that share a code point with the span."""
        where = wanted.transcript.id, wanted.code
        if where not in self._refused:
            placed = place_all(self._rejections[where], [wanted.transcript])
            self._refused[where] = [
                (entry.placement.place, entry.coding) for entry in placed if entry.placement.place is not None
            ]
        start, end = wanted.span
        return [
            rejection for (left, right), rejection in self._refused[where] if left < end and start < right
        ]
