"""Disagreements of one transcript: kinds, who said what, and codes taken for others.

The text is four sentences of one speaker; `c` codes the words between two offsets.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.disputes import Confusion, Dispute, around, confusion, disputes_in
from qualcode.model import Coding, Direction, Segment, Unit

BODY = "One is red. Two is blue. Three is green. Four is grey."
UNITS = (Unit(0, 11, 0, "P"), Unit(12, 24, 0, "P"), Unit(25, 40, 0, "P"), Unit(41, 54, 0, "P"))
CODES = ("apples", "pears", "plums")
ROOTS = {code: (code,) for code in CODES}


def c(coder: str, code: str, start: int, end: int, direction: Direction | None = None) -> Coding:
    return Coding(Segment("T", start, end), code, coder, "P", direction)


def found(*codings: Coding, coders: Sequence[str] = ("ana", "bo")) -> list[Dispute]:
    return disputes_in("T", UNITS, BODY, codings, coders=coders, codes=CODES, roots=ROOTS)


def test_what_all_gave_the_same_words_is_no_disagreement() -> None:
    assert found(c("ana", "apples", 0, 11), c("bo", "apples", 0, 10)) == []  # a full stop is no boundary


def test_missed_is_what_others_gave_nothing_for() -> None:
    (one,) = found(c("ana", "apples", 0, 11, "+"))
    assert (one.id, one.kind, one.is_open) == ("T:0:apples", "missed", True)
    ana, bo = one.said
    assert (ana.given, ana.direction, ana.spans) == (True, "+", ((0, 11),))
    assert (bo.given, bo.instead) == (False, ())


def test_another_code_instead() -> None:
    apples, pears = found(c("ana", "apples", 0, 11), c("bo", "pears", 4, 10))
    assert {apples.kind, pears.kind} == {"different code"}
    assert apples.said[1].instead == ("pears",)
    assert pears.said[0].instead == ("apples",)


def test_a_code_that_both_gave_stands_for_nothing_instead() -> None:
    (one,) = found(c("ana", "apples", 0, 11), c("ana", "plums", 0, 11), c("bo", "plums", 0, 11))
    assert (one.code, one.kind) == ("apples", "missed")


@pytest.mark.parametrize(
    ("bo", "units"),
    [
        ((0, 11), [12]),  # bo stops a sentence earlier
        ((25, 40), [0, 12, 25]),  # bo begins right behind
    ],
)
def test_the_same_code_right_beside_is_a_different_boundary(bo: tuple[int, int], units: list[int]) -> None:
    apart = found(c("ana", "apples", 0, 24), c("bo", "apples", *bo))
    assert [each.unit.start for each in apart] == units
    assert {each.kind for each in apart} == {"different boundary"}


def test_the_same_code_further_away_is_missed_twice() -> None:
    assert [each.kind for each in found(c("ana", "apples", 0, 11), c("bo", "apples", 41, 54))] == [
        "missed",
        "missed",
    ]


def test_other_words_in_one_unit_are_a_different_boundary_that_needs_no_decision() -> None:
    (one,) = found(c("ana", "apples", 0, 3), c("bo", "apples", 4, 10))
    assert (one.kind, one.is_open) == ("different boundary", False)


def test_a_different_direction_needs_a_decision_and_goes_before_boundaries() -> None:
    (one,) = found(c("ana", "apples", 0, 11, "+"), c("bo", "apples", 0, 3, "-"))
    assert (one.kind, one.is_open) == ("different direction", True)
    assert [each.direction for each in one.said] == ["+", "-"]


def test_rules_that_give_no_direction_do_not_differ_in_it() -> None:
    with_rules = (c("ana", "apples", 0, 11, "+"), c("rules", "apples", 0, 11))
    assert found(*with_rules, coders=("ana", "rules")) == []


def test_of_three_coders_each_is_heard() -> None:
    (one,) = found(
        c("ana", "apples", 0, 11),
        c("bo", "apples", 0, 11),
        c("cy", "russia", 0, 11),
        coders=("ana", "bo", "cy"),
    )
    assert [each.given for each in one.said] == [True, True, False]
    assert one.kind == "missed"  # russia is not compared


def test_codes_taken_for_others_are_counted_by_unit() -> None:
    codings = [
        c("ana", "apples", 0, 11), c("bo", "pears", 0, 11),
        c("ana", "plums", 12, 40), c("bo", "plums", 12, 24),
        c("bo", "apples", 41, 54),
    ]  # fmt: skip
    table = confusion([(UNITS, BODY, codings)], coders=("ana", "bo"), codes=CODES, roots=ROOTS)
    assert table == Confusion(
        ("ana", "bo"),
        (*CODES, ""),
        {("apples", "pears"): 1, ("plums", "plums"): 1, ("plums", ""): 1, ("", "apples"): 1},
    )


def test_of_more_than_two_coders_the_pairs_are_counted_and_the_table_is_the_same_both_ways() -> None:
    codings = [c("ana", "apples", 0, 11), c("bo", "apples", 0, 11)]
    table = confusion([(UNITS, BODY, codings)], coders=("ana", "bo", "cy"), codes=CODES, roots=ROOTS)
    assert table.coders == ("one", "another")
    assert table.counts == {("apples", "apples"): 1, ("apples", ""): 2, ("", "apples"): 2}


def test_the_same_words_marked_in_pieces_are_no_other_boundary() -> None:
    in_pieces = [c("ana", "apples", 0, 6), c("ana", "apples", 7, 11), c("bo", "apples", 0, 11)]
    assert found(*in_pieces) == []
    (one,) = found(c("ana", "apples", 0, 8), c("ana", "apples", 4, 11), coders=("ana", "bo"))
    assert one.said[0].spans == ((0, 11),)


def test_what_stands_around_is_whole_words() -> None:
    assert around(BODY, UNITS[1], 9) == ("is red.", "Three")
    assert around(BODY, UNITS[0], 500) == ("", BODY[11:].strip())


spans = st.tuples(st.integers(0, 53), st.integers(1, 20)).map(lambda two: (two[0], min(54, sum(two))))
works = st.lists(st.tuples(st.sampled_from(CODES), spans), max_size=6)


@given(works, works)
def test_open_ones_are_the_units_that_one_coder_gave_the_code_and_the_other_did_not(
    ana: list[tuple[str, tuple[int, int]]], bo: list[tuple[str, tuple[int, int]]]
) -> None:
    codings = [c(who, code, *span) for who, work in (("ana", ana), ("bo", bo)) for code, span in work]
    table = confusion([(UNITS, BODY, codings)], coders=("ana", "bo"), codes=CODES, roots=ROOTS)
    apart = found(*codings)
    assert not found(*(c(who, code, *span) for who in ("ana", "bo") for code, span in ana))
    named = {each.id for each in apart}
    assert len(named) == len(apart)
    same = sum(number for (row, column), number in table.counts.items() if row == column)
    assert (not [each for each in apart if each.is_open]) == (same == sum(table.counts.values()))
