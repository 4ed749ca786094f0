"""How many transcripts, participants, cases, codings or words have a code, by group.

Every count comes with the number N it is out of. A parent code has whatever has one of its children, once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from qualcode.analysis.account import Account
from qualcode.analysis.selection import grouped
from qualcode.analysis.tables import VOICE, WordStarts

Count = Literal["transcripts", "participants", "cases", "codings", "words"]
COUNTS: tuple[Count, ...] = get_args(Count)
ALL = "\0all"


@dataclass(frozen=True, slots=True)
class Group:
    """A group and the number N that counts in it are out of."""

    group: str
    N: int


@dataclass(frozen=True, slots=True)
class TallyCell:
    """n of N in a group have the code; `percent` is None where N is 0.

    It is None as well where nobody has looked for the code (`seen`): nothing coded is not zero.
    """

    code: str
    group: str
    n: int
    N: int
    seen: bool = True

    @property
    def percent(self) -> float | None:
        """100 n / N."""
        return 100 * self.n / self.N if self.N and self.seen else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of codes by group, with totals over all groups and what was counted."""

    by: str
    count: Count
    unit: str
    where: Mapping[str, Sequence[str]]
    source: Mapping[str, int]
    groups: tuple[Group, ...]
    cells: tuple[TallyCell, ...]
    totals: tuple[TallyCell, ...]
    account: Account

    @property
    def N(self) -> int:  # noqa: N802 - the field's letter
        """What the counts over all groups are out of; 0 where no code is counted."""
        return self.totals[0].N if self.totals else 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in order of the rows."""
        return tuple(total.code for total in self.totals)

    def cell(self, code: str, group: str) -> TallyCell:
        """The cell of a code and a group; raises `KeyError` where there is none."""
        for cell in self.cells:
            if (cell.code, cell.group) == (code, group):
                return cell
        raise KeyError((code, group))

    def total(self, code: str) -> TallyCell:
        """The cell of a code over all groups; raises `KeyError` where there is none."""
        for total in self.totals:
            if total.code == code:
                return total
        raise KeyError(code)

    def as_data(self) -> dict[str, Any]:
        """The tally as plain data, for JSON."""
        totals = [
            {key: value for key, value in _cell_data(total).items() if key != "group"}
            for total in self.totals
        ]
        return {
            "by": self.by,
            "count": self.count,
            "unit": self.unit,
            "where": {key: list(values) for key, values in self.where.items()},
            "source": dict(self.source),
            "groups": [asdict(group) for group in self.groups],
            "cells": [_cell_data(cell) for cell in self.cells],
            "totals": totals,
            **self.account.beside(),
        }


def _cell_data(cell: TallyCell) -> dict[str, Any]:
    data = {**asdict(cell), "percent": cell.percent}
    del data["seen"]
    return data


def as_seen(
    cells: Iterable[TallyCell], voices: pd.DataFrame, by: str, looked: Mapping[str, Collection[str]]
) -> tuple[TallyCell, ...]:
    """The cells, with those marked in whose group nobody has looked for the code.

    Args:
        cells: of any groups of the voices, and of all of them ("").
        voices: the selected voices.
        by: the attribute that groups them.
        looked: for each code the transcripts in which somebody looked for it: a person who finished them,
            or a suggester who can find it.
    """
    groups = grouped(voices, by)
    transcripts = {str(group): set(rows) for group, rows in voices["transcript"].groupby(groups)}
    transcripts[""] = set(voices["transcript"])
    return tuple(
        replace(cell, seen=bool((transcripts.get(cell.group) or transcripts[""]) & set(looked[cell.code])))
        for cell in cells
    )


def tally_cells(
    codings: pd.DataFrame,
    voices: pd.DataFrame,
    lineages: Mapping[str, Sequence[str]],
    *,
    by: str,
    count: Count,
    groups: Sequence[str],
    words: WordStarts,
) -> tuple[tuple[Group, ...], tuple[TallyCell, ...], tuple[TallyCell, ...]]:
    """Count codings of the selected voices; returns groups, cells and totals.

    Args:
        codings: table of codings (see `frames`); those of other voices are left out.
        voices: the selected voices.
        lineages: for each code to be counted, the codes whose codings it has (itself and below).
        by: attribute that groups the voices.
        count: what is counted. For `codings` N is the number of units spoken, for `words` of words spoken.
        groups: the groups in order of the columns.
        words: offsets at which words start, by transcript.
    """
    keyed = voices.assign(group=grouped(voices, by))
    coded = codings.merge(keyed[[*VOICE, "case", "group"]], on=VOICE, how="inner")
    expanded = _expanded(coded, lineages)
    out_of = {**_numbers(keyed, count), ALL: _number(keyed, count)}
    counted = _counted(expanded, count, words)
    cells = tuple(
        TallyCell(code, group, counted.get((code, group), 0), out_of.get(group, 0))
        for code in lineages
        for group in groups
    )
    totals = tuple(TallyCell(code, "", counted.get((code, ALL), 0), out_of[ALL]) for code in lineages)
    return tuple(Group(group, out_of.get(group, 0)) for group in groups), cells, totals


def _expanded(coded: pd.DataFrame, lineages: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """One row a coding and counted code that has it; each row once more under the group `ALL`."""
    pairs = pd.DataFrame(
        [(below, code) for code, members in lineages.items() for below in members],
        columns=["code", "counted"],
    )
    expanded = coded.merge(pairs, on="code", how="inner")
    return pd.concat([expanded, expanded.assign(group=ALL)], ignore_index=True)


# --- what is counted ----------------------------------------------------------------------

_KEYS: Mapping[Count, list[str]] = {
    "transcripts": ["transcript"],
    "participants": ["participant"],
    "cases": ["case"],
    "codings": ["transcript", "start", "end"],
}
_SUMS: Mapping[Count, str] = {"codings": "units", "words": "words"}


def _number(voices: pd.DataFrame, count: Count) -> int:
    if count in _SUMS:
        return int(voices[_SUMS[count]].sum())
    column = voices[_KEYS[count][0]]
    return int(column[column != ""].nunique())


def _numbers(voices: pd.DataFrame, count: Count) -> dict[str, int]:
    return {str(group): _number(members, count) for group, members in voices.groupby("group")}


def _counted(expanded: pd.DataFrame, count: Count, words: WordStarts) -> dict[tuple[str, str], int]:
    """N by code and group; empty keys (no participant, no case) do not count."""
    if count == "words":
        parts = expanded.groupby(["counted", "group"], sort=False)
        return {(str(code), str(group)): _covered_words(rows, words) for (code, group), rows in parts}
    keys = _KEYS[count]
    present = expanded[expanded[keys[0]] != ""].drop_duplicates(["counted", "group", *keys])
    return dict(Counter(zip(present["counted"], present["group"], strict=True)))


def _covered_words(rows: pd.DataFrame, words: WordStarts) -> int:
    """Number of words under the segments, each once however many segments lie over it."""
    covered = 0
    for transcript, segments in rows.drop_duplicates(["transcript", "start", "end"]).groupby("transcript"):
        starts = words[str(transcript)]
        first = np.searchsorted(starts, segments["start"].to_numpy())
        last = np.searchsorted(starts, segments["end"].to_numpy())
        edges = np.zeros(len(starts) + 1, dtype=np.int64)
        np.add.at(edges, first, 1)
        np.add.at(edges, last, -1)
        covered += int((np.cumsum(edges[:-1]) > 0).sum())
    return covered
