"""Agreement on a study's codes, counted by hand: who gave which code in which of six units."""

from __future__ import annotations

import numpy as np
import pytest

from qualcode.analysis.agreement.coded import (
    CodeAgreement,
    Coded,
    coded,
    metrics_for,
    on_code,
    pooled,
    unitized,
)
from qualcode.analysis.agreement.measuring import interval_of, measure_all
from qualcode.analysis.agreement.patterns import patterns_of
from qualcode.model import Coding, Segment, Unit

BODIES = {"A": "aaaa bbbb cccc dddd", "B": "ee ffffff"}
UNITS = {
    "A": [Unit(start, start + 4, 0, "P") for start in (0, 5, 10, 15)],
    "B": [Unit(0, 2, 0, "P"), Unit(3, 9, 0, "P")],
}
ROOTS = {"apples": ["apples"], "green": ["green", "apples"], "pears": ["pears"]}
CODES = ("apples", "pears")


def given(coder: str, code: str, transcript: str, start: int, end: int) -> Coding:
    return Coding(Segment(transcript, start, end), code, coder)


CODINGS = [
    given("ana", "apples", "A", 0, 9),  # over two units
    given("ana", "apples", "B", 0, 2),
    given("bo", "apples", "A", 0, 4),
    given("bo", "pears", "A", 10, 14),
]
"""Apples: both in one unit, ana alone in two. Pears: bo alone in one."""


def study(*, by_length: bool = False, codings: list[Coding] = CODINGS) -> Coded:
    roots = {"apples": ["apples"], "green": ["apples"], "pears": ["pears"]}
    return coded(codings, UNITS, BODIES, coders=("ana", "bo"), codes=CODES, roots=roots, by_length=by_length)


def counts(found: CodeAgreement) -> tuple[int, int, int, int]:
    (pair,) = found.counts
    return pair.both, pair.first, pair.second, pair.neither


def test_a_unit_has_what_was_given_in_it() -> None:
    found = study()
    assert found.given[:, :, 0].tolist() == [
        [True, True], [True, False], [False, False], [False, False], [True, False], [False, False],
    ]  # fmt: skip
    assert found.given[:, :, 1].sum(axis=0).tolist() == [0, 1]
    assert found.clusters.tolist() == [0, 0, 0, 0, 1, 1]
    assert found.weights.tolist() == [1] * 6
    assert study(by_length=True).weights.tolist() == [4, 4, 4, 4, 2, 6]


def test_a_code_counts_for_those_above_it() -> None:
    found = study(codings=[given("ana", "green", "A", 0, 4)])
    assert found.given[0, 0].tolist() == [True, False]


def test_agreement_on_a_code() -> None:
    found = on_code(study(), "apples")
    assert (found.code, found.units, counts(found)) == ("apples", 6, (1, 2, 0, 3))
    assert found.counts[0].coders == ("ana", "bo")
    assert found.prevalence == pytest.approx({"ana": 3 / 6, "bo": 1 / 6})
    assert found.get("percent").coefficient == pytest.approx(4 / 6)
    assert found.get("cohen").coefficient == pytest.approx((4 / 6 - 1 / 2) / (1 - 1 / 2))
    assert found.get("cohen").expected == pytest.approx(1 / 2)
    assert [each.metric for each in found.measured] == ["percent", "cohen", "alpha", "ac1", "pabak"]


def test_transcripts_are_drawn_whole() -> None:
    """Of A three units in four agree, of B one in two: so the ends are A twice and B twice."""
    assert on_code(study(), "apples").get("percent").interval == (0.5, 0.75)


def test_where_lengths_count_they_are_counted() -> None:
    found = on_code(study(by_length=True), "apples")
    assert (found.units, counts(found)) == (24, (4, 6, 0, 14))
    assert found.prevalence == pytest.approx({"ana": 10 / 24, "bo": 4 / 24})


def test_all_codes_together_ask_every_code_of_every_unit() -> None:
    found = pooled(study())
    assert (found.code, found.units, counts(found)) == ("", 12, (1, 2, 1, 8))
    assert found.prevalence == pytest.approx({"ana": 3 / 12, "bo": 2 / 12})
    assert found.get("percent").coefficient == pytest.approx(9 / 12)
    assert [each.metric for each in found.measured[-2:]] == ["jaccard", "masi"]
    assert found.get("jaccard").units == 6
    assert counts(pooled(study(by_length=True))) == (4, 6, 4, 34)


