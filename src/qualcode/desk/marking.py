"""What is marked in one transcript: everybody's codings, and the suggestions that are open for one coder.

It changes with the ledger, thing by thing: a decision costs the same in a text with ten codings and
with ten thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

from qualcode.desk.marks import Mark, Marks
from qualcode.journal import HandCoding, Ledger, Placed, PlacedCoding, Rejection, place_all
from qualcode.model import Codebook, Coding, Transcript
from qualcode.suggesting import open_suggestions, reason_of


class Marking:
    """The marks of one transcript, for one coder."""

    def __init__(
        self, transcript: Transcript, codebook: Codebook, ledger: Ledger, coder: str, *, alone: bool
    ) -> None:
        """`alone` shows no other coder's work, and no suggestions."""
        self._transcript = transcript
        self._codebook = codebook
        self._ledger = ledger
        self._coder = coder
        self._alone = alone
        self._codings: dict[str, Mark] = {}
        self._applied: dict[str, dict[str, PlacedCoding]] = defaultdict(
            dict
        )  # by code, and every code above it
        self._rejected: dict[str, dict[str, Placed[Rejection]]] = defaultdict(dict)  # by code
        self._suggested: dict[str, list[Coding]] = defaultdict(list)
        self._open: dict[str, dict[str, Mark]] = {}
        self._drawn: dict[str, Mark] = {}
        self._marks: Marks | None = None
        self._take([*ledger.codings, *ledger.rejections])

    def suggest(self, codings: Iterable[Coding]) -> None:
        """Take suggestions in, in the place of older ones."""
        self._suggested.clear()
        self._open.clear()
        self._drawn.clear()
        for coding in () if self._alone else codings:
            self._suggested[coding.code].append(coding)
        self._reopen(self._suggested)
        self._marks = None

    def update(self, changed: Set[str]) -> None:
        """Take in what changed in the ledger."""
        gone = {name: mark for name in changed if (mark := self._codings.pop(name, None)) is not None}
        codes = {mark.code for mark in gone.values()} | self._forget(changed)
        codes |= self._take([thing for name in changed if (thing := self._ledger.get(name)) is not None])
        new = {name: mark for name in changed if (mark := self._codings.get(name)) is not None}
        codes = {above for code in codes for above in self._upward(code)}
        gone |= self._all_open(codes)
        self._reopen(codes)
        new |= self._all_open(codes)
        if self._marks is not None:
            self._marks = self._marks.changed(
                gone.keys() - {name for name, mark in gone.items() if new.get(name) == mark},
                [mark for name, mark in new.items() if gone.get(name) != mark],
            )

    def marks(self) -> Marks:
        """All that is marked now."""
        if self._marks is None:
            self._marks = Marks([*self._codings.values(), *self._all_open(self._open).values()])
        return self._marks

    def own(self) -> list[Mark]:
        """The coder's own codings."""
        return [mark for mark in self._codings.values() if mark.own]

    # --- inside ---------------------------------------------------------------------------

    def _take(self, things: Iterable[object]) -> set[str]:
        """Take codings and rejections of this transcript in; returns the codes they are about."""
        here = [thing for thing in things if isinstance(thing, HandCoding | Rejection) and self._shows(thing)]
        codings = [thing for thing in here if isinstance(thing, HandCoding)]
        for entry in place_all(codings, [self._transcript]):
            if entry.placement.place is not None:
                self._mark_coding(entry, *entry.placement.place)
        rejections = [thing for thing in here if isinstance(thing, Rejection)]
        for turned_down in place_all(rejections, [self._transcript]):
            self._rejected[turned_down.coding.code][turned_down.coding.id] = turned_down
        return {thing.code for thing in here}

    def _mark_coding(self, entry: PlacedCoding, start: int, end: int) -> None:
        coding, own = entry.coding, entry.coding.coder == self._coder
        self._codings[coding.id] = Mark(
            coding.id, start, end, coding.code, coding.coder, coding.direction, coding.memo, own
        )
        if own:
            for code in self._upward(coding.code):
                self._applied[code][coding.id] = entry

    def _forget(self, changed: Set[str]) -> set[str]:
        """Drop what decided on suggestions; returns the codes they were about."""
        codes = set[str]()
        for decided in (self._applied, self._rejected):
            for code, entries in decided.items():
                for name in changed & entries.keys():
                    del entries[name]
                    codes.add(code)
        return codes

    def _upward(self, code: str) -> tuple[str, ...]:
        """A code and all above it; one that the codebook has lost stands alone."""
        return self._codebook.lineage(code) or (code,)

    def _all_open(self, codes: Iterable[str]) -> dict[str, Mark]:
        return {name: mark for code in codes for name, mark in self._open.get(code, {}).items()}

    def _shows(self, thing: HandCoding | Rejection) -> bool:
        if thing.transcript != self._transcript.id:
            return False
        return thing.coder == self._coder or (isinstance(thing, HandCoding) and not self._alone)

    def _reopen(self, codes: Iterable[str]) -> None:
        """Find out anew which suggestions of some codes are open."""
        for code in [code for code in codes if code in self._suggested]:
            own, rejected = self._applied.get(code, {}), self._rejected.get(code, {})
            found = open_suggestions(self._suggested[code], own.values(), rejected.values(), self._codebook)
            self._open[code] = {mark.id: mark for mark in map(self._mark, found)}

    def _mark(self, coding: Coding) -> Mark:
        start, end = coding.segment.start, coding.segment.end
        name = f"{start}:{end}:{coding.code}"
        if name not in self._drawn:
            evidence, reason = self._evidence(coding), reason_of(coding)
            self._drawn[name] = Mark(
                name, start, end, coding.code, coding.coder, suggested=True, evidence=evidence, reason=reason
            )
        return self._drawn[name]

    def _evidence(self, coding: Coding) -> tuple[tuple[int, int], ...]:
        """Where the words of the evidence stand in the unit."""
        body, found = self._transcript.body, []
        for words in dict.fromkeys(words for each in coding.evidence for words in each.words):
            at = body.find(words, coding.segment.start, coding.segment.end)
            while at >= 0:
                found.append((at, at + len(words)))
                at = body.find(words, at + len(words), coding.segment.end)
        return tuple(sorted(found))
