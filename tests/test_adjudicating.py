"""Settling the disagreements of two coders in the study of fruit (see `study_of_two`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import Study
from qualcode.errors import FaultsFound
from qualcode.journal import CoderSession, Journal
from qualcode.study.adjudication import Adjudication
from tests.coded_study import apply, finish
from tests.study_of_two import APPLES, DIRECTION, PEARS, adjudication, code_by_two


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The study of fruit, coded by ana and bo."""
    return code_by_two(small_folder)


def open_ones(work: Adjudication) -> list[str]:
    return [item.found.id for item in work.disputes.of("A1").open]


def consensus(folder: Path, transcript: str = "A1") -> list[tuple[str, str, str | None]]:
    """Code, words and direction of what consensus has."""
    study = Study.open(folder)
    body = study.texts.transcript(transcript).body
    return [
        (coding.code, body[coding.segment.start : coding.segment.end], coding.direction)
        for coding in study.log.hand_codings
        if (coding.coder, coding.segment.transcript) == ("consensus", transcript)
    ]


def settled(folder: Path) -> Adjudication:
    """Both transcripts settled as ana has them."""
    work = adjudication(folder)
    work.take(work.disputes.of("A1").open, "ana", "she is right")
    work.settle()
    return work


# --- what is open -------------------------------------------------------------------------


def test_what_only_one_gave_and_directions_are_open(folder: Path) -> None:
    work = adjudication(folder)
    assert work.disputes.transcripts == ("A1", "B2")
    assert open_ones(work) == [APPLES, PEARS, DIRECTION]
    assert [disputed.state for disputed in work.disputes.each()] == ["open", "ready"]


def test_other_words_in_one_unit_do_not_stand_in_the_way(folder: Path) -> None:
    apply(folder, "ana", "B2", "plums", "Really nothing.")
    apply(folder, "bo", "B2", "plums", "Really")
    work = adjudication(folder)
    (item,) = work.disputes.of("B2").items
    assert (item.found.kind, item.is_open) == ("different boundary", False)
    assert work.settle() == ["B2"]
    assert consensus(folder, "B2") == [("plums", "Really", None)]  # what both marked


def test_only_transcripts_that_two_people_finished_can_be_settled(folder: Path) -> None:
    finish(folder, "ana", ["A2"])
    work = adjudication(folder)
    assert "A2" not in work.disputes.transcripts
    with pytest.raises(FaultsFound, match="A2: was not finished by two coders"):
        work.settle(["A2"])


# --- deciding -----------------------------------------------------------------------------


def test_a_verdict_says_what_why_by_whom_and_between_whom(folder: Path) -> None:
    work = adjudication(folder)
    work.take([work.disputes.item(APPLES)], "bo", "not about apples")
    verdict = work.disputes.item(APPLES).verdict
    assert verdict is not None
    assert (verdict.verdict, verdict.took, verdict.by, verdict.reason) == (
        "not coded", "bo", "cy", "not about apples",
    )  # fmt: skip
    assert verdict.between == ("ana", "bo")
    assert not verdict.blind
    assert open_ones(work) == [PEARS, DIRECTION]


def test_a_verdict_of_one_s_own_needs_a_direction_only_where_the_coders_differ_in_it(folder: Path) -> None:
    work = adjudication(folder)
    work.code([work.disputes.item(PEARS)])
    assert _ruled(work, PEARS) == ("coded", "+")
    with pytest.raises(FaultsFound, match="they differ in it"):
        work.code([work.disputes.item(DIRECTION)])
    work.code([work.disputes.item(DIRECTION)], direction="-")
    work.code([work.disputes.item(APPLES)], coded=False)
    assert _ruled(work, DIRECTION) == ("coded", "-")
    assert _ruled(work, APPLES) == ("not coded", "")


def _ruled(work: Adjudication, name: str) -> tuple[str, str]:
    verdict = work.disputes.item(name).verdict
    assert verdict is not None
    return verdict.verdict, verdict.direction


