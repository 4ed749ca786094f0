"""Agreement on a study's codes: each code as a question asked of every unit, all together, and as sets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.agreement.measuring import RESAMPLES, SEED, Measured, measure_all
from qualcode.analysis.agreement.patterns import Floats, Ints, Patterns, patterns_of
from qualcode.analysis.agreement.stretches import Marked
from qualcode.analysis.agreement.unitizing import Unitizing
from qualcode.analysis.layering import units_under
from qualcode.model import Coding, Unit

ANSWERS = (False, True)
_RARE = 0.05
_TWO = 2


@dataclass(frozen=True)
class Coded:
    """Who gave which code in which unit.

    Attributes:
        given: (units, coders, codes), whether the coder gave the code there.
        clusters: (units,), the number of the unit's transcript.
        weights: (units,), 1, or its length where stretches of text are compared.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    given: NDArray[np.bool_]
    clusters: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Counts:
    """The 2×2 table of two coders: numbers of units."""

    coders: tuple[str, str]
    both: int
    first: int
    second: int
    neither: int

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        only = {self.coders[0]: self.first, self.coders[1]: self.second}
        return {"coders": list(self.coders), "both": self.both, "only": only, "neither": self.neither}


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """How far coders agree on one code, or (code "") on all together.

    `prevalence` is the share of units that have the code, by coder. `measured` holds the coefficients.
    """

    code: str
    units: int
    prevalence: Mapping[str, float]
    counts: tuple[Counts, ...]
    measured: tuple[Measured, ...]

    def get(self, metric: str) -> Measured:
        """The coefficient of that name; raises `KeyError` where there is none."""
        return {each.metric: each for each in self.measured}[metric]

    @property
    def is_lopsided(self) -> bool:
        """Whether so few (or nearly all) units have the code that kappa and alpha mislead."""
        shares = self.prevalence.values()
        mean = sum(shares) / len(shares)
        return not _RARE <= mean <= 1 - _RARE

    def with_spans(self, spans: tuple[Measured, ...]) -> CodeAgreement:
        """The same with coefficients of the spans beside those of the units."""
        return replace(self, measured=(*self.measured, *spans))

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        measured = {each.metric: each.as_data() for each in self.measured}
        return {
            "code": self.code or None,
            "units": self.units,
            "prevalence": dict(self.prevalence),
            "counts": [each.as_data() for each in self.counts],
            "coefficients": measured,
        }


def coded(
    codings: Iterable[Coding],
    units: Mapping[str, Sequence[Unit]],
    bodies: Mapping[str, str],
    *,
    coders: Sequence[str],
    codes: Sequence[str],
    roots: Mapping[str, Sequence[str]],
    by_length: bool = False,
) -> Coded:
    """Say for each unit which coder gave which code; `roots` has for each code those it counts for."""
    starts: dict[str, int] = {}
    number = 0
    for name, cut in units.items():
        starts[name] = number
        number += len(cut)
    given = np.zeros((number, len(coders), len(codes)), dtype=np.bool_)
    places = {
        name: {(unit.start, unit.end): at for at, unit in enumerate(cut)} for name, cut in units.items()
    }
    who, which = ({name: at for at, name in enumerate(names)} for names in (coders, codes))
    for coding in codings:
        name = coding.segment.transcript
        for unit in units_under(units[name], bodies[name], coding.segment):
            at = starts[name] + places[name][unit.start, unit.end]
            for code in roots[coding.code]:
                given[at, who[coding.coder], which[code]] = True
    clusters = np.repeat(np.arange(len(units)), [len(cut) for cut in units.values()])
    lengths = [unit.end - unit.start if by_length else 1 for cut in units.values() for unit in cut]
    return Coded(tuple(coders), tuple(codes), given, clusters, np.array(lengths, dtype=np.float64))


def metrics_for(coders: int) -> tuple[str, ...]:
    """The coefficients that are told: Cohen's kappa of two coders, those of Fleiss and Conger of more."""
    kappas = ("cohen",) if coders == _TWO else ("fleiss", "conger")
    return ("percent", *kappas, "alpha", "ac1", "pabak")


