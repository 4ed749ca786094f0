"""The audit trail: every decision in words, nothing cut, what was undone marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.journal import Ledger, new_id
from qualcode.journal.events import Event, from_line, made, to_line
from qualcode.journal.trail import TrailEntry, in_words, plain, trail
from tests.journal.lines import anchor, applied, moved, removed

FIRST = applied(direction="+")
PLACE = "A1 18:31 “I like apples”"
REJECTION = made("ana", "reject", anchor=anchor("Not much"), code="pears", reason="a threat")
DONE = made("ana", "done", transcript="A1", body="x", blind=True)
NOTE = made("ana", "memo", memo="tired", transcript="A1")


def undo(event: Event) -> Event:
    return made(event.coder, "undo", target=event.id)


def words(*events: Event) -> list[str]:
    ledger = Ledger(events)
    return [in_words(event, ledger) for event in events]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([FIRST], f"applied apples (+) to {PLACE}"),
        ([applied(memo="see\npage 2")], f"applied apples to {PLACE}, memo: “see page 2”"),
        (
            [applied(suggested="rules", reason="rule 1: apple")],
            f"applied apples to {PLACE}, suggested by rules, because: rule 1: apple",
        ),
        ([applied(blind=True)], f"applied apples to {PLACE} (blind)"),
        ([FIRST, removed(FIRST)], f"removed apples (+) from {PLACE}"),
        ([REJECTION], "rejected pears at A1 33:41 “Not much”, because: a threat"),
        ([REJECTION, removed(REJECTION)], "took back the rejection of pears at A1 33:41 “Not much”"),
        ([DONE], "marked A1 as done (blind)"),
        ([DONE, removed(DONE)], "opened A1 again"),
        ([NOTE], "wrote a memo on A1: “tired”"),
        ([NOTE, removed(NOTE)], "removed the note on A1"),
        ([NOTE, made("ana", "memo", target=NOTE.id)], "took the memo off A1"),
        ([made("ana", "memo", memo="m", code="pears")], "wrote a memo on the code pears: “m”"),
        ([made("ana", "memo", memo="m")], "wrote a memo on the study: “m”"),
        ([made("ana", "memo", memo="m", anchor=anchor("pears"))], "wrote a memo on A1 58:63 “pears”: “m”"),
        (
            [FIRST, made("ana", "memo", target=FIRST.id, memo="m")],
            f"wrote a memo on apples (+) at {PLACE}: “m”",
        ),
        ([FIRST, moved(FIRST, "Not much")], "placed apples anew at A1 33:41 “Not much”"),
        ([FIRST, moved(FIRST, "Not much", "bo")], "placed apples (ana’s) anew at A1 33:41 “Not much”"),
        ([undo(FIRST)], "undid what no log here holds"),
        ([removed(FIRST)], "removed what no log here holds"),
        ([moved(FIRST, "pears")], "placed what no log here holds anew at A1 58:63 “pears”"),
        (
            [made("ana", "memo", memo="m", target=FIRST.id)],
            "wrote a memo on what no log here holds: “m”",
        ),
        ([replace(FIRST, anchor=None)], "applied apples (+) to no place"),
        (
            [
                made(
                    "consensus", "adjudicate", anchor=anchor("pears"), code="pears", verdict="coded",
                    direction="+", took="bo", between="ana,bo", reason="it says so", by="cy",
                )
            ],
            (
                "decided that pears (+) is coded as bo has it at A1 58:63 “pears”, between ana, bo, "
                "because: it says so"
            ),
        ),
        (
            [replace(FIRST, op="foresee")],
            "decided something that this version cannot tell (foresee)",
        ),
    ],
)  # fmt: skip
def test_every_decision_has_its_words(events: list[Event], expected: str) -> None:
    assert words(*events)[-1] == expected


def test_undoing_an_undo_is_doing_it_again() -> None:
    chain = [FIRST]
    for _ in range(3):
        chain.append(undo(chain[-1]))
    told = f"applied apples (+) to {PLACE}"
    assert words(*chain) == [told, f"undid: {told}", f"did again: {told}", f"undid: {told}"]


def test_undos_that_go_round_in_a_circle_end() -> None:
    one, other = new_id(), new_id()
    circle = [
        replace(made("ana", "undo", target=other), id=one),
        replace(made("ana", "undo", target=one), id=other),
    ]
    assert all("what no log here holds" in told for told in words(*circle))


def test_the_trail_is_told_oldest_first_with_time_and_coder_and_marks_what_is_undone() -> None:
    taken = undo(FIRST)
    told = list(trail(Ledger([taken, NOTE, FIRST])))
    assert [entry.event.id for entry in told] == sorted(entry.event.id for entry in told)
    assert [entry.is_undone for entry in told if entry.event == FIRST] == [True]
    line = next(str(entry) for entry in told if entry.event == FIRST)
    when = FIRST.time[:19].replace("T", " ")
    assert line == f"{when}  ana  applied apples (+) to {PLACE} [undone]"


def test_a_coder_or_a_transcript_can_be_asked_for() -> None:
    bo = applied("I like pears", coder="bo")
    study = made("ana", "memo", memo="m")
    ledger = Ledger([FIRST, bo, study, removed(FIRST), undo(removed(bo, "bo"))])
    assert [entry.event.coder for entry in trail(ledger, coder="bo")] == ["bo", "bo"]
    assert [entry.event.op for entry in trail(ledger, transcript="A1")] == ["apply", "apply", "remove"]
    assert [entry.transcript for entry in trail(ledger, coder="ana")] == ["A1", "", "A1"]


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    assert plain("a\x1b[2Jb\nc\u202ed") == "a\ufffd[2Jb c\ufffdd"
    hostile = from_line(to_line(replace(FIRST, time="\x1b[31m", code="x\x07")).encode())
    line = str(next(trail(Ledger([hostile]))))
    assert "\x1b" not in line
    assert "\x07" not in line


@given(st.text(max_size=50))
def test_a_long_quote_is_told_whole_and_in_one_line(text: str) -> None:
    """Law: whatever was noted, its words are in the line, and the line is one."""
    event = made("ana", "memo", memo=text)
    line = str(TrailEntry(event, in_words(event, Ledger([event])), "", is_undone=False))
    assert len(line.splitlines()) == 1
    assert plain(text) in line


def test_an_undo_is_about_what_it_undoes() -> None:
    back = undo(FIRST)
    ledger = Ledger([FIRST, back, undo(back), NOTE, undo(made("ana", "memo", memo="m"))])
    told = list(trail(ledger))
    assert sorted(entry.transcript for entry in told) == ["", "A1", "A1", "A1", "A1"]
    assert [entry.event.op for entry in trail(ledger, transcript="A1")].count("undo") == 2
