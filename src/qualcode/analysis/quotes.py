"""The segments behind a number, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from qualcode.analysis.frames import VOICE
from qualcode.model import Transcript

SEGMENT = [*VOICE, "start", "end"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A coded segment: its codes, its words, the turn around it, and the attributes of who said it.

    `attributes` has the columns of the voices' table (`transcript.kind`, `case.category` …).
    """

    transcript: str
    participant: str
    start: int
    end: int
    codes: tuple[str, ...]
    text: str
    context: str
    evidence: str
    coder: str
    attributes: Mapping[str, str]


def coded_segments(codings: pd.DataFrame, voices: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """One row a segment of the selected voices that has one of the codes, with the voices' attributes.

    `codes`, `evidence` and `coders` of a row hold those of the wanted codes, joined. Rows come in the
    order of the transcripts, then of the text.
    """
    wanted = codings[codings["code"].isin(list(codes))]
    together = wanted.groupby(SEGMENT, sort=False).agg(
        codes=("code", lambda column: ";".join(dict.fromkeys(column))),
        evidence=("evidence", lambda column: "; ".join(dict.fromkeys(filter(None, column)))),
        coders=("coder", lambda column: ";".join(sorted(set(column)))),
    )
    ordered = voices.assign(_order=pd.factorize(voices["transcript"])[0])
    joined = together.reset_index().merge(ordered, on=VOICE, how="inner")
    return joined.sort_values(["_order", "start", "end"]).drop(columns="_order").reset_index(drop=True)


def quotes_of(segments: pd.DataFrame, transcripts: Iterable[Transcript]) -> Iterator[Quote]:
    """Yield the segments of `coded_segments` with their words."""
    by_id = {transcript.id: transcript for transcript in transcripts}
    for row in segments.to_dict("records"):
        transcript = by_id[row["transcript"]]
        start, end = int(row["start"]), int(row["end"])
        turn = next(turn for turn in transcript.turns if turn.start <= start < turn.end)
        yield Quote(
            transcript=transcript.id,
            participant=row["participant"],
            start=start,
            end=end,
            codes=tuple(row["codes"].split(";")),
            text=transcript.body[start:end],
            context=transcript.body[turn.start : turn.end],
            evidence=row["evidence"],
            coder=row["coders"],
            attributes={
                str(key): str(value) for key, value in row.items() if "." in str(key) or key == "case"
            },
        )
