"""`remove`, `accept`, `reject`, `memo`, `done`, `undo`, `redo`: each is saved lines, or a sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from qualcode import Study
from tests.cli.hand import edit, hand
from tests.cli.test_apply import I_LIKE, events, refused
from tests.conftest import Run
from tests.small_study import write_small_study

__all__ = ["hand"]

GREEN = ["A1", "--quote", "green", "--coder", "ana"]


@pytest.fixture(scope="session")
def rules_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the rules code in the small study, derived once."""
    folder = write_small_study(tmp_path_factory.mktemp("rules") / "fruit")
    Study.open(folder).autocode()
    return folder / ".qualcode"


@pytest.fixture
def ruled(small_folder: Path, rules_cache: Path) -> Path:
    """The small study, coded by its rules."""
    shutil.copytree(rules_cache, small_folder / ".qualcode")
    return small_folder


def now(folder: Path) -> list[tuple[str, str, str]]:
    """What holds: coder, code and words of every coding."""
    return [
        (each.coding.coder, each.coding.code, each.anchor.quote) for each in Study.open(folder).log.placed
    ]


def rejected(folder: Path) -> list[tuple[str, str]]:
    return [(each.coding.code, each.anchor.quote) for each in Study.open(folder).log.rejected]


def data(run: Run, *arguments: str, cwd: Path) -> Any:
    done = run(*arguments, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# --- remove -------------------------------------------------------------------------------


def test_a_coding_is_removed_by_its_words_and_the_log_remembers_why(small_folder: Path, hand: Run) -> None:
    name = hand(*I_LIKE, cwd=small_folder).stdout.split()[0]
    what = ["remove", "apples", "A1", "--quote", "like apples", "--coder", "ana", "--reason", "a slip"]
    removed = data(hand, *what, cwd=small_folder)
    assert removed == {
        "removed": [{"id": name, "transcript": "A1", "start": 28, "end": 41, "code": "apples"}]
    }
    assert now(small_folder) == []
    assert events(small_folder)[-1]["reason"] == "a slip"


def test_a_coding_is_removed_by_the_beginning_of_its_id(small_folder: Path, hand: Run) -> None:
    name = hand(*I_LIKE, cwd=small_folder).stdout.split()[0]
    done = hand("remove", name[:30], "--coder", "ana", cwd=small_folder)
    assert (done.stdout, done.stderr) == (f"{name}  A1  28:41\n", "Saved.\n")
    assert now(small_folder) == []


def test_all_codings_of_a_transcript_with_one_code_are_removed_as_one_decision(
    small_folder: Path, hand: Run
) -> None:
    hand(*I_LIKE, cwd=small_folder)
    hand("apply", "apples", *GREEN, cwd=small_folder)
    hand("apply", "apples", "B1", "--quote", "An apple", "--coder", "ana", cwd=small_folder)
    hand("apply", "pears", "A1", "--quote", "a pear", "--coder", "ana", cwd=small_folder)
    done = hand("remove", "apples", "A1", "--all", "--coder", "ana", cwd=small_folder)
    assert done.stderr == "Saved: 2 codings removed.\n"
    assert now(small_folder) == [("ana", "pears", "a pear"), ("ana", "apples", "An apple")]
    hand("undo", cwd=small_folder)
    assert len(now(small_folder)) == 4


def test_of_codings_one_within_the_other_the_very_one_is_removed(small_folder: Path, hand: Run) -> None:
    hand(*I_LIKE, cwd=small_folder)
    hand("apply", "apples", "A1", "--quote", "like apples. Not", "--coder", "ana", cwd=small_folder)
    said = refused(hand("remove", "apples", "A1", "--quote", "apples", "--coder", "ana", cwd=small_folder))
    assert "2 codings share words with it; choose one of 28:41, 30:46, or use --all" in said
    hand("remove", "apples", "A1", "--at", "28:41", "--coder", "ana", cwd=small_folder)
    assert now(small_folder) == [("ana", "apples", "like apples. Not")]


def test_codings_with_a_code_that_is_gone_and_without_a_place_can_be_removed(
    small_folder: Path, hand: Run
) -> None:
    hand("apply", "storm", "B1", "--quote", "a storm", "--coder", "ana", cwd=small_folder)
    edit(small_folder, " There was a storm.", "", "B1")
    book = small_folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("storm", "gale"), "utf-8")
    assert hand("remove", "storm", "B1", "--all", "--coder", "ana", cwd=small_folder).returncode == 0
    assert now(small_folder) == []


