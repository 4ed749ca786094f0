"""What several coders did with the same units of a study: the ground of agreement and disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from qualcode.analysis.selection import select
from qualcode.errors import QualcodeError, refuse
from qualcode.journal.suggestions import suggestions_of
from qualcode.model import CONSENSUS, INTERVIEWER, LEVELS, RULES, UNITS, Coding, Unit, UnitKind, Where
from qualcode.positions import nearest
from qualcode.study.study import Study
from qualcode.transcripts import units_of

Cut = Literal["turn", "paragraph", "sentence", "character"]
CUTS: tuple[Cut, ...] = get_args(Cut)
GIVEN = "given"
_TWO = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """The work of coders who finished the same transcripts.

    Attributes:
        coders: whose work is compared, as named.
        codes: ids of the codes that are compared, in the codebook's order.
        roots: for each code the compared codes that it counts for: itself and those above it.
        transcripts: ids of those that all of the coders finished and that `where` lets pass.
        unit: the cut in which they are compared.
        units: by transcript the units spoken by the voices that pass `where`; of unit `character` the
            stretches between which nobody's coding begins or ends.
        turns: by transcript the turns of the same voices.
        codings: of the coders, in those transcripts, with compared codes.
        bodies: by transcript the text.
        where: the filter that holds.
        notes: what a reader must know of it, a sentence each.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    roots: Mapping[str, tuple[str, ...]]
    transcripts: tuple[str, ...]
    unit: Cut
    units: Mapping[str, Sequence[Unit]]
    turns: Mapping[str, Sequence[Unit]]
    codings: tuple[Coding, ...]
    bodies: Mapping[str, str]
    where: Where
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What people did: by transcript who finished it, and their codings."""

    finished: Mapping[str, Sequence[str]]
    codings: Sequence[Coding]


def compared(
    study: Study,
    coders: Sequence[str] = (),
    codes: str | Sequence[str] = "themes",
    where: Where | None = None,
    unit: str = "",
    *,
    work: Work | None = None,
) -> Compared:
    """Put the work of coders side by side; that of now, or `work`.

    `coders` may name people, `consensus` and `rules`; none for all people who have finished a transcript,
    or the two who share most where all of them share few. `codes` is a level of the codebook, ids of
    codes, or `given`: each code by itself, as it was given. Raises `QualcodeError` for what cannot be
    compared.
    """
    work = work or Work(study.finished, study.hand_codings)
    cut = _cut(unit or study.settings.unit)
    roots = _roots(study, codes)
    holding = study.effective_where(where)
    voices = select(study.voices, holding, study.settings.groups)
    speaking: dict[str, set[str]] = {}
    for transcript, participant in zip(voices["transcript"], voices["participant"], strict=True):
        speaking.setdefault(transcript, set()).add(participant)
    named = _coders(study, coders, work, speaking)
    shared = _shared(study, named, work, speaking)
    codings = tuple(_codings(study, work, named, shared, roots))
    if all(study.codebook[code].kind == "topic" for code in roots):
        speaking = {name: {INTERVIEWER} for name in speaking}  # topics are those of the questions
    units = {name: _units(study, name, cut, speaking[name], codings) for name in shared}
    turns = {name: _units(study, name, "turn", speaking[name]) for name in shared}
    bodies = {entry.id: entry.body for entry in study.transcripts if entry.id in units}
    notes = (
        *_notes(named, work, len(shared), speaking, named_all=bool(coders)),
        *_notes_on_topics(study, named, shared, roots, codings),
        *_notes_on_faults(study),
    )
    return Compared(
        named,
        tuple(code.id for code in study.codebook if code.id in roots.get(code.id, ())),
        roots,
        shared,
        cut,
        units,
        turns,
        codings,
        bodies,
        holding,
        notes,
    )


def _cut(name: str) -> Cut:
    found = next((cut for cut in CUTS if cut == name), None)
    return found or refuse("--unit", "is no unit", nearest(name, CUTS))


def _coders(study: Study, named: Sequence[str], work: Work, passing: Collection[str]) -> tuple[str, ...]:
    people = _people(work.finished.values())
    chosen = tuple(dict.fromkeys(named)) or _sharing(work.finished, passing) or tuple(people)
    if not named and len(chosen) < _TWO:
        who = "nobody has" if not chosen else f"only {chosen[0]} has"
        raise QualcodeError(
            f"agreement is between two coders, and {who} marked a transcript done (`qualcode done`); "
            "or compare with the codebook: --coders NAME,rules"
        )
    known = [*dict.fromkeys([*study.coders, *people]), RULES]
    for coder in chosen:
        if coder not in known:
            refuse("--coders", f"nobody here codes as {coder!r}", nearest(coder, known))
    if len(chosen) < _TWO:
        refuse("--coders", "names one coder", "name two or more, such as ana,bo")
    return chosen


def _people(finished: Iterable[Sequence[str]]) -> list[str]:
    return sorted({coder for names in finished for coder in names} - {CONSENSUS})


def comparable(study: Study, transcripts: Collection[str]) -> tuple[str, ...]:
    """Whose work on these transcripts can be compared: all people who finished any, if they share enough.

    Where all of them share less than half of what the two do who share most: these two. Nobody where no
    two share any.
    """
    return _sharing(study.finished, transcripts)


def _sharing(finished: Mapping[str, Sequence[str]], transcripts: Collection[str]) -> tuple[str, ...]:
    those = [set(names) - {CONSENSUS} for name, names in finished.items() if name in transcripts]
    people = sorted(set().union(*those))
    pairs = Counter(pair for names in those for pair in combinations(sorted(names), _TWO))
    if not pairs:
        return ()
    best = min(pairs, key=lambda pair: (-pairs[pair], pair))
    together = sum(names >= set(people) for names in those)
    return tuple(people) if together * _TWO >= pairs[best] else best


def _roots(study: Study, codes: str | Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each code the compared ones that it counts for, as in tallies: itself and those above it."""
    names = [codes] if isinstance(codes, str) else list(codes) or ["themes"]
    if names == [GIVEN]:
        return {code.id: (code.id,) for code in study.codebook if code.kind != "topic"}
    wanted: list[str] = []
    for name in names:
        if name in LEVELS:
            wanted += [code.id for code in study.codebook.level(name)]
        elif name in study.codebook:
            wanted.append(name)
        else:
            refuse(
                "--codes",
                f"{name!r} is no code and no level",
                nearest(name, [*LEVELS, GIVEN, *study.codebook.by_id]),
            )
    if any(study.codebook[code].kind != "topic" for code in wanted):
        wanted = [code for code in wanted if study.codebook[code].kind != "topic"]  # by themselves only
    above = {
        code.id: tuple(entry for entry in study.codebook.lineage(code.id) if entry in wanted)
        for code in study.codebook
    }
    return {code: compared for code, compared in above.items() if compared}


