"""Suggestions: open until their coder decides on them, and on no one else's decision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.anchors import Anchor, Placement
from qualcode.journal import HandCoding, Placed, PlacedCoding, Rejection
from qualcode.model import INHERITED, RULES, Code, Codebook, Coding, Evidence, Segment
from qualcode.suggesting import open_suggestions, reason_of, suggestions_of

BOOK = Codebook(
    "Fruit", "1",
    (
        Code("apples", "Apples", "theme"), Code("green", "Green", "theme", "apples"),
        Code("pears", "Pears", "theme"),
    ),
)  # fmt: skip
Span = tuple[int, int]


def suggested(start: int, end: int, code: str = "apples", transcript: str = "A1") -> Coding:
    evidence = (Evidence("1", ("apple",)), Evidence("2", ("red", "core")))
    return Coding(Segment(transcript, start, end), code, RULES, "Ana", None, evidence)


def coded(start: int, end: int, code: str = "apples", transcript: str = "A1") -> PlacedCoding:
    anchor = Anchor(transcript, "x", start, end, "x" * (end - start))
    return Placed(
        HandCoding("1", "ana", code, "", False, (anchor,)), anchor, Placement("unchanged", (start, end))
    )


def turned_down(start: int, end: int, code: str = "apples") -> Placed[Rejection]:
    anchor = Anchor("A1", "x", start, end, "x" * (end - start))
    place = Placement("unchanged", (start, end))
    return Placed(Rejection("1", "ana", code, "", False, (anchor,)), anchor, place)


def opened(suggestion: Coding, *own: PlacedCoding, rejected: tuple[Placed[Rejection], ...] = ()) -> bool:
    return open_suggestions([suggestion], own, rejected, BOOK) == (suggestion,)


@pytest.mark.parametrize(
    ("decided", "is_open"),
    [
        (coded(10, 20), False),
        (coded(0, 11), False),
        (coded(19, 40), False),
        (coded(14, 15), False),
        (coded(0, 10), True),
        (coded(20, 30), True),
        (coded(10, 20, "pears"), True),
        (coded(10, 20, transcript="A2"), True),
        (coded(10, 20, "green"), False),  # who coded the code below has decided on the one above
        (coded(10, 20, "gone"), True),
    ],
)
def test_a_coding_of_the_code_that_shares_words_decides(decided: PlacedCoding, is_open: bool) -> None:
    assert opened(suggested(10, 20), decided) is is_open


def test_a_coding_of_the_code_above_does_not_decide_on_the_one_below() -> None:
    assert opened(suggested(10, 20, "green"), coded(10, 20, "apples"))


def test_a_rejection_decides_on_its_own_code_alone() -> None:
    assert not opened(suggested(10, 20), rejected=(turned_down(10, 20),))
    assert opened(suggested(10, 20), rejected=(turned_down(10, 20, "green"),))


def test_what_has_no_place_any_more_decides_on_nothing() -> None:
    lost = coded(10, 20)
    orphan = Placed(lost.coding, lost.anchor, Placement("orphaned"))
    assert opened(suggested(10, 20), orphan)
    rejection = turned_down(10, 20)
    gone = Placed(rejection.coding, rejection.anchor, Placement("orphaned"))
    assert opened(suggested(10, 20), rejected=(gone,))


def test_a_short_coding_within_a_long_one_hides_nothing() -> None:
    assert not opened(suggested(50, 60), coded(0, 100), coded(1, 2), coded(3, 4))


def test_topics_that_an_answer_inherits_are_no_suggestions() -> None:
    inherited = Coding(Segment("A1", 0, 5), "apples", RULES, "Ana", None, (Evidence(INHERITED, ()),))
    assert suggestions_of([inherited, suggested(0, 5)]) == (suggested(0, 5),)
    assert open_suggestions([inherited], [], [], BOOK) == ()


def test_the_reason_of_a_suggestion_is_its_evidence_in_words() -> None:
    assert reason_of(suggested(0, 5)) == "1: apple; 2: red + core"


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=4))
def test_open_is_what_meets_no_decision(asked: list[Span], own: list[Span], rejected: list[Span]) -> None:
    """Law: the quick answer is that of looking at every pair."""
    suggestions = [suggested(*span) for span in asked]
    found = open_suggestions(
        suggestions, [coded(*span) for span in own], [turned_down(*span) for span in rejected], BOOK
    )
    expected = [
        suggestion
        for suggestion, (start, end) in zip(suggestions, asked, strict=True)
        if not any(left < end and start < right for left, right in (*own, *rejected))
    ]
    assert list(found) == expected
