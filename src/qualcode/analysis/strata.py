"""The stratum of each transcript: the values of some attributes among the voices that speak in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from qualcode.analysis.selection import grouped

ALL = "All"


@dataclass(frozen=True, slots=True)
class Strata:
    """The names of the strata in order, and that of each transcript."""

    names: tuple[str, ...]
    of: Mapping[str, str]


def strata(voices: pd.DataFrame, orders: Mapping[str, Sequence[str]]) -> Strata:
    """Find the strata of the transcripts in `voices` (see `analysis.frames`).

    Args:
        voices: those that count; where several speak who differ, the stratum is all their values (``a + b``).
        orders: for each attribute its values in order; none makes one stratum of all.

    Raises `QualcodeError` for an attribute that nobody has.
    """
    values = {attribute: grouped(voices, attribute) for attribute in orders}
    ranks = {name: {value: rank for rank, value in enumerate(order)} for name, order in orders.items()}
    found: dict[str, tuple[tuple[int, ...], ...]] = {}
    for transcript, rows in voices.groupby("transcript", sort=True):
        found[str(transcript)] = tuple(
            tuple(sorted({ranks[name][str(value)] for value in column.loc[rows.index]}))
            for name, column in values.items()
        )
    named = {key: _name(key, list(orders.values())) for key in sorted(set(found.values()))}
    return Strata(tuple(named.values()), {transcript: named[key] for transcript, key in found.items()})


def _name(key: Sequence[Sequence[int]], orders: Sequence[Sequence[str]]) -> str:
    parts = (" + ".join(order[rank] for rank in ranks) for ranks, order in zip(key, orders, strict=True))
    return " × ".join(parts) or ALL
