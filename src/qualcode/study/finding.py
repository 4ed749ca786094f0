"""Words looked for in a study's transcripts by the codebook's rule language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.analysis.concordance import (
    CodedPlace,
    Concordance,
    Hit,
    hits_in,
    in_uncoded_units,
    with_codes,
)
from qualcode.analysis.naming import case_ids
from qualcode.coding.expression import Expression, Seeker, named_code, read_expression, rules_of
from qualcode.coding.tracking import Track, silently
from qualcode.errors import refuse
from qualcode.model import INTERVIEWER, Codebook, Transcript, Turn, Unit, UnitKind, Where
from qualcode.positions import nearest
from qualcode.study.tables import Tables
from qualcode.study.texts import Texts
from qualcode.study.voices import Voices
from qualcode.transcripts import units_of

if TYPE_CHECKING:
    from qualcode.coding.language import StudyLanguage

Speaker = Literal["", "participant", "interviewer"]
SPEAKERS: tuple[Speaker, ...] = ("participant", "interviewer")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is looked for, and where.

    Attributes:
        expression: a term, a rule, or ``code:ID`` for the rules of a code (see `coding.expression`).
        unit: the cut in which rules look; None for the study's.
        where: only in transcripts of, and talk by, voices with these attributes. The study's own filter
            doesn't count here: by default everything is searched.
        speaker: only what participants, or what interviewers say; a document's talk is neither.
        code: only words that a coding with this code, or one below it, shares a code point with.
        uncoded: only in units without any coding; topics don't count, which whole answers inherit.
        codes: whether the hits are to say which codes lie on them.
    """

    expression: str
    unit: UnitKind | None = None
    where: Where = field(default_factory=dict)
    speaker: Speaker = ""
    code: str = ""
    uncoded: bool = False
    codes: bool = False


def find(
    voices: Voices,
    language: Callable[[], StudyLanguage],
    sought: SearchRequest,
    coded: Callable[[], Iterable[CodedPlace]],
    track: Track[Transcript] = silently,
) -> Concordance:
    """Find words in the transcripts of a study by its own language, which is asked for when it is needed.

    `coded` gives every coding there is (see `places`); it is asked only where the search is about codes.
    Raises `QualcodeError` for an expression, an attribute or a code that cannot be used.
    """
    texts = voices.texts
    if sought.code and sought.code not in texts.codebook:
        refuse("--code", "is none of the codebook", nearest(sought.code, texts.codebook.by_id))
    seeker = Seeker(_expression(texts, sought.expression), language)
    kind, speaking = sought.unit or texts.settings.unit, _speaking(voices, sought.where)
    searched = [transcript for transcript in texts.transcripts if transcript.id in speaking]
    hits: list[Hit] = []
    for transcript in track(searched, "Looking"):
        said = units_of(transcript, kind)
        units = list(_spoken(transcript, said, speaking[transcript.id], sought.speaker))
        words = [transcript.body[unit.start : unit.end] for unit in units]
        hits.extend(hits_in(transcript, units, seeker.words(words)))
    if sought.code or sought.uncoded or sought.codes:
        hits = list(_by_codes(texts.codebook, sought, hits, list(coded())))
    return Concordance(sought.expression, kind, len(searched), tuple(hits))


def _expression(texts: Texts, text: str) -> Expression:
    code = named_code(text)
    return rules_of(texts.codebook, code) if code else read_expression(text, lambda: texts.codebook.lists)


# --- where --------------------------------------------------------------------------------


def _speaking(voices: Voices, where: Where) -> dict[str, set[str]]:
    """By transcript, whose talk is searched: the voices that pass, and the interviewer beside them."""
    texts = voices.texts
    if not where:
        return {entry.id: {"", INTERVIEWER, *entry.participants} for entry in texts.transcripts}
    wanted = {name: case_ids(name, values, voices.table, texts.cases) for name, values in where.items()}
    passing = voices.passing(wanted)
    speaking: dict[str, set[str]] = {}
    for transcript, participant in zip(passing["transcript"], passing["participant"], strict=True):
        speaking.setdefault(transcript, {INTERVIEWER}).add(participant)
    return speaking


def _spoken(
    transcript: Transcript, units: Iterable[Unit], voices: set[str], speaker: Speaker
) -> Iterable[Unit]:
    for unit in units:
        turn = transcript.turns[unit.turn]
        if (turn.participant or "") in voices and speaker in {"", _role(turn)}:
            yield unit


def _role(turn: Turn) -> str:
    if turn.participant is None:
        return "nobody"
    return "interviewer" if turn.participant == INTERVIEWER else "participant"


# --- codes --------------------------------------------------------------------------------


def _by_codes(
    codebook: Codebook, sought: SearchRequest, hits: Sequence[Hit], codings: Sequence[CodedPlace]
) -> Sequence[Hit]:
    """The hits that the codings let pass, with their codes."""
    if sought.uncoded:
        kept = [entry for entry in codings if codebook[entry[3]].kind != "topic"]
        hits = in_uncoded_units(hits, kept)
    hits = with_codes(hits, codings)
    if sought.code:
        below = {entry.id for entry in codebook if sought.code in codebook.lineage(entry.id)}
        hits = [hit for hit in hits if below.intersection(hit.codes)]
    return hits


def places(tables: Tables) -> list[CodedPlace]:
    """Every coding there is: those that are counted, and all by hand, finished work or not."""
    frame = tables.codings
    counted = zip(frame["transcript"], frame["start"], frame["end"], frame["code"], strict=True)
    by_hand = (
        (coding.segment.transcript, coding.segment.start, coding.segment.end, coding.code)
        for coding in tables.log.hand_codings
    )
    known = {
        (str(where), int(start), int(end), str(code)) for where, start, end, code in (*counted, *by_hand)
    }
    return [entry for entry in known if entry[3] in tables.texts.codebook]
