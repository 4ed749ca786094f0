"""What holds: a fold over the set of events of all logs, carried over to the present text."""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.anchors import Placement, body_hash
from qualcode.journal import Journal, as_codings, faults_of, fold, place_all, speaker_at
from qualcode.journal.events import Event, from_line, made, to_line
from qualcode.journal.trail import trail
from qualcode.model import Transcript
from qualcode.transcripts import parse_transcript
from tests.journal.lines import BODY, applied, moved, removed, write


def transcript(body: str = BODY) -> Transcript:
    head = "---\nid: A1\nkind: interview\nspeakers:\n  INT: interviewer\n  Ana: Ana\n---\n\n"
    return parse_transcript(f"{head}{body}\n", "A1.txt")


def test_what_was_removed_holds_no_more() -> None:
    first, second = applied(), applied("I like pears")
    assert [coding.id for coding in fold([first, second, removed(first)]).codings] == [second.id]


def test_another_person_neither_removes_nor_annotates_a_coding_but_may_place_it() -> None:
    first = applied()
    memo = made("bo", "memo", target=first.id, memo="no")
    coding = fold([first, removed(first, "bo"), memo, moved(first, "I like pears", "bo")]).codings[0]
    assert (coding.id, coding.memo, coding.anchor().quote) == (first.id, "", "I like pears")


def test_the_newest_place_decided_counts() -> None:
    event = applied()
    later = [moved(event, "Not much else", "bo"), moved(event, "I like pears", "cy")]
    coding = fold([*reversed(later), event]).codings[0]
    assert [anchor.quote for anchor in coding.anchors] == ["I like pears", "Not much else", "I like apples"]
    assert (coding.coder, coding.anchor().quote) == ("ana", "I like pears")


def test_a_text_that_is_as_it_was_has_its_codings_where_they_were() -> None:
    event = applied()
    placed = moved(event, "Not much else", body=BODY + "!")
    coding = fold([event, placed]).codings[0]
    assert coding.anchor(body_hash(BODY)).quote == "I like apples"
    assert coding.anchor(body_hash(BODY + "!")).quote == "Not much else"
    assert coding.anchor("a later text").quote == "Not much else"


def test_a_decision_on_a_coding_that_nobody_knows_changes_nothing() -> None:
    other = applied("I like pears")
    assert fold([moved(other, "Not much"), removed(other)]).things == ()


EVENTS: list[Event] = [applied(quote) for quote in ("I like apples", "Not much else", "I like pears")]
EVENTS += [moved(EVENTS[0], "pears"), removed(EVENTS[1]), moved(EVENTS[0], "else"), moved(EVENTS[1], "too")]


@given(st.lists(st.sampled_from(EVENTS)), st.randoms())
def test_order_and_duplicates_do_not_matter(more: list[Event], rng: random.Random) -> None:
    """Law: state is a function of the set of events."""
    shuffled = [*EVENTS, *more]
    rng.shuffle(shuffled)
    assert fold(shuffled).things == fold(EVENTS).things


# --- undone -------------------------------------------------------------------------------


def chain(length: int) -> list[Event]:
    """A coding, its undo, the undo of that, and so on."""
    events = [applied()]
    for _ in range(length):
        events.append(made("ana", "undo", target=events[-1].id))
    return events


@given(st.integers(0, 9), st.randoms(), st.integers(1, 4))
def test_every_second_undo_of_an_undo_brings_the_coding_again(
    length: int, rng: random.Random, pieces: int
) -> None:
    events = chain(length)
    standing = [number % 2 == length % 2 for number in range(length + 1)]
    shuffled = rng.sample(events, len(events))
    ledger = fold([])
    for start in range(pieces):
        ledger.add(shuffled[start::pieces])
    assert [ledger.stands(event.id) for event in events] == standing
    assert len(ledger.codings) == standing[0]


