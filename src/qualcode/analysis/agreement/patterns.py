"""Ratings as patterns: which combinations of answers occur, and how often.

A million units rated by three coders in five categories have at most 216 different rows. Whatever is
asked of the units is asked of the rows and weighed by how often each occurs; a bootstrap resample is
another set of weights.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
MISSING = -1
_PACKED = 1 << 22


@dataclass(frozen=True, eq=False)
class Patterns:
    """The different rows of a table of ratings.

    Attributes:
        rows: (patterns, coders), each an index into `categories`, `MISSING` where a coder gave none.
        counts: (clusters, patterns), how often each row occurs in each cluster of units (all units are one
            cluster where they were drawn one by one).
        categories: what was said: text, a number or a set of codes; in the order of their size where
            they are numbers.
    """

    rows: Ints
    counts: Floats
    categories: tuple[Hashable, ...]

    @property
    def weights(self) -> Floats:
        """(patterns,): how often each row occurs."""
        return np.asarray(self.counts.sum(axis=0), dtype=np.float64)

    @property
    def coders(self) -> int:
        """Number of coders."""
        return int(self.rows.shape[1])

    @cached_property
    def given(self) -> Ints:
        """(patterns,): how many coders rated."""
        return np.asarray((self.rows != MISSING).sum(axis=1), dtype=np.int64)

    @property
    def pairable(self) -> NDArray[np.bool_]:
        """(patterns,): whether at least two coders rated."""
        return np.asarray(self.given > 1)

    @property
    def units(self) -> int:
        """Number of units that at least two coders rated."""
        return round(float(self.weights[self.pairable].sum()))

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of coders, as columns of `rows`."""
        return [(first, second) for second in range(self.coders) for first in range(second)]

    def complete(self) -> Patterns:
        """Only the units that all coders rated."""
        kept = self.given == self.coders
        return Patterns(self.rows[kept], self.counts[:, kept], self.categories)

    def sums(self, weights: Floats, shares: Floats) -> Floats:
        """(…, categories): for each category the weighted sum of `shares` over the ratings that give it.

        `weights` is (…, patterns), `shares` (patterns,): what one rating of a row counts.
        """
        number = len(self.categories)
        if self.rows.shape[0] * number <= _PACKED:
            return np.asarray(weights @ (self._tallies * shares[:, None]))
        valid = self.rows != MISSING
        flat = self.rows[valid]
        row = np.repeat(np.arange(len(self.rows)), self.given)
        lines = [
            np.bincount(flat, (line * shares)[row], minlength=number)
            for line in weights.reshape(-1, weights.shape[-1])
        ]
        return np.asarray(lines, dtype=np.float64).reshape(*weights.shape[:-1], number)

    @cached_property
    def _tallies(self) -> Floats:
        """(patterns, categories): how many coders gave each category."""
        tallies = np.zeros((len(self.rows), len(self.categories)))
        for column in self.rows.T:
            valid = column != MISSING
            tallies[np.flatnonzero(valid), column[valid]] += 1
        return tallies


def patterns_of(
    ratings: Ints,
    categories: Sequence[Hashable],
    *,
    clusters: Ints | None = None,
    weights: Floats | None = None,
) -> Patterns:
    """Count the different rows of a table.

    Args:
        ratings: (units, coders), indexes into `categories` or `MISSING`.
        categories: what the indexes stand for.
        clusters: (units,), the number of the cluster each unit belongs to, from 0; None for units that
            were drawn one by one.
        weights: (units,), how many units each row stands for; None for one.
    """
    keys, rows = _distinct(ratings, len(categories) + 1)
    number = 1 if clusters is None else int(clusters.max(initial=0)) + 1
    where = keys if clusters is None else clusters * len(rows) + keys
    counts = np.bincount(where, weights, minlength=number * len(rows)).astype(np.float64)
    return Patterns(rows, counts.reshape(number, len(rows)), tuple(categories))


def _distinct(ratings: Ints, base: int) -> tuple[Ints, Ints]:
    """For each row the number of its pattern, and the patterns."""
    keys = np.zeros(len(ratings), dtype=np.int64)
    size = 1
    for column in ratings.T:
        if size * base > _PACKED:
            found, keys = np.unique(keys, return_inverse=True)
            size = len(found)
        keys = keys * base + (column + 1)
        size *= base
    if size <= _PACKED:
        present = np.flatnonzero(np.bincount(keys, minlength=1)) if len(keys) else keys
        place = np.zeros(size, dtype=np.int64)
        place[present] = np.arange(len(present))
        numbers = place[keys]
    else:
        present, numbers = np.unique(keys, return_inverse=True)
    first = np.zeros(len(present), dtype=np.int64)
    first[numbers] = np.arange(len(ratings))
    return numbers, ratings[first]