def _shared(study: Study, coders: Sequence[str], work: Work, passing: Collection[str]) -> tuple[str, ...]:
    people = [coder for coder in coders if coder != RULES]
    shared = tuple(
        entry.id
        for entry in study.transcripts
        if entry.id in passing and all(coder in work.finished.get(entry.id, ()) for coder in people)
    )
    if not shared:
        raise QualcodeError(
            f"there is no transcript that {' and '.join(people)} marked done and that the filter lets pass; "
            "mark them with `qualcode done`, or widen --where"
        )
    return shared


def _codings(
    study: Study, work: Work, coders: Sequence[str], transcripts: Collection[str], codes: Collection[str]
) -> Iterator[Coding]:
    by_rules = suggestions_of(study.derived.codings) if RULES in coders else ()
    for coding in (*work.codings, *by_rules):
        if coding.coder in coders and coding.segment.transcript in transcripts and coding.code in codes:
            yield coding


def _units(
    study: Study, name: str, cut: Cut, voices: Collection[str], codings: Iterable[Coding] = ()
) -> tuple[Unit, ...]:
    """The units of a transcript that the voices speak."""
    transcript = next(entry for entry in study.transcripts if entry.id == name)
    kind: UnitKind = next((known for known in UNITS if known == cut), "paragraph")
    spoken = [unit for unit in units_of(transcript, kind) if (unit.participant or "") in voices]
    if cut != "character":
        return tuple(spoken)
    edges = {
        edge
        for coding in codings
        if coding.segment.transcript == name
        for edge in (coding.segment.start, coding.segment.end)
    }
    return tuple(_stretches(spoken, sorted(edges)))


def _stretches(units: Iterable[Unit], edges: Sequence[int]) -> Iterator[Unit]:
    """The units cut at the edges."""
    at = 0
    for unit in units:
        start = unit.start
        while at < len(edges) and edges[at] <= start:
            at += 1
        while at < len(edges) and edges[at] < unit.end:
            yield Unit(start, edges[at], unit.turn, unit.participant)
            start = edges[at]
            at += 1
        yield Unit(start, unit.end, unit.turn, unit.participant)


def _notes(
    coders: Sequence[str], work: Work, shared: int, passing: Collection[str], *, named_all: bool
) -> Iterator[str]:
    """What is left out."""
    people = [coder for coder in coders if coder != RULES]
    some = sum(any(coder in work.finished.get(name, ()) for coder in people) for name in passing)
    if some > shared:
        yield (
            f"{some - shared} more done by some of {', '.join(people)} but not by all: not compared, for "
            "not seen is not the same as not coded."
        )
    others = [coder for coder in _people(work.finished.values()) if coder not in people]
    if others and not named_all:
        yield (
            f"Compared are {' and '.join(people)}, who share most transcripts; "
            f"{', '.join(others)} finished some, too: choose with --coders."
        )


def _notes_on_topics(
    study: Study,
    coders: Sequence[str],
    transcripts: Collection[str],
    roots: Mapping[str, Sequence[str]],
    codings: Iterable[Coding],
) -> Iterator[str]:
    """Who left the topics to the rules."""
    topics = {code for code in roots if study.codebook[code].kind == "topic"}
    applied = {coding.coder for coding in codings if coding.code in topics}
    for coder in (coder for coder in coders if topics and coder not in applied):
        yield (
            f"{coder} applied no topic in these {len(transcripts)} transcripts: in tallies that means that "
            "they are left to the rules, here that none was given."
        )


def _notes_on_faults(study: Study) -> Iterator[str]:
    """That something in the logs is not counted."""
    number = len(study.log_faults())
    if number:
        faults = "1 fault" if number == 1 else f"{number} faults"
        yield f"{faults} in the logs: what they are about is left out; see `qualcode verify`."
