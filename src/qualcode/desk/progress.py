"""How far a coder has come, transcript by transcript; counted anew only where something changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from qualcode.journal import Ledger, place_all
from qualcode.model import INTERVIEWER
from qualcode.study.log import Log
from qualcode.transcripts import units_of


@dataclass(frozen=True, slots=True)
class DeskProgress:
    """One transcript: `coded` of its `sentences` (but the interviewer's) have a coding of the coder."""

    transcript: str
    turns: int
    codings: int
    coded: int
    sentences: int
    is_done: bool
    assigned: bool


class Progresses:
    """The progress of one coder in all transcripts."""

    def __init__(self, log: Log, coder: str) -> None:
        self._transcripts = {entry.id: entry for entry in log.texts.transcripts}
        self._coder = coder
        self._assigned = {each.transcript for each in log.assignments.entries if each.coder == coder}
        self._sentences: dict[str, list[tuple[int, int]]] = {}
        self._counted: dict[str, tuple[int, int]] = {}
        self._places: dict[str, set[tuple[int, int]]] = {}
        self._times: dict[str, Counter[int]] = {}

    def first(self, ledger: Ledger) -> str:
        """Where to begin: the first transcript that is assigned and not done, else the first not done."""
        todo = [name for name in self._transcripts if (self._coder, name) not in ledger.finished]
        first = next((name for name in todo if name in self._assigned), None)
        return first or (todo or list(self._transcripts))[0]

    def count(self, name: str, own: Iterable[tuple[int, int]]) -> None:
        """Count the coder's codings in a transcript, which lie at `own`."""
        codings = [*own]
        before, now = self._places.get(name, set()), set(codings)
        times = self._times.setdefault(name, Counter())
        for places, difference in ((now - before, 1), (before - now, -1)):
            for place in places:
                for sentence in self._touched(name, *place):
                    times[sentence] += difference
                    if not times[sentence]:
                        del times[sentence]
        self._places[name] = now
        self._counted[name] = len(codings), len(times)

    def _touched(self, name: str, start: int, end: int) -> range:
        """The numbers of the sentences that share a code point with a span."""
        spoken = self._spoken(name)
        first = bisect_right(spoken, start, key=itemgetter(1))
        return range(first, max(first, bisect_left(spoken, end, key=itemgetter(0))))

    def forget(self, changed: Iterable[str], ledger: Ledger) -> None:
        """Count anew where these things of the ledger lie."""
        for name in changed:
            event = ledger.event(name)
            self._counted.pop(event.transcript if event else "", None)

    def now(self, ledger: Ledger) -> tuple[DeskProgress, ...]:
        """The progress in every transcript, in their order."""
        self._count_missing(ledger)
        return tuple(
            DeskProgress(
                name, len(entry.turns), *self._counted[name], len(self._spoken(name)),
                (self._coder, name) in ledger.finished, name in self._assigned,
            )
            for name, entry in self._transcripts.items()
        )  # fmt: skip

    def _count_missing(self, ledger: Ledger) -> None:
        missing = self._transcripts.keys() - self._counted.keys()
        if not missing:
            return
        own = [
            coding
            for coding in ledger.codings
            if coding.coder == self._coder and coding.transcript in missing
        ]
        places: dict[str, list[tuple[int, int]]] = {name: [] for name in missing}
        for entry in place_all(own, [self._transcripts[name] for name in sorted(missing)]):
            if entry.placement.place is not None:
                places[entry.coding.transcript].append(entry.placement.place)
        for name, spans in places.items():
            self.count(name, spans)

    def _spoken(self, name: str) -> list[tuple[int, int]]:
        """The sentences of a transcript that are not the interviewer's."""
        if name not in self._sentences:
            units = units_of(self._transcripts[name], "sentence")
            self._sentences[name] = [
                (unit.start, unit.end) for unit in units if unit.participant != INTERVIEWER
            ]
        return self._sentences[name]
