"""Verdicts in the consensus's log: which takes the place of which, and what settling writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import FaultsFound
from qualcode.journal import Journal, Ledger
from qualcode.journal.log import read_log
from qualcode.journal.verdicts import Adjudicator, ConsensusSpan, VerdictRequest
from qualcode.model import CONSENSUS, Code, Codebook
from tests.journal.lines import BODY
from tests.journal.test_ledger import transcript

TEXT = transcript()
BOOK = Codebook("Fruit", "3", (Code("apples", "Apples", "theme"), Code("pears", "Pears", "theme")))


Span = tuple[int, int]


def span(quote: str) -> Span:
    start = BODY.index(quote)
    return start, start + len(quote)


LIKES, ELSE, TOO = span("I like apples."), span("Not much else."), span("I like pears, too.")


@pytest.fixture
def cy(tmp_path: Path) -> Adjudicator:
    return Adjudicator(Journal(tmp_path / "codings"), BOOK, "cy")


def decided(
    place: tuple[int, int] = LIKES, code: str = "apples", said: str = "coded", **more: str
) -> VerdictRequest:
    return VerdictRequest(TEXT, place, code, said, between=("ana", "bo"), **more)


def standing(cy: Adjudicator) -> list[tuple[str, str, str]]:
    """Code, words and verdict of what stands, read anew from the log."""
    cy.refresh()
    return [(each.code, each.anchor().quote, each.verdict) for each in cy.ledger.verdicts]


def test_a_verdict_takes_the_place_of_an_older_one_on_the_same_code_and_words(cy: Adjudicator) -> None:
    cy.decide([decided(), decided(code="pears"), decided(ELSE)])
    assert len(cy.decide([decided(said="not coded")])) == 1
    assert standing(cy) == [
        ("pears", "I like apples.", "coded"),
        ("apples", "Not much else.", "coded"),
        ("apples", "I like apples.", "not coded"),
    ]


def test_a_verdict_on_words_right_beside_is_another(cy: Adjudicator) -> None:
    start, end = LIKES
    cy.decide([decided((start, start + 6))])
    cy.decide([decided((start + 6, end), said="not coded")])
    assert len(standing(cy)) == 2
    cy.decide([decided((start + 5, start + 9), said="not coded", reason="over both")])
    assert standing(cy) == [("apples", BODY[start + 5 : start + 9], "not coded")]


def test_what_was_decided_just_so_is_not_written_again(cy: Adjudicator) -> None:
    given = decided(direction="+", took="bo", reason="it says so")
    assert len(cy.decide([given])) == 1
    assert cy.decide([given]) == []
    for other in (
        decided(direction="-", took="bo", reason="it says so"),
        decided(direction="+", took="ana", reason="it says so"),
        decided(direction="+", took="bo", reason="so it says"),
        decided(said="not coded"),
    ):
        assert len(cy.decide([other])) == 1
        assert len(standing(cy)) == 1
    (verdict,) = cy.ledger.verdicts
    assert (verdict.by, verdict.between, verdict.coder) == ("cy", ("ana", "bo"), CONSENSUS)


@pytest.mark.parametrize(("wrong", "said"), [
    (decided(code="plums"), "plums"),
    (decided(said="perhaps"), "write one of coded, not coded"),
    (decided(direction="?"), "--direction"),
])  # fmt: skip
def test_a_verdict_that_is_none_is_refused_and_none_of_the_others_is_written(
    cy: Adjudicator, wrong: VerdictRequest, said: str
) -> None:
    with pytest.raises(FaultsFound, match=said):
        cy.decide([decided(), wrong])
    assert standing(cy) == []


def test_verdicts_are_taken_back_as_one_act(cy: Adjudicator) -> None:
    first, second, third = cy.decide([decided(), decided(code="pears"), decided(ELSE)])
    assert cy.take_back([first, third, "nothing"], reason="too early") == 2
    assert [verdict.id for verdict in cy.ledger.verdicts] == [second]
    last = cy.ledger.events[-2:]
    assert [(event.op, event.reason, event.act in {"", last[0].id}) for event in last] == [
        ("remove", "too early", True),
        ("remove", "too early", True),
    ]


# --- settling -----------------------------------------------------------------------------

ONE: ConsensusSpan = (LIKES, "apples", "+")
TWO: ConsensusSpan = (TOO, "pears", "")


def settled(cy: Adjudicator) -> tuple[set[tuple[str, str, str]], bool]:
    """The codings of the consensus, read anew, and whether it is done."""
    ledger = Ledger(Journal(cy_folder(cy)).read().events)
    codings = {(each.code, each.anchor().quote, each.direction) for each in ledger.codings}
    return codings, (CONSENSUS, "A1") in ledger.finished


def cy_folder(cy: Adjudicator) -> Path:
    return cy._journal.folder


def written(cy: Adjudicator) -> list[str]:
    return [event.op for event in read_log(cy_folder(cy) / f"{CONSENSUS}.jsonl", "x").events]


def test_settling_writes_the_codings_and_that_it_is_done(cy: Adjudicator) -> None:
    assert cy.settle([(TEXT, [TWO, ONE])]) == ["A1"]
    assert settled(cy) == ({("apples", "I like apples.", "+"), ("pears", "I like pears, too.", "")}, True)
    assert written(cy) == ["apply", "apply", "done"]


def test_settling_again_writes_the_difference_only(cy: Adjudicator) -> None:
    cy.settle([(TEXT, [ONE, TWO])])
    assert cy.settle([(TEXT, [TWO, ONE])]) == []
    assert len(written(cy)) == 3
    other: ConsensusSpan = (LIKES, "apples", "-")
    assert cy.settle([(TEXT, [other, TWO])]) == ["A1"]
    assert written(cy)[3:] == ["remove", "apply", "done"]
    assert settled(cy)[0] == {("apples", "I like apples.", "-"), ("pears", "I like pears, too.", "")}
    assert cy.settle([(TEXT, [])]) == ["A1"]
    assert settled(cy) == (set(), True)


def test_what_nobody_gave_can_be_settled_too(cy: Adjudicator) -> None:
    assert cy.settle([(TEXT, [])]) == ["A1"]
    assert settled(cy) == (set(), True)
    assert cy.settle([(TEXT, [])]) == []


def test_a_settled_transcript_is_open_again_after_a_verdict_or_when_it_is_opened(cy: Adjudicator) -> None:
    cy.settle([(TEXT, [ONE])])
    assert cy.reopen(["A1", "B1"]) == ["A1"]
    assert cy.reopen(["A1"]) == []
    assert not settled(cy)[1]
    for change in (
        lambda: cy.decide([decided()]),
        lambda: cy.take_back([cy.ledger.verdicts[0].id]),
    ):
        cy.settle([(TEXT, [ONE])])
        assert settled(cy)[1]
        change()
        assert not settled(cy)[1]
    cy.settle([(TEXT, [ONE])])
    cy.decide([decided()])
    cy.settle([(TEXT, [ONE])])
    cy.decide([decided()])  # said already: it stays settled
    assert settled(cy)[1]
