"""Labels that drift: one person's label mistyped, or two people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.intake.aliases import drifted, is_slip
from tests.intake.reading import lines, talk

SLIPS = [
    ("paticipant", "participant"),
    ("partcipant", "participant"),
    ("particpiant", "participant"),
    ("participant 1", "participant1"),
    ("particpant 2", "participant 2"),
    ("interveiwer", "interviewer"),
    ("bsro6", "bsr06"),
    ("p1o", "p10"),
    ("ann-lee", "ann lee"),
    ("jonathon", "jonathan"),
]
PEOPLE = [
    ("p1", "p2"),
    ("p1", "p11"),
    ("participant 1", "participant 2"),
    ("participant 1", "participant"),
    ("bsr06", "bsr08"),
    ("anna", "anne"),
    ("tim", "tom"),
    ("db", "dp"),
    ("interviewee", "interviewer"),
    ("interviewee 1", "interviewer 1"),
]


@pytest.mark.parametrize(("slip", "meant"), SLIPS)
def test_a_slip_looks_like_what_was_meant(slip: str, meant: str) -> None:
    assert is_slip(slip, meant)


@pytest.mark.parametrize(("one", "other"), PEOPLE)
def test_two_people_do_not_look_alike(one: str, other: str) -> None:
    assert not is_slip(one, other)


@given(st.text(max_size=12), st.text(max_size=12))
def test_looking_alike_goes_both_ways(one: str, other: str) -> None:
    """Law: symmetry."""
    assert is_slip(one, other) == is_slip(other, one)


def test_a_slip_is_rare() -> None:
    assert drifted({"paticipant": 1}, {"participant": 12}) == {"paticipant": "participant"}
    assert drifted({"paticipant": 3}, {"participant": 30}) == {"paticipant": "participant"}
    assert drifted({"paticipant": 4}, {"participant": 30}) == {}
    assert drifted({"maria": 1}, {"marie": 3, "maria": 1}) == {}
    assert drifted({"hanna": 11}, {"anna": 12, "hanna": 11}) == {}


def test_nobody_is_a_slip_of_themselves_or_of_somebody_rarer() -> None:
    assert drifted({"participant": 12}, {"participant": 12}) == {}
    assert drifted({"johanna": 1}, {"johanna": 1, "johannas": 1}) == {}


def test_of_two_that_may_be_meant_the_more_frequent_is() -> None:
    assert drifted({"marianna": 1}, {"mariannah": 20, "marianne": 40}) == {"marianna": "marianne"}


def test_the_interviewee_is_never_taken_for_the_interviewer() -> None:
    found = talk("Interviewer: a?\nInterviewee: b.\n" + "Interviewer: c?\n" * 30)
    assert (found.labels, found.aliases) == (("Interviewer", "Interviewee"), {})


# --- in a file ----------------------------------------------------------------------------


def test_a_slip_is_given_to_who_was_meant_and_is_said() -> None:
    found = talk("Interviewer: a?\nParticipant: b.\n" * 12 + "Paticipant: c.\nInterviewer: d?\nBye.\n")
    assert found.labels == ("Interviewer", "Participant")
    assert found.aliases == {"Paticipant": "Participant"}


def test_a_letter_for_a_figure_is_a_slip() -> None:
    found = talk("INT: a?\nBSR06: b.\nBSR07: c.\n" * 12 + "BSRO6: d.\n")
    assert found.labels == ("INT", "BSR06", "BSR07")
    assert found.aliases == {"BSRO6": "BSR06"}


@pytest.mark.parametrize(
    ("one", "other"), [("P1", "P2"), ("Anna", "Hanna"), ("Participant 1", "Participant 2")]
)
def test_people_who_speak_equally_often_stay_two(one: str, other: str) -> None:
    found = talk(f"{one}: a?\n{other}: b.\n" * 12)
    assert (found.labels, found.aliases) == ((one, other), {})


def test_one_who_speaks_but_once_beside_one_who_speaks_much_stays_one_too() -> None:
    found = talk("INT: a?\nP1: b.\n" * 30 + "P2: c.\n")
    assert (found.labels, found.aliases) == (("INT", "P1", "P2"), {})


def test_a_label_that_lost_its_colon_is_one_and_is_said() -> None:
    found = talk("DB: Hello?\nKL: Hi.\n" * 5 + "DB What now?\nKL: Go.\n")
    assert lines(found)[-2:] == [("DB", "What now?"), ("KL", "Go.")]
    assert found.notes == ["1 label without a colon"]


def test_case_and_blanks_make_no_other_speaker() -> None:
    found = talk("Interviewer: a?\nP1: b.\n" * 5 + "INTERVIEWER : c?\np1: d.\n  P1:  e.\n")
    assert found.labels == ("Interviewer", "P1")
