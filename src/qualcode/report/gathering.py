"""A study's results gathered into a `Report`, and the report written as a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import pandas as pd

from qualcode.analysis.cooccur import Cooccurrence
from qualcode.analysis.layers import AUTO
from qualcode.analysis.naming import identifying_columns
from qualcode.analysis.selection import attributes_of, group_order, grouped
from qualcode.analysis.tally import Tally
from qualcode.errors import QualcodeError
from qualcode.model import Where
from qualcode.privacy.masking import MASK
from qualcode.report.coders import comparison_of
from qualcode.report.excerpts import Excerpts, Masks
from qualcode.report.model import Matrix, Report
from qualcode.settings import FILE_NAME
from qualcode.study.exported import Exports
from qualcode.study.tables import Tables
from qualcode.study.texts import Texts

UNSHOWN = "(not shown)"
_Counted = TypeVar("_Counted", Tally, Cooccurrence)


def export_xlsx(
    tables: Tables,
    path: Path | None = None,
    *,
    internal: bool = False,
    source: str = AUTO,
    force: bool = False,
) -> Path:
    """Write the study's workbook, whole or not at all, and return where it is.

    Identifying attributes stay out unless `internal`. `source` says whose codings count (see `Counted`).
    Raises `QualcodeError` where it cannot be written, and, unless `force`, where there is a file that was
    edited since it was written, or that is none of ours (see `free_workbook_path`).
    """
    from qualcode.report.excel import is_as_written, write_workbook

    target = path or tables.texts.workbook_path(internal=internal)
    with Exports(tables.texts.folder, is_as_written).writing(target, force=force):
        write_workbook(report_of(tables, internal=internal, source=source), target)
    return target


def free_workbook_path(texts: Texts) -> Path:
    """Where the workbook can be written and nobody's work is lost: in its place, or else beside it."""
    from qualcode.report.excel import is_as_written

    return Exports(texts.folder, is_as_written).free(texts.workbook_path())


def report_of(tables: Tables, *, internal: bool = False, source: str = AUTO) -> Report:
    """Gather the results of a study under its default filter."""
    where, voices = tables.select(source=source)
    hidden = frozenset() if internal else identifying_columns(tables.texts.settings, tables.voices.table)
    by = _tabled(tables, hidden)
    shown = _headings(tables, _columns(voices, map(tables.voices.column, by), hidden))
    masks = Masks(tables, internal=internal)
    excerpts = tuple(Excerpts(tables, shown, masks, source=source))
    comparison = comparison_of(tables, frozenset(voices["transcript"]), shown, masks)
    return Report(
        title=tables.texts.settings.title,
        program=f"qualcode {version('qualcode')}",
        codebook=tables.texts.codebook,
        unit=tables.texts.settings.unit,
        where=_shown(tables, where, hidden),
        source=tables.source(voices, source),
        dates=_dates(voices, hidden),
        numbers=_numbers(voices, tables.texts.settings.unit),
        internal=internal,
        attributes=tuple(shown.values()),
        hidden=() if internal else tables.texts.settings.identifying,
        notes=(
            *tables.notes(source=source, topics=True, named=internal),
            *_notes(tables, masks.times, internal=internal),
            *tables.texts.settings.limits,
        ),
        themes=tuple(_matrix(tables, name, "themes", source) for name in by),
        subthemes=_matrix(tables, by[0], "subthemes", source),
        cooccurrence=tuple(
            _unnamed(tables.cooccur(unit=unit, source=source))
            for unit in dict.fromkeys((tables.texts.settings.unit, "turn"))
        ),
        flags=_unnamed(tables.cooccur("flags", having="themes", source=source)),
        excerpts=excerpts,
        comparison=comparison,
        sample={name: _sample(tables, voices, name) for name in _sampled(tables, hidden)},
        register=tuple(_register(tables, voices)) if internal else (),
    )


def _shown(tables: Tables, where: Where, hidden: Collection[str]) -> dict[str, list[str]]:
    """The filter, without values that identify."""
    return {
        name: [UNSHOWN] if tables.voices.column(name) in hidden else list(values)
        for name, values in where.items()
    }


def _matrix(tables: Tables, by: str, codes: str, source: str) -> Matrix:
    transcripts, codings = (
        _unnamed(tables.tally(by, count, codes, source=source)) for count in ("transcripts", "codings")
    )
    return Matrix(by, transcripts, codings)


def _unnamed(result: _Counted) -> _Counted:
    """A table whose account names no transcript: what it left out is told by number."""
    return replace(result, account=result.account.unnamed())


# --- attributes ---------------------------------------------------------------------------


def _tabled(tables: Tables, hidden: Collection[str]) -> list[str]:
    """The attributes of the tables; raises `QualcodeError` where none may be shown."""
    by_column = {tables.voices.column(name): name for name in reversed(tables.texts.settings.by)}
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


def _headings(tables: Tables, columns: Sequence[str]) -> dict[str, str]:
    """What a column is called: as the study's tables call it, or in short unless two would be the same."""
    named = {tables.voices.column(name): name for name in tables.texts.settings.by}
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


def _notes(tables: Tables, masked: int, *, internal: bool) -> Iterator[str]:
    yield "Pseudonymised, which is no guarantee: check the excerpts before passing them on."
    if internal:
        yield "INTERNAL: holds identifying attributes. Not to leave the team."
        return
    yield f"Left out as identifying: {', '.join(tables.texts.settings.identifying) or 'nothing'}."
    yield f"Names of the speaker's own case are replaced by {MASK} in the excerpts ({masked} times)."
    yield "Excerpts stand in an order that does not follow the interviews."


def _sampled(tables: Tables, hidden: Collection[str]) -> list[str]:
    return [name for name in tables.texts.settings.groups if tables.voices.column(name) not in hidden]


def _sample(tables: Tables, voices: pd.DataFrame, name: str) -> list[tuple[str, int, int, int]]:
    groups = group_order(voices, name, tables.texts.settings.groups[name])
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


def _register(tables: Tables, voices: pd.DataFrame) -> Iterator[Mapping[str, str]]:
    hashes = {transcript.id: transcript.body_hash[:12] for transcript in tables.texts.transcripts}
    listed = voices.assign(version=voices["transcript"].map(hashes)).astype(str)
    headings = _headings(tables, list(listed.columns))
    for row in listed.to_dict("records"):
        yield {heading: str(row[column]) for column, heading in headings.items()}