def test_a_new_verdict_takes_the_old_one_s_place_and_the_same_one_is_not_written_twice(folder: Path) -> None:
    work = adjudication(folder)
    assert work.take([work.disputes.item(APPLES)], "bo")
    assert not work.take([work.disputes.item(APPLES)], "bo")
    assert work.take([work.disputes.item(APPLES)], "ana")
    assert len(work.ledger.verdicts) == 1
    assert _ruled(work, APPLES) == ("coded", "")


def test_taking_back_and_undoing_open_it_again(folder: Path) -> None:
    work = adjudication(folder)
    work.take([work.disputes.item(APPLES)], "bo")
    assert work.take_back([work.disputes.item(APPLES), work.disputes.item(PEARS)]) == 1
    assert APPLES in open_ones(work)
    assert "took back what was decided on apples" in work.undo()[0]
    assert APPLES not in open_ones(work)
    assert "decided that apples is not coded as bo has it" in " ".join(work.undo() + work.undo())
    assert work.redo()
    assert APPLES not in open_ones(work)


def test_hidden_names_are_letters_that_stand_for_the_same_coder_within_a_unit(folder: Path) -> None:
    work = adjudication(folder, hide_names=True)
    item = work.disputes.item(APPLES)
    called = work.names(item.found)
    assert sorted(called) == ["ana", "bo"]
    assert sorted(called.values()) == ["A", "B"]
    assert work.names(work.disputes.item(PEARS).found) == called
    with pytest.raises(FaultsFound, match="nobody there is called 'ana'"):
        work.take([item], "ana")
    work.take([item], called["bo"])
    verdict = work.disputes.item(APPLES).verdict
    assert verdict is not None
    assert (verdict.took, verdict.blind) == ("bo", True)


def test_a_code_that_nobody_gave_can_be_decided_on(folder: Path) -> None:
    work = settled(folder)
    span = work.texts.span(work.disputes.of("B2").transcript, quote="Really")
    work.code_span("B2", span, "plums", direction="±", reason="both overlooked it")
    assert work.disputes.of("B2").state == "ready"  # open again, and nothing to decide
    work.settle(["B2"])
    assert consensus(folder, "B2") == [("plums", "Really nothing.", "±")]


@pytest.mark.parametrize("by", ["consensus", "rules", "a/b", " "])
def test_who_decides_is_a_person(folder: Path, by: str) -> None:
    with pytest.raises(FaultsFound, match="--by"):
        adjudication(folder, by=by)


def test_nobody_decides_without_a_name(folder: Path) -> None:
    work = Study.open(folder).adjudication()
    with pytest.raises(FaultsFound, match="--by"):
        work.take(work.disputes.of("A1").open, "ana")


# --- settling -----------------------------------------------------------------------------


def test_what_is_open_stands_in_the_way_of_settling(folder: Path) -> None:
    work = adjudication(folder)
    with pytest.raises(FaultsFound, match="3 disagreements are open"):
        work.settle(["A1"])
    assert work.settle() == ["B2"]  # where nothing is
    assert (consensus(folder), work.disputes.of("A1").state) == ([], "open")


def test_the_consensus_has_what_all_gave_and_what_was_decided(folder: Path) -> None:
    work = settled(folder)
    assert [disputed.state for disputed in work.disputes.each()] == ["settled", "settled"]
    assert consensus(folder) == [
        ("apples", "like apples. Not", None),
        ("pears", "else. A", "+"),
    ]


def test_where_both_marked_a_unit_the_consensus_has_the_words_that_both_marked(folder: Path) -> None:
    work = adjudication(folder)
    work.take([work.disputes.item(APPLES), work.disputes.item(PEARS)], "bo")
    work.take([work.disputes.item(DIRECTION)], "bo")
    work.settle()
    assert consensus(folder) == [("apples", "like apples", None), ("pears", "green apple", None)]


def test_the_coders_own_work_stays_as_it_was(folder: Path) -> None:
    before = {name: (folder / "codings" / name).read_bytes() for name in ("ana.jsonl", "bo.jsonl")}
    settled(folder)
    assert {name: (folder / "codings" / name).read_bytes() for name in before} == before


