"""A study's results gathered into a `Report`, and the report written as a workbook."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from qualcode.analysis.layers import AUTO
from qualcode.analysis.naming import identifying_columns
from qualcode.analysis.quotes import Quote
from qualcode.analysis.selection import NONE, Where, attributes_of, group_order, grouped
from qualcode.errors import QualcodeError
from qualcode.exchange.report import Excerpt, Matrix, Report
from qualcode.privacy.masking import MASK, mask_excerpt
from qualcode.settings import FILE_NAME
from qualcode.study import Study

UNSHOWN = "(not shown)"


def export_xlsx(
    study: Study, path: Path | None = None, *, internal: bool = False, source: str = AUTO
) -> Path:
    """Write the study's workbook, whole or not at all, and return where it is.

    Identifying attributes stay out unless `internal`. `source` says whose codings count (see `Study`).
    Raises `QualcodeError` where it cannot be written.
    """
    from qualcode.exchange.excel import write_workbook

    target = path or study.workbook_path(internal=internal)
    write_workbook(report_of(study, internal=internal, source=source), target)
    return target


def report_of(study: Study, *, internal: bool = False, source: str = AUTO) -> Report:
    """Gather the results of a study under its default filter."""
    where, voices = study.select(source=source)
    hidden = frozenset() if internal else identifying_columns(study.settings, study.voices)
    by = _tabled(study, hidden)
    shown = _headings(study, _columns(voices, map(study.column, by), hidden))
    gathered = _Excerpts(study, shown, internal=internal, source=source)
    excerpts = tuple(gathered)
    return Report(
        title=study.settings.title,
        program=f"qualcode {version('qualcode')}",
        codebook=study.codebook,
        unit=study.settings.unit,
        where=_shown(study, where, hidden),
        source=study.source(voices, source),
        dates=_dates(voices, hidden),
        numbers=_numbers(voices, study.settings.unit),
        internal=internal,
        attributes=tuple(shown.values()),
        hidden=() if internal else study.settings.identifying,
        notes=(
            *study.notes_on_source(source=source, topics=True),
            *_notes(study, gathered.masked, internal=internal),
            *study.settings.limits,
        ),
        themes=tuple(_matrix(study, name, "themes", source) for name in by),
        subthemes=_matrix(study, by[0], "subthemes", source),
        cooccurrence=tuple(
            study.cooccur(unit=unit, source=source) for unit in dict.fromkeys((study.settings.unit, "turn"))
        ),
        flags=study.cooccur("flags", having="themes", source=source),
        excerpts=excerpts,
        sample={name: _sample(study, voices, name) for name in _sampled(study, hidden)},
        register=tuple(_register(study, voices)) if internal else (),
    )


def _shown(study: Study, where: Where, hidden: Collection[str]) -> dict[str, list[str]]:
    """The filter, without values that identify."""
    return {
        name: [UNSHOWN] if study.column(name) in hidden else list(values) for name, values in where.items()
    }


def _matrix(study: Study, by: str, codes: str, source: str) -> Matrix:
    transcripts, codings = (
        study.tally(by, count, codes, source=source) for count in ("transcripts", "codings")
    )
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

    def __init__(self, study: Study, headings: Mapping[str, str], *, internal: bool, source: str) -> None:
        self.study, self.headings, self.internal, self.masked = study, headings, internal, 0
        self._source = source
        self._topics: dict[str, list[Quote]] = defaultdict(list)
        for quote in self._segments([code.id for code in study.codebook.level("topics")]):
            self._topics[quote.transcript].append(quote)
        self._cases = {case.id: case.names for case in study.cases}
        self._hashes = {transcript.id: transcript.body_hash for transcript in study.transcripts}
        self._wanted = [code.id for code in study.codebook if code.kind != "topic"]
        self._codes = {self._segment(quote): quote.codes for quote in self._segments(self._wanted)}

    def __iter__(self) -> Iterator[Excerpt]:
        # asked for code by code, a quote brings the evidence for this code and no other
        excerpts = [self._excerpt(quote, code) for code in self._wanted for quote in self._segments([code])]
        talk = {segment: number for number, segment in enumerate(self._codes)}
        order = {code: number for number, code in enumerate(self._wanted)}
        if self.internal:
            return iter(sorted(excerpts, key=lambda entry: (talk[entry.segment], order[entry.code])))
        return iter(sorted(excerpts, key=lambda entry: (order[entry.code], entry.id)))

    def _segments(self, codes: Sequence[str]) -> list[Quote]:
        """Units, as they are counted: so behind a number there are as many excerpts."""
        return self.study.segments(codes, source=self._source, unit=self.study.settings.unit)

    def _topics_of(self, quote: Quote) -> tuple[str, ...]:
        """The topics of the place where a quote begins."""
        asked = self._topics[quote.transcript]
        before = asked[: bisect_right(asked, quote.start, key=lambda topic: topic.start)]
        return tuple(
            dict.fromkeys(code for topic in before if quote.start < topic.end for code in topic.codes)
        )

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
            topics=self._topics_of(quote),
            attributes={name: attributes[column] or NONE for column, name in self.headings.items()},
            text=self._masked(quote.context, quote, (quote.start - quote.context_start, len(quote.text))),
            context=quote.context if self.internal else "",
            evidence=self._masked(quote.evidence, quote, (0, len(quote.evidence))),
            coder=quote.coder,
            direction=quote.direction,
        )

    def _masked(self, text: str, quote: Quote, piece: tuple[int, int]) -> str:
        """So many code points of a text from a place on, without the names of the speaker's case."""
        start, end = piece[0], sum(piece)
        if self.internal:
            return text[start:end]
        names = self._cases.get(quote.attributes.get("case", ""), ())
        masked, times = mask_excerpt(text, (start, end), names)
        self.masked += times
        return masked
