"""Transcripts shared out among coders: everybody gets as much, of every stratum, and it can be repeated."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.assigning import Assignable, plan, shared_number
from qualcode.errors import FaultsFound
from qualcode.journal.assignments import Assignment

CODERS = ("anna", "ben", "cy")


def candidates(**strata: Sequence[int]) -> list[Assignable]:
    """Transcripts by stratum, given by their lengths: `A=[300, 200]` makes A0 and A1."""
    return [
        Assignable(f"{name}{number}", name, words)
        for name, lengths in strata.items()
        for number, words in enumerate(lengths)
    ]


def shared_of(assignments: Iterable[Assignment]) -> set[str]:
    return {entry.transcript for entry in assignments if entry.part == "shared"}


def own_of(assignments: Iterable[Assignment], coder: str) -> set[str]:
    return {entry.transcript for entry in assignments if (entry.coder, entry.part) == (coder, "own")}


# --- how many are shared ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("overlap", "transcripts", "expected"),
    [
        ("20%", 24, 5),  # 4.8
        ("25%", 10, 3),  # 2.5: halves go up
        ("12.5%", 8, 1),
        (" 20 % ", 10, 2),
        ("1%", 24, 1),  # 0.24, but not none
        ("0%", 24, 0),
        ("0.0%", 24, 0),
        ("100%", 7, 7),
        ("8", 24, 8),
        ("0", 24, 0),
        ("24", 24, 24),
    ],
)
def test_the_overlap_is_a_share_or_a_number(overlap: str, transcripts: int, expected: int) -> None:
    assert shared_number(overlap, transcripts) == expected


@pytest.mark.parametrize(
    ("overlap", "expected"),
    [
        ("", "is neither a share nor a number of transcripts; write it like 20% or 8"),
        ("0.2", "is neither a share nor a number of transcripts"),
        ("-1", "is neither a share nor a number of transcripts"),
        ("twenty", "is neither a share nor a number of transcripts"),
        ("٢٠%", "is neither a share nor a number of transcripts"),
        ("101%", "is more than all; write at most 100%"),
        ("30", "there are only 24 transcripts to assign; write a smaller number, or a share such as 30%"),
    ],
)
def test_any_other_overlap_is_refused(overlap: str, expected: str) -> None:
    with pytest.raises(FaultsFound) as refused:
        shared_number(overlap, 24)
    assert str(refused.value).startswith(f"--overlap: {expected}")


# --- by hand ------------------------------------------------------------------------------


def test_every_stratum_shares_its_part_and_the_largest_remainder_gets_the_rest() -> None:
    # 5 of 17: A has 5 · 10/17 = 2.94, B 5 · 4/17 = 1.18, C 5 · 3/17 = 0.88
    there = candidates(A=[100] * 10, B=[100] * 4, C=[100] * 3)
    for seed in range(5):
        shared = shared_of(plan(there, CODERS, 5, seed))
        assert Counter(name[0] for name in shared) == {"A": 3, "B": 1, "C": 1}


def test_the_longest_are_not_all_one_coder_s() -> None:
    # 900 and 800 go apart, then 500 to the one who has 800, 400 to the one who has 900
    found = plan(candidates(A=[900, 800, 500, 400]), ("anna", "ben"), 0, seed=1)
    assert {frozenset(own_of(found, coder)) for coder in ("anna", "ben")} == {
        frozenset({"A0", "A3"}), frozenset({"A1", "A2"}),
    }  # fmt: skip


def test_words_are_evened_out_over_the_strata() -> None:
    # each stratum has one long and one short: who has the long one of A gets the short one of B
    found = plan(candidates(A=[1000, 100], B=[1000, 100]), ("anna", "ben"), 0, seed=1)
    long = {coder: own_of(found, coder) & {"A0", "B0"} for coder in ("anna", "ben")}
    assert [len(names) for names in long.values()] == [1, 1]


def test_the_shared_part_is_as_long_as_the_others_rather_than_extreme() -> None:
    # of one draw each of nine has the same chance; of five the nearest to the mean, 500, is taken
    there = candidates(A=[100, 200, 300, 400, 500, 600, 700, 800, 900])
    lengths = {entry.transcript: entry.words for entry in there}
    drawn = [next(iter(shared_of(plan(there, CODERS, 1, seed)))) for seed in range(60)]
    distances = [abs(lengths[name] - 500) for name in drawn]
    assert sum(distances) / 60 < 120  # of single draws it would be 222
    assert len(set(drawn)) > 3  # and still it is a draw


def test_another_seed_makes_another_plan() -> None:
    there = candidates(A=[100] * 10, B=[100] * 10)
    assert len({plan(there, CODERS, 4, seed) for seed in range(10)}) > 5


def test_one_coder_gets_all() -> None:
    assert plan(candidates(A=[5, 6]), ("anna",), 0, 1) == (
        Assignment("A0", "anna", "own"), Assignment("A1", "anna", "own"),
    )  # fmt: skip


def test_coders_without_transcripts_are_no_trouble() -> None:
    found = plan(candidates(A=[5]), CODERS, 0, 1)
    assert [(entry.transcript, entry.part) for entry in found] == [("A0", "own")]


def test_the_plan_is_the_same_on_every_machine_and_in_every_year() -> None:
    # where all are as long as each other, the first draw counts: the lowest SHA-256 of seed, draw and id
    def lot(name: str) -> str:
        return hashlib.sha256(b"7\x000\x00" + name.encode()).hexdigest()

    there = candidates(A=[100] * 9, B=[100] * 9)
    lowest = {min((each.transcript for each in there if each.stratum == name), key=lot) for name in "AB"}
    assert shared_of(plan(there, ("anna", "ben"), 2, seed=7)) == lowest


# --- adding to a plan ---------------------------------------------------------------------


def test_transcripts_that_came_in_later_are_added_and_nothing_else_is_touched() -> None:
    before = candidates(A=[100] * 10, B=[100] * 10)
    first = plan(before, CODERS, 4, 1)
    later = plan([*before, *candidates(C=[100] * 10)], CODERS, 6, 1, kept=first)
    assert {entry.transcript for entry in later} == {f"C{n}" for n in range(10)}
    assert len(shared_of(later)) == 2


def test_who_has_less_gets_more_of_what_is_added() -> None:
    there = candidates(A=[100] * 6)
    kept = [Assignment(f"A{number}", "anna", "own") for number in range(3)]
    found = plan(there, ("anna", "ben"), 0, 1, kept)
    assert (len(own_of(found, "anna")), len(own_of(found, "ben"))) == (0, 3)


def test_a_stratum_that_shares_more_than_its_part_already_gets_no_more() -> None:
    there = candidates(A=[100] * 5, B=[100] * 5)
    kept = [Assignment(f"A{number}", coder, "shared") for number in range(2) for coder in CODERS]
    found = plan(there, CODERS, 4, 1, kept)
    assert Counter(name[0] for name in shared_of(found)) == {"B": 2}


def test_what_is_assigned_to_others_stays_theirs() -> None:
    kept = [Assignment("A0", "dora", "own"), Assignment("X9", "anna", "own")]
    assert [entry.transcript for entry in plan(candidates(A=[5, 5]), ("anna",), 0, 1, kept)] == ["A1"]


# --- laws ---------------------------------------------------------------------------------

STUDIES = st.dictionaries(st.sampled_from("ABCDE"), st.lists(st.integers(0, 9000), min_size=1, max_size=9))
SIZES = st.integers(0, 45)
COUNTS = st.integers(1, 5)


def coders_of(number: int) -> tuple[str, ...]:
    return tuple(f"coder{index}" for index in range(number))


def spread(numbers: Iterable[int]) -> int:
    found = list(numbers)
    return max(found) - min(found)


@given(STUDIES, SIZES, COUNTS, st.integers(0, 99))
def test_every_transcript_has_all_coders_or_one(
    study: dict[str, list[int]], shared: int, number: int, seed: int
) -> None:
    there, coders = candidates(**study), coders_of(number)
    shared = min(shared, len(there))
    found = plan(there, coders, shared, seed)
    by_transcript = {
        entry.transcript: [each for each in found if each.transcript == entry.transcript] for entry in there
    }
    assert len(shared_of(found)) == shared
    for name, entries in by_transcript.items():
        names = [entry.coder for entry in entries]
        assert names == (sorted(coders) if name in shared_of(found) else names[:1])
        assert len({entry.part for entry in entries}) == 1


@given(STUDIES, SIZES, COUNTS, st.integers(0, 99))
def test_nobody_is_better_off_by_more_than_one(
    study: dict[str, list[int]], shared: int, number: int, seed: int
) -> None:
    there, coders = candidates(**study), coders_of(number)
    found = plan(there, coders, min(shared, len(there)), seed)
    own = {coder: own_of(found, coder) for coder in coders}
    assert spread(map(len, own.values())) <= 1
    for stratum in study:
        assert spread(sum(name[0] == stratum for name in names) for names in own.values()) <= 1


@given(STUDIES.filter(bool), SIZES, st.integers(0, 99))
def test_every_stratum_shares_its_quota_rounded_down_or_up(
    study: dict[str, list[int]], shared: int, seed: int
) -> None:
    there = candidates(**study)
    shared = min(shared, len(there))
    found = Counter(name[0] for name in shared_of(plan(there, CODERS, shared, seed)))
    for stratum, members in study.items():
        quota = shared * len(members) / len(there)
        assert int(quota) <= found[stratum] <= int(quota) + (quota % 1 > 0)


@given(STUDIES, SIZES, st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_order_of_transcripts_makes_no_difference(
    study: dict[str, list[int]], shared: int, seed: int, random: Random
) -> None:
    there = candidates(**study)
    mixed = list(there)
    random.shuffle(mixed)
    shared = min(shared, len(there))
    assert plan(there, CODERS, shared, seed) == plan(mixed, CODERS[::-1], shared, seed)


@given(STUDIES, SIZES, st.integers(0, 45), COUNTS, COUNTS)
def test_what_was_assigned_before_is_never_assigned_again(
    study: dict[str, list[int]], shared: int, first: int, number: int, later: int
) -> None:
    there = candidates(**study)
    before = plan(there[:first], coders_of(number), min(shared, len(there[:first])), 1)
    after = plan(there, coders_of(later), min(shared, len(there)), 1, before)
    assert not {entry.transcript for entry in before} & {entry.transcript for entry in after}
    assert {entry.transcript for entry in (*before, *after)} == {entry.transcript for entry in there}
    assert all(one < other for one, other in pairwise(after))


def test_what_somebody_has_already_counts_once_in_the_evening_out() -> None:
    there = candidates(A=[100], B=[100], C=[100], D=[100])
    for seed in range(12):
        kept = [Assignment("A0", "anna", "own")]
        found = plan(there, ("anna", "ben"), 0, seed, kept)
        assert (len(own_of(found, "anna")), len(own_of(found, "ben"))) == (1, 2)


def test_a_published_plan_can_be_made_again() -> None:
    """With the same seed any version draws the same: of five draws the one whose length is nearest."""
    there = candidates(A=[100, 200, 300, 400, 500, 600, 700, 800, 900])
    drawn = [sorted(shared_of(plan(there, ("anna", "ben"), 2, seed))) for seed in range(7)]
    assert ["".join(name[1] for name in names) for names in drawn] == [
        "26",
        "17",
        "17",
        "23",
        "07",
        "35",
        "08",
    ]
    assert own_of(plan(there, ("anna", "ben"), 2, 1), "anna") == {"A0", "A3", "A5", "A6"}
