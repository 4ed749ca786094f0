"""The codings of the consensus: what all gave, what was decided (the text of `test_disagreements`)."""

from __future__ import annotations

import pytest
from hypothesis import given

from qualcode.analysis.consensus import ConsensusPiece, consensus_of, open_of, verdict_on
from qualcode.anchors import anchor_at
from qualcode.journal import Verdict
from qualcode.model import Coding
from tests.analysis.test_disputes import BODY, CODES, UNITS, c, found, works

SPANS = [(unit.start, unit.end) for unit in UNITS]


def verdict(
    code: str, span: tuple[int, int], verdict: str = "coded", name: str = "1", **more: str
) -> Verdict:
    anchor = anchor_at("T", BODY, *span, "hash")
    return Verdict(
        name, "consensus", code, "", False, (anchor,), verdict, between=("ana", "bo"), by="cy", **more
    )


def pieces(*codings: Coding, verdicts: tuple[Verdict, ...] = ()) -> list[tuple[str, str, str]]:
    placed = [((each.anchor().start, each.anchor().end), each) for each in verdicts]
    made = consensus_of(UNITS, BODY, codings, coders=("ana", "bo"), codes=CODES, verdicts=placed)
    return [(piece.code, BODY[piece.start : piece.end], piece.direction) for piece in made]


def test_what_both_marked_of_what_both_coded() -> None:
    assert pieces(c("ana", "apples", 0, 24), c("bo", "apples", 4, 24)) == [
        ("apples", "is red. Two is blue.", "")
    ]


def test_all_that_anybody_marked_where_they_marked_different_words_of_a_unit() -> None:
    assert pieces(c("ana", "apples", 0, 3), c("bo", "apples", 4, 10)) == [("apples", "One is red", "")]


def test_what_one_gave_and_directions_that_differ_are_left_out() -> None:
    codings = [c("ana", "apples", 0, 11), c("ana", "pears", 12, 24, "+"), c("bo", "pears", 12, 24, "-")]
    assert pieces(*codings) == []


def test_both_directions_given_by_both_are_kept_both() -> None:
    codings = [c(who, "apples", 0, 11, sign) for who in ("ana", "bo") for sign in ("+", "-")]
    assert pieces(*codings) == [("apples", "One is red.", "+"), ("apples", "One is red.", "-")]


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (verdict("apples", SPANS[0], took="ana"), [("apples", "One", "")]),
        (verdict("apples", SPANS[0], took="bo"), []),
        (verdict("apples", SPANS[0], "not coded"), []),
        (verdict("apples", SPANS[0], direction="±"), [("apples", "One", "±")]),
        (verdict("plums", SPANS[3]), [("plums", "Four is grey.", "")]),
    ],
)
def test_what_was_decided(verdict: Verdict, expected: list[tuple[str, str, str]]) -> None:
    assert pieces(c("ana", "apples", 0, 3), verdicts=(verdict,)) == expected


def test_the_newest_verdict_on_all_words_of_a_unit_holds() -> None:
    old, new = verdict("apples", (0, 24), name="1"), verdict("apples", SPANS[0], "not coded", name="2")
    placed = [((0, 24), old), (SPANS[0], new)]
    assert verdict_on(UNITS[0], "apples", BODY, placed) is new
    assert verdict_on(UNITS[1], "apples", BODY, placed) is old
    assert verdict_on(UNITS[1], "pears", BODY, placed) is None
    assert verdict_on(UNITS[0], "apples", BODY, [((0, 5), old)]) is None


@given(works)
def test_who_agrees_with_oneself_is_the_consensus(ana: list[tuple[str, tuple[int, int]]]) -> None:
    codings = [c(who, code, *span) for who in ("ana", "bo") for code, span in ana]
    made = consensus_of(UNITS, BODY, codings, coders=("ana", "bo"), codes=CODES, verdicts=[])
    assert open_of(found(*codings), BODY, []) == []
    for code in CODES:
        own = {at for name, span in ana if name == code for at in range(*span)}
        got = {at for piece in made if piece.code == code for at in range(piece.start, piece.end)}
        words = {at for unit in UNITS for at in range(unit.start, unit.end) if BODY[at].isalnum()}
        assert got & words == own & words


@given(works, works)
def test_the_order_of_coders_changes_nothing(
    ana: list[tuple[str, tuple[int, int]]], bo: list[tuple[str, tuple[int, int]]]
) -> None:
    codings = [c(who, code, *span) for who, work in (("ana", ana), ("bo", bo)) for code, span in work]

    def made(*coders: str) -> list[ConsensusPiece]:
        return consensus_of(UNITS, BODY, codings, coders=coders, codes=CODES, verdicts=[])

    assert made("ana", "bo") == made("bo", "ana")


def test_a_verdict_on_a_code_that_does_not_count_is_left_out() -> None:
    assert "gone" not in CODES
    assert pieces(verdicts=(verdict("gone", SPANS[0]), verdict("pears", SPANS[1]))) == [
        ("pears", BODY[slice(*SPANS[1])], "")
    ]


def test_a_verdict_without_the_stop_at_a_unit_s_end_is_on_all_of_its_words() -> None:
    start, end = SPANS[0]
    assert not BODY[end - 1].isalnum()
    given = verdict("apples", (start, end - 1))
    assert verdict_on(UNITS[0], "apples", BODY, [((start, end - 1), given)]) is given
    assert verdict_on(UNITS[0], "apples", BODY, [((start, end - 2), given)]) is None
    assert verdict_on(UNITS[0], "apples", BODY, [((start + 1, end), given)]) is None
