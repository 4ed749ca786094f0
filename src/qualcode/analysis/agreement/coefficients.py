"""Coefficients of agreement, as pure functions of patterns and weights.

Each function takes `Patterns` and weights (…, patterns) and returns observed and expected agreement (…,):
the coefficient is (observed - expected) / (1 - expected). The worked example of all is table 1 of
Krippendorff (2011), four coders, twelve units, with missing ratings; Gwet (2014) prints the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from qualcode.analysis.agreement.distances import Level, distances_of
from qualcode.analysis.agreement.patterns import MISSING, Floats, Patterns


class Parts(NamedTuple):
    """Observed agreement and that expected by chance, (…,)."""

    observed: Floats
    expected: Floats


def percent(patterns: Patterns, weights: Floats) -> Parts:
    """Percent agreement: the share of pairs of ratings of a unit that are the same, averaged over units.

    With two coders it is the share of units on which they agree. Nothing is expected by chance.
    Worked example: 0.818 in Gwet (2014).
    """
    observed = _agreement(patterns, weights)
    return Parts(observed, np.zeros_like(observed))


def cohen(patterns: Patterns, weights: Floats) -> Parts:
    """Cohen's kappa, for two coders; units with one rating are left out.

    Chance: each coder keeps to their own shares of the categories, and these are multiplied and then added.
    Source: Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20. Worked example: 20 units both coded, 1 and 2 by one of them, 61 by none: 0.906.
    """
    pairs = patterns.complete()
    kept = np.asarray(weights)[..., patterns.given == patterns.coders]
    return conger(pairs, kept)


def conger(patterns: Patterns, weights: Floats) -> Parts:
    """Conger's kappa, for any number of coders; with two and nothing missing it is Cohen's.

    Source: Conger (1980), Integration and generalization of kappas for multiple raters, Psychological
    Bulletin 88; with missing ratings Gwet (2014), Handbook of Inter-Rater Reliability. Worked example: 0.763.
    """
    number = patterns.coders
    shares = np.stack([_shares(patterns, weights, coder) for coder in range(number)], axis=-2)
    mean = shares.mean(axis=-2)
    expected = (mean**2).sum(axis=-1) - shares.var(axis=-2, ddof=1).sum(axis=-1) / number
    return Parts(_agreement(patterns, weights), expected)


def fleiss(patterns: Patterns, weights: Floats) -> Parts:
    """Fleiss' kappa, for any number of coders; with two it is Scott's pi.

    Chance: all coders share the categories' mean shares. Source: Fleiss (1971), Measuring nominal scale
    agreement among many raters, Psychological Bulletin 76; with missing ratings Gwet (2014). Worked
    example: 0.761; Fleiss' own ten units and five categories: 0.210.
    """
    return Parts(_agreement(patterns, weights), (_mean_shares(patterns, weights) ** 2).sum(axis=-1))


def ac1(patterns: Patterns, weights: Floats) -> Parts:
    """Gwet's AC1, which stays steady where one category prevails.

    Source: Gwet (2008), Computing inter-rater reliability and its variance in the presence of high
    agreement, British Journal of Mathematical and Statistical Psychology 61. Worked example: 0.775.
    """
    spread = 1 - (_mean_shares(patterns, weights) ** 2).sum(axis=-1)
    return Parts(_agreement(patterns, weights), spread / max(len(patterns.categories) - 1, 1))


def pabak(patterns: Patterns, weights: Floats) -> Parts:
    """Brennan and Prediger's kappa; with two categories it is PABAK (Byrt, Bishop & Carlin 1993).

    Chance: every category that occurs is as likely as any other. Source: Brennan & Prediger (1981),
    Coefficient kappa: some uses, misuses, and alternatives, Educational and Psychological Measurement 41.
    Worked example: 0.773.
    """
    observed = _agreement(patterns, weights)
    return Parts(observed, np.full_like(observed, 1 / len(patterns.categories)))


def alpha(patterns: Patterns, weights: Floats, level: Level = "nominal") -> Parts:
    """Krippendorff's alpha, for any number of coders, missing ratings and any level of measurement.

    Units with one rating are left out. Agreement is 1 - distance / largest distance, corrected for small
    samples as Gwet (2014) writes it; 1 - D_o / D_e comes out the same. Of sets of codes (`jaccard`, `masi`)
    the distances are those of Jaccard (1901) and Passonneau (2006), as they are and not squared.

    Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability. Worked examples (12 units):
    nominal 0.743, ordinal 0.815, interval 0.849, ratio 0.797.
    """
    paired = patterns.pairable
    shares = np.where(paired, 1.0, 0.0)
    numbers = patterns.sums(weights, shares)
    total = numbers.sum(axis=-1)
    distances = distances_of(level, patterns, numbers)
    given = np.maximum(patterns.given, 2)
    apart: Floats = np.zeros(np.shape(weights)[:-1])
    for first, second in patterns.pairs:
        both = (patterns.rows[:, first] != MISSING) & (patterns.rows[:, second] != MISSING)
        left, right = patterns.rows[both, first], patterns.rows[both, second]
        weighed = np.asarray(weights)[..., both] * (2 / (given[both] - 1))
        apart = apart + (weighed * distances.between(left, right)).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (1 - 1 / total) * apart / total / distances.largest
        expected = distances.expected / distances.largest
    return Parts(1 - observed, 1 - expected)


# --- what they share ----------------------------------------------------------------------


def _agreement(patterns: Patterns, weights: Floats) -> Floats:
    """(…,): mean share of agreeing pairs, over the units that at least two coders rated."""
    same = np.zeros(len(patterns.rows))
    for first, second in patterns.pairs:
        one, other = patterns.rows[:, first], patterns.rows[:, second]
        same += (one == other) & (one != MISSING)
    given = patterns.given
    paired = patterns.pairable
    share = np.where(paired, 2 * same / np.maximum(given * (given - 1), 1), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((weights @ share) / (weights @ paired.astype(np.float64)))


def _mean_shares(patterns: Patterns, weights: Floats) -> Floats:
    """(…, categories): the mean over units of the share of a unit's ratings that give the category."""
    rated = (patterns.given > 0).astype(np.float64)
    sums = patterns.sums(weights, rated / np.maximum(patterns.given, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums / (weights @ rated)[..., None])


def _shares(patterns: Patterns, weights: Floats, coder: int) -> Floats:
    """(…, categories): how one coder's ratings are spread over the categories."""
    alone = Patterns(patterns.rows[:, [coder]], patterns.counts, patterns.categories)
    sums = alone.sums(weights, np.ones(len(patterns.rows)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums / sums.sum(axis=-1, keepdims=True))


COEFFICIENTS: Mapping[str, Callable[[Patterns, Floats], Parts]] = {
    "percent": percent,
    "cohen": cohen,
    "fleiss": fleiss,
    "conger": conger,
    "alpha": alpha,
    "ac1": ac1,
    "pabak": pabak,
    "masi": lambda patterns, weights: alpha(patterns, weights, "masi"),
    "jaccard": lambda patterns, weights: alpha(patterns, weights, "jaccard"),
}