def test_settling_twice_writes_nothing_and_undo_takes_all_of_it_back(folder: Path) -> None:
    work = settled(folder)
    assert work.settle() == []
    work.undo()
    assert work.disputes.of("A1").state == "ready"
    assert consensus(folder) == []
    work.redo()
    assert work.disputes.of("A1").state == "settled"


def test_a_verdict_on_a_settled_transcript_opens_it_again(folder: Path) -> None:
    work = settled(folder)
    work.take([work.disputes.item(APPLES)], "bo", "on second thoughts")
    assert work.disputes.of("A1").state == "ready"
    assert work.settle() == ["A1"]
    assert ("apples", "like apples", None) in consensus(folder)


def test_work_after_settling_is_noticed(folder: Path) -> None:
    settled(folder)
    apply(folder, "bo", "A1", "plums", "Sometimes a pear")
    work = adjudication(folder)
    assert work.disputes.of("A1").state == "changed"
    study = Study.open(folder)
    notes = study.tables.notes(source="consensus")
    assert any("UNSETTLED: somebody worked on A1" in note for note in notes)
    assert study.tables.counted.layers("consensus").of == {"A1": "consensus", "B2": "consensus"}


def test_tallies_count_the_consensus_once_it_is_settled(folder: Path) -> None:
    work = adjudication(folder)
    work.take(work.disputes.of("A1").open, "ana")
    assert Study.open(folder).tables.counted.layers().of["A1"] in {"ana", "bo"}
    work.settle()
    study = Study.open(folder)
    assert study.tables.counted.layers().of["A1"] == "consensus"
    assert "UNSETTLED" not in " ".join(study.tables.notes(source="consensus"))


def test_after_an_edit_a_verdict_goes_with_its_words_and_without_them_it_is_open_again(folder: Path) -> None:
    work = adjudication(folder)
    work.take(work.disputes.of("A1").open, "ana")
    path = next((folder / "transcripts").glob("A1*"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("I like apples.", "Well then. I like apples."), "utf-8")
    assert not adjudication(folder).disputes.of("A1").open
    path.write_text(text.replace("Not much else.", "Hardly."), "utf-8")
    verdicts = adjudication(folder).disputes.of("A1").verdicts
    assert [entry.placement.place is None for entry in verdicts if entry.quote == "Not much else."] == [
        True,
        True,
    ]


def test_of_topics_only_those_are_heard_who_applied_any(folder: Path) -> None:
    study = Study.open(folder)
    topics = [code.id for code in study.codebook.level("topics")]
    question = next(turn for turn in study.texts.transcript("A1").turns if turn.participant == "interviewer")
    words = study.texts.transcript("A1").body[question.start : question.end]
    apply(folder, "ana", "A1", topics[0], words)
    work = adjudication(folder)
    assert open_ones(work) == [APPLES, PEARS, DIRECTION]
    work.take(work.disputes.of("A1").open, "bo")
    work.settle()
    assert topics[0] in {code for code, _, _ in consensus(folder)}


def test_two_people_settle_at_once_and_nothing_is_lost(folder: Path) -> None:
    one, other = adjudication(folder, "cy"), adjudication(folder, "dee")
    one.take([one.disputes.item(APPLES)], "ana")
    other.take([other.disputes.item(PEARS)], "ana")
    assert one.refresh()
    assert open_ones(one) == open_ones(other) == [DIRECTION]
    assert {verdict.by for verdict in one.ledger.verdicts} == {"cy", "dee"}


def test_nobody_codes_in_the_log_of_the_consensus(folder: Path) -> None:
    study = Study.open(folder)
    with pytest.raises(FaultsFound, match="no person"):
        CoderSession(Journal(folder / "codings"), study.codebook, "consensus")


def test_an_opened_consensus_is_said_to_be_no_consensus(folder: Path) -> None:
    work = settled(folder)
    work.reopen(["A1"])
    notes = " ".join(Study.open(folder).tables.notes())
    assert "The consensus on 1 transcript was opened again; `qualcode adjudicate` settles it" in notes
    assert "consensus's codings" not in notes