def test_rejections_and_notes_are_taken_back_by_id(ruled: Path, hand: Run) -> None:
    hand("reject", "apples", *GREEN, cwd=ruled)
    note = hand("memo", "hm", "--code", "apples", "--coder", "ana", cwd=ruled).stdout.strip()
    rejection = Study.open(ruled).log.rejected[0].coding.id
    assert data(hand, "remove", note, "--coder", "ana", cwd=ruled)["removed"][0]["code"] == "apples"
    done = hand("remove", rejection, "--coder", "ana", cwd=ruled)
    assert done.stdout.startswith(f"{rejection}  A1  ")
    study = Study.open(ruled)
    assert (study.log.rejected, study.log.ledger.notes) == ((), ())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["pears", *GREEN], "ana has no coding with 'pears' at A1 60:65"),
        (["apples", "A1", "--quote", "Not much", "--coder", "ana"], "there ana has coded nothing"),
        (["pears", "A1", "--quote", "apples", "--coder", "ana"], "there ana has apples"),
        (["apples", "A2", "--all", "--coder", "ana"], "ana has no coding with 'apples' in A2"),
        (["aples", "A1", "--all", "--coder", "ana"], "code: there is none 'aples'; write 'apples'"),
        (["apples", "A9", "--all", "--coder", "ana"], "transcript: there is none 'A9'"),
        (["apples", "A1", "--coder", "ana"], "one of the three"),
        (["apples", "A1", "--all", "--quote", "x", "--coder", "ana"], "one of the three"),
        (["apples", "--all", "--coder", "ana"], "say in which one"),
        (["zz", "--coder", "ana"], "there is no such coding"),
        (["", "--coder", "ana"], "there is no such coding"),
        (["apples", "A1", "--all", "--coder", "bo"], "bo has no coding"),
        (["apples", "A1", "--all", "--coder", "ana", "--reason", "\udce9"], "--reason: is not text"),
    ],
)  # fmt: skip
def test_what_cannot_be_removed_is_said(
    arguments: list[str], expected: str, small_folder: Path, hand: Run
) -> None:
    hand(*I_LIKE, cwd=small_folder)
    assert expected in refused(hand("remove", *arguments, cwd=small_folder))
    assert len(events(small_folder)) == 1


def test_nobody_removes_another_person_s_coding(small_folder: Path, hand: Run) -> None:
    name = hand(*I_LIKE, cwd=small_folder).stdout.split()[0]
    said = refused(hand("remove", name, "--coder", "bo", cwd=small_folder))
    assert "this is ana's decision; only ana can take it back" in said


def test_an_id_that_two_decisions_share_is_no_choice(small_folder: Path, hand: Run) -> None:
    hand(*I_LIKE, cwd=small_folder)
    hand("apply", "pears", *I_LIKE[2:], cwd=small_folder)
    shared = str(events(small_folder)[0]["id"])[:6]
    assert "2 decisions begin so" in refused(hand("remove", shared, "--coder", "ana", cwd=small_folder))


# --- accept and reject --------------------------------------------------------------------


