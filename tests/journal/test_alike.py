"""The same decision on two machines is one decision, whichever of the two is named afterwards."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import FaultsFound
from qualcode.journal import CoderSession, CodingRequest, Journal, Ledger, fold, place_all
from qualcode.journal.events import Event, from_line, made, to_line
from qualcode.journal.merging import merge, sources_of
from qualcode.journal.resolving import find_coding
from tests.journal.lines import applied, moved, removed, write
from tests.journal.test_ledger_machine import BOOK, SPANS, TEXT

FIRST = applied(memo="a")
TWIN = applied(memo="b")
LATER = applied()


def undo(event: Event) -> Event:
    return made(event.coder, "undo", target=event.id)


def held(*events: Event) -> list[str]:
    return [coding.id for coding in fold(events).codings]


def test_the_oldest_stands_for_both_with_both_memos() -> None:
    ledger = fold([TWIN, FIRST])
    assert [(each.id, each.alike, each.memo) for each in ledger.codings] == [(FIRST.id, (TWIN.id,), "a; b")]
    assert ledger.get(TWIN.id) == ledger.get(FIRST.id)
    assert ledger.alike(TWIN.id) == (FIRST.id, TWIN.id)
    assert held(FIRST, undo(FIRST), TWIN) == [TWIN.id]


@pytest.mark.parametrize(
    "other",
    [
        applied("I like pears"), applied(coder="bo"), applied(code="pears"), applied(direction="+"),
        replace(made("ana", "reject", anchor=FIRST.anchor, code="apples")),
    ],
)  # fmt: skip
def test_what_differs_is_another_decision(other: Event) -> None:
    assert len(fold([FIRST, other]).things) == 2


@pytest.mark.parametrize("named", [FIRST, TWIN])
def test_a_removal_of_either_takes_both_back_and_its_undo_brings_them_again(named: Event) -> None:
    removal = removed(named)
    assert held(FIRST, TWIN, removal) == []
    assert held(FIRST, TWIN, removal, undo(removal)) == [FIRST.id]
    assert held(FIRST, TWIN, removed(named, "bo")) == [FIRST.id]


def test_what_was_decided_after_a_removal_or_in_its_place_stands() -> None:
    removal = removed(FIRST)
    again = applied()
    assert held(FIRST, removal, again) == [again.id]
    anew = applied(memo="c")
    assert held(FIRST, TWIN, anew, replace(removed(FIRST), act=anew.id)) == [anew.id]


def test_a_removal_of_before_takes_back_the_one_it_names() -> None:
    """Somebody had two, and took one of them back: the other one stood, and still does."""
    assert held(FIRST, TWIN, replace(removed(TWIN), takes="")) == [FIRST.id]
    assert held(FIRST, TWIN, replace(removed(FIRST), takes="")) == [TWIN.id]


@pytest.mark.parametrize("named", [FIRST, TWIN])
def test_a_memo_or_a_place_of_either_is_that_of_both(named: Event) -> None:
    note = made("ana", "memo", target=named.id, memo="new")
    coding = fold([FIRST, TWIN, note, moved(named, "I like pears", "bo")]).codings[0]
    assert (coding.id, coding.memo, coding.anchor().quote) == (FIRST.id, "new", "I like pears")
    assert fold([FIRST, TWIN, note, made("ana", "memo", target=FIRST.id)]).codings[0].memo == ""


def test_a_memo_on_what_was_removed_is_not_taken_over() -> None:
    note = made("ana", "memo", target=FIRST.id, memo="old")
    removal = removed(FIRST)
    assert [coding.memo for coding in fold([FIRST, note, removal, applied()]).codings] == [""]


def test_either_id_leads_to_the_coding() -> None:
    placed = place_all(fold([FIRST, TWIN]).codings, [TEXT])
    assert {find_coding(placed, event.id).coding.id for event in (FIRST, TWIN)} == {FIRST.id}


EVENTS = [FIRST, TWIN, LATER, removed(FIRST), undo(TWIN), moved(TWIN, "pears"), removed(LATER)]
EVENTS += [undo(EVENTS[3]), undo(EVENTS[4]), undo(EVENTS[-1]), made("ana", "memo", target=TWIN.id, memo="x")]


@given(st.sets(st.sampled_from(range(len(EVENTS)))), st.randoms(), st.integers(1, 4))
def test_what_holds_depends_on_the_set_alone(numbers: set[int], rng: random.Random, pieces: int) -> None:
    """Law: in any order and in any pieces, the same."""
    events = [EVENTS[number] for number in sorted(numbers)]
    whole = fold(events)
    rng.shuffle(events)
    ledger, before = Ledger(), dict[str, object]()
    for start in range(pieces):
        changed = ledger.add(events[start::pieces])
        now = {thing.id: thing for thing in ledger.things}
        assert changed == {name for name in before | now if before.get(name) != now.get(name)}
        before = dict(now)
    assert ledger.things == whole.things
    assert [ledger.stands(event.id) for event in events] == [whole.stands(event.id) for event in events]


def test_two_machines_and_one_person(tmp_path: Path) -> None:
    hands = [CoderSession(Journal(tmp_path / side), BOOK, "ana") for side in ("one", "other")]
    for hand in hands:
        hand.apply_all([CodingRequest(TEXT, span, "apples", "+") for span in SPANS])
    merge(Journal(tmp_path / "one"), sources_of([tmp_path / "other"], "codings"))
    hand = CoderSession(Journal(tmp_path / "one"), BOOK, "ana")
    assert len(hand.ledger.codings) == len(SPANS)
    assert len(hand.undo()) == 1
    assert not hand.ledger.codings
    assert [len(act.events) for act in hand.redo()] == [len(SPANS)]
    assert len(hand.ledger.codings) == len(SPANS)
    hand.memo(hand.ledger.codings[0].alike[0], "a note")
    hand.remove([hand.ledger.codings[1].alike[0]])
    left = Ledger(Journal(tmp_path / "one").read().events).codings
    assert [coding.memo for coding in left] == ["a note", *[""] * (len(SPANS) - 2)]


# --- lines of a newer version ---------------------------------------------------------------


def test_nobody_decides_behind_lines_of_a_newer_version(tmp_path: Path) -> None:
    write(tmp_path / "ana.jsonl", FIRST, tail=b'{"v":2}\n')
    with pytest.raises(FaultsFound, match=r"codings/ana\.jsonl:2: was written by a newer qualcode"):
        CoderSession(Journal(tmp_path), BOOK, "ana")
    bo = CoderSession(Journal(tmp_path), BOOK, "bo")
    bo.apply(CodingRequest(TEXT, SPANS[0], "apples"))
    with (tmp_path / "bo.jsonl").open("ab") as stream:
        stream.write(b'{"v":2}\n')
    with pytest.raises(FaultsFound, match="bo"):
        bo.undo()


def test_a_line_says_the_format_whose_readers_count_it_right() -> None:
    assert all(from_line(to_line(event).encode()).data["v"] == 1 for event in EVENTS)
