"""A coder at work: what a decision changes, what is refused, and what is said about the log."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from qualcode.errors import FaultsFound, QualcodeError
from qualcode.journal import CoderSession, CodingRequest, Journal, Ledger, stacks_of
from qualcode.journal.events import Event, made
from qualcode.journal.ids import is_misdated
from tests.journal.lines import applied, removed, write
from tests.journal.test_ledger import transcript
from tests.journal.test_ledger_machine import BOOK, SPANS, TEXT


@pytest.fixture
def ana(tmp_path: Path) -> CoderSession:
    return CoderSession(Journal(tmp_path), BOOK, "ana")


def codings(hand: CoderSession) -> list[tuple[str, str]]:
    return [(coding.code, coding.anchor().quote) for coding in hand.ledger.codings]


def test_what_changed_is_told_once_and_only_what_changed(ana: CoderSession, tmp_path: Path) -> None:
    done = ana.apply(CodingRequest(TEXT, SPANS[0], "apples"))
    assert ana.changes() == {done.id}
    bo = CoderSession(Journal(tmp_path), BOOK, "bo").apply(CodingRequest(TEXT, SPANS[1], "pears"))
    assert ana.refresh() == {bo.id}
    assert ana.changes() == {bo.id}
    assert ana.changes() == set()


def test_the_same_place_given_twice_in_one_decision_is_coded_once(ana: CoderSession) -> None:
    done = ana.apply_all([CodingRequest(TEXT, SPANS[0], "apples")] * 2)
    assert [each.is_new for each in done] == [True, False]
    assert done[0].id == done[1].id
    assert codings(ana) == [("apples", "I like apples")]


def test_one_rejection_under_two_codings_is_taken_back_once(ana: CoderSession) -> None:
    ana.reject([(TEXT, (SPANS[0][0], SPANS[2][1]), "apples")])
    ana.apply_all([CodingRequest(TEXT, SPANS[0], "apples"), CodingRequest(TEXT, SPANS[2], "apples")])
    assert [event.op for event in ana.ledger.events] == ["reject", "apply", "remove", "apply"]
    ana.undo()
    assert (len(ana.ledger.rejections), codings(ana)) == (1, [])


def test_what_was_coded_on_words_that_are_gone_is_coded_anew(ana: CoderSession) -> None:
    ana.apply(CodingRequest(TEXT, SPANS[0], "apples"))
    edited = transcript("INT: Wait.\n\nAna: Not a word about that.")
    done = ana.apply(CodingRequest(edited, (17, 27), "apples"))
    assert (done.is_new, done.quote) == (True, "Not a word")
    assert len(ana.ledger.codings) == 2


def test_a_wrong_code_among_many_saves_none_of_them(ana: CoderSession) -> None:
    with pytest.raises(FaultsFound, match="there is none 'plums'"):
        ana.apply_all([CodingRequest(TEXT, SPANS[0], "apples"), CodingRequest(TEXT, SPANS[0], "plums")])
    assert ana.ledger.events == ()


def test_only_a_coding_has_a_direction_and_only_of_three(ana: CoderSession) -> None:
    note = ana.note("m")
    with pytest.raises(FaultsFound, match="only a coding has a direction"):
        ana.direct(note, "+")
    coding = ana.apply(CodingRequest(TEXT, SPANS[0], "apples")).id
    with pytest.raises(FaultsFound, match="none of"):
        ana.direct(coding, "up")


def test_a_rejection_has_no_memo(ana: CoderSession) -> None:
    ana.reject([(TEXT, SPANS[0], "apples")])
    with pytest.raises(FaultsFound, match="is a rejected suggestion"):
        ana.memo(ana.ledger.rejections[0].id, "m")


def test_what_was_removed_meanwhile_cannot_be_changed(ana: CoderSession, tmp_path: Path) -> None:
    coding = ana.apply(CodingRequest(TEXT, SPANS[0], "apples")).id
    CoderSession(Journal(tmp_path), BOOK, "ana").remove([coding])
    with pytest.raises(FaultsFound, match="there is no such coding now"):
        ana.memo(coding, "m")


def test_a_transcript_edited_since_can_be_marked_once_more(ana: CoderSession) -> None:
    assert ana.done(TEXT)
    edited = transcript(TEXT.body + "\n\nINT: Thanks.")
    assert ana.done(edited)
    assert not ana.done(edited)
    assert ana.ledger.finished["ana", "A1"].body == edited.body_hash


def test_a_torn_line_is_told_by_the_decision_that_set_it_aside_alone(
    ana: CoderSession, tmp_path: Path
) -> None:
    ana.apply_all([CodingRequest(TEXT, SPANS[0], "apples")])
    ana.apply_all([CodingRequest(TEXT, SPANS[2], "apples")])
    with (tmp_path / "ana.jsonl").open("ab") as stream:
        stream.write(b'{"v":1')
    ana.undo(2)
    assert "ana.torn" in ana.said
    ana.redo()
    assert ana.said == ""


def test_what_cannot_be_saved_changes_nothing(
    ana: CoderSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ana.apply(CodingRequest(TEXT, SPANS[0], "apples"))

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("qualcode.journal.log.os.write", full)
        for decide in (
            lambda: ana.remove([first.id]),
            ana.undo,
            lambda: ana.apply(CodingRequest(TEXT, SPANS[1], "pears")),
        ):
            with pytest.raises(QualcodeError, match="nothing was saved"):
                decide()
    assert (
        codings(ana) == codings(CoderSession(Journal(tmp_path), BOOK, "ana")) == [("apples", "I like apples")]
    )
    ana.undo()
    assert codings(ana) == []


# --- undo and redo ------------------------------------------------------------------------


def undoable(*events: Event) -> tuple[list[str], list[str]]:
    stacks = stacks_of(Ledger(events), "ana")
    return [act.id for act in stacks.undo], [act.id for act, _ in stacks.redo]


def test_a_new_decision_closes_the_way_back_to_what_was_undone() -> None:
    first = applied()
    undo = made("ana", "undo", target=first.id)
    later = applied("I like pears")
    assert undoable(first, undo) == ([], [first.id])
    assert undoable(first, undo, later) == ([later.id], [])


def test_another_person_s_undo_and_one_of_what_nobody_knows_count_for_nothing() -> None:
    first = applied()
    strange = [made("bo", "undo", target=first.id), made("ana", "undo", target=removed(first).id)]
    assert undoable(first, *strange) == ([first.id], [])
    assert len(Ledger([first, *strange]).codings) == 1


def test_an_undo_that_was_brought_back_cannot_be_brought_back_again() -> None:
    first = applied()
    undo = made("ana", "undo", target=first.id)
    redo = made("ana", "undo", target=undo.id)
    again = made("ana", "undo", target=undo.id)
    assert undoable(first, undo, redo, again) == ([first.id], [])
    assert len(Ledger([first, undo, redo, again]).codings) == 1


def test_the_log_of_another_coder_is_never_written_to(ana: CoderSession, tmp_path: Path) -> None:
    log = write(tmp_path / "bo.jsonl", applied(coder="bo"))
    before = log.read_bytes()
    ana.apply(CodingRequest(TEXT, SPANS[0], "apples"))
    ana.undo()
    assert log.read_bytes() == before


def test_a_name_that_differs_in_capitals_only_is_refused(ana: CoderSession, tmp_path: Path) -> None:
    ana.apply(CodingRequest(TEXT, SPANS[0], "apples"))
    with pytest.raises(FaultsFound, match="'Ana' differs from 'ana' in capitals only; write ana"):
        CoderSession(Journal(tmp_path), BOOK, "Ana")


@pytest.mark.parametrize("time", ["2026-11-20T10:11:12.000Z", "2090-01-01T00:00:00", "9999-12-31", "soon"])
@pytest.mark.parametrize(
    "name", ["ffffffff-ffff-7fff-bfff-ffffffffffff", "e677d21f-d800-7000-8000-000000000000"]
)
def test_an_id_from_the_end_of_time_blocks_nothing(name: str, time: str, tmp_path: Path) -> None:
    write(tmp_path / "ana.jsonl", dataclasses.replace(applied(), id=name, time=time, data={}))
    hand = CoderSession(Journal(tmp_path), BOOK, "ana")
    assert len(hand.undo(3)) == 1
    assert not hand.ledger.codings
    assert len(hand.redo(3)) == 1
    for memo in ("a", "b"):
        hand.memo(name, memo)
        assert [coding.memo for coding in hand.ledger.codings] == [memo]
    assert hand.remove([name]) == 1
    assert CoderSession(Journal(tmp_path), BOOK, "ana").ledger.codings == ()
    assert not any(is_misdated(event.id) for event in hand.ledger.events if event.id != name)
