"""The disagreements of a study, transcript by transcript, and what has been decided about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from qualcode.analysis.consensus import ConsensusPiece, PlacedVerdict, consensus_of, verdict_on
from qualcode.analysis.disputes import Dispute, around, disputes_in
from qualcode.analysis.layering import units_under
from qualcode.errors import refuse
from qualcode.journal import HandCoding, Ledger, Placed, Verdict, as_codings, place_all
from qualcode.journal.pointing import named
from qualcode.model import CONSENSUS, Coding, Transcript, Unit
from qualcode.positions import nearest
from qualcode.study.log import Log
from qualcode.transcripts import units_of

DisputesState = Literal["open", "ready", "settled", "changed"]
_TWO = 2


@dataclass(frozen=True, slots=True)
class DisputeRecord:
    """A disagreement, and what was decided about it."""

    found: Dispute
    verdict: Verdict | None

    @property
    def is_open(self) -> bool:
        """Whether it must be decided before the transcript can be settled."""
        return self.verdict is None and self.found.is_open


@dataclass(frozen=True, slots=True)
class TranscriptDisputes:
    """The disagreements of a transcript.

    Attributes:
        transcript: which.
        coders: those who finished it and are compared.
        codings: theirs, in the present text.
        items: every disagreement, by place.
        rulings: all verdicts on the transcript, each with its place in the present text.
        pieces: what the consensus would be, as far as things are decided.
        done: whether it was marked as settled.
        as_written: whether the codings of the consensus in the logs are just these pieces.
    """

    transcript: Transcript
    coders: tuple[str, ...]
    codings: tuple[Coding, ...]
    items: tuple[DisputeRecord, ...]
    verdicts: tuple[Placed[Verdict], ...]
    pieces: tuple[ConsensusPiece, ...]
    done: bool
    as_written: bool

    @property
    def open(self) -> tuple[DisputeRecord, ...]:
        """What is still to be decided."""
        return tuple(item for item in self.items if item.is_open)

    @property
    def state(self) -> DisputesState:
        """`open`; `ready` to be settled; `settled`; or `changed` by somebody since it was settled."""
        if self.done:
            return "settled" if self.as_written and not self.open else "changed"
        return "open" if self.open else "ready"

    def given(self, unit: Unit, coder: str) -> list[Coding]:
        """What a coder gave in a unit, by place."""
        body = self.transcript.body
        here = [
            coding
            for coding in self.codings
            if coding.coder == coder and units_under([unit], body, coding.segment)
        ]
        return sorted(here, key=lambda coding: (coding.segment.start, coding.segment.end, coding.code))

    def around(self, unit: Unit, reach: int) -> tuple[str, str]:
        """What stands before and after a unit (see `disagreements.around`)."""
        return around(self.transcript.body, unit, reach)


class Disputes:
    """The disagreements of a study, as they are by what a ledger holds when this is made.

    `coders` are those whose work is compared; without any, in each transcript all people who finished it,
    if they are two or more. Raises `FaultsFound` for somebody unknown.
    """

    def __init__(self, log: Log, coders: Sequence[str] = (), ledger: Ledger | None = None) -> None:
        """`ledger` is the log's unless another one is given, that of somebody who is deciding."""
        self.texts = log.texts
        self._named = tuple(dict.fromkeys(coders))
        check_coders(log, self._named)
        ledger = ledger or log.ledger  # which may grow: what it holds now is kept here
        self._finished, self._verdicts = ledger.finished, ledger.verdicts
        self._codings: dict[str, list[HandCoding]] = defaultdict(list)
        for coding in ledger.codings:
            self._codings[coding.transcript].append(coding)
        self._built: dict[str, TranscriptDisputes] = {}

    @cached_property
    def _coders(self) -> dict[str, tuple[str, ...]]:
        """By transcript those who are compared; only where there is something to compare."""
        finished: dict[str, list[str]] = defaultdict(list)
        for coder, transcript in sorted(self._finished):
            if coder != CONSENSUS:
                finished[transcript].append(coder)
        chosen = {
            text.id: self._named if set(self._named) <= set(finished[text.id]) else ()
            for text in self.texts.transcripts
        }
        coders = chosen if self._named else {name: tuple(people) for name, people in finished.items()}
        return {
            text.id: coders[text.id]
            for text in self.texts.transcripts
            if len(coders.get(text.id, ())) >= _TWO
        }

    @property
    def transcripts(self) -> tuple[str, ...]:
        """Ids of those that two or more coders finished, in order."""
        return tuple(self._coders)

    def each(self, transcripts: Iterable[str] = ()) -> list[TranscriptDisputes]:
        """Those of each transcript, in order; raises `FaultsFound` for a transcript that is none."""
        return [self.of(name) for name in transcripts or self.transcripts]

    def of(self, name: str) -> TranscriptDisputes:
        """Those of a transcript."""
        if name not in self._coders:
            self.texts.transcript(name)
            refuse(name, "was not finished by two coders", "mark it as done by each of them: `qualcode done`")
        if name not in self._built:
            self._built[name] = self._disputed(self.texts.transcript(name), self._coders[name])
        return self._built[name]

    def _disputed(self, text: Transcript, coders: tuple[str, ...]) -> TranscriptDisputes:
        theirs = [coding for coding in self._codings.get(text.id, ()) if coding.coder in coders]
        codings = as_codings(place_all(theirs, [text]), [text])
        placed = place_all((each for each in self._verdicts if each.transcript == text.id), [text])
        verdicts = [(each.placement.place, each.coding) for each in placed if each.placement.place]
        items: list[DisputeRecord] = []
        pieces: list[ConsensusPiece] = []
        for codes, heard in self._heard(codings, coders):
            items += self._items(text, codings, heard, codes, verdicts)
            pieces += consensus_of(
                self.units(text), text.body, codings, coders=heard, codes=codes, verdicts=verdicts
            )
        items.sort(key=lambda item: item.found.unit.start)
        done = (CONSENSUS, text.id) in self._finished
        written = self._written(text) == sorted(map(_as_tuple, pieces))
        return TranscriptDisputes(text, coders, codings, tuple(items), placed, tuple(pieces), done, written)

    def _heard(
        self, codings: Iterable[Coding], coders: tuple[str, ...]
    ) -> Iterator[tuple[list[str], tuple[str, ...]]]:
        """Codes, and who must agree on them: on topics only those who applied any in the transcript.

        Who applied none has left the topics to the rules, as tallies understand it.
        """
        topics = [code.id for code in self.texts.codebook if code.kind == "topic"]
        asked = {coding.coder for coding in codings if coding.code in topics}
        yield [code.id for code in self.texts.codebook if code.kind != "topic"], coders
        yield topics, tuple(coder for coder in coders if coder in asked)

    def _items(
        self, text: Transcript, codings: Sequence[Coding], coders: Sequence[str], codes: Sequence[str],
        verdicts: Sequence[PlacedVerdict],
    ) -> Iterator[DisputeRecord]:  # fmt: skip
        found = disputes_in(
            text.id, self.units(text), text.body, codings,
            coders=coders, codes=codes, roots={code: (code,) for code in codes},
        )  # fmt: skip
        yield from (
            DisputeRecord(each, verdict_on(each.unit, each.code, text.body, verdicts)) for each in found
        )

    def units(self, text: Transcript) -> tuple[Unit, ...]:
        """The units in which coders are compared."""
        return units_of(text, self.texts.settings.unit)

    def _written(self, text: Transcript) -> list[tuple[int, int, str, str]]:
        own = [coding for coding in self._codings.get(text.id, ()) if coding.coder == CONSENSUS]
        return sorted(
            (*entry.placement.place, entry.coding.code, entry.coding.direction)
            for entry in place_all(own, [text])
            if entry.placement.place
        )

    def item(self, name: str) -> DisputeRecord:
        """The disagreement of that id; raises `FaultsFound` with the nearest."""
        items = {each.found.id: each for each in self.of(name.partition(":")[0]).items}
        return named("disagreement", name, items)


def check_coders(log: Log, coders: Sequence[str]) -> None:
    """Refuse those who code nothing here, and one alone."""
    known = [coder for coder in log.coders if coder != CONSENSUS]
    for coder in coders:
        if coder not in known:
            refuse("--coders", f"nobody here codes as {coder!r}", nearest(coder, known))
    if len(coders) == 1:
        refuse("--coders", "names one coder", "name two or more, such as ana,bo")


def _as_tuple(piece: ConsensusPiece) -> tuple[int, int, str, str]:
    return piece.start, piece.end, piece.code, piece.direction
