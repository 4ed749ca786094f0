"""Who has done what: the coders' assignments held against what their logs say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass

from qualcode.journal import Done, Ledger
from qualcode.journal.assignments import Assignment

CoderTranscript = tuple[str, str]
"""A coder and a transcript."""


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """One coder, in numbers of transcripts unless something else is said.

    Attributes:
        assigned: the shared ones among them.
        begun: where the coder has coded, rejected or finished anything, assigned or not.
        done: what the coder has marked done; `blind` of them without seeing other codings.
        codings: the codings that hold.
        rejected: the suggestions that were turned down.
        last: the UTC time of the newest line of the log; "" where there is none.
    """

    coder: str
    assigned: int
    shared: int
    begun: int
    done: int
    blind: int
    codings: int
    rejected: int
    last: str


@dataclass(frozen=True, slots=True)
class TranscriptProgress:
    """One transcript: the coders it is assigned to, who have begun it, and who are done with it."""

    transcript: str
    assigned: tuple[str, ...]
    begun: tuple[str, ...]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """Who has done what: coders by name, transcripts in their order."""

    coders: tuple[CoderProgress, ...]
    transcripts: tuple[TranscriptProgress, ...]

    def as_data(self) -> dict[str, object]:
        """As plain data, in the shape that is promised."""
        return {
            "transcripts": len(self.transcripts),
            "coders": [asdict(coder) for coder in self.coders],
            "by_transcript": [asdict(transcript) for transcript in self.transcripts],
        }


def begun_in(ledger: Ledger) -> frozenset[CoderTranscript]:
    """By coder and transcript, where somebody has coded, rejected or finished anything."""
    placed = (*ledger.codings, *ledger.rejections)
    return frozenset(ledger.finished) | {(entry.coder, entry.transcript) for entry in placed}


def progress(transcripts: Sequence[str], assignments: Iterable[Assignment], ledger: Ledger) -> StudyProgress:
    """Hold assignments against the logs; what lies in transcripts that are gone counts among codings only."""
    known = frozenset(transcripts)
    found = _WorkDone(
        {(entry.coder, entry.transcript): entry.part for entry in assignments},
        {pair for pair in begun_in(ledger) if pair[1] in known},
        {pair: done for pair, done in ledger.finished.items() if pair[1] in known},
    )
    last = {event.coder: event.time for event in ledger.events}  # the newest comes last
    names = sorted({*last, *(coder for coder, _ in found.parts)})
    to, by, with_ = map(_by_transcript, (found.parts, found.begun, found.done))
    return StudyProgress(
        tuple(_coder(name, found, ledger, last.get(name, "")) for name in names),
        tuple(TranscriptProgress(name, to[name], by[name], with_[name]) for name in transcripts),
    )


@dataclass(frozen=True, slots=True)
class _WorkDone:
    """By coder and transcript: what is assigned, begun and done."""

    parts: Mapping[CoderTranscript, str]
    begun: Set[CoderTranscript]
    done: Mapping[CoderTranscript, Done]


def _coder(name: str, found: _WorkDone, ledger: Ledger, last: str) -> CoderProgress:
    mine = [part for (coder, _), part in found.parts.items() if coder == name]
    done = [each for (coder, _), each in found.done.items() if coder == name]
    return CoderProgress(
        coder=name,
        assigned=len(mine),
        shared=mine.count("shared"),
        begun=sum(coder == name for coder, _ in found.begun),
        done=len(done),
        blind=sum(each.blind for each in done),
        codings=sum(coding.coder == name for coding in ledger.codings),
        rejected=sum(rejection.coder == name for rejection in ledger.rejections),
        last=last,
    )


def _by_transcript(pairs: Iterable[CoderTranscript]) -> Mapping[str, tuple[str, ...]]:
    coders: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for coder, transcript in sorted(pairs):
        coders[transcript] = (*coders[transcript], coder)
    return coders
