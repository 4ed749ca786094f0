"""One coder at work: every decision is on disk when the call returns, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import Study
from qualcode.desk import Desk, DeskProgress, NotHere
from qualcode.errors import FaultsFound, QualcodeError
from qualcode.journal import Journal
from tests.desks import open_desk


def on_disk(folder: Path, coder: str = "ana") -> list[tuple[str, str, str]]:
    """What a fresh reader finds: quote, code and direction of each coding of a coder."""
    study = Study.open(folder)
    return [(c.quote, c.coding.code, c.coding.direction) for c in study.log.placed if c.coding.coder == coder]


def shown(desk: Desk) -> list[tuple[str, str, bool]]:
    """Code, coder and whether it is a suggestion of what is marked."""
    return [(mark.code, mark.coder, mark.suggested) for mark in desk.marks]


def test_a_code_goes_to_the_selection_and_is_on_disk_when_the_call_returns(desk: Desk, folder: Path) -> None:
    desk.move("sentence")
    assert desk.apply("pears") == "Saved: Pears on 3 words"
    assert on_disk(folder) == [("I like apples.", "pears", "")]
    assert desk.focus is not None
    assert (desk.focus.code, desk.focus.own) == ("pears", True)
    assert desk.apply("pears") == "Saved: It was coded so already."
    assert len(on_disk(folder)) == 1


def test_a_code_for_answers_on_a_question_is_remarked_on(desk: Desk) -> None:
    assert desk.apply("pears") == "Saved: Pears on 4 words (the interviewer speaks here)"
    assert desk.apply("topic_food") == "Saved: Food on 4 words"
    desk.move("sentence")
    assert desk.apply("topic_food") == "Saved: Food on 3 words (a topic on what is no question)"


def test_a_direction_is_given_changed_and_taken_away(desk: Desk, folder: Path) -> None:
    desk.apply("pears")
    for direction, wanted in (("+", "+"), ("-", "-"), ("-", "")):
        desk.direct(direction)
        assert [entry[2] for entry in on_disk(folder)] == [wanted]
    assert desk.focus is not None
    assert desk.focus.direction == ""


def test_what_was_coded_is_removed(desk: Desk, folder: Path) -> None:
    desk.apply("pears")
    assert desk.remove() == "Saved: Pears removed"
    assert on_disk(folder) == []
    with pytest.raises(NotHere, match="no coding of yours"):
        desk.remove()


def test_suggestions_are_visited_accepted_and_rejected(desk: Desk, folder: Path) -> None:
    assert shown(desk) == [
        ("topic_food", "rules", True), ("apples", "rules", True), ("apples", "rules", True),
        ("green_apples", "rules", True), ("pears", "rules", True),
    ]  # fmt: skip
    assert desk.next_suggestion()
    assert desk.quote == "I like apples."
    focus = desk.focus
    assert focus is not None
    assert [desk.transcript.body[start:end] for start, end in focus.evidence] == ["apples"]
    assert desk.accept() == "Saved: accepted: Apples on 3 words"
    assert desk.next_suggestion()
    assert desk.quote == "A green apple, in the North."
    assert desk.reject() == "Saved: rejected: Apples"
    assert [mark.code for mark in desk.under] == ["green_apples"]
    events = Study.open(folder).log.ledger.events
    assert [(event.op, event.code, event.suggested) for event in events] == [
        ("apply", "apples", "rules"), ("reject", "apples", ""),
    ]  # fmt: skip
    assert events[0].reason == "rule 1: apples"


def test_suggestions_at_one_place_are_visited_one_after_the_other(desk: Desk) -> None:
    codes = []
    while desk.next_suggestion():
        assert desk.focus is not None
        codes.append(desk.focus.code)
    assert codes == ["apples", "apples", "green_apples", "pears"]
    back = []
    while desk.next_suggestion(-1):
        assert desk.focus is not None
        back.append(desk.focus.code)
    assert back == ["green_apples", "apples", "apples", "topic_food"]


def test_a_turn_is_accepted_or_rejected_as_one_act(desk: Desk, folder: Path) -> None:
    desk.jump("turn 2")
    assert desk.accept_turn() == "Saved: accepted: 4 codings"
    assert len(on_disk(folder)) == 4
    with pytest.raises(NotHere, match="no open suggestion"):
        desk.reject_turn()
    desk.undo()
    assert on_disk(folder) == []
    assert desk.reject_turn() == "Saved: rejected: Apples, Green apples, Pears"
    assert [mark.code for mark in desk.marks] == ["topic_food"]
    desk.undo()
    assert len(desk.marks) == 5


def test_a_code_below_decides_on_the_code_above(desk: Desk) -> None:
    desk.point(desk.transcript.body.index("green"))
    desk.apply("green_apples")
    assert [mark.code for mark in desk.under] == ["green_apples"]


def test_undo_and_redo_have_no_end_and_outlive_the_desk(desk: Desk, folder: Path) -> None:
    for code in ("apples", "pears", "plums"):
        desk.apply(code)
    desk.direct("+")
    later = open_desk(folder, "ana", transcript="B1")
    for left in (3, 2, 1, 0):
        later.undo()
        assert len(on_disk(folder)) == left
    assert later.transcript.id == "A1"
    assert later.undo() == "There is nothing to undo."
    for there in (1, 2, 3, 3):
        later.redo()
        assert len(on_disk(folder)) == there
    assert later.redo() == "There is nothing to redo."
    assert [entry[1:] for entry in on_disk(folder)] == [("apples", ""), ("pears", ""), ("plums", "+")]


def test_a_new_decision_closes_the_way_back_to_what_was_undone(desk: Desk) -> None:
    desk.apply("apples")
    desk.undo()
    desk.apply("pears")
    assert desk.redo() == "There is nothing to redo."


def test_a_memo_is_put_on_a_coding_changed_and_taken_away(desk: Desk, folder: Path) -> None:
    desk.apply("pears")
    for text in ("first", "second", ""):
        desk.memo(text)
        assert [coding.memo for coding in Study.open(folder).log.ledger.codings] == [text]
    desk.undo()
    assert desk.focus is not None
    assert desk.focus.memo == "second"


def test_a_memo_where_nothing_is_coded_is_a_note_on_the_words(desk: Desk, folder: Path) -> None:
    desk.point(desk.transcript.body.index("Not much"))
    assert desk.memo(" ") == "Nothing was written."
    desk.memo("odd")
    note = Study.open(folder).log.ledger.notes[0]
    assert note.anchor is not None
    assert (note.text, note.anchor.quote) == ("odd", "Not much else.")


def test_a_transcript_is_done_and_open_again(desk: Desk, folder: Path) -> None:
    assert desk.done() == "Saved: A1 is done"
    assert Study.open(folder).log.finished == {"A1": ("ana",)}
    assert desk.done() == "Saved: A1 is open again"
    assert Study.open(folder).log.finished == {}
    desk.undo()
    assert Study.open(folder).log.finished == {"A1": ("ana",)}


def test_progress_counts_sentences_that_are_coded(desk: Desk, folder: Path) -> None:
    first = DeskProgress("A1", 2, 0, 0, 4, is_done=False, assigned=False)
    assert desk.progress[0] == first
    desk.jump("turn 2")
    desk.extend("sentence")
    desk.apply("pears")
    desk.apply("apples")
    assert (desk.progress[0].codings, desk.progress[0].coded) == (2, 2)
    desk.open("B1")
    desk.undo()
    assert (desk.progress[0].codings, desk.progress[0].coded) == (1, 2)
    assert open_desk(folder, "ana").progress[0] == desk.progress[0]


def test_work_begins_where_it_is_not_done_yet(desk: Desk, folder: Path) -> None:
    desk.done()
    assert open_desk(folder, "ana").transcript.id == "A2"
    assert open_desk(folder, "bo").transcript.id == "A1"


def test_uncoded_sentences_of_participants_are_visited(desk: Desk) -> None:
    desk.jump("turn 2")
    desk.apply("pears")
    desk.jump("0%")
    assert desk.next_uncoded()
    assert desk.quote == "Not much else."
    desk.jump("100%")
    assert not desk.next_uncoded()
    assert desk.next_uncoded(-1)
    assert desk.quote == "A green apple, in the North."


def test_codings_are_visited_and_cycled_through(desk: Desk) -> None:
    desk.jump("turn 2")
    desk.apply("pears")
    desk.apply("plums")
    desk.move("sentence")
    assert not desk.next_coding()
    assert desk.next_coding(-1)
    codes = []
    for _ in range(4):
        assert desk.cycle()
        assert desk.focus is not None
        codes.append(desk.focus.code)
    assert sorted(codes[:3]) == ["apples", "pears", "plums"]
    assert codes[3] == codes[0]
    desk.jump("0%")
    assert not desk.cycle()


def test_others_work_is_shown_as_it_comes_and_can_not_be_taken_away(desk: Desk, folder: Path) -> None:
    other = open_desk(folder, "bo", transcript="A1")
    other.apply("plums")
    assert desk.refresh()
    assert not desk.refresh()
    assert ("plums", "bo", False) in shown(desk)
    desk.cycle()
    with pytest.raises(NotHere, match="of yours"):
        desk.remove()


def test_a_coder_s_log_open_in_two_places_merges(desk: Desk, folder: Path) -> None:
    second = open_desk(folder, "ana", transcript="A1")
    second.apply("plums")
    desk.apply("pears")
    second.refresh()
    assert [mark.code for mark in second.marks if mark.own] == ["plums", "pears"]
    assert [mark.code for mark in desk.marks if mark.own] == ["plums", "pears"]
    second.undo()
    desk.refresh()
    assert [mark.code for mark in desk.marks if mark.own] == ["plums"]


def test_blind_coding_shows_nobody_else_s_work_and_is_on_record(folder: Path) -> None:
    open_desk(folder, "bo", transcript="A1").apply("plums")
    desk = open_desk(folder, "ana", blind=True, transcript="A1")
    assert shown(desk) == []
    assert not desk.next_suggestion()
    assert not desk.suggestions_missing()
    for decision in (desk.accept, desk.reject, desk.accept_turn, desk.reject_turn):
        with pytest.raises(NotHere, match="blind"):
            decision()
    desk.apply("pears")
    desk.done()
    assert shown(desk) == [("pears", "ana", False)]
    ledger = Study.open(folder).log.ledger
    assert [(coding.coder, coding.blind) for coding in ledger.codings] == [("bo", False), ("ana", True)]
    assert ledger.finished["ana", "A1"].blind


def test_suggestions_out_of_date_are_missed_and_loaded_when_made(small_folder: Path) -> None:
    desk = open_desk(small_folder, "ana", transcript="A1")
    assert desk.suggestions_missing()
    assert len(desk.marks) == 0
    Study.open(small_folder).autocode()
    desk.load_suggestions()
    assert not desk.suggestions_missing()
    assert len(desk.marks) == 5


def test_what_can_not_be_saved_stays_in_view_until_it_is(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise QualcodeError("codings/ana.jsonl: cannot be written (no space left on device)")

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "record", full)
        for code in ("pears", "plums"):
            with pytest.raises(QualcodeError, match="no space left"):
                desk.apply(code)
        assert desk.unsaved == "Not saved: Plums on 4 words (and 1 more)"
        with pytest.raises(QualcodeError):
            desk.retry()
        assert desk.undo() == "Given up: Plums on 4 words"
    assert on_disk(folder) == []
    desk.move("sentence")
    assert desk.retry() == "Saved: Pears on 4 words (the interviewer speaks here)"
    assert (desk.unsaved, desk.retry()) == ("", "Everything is saved.")
    assert on_disk(folder) == [("What do you eat?", "pears", "")]


def test_a_wrong_use_is_a_sentence_and_waits_for_nothing(desk: Desk) -> None:
    with pytest.raises(FaultsFound, match="nonsense"):
        desk.apply("nonsense")
    with pytest.raises(FaultsFound, match="transcript"):
        desk.open("Z9")
    assert desk.unsaved == ""
