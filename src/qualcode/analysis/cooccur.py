"""Which codes meet in the same unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from qualcode.analysis.account import Account
from qualcode.analysis.tables import VOICE


@dataclass(frozen=True, slots=True)
class CodePair:
    """`n` units have both codes; `jaccard` is n over the units that have either (None where none has)."""

    a: str
    b: str
    n: int
    jaccard: float | None


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """Co-occurrence of `rows` with `columns` (the same codes, or two sets) within units.

    `units` is the number of units looked at, `having` how many of them have each code.
    """

    unit: str
    where: Mapping[str, Sequence[str]]
    source: Mapping[str, int]
    units: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    having: Mapping[str, int]
    pairs: tuple[CodePair, ...]
    account: Account

    def pair(self, a: str, b: str) -> CodePair:
        """The pair of a row and a column; raises `KeyError` where there is none."""
        for pair in self.pairs:
            if (pair.a, pair.b) == (a, b):
                return pair
        raise KeyError((a, b))

    def as_data(self) -> dict[str, Any]:
        """The table as plain data, for JSON; of a table of codes with themselves, each pair once."""
        position = {code: number for number, code in enumerate(self.columns)}
        once = self.rows == self.columns
        kept = [pair for pair in self.pairs if not once or position[pair.a] < position[pair.b]]
        return {
            "unit": self.unit,
            "where": {key: list(values) for key, values in self.where.items()},
            "source": dict(self.source),
            "units": self.units,
            "codes": [{"code": code, "n": n} for code, n in self.having.items()],
            "cells": [{"a": pair.a, "b": pair.b, "n": pair.n, "jaccard": pair.jaccard} for pair in kept],
            **self.account.beside(),
        }


def incidence(
    codings: pd.DataFrame, units: pd.DataFrame, lineages: Mapping[str, Sequence[str]]
) -> np.ndarray:
    """Return a boolean array, one row a unit and one column a code of `lineages`.

    A unit has a code where a coding of the code, or of one below it, shares a code point with the unit.
    """
    found = np.zeros((len(units), len(lineages)), dtype=bool)
    columns: dict[str, list[int]] = {}
    for number, members in enumerate(lineages.values()):
        for below in members:
            columns.setdefault(below, []).append(number)
    coded = dict(iter(codings.groupby("transcript")))
    numbered = units.reset_index(drop=True)
    for transcript, cut in numbered.groupby("transcript"):
        if transcript in coded:
            _mark(found, cut.sort_values("start"), coded[transcript], columns)
    return found


def _mark(
    found: np.ndarray, cut: pd.DataFrame, coded: pd.DataFrame, columns: Mapping[str, list[int]]
) -> None:
    """Mark the units of one transcript, which are sorted and do not overlap."""
    first = np.searchsorted(cut["end"].to_numpy(), coded["start"].to_numpy(), side="right")
    last = np.searchsorted(cut["start"].to_numpy(), coded["end"].to_numpy(), side="left")
    rows = cut.index.to_numpy()
    for code, begin, end in zip(coded["code"], first, last, strict=True):
        for column in columns.get(code, ()):
            found[rows[begin:end], column] = True


def cooccur_pairs(
    codings: pd.DataFrame,
    units: pd.DataFrame,
    rows: Mapping[str, Sequence[str]],
    columns: Mapping[str, Sequence[str]],
) -> tuple[dict[str, int], tuple[CodePair, ...]]:
    """How many units have each code, and the pairs of every row with every column.

    Args:
        codings: table of codings (see `frames`).
        units: the units looked at.
        rows: codes, each with itself and the codes below it.
        columns: the same for the other side of the table.
    """
    kept = codings.merge(units[VOICE].drop_duplicates(), on=VOICE, how="inner")
    left, right = (incidence(kept, units, codes).astype(np.int64) for codes in (rows, columns))
    both = left.T @ right
    in_rows, in_columns = left.sum(axis=0), right.sum(axis=0)
    having = {code: int(n) for code, n in zip([*rows, *columns], [*in_rows, *in_columns], strict=True)}
    pairs = tuple(
        _pair(a, b, int(both[i, j]), int(in_rows[i] + in_columns[j] - both[i, j]))
        for i, a in enumerate(rows)
        for j, b in enumerate(columns)
    )
    return having, pairs


def _pair(a: str, b: str, n: int, either: int) -> CodePair:
    return CodePair(a, b, n, n / either if either else None)
