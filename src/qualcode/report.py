"""A study's results gathered into a `Report`, and the report written as a workbook."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from qualcode.analysis.naming import identifying_columns
from qualcode.analysis.quotes import Quote
from qualcode.analysis.selection import NONE, Where, attributes_of, group_order, grouped
from qualcode.errors import QualcodeError
from qualcode.exchange.report import Excerpt, Matrix, Report
from qualcode.privacy.masking import MASK, mask_names
from qualcode.settings import FILE_NAME
from qualcode.study import Study

UNSHOWN = "(not shown)"


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
    hidden = frozenset() if internal else identifying_columns(study.settings, study.voices)
    by = _tabled(study, hidden)
    shown = _headings(study, _columns(voices, map(study.column, by), hidden))
    gathered = _Excerpts(study, shown, internal=internal)
    excerpts = tuple(gathered)
    return Report(
        title=study.settings.title,
        program=f"qualcode {version('qualcode')}",
        codebook=study.codebook,
        unit=study.settings.unit,
        where=_shown(study, where, hidden),
        source=study.source(voices),
        dates=_dates(voices, hidden),
        numbers=_numbers(voices, study.settings.unit),
        internal=internal,
        attributes=tuple(shown.values()),
        hidden=() if internal else study.settings.identifying,
        notes=(*_notes(study, gathered.masked, internal=internal), *study.settings.limits),
        themes=tuple(_matrix(study, name, "themes") for name in by),
        subthemes=_matrix(study, by[0], "subthemes"),
        cooccurrence=tuple(study.cooccur(unit=unit) for unit in dict.fromkeys((study.settings.unit, "turn"))),
        flags=study.cooccur("flags", having="themes"),
        excerpts=excerpts,
        sample={name: _sample(study, voices, name) for name in _sampled(study, hidden)},
        register=tuple(_register(study, voices)) if internal else (),
    )


def _shown(study: Study, where: Where, hidden: Collection[str]) -> dict[str, list[str]]:
    """The filter, without values that identify."""
    return {
        name: [UNSHOWN] if study.column(name) in hidden else list(values) for name, values in where.items()
    }


def _matrix(study: Study, by: str, codes: str) -> Matrix:
    transcripts, codings = (study.tally(by, count, codes) for count in ("transcripts", "codings"))
    return Matrix(by, transcripts, codings)


# --- attributes ---------------------------------------------------------------------------


def _tabled(study: Study, hidden: Collection[str]) -> list[str]:
    """The attributes of the tables; raises `QualcodeError` where none may be shown."""
    by_column = {study.column(name): name for name in reversed(study.settings.by)}
    named = [name for column, name in reversed(by_column.items()) if column not in hidden]
    if not named:
        raise QualcodeError(
            f"{FILE_NAME} [workbook] by: names no attribute that may be shown; add one that [disclosure] "
            "does not list, or export with --internal"
        )
    return named


def _columns(voices: pd.DataFrame, tabled: Iterable[str], hidden: Collection[str]) -> list[str]:
    """The columns to show; what is the same for all says nothing about any one and is left out."""
    varying = [name for name in attributes_of(voices) if voices[name].nunique() > 1 and name not in hidden]
    return list(dict.fromkeys([*tabled, *varying]))


def _headings(study: Study, columns: Sequence[str]) -> dict[str, str]:
    """What a column is called: as the study's tables call it, or in short unless two would be the same."""
    named = {study.column(name): name for name in study.settings.by}
    short = {column: column.rpartition(".")[2] for column in columns}
    having = Counter(short.values())
    return {
        column: named.get(column) or (name if having[name] == 1 else column) for column, name in short.items()
    }


def _dates(voices: pd.DataFrame, hidden: Collection[str]) -> tuple[str, str]:
    """The first and the last date; where dates identify, their months."""
    dates = sorted(filter(None, voices.get("transcript.date", pd.Series(dtype=str))))
    shown = [date[:7] if "transcript.date" in hidden else date for date in dates]
    return (shown[0], shown[-1]) if shown else ("", "")


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
    yield f"Left out as identifying: {', '.join(study.settings.identifying) or 'nothing'}."
    yield f"Names of the speaker's own case are replaced by {MASK} in the excerpts ({masked} times)."
    yield "Excerpts stand in an order that does not follow the interviews."


def _sampled(study: Study, hidden: Collection[str]) -> list[str]:
    return [name for name in study.settings.groups if study.column(name) not in hidden]


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


def _register(study: Study, voices: pd.DataFrame) -> Iterator[Mapping[str, str]]:
    hashes = {transcript.id: transcript.body_hash[:12] for transcript in study.transcripts}
    listed = voices.assign(version=voices["transcript"].map(hashes)).astype(str)
    headings = _headings(study, list(listed.columns))
    for row in listed.to_dict("records"):
        yield {heading: str(row[column]) for column, heading in headings.items()}


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


# --- excerpts -----------------------------------------------------------------------------


class _Excerpts:
    """The codings of themes and flags as excerpts; counts in `masked` the names taken out of them."""

    def __init__(self, study: Study, headings: Mapping[str, str], *, internal: bool) -> None:
        self.study, self.headings, self.internal, self.masked = study, headings, internal, 0
        topics = study.segments([code.id for code in study.codebook.level("topics")])
        self._topics = {(quote.transcript, quote.start): quote.codes for quote in topics}
        self._cases = {case.id: case.names for case in study.cases}
        self._hashes = {transcript.id: transcript.body_hash for transcript in study.transcripts}
        self._wanted = [code.id for code in study.codebook if code.kind != "topic"]
        self._codes = {self._segment(quote): quote.codes for quote in study.segments(self._wanted)}

    def __iter__(self) -> Iterator[Excerpt]:
        # asked for code by code, a quote brings the evidence for this code and no other
        excerpts = [
            self._excerpt(quote, code) for code in self._wanted for quote in self.study.segments([code])
        ]
        talk = {segment: number for number, segment in enumerate(self._codes)}
        order = {code: number for number, code in enumerate(self._wanted)}
        if self.internal:
            return iter(sorted(excerpts, key=lambda entry: (talk[entry.segment], order[entry.code])))
        return iter(sorted(excerpts, key=lambda entry: (order[entry.code], entry.id)))

    def _segment(self, quote: Quote) -> str:
        place = (quote.transcript, self._hashes[quote.transcript], quote.start, quote.end)
        return _short_hash(":".join(map(str, place)))

    def _excerpt(self, quote: Quote, code: str) -> Excerpt:
        attributes = {"transcript": quote.transcript, "participant": quote.participant, **quote.attributes}
        segment = self._segment(quote)
        return Excerpt(
            id=_short_hash(f"{segment}:{code}"),
            segment=segment,
            code=code,
            codes=self._codes[segment],
            topics=self._topics.get((quote.transcript, quote.start), ()),
            attributes={name: attributes[column] or NONE for column, name in self.headings.items()},
            text=self._masked(quote.text, quote),
            context=self._masked(quote.context, quote) if self.internal else "",
            evidence=self._masked(quote.evidence, quote),
            coder=quote.coder,
        )

    def _masked(self, text: str, quote: Quote) -> str:
        if self.internal:
            return text
        masked, times = mask_names(text, self._cases.get(quote.attributes.get("case", ""), ()))
        self.masked += times
        return masked
