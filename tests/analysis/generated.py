"""Generated studies: voices and codings, as plain lists and as the tables that are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from qualcode.analysis.tables import CODING_COLUMNS
from tests.analysis.recount import Piece, Voice

# Every transcript is 90 code points long and has three stretches of 30, one a voice; a stretch is three units
# of 10 with two words each.
STRETCH, UNIT, WORD = 30, 10, 5
LINEAGES: Mapping[str, Sequence[str]] = {
    "fruit": ("fruit", "apple", "pear"),
    "apple": ("apple",),
    "pear": ("pear",),
    "storm": ("storm",),
    "fruit alone": ("fruit",),
}
CODES = ("fruit", "apple", "pear", "storm")


class Made(NamedTuple):
    """A generated study, once as plain voices and pieces and once as the tables that are counted."""

    voices: list[Voice]
    pieces: list[Piece]

    @property
    def voices_table(self) -> pd.DataFrame:
        return pd.DataFrame(
            [
                (
                    voice.transcript,
                    voice.participant,
                    voice.case,
                    *(voice.attributes[name] for name in ("transcript.kind", "participant.role")),
                    len(voice.words),
                    len(voice.units),
                )
                for voice in self.voices
            ],
            columns=[
                "transcript",
                "participant",
                "case",
                "transcript.kind",
                "participant.role",
                "words",
                "units",
            ],
        )

    @property
    def units_table(self) -> pd.DataFrame:
        rows = [(*voice.key, *unit, 0) for voice in self.voices for unit in voice.units]
        return pd.DataFrame(rows, columns=["transcript", "participant", "start", "end", "turn"])

    @property
    def codings_table(self) -> pd.DataFrame:
        return codings_table(self.pieces)

    @property
    def words(self) -> dict[str, np.ndarray]:
        return {voice.transcript: np.arange(0, 3 * STRETCH, WORD) for voice in self.voices}


def codings_table(pieces: Sequence[Piece]) -> pd.DataFrame:
    rows = [(*piece[:4], piece.code, "rules", "", "") for piece in pieces]
    return pd.DataFrame(rows, columns=CODING_COLUMNS)


@st.composite
def studies(draw: st.DrawFn, *, whole_units: bool = False) -> Made:
    """Up to four transcripts with up to three voices each, and codings of what they say.

    With `whole_units` codings are of units, as those of the rules are; otherwise of any span of a voice.
    """
    roles = draw(st.fixed_dictionaries({who: st.sampled_from(["cook", "farmer", ""]) for who in "ABC"}))
    cases = draw(st.fixed_dictionaries({who: st.sampled_from(["North", "South", ""]) for who in "ABC"}))
    voices: list[Voice] = []
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["interview", "document"]))
        speaking = draw(st.lists(st.sampled_from(["A", "B", "C", ""]), min_size=1, max_size=3, unique=True))
        for place, who in enumerate(speaking):
            start = place * STRETCH
            units = tuple((unit, unit + UNIT) for unit in range(start, start + STRETCH, UNIT))
            attributes = {"transcript.kind": kind, "participant.role": roles.get(who, "")}
            words = tuple(range(start, start + STRETCH, WORD))
            voices.append(Voice(f"T{number}", who, cases.get(who, ""), attributes, words, units))
    pieces = draw(st.lists(_pieces(voices, whole_units=whole_units), max_size=12))
    return Made(voices, pieces)


@st.composite
def _pieces(draw: st.DrawFn, voices: list[Voice], *, whole_units: bool) -> Piece:
    voice = draw(st.sampled_from(voices))
    first, last = voice.units[0][0], voice.units[-1][1]
    if whole_units:
        start, end = draw(st.sampled_from(voice.units))
    else:
        start = draw(st.integers(first, last - 1))
        end = draw(st.integers(start + 1, last))
    return Piece(voice.transcript, voice.participant, start, end, draw(st.sampled_from(CODES)))