def test_sets_of_codes_meet_in_part() -> None:
    both = [given(coder, code, "A", 0, 4) for coder in ("ana", "bo") for code in CODES]
    assert pooled(study(codings=both)).get("jaccard").coefficient == pytest.approx(1)
    half = pooled(study(codings=both[:3])).get("jaccard")
    # apples and pears, and apples alone: half a distance; five units empty
    distances = [2 * 1 / 2, 2 * 10, 2 * 10]  # both ways: of the two sets, and of each with nothing
    expected = sum(distances) / (12 * 11)
    assert half.coefficient == pytest.approx(1 - (1 / 2 / 6) / expected)


@pytest.mark.parametrize(("shares", "lopsided"), [
    ((0.04, 0.06), False), ((0.05, 0.05), False), ((0.04, 0.04), True), ((0.02, 0.06), True),
    ((0.94, 0.96), False), ((0.97, 0.95), True), ((0.5, 0.5), False), ((0.0, 1.0), False),
])  # fmt: skip
def test_few_or_nearly_all_are_lopsided(shares: tuple[float, float], lopsided: bool) -> None:
    prevalence = dict(zip(("ana", "bo"), shares, strict=True))
    assert CodeAgreement("x", 100, prevalence, (), ()).is_lopsided is lopsided


def test_the_kappa_of_two_is_cohen_s_and_of_more_those_of_fleiss_and_conger() -> None:
    assert metrics_for(2) == ("percent", "cohen", "alpha", "ac1", "pabak")
    assert metrics_for(3) == ("percent", "fleiss", "conger", "alpha", "ac1", "pabak")


# --- spans within turns -------------------------------------------------------------------

TURNS = {"A": [Unit(5, 9, 1, "P"), Unit(10, 14, 2, "P")], "B": [Unit(0, 9, 0, "P")]}


@pytest.mark.parametrize(("place", "mark"), [
    (("A", 5, 9), (0, 0, 4)),
    (("A", 6, 8), (0, 1, 3)),
    (("A", 10, 14), (0, 4, 8)),
    (("B", 0, 2), (1, 0, 2)),
    (("A", 0, 4), None),  # before the first turn that counts
    (("A", 9, 10), None),  # between two
    (("A", 14, 15), None),
    (("A", 15, 19), None),
])  # fmt: skip
def test_spans_are_those_within_turns_one_after_the_other(
    place: tuple[str, int, int], mark: tuple[int, int, int] | None
) -> None:
    codings = [given("bo", "apples", *place)]
    found = unitized(codings, TURNS, coders=("ana", "bo"), roots=ROOTS, resamples=7, seed=3)
    assert found.marks == ((), ((*mark, "apples"),) if mark else ())
    assert (found.lengths, found.resamples, found.seed) == ((8, 9), 7, 3)


def test_a_span_is_marked_with_every_code_it_counts_for() -> None:
    found = unitized([given("ana", "green", "B", 0, 2)], TURNS, coders=("ana",), roots=ROOTS)
    assert [mark[-1] for mark in found.marks[0]] == ["green", "apples"]


# --- intervals, and why there are none ----------------------------------------------------


def test_where_all_ratings_are_the_same_everything_observed_agrees() -> None:
    same = patterns_of(np.array([[1, 1], [1, 1]]), (False, True))
    kappa, percent = measure_all(same, ("cohen", "percent"), resamples=5)
    assert (kappa.coefficient, kappa.observed, kappa.expected) == (None, 1.0, None)
    assert percent.coefficient == 1
    alone = patterns_of(np.array([[1, -1], [-1, 1]]), (False, True))
    (nobody,) = measure_all(alone, ("alpha",), resamples=5)
    assert (nobody.observed, nobody.undefined) == (None, "no unit was rated by two coders")


def test_of_one_unit_or_transcript_nothing_can_be_drawn() -> None:
    one = patterns_of(np.array([[0, 1]]), (False, True))
    assert measure_all(one, ("percent",))[0].no_interval == "there is nothing to resample, or too much"
    two = patterns_of(np.array([[0, 1], [1, 1]]), (False, True))
    assert measure_all(two, ("percent",))[0].interval == (0.0, 1.0)
    assert measure_all(two, ("percent",), clustered=True)[0].interval == (None, None)


def test_an_interval_is_the_middle_of_the_resamples_if_nearly_all_are_defined() -> None:
    defined = np.arange(1, 96) / 100
    ends, why = interval_of([defined, np.full(5, np.nan)])
    assert list(ends) == pytest.approx([0.0335, 0.9265])
    assert not why
    ends, why = interval_of([defined, np.full(6, np.nan)])
    assert (ends, why) == ((None, None), "6% of the resamples leave it undefined: too few cases to say")
