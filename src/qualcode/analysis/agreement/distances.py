"""How far apart two ratings are, by level of measurement, and how far two drawn at random would be."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from qualcode.analysis.agreement.patterns import Floats, Ints, Patterns

Level = Literal["nominal", "ordinal", "interval", "ratio", "jaccard", "masi"]
LEVELS: tuple[Level, ...] = get_args(Level)[:4]
NUMERIC: tuple[Level, ...] = ("ordinal", "interval", "ratio")
MOST_VALUES = 5_000
"""So many different values a level may have that needs the distances of all of them from each other."""


@dataclass(frozen=True)
class Distances:
    """Distances between categories.

    Attributes:
        between: of two arrays of categories (n,) their distances (…, n).
        expected: (…,), the mean distance of two ratings drawn with replacement.
        largest: (…,), the largest distance between categories.
    """

    between: Callable[[Ints, Ints], Floats]
    expected: Floats
    largest: Floats


def distances_of(level: Level, patterns: Patterns, numbers: Floats) -> Distances:
    """The distances of a level; `numbers` (…, categories) says how often each category was given."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = numbers / numbers.sum(axis=-1, keepdims=True)
    if level == "nominal":
        return Distances(_differ, 1 - (shares**2).sum(axis=-1), np.asarray(1.0))
    if level == "ordinal":
        return _squared(numbers.cumsum(axis=-1) - numbers / 2, shares)
    if level == "interval":
        values = np.asarray(patterns.categories, dtype=np.float64)
        return _squared(values - values.mean(), shares)
    table = _table(level, patterns.categories)
    expected = np.asarray(np.einsum("...i,...i", shares @ table, shares))
    return Distances(lambda left, right: table[left, right], expected, _positive(table.max()))


def _differ(left: Ints, right: Ints) -> Floats:
    return np.asarray(left != right, dtype=np.float64)


def _squared(values: Floats, shares: Floats) -> Distances:
    """Squared differences between numbers (…, categories): of ranks, of values."""
    mean = (shares * values).sum(axis=-1)
    variance = (shares * (values - mean[..., None]) ** 2).sum(axis=-1)
    apart = _positive((values[..., -1] - values[..., 0]) ** 2)
    return Distances(lambda left, right: (values[..., left] - values[..., right]) ** 2, 2 * variance, apart)


def _positive(largest: Floats) -> Floats:
    return np.asarray(np.where(np.asarray(largest) > 0, largest, 1.0))


def _table(level: Level, categories: tuple[Hashable, ...]) -> Floats:
    """(categories, categories): every distance."""
    if level == "ratio":
        values = np.asarray(categories, dtype=np.float64)
        sums = values[:, None] + values[None, :]
        return np.asarray(((values[:, None] - values[None, :]) / np.where(sums == 0, 1.0, sums)) ** 2)
    distance = jaccard if level == "jaccard" else masi
    sets = [entry for entry in categories if isinstance(entry, frozenset)]
    return np.array([[distance(one, other) for other in sets] for one in sets]).reshape(len(sets), len(sets))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard distance of two sets: 1 - shared / all; 0 between two empty sets.

    Source: Jaccard (1901), Étude comparative de la distribution florale. Example: {a, b} and {b, c}: 2/3.
    """
    union = len(one | other)
    return 1 - len(one & other) / union if union else 0.0


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """MASI distance: 1 - Jaccard · M, with M 1 for equal sets, 2/3 for one within the other, 1/3, or 0.

    Source: Passonneau (2006), Measuring agreement on set-valued items (MASI) for semantic and pragmatic
    annotation, LREC. Example: {a, b} and {a, b, c, d}: 1 - 1/2 · 2/3 = 2/3.
    """
    if one == other:
        return 0.0
    shared = one & other
    if not shared:
        return 1.0
    return 1 - (1 - jaccard(one, other)) * (2 / 3 if shared in (one, other) else 1 / 3)