def unitized(
    codings: Iterable[Coding],
    turns: Mapping[str, Sequence[Unit]],
    *,
    coders: Sequence[str],
    roots: Mapping[str, Sequence[str]],
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Unitizing:
    """The spans that coders marked in these turns, for alphas that ask where boundaries were drawn."""
    numbers = {name: at for at, name in enumerate(turns)}
    starts = {name: [turn.start for turn in spoken] for name, spoken in turns.items()}
    before = {
        name: list(accumulate((turn.end - turn.start for turn in spoken), initial=0))
        for name, spoken in turns.items()
    }
    marks: dict[str, list[Marked]] = {coder: [] for coder in coders}
    for coding in codings:
        segment, name = coding.segment, coding.segment.transcript
        at = bisect_right(starts[name], segment.start) - 1
        if at < 0 or segment.start >= turns[name][at].end:
            continue
        moved = before[name][at] - starts[name][at]
        for code in roots[coding.code]:
            marks[coding.coder].append((numbers[name], segment.start + moved, segment.end + moved, code))
    lengths = tuple(lengths[-1] for lengths in before.values())
    return Unitizing(tuple(tuple(marks[coder]) for coder in coders), lengths, resamples, seed)


def on_code(found: Coded, code: str, *, resamples: int = RESAMPLES, seed: int = SEED) -> CodeAgreement:
    """Agreement on one code: given or not given, unit by unit; transcripts are resampled whole."""
    answers = found.given[:, :, found.codes.index(code)].astype(np.int64)
    patterns = patterns_of(answers, ANSWERS, clusters=found.clusters, weights=found.weights)
    return _agreement(code, found.coders, patterns, resamples, seed)


def pooled(found: Coded, *, resamples: int = RESAMPLES, seed: int = SEED) -> CodeAgreement:
    """Agreement on all codes: every code asked of every unit; and on the sets of codes of the units.

    Of the sets (`jaccard`, `masi`) it is Krippendorff's alpha with that distance between sets.
    """
    answers = found.given.transpose(0, 2, 1).reshape(-1, len(found.coders)).astype(np.int64)
    repeats = len(found.codes)
    patterns = patterns_of(
        answers,
        ANSWERS,
        clusters=np.repeat(found.clusters, repeats),
        weights=np.repeat(found.weights, repeats),
    )
    binary = _agreement("", found.coders, patterns, resamples, seed)
    sets = [
        measure_all(_sets(found), (metric,), clustered=True, resamples=resamples, seed=seed)[0]
        for metric in ("jaccard", "masi")
    ]
    return CodeAgreement("", binary.units, binary.prevalence, binary.counts, (*binary.measured, *sets))


def _sets(found: Coded) -> Patterns:
    """The ratings of units with sets of codes; units, coders and sets that occur."""
    flat = found.given.reshape(-1, len(found.codes))
    distinct, numbers = np.unique(flat, axis=0, return_inverse=True)
    names = np.array(found.codes)
    categories = [frozenset(names[row].tolist()) for row in distinct]
    ratings = numbers.reshape(found.given.shape[:2]).astype(np.int64)
    return patterns_of(ratings, categories, clusters=found.clusters, weights=found.weights)


def _agreement(
    code: str, coders: tuple[str, ...], patterns: Patterns, resamples: int, seed: int
) -> CodeAgreement:
    measured = measure_all(patterns, metrics_for(len(coders)), clustered=True, resamples=resamples, seed=seed)
    total = max(float(patterns.weights.sum()), 1.0)
    shares = {
        coder: float(patterns.weights[patterns.rows[:, at] == 1].sum()) / total
        for at, coder in enumerate(coders)
    }
    counts = tuple(_counts(coders, patterns, first, second) for first, second in patterns.pairs)
    return CodeAgreement(code, round(float(patterns.weights.sum())), shares, counts, tuple(measured))


def _counts(coders: tuple[str, ...], patterns: Patterns, first: int, second: int) -> Counts:
    one, other = patterns.rows[:, first] == 1, patterns.rows[:, second] == 1
    cells = (one & other, one & ~other, ~one & other, ~one & ~other)
    numbers = [round(float(patterns.weights[cell].sum())) for cell in cells]
    return Counts((coders[first], coders[second]), *numbers)
