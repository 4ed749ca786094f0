"""A study that was read shows what is written through it; a part that somebody kept stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from qualcode import AssignmentRequest, Study
from qualcode.journal import CodingRequest
from tests.study_of_two import APPLES, code_by_two


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The study of fruit, coded by two people."""
    return code_by_two(small_folder)


def state(study: Study) -> list[object]:
    """What a study shows of the logs, and what follows from them."""
    log, tables, disputes = study.log, study.tables, study.disputes()
    return [
        log.logged,
        log.ledger.things,
        log.ledger.verdicts,
        log.placed,
        log.rejected,
        log.verdicts,
        log.hand_codings,
        log.finished,
        log.coders,
        log.assignments,
        log.faults,
        [(disputed.state, disputed.items, disputed.pieces) for disputed in disputes.each()],
        [study.tally(source=source).as_data() for source in ("auto", "ana,rules")],
        tables.notes(topics=True),
        tables.codings.to_dict("records"),
        study.cooccur().as_data(),
        study.quotes("apples"),
        [found.items() for found in (study.compare().units, study.compare().roots)],
        study.compare().codings,
    ]


@contextmanager
def shown(folder: Path) -> Iterator[Study]:
    """A study that was read before it is written to, and shows it then."""
    study = Study.open(folder)
    before, log, tables = state(study), study.log, study.tables
    yield study
    after = state(study)
    assert after != before
    assert after == state(Study.open(folder))
    assert study.log is not log
    assert (log.logged, log.hand_codings, log.assignments) == (before[0], before[6], before[9])
    assert tables.codings.to_dict("records") == before[14]


def span_of(study: Study, words: str) -> CodingRequest:
    text = study.texts.transcript("A1")
    return CodingRequest(text, study.texts.span(text, quote=words), "plums")


def test_what_a_session_applies_rejects_removes_and_finishes(folder: Path) -> None:
    session = Study.open(folder).session("zed")
    with shown(folder) as study:
        session = study.session("zed")
        new = session.apply(span_of(study, "Sometimes a pear"))
    with shown(folder) as study:
        session = study.session("zed")
        session.memo(new.id, "or a plum")
    with shown(folder) as study:
        study.session("zed").done(study.texts.transcript("A1"))
    with shown(folder) as study:
        study.session("zed").reopen("A1")
    with shown(folder) as study:
        text = study.texts.transcript("A1")
        study.session("zed").reject([(text, (text.turns[1].start, text.turns[1].end), "apples")])
    with shown(folder) as study:
        study.session("zed").remove([new.id])
    with shown(folder) as study:
        study.session("zed").undo()
    with shown(folder) as study:
        study.session("zed").redo()


def test_each_decision_of_one_session_is_shown(folder: Path) -> None:
    study = Study.open(folder)
    session = study.session("zed")
    for words in ("like apples", "green apple", "Sometimes a pear"):
        before = len(study.log.hand_codings)
        session.apply(span_of(study, words))
        assert len(study.log.hand_codings) == before + 1
        assert "zed" in study.log.coders


def test_what_is_applied_without_a_session(folder: Path) -> None:
    with shown(folder) as study:
        study.apply("plums", "A1", coder="zed", quote="Sometimes a pear")


def test_verdicts_what_is_settled_and_what_is_taken_back(folder: Path) -> None:
    with shown(folder) as study:
        work = study.adjudication("cy")
        work.take([work.disputes.item(APPLES)], "ana")
    with shown(folder) as study:
        study.adjudication("cy").undo()
    with shown(folder) as study:
        work = study.adjudication("cy")
        work.take(work.disputes.of("A1").open, "ana")
        assert work.settle() == ["A1", "B2"]
    with shown(folder) as study:
        study.adjudication("cy").reopen(["A1"])


def test_places_that_are_resolved(folder: Path) -> None:
    path = folder / "transcripts" / "A1.txt"
    path.write_text(path.read_text("utf-8").replace("like apples. Not", "like plums. Hardly"), "utf-8")
    with shown(folder) as study:
        entry = next(entry for entry in study.log.placed if not entry.placement.settled)
        text = study.texts.transcript("A1")
        study.resolve(entry, study.texts.span(text, quote="like plums"), coder="ana")


def test_what_a_copy_brings(folder: Path, tmp_path: Path) -> None:
    other = copytree(folder, tmp_path / "copy")
    Study.open(other).apply("plums", "A1", coder="zed", quote="Sometimes a pear")
    with shown(folder) as study:
        study.merge([other])


def test_a_conflicted_copy_among_the_logs(folder: Path, tmp_path: Path) -> None:
    other = copytree(folder, tmp_path / "copy")
    Study.open(other).apply("plums", "A1", coder="ana", quote="Sometimes a pear")
    (other / "codings" / "ana.jsonl").rename(folder / "codings" / "ana (conflicted copy).jsonl")
    with shown_merge(folder) as study:
        assert sum(map(len, study.merge().missing.values())) == 1


@contextmanager
def shown_merge(folder: Path) -> Iterator[Study]:
    """The copy counts as soon as it lies there: taken in and set aside, it changes nothing that counts."""
    study = Study.open(folder)
    before = study.log.hand_codings
    yield study
    assert study.log.hand_codings == before == Study.open(folder).log.hand_codings
    assert study.log.faults == Study.open(folder).log.faults


def test_who_is_to_code_what(folder: Path) -> None:
    with shown(folder) as study:
        study.assign(study.plan(AssignmentRequest(("ana", "bo"), "1")))


def test_what_others_wrote_is_there_when_it_was_asked_for(folder: Path) -> None:
    with shown(folder) as study:
        Study.open(folder).apply("plums", "A1", coder="zed", quote="Sometimes a pear")
        assert "zed" not in study.log.coders
        assert study.refresh()
        assert not study.refresh()


@pytest.mark.parametrize("ask", [lambda study: study.log, lambda study: study.tables.log])
def test_a_log_that_was_not_read_yet_is_read_before_anything_is_written(
    folder: Path, ask: Callable[[Study], object]
) -> None:
    study = Study.open(folder)
    kept = ask(study)
    session = study.session("zed")
    again = study.log
    session.apply(span_of(study, "Sometimes a pear"))
    assert kept is again
    assert "zed" not in again.coders
    assert "zed" in study.log.coders


def test_what_does_not_depend_on_the_logs_is_made_once(folder: Path) -> None:
    study = Study.open(folder)
    voices, suggestions, tables = study.voices.table, study.suggestions, study.tables
    assert study.tables is tables
    study.apply("plums", "A1", coder="zed", quote="Sometimes a pear")
    assert study.tables is not tables
    assert study.tables.voices.table is voices
    assert study.tables.suggestions is suggestions
