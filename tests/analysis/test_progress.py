"""Who has done what: assignments held against the logs."""

from __future__ import annotations

from dataclasses import replace

from qualcode.analysis.progress import CoderProgress, begun_in, progress
from qualcode.journal import Ledger, new_id
from qualcode.journal.assignments import Assignment
from qualcode.journal.events import Event, made
from tests.journal.lines import anchor, applied, removed


def done(coder: str, transcript: str, *, blind: bool = False) -> Event:
    return made(coder, "done", blind=blind, transcript=transcript, body="x", codebook="1")


def rejected(coder: str) -> Event:
    return made(coder, "reject", anchor=anchor(), code="apples")


def test_nobody_and_nothing_is_nothing() -> None:
    found = progress(["A1"], [], Ledger())
    assert found.coders == ()
    assert [(each.transcript, each.assigned, each.begun) for each in found.transcripts] == [("A1", (), ())]


def test_what_a_coder_has_done_is_counted() -> None:
    gone = applied("Not much else")
    events = [
        applied(), applied("I like pears"), gone, removed(gone), rejected("ana"), done("ana", "A1"),
        applied(coder="bo"),
    ]  # fmt: skip
    newest = replace(
        done("ana", "B1", blind=True), id=new_id(Ledger(events).newest), time="2026-03-02T10:00:00Z"
    )
    events.insert(0, newest)
    assignments = [
        Assignment("A1", "ana", "shared"), Assignment("A1", "bo", "shared"), Assignment("B1", "ana", "own"),
        Assignment("C1", "ana", "own"),
    ]  # fmt: skip
    found = progress(["A1", "B1", "C1"], assignments, Ledger(events))
    assert found.coders[0] == CoderProgress(
        "ana", assigned=3, shared=1, begun=2, done=2, blind=1, codings=2, rejected=1,
        last="2026-03-02T10:00:00Z",
    )  # fmt: skip
    bo = found.coders[1]
    assert (bo.coder, bo.assigned, bo.begun, bo.done, bo.codings) == ("bo", 1, 1, 0, 1)
    first, second, third = found.transcripts
    assert (first.assigned, first.begun, first.done) == (("ana", "bo"), ("ana", "bo"), ("ana",))
    assert (second.begun, second.done) == (("ana",), ("ana",))
    assert (third.assigned, third.begun) == (("ana",), ())


def test_who_only_rejects_has_begun_and_who_took_all_back_has_not() -> None:
    coding = applied(coder="bo")
    ledger = Ledger([rejected("ana"), coding, removed(coding, "bo")])
    assert begun_in(ledger) == {("ana", "A1")}
    found = progress(["A1"], [], ledger)
    assert [(each.coder, each.begun) for each in found.coders] == [("ana", 1), ("bo", 0)]
    assert found.coders[1].last  # taking back is work, too


def test_codings_in_a_transcript_that_is_gone_count_as_codings_only() -> None:
    found = progress(["B1"], [], Ledger([applied(), done("ana", "A1")]))
    assert (found.coders[0].codings, found.coders[0].begun, found.coders[0].done) == (1, 0, 0)
    assert [each.transcript for each in found.transcripts] == ["B1"]


def test_coders_who_have_not_begun_are_listed_by_name() -> None:
    assignments = [Assignment("A1", "zoe", "own"), Assignment("B1", "ada", "own")]
    found = progress(["A1", "B1"], assignments, Ledger([applied()]))
    assert [(each.coder, each.last == "") for each in found.coders] == [
        ("ada", True), ("ana", False), ("zoe", True),
    ]  # fmt: skip
