"""Which lane of the margin a mark takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.desk.lanes import lanes
from qualcode.desk.marks import Mark


def spans(*found: tuple[int, int]) -> list[Mark]:
    return [Mark(str(number), *span, "code", "ana") for number, span in enumerate(found)]


def test_marks_apart_share_the_first_lane() -> None:
    assert lanes(spans((0, 5), (5, 9)), 4) == {"0": 0, "1": 0}


def test_marks_that_overlap_get_lanes_of_their_own_and_free_ones_are_used_again() -> None:
    assert lanes(spans((0, 9), (2, 4), (3, 12), (5, 8)), 4) == {"0": 0, "1": 1, "2": 2, "3": 1}


def test_where_lanes_run_out_the_last_one_is_shared() -> None:
    assert lanes(spans((0, 9), (1, 9), (2, 9), (3, 9)), 2) == {"0": 0, "1": 1, "2": 1, "3": 1}


def test_of_marks_that_begin_together_the_longest_comes_first() -> None:
    assert lanes(spans((0, 3), (0, 9)), 4) == {"1": 0, "0": 1}


def test_rows_decide_where_they_are_given() -> None:
    marks = spans((0, 5), (5, 9))
    assert lanes(marks, 4, lambda mark: (mark.start // 10, mark.end // 10)) == {"0": 0, "1": 1}


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=30), st.integers(1, 5))
def test_no_two_marks_share_a_row_of_a_lane_but_of_the_last(found: list[tuple[int, int]], limit: int) -> None:
    marks = spans(*((start, start + length) for start, length in found))
    taken = lanes(marks, limit)
    assert set(taken) == {mark.id for mark in marks}
    for lane in range(limit - 1):
        here = [set(range(mark.start, mark.end)) for mark in marks if taken[mark.id] == lane]
        assert sum(map(len, here)) == len(set().union(*here))
    assert set(taken.values()) <= set(range(limit))
