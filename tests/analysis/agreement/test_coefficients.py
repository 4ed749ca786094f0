"""Laws and hand-made examples of the coefficients."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.agreement import METRICS, measure_all, patterns_of
from qualcode.analysis.agreement.distances import jaccard, masi
from qualcode.analysis.agreement.measuring import Measured

SINGLE = tuple(metric for metric in METRICS if metric not in {"cohen", "masi", "jaccard"})


def measured(rows: list[list[int]], *metrics: str, number: int = 0, **options: object) -> list[Measured]:
    ratings = np.array(rows, dtype=np.int64)
    categories = [float(each) for each in range(number or int(ratings.max()) + 1)]
    options.setdefault("resamples", 20)
    return measure_all(patterns_of(ratings, categories), metrics, **options)  # type: ignore[arg-type]


def two_by_two(both: int, first: int, second: int, neither: int) -> list[list[int]]:
    return [[1, 1]] * both + [[1, 0]] * first + [[0, 1]] * second + [[0, 0]] * neither


def test_kappa_of_20_1_2_61_is_0906() -> None:
    kappa, percent = measured(two_by_two(20, 1, 2, 61), "cohen", "percent")
    assert kappa.coefficient == pytest.approx(0.906, abs=0.0005)
    assert percent.coefficient == pytest.approx(81 / 84)
    assert kappa.units == 84


def test_coders_who_agree_at_chance_level_get_0_and_not_a_half() -> None:
    found = measured(two_by_two(25, 25, 25, 25), "cohen", "pabak", "ac1", "fleiss", "conger")
    assert [each.coefficient for each in found] == pytest.approx([0.0] * 5)


def test_where_nearly_nothing_is_coded_kappa_falls_and_ac1_does_not() -> None:
    kappa, steady, pabak = measured(two_by_two(0, 2, 2, 96), "cohen", "ac1", "pabak")
    assert kappa.coefficient == pytest.approx((0.96 - 0.9608) / 0.0392)  # 0.98² + 0.02² = 0.9608
    assert pabak.coefficient == pytest.approx(0.92)
    assert steady.coefficient == pytest.approx((0.96 - 0.0392) / (1 - 0.0392))  # 2 · 0.98 · 0.02


def test_conger_of_two_coders_is_cohen() -> None:
    rows = [[0, 1], [1, 1], [2, 0], [2, 2], [0, 0], [1, 2]]
    cohen, conger = measured(rows, "cohen", "conger")
    assert cohen.coefficient == pytest.approx(conger.coefficient)


def test_one_category_leaves_everything_but_percent_undefined() -> None:
    for found in measured([[0, 0], [0, 0]], "percent", "cohen", "fleiss", "alpha", "ac1", "pabak", number=2):
        if found.metric == "percent":
            assert found.coefficient == 1
        else:
            assert (found.coefficient, found.interval) == (None, (None, None))
            assert "without variation" in (found.undefined or "")


def test_nothing_rated_twice_is_undefined_and_says_so() -> None:
    for found in measured([[0, -1], [-1, 1]], *SINGLE):
        assert (found.coefficient, found.units) == (None, 0)
        assert found.undefined == "no unit was rated by two coders"


def test_a_single_unit_has_a_value_and_no_interval() -> None:
    found = measured([[0, 1]], "alpha")[0]
    assert (found.coefficient, found.interval) == (0.0, (None, None))


def test_cohen_leaves_out_units_that_one_coder_did_not_rate() -> None:
    whole, part = (
        measured(rows, "cohen")[0] for rows in ([[0, 0], [1, 0], [1, 1]], [[0, 0], [1, 0], [1, 1], [1, -1]])
    )
    assert (part.coefficient, part.units) == (whole.coefficient, 3)


def test_twenty_categories_and_fourteen_coders_are_counted_as_few_are() -> None:
    random = np.random.default_rng(3)
    ratings = random.integers(0, 20, (200, 14))
    found = measured(ratings.tolist(), "fleiss", "alpha", number=20)
    tallies = np.stack([(ratings == category).sum(axis=1) for category in range(20)], axis=1)
    observed = ((tallies**2).sum(axis=1) - 14).mean() / (14 * 13)
    chance = ((tallies.sum(axis=0) / tallies.sum()) ** 2).sum()
    assert found[0].coefficient == pytest.approx((observed - chance) / (1 - chance))
    assert abs(found[1].coefficient or 1) < 0.05


def test_intervals_are_the_same_for_the_same_seed_and_hold_the_value() -> None:
    rows = two_by_two(30, 10, 5, 55)
    first, again, other = (measured(rows, "alpha", resamples=500, seed=seed)[0] for seed in (1, 1, 2))
    assert first == again != other
    low, high = first.interval
    assert (low or 1) < (first.coefficient or 0) < (high or 0)


def test_an_interval_is_that_of_naive_resampling() -> None:
    rows = np.array(two_by_two(30, 10, 5, 55))
    random = np.random.default_rng(9)
    naive = []
    for _ in range(1_500):
        drawn = rows[random.integers(0, len(rows), len(rows))]
        naive.append((drawn[:, 0] == drawn[:, 1]).mean())
    found = measured(rows.tolist(), "percent", resamples=4_000)[0]
    assert found.interval == pytest.approx(tuple(np.percentile(naive, [2.5, 97.5])), abs=0.015)


def test_clusters_are_drawn_whole() -> None:
    ratings = np.array([[0, 0]] * 50 + [[0, 1], [1, 0]] * 25)
    clusters = np.array([0] * 50 + [1] * 50)
    patterns = patterns_of(ratings, [0.0, 1.0], clusters=clusters)
    found = measure_all(patterns, ("percent",), clustered=True)[0]
    assert (found.coefficient, found.interval) == (0.5, (0.0, 1.0))


def test_rows_may_stand_for_many_units() -> None:
    patterns = patterns_of(np.array([[0, 0], [0, 1]]), [0.0, 1.0], weights=np.array([9.0, 1.0]))
    found = measure_all(patterns, ("percent",), resamples=10)[0]
    assert (found.coefficient, found.units) == (0.9, 10)


def test_distances_between_sets() -> None:
    ab, bc, abcd, none = (frozenset(letters) for letters in ("ab", "bc", "abcd", ""))
    assert jaccard(ab, bc) == pytest.approx(2 / 3)
    assert masi(ab, bc) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(ab, abcd) == pytest.approx(2 / 3)
    assert (jaccard(none, none), masi(none, none), masi(none, ab), masi(ab, ab)) == (0, 0, 1, 0)


tables = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.integers(-1, 3), min_size=coders, max_size=coders), min_size=2, max_size=12
    )
)


@settings(max_examples=60, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_order_of_coders_and_names_of_categories_change_nothing(
    rows: list[list[int]], random: object
) -> None:
    order = list(range(len(rows[0])))
    names = list(range(4))
    random.shuffle(order), random.shuffle(names)  # type: ignore[attr-defined]
    renamed = [[names[row[at]] if row[at] >= 0 else -1 for at in order] for row in rows]
    for one, other in zip(
        measured(rows, *SINGLE, number=4), measured(renamed, *SINGLE, number=4), strict=True
    ):
        assert one.coefficient == pytest.approx(other.coefficient)
        assert one.undefined == other.undefined


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=20), st.integers(2, 4))
def test_coders_who_are_one_agree_fully_where_that_is_defined(column: list[int], coders: int) -> None:
    for found in measured([[value] * coders for value in column], *SINGLE, number=4):
        if len(set(column)) > 1 or found.metric == "percent":
            assert found.coefficient == pytest.approx(1)
        else:
            assert found.coefficient is None


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_between_shuffled_coders_is_near_0(level: str) -> None:
    ratings = np.random.default_rng(5).integers(0, 5, (4_000, 3))
    found = measured(ratings.tolist(), "alpha", level=level)[0]
    assert abs(found.coefficient or 1) < 0.03


@settings(max_examples=40, deadline=None)
@given(tables)
def test_alpha_is_one_less_observed_by_expected_distance(rows: list[list[int]]) -> None:
    values = [[value for value in row if value >= 0] for row in rows]
    paired = [row for row in values if len(row) > 1]
    pooled = [value for row in paired for value in row]
    apart = sum((a - b) ** 2 for a in pooled for b in pooled)
    found = measured(rows, "alpha", number=4, level="interval")[0]
    if not apart:
        assert found.coefficient is None
        return
    number = len(pooled)
    seen = sum(sum((a - b) ** 2 for a in row for b in row) / (len(row) - 1) for row in paired) / number
    assert found.coefficient == pytest.approx(1 - seen / (apart / (number * (number - 1))))


def test_where_ratings_vary_only_beside_the_units_rated_twice_alpha_alone_is_undefined() -> None:
    ratings = np.array([[0, 0], [0, 0], [0, 0], [0, -1], [-1, 1]])
    found = {
        each.metric: each
        for each in measure_all(
            patterns_of(ratings, ("a", "b")), ("alpha", "cohen", "fleiss", "ac1", "pabak")
        )
    }
    assert found["alpha"].coefficient is None
    assert found["cohen"].coefficient is None
    assert [found[name].coefficient for name in ("fleiss", "ac1", "pabak")] == [1.0, 1.0, 1.0]


def test_a_coefficient_that_hangs_on_few_units_has_no_interval_and_says_why() -> None:
    ratings = np.zeros((20, 2), dtype=np.int64)
    ratings[0] = 1
    (found,) = measure_all(patterns_of(ratings, ("no", "yes")), ("alpha",))
    assert found.coefficient == pytest.approx(1)
    assert found.interval == (None, None)
    assert "of the resamples leave it undefined" in found.no_interval
