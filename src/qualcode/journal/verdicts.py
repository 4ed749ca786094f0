"""Settling disagreements on the record: verdicts, and the codings of `consensus` that follow from them.

A verdict is about one code in one unit. Who decided, why, and between whom stands in the event. What follows
from the verdicts is written down when a transcript is settled: only then does the consensus count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.errors import refuse
from qualcode.journal.events import DIRECTIONS, VERDICTS
from qualcode.journal.journal import Journal
from qualcode.journal.ledger import Done
from qualcode.journal.names import coder_name
from qualcode.journal.placing import place_all
from qualcode.journal.pointing import check_text, named
from qualcode.journal.writer import ActBuilder, Writer
from qualcode.model import CONSENSUS, Codebook, Span, Transcript

_REPLACED = "replaced"
_AGAIN = "opened again"


@dataclass(frozen=True, slots=True)
class VerdictRequest:
    """What is decided about a code in a unit.

    `verdict` is one of `VERDICTS`; `took` is whose version it is, if it is somebody's; `between` are the
    coders who were heard.
    """

    transcript: Transcript
    span: Span
    code: str
    verdict: str
    direction: str = ""
    took: str = ""
    between: tuple[str, ...] = ()
    reason: str = ""


ConsensusSpan = tuple[Span, str, str]


class Adjudicator(Writer):
    """Who settles disagreements; `by` is their name. Raises as `Hand` does."""

    def __init__(self, journal: Journal, codebook: Codebook, by: str, *, blind: bool = False) -> None:
        super().__init__(journal, codebook, CONSENSUS, by=coder_name(by, "--by"), blind=blind)

    def decide(self, verdicts: Sequence[VerdictRequest]) -> list[str]:
        """Write verdicts as one act; returns the ids of those that are new.

        A verdict takes the place of an older one on the same code whose unit it shares words with. A
        transcript that was settled is open again.
        """
        self.refresh()
        for each in verdicts:
            self._check(each)
        act = ActBuilder(self)
        new = [event for each in verdicts for event in self._decide(each, act)]
        self._open_again(act, {each.transcript.id for each in verdicts if new})
        self._record(act)
        return new

    def _check(self, wanted: VerdictRequest) -> None:
        named("code", wanted.code, self._codebook.by_id)
        if wanted.verdict not in VERDICTS:
            refuse("verdict", "is none", f"write one of {', '.join(VERDICTS)}")
        if wanted.direction and wanted.direction not in DIRECTIONS:
            refuse("--direction", "is none of + ± -", "write +, ± or -")
        check_text("--reason", wanted.reason)

    def _decide(self, wanted: VerdictRequest, act: ActBuilder) -> list[str]:
        older = [
            entry.coding
            for entry in place_all(self.ledger.verdicts, [wanted.transcript])
            if (entry.coding.transcript, entry.coding.code) == (wanted.transcript.id, wanted.code)
            and entry.placement.place is not None
            and _share(entry.placement.place, wanted.span)
        ]
        said = (wanted.verdict, wanted.direction, wanted.took, wanted.reason)
        if any((old.verdict, old.direction, old.took, old.reason) == said for old in older):
            return []
        event = act.add(
            "adjudicate", anchor=self._anchor(wanted.transcript, wanted.span), code=wanted.code,
            verdict=wanted.verdict, direction=wanted.direction, took=wanted.took,
            between=",".join(wanted.between), reason=wanted.reason, codebook=self._codebook.version,
        )  # fmt: skip
        for old in older:
            act.add("remove", target=old.id, reason=_REPLACED)
        return [event.id]

    def take_back(self, verdicts: Iterable[str], reason: str = "") -> int:
        """Take verdicts back, as one act; returns how many."""
        check_text("--reason", reason)
        self.refresh()
        act = ActBuilder(self)
        standing = [verdict for verdict in self.ledger.verdicts if verdict.id in set(verdicts)]
        for verdict in standing:
            act.add("remove", target=verdict.id, reason=reason)
        self._open_again(act, {verdict.transcript for verdict in standing})
        self._record(act)
        return len(standing)

    def settle(self, settled: Iterable[tuple[Transcript, Sequence[ConsensusSpan]]]) -> list[str]:
        """Write down what the consensus on transcripts is, and that they are done, as one act.

        A piece is a span, the code it gets and the direction. Returns the ids of the transcripts that
        were not settled just so already.
        """
        self.refresh()
        act = ActBuilder(self)
        changed = [text.id for text, pieces in settled if self._settle(text, set(pieces), act)]
        self._record(act)
        return changed

    def _settle(self, text: Transcript, pieces: set[ConsensusSpan], act: ActBuilder) -> bool:
        own = [coding for coding in self.ledger.codings if coding.coder == CONSENSUS]
        stands: set[ConsensusSpan] = set()
        before = len(act.events)
        for entry in place_all([coding for coding in own if coding.transcript == text.id], [text]):
            place, coding = entry.placement.place, entry.coding
            piece = (place, coding.code, coding.direction) if place else None
            if piece is None or piece not in pieces or piece in stands:
                act.add("remove", target=coding.id, reason=_REPLACED)
            else:
                stands.add(piece)
        for span, code, direction in sorted(pieces - stands):
            anchor = self._anchor(text, span)
            act.add("apply", anchor=anchor, code=code, direction=direction, codebook=self._codebook.version)
        known = self.ledger.finished.get((CONSENSUS, text.id))
        if len(act.events) > before or known is None or known.body != text.body_hash:
            act.add("done", transcript=text.id, body=text.body_hash, codebook=self._codebook.version)
        return len(act.events) > before

    def reopen(self, transcripts: Iterable[str]) -> list[str]:
        """Take back that transcripts are settled, as one act; returns those that were."""
        self.refresh()
        act = ActBuilder(self)
        opened = self._open_again(act, set(transcripts))
        self._record(act)
        return opened

    def _open_again(self, act: ActBuilder, transcripts: set[str]) -> list[str]:
        dones = [thing for thing in self.ledger.things if isinstance(thing, Done)]
        own = [done for done in dones if done.coder == CONSENSUS and done.transcript in transcripts]
        for done in own:
            act.add("remove", target=done.id, reason=_AGAIN)
        return sorted({done.transcript for done in own})


def _share(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
