"""A study's results gathered into a `Report`, and the report written as a workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from qualcode.analysis.quotes import Quote
from qualcode.analysis.selection import attributes_of, group_order, grouped, resolve
from qualcode.exchange.report import Excerpt, Matrix, Report
from qualcode.model import Transcript
from qualcode.privacy.masking import MASK, mask_names
from qualcode.study import Study


def export_xlsx(study: Study, path: Path | None = None, *, internal: bool = False) -> Path:
    """Write the study's workbook, whole or not at all, and return where it is.

    Identifying attributes stay out unless `internal`. Raises `QualcodeError` where it cannot be written.
    """
    from qualcode.exchange.excel import write_workbook

    target = path or study.workbook_path(internal=internal)
    write_workbook(report_of(study, internal=internal), target)
    return target


def report_of(study: Study, *, internal: bool = False) -> Report:
    """Gather the results of a study under its default filter."""
    where, voices = study.select()
    shown, hidden = _attributes(study, voices, internal=internal)
    gathered = _Excerpts(study, shown, internal=internal)
    excerpts = tuple(gathered)
    return Report(
        title=study.settings.title,
        program=f"qualcode {version('qualcode')}",
        codebook=study.codebook,
        unit=study.settings.unit,
        where=where,
        source=study.source(voices),
        dates=_dates(voices),
        numbers=_numbers(voices, study.settings.unit),
        internal=internal,
        attributes=tuple(column.rpartition(".")[2] for column in shown),
        hidden=hidden,
        notes=(*_notes(study, gathered.masked, internal=internal), *study.settings.limits),
        themes=tuple(_matrix(study, by, "themes") for by in study.settings.by),
        subthemes=_matrix(study, study.settings.by[0], "subthemes"),
        cooccurrence=tuple(study.cooccur(unit=unit) for unit in dict.fromkeys((study.settings.unit, "turn"))),
        flags=study.cooccur("flags", having="themes"),
        excerpts=excerpts,
        sample={name: _sample(study, voices, name) for name in _sampled(study, voices, hidden)},
        register=tuple(_register(voices, study.transcripts)) if internal else (),
    )


def _matrix(study: Study, by: str, codes: str) -> Matrix:
    transcripts, codings = (study.tally(by, count, codes) for count in ("transcripts", "codings"))
    return Matrix(by, transcripts, codings)


# --- attributes ---------------------------------------------------------------------------


def _attributes(study: Study, voices: pd.DataFrame, *, internal: bool) -> tuple[list[str], tuple[str, ...]]:
    """The columns to show, and the names of the identifying ones left out.

    What is the same for all says nothing about any one and is not shown.
    """
    identifying = {resolve(name, voices) for name in study.settings.identifying}
    columns = [name for name in attributes_of(voices) if internal or not _tells(voices, name, identifying)]
    first = [resolve(name, voices) for name in study.settings.by]
    varying = [name for name in columns if voices[name].nunique() > 1 and name not in first]
    hidden = () if internal else study.settings.identifying
    return list(dict.fromkeys([*(name for name in first if name in columns), *varying])), hidden


def _tells(voices: pd.DataFrame, column: str, identifying: Collection[str]) -> bool:
    """Whether a column is identifying, or another name for one that is."""
    return any(column == other or voices[column].equals(voices[other]) for other in identifying)


def _dates(voices: pd.DataFrame) -> tuple[str, str]:
    dates = sorted(filter(None, voices.get("transcript.date", pd.Series(dtype=str))))
    return (dates[0], dates[-1]) if dates else ("", "")


def _numbers(voices: pd.DataFrame, unit: str) -> dict[str, int]:
    named = {
        name: voices[name][voices[name] != ""].nunique() for name in ("transcript", "participant", "case")
    }
    return {
        "transcripts": int(named["transcript"]),
        "participants": int(named["participant"]),
        "cases": int(named["case"]),
        f"{unit}s spoken": int(voices["units"].sum()),
        "words spoken": int(voices["words"].sum()),
    }


def _notes(study: Study, masked: int, *, internal: bool) -> Iterator[str]:
    yield "Pseudonymised, which is no guarantee: check the excerpts before passing them on."
    if internal:
        yield "INTERNAL: holds identifying attributes. Not to leave the team."
        return
    yield f"Left out as identifying: {', '.join(study.settings.identifying)}."
    yield f"Names of the speaker's own case are replaced by {MASK} in the excerpts ({masked} times)."
    yield "Excerpts stand in an order that does not follow the interviews."


def _sampled(study: Study, voices: pd.DataFrame, hidden: Sequence[str]) -> list[str]:
    kept = {resolve(name, voices) for name in hidden}
    return [name for name in study.settings.groups if resolve(name, voices) not in kept]


def _sample(study: Study, voices: pd.DataFrame, name: str) -> list[tuple[str, int, int, int]]:
    groups = group_order(voices, name, study.settings.groups[name])
    by_group = dict(iter(voices.groupby(grouped(voices, name))))
    empty = voices.iloc[:0]
    members = [(group, by_group.get(group, empty)) for group in groups]
    return [
        (
            group,
            int(rows["transcript"].nunique()),
            int(rows["participant"].nunique()),
            int(rows["words"].sum()),
        )
        for group, rows in members
    ]


def _register(voices: pd.DataFrame, transcripts: Sequence[Transcript]) -> Iterator[Mapping[str, str]]:
    hashes = {transcript.id: transcript.body_hash[:12] for transcript in transcripts}
    for row in voices.astype(str).to_dict("records"):
        yield {
            **{str(key).rpartition(".")[2] if "." in str(key) else str(key): str(row[key]) for key in row},
            "version": hashes[row["transcript"]],
        }


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


# --- excerpts -----------------------------------------------------------------------------


class _Excerpts:
    """The codings of themes and flags as excerpts; counts in `masked` the names taken out of them."""

    def __init__(self, study: Study, columns: Sequence[str], *, internal: bool) -> None:
        self.study, self.columns, self.internal, self.masked = study, columns, internal, 0
        topics = study.segments([code.id for code in study.codebook.level("topics")])
        self._topics = {(quote.transcript, quote.start): quote.codes for quote in topics}
        self._cases = {case.id: case.names for case in study.cases}
        self._hashes = {transcript.id: transcript.body_hash for transcript in study.transcripts}
        self._turns = {entry.id: [turn.start for turn in entry.turns] for entry in study.transcripts}

    def __iter__(self) -> Iterator[Excerpt]:
        codebook = self.study.codebook
        wanted = [code.id for code in codebook if code.kind != "topic"]
        excerpts = [
            self._excerpt(quote, code) for quote in self.study.segments(wanted) for code in quote.codes
        ]
        order = {code.id: number for number, code in enumerate(codebook)}
        return iter(excerpts if self.internal else sorted(excerpts, key=lambda e: (order[e.code], e.id)))

    def _excerpt(self, quote: Quote, code: str) -> Excerpt:
        attributes = {"transcript": quote.transcript, "participant": quote.participant, **quote.attributes}
        segment = f"{self._hashes[quote.transcript]}:{quote.start}:{quote.end}"
        return Excerpt(
            id=_short_hash(f"{segment}:{code}"),
            segment=_short_hash(segment),
            code=code,
            codes=quote.codes,
            topics=self._topics_of(quote),
            attributes={name.rpartition(".")[2]: attributes[name] for name in self.columns},
            text=self._masked(quote.text, quote),
            context=self._masked(quote.context, quote) if self.internal else "",
            evidence=self._masked(quote.evidence, quote),
            coder=quote.coder,
        )

    def _topics_of(self, quote: Quote) -> tuple[str, ...]:
        start = max(start for start in self._turns[quote.transcript] if start <= quote.start)
        return self._topics.get((quote.transcript, start), ())

    def _masked(self, text: str, quote: Quote) -> str:
        if self.internal:
            return text
        masked, times = mask_names(text, self._cases.get(quote.attributes.get("case", ""), ()))
        self.masked += times
        return masked
