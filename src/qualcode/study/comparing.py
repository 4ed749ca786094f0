"""What several coders did with the same units of a study: the ground of agreement and disagreements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args

from qualcode.analysis.account import Account
from qualcode.errors import refuse
from qualcode.model import INTERVIEWER, LEVELS, UNITS, Codebook, Coding, Unit, UnitKind, Where
from qualcode.positions import nearest
from qualcode.study.accounting import account_of
from qualcode.study.sharing import Work, chosen_coders, notes_on_sharing, shared_transcripts
from qualcode.study.tables import Tables
from qualcode.study.texts import Texts
from qualcode.suggesters import is_suggester
from qualcode.suggesting import suggestions_of

Cut = Literal["turn", "paragraph", "sentence", "character"]
CUTS: tuple[Cut, ...] = get_args(Cut)
GIVEN = "given"


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
        account: what is counted of all that stands in the logs.
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
    account: Account


def compared(
    tables: Tables,
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
    texts = tables.texts
    work = work or Work(tables.log.finished, tables.log.hand_codings)
    cut = _cut(unit or texts.settings.unit)
    roots = _roots(texts.codebook, codes)
    holding = tables.voices.where(where)
    voices = tables.voices.passing(holding)
    speaking: dict[str, set[str]] = {}
    for transcript, participant in zip(voices["transcript"], voices["participant"], strict=True):
        speaking.setdefault(transcript, set()).add(participant)
    named = chosen_coders(tables.log.coders, coders, work, speaking)
    shared = shared_transcripts([entry.id for entry in texts.transcripts], named, work, speaking)
    codings = tuple(_codings(tables, work, named, shared, roots))
    if all(texts.codebook[code].kind == "topic" for code in roots):
        speaking = {name: {INTERVIEWER} for name in speaking}  # topics are those of the questions
    units = {name: _units(texts, name, cut, speaking[name], codings) for name in shared}
    turns = {name: _units(texts, name, "turn", speaking[name]) for name in shared}
    bodies = {entry.id: entry.body for entry in texts.transcripts if entry.id in units}
    told = account_of(tables.log, voices, _standing(named, shared, speaking), roots.keys())
    notes = (
        *told.in_words(),
        *notes_on_sharing(named, work, len(shared), speaking, named_all=bool(coders)),
        *_notes_on_topics(texts.codebook, named, shared, roots, codings),
        *_notes_on_faults(len(tables.log.faults)),
    )
    return Compared(
        named,
        tuple(code.id for code in texts.codebook if code.id in roots.get(code.id, ())),
        roots,
        shared,
        cut,
        units,
        turns,
        codings,
        bodies,
        holding,
        notes,
        told,
    )


def _standing(
    coders: Sequence[str], shared: Collection[str], speaking: Iterable[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Where the coders' work is compared, and where it is not because not all of them finished."""
    pairs = [(name, coder) for name in speaking for coder in coders]
    return [pair for pair in pairs if pair[0] in shared], [pair for pair in pairs if pair[0] not in shared]


def _cut(name: str) -> Cut:
    found = next((cut for cut in CUTS if cut == name), None)
    return found or refuse("--unit", "is no unit", nearest(name, CUTS))


def _roots(codebook: Codebook, codes: str | Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each code the compared ones that it counts for, as in tallies: itself and those above it."""
    names = [codes] if isinstance(codes, str) else list(codes) or ["themes"]
    if names == [GIVEN]:
        return {code.id: (code.id,) for code in codebook if code.kind != "topic"}
    wanted: list[str] = []
    for name in names:
        if name in LEVELS:
            wanted += [code.id for code in codebook.level(name)]
        elif name in codebook:
            wanted.append(name)
        else:
            refuse(
                "--codes",
                f"{name!r} is no code and no level",
                nearest(name, [*LEVELS, GIVEN, *codebook.by_id]),
            )
    if any(codebook[code].kind != "topic" for code in wanted):
        wanted = [code for code in wanted if codebook[code].kind != "topic"]  # by themselves only
    above = {
        code.id: tuple(entry for entry in codebook.lineage(code.id) if entry in wanted) for code in codebook
    }
    return {code: compared for code, compared in above.items() if compared}


def _codings(
    tables: Tables, work: Work, coders: Sequence[str], transcripts: Collection[str], codes: Collection[str]
) -> Iterator[Coding]:
    machines = [coder for coder in coders if is_suggester(coder)]
    suggested = (suggestions_of(tables.suggestions.codings(name)) for name in machines)
    for coding in chain(work.codings, *suggested):
        if coding.coder in coders and coding.segment.transcript in transcripts and coding.code in codes:
            yield coding


def _units(
    texts: Texts, name: str, cut: Cut, voices: Collection[str], codings: Iterable[Coding] = ()
) -> tuple[Unit, ...]:
    """The units of a transcript that the voices speak."""
    kind: UnitKind = next((known for known in UNITS if known == cut), "paragraph")
    spoken = [unit for unit in texts.units(kind)[name] if (unit.participant or "") in voices]
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


def _notes_on_topics(
    codebook: Codebook,
    coders: Sequence[str],
    transcripts: Collection[str],
    roots: Mapping[str, Sequence[str]],
    codings: Iterable[Coding],
) -> Iterator[str]:
    """Who left the topics to the rules."""
    topics = {code for code in roots if codebook[code].kind == "topic"}
    applied = {coding.coder for coding in codings if coding.code in topics}
    for coder in (coder for coder in coders if topics and coder not in applied):
        yield (
            f"{coder} applied no topic in these {len(transcripts)} transcripts: in tallies that means that "
            "they are left to the rules, here that none was given."
        )


def _notes_on_faults(number: int) -> Iterator[str]:
    """That something in the logs is not counted."""
    if number:
        faults = "1 fault" if number == 1 else f"{number} faults"
        yield f"{faults} in the logs: what they are about is left out; see `qualcode verify`."
