"""Alpha for unitized text: the published figure, a count sign by sign, and what must hold of any marks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest

from qualcode.analysis.agreement.stretches import Marked, Stretch, flattened
from qualcode.analysis.agreement.unitizing import Unitizing, code_alpha, continua, cu_alpha, u_alpha

# Krippendorff (2019), figure 12.11: three coders, sixty signs
FIGURE = (
    ((0, 7, "1"), (7, 13, "2"), (30, 32, "5"), (32, 37, "6"), (37, 44, "6"), (44, 60, "7")),
    ((0, 7, "1"), (7, 13, "3"), (13, 21, "5"), (32, 44, "6")),
    ((0, 7, "1"), (7, 13, "4"), (13, 21, "5"), (32, 37, "6"), (37, 41, "6"), (41, 44, "6")),
)


def unitizing(*coders: Sequence[tuple[int, int, str]], length: int = 60) -> Unitizing:
    return Unitizing(tuple(tuple((0, *mark) for mark in marks) for marks in coders), (length,))


def test_the_published_example() -> None:
    everything, coding = unitizing(*FIGURE).pooled()
    assert everything.coefficient == pytest.approx(0.510, abs=0.0005)
    assert coding.coefficient == pytest.approx(0.724, abs=0.0005)
    assert (everything.units, everything.coders) == (16, 3)
    marked = [[(start, end, "x") for start, end, _ in marks] for marks in FIGURE]
    assert unitizing(*marked).pooled()[0].coefficient == pytest.approx(0.413, abs=0.001)
    for code in ("1", "5", "6"):  # printed as 1 each
        assert unitizing(*FIGURE).on_code(code)[1].coefficient == pytest.approx(1)


def test_a_coefficient_is_observed_beyond_expected_over_the_room_left() -> None:
    for found in unitizing(*FIGURE).pooled():
        assert found.observed is not None
        assert found.expected is not None
        share = (found.observed - found.expected) / (1 - found.expected)
        assert found.coefficient == pytest.approx(share)


@pytest.mark.parametrize("seed", range(60))
def test_as_counted_sign_by_sign(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same every time
    lengths = [chance.randint(1, 40) for _ in range(chance.randint(1, 3))]
    coders = [
        flattened(_random_marks(chance, lengths, "abc"[: chance.randint(1, 3)]))
        for _ in range(chance.randint(2, 4))
    ]
    found, ones = continua(coders, lengths), np.ones(len(lengths))
    whole, inside, by_value = _sign_by_sign(coders, lengths)
    _same(u_alpha(found, ones), whole)
    _same(cu_alpha(found, ones), inside)
    for value, expected in by_value.items():
        _same(code_alpha(found, ones, value), expected)


def _random_marks(chance: Random, lengths: Sequence[int], codes: str) -> list[Marked]:
    marks: list[Marked] = []
    for _ in range(chance.randint(0, 8)):
        text = chance.randrange(len(lengths))
        start = chance.randrange(lengths[text])
        marks.append((text, start, chance.randint(start + 1, lengths[text]), chance.choice(codes)))
    return marks


def _same(parts: tuple[object, object], expected: tuple[float, float]) -> None:
    for one, other in zip(parts, expected, strict=True):
        assert float(one) == pytest.approx(other, nan_ok=True)  # type: ignore[arg-type]


def _sign_by_sign(
    coders: Sequence[Sequence[Stretch]], lengths: Sequence[int]
) -> tuple[tuple[float, float], tuple[float, float], dict[frozenset[str], tuple[float, float]]]:
    """Observed and expected agreement, from one list a coder with the unit at every sign."""
    gap: frozenset[str] = frozenset()
    signs = [
        [
            next((unit for unit in units if unit.text == text and unit.start <= at < unit.end), None)
            for text, length in enumerate(lengths)
            for at in range(length)
        ]
        for units in coders
    ]
    values = {gap} | {unit.codes for units in coders for unit in units}
    numbered = list(enumerate(signs))
    pairs = [(at, one, other) for at, one in numbered for to, other in numbered if at != to]
    met: dict[tuple[frozenset[str], frozenset[str]], float] = defaultdict(float)
    shared: dict[tuple[int, Stretch], float] = defaultdict(float)
    for at, one, other in pairs:
        for left, right in zip(one, other, strict=True):
            met[left.codes if left else gap, right.codes if right else gap] += 1 / (len(coders) - 1)
            if left and right:
                shared[at, left] += 1 / (len(coders) - 1)
    squares: dict[frozenset[str], float] = defaultdict(float)
    for line in signs:
        for unit in {unit for unit in line if unit}:
            squares[unit.codes] += (unit.end - unit.start) ** 2
        squares[gap] += line.count(None)
    paired: dict[frozenset[str], float] = defaultdict(float)
    for (_, unit), length in shared.items():
        paired[unit.codes] += length**2
    whole = _shares(met, values, squares)
    inside = {cell: length for cell, length in met.items() if gap not in cell}
    by_value = {}
    for value in values - {gap}:
        of = sum(length for (one, _), length in inside.items() if one == value)
        total = sum(inside.values())
        by_value[value] = (
            _over(inside.get((value, value), 0.0), of),
            _over(of**2 - paired[value], total * of - paired[value]),
        )
    return whole, _shares(inside, values - {gap}, paired), by_value


def _shares(
    met: dict[tuple[frozenset[str], frozenset[str]], float],
    values: set[frozenset[str]],
    squares: dict[frozenset[str], float],
) -> tuple[float, float]:
    total = sum(met.values())
    margins = {value: sum(n for (one, _), n in met.items() if one == value) for value in values}
    chance = sum(margins[value] ** 2 - squares[value] for value in values)
    same = sum(met.get((value, value), 0.0) for value in values)
    return _over(same, total), _over(chance, total**2 - sum(squares[value] for value in values))


def _over(one: float, other: float) -> float:
    return one / other if abs(other) > 1e-9 else math.nan


def test_identical_coders_agree_fully_and_their_order_and_the_names_of_codes_change_nothing() -> None:
    first, second, third = FIGURE
    for found in unitizing(second, second).pooled():
        assert found.coefficient == pytest.approx(1)
    renamed = [
        [(start, end, f"code {code}") for start, end, code in marks] for marks in (third, first, second)
    ]
    for one, other in zip(unitizing(*FIGURE).pooled(), unitizing(*renamed).pooled(), strict=True):
        assert one.coefficient == pytest.approx(other.coefficient)


def test_marks_at_random_agree_as_chance_has_it() -> None:
    chance = Random(7)  # noqa: S311 - the same every time
    marks = [
        [(at, at + chance.randint(5, 20), chance.choice("ab")) for at in range(0, 20_000, 40)]
        for _ in range(2)
    ]
    shifted = [
        [(start + chance.randint(0, 19), end + 19, code) for start, end, code in coder] for coder in marks
    ]
    by_chance = unitizing(*shifted, length=20_040).pooled()[1]
    assert by_chance.coefficient == pytest.approx(0, abs=0.1)


def test_a_boundary_drawn_elsewhere_costs_agreement() -> None:
    exact = unitizing([(10, 30, "a")], [(10, 30, "a")])
    near = unitizing([(10, 30, "a")], [(12, 30, "a")])
    far = unitizing([(10, 30, "a")], [(28, 48, "a")])
    values = [each.pooled()[0].coefficient or 0 for each in (exact, near, far)]
    assert values[0] == 1 > values[1] > values[2]


def test_marks_of_one_code_that_overlap_are_one_unit_and_those_that_touch_are_two() -> None:
    marks = [(0, 0, 10, "a"), (0, 5, 15, "a"), (0, 15, 20, "a"), (0, 18, 25, "b")]
    assert [(unit.start, unit.end, "".join(sorted(unit.codes))) for unit in flattened(marks)] == [
        (0, 15, "a"),
        (15, 18, "a"),
        (18, 20, "ab"),
        (20, 25, "b"),
    ]


@pytest.mark.parametrize(
    ("coders", "reason"),
    [
        (([], []), "nobody marked anything"),
        (([(0, 5, "a")], [(10, 15, "b")]), "it was given nowhere where two coders marked something"),
        (([(0, 5, "a")], [(0, 5, "a")]), "without variation"),
    ],
)
def test_undefined_with_a_reason(coders: Sequence[Sequence[tuple[int, int, str]]], reason: str) -> None:
    found = unitizing(*coders).pooled()[1]
    assert found.coefficient is None
    assert reason in (found.undefined or "")


def test_an_interval_where_there_are_texts_to_draw_from() -> None:
    chance = Random(3)  # noqa: S311 - the same every time
    lengths = tuple(200 for _ in range(12))
    coders = tuple(tuple(_random_marks(chance, lengths, "ab")) for _ in range(2))
    found = Unitizing(coders, lengths).pooled()[0]
    low, high = found.interval
    assert low is not None
    assert high is not None
    assert low < (found.coefficient or 0) < high
