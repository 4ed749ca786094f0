"""All coefficients with 1,000 resamples against one alpha of the `krippendorff` package, on the same data."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from benchmarks.timing import Ratio, compare
from qualcode.analysis.agreement import METRICS, measure_all, patterns_of

UNITS, CODERS, MISSING_SHARE, UNLIKE = 1_000_000, 3, 0.05, 0.3
_ONLY_TWO = {"cohen", "masi", "jaccard"}


def agreement_ratios() -> Iterator[Ratio | str]:
    """A million units, three coders, 2, 5 and 20 categories."""
    if find_spec("krippendorff") is None:
        yield "agreement: nothing to compare with; `pip install krippendorff` first"
        return
    peer = import_module("krippendorff")
    metrics = tuple(metric for metric in METRICS if metric not in _ONLY_TWO)
    for number in (2, 5, 20):
        ratings = _ratings(number)
        values = np.where(ratings < 0, np.nan, ratings).T
        categories = [float(category) for category in range(number)]
        yield compare(
            f"agreement, {number} categories",
            (
                f"{len(metrics)} coefficients, 1,000 resamples",
                lambda r=ratings, c=categories: measure_all(patterns_of(r, c), metrics),  # type: ignore[misc]
            ),
            (
                "krippendorff.alpha",
                lambda v=values: peer.alpha(v, level_of_measurement="nominal"),  # type: ignore[misc]
            ),
            pairs=3,
            goal=1,
        )


def _ratings(categories: int) -> np.ndarray:
    """(units, coders): what three coders who mostly see the same would say; -1 where one said nothing."""
    random = np.random.default_rng(0)
    true = random.integers(0, categories, UNITS)
    columns = [
        np.where(random.random(UNITS) < UNLIKE, random.integers(0, categories, UNITS), true)
        for _ in range(CODERS)
    ]
    ratings = np.stack(columns, axis=1)
    ratings[random.random(ratings.shape) < MISSING_SHARE] = -1
    return ratings
