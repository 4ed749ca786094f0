"""Precision, recall and F1 against examples worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.scores import Score, as_data, macro_f1, score


def test_worked_example_of_the_source() -> None:
    """8 found rightly, 2 wrongly, 4 missed: P = 8/10, R = 8/12, F1 = 2 x 0.8 x 0.667 / 1.467 = 16/22."""
    entry = Score("a", hits=8, false_alarms=2, misses=4)
    assert entry.precision == pytest.approx(0.8)
    assert entry.recall == pytest.approx(0.667, abs=0.0005)
    assert entry.f1 == pytest.approx(0.727, abs=0.0005)
    assert entry.support == 12


def test_texts_are_compared_one_by_one() -> None:
    #           a: hit    a: miss, b: hit   b: false alarm   neither
    assigned = [{"a"}, {"a", "b"}, set[str](), set[str]()]
    found = [{"a"}, {"b"}, {"b"}, set[str]()]
    assert score(assigned, found, ["a", "b", "c"]) == (
        Score("a", hits=1, false_alarms=0, misses=1),
        Score("b", hits=1, false_alarms=1, misses=0),
        Score("c", hits=0, false_alarms=0, misses=0),
    )


@pytest.mark.parametrize(
    ("entry", "precision", "recall", "f1"),
    [
        (Score("never found or assigned", 0, 0, 0), None, None, None),
        (Score("only assigned", 0, 0, 3), None, 0.0, 0.0),
        (Score("only found", 0, 3, 0), 0.0, None, 0.0),
        (Score("found and assigned, never together", 0, 1, 1), 0.0, 0.0, 0.0),
        (Score("perfect", 2, 0, 0), 1.0, 1.0, 1.0),
    ],
    ids=lambda value: value.code if isinstance(value, Score) else "",
)
def test_undefined_is_none_and_not_zero(
    entry: Score, precision: float | None, recall: float | None, f1: float | None
) -> None:
    assert (entry.precision, entry.recall, entry.f1) == (precision, recall, f1)


def test_macro_is_the_mean_of_the_codes_that_occur() -> None:
    perfect, useless, absent = Score("a", 2, 0, 0), Score("b", 0, 1, 1), Score("c", 0, 0, 0)
    assert macro_f1([perfect, useless, absent]) == 0.5
    assert macro_f1([perfect, absent]) == 1
    assert macro_f1([absent]) is None
    assert macro_f1([]) is None


def test_texts_of_unequal_number_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        score([{"a"}], [], ["a"])


def test_scores_as_data_are_what_the_command_line_promises() -> None:
    assert as_data([Score("a", 1, 1, 0), Score("b", 0, 0, 0)]) == {
        "per_code": [
            {"code": "a", "precision": 0.5, "recall": 1.0, "f1": pytest.approx(2 / 3), "support": 1},
            {"code": "b", "precision": None, "recall": None, "f1": None, "support": 0},
        ],
        "macro_f1": pytest.approx(2 / 3),
    }


texts = st.lists(st.tuples(st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("abc"))), max_size=20)


@given(texts)
def test_swapping_hand_and_rules_swaps_precision_and_recall(pairs: list[tuple[set[str], set[str]]]) -> None:
    assigned, found = [hand for hand, _ in pairs], [rule for _, rule in pairs]
    for entry, swapped in zip(score(assigned, found, "abc"), score(found, assigned, "abc"), strict=True):
        assert (entry.precision, entry.recall, entry.f1) == (swapped.recall, swapped.precision, swapped.f1)


@given(texts)
def test_f1_lies_between_precision_and_recall(pairs: list[tuple[set[str], set[str]]]) -> None:
    """And is 1 where both codings are the same."""
    for entry in score([hand for hand, _ in pairs], [rule for _, rule in pairs], "abc"):
        if entry.precision is not None and entry.recall is not None:
            assert entry.f1 is not None
            low, high = sorted([entry.precision, entry.recall])
            assert low - 1e-9 <= entry.f1 <= high + 1e-9
    for entry in score([hand for hand, _ in pairs], [hand for hand, _ in pairs], "abc"):
        assert entry.f1 == (1 if entry.support else None)
