"""How agreement moved: the coders' work as it stood when they finished it under each version of the codebook.

What a coder did under a version is what held when they last marked the transcript as done under it. A mark
that was taken back later, to code again under a new version, still counts; one that was undone does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.coding.tracking import Track, silently
from qualcode.errors import FaultsFound, QualcodeError, refuse
from qualcode.journal import Event, HandCoding, Ledger, as_codings, place_all
from qualcode.model import CONSENSUS, Where
from qualcode.study.agreeing import Agreement, agreement_of
from qualcode.study.comparing import compared
from qualcode.study.sharing import Work
from qualcode.study.tables import Tables
from qualcode.suggesters import is_suggester


@dataclass(frozen=True)
class Round:
    """A version of the codebook; `why` says why there is no `agreement`, if there is none."""

    version: str
    agreement: Agreement | None
    why: str = ""

    def as_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        found = self.agreement
        return {
            "version": self.version,
            "transcripts": list(found.work.transcripts) if found else [],
            "undefined": self.why or None,
            "codes": [code.as_data() for code in found.codes] if found else [],
            "pooled": found.pooled.as_data() if found else None,
        }


@dataclass(frozen=True)
class Rounds:
    """The versions of the codebook under which somebody finished something, the oldest first."""

    coders: tuple[str, ...]
    rounds: tuple[Round, ...]
    notes: tuple[str, ...]

    def as_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        known = next((each.agreement for each in self.rounds if each.agreement), None)
        return {
            "coders": list(self.coders),
            "unit": known.work.unit if known else None,
            "codes": list(known.work.codes) if known else [],
            "rounds": [each.as_data() for each in self.rounds],
            "notes": list(self.notes),
        }


def rounds_of(
    tables: Tables,
    coders: Sequence[str] = (),
    codes: str | Sequence[str] = "themes",
    where: Where | None = None,
    unit: str = "",
    *,
    track: Track[str] = silently,
) -> Rounds:
    """Measure agreement under each version; arguments as of `comparing.compared`.

    Raises `QualcodeError` where nobody finished anything, and for `rules`: those of older versions are gone.
    """
    if any(map(is_suggester, coders)):
        refuse("--rounds", "the rules of older versions are not kept", "name people only")
    finished = _finished(tables.log.ledger)
    named = tuple(dict.fromkeys(coders)) or tuple(
        sorted({who for each in finished.values() for who, _ in each})
    )
    if len(named) < 2:
        compared(tables, coders, codes, where, unit)  # says what is missing
    rounds = tuple(
        _round(tables, version, finished[version], named, (codes, where, unit))
        for version in track(list(finished), "Comparing")
    )
    return Rounds(named, rounds, tuple(_notes(rounds)))


_Marks = dict[tuple[str, str], Event]


def _finished(ledger: Ledger) -> dict[str, _Marks]:
    """By version, coder and transcript the last time that it was marked as done; nothing that was undone."""
    finished: dict[str, _Marks] = defaultdict(dict)
    for event in ledger.events:
        if event.op == "done" and event.coder != CONSENSUS and ledger.stands(event.id):
            finished[event.codebook][event.coder, event.transcript] = event
    return dict(finished)


def _round(
    tables: Tables,
    version: str,
    marks: _Marks,
    coders: tuple[str, ...],
    what: tuple[str | Sequence[str], Where | None, str],
) -> Round:
    own = {pair: event for pair, event in marks.items() if pair[0] in coders}
    done: dict[str, list[str]] = defaultdict(list)
    for coder, transcript in sorted(own):
        done[transcript].append(coder)
    events, transcripts = tables.log.logged.events, tables.texts.transcripts
    held = [coding for coder in coders for coding in _held(events, coder, own)]
    codings = as_codings(place_all(held, transcripts), transcripts)
    try:
        work = compared(tables, coders, *what, work=Work(done, codings))
    except FaultsFound:
        raise
    except QualcodeError:
        return Round(version, None, _why(coders, own))
    return Round(version, agreement_of(work))


def _held(events: Sequence[Event], coder: str, marks: _Marks) -> list[HandCoding]:
    """The codings of a coder in each transcript as they were when it was marked."""
    when = {event.id: event.transcript for (who, _), event in marks.items() if who == coder}
    ledger, held = Ledger(), list[HandCoding]()
    for event in events:
        if event.coder == coder or event.op == "reanchor":
            ledger.add([event])
        if event.id in when:
            own = (coding for coding in ledger.codings if coding.coder == coder)
            held += [coding for coding in own if coding.transcript == when[event.id]]
    return held


def _why(coders: Sequence[str], marks: _Marks) -> str:
    absent = [coder for coder in coders if coder not in {who for who, _ in marks}]
    if absent:
        return f"{' and '.join(absent)} finished nothing under it"
    return f"there is no transcript that {' and '.join(coders)} all finished under it, and that is counted"


def _notes(rounds: Sequence[Round]) -> list[str]:
    if len(rounds) > 1:
        return []
    how = "raise `version:` in the codebook, code again, and mark the transcripts with `qualcode done`"
    return [f"There is one version of the codebook so far. For a second round {how}."]


def moved(rounds: Rounds) -> str:
    """How alpha over all codes moved, in a sentence; "" where there are no two figures."""
    found = [each for each in rounds.rounds if each.agreement is not None]
    figures = [
        (each.version, each.agreement.pooled.get("alpha")) for each in found if each.agreement is not None
    ]
    known = [(version, figure) for version, figure in figures if figure.coefficient is not None]
    if len(known) < 2:
        return ""
    (before, old), (after, new) = known[-2:]
    words = (
        f"Over all codes alpha went from {old.coefficient:.2f} ({before}) to {new.coefficient:.2f} ({after})"
    )
    ends = (*old.interval, *new.interval)
    if None in ends:
        return f"{words}."
    apart = max(old.interval[0] or 0, new.interval[0] or 0) > min(old.interval[1] or 0, new.interval[1] or 0)
    chance = "the intervals do not overlap" if apart else "the intervals overlap: that may be chance"
    return f"{words}; {chance}."
