"""Deciding disagreements in somebody's name, and settling transcripts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from qualcode.analysis.consensus import CODED
from qualcode.analysis.disputes import Dispute, Stance
from qualcode.analysis.layering import units_under
from qualcode.errors import refuse
from qualcode.journal import Adjudicator, Ledger, VerdictRequest
from qualcode.journal.trail import in_words
from qualcode.model import Codebook, Segment
from qualcode.positions import nearest
from qualcode.study.disputes import DisputeRecord, Disputes, check_coders
from qualcode.study.log import Log

NOT_CODED = "not coded"


class Adjudication:
    """The disagreements of a study, to be decided by `by`: after each decision they are found anew.

    With `hide_names` coders are called A, B, …, and verdicts are logged as found without seeing names.
    """

    def __init__(
        self, log: Log, coders: Sequence[str] = (), *, by: str = "", hide_names: bool = False
    ) -> None:
        check_coders(log, tuple(dict.fromkeys(coders)))
        self.by, self.hide_names = by, hide_names
        self.texts = log.texts
        self._log, self._coders = log, coders
        self._writer = log.adjudicator(by, blind=hide_names) if by else None
        self._found()

    def _found(self) -> None:
        self.disputes = Disputes(self._log, self._coders, self.ledger)

    @property
    def ledger(self) -> Ledger:
        """What holds now."""
        return self._writer.ledger if self._writer else self._log.ledger

    @property
    def codebook(self) -> Codebook:
        """The study's codebook."""
        return self.texts.codebook

    @property
    def said(self) -> str:
        """What the log had to say about the last decision."""
        return self._writer.said if self._writer else ""

    def names(self, found: Dispute) -> dict[str, str]:
        """What each coder is called in a unit: by name, or, hidden, A, B, … in an order of the unit's own."""
        return self.called(found.transcript, found.unit.start, [said.coder for said in found.said])

    def called(self, transcript: str, start: int, coders: Iterable[str]) -> dict[str, str]:
        """The same for the unit that begins there."""
        if not self.hide_names:
            return {coder: coder for coder in coders}

        def drawn(coder: str) -> bytes:
            return hashlib.sha256(f"{transcript}:{start}/{coder}".encode()).digest()

        return {coder: chr(ord("A") + at) for at, coder in enumerate(sorted(coders, key=drawn))}

    # --- deciding -------------------------------------------------------------------------

    def take(self, items: Iterable[DisputeRecord], who: str, reason: str = "") -> list[str]:
        """Decide as one coder (as called in `names`) has it; returns ids of new verdicts."""
        return self._decide([self._taken(item, who, reason) for item in items])

    def _taken(self, item: DisputeRecord, who: str, reason: str) -> VerdictRequest:
        called = {name: coder for coder, name in self.names(item.found).items()}
        coder = called.get(who) or refuse("--take", f"nobody there is called {who!r}", nearest(who, called))
        said = _said_by(item.found, coder)
        return self._verdict(item, CODED if said.given else NOT_CODED, _direction(said), coder, reason)

    def code(
        self, items: Iterable[DisputeRecord], *, coded: bool = True, direction: str = "", reason: str = ""
    ) -> list[str]:
        """Decide that the code is right there, or not; returns ids of new verdicts.

        Where those who gave it differ in direction, one must be named.
        """
        verdicts = []
        for item in items:
            told = {_direction(said) for said in item.found.said if said.given}
            if coded and not direction and len(told) > 1:
                refuse("--direction", f"{item.found.id}: they differ in it", "write the right one, or --take")
            chosen = (direction or next(iter(told), "")) if coded else ""
            verdicts.append(self._verdict(item, CODED if coded else NOT_CODED, chosen, "", reason))
        return self._decide(verdicts)

    def code_span(
        self, transcript: str, span: tuple[int, int], code: str,
        *, coded: bool = True, direction: str = "", reason: str = "",
    ) -> list[str]:  # fmt: skip
        """Decide on a code in the units under a span, whoever gave it or not."""
        disputed = self.disputes.of(transcript)
        text = disputed.transcript
        units = units_under(self.disputes.units(text), text.body, Segment(text.id, *span))
        verdict = CODED if coded else NOT_CODED
        chosen = direction if coded else ""
        return self._decide(
            VerdictRequest(text, (unit.start, unit.end), code, verdict, chosen, "", disputed.coders, reason)
            for unit in units
        )

    def _verdict(
        self, item: DisputeRecord, verdict: str, direction: str, took: str, reason: str
    ) -> VerdictRequest:
        found = item.found
        text, span = self.texts.transcript(found.transcript), (found.unit.start, found.unit.end)
        coders = tuple(said.coder for said in found.said)
        return VerdictRequest(text, span, found.code, verdict, direction, took, coders, reason)

    def _decide(self, verdicts: Iterable[VerdictRequest]) -> list[str]:
        new = self._deciding.decide(list(verdicts))
        self._found()
        return new

    def take_back(self, items: Iterable[DisputeRecord], reason: str = "") -> int:
        """Take verdicts back, as one act; returns how many there were."""
        number = self._deciding.take_back([item.verdict.id for item in items if item.verdict], reason)
        self._found()
        return number

    def settle(self, transcripts: Iterable[str] = ()) -> list[str]:
        """Make what is decided the consensus on transcripts; returns the ids of those that changed.

        Without names: on all in which nothing is open. Raises `FaultsFound` where something is.
        """
        every = self.disputes.each(transcripts)
        if not transcripts:
            every = [each for each in every if not each.open]
        for disputed in every:
            if disputed.open:
                listed = ", ".join(item.found.id for item in disputed.open[:3])
                number = (
                    "1 disagreement is"
                    if len(disputed.open) == 1
                    else f"{len(disputed.open)} disagreements are"
                )
                problem = f"{number} open ({listed}{', …' * (len(disputed.open) > 3)})"
                refuse(disputed.transcript.id, problem, "decide them first: `qualcode adjudicate`")
        pieces = [
            (disputed.transcript, [((p.start, p.end), p.code, p.direction) for p in disputed.pieces])
            for disputed in every
        ]
        changed = self._deciding.settle(pieces)
        self._found()
        return changed

    def reopen(self, transcripts: Iterable[str]) -> list[str]:
        """Take back that transcripts are settled; returns those that were."""
        opened = self._deciding.reopen([self.disputes.of(name).transcript.id for name in transcripts])
        self._found()
        return opened

    def undo(self) -> list[str]:
        """Take the last decision of the consensus back; returns it in words."""
        return self._told(redo=False)

    def redo(self) -> list[str]:
        """Bring again what was undone last."""
        return self._told(redo=True)

    def _told(self, *, redo: bool) -> list[str]:
        acts = self._deciding.redo() if redo else self._deciding.undo()
        self._found()
        return [in_words(event, self.ledger) for act in acts for event in act.events]

    def refresh(self) -> bool:
        """Take in what others wrote meanwhile; whether that was anything."""
        changed = bool(self._deciding.refresh())
        if changed:
            self._found()
        return changed

    @property
    def _deciding(self) -> Adjudicator:
        return self._writer or refuse("--by", "says who decides", "add --by NAME")


def _said_by(found: Dispute, coder: str) -> Stance:
    return next(said for said in found.said if said.coder == coder)


def _direction(said: Stance) -> str:
    """The direction, if there is one; who gave several has none that a verdict could have."""
    return said.direction if "/" not in said.direction else ""
