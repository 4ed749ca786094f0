"""Who codes what in a study: the plan as it would be, and the one that is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

import pandas as pd

from qualcode.analysis.assigning import Assignable, plan, shared_number
from qualcode.analysis.progress import begun_in
from qualcode.analysis.selection import resolve
from qualcode.analysis.strata import Strata, strata
from qualcode.anchors import count_words
from qualcode.errors import FaultsFound, QualcodeError, refuse
from qualcode.journal import Ledger
from qualcode.journal.assignments import ASSIGNMENTS, Assignment
from qualcode.locking import changing
from qualcode.model import Transcript, Where
from qualcode.settings import Settings
from qualcode.study.log import Log
from qualcode.study.tables import Tables

SEED = 1
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class AssignmentRequest:
    """What is asked for.

    Attributes:
        coders: who codes; names that `coder_name` accepts.
        overlap: the part that all of them code, as a share (``20%``) or a number (``8``).
        by: attributes over which the parts are balanced; none for the first that the study's tables are by.
        where: only transcripts of such voices; see `Voices.where`.
        seed: decides by lot.
        again: plan anew, whatever was assigned before.
    """

    coders: tuple[str, ...]
    overlap: str
    by: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)
    seed: int = SEED
    again: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentPlan:
    """Who is to code what, before it is written.

    Attributes:
        by: the attributes over which it is balanced, `where` the filter that holds.
        candidates: the transcripts that the plan is about; `strata` are their strata, in order.
        left_out: how many transcripts `where` leaves out.
        kept: assignments made before that stay, those of transcripts left out among them.
        new: assignments that are added.
        replaced: how many transcripts lose what was planned for them before.
        changing: coder and transcript where somebody has begun what is now assigned to others only.
        remarks: what there is to say about the plan.
        before: what was assigned when it was made.
    """

    wish: AssignmentRequest
    by: tuple[str, ...]
    where: Where
    candidates: tuple[Assignable, ...]
    strata: tuple[str, ...]
    left_out: int
    kept: tuple[Assignment, ...]
    new: tuple[Assignment, ...]
    replaced: int
    changing: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    before: tuple[Assignment, ...] = ()

    @property
    def assigned(self) -> tuple[Assignment, ...]:
        """All that will be written."""
        return tuple(sorted((*self.kept, *self.new)))

    def as_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        about = {each.transcript: each for each in self.candidates}
        new = frozenset(self.new)
        entries = [entry for entry in self.assigned if entry.transcript in about]
        return {
            "coders": list(self.wish.coders),
            "seed": self.wish.seed,
            "by": list(self.by),
            "where": {key: list(values) for key, values in self.where.items()},
            "transcripts": len(self.candidates),
            "left_out": self.left_out,
            "shared": len({entry.transcript for entry in entries if entry.part == "shared"}),
            "assigned": [
                {
                    "transcript": entry.transcript,
                    "coder": entry.coder,
                    "part": entry.part,
                    "stratum": about[entry.transcript].stratum,
                    "words": about[entry.transcript].words,
                    "new": entry in new,
                }
                for entry in entries
            ],
            "begun_by_others": [{"coder": coder, "transcript": name} for coder, name in self.changing],
        }


def planned(tables: Tables, wish: AssignmentRequest) -> AssignmentPlan:
    """Plan who codes what; writes nothing.

    Raises `QualcodeError` for a wish that can't be met, and for a broken file of assignments.
    """
    before = tables.log.assignments
    if before.faults:
        raise FaultsFound(before.faults)
    _check_spelling(wish.coders, [*tables.log.coders, *(entry.coder for entry in before.entries)])
    where, voices = tables.select(wish.where)
    by, remarks = _attributes(tables.texts.settings, wish, voices)
    parts = strata(voices, {name: tables.voices.groups(name, voices) for name in by})
    candidates = _candidates(tables.texts.transcripts, parts)
    shared = shared_number(wish.overlap, len(candidates))
    kept = () if wish.again else before.entries
    new = plan(candidates, wish.coders, shared, wish.seed, kept)
    replaced = {entry.transcript for entry in before.entries} if wish.again else set()
    remarks = [*remarks, *_remarks(wish, candidates, kept, new, shared), *_dropped(candidates, replaced)]
    left_out = len(tables.texts.transcripts) - len(candidates)
    return AssignmentPlan(
        wish, by, where, tuple(candidates), parts.names, left_out, kept, new, len(replaced),
        _changing(tables.log.ledger, new), tuple(remarks), before.entries,
    )  # fmt: skip


def write(log: Log, plan: AssignmentPlan) -> str:
    """Write a plan, and return the place of its file within the study; touches no log.

    Raises `QualcodeError` where somebody assigned something since the plan was made: both would not balance.
    """
    with changing(log.texts.folder):
        if Log(log.texts).assignments.entries != plan.before:
            place = f"{log.journal.place}/{ASSIGNMENTS}"
            raise QualcodeError(f"{place}: was changed since this plan was made; plan once more")
        return log.journal.assign(plan.assigned)


# --- parts --------------------------------------------------------------------------------


def _candidates(transcripts: Iterable[Transcript], parts: Strata) -> list[Assignable]:
    """The transcripts that have a stratum, with the words of all turns: a coder reads the questions, too."""
    found = [
        Assignable(
            entry.id,
            parts.of[entry.id],
            sum(count_words(entry.body[turn.start : turn.end]) for turn in entry.turns),
        )
        for entry in transcripts
        if entry.id in parts.of
    ]
    return found or refuse("--where", "leaves no transcript to assign", "widen it")


def _check_spelling(coders: Sequence[str], known: Iterable[str]) -> None:
    """Refuse a name that differs from a known one in capitals only: some systems hold them for one file."""
    names = sorted(known)
    for name in coders:
        there = next((each for each in names if each.casefold() == name.casefold()), name)
        if there != name and name not in names:
            refuse("--coders", f"{name!r} is {there!r} in this study", f"write {there!r}")


def _attributes(
    settings: Settings, wish: AssignmentRequest, voices: pd.DataFrame
) -> tuple[tuple[str, ...], Sequence[str]]:
    """The attributes to balance over; none where the study names one by default that nobody has."""
    if wish.by:
        return wish.by, ()
    try:
        resolve(settings.by[0], voices)
    except QualcodeError:
        name = settings.by[0]
        return (), [f"Nobody has the attribute {name!r}: balanced by length alone; name another with --by."]
    return settings.by[:1], ()


def _changing(ledger: Ledger, new: Sequence[Assignment]) -> tuple[tuple[str, str], ...]:
    """Where somebody has begun a transcript that is now assigned, but not to that coder."""
    pairs = {(entry.coder, entry.transcript) for entry in new}
    transcripts = {entry.transcript for entry in new}
    begun = (pair for pair in begun_in(ledger) if pair[1] in transcripts)
    return tuple(sorted(pair for pair in begun if pair not in pairs))


def _dropped(candidates: Sequence[Assignable], replaced: Set[str]) -> Iterable[str]:
    """What had a coder and has none in the new plan."""
    dropped = sorted(replaced - {each.transcript for each in candidates})
    if dropped:
        more = f" and {len(dropped) - _SHOWN} more" if len(dropped) > _SHOWN else ""
        yield f"Assigned before, and left out of this plan: {', '.join(dropped[:_SHOWN])}{more}."


def _remarks(
    wish: AssignmentRequest,
    candidates: Sequence[Assignable],
    kept: Sequence[Assignment],
    new: Sequence[Assignment],
    shared: int,
) -> Iterable[str]:
    """Where what was assigned before, and stays, keeps the plan from being as it was asked for."""
    about = {each.transcript for each in candidates}
    before = [entry for entry in kept if entry.part == "shared" and entry.transcript in about]
    number = len({entry.transcript for entry in (*before, *new) if entry.part == "shared"})
    if number < shared:
        yield f"Shared: {number}, not {shared}, for what is assigned already stays; --again plans anew."
    pairs = {(entry.coder, entry.transcript) for entry in before}
    for coder in wish.coders:
        missing = sum((coder, name) not in pairs for name in {name for _, name in pairs})
        if missing:
            yield f"{coder} has not got {missing} of those shared before; --again plans anew."
