"""Words looked for in a study's transcripts by the codebook's rule language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.analysis.concordance import Concordance, Hit, hits_in, in_uncoded_units, with_codes
from qualcode.analysis.naming import case_ids
from qualcode.analysis.selection import select
from qualcode.coding.derive import Track, silently
from qualcode.coding.expression import (
    Expression,
    Seeker,
    named_code,
    named_lists,
    read_expression,
    rules_of,
)
from qualcode.errors import refuse
from qualcode.files import MEGABYTE, read_text
from qualcode.model import INTERVIEWER, Transcript, Turn, Unit, UnitKind, Where
from qualcode.positions import nearest
from qualcode.transcripts import units_of

if TYPE_CHECKING:
    from qualcode.analysis.concordance import CodedPlace
    from qualcode.codebook.rules import Lists
    from qualcode.coding.language import StudyLanguage
    from qualcode.study.study import Study

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


def find(study: Study, sought: SearchRequest, track: Track[Transcript] = silently) -> Concordance:
    """Find words in the transcripts of a study; nothing is written but its own cache.

    Raises `QualcodeError` for an expression, an attribute or a code that cannot be used.
    """
    if sought.code and sought.code not in study.codebook:
        refuse("--code", "is none of the codebook", nearest(sought.code, study.codebook.by_id))
    seeker = Seeker(_expression(study, sought.expression), lambda: _language(study))
    kind, voices = sought.unit or study.settings.unit, _voices(study, sought.where)
    searched = [transcript for transcript in study.transcripts if transcript.id in voices]
    hits: list[Hit] = []
    for transcript in track(searched, "Looking"):
        units = list(_units(transcript, kind, voices[transcript.id], sought.speaker))
        texts = [transcript.body[unit.start : unit.end] for unit in units]
        hits.extend(hits_in(transcript, units, seeker.words(texts)))
    return Concordance(sought.expression, kind, len(searched), tuple(_by_codes(study, sought, hits, track)))


def _expression(study: Study, text: str) -> Expression:
    code = named_code(text)
    return rules_of(study.codebook, code) if code else read_expression(text, lambda: _lists(study))


def _lists(study: Study) -> Lists:
    place = study.settings.codebook
    return named_lists(read_text(study.folder / place, place=place, limit=10 * MEGABYTE), place)


def _language(study: Study) -> StudyLanguage:
    from qualcode.coding.language import StudyLanguage

    return StudyLanguage(study.settings.language, study.settings.pipeline)


# --- where --------------------------------------------------------------------------------


def _voices(study: Study, where: Where) -> dict[str, set[str]]:
    """By transcript, whose talk is searched: the voices that pass, and the interviewer beside them."""
    if not where:
        return {entry.id: {"", INTERVIEWER, *entry.participants} for entry in study.transcripts}
    wanted = {name: case_ids(name, values, study.voices, study.cases) for name, values in where.items()}
    passing = select(study.voices, wanted, study.settings.groups)
    voices: dict[str, set[str]] = {}
    for transcript, participant in zip(passing["transcript"], passing["participant"], strict=True):
        voices.setdefault(transcript, {INTERVIEWER}).add(participant)
    return voices


def _units(transcript: Transcript, kind: UnitKind, voices: set[str], speaker: Speaker) -> Iterable[Unit]:
    for unit in units_of(transcript, kind):
        turn = transcript.turns[unit.turn]
        if (turn.participant or "") in voices and speaker in {"", _role(turn)}:
            yield unit


def _role(turn: Turn) -> str:
    if turn.participant is None:
        return "nobody"
    return "interviewer" if turn.participant == INTERVIEWER else "participant"


# --- codes --------------------------------------------------------------------------------


def _by_codes(
    study: Study, sought: SearchRequest, hits: Sequence[Hit], track: Track[Transcript]
) -> Sequence[Hit]:
    """The hits that the codings let pass, with their codes where these were asked for."""
    if not (sought.code or sought.uncoded or sought.codes):
        return hits
    codings = _codings(study, track)
    if sought.uncoded:
        kept = [entry for entry in codings if study.codebook[entry[3]].kind != "topic"]
        hits = in_uncoded_units(hits, kept)
    hits = with_codes(hits, codings)
    if sought.code:
        below = {entry.id for entry in study.codebook if sought.code in study.codebook.lineage(entry.id)}
        hits = [hit for hit in hits if below.intersection(hit.codes)]
    return hits


def _codings(study: Study, track: Track[Transcript]) -> list[CodedPlace]:
    """Every coding there is: those that are counted, and all by hand, finished work or not."""
    study.autocode(track)
    frame = study.codings
    counted = zip(frame["transcript"], frame["start"], frame["end"], frame["code"], strict=True)
    by_hand = (
        (coding.segment.transcript, coding.segment.start, coding.segment.end, coding.code)
        for coding in study.hand_codings
    )
    known = {
        (str(where), int(start), int(end), str(code)) for where, start, end, code in (*counted, *by_hand)
    }
    return [entry for entry in known if entry[3] in study.codebook]