def test_a_suggestion_is_accepted_with_its_unit_and_its_reason(ruled: Path, hand: Run) -> None:
    accepted = data(hand, "accept", "green_apples", *GREEN, "--direction", "+", cwd=ruled)["accepted"]
    assert [(each["quote"], each["code"]) for each in accepted] == [
        ("A green apple, in the North.", "green_apples")
    ]
    line = events(ruled)[0]
    assert (line["suggested"], line["direction"]) == ("rules", "+")
    assert "green + apple" in str(line["reason"])


def test_accepting_twice_adds_nothing(ruled: Path, hand: Run) -> None:
    hand("accept", "apples", *GREEN, cwd=ruled)
    again = hand("accept", "apples", *GREEN, "--json", cwd=ruled)
    assert (json.loads(again.stdout), len(events(ruled))) == ({"accepted": []}, 1)
    assert "so already" in again.stderr


def test_all_open_suggestions_are_accepted_as_one_decision(ruled: Path, hand: Run) -> None:
    hand("reject", "apples", *GREEN, cwd=ruled)
    done = hand("accept", "apples", "A1", "--all", "--coder", "ana", cwd=ruled)
    assert now(ruled) == [("ana", "apples", "I like apples.")]
    assert done.stderr == "Saved.\n"
    hand("accept", "apples", "A1", "--all", "--coder", "bo", cwd=ruled)
    assert len(now(ruled)) == 3
    hand("undo", "--coder", "bo", cwd=ruled)
    assert len(now(ruled)) == 1


def test_what_was_rejected_may_be_accepted_after_all(ruled: Path, hand: Run) -> None:
    hand("reject", "apples", *GREEN, cwd=ruled)
    hand("accept", "apples", *GREEN, cwd=ruled)
    assert rejected(ruled) == []
    assert now(ruled) == [("ana", "apples", "A green apple, in the North.")]
    hand("undo", cwd=ruled)
    assert rejected(ruled) == [("apples", "A green apple, in the North.")]


def test_a_suggestion_is_rejected_once(ruled: Path, hand: Run) -> None:
    what = ["reject", "apples", *GREEN, "--reason", "a colour"]
    place = {"transcript": "A1", "start": 58, "end": 86, "code": "apples"}
    assert data(hand, *what, cwd=ruled) == {"rejected": [place]}
    assert rejected(ruled) == [("apples", "A green apple, in the North.")]
    again = hand(*what, cwd=ruled)
    assert (again.stdout, len(events(ruled))) == ("apples  A1  58:86\n", 1)
    assert "rejected already" in again.stderr


def test_all_open_suggestions_are_rejected(ruled: Path, hand: Run) -> None:
    hand("accept", "apples", *GREEN, cwd=ruled)
    hand("reject", "apples", "A1", "--all", "--coder", "ana", cwd=ruled)
    assert rejected(ruled) == [("apples", "I like apples.")]
    done = hand("reject", "apples", "F1", "--all", "--coder", "bo", cwd=ruled)
    assert done.stderr == "Saved.\n"


def test_what_one_has_coded_is_not_rejected(ruled: Path, hand: Run) -> None:
    hand("accept", "apples", *GREEN, cwd=ruled)
    assert "qualcode remove" in refused(hand("reject", "apples", *GREEN, cwd=ruled))


def test_a_coding_below_a_code_decides_on_the_suggestion_of_that_code(ruled: Path, hand: Run) -> None:
    hand("accept", "green_apples", *GREEN, cwd=ruled)
    hand("accept", "apples", "A1", "--all", "--coder", "ana", cwd=ruled)
    assert now(ruled) == [
        ("ana", "apples", "I like apples."), ("ana", "green_apples", "A green apple, in the North."),
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["accept", "reject"])
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["pears", *GREEN], "do not suggest 'pears' at A1 60:65; suggested there: apples, green_apples"),
        (["plums", "A1", "--all", "--coder", "ana"], "'plums' in A1; suggested there: "),
        (["apples", "A1", "--quote", "Not much", "--coder", "ana"], "nothing is suggested there"),
        (["aples", *GREEN], "write 'apples'"),
        (["apples", "A1", "--coder", "ana"], "one of the three"),
        (["topic_food", "A1", "--quote", "I like", "--coder", "ana"], "do not suggest 'topic_food'"),
    ],
)
def test_a_suggestion_that_is_not_there_is_said(
    command: str, arguments: list[str], expected: str, ruled: Path, hand: Run
) -> None:
    assert expected in refused(hand(command, *arguments, cwd=ruled))
    assert not (ruled / "codings").exists()


