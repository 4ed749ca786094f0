"""The segments behind a number, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from qualcode.analysis.tables import VOICE
from qualcode.model import Transcript

SEGMENT = [*VOICE, "start", "end"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A coded segment: its codes, its words, the turn around it, and the attributes of who said it.

    `attributes` has the columns of the voices' table (`transcript.kind`, `case.category` …). `direction`
    is that of the codes (`+`), or where they differ, each code with its own (`apples +; pears -`). The
    context starts at the code point `context_start` of the transcript.
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
    direction: str = ""
    memo: str = ""
    context_start: int = 0

    def as_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        return {
            "transcript": self.transcript,
            "participant": self.participant,
            "start": self.start,
            "end": self.end,
            "codes": list(self.codes),
            "coder": self.coder,
            "direction": self.direction,
            "memo": self.memo,
            "text": self.text,
            "evidence": self.evidence,
            "attributes": dict(self.attributes),
        }


def coded_segments(codings: pd.DataFrame, voices: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """One row a segment of the selected voices that has one of the codes, with the voices' attributes.

    `codes`, `evidence`, `coders`, `memos` and `directions` of a row hold those of the wanted codes, joined.
    Rows come in the order of the transcripts, then of the text.
    """
    wanted = codings[codings["code"].isin(list(codes))]
    wanted = wanted.assign(memo=wanted.get("memo", ""), directed=wanted["code"] + " " + wanted["direction"])
    together = wanted.groupby(SEGMENT, sort=False).agg(
        codes=("code", lambda column: ";".join(dict.fromkeys(column))),
        evidence=("evidence", _joined),
        memos=("memo", _joined),
        directions=("directed", _joined),
        coders=("coder", lambda column: ";".join(sorted(set(column)))),
    )
    ordered = voices.assign(_order=pd.factorize(voices["transcript"])[0])
    joined = together.reset_index().merge(ordered, on=VOICE, how="inner")
    return joined.sort_values(["_order", "start", "end"]).drop(columns="_order").reset_index(drop=True)


def _joined(column: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, column)))


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
            direction=_direction(row["directions"].split("; ")),
            memo=row["memos"],
            context_start=turn.start,
        )


def _direction(directed: Sequence[str]) -> str:
    """Codes with their directions (`apples +`, `pears `) → the direction they share, or those there are."""
    directions = {entry.rpartition(" ")[2] for entry in directed}
    if len(directions) == 1:
        return directions.pop()
    return "; ".join(entry for entry in directed if not entry.endswith(" "))
