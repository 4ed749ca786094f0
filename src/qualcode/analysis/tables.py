"""The tables that every analysis starts from.

`voices`: one row a transcript and participant who speaks in it, with the attributes of transcript,
participant and case as columns `transcript.kind`, `participant.role`, `case.category` …, and the
numbers of words and units spoken. `codings`: one row a coding. A missing value is "".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from qualcode.anchors import word_starts
from qualcode.model import INTERVIEWER, Case, Coding, Participant, Transcript, Units

CODING_COLUMNS = ["transcript", "participant", "start", "end", "code", "coder", "direction", "evidence"]
VOICE = ["transcript", "participant"]
WordStarts = Mapping[str, np.ndarray]


def word_tables(transcripts: Iterable[Transcript]) -> dict[str, np.ndarray]:
    """For each transcript the sorted offsets at which its words start (int64, one entry a word)."""
    return {entry.id: np.asarray(word_starts(entry.body), dtype=np.int64) for entry in transcripts}


def words_between(starts: np.ndarray, start: int, end: int) -> int:
    """Number of words that start in `[start, end)`."""
    return int(np.searchsorted(starts, end) - np.searchsorted(starts, start))


def units_table(units: Units) -> pd.DataFrame:
    """One row a unit that is not the interviewer's: transcript, participant, start, end, turn."""
    rows = [
        (transcript, unit.participant or "", unit.start, unit.end, unit.turn)
        for transcript, entries in units.items()
        for unit in entries
        if unit.participant != INTERVIEWER
    ]
    return pd.DataFrame(rows, columns=[*VOICE, "start", "end", "turn"])


def codings_table(codings: Iterable[Coding], memos: Mapping[Coding, str] | None = None) -> pd.DataFrame:
    """One row a coding, in the order given; `evidence` is printed as `rule: words; …`.

    Where there are `memos`, they have a column `memo`.
    """
    codings = tuple(codings)
    rows = [
        (
            coding.segment.transcript,
            coding.participant or "",
            coding.segment.start,
            coding.segment.end,
            coding.code,
            coding.coder,
            coding.direction or "",
            "; ".join(map(str, coding.evidence)),
        )
        for coding in codings
    ]
    frame = pd.DataFrame(rows, columns=CODING_COLUMNS)
    return frame.assign(memo=[memos.get(coding, "") for coding in codings]) if memos else frame


def voices_table(
    transcripts: Sequence[Transcript],
    participants: Sequence[Participant],
    cases: Sequence[Case],
    units: Units,
    words: WordStarts,
) -> pd.DataFrame:
    """One row a voice; transcripts in the order given, voices in order of appearance."""
    who = {participant.id: participant for participant in participants}
    whose = {case.id: case for case in cases}
    rows = []
    for transcript in transcripts:
        counted = Counter(unit.participant or "" for unit in units[transcript.id])
        for voice in _voices(transcript):
            participant = who.get(voice)
            case = whose.get(participant.case or "") if participant else None
            rows.append(
                {
                    "transcript": transcript.id,
                    "participant": voice,
                    "case": case.id if case else "",
                    "transcript.kind": transcript.kind,
                    **_attributes("transcript", transcript.attributes),
                    **_attributes("participant", participant.attributes if participant else {}),
                    **_attributes("case", case.attributes if case else {}),
                    "words": _words(transcript, voice, words[transcript.id]),
                    "units": counted[voice],
                }
            )
    columns = [*VOICE, "case", *_all_attributes(transcripts, participants, cases), "words", "units"]
    frame = pd.DataFrame(rows, columns=columns)
    texts = [column for column in columns if column not in ("words", "units")]
    return frame.assign(**frame[texts].fillna("").astype(str))


def _voices(transcript: Transcript) -> tuple[str, ...]:
    """The participants who speak; "" for talk that is nobody's, as in a document."""
    nobody = any(turn.participant is None for turn in transcript.turns)
    return (*transcript.participants, *([""] if nobody else []))


def _words(transcript: Transcript, voice: str, starts: np.ndarray) -> int:
    turns = (turn for turn in transcript.turns if (turn.participant or "") == voice)
    return sum(words_between(starts, turn.start, turn.end) for turn in turns)


def _attributes(owner: str, attributes: Mapping[str, str]) -> dict[str, str]:
    return {f"{owner}.{name}": value for name, value in attributes.items()}


def _all_attributes(
    transcripts: Sequence[Transcript], participants: Sequence[Participant], cases: Sequence[Case]
) -> list[str]:
    """The attribute columns in a fixed order, each once."""
    owners: list[tuple[str, Iterable[Transcript | Participant | Case]]] = [
        ("transcript", transcripts),
        ("participant", participants),
        ("case", cases),
    ]
    named = [f"{owner}.{name}" for owner, entries in owners for entry in entries for name in entry.attributes]
    return list(dict.fromkeys(["transcript.kind", *named]))