def toggled(length: int) -> list[Event]:
    """A coding that was undone and brought again, so many times."""
    events = [applied()]
    for _ in range(length // 2):
        events.append(made("ana", "undo", target=events[0].id))
        events.append(made("ana", "undo", target=events[-1].id))
    return events


@pytest.mark.parametrize("shape", [chain, toggled])
def test_undos_cost_as_much_as_any_events(shape: Callable[[int], list[Event]]) -> None:
    def calls(length: int) -> int:
        """How many functions are called to read and tell them."""
        events, count = shape(length), itertools.count()
        sys.setprofile(lambda *_: next(count) and None)
        try:
            list(trail(fold(events)))
        finally:
            sys.setprofile(None)
        return next(count)

    assert calls(400) < 5 * calls(100)


# --- the folder of logs -------------------------------------------------------------------


def test_copies_of_logs_lie_side_by_side(tmp_path: Path) -> None:
    first, second, other = applied(), applied("Not much"), applied("I like pears", coder="bo")
    write(tmp_path / "ana.jsonl", first)
    write(tmp_path / "ana (conflicted copy).jsonl", second, first)
    write(tmp_path / "bo.jsonl", other, second)
    (tmp_path / ".hidden.jsonl").write_text("x\n")
    (tmp_path / "ana.torn").write_text("x\n")
    read = Journal(tmp_path).read()
    assert (read.events, read.faults, read.newest) == ((first, second, other), (), other.id)


def test_a_study_without_logs_has_no_events(tmp_path: Path) -> None:
    read = Journal(tmp_path / "codings").read()
    assert (read.events, read.newest) == ((), "")


def test_of_two_events_with_one_id_the_same_one_wins_whatever_the_order(tmp_path: Path) -> None:
    one = applied()
    other = replace(one, code="pears")
    for folder, order in (("a", (one, other)), ("b", (other, one))):
        for number, event in enumerate(order):
            write(tmp_path / folder / f"{number}.jsonl", event)
    reads = [Journal(tmp_path / folder).read() for folder in ("a", "b")]
    assert reads[0].events == reads[1].events
    assert [len(read.faults) for read in reads] == [1, 1]
    assert "one id" in reads[0].faults[0].problem


# --- carried over -------------------------------------------------------------------------


def test_codings_are_carried_over_and_belong_to_whoever_speaks_there() -> None:
    new = transcript("INT: Wait.\n\n" + BODY)
    placed = place_all(fold([applied(direction="+"), applied("INT: And pears")]).codings, [new])
    codings = as_codings(placed, [new])
    assert [new.body[c.segment.start : c.segment.end] for c in codings] == ["I like apples", "And pears"]
    assert [(c.participant, c.coder, c.direction) for c in codings] == [
        ("Ana", "ana", "+"),
        ("interviewer", "ana", None),
    ]


def test_a_coding_of_a_blank_is_nobody_s_words() -> None:
    text = transcript()
    entry = place_all(fold([applied()]).codings, [text])[0]
    blank = Placement("moved", (19, 20))
    assert text.body[19:20] == " "
    assert as_codings([replace(entry, placement=blank)], [text]) == ()


def test_a_speaker_s_name_belongs_to_the_turn_behind_it() -> None:
    text = transcript()
    assert speaker_at(text, BODY.index("Ana:")) == "Ana"
    assert speaker_at(text, len(text.body)) is None


def check(*events: Event, text: Transcript | None = None) -> list[str]:
    texts = [text] if text else []
    return [
        str(fault)
        for fault in faults_of(place_all(fold(events).codings, texts), texts, {"apples"}, "codings")
    ]


def test_check_has_nothing_to_say_about_what_is_found() -> None:
    assert check(applied(), text=transcript("INT: Wait.\n\n" + BODY)) == []


def test_check_says_what_needs_a_person() -> None:
    gone = transcript("INT: Hello?\n\nAna: No.")
    assert "is orphaned since A1 was edited; see `qualcode anchors`" in check(applied(), text=gone)[0]
    assert "1 coding has the transcript 'A1', which is gone (ana 1)" in check(applied())[0]
    assert (
        "1 coding has the code 'plums', which is gone (ana 1)"
        in check(applied(code="plums"), text=transcript())[0]
    )
    assert check(applied())[0].startswith("codings: ")
    assert check(applied(), text=gone)[0].startswith("codings/ana.jsonl: coding ")


def test_check_finds_a_quote_that_does_not_stand_where_its_line_says() -> None:
    event = applied()
    assert event.anchor is not None
    shifted = replace(event.anchor, start=event.anchor.start + 1, end=event.anchor.end + 1)
    read: Callable[[Event], Event] = lambda event: from_line(to_line(event).encode())  # noqa: E731
    faults = check(read(replace(event, anchor=shifted)), text=transcript())
    assert len(faults) == 1
    assert "is damaged" in faults[0]
    assert "apples" not in faults[0].replace("`", "")