def test_suggestions_follow_the_codebook_as_it_is_now(ruled: Path, hand: Run) -> None:
    Study.open(ruled).autocode()
    book = ruled / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("rules: [plum]", "rules: [much]"), "utf-8")
    done = hand("accept", "plums", "A1", "--quote", "Not much", "--coder", "ana", cwd=ruled)
    assert done.returncode == 0, done.stderr
    assert now(ruled) == [("ana", "plums", "Not much else.")]


# --- memo ---------------------------------------------------------------------------------


def test_a_memo_on_a_coding_is_written_changed_and_taken_away(small_folder: Path, hand: Run) -> None:
    name = hand(*I_LIKE, cwd=small_folder).stdout.split()[0]
    for text, expected in (("see page 2", "see page 2"), ("see page 3", "see page 3"), ("", "")):
        assert hand("memo", text, name, "--coder", "ana", cwd=small_folder).stdout == f"{name}\n"
        assert Study.open(small_folder).log.placed[0].coding.memo == expected


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ([], ("", "", "")),
        (["--code", "apples"], ("", "apples", "")),
        (["--transcript", "A1"], ("A1", "", "")),
        (["--transcript", "A1", "--quote", "green"], ("A1", "", "green")),
        (["--transcript", "A1", "--at", "60:65", "--code", "apples"], ("A1", "apples", "green")),
    ],
)
def test_a_memo_lies_on_what_it_is_about(
    arguments: list[str], place: tuple[str, str, str], small_folder: Path, hand: Run
) -> None:
    written = data(hand, "memo", " tired ", *arguments, "--coder", "ana", cwd=small_folder)
    note = Study.open(small_folder).log.ledger.notes[0]
    assert (note.transcript, note.code, note.anchor.quote if note.anchor else "") == place
    assert written == {"id": note.id, "memo": "tired"}


def test_a_note_is_changed_and_taken_away_by_its_id(small_folder: Path, hand: Run) -> None:
    note = hand("memo", "tired", "--coder", "ana", cwd=small_folder).stdout.strip()
    hand("memo", "weary", note, "--coder", "ana", cwd=small_folder)
    assert [each.text for each in Study.open(small_folder).log.ledger.notes] == ["weary"]
    hand("memo", "", note, "--coder", "ana", cwd=small_folder)
    assert Study.open(small_folder).log.ledger.notes == ()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([""], "TEXT: is empty"),
        ([" ", "--transcript", "A1"], "TEXT: is empty"),
        (["x", "--quote", "green"], "--transcript: say in which one"),
        (["x", "abc", "--code", "apples"], "give one of them"),
        (["x", "abc"], "there is no such coding"),
        (["x", "--transcript", "A9"], "there is none 'A9'"),
        (["x", "--transcript", "A1", "--quote", "x", "--at", "1:2"], "one of the three"),
        (["x", "--code", "aples"], "write 'apples'"),
        (["caf\udce9"], "MEMO: is not text"),
    ],
)
def test_a_memo_on_nothing_is_refused(
    arguments: list[str], expected: str, small_folder: Path, hand: Run
) -> None:
    assert expected in refused(hand("memo", *arguments, "--coder", "ana", cwd=small_folder))
    assert not (small_folder / "codings").exists()


# --- done ---------------------------------------------------------------------------------


def finished(folder: Path) -> dict[str, tuple[str, ...]]:
    return dict(Study.open(folder).log.finished)


