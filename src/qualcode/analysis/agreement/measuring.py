"""A coefficient with its interval, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qualcode.analysis.agreement.coefficients import COEFFICIENTS, Parts, alpha
from qualcode.analysis.agreement.distances import Level
from qualcode.analysis.agreement.patterns import Floats, Patterns

SEED = 1
RESAMPLES = 1_000
_CHUNK = 4_000_000
_MOST = 2_000_000_000
_LEAST = 1e-12
_TAILS = (2.5, 97.5)
_ENOUGH = 0.95
_PAIRED = ("percent", "cohen", "alpha", "jaccard", "masi")


@dataclass(frozen=True, slots=True)
class Measured:
    """One coefficient of agreement.

    `interval` holds the ends of the 95 % bootstrap interval, None where there is none: see `no_interval`.
    `coefficient` is None where it is undefined, and `undefined` says why. `observed` and `expected` are
    shares of agreement.
    """

    metric: str
    level: str
    coefficient: float | None
    interval: tuple[float | None, float | None]
    undefined: str | None
    units: int
    coders: int
    observed: float | None
    expected: float | None
    no_interval: str = ""

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return {
            "metric": self.metric,
            "level": self.level,
            "coefficient": self.coefficient,
            "ci": list(self.interval),
            "undefined": self.undefined,
            "units": self.units,
            "coders": self.coders,
            "observed": self.observed,
            "expected": self.expected,
        }


def measure_all(
    patterns: Patterns,
    metrics: tuple[str, ...],
    *,
    level: Level = "nominal",
    clustered: bool = False,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> list[Measured]:
    """Measure several coefficients on the same ratings, with intervals from the same resamples.

    With `clustered` whole clusters of units are drawn (transcripts), else units one by one.
    """
    found: dict[str, list[Floats]] = {metric: [] for metric in metrics}
    for weights in _resampled(patterns, clustered=clustered, resamples=resamples, seed=seed):
        for metric in metrics:
            found[metric].append(values_of(_parts(metric, patterns, weights, level)))
    return [_measured(patterns, metric, level, found[metric]) for metric in metrics]


def _parts(metric: str, patterns: Patterns, weights: Floats, level: Level) -> Parts:
    return alpha(patterns, weights, level) if metric == "alpha" else COEFFICIENTS[metric](patterns, weights)


def values_of(parts: Parts) -> Floats:
    """(…,): the coefficients, not a number where they are undefined."""
    room = 1 - parts.expected
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(room > _LEAST, (parts.observed - parts.expected) / room, np.nan)


def _resampled(patterns: Patterns, *, clustered: bool, resamples: int, seed: int) -> Iterator[Floats]:
    """Weights (resamples, patterns) of bootstrap samples, some at a time; none where there is one unit."""
    drawn = patterns.counts if clustered else patterns.weights
    size = round(float(drawn.sum())) if not clustered else len(drawn)
    number = len(patterns.rows)
    if size < 2 or number * patterns.coders * resamples > _MOST:
        return
    random = np.random.default_rng(seed)
    chunk = max(1, _CHUNK // max(number, 1))
    for start in range(0, resamples, chunk):
        some = min(chunk, resamples - start)
        if clustered:
            yield random.multinomial(size, np.full(size, 1 / size), some).astype(np.float64) @ drawn
        else:
            yield random.multinomial(size, drawn / drawn.sum(), some).astype(np.float64)


def _measured(patterns: Patterns, metric: str, level: Level, resampled: list[Floats]) -> Measured:
    undefined = _undefined(patterns, metric)
    about = patterns.complete() if metric == "cohen" else patterns
    numbers = about.units, patterns.coders
    if undefined and not (metric == "percent" and about.units):
        seen = 1.0 if about.units else None
        return Measured(metric, level, None, (None, None), undefined, *numbers, seen, None)
    parts = _parts(metric, patterns, patterns.weights, level)
    value = float(values_of(parts))
    observed, expected = _clean(float(parts.observed)), _clean(float(parts.expected))
    if np.isnan(value):
        return Measured(metric, level, None, (None, None), _NO_VARIATION, *numbers, observed, expected)
    interval, why = interval_of(resampled)
    return Measured(metric, level, _clean(value), interval, None, *numbers, observed, expected, why)


def _clean(value: float) -> float:
    """Without the dust of rounding, and without a zero below zero."""
    return round(value, 12) + 0.0


_NO_VARIATION = "all ratings are the same: without variation, agreement cannot be told from chance"


def _undefined(patterns: Patterns, metric: str) -> str | None:
    """Why a coefficient cannot be said, if it can't.

    Alpha and Cohen's kappa look at units that were rated twice only; in the others the chance to agree is
    made from every rating.
    """
    about = patterns.complete() if metric == "cohen" else patterns
    if not about.units:
        return "no unit was rated by two coders"
    looked_at = about.pairable if metric in _PAIRED else about.given > 0
    rated = about.rows[looked_at & (about.weights > 0)]
    if len(np.unique(rated[rated >= 0])) == 1:
        return _NO_VARIATION
    return None


def interval_of(resampled: Sequence[Floats]) -> tuple[tuple[float | None, float | None], str]:
    """The middle 95 % of the resamples, and why there is none.

    A coefficient that many resamples leave undefined hangs on a few clusters; the middle of the others would
    look surer than it is.
    """
    values = np.concatenate(resampled) if resampled else np.array([])
    if not len(values):
        return (None, None), "there is nothing to resample, or too much"
    defined = values[~np.isnan(values)]
    if len(defined) < _ENOUGH * len(values):
        share = 1 - len(defined) / len(values)
        return (None, None), f"{share:.0%} of the resamples leave it undefined: too few cases to say"
    low, high = np.percentile(defined, _TAILS)
    return (_clean(float(low)), _clean(float(high))), ""