def test_transcripts_are_marked_as_done_and_opened_again(small_folder: Path, hand: Run) -> None:
    done = hand("done", "A1", "B1", "--coder", "ana", "--blind", cwd=small_folder)
    assert (done.stdout, done.stderr) == ("A1  done\nB1  done\n", "Saved.\n")
    assert finished(small_folder) == {"A1": ("ana",), "B1": ("ana",)}
    assert [line["blind"] for line in events(small_folder)] == [True, True]
    again = data(hand, "done", "A1", "A2", "--blind", "--coder", "ana", cwd=small_folder)
    assert again == {"state": "done", "changed": ["A2"], "unchanged": ["A1"]}
    opened = hand("done", "A1", "--reopen", "--coder", "ana", cwd=small_folder)
    assert opened.stdout == "A1  open again\n"
    assert finished(small_folder) == {"A2": ("ana",), "B1": ("ana",)}
    assert "as before" in hand("done", "A1", "--reopen", "--coder", "ana", cwd=small_folder).stdout


def test_several_transcripts_marked_at_once_are_one_decision(small_folder: Path, hand: Run) -> None:
    hand("done", "A1", "B1", "A1", "--coder", "ana", cwd=small_folder)
    assert len(events(small_folder)) == 2
    hand("undo", cwd=small_folder)
    assert finished(small_folder) == {}


def test_a_transcript_that_is_not_there_marks_none(small_folder: Path, hand: Run) -> None:
    assert "there is none 'A9'" in refused(hand("done", "A1", "A9", "--coder", "ana", cwd=small_folder))
    assert not (small_folder / "codings").exists()


# --- undo and redo ------------------------------------------------------------------------


def test_decisions_are_undone_and_redone_in_words(small_folder: Path, hand: Run) -> None:
    hand(*I_LIKE, cwd=small_folder)
    hand("apply", "pears", "A1", "--quote", "a pear", "--coder", "ana", cwd=small_folder)
    undone = hand("undo", "2", cwd=small_folder)
    assert undone.stdout.splitlines() == [
        "undone: applied pears to A1 97:103 “a pear”",
        "undone: applied apples to A1 28:41 “I like apples”",
    ]
    assert undone.stderr == "Saved: 2 decisions undone.\n"
    assert now(small_folder) == []
    redone = data(hand, "redo", cwd=small_folder)["redone"]
    assert redone[0]["words"] == ["applied apples to A1 28:41 “I like apples”"]
    assert now(small_folder) == [("ana", "apples", "I like apples")]


def test_there_is_nothing_to_undo_or_redo(small_folder: Path, hand: Run) -> None:
    for command, what in (("undo", "undone"), ("redo", "redone")):
        done = hand(command, "--coder", "ana", cwd=small_folder)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr == f"There is nothing to be {what}.\n"


def test_whose_decisions_are_undone_must_be_clear(small_folder: Path, hand: Run) -> None:
    assert "(nobody has written)" in refused(hand("undo", cwd=small_folder))
    hand(*I_LIKE, cwd=small_folder)
    hand(*I_LIKE[:-1], "bo", cwd=small_folder)
    assert "(ana, bo has written)" in refused(hand("undo", cwd=small_folder))
    hand("undo", "--coder", "bo", cwd=small_folder)
    assert now(small_folder) == [("ana", "apples", "I like apples")]


def test_a_decision_made_blind_says_so(small_folder: Path, hand: Run) -> None:
    hand(*I_LIKE, "--blind", cwd=small_folder)
    assert events(small_folder)[0]["blind"] is True


@pytest.mark.parametrize(
    "command",
    [
        "apply",
        "remove",
        "accept",
        "reject",
        "memo",
        "done",
        "undo",
        "redo",
        "coders",
        "log",
        "verify",
        "merge",
    ],
)
def test_every_command_shows_an_example(command: str, hand: Run) -> None:
    assert "Example" in hand(command, "--help").stdout
