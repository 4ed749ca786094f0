"""`coders`, `log`, `verify`, `merge`: what the logs hold, whether it is sound, and other people's."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from qualcode import Study
from qualcode.journal.events import checksum
from tests.cli.hand import edit, hand
from tests.cli.test_apply import I_LIKE, refused
from tests.conftest import Run

__all__ = ["hand"]


@pytest.fixture
def worked(small_folder: Path, hand: Run) -> Path:
    """A study in which two people have decided this and that."""
    for command in (
        [*I_LIKE, "--direction", "+"],
        ["apply", "pears", "A1", "--quote", "a pear", "--coder", "ana", "--blind"],
        ["memo", "tired", "--transcript", "B1", "--coder", "ana"],
        ["done", "A1", "--coder", "ana"],
        ["apply", "storm", "B1", "--quote", "a storm", "--coder", "bo"],
        ["undo", "--coder", "bo"],
    ):
        assert hand(*command, cwd=small_folder).returncode == 0
    return small_folder


def data(run: Run, *arguments: str, code: int = 0) -> Any:
    done = run(*arguments, "--json")
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def broken(folder: Path, coder: str = "ana") -> None:
    """Change a word of a log as with an editor."""
    log = folder / "codings" / f"{coder}.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"code":"pears"', b'"code":"plums"'))


# --- coders -------------------------------------------------------------------------------


def test_coders_are_listed_with_what_they_did(worked: Path, hand: Run) -> None:
    ana, bo = data(hand, "coders")["coders"]
    assert (ana["name"], ana["codings"], ana["blind"], ana["notes"], ana["rejected"]) == ("ana", 2, 1, 1, 0)
    assert (ana["begun"], ana["done"], ana["logs"]) == (["A1", "B1"], ["A1"], ["ana.jsonl"])
    assert (bo["name"], bo["codings"], bo["begun"], bo["done"]) == ("bo", 0, [], [])
    lines = (worked / "codings" / "ana.jsonl").read_text("utf-8").splitlines()
    assert [ana["first"], ana["last"]] == [json.loads(line)["time"] for line in (lines[0], lines[-1])]


def test_coders_are_shown_as_a_table_that_fits(worked: Path, hand: Run) -> None:
    shown = hand("coders").stdout
    row = next(line.split() for line in shown.splitlines() if line.strip().startswith("ana"))
    assert row[:7] == ["ana", "2", "1", "0", "1", "2", "1"]
    assert all(len(line.rstrip()) <= 80 for line in shown.splitlines())
    shutil.copy(worked / "codings" / "ana.jsonl", worked / "codings" / "ana (1).jsonl")
    assert "ana: also in ana (1).jsonl" in hand("coders").stdout


def test_a_study_that_nobody_coded_has_no_coders(small_folder: Path, hand: Run) -> None:
    done = hand("coders", cwd=small_folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nobody has coded by hand yet" in done.stderr
    assert data(hand, "coders") == {"coders": []}


# --- log ----------------------------------------------------------------------------------


def told(run: Run, *arguments: str) -> list[str]:
    """The lines of the trail, without their times."""
    done = run("log", *arguments)
    assert done.returncode == 0, done.stderr
    return [line[21:] for line in done.stdout.splitlines()]


@pytest.mark.usefixtures("worked")
def test_the_trail_tells_every_decision_oldest_first(hand: Run) -> None:
    assert told(hand) == [
        "ana  applied apples (+) to A1 28:41 “I like apples”",
        "ana  applied pears to A1 97:103 “a pear” (blind)",
        "ana  wrote a memo on B1: “tired”",
        "ana  marked A1 as done",
        "bo  applied storm to B1 47:54 “a storm” [undone]",
        "bo  undid: applied storm to B1 47:54 “a storm”",
    ]


@pytest.mark.usefixtures("worked")
def test_a_part_of_the_trail_can_be_asked_for(hand: Run) -> None:
    assert len(told(hand, "--coder", "bo")) == 2
    assert told(hand, "--transcript", "A1", "-n", "1") == ["ana  marked A1 as done"]
    assert [line.split()[0] for line in told(hand, "--transcript", "B1")] == ["ana", "bo", "bo"]
    assert told(hand, "--transcript", "A2") == []
    assert "there is none 'anna'; write 'ana'" in refused(hand("log", "--coder", "anna"))
    assert "there is none 'A9'" in refused(hand("log", "--transcript", "A9"))


@pytest.mark.usefixtures("worked")
def test_the_trail_as_data(hand: Run) -> None:
    entry = data(hand, "log", "--coder", "bo")["decisions"][0]
    assert (entry["op"], entry["transcript"], entry["undone"], entry["blind"]) == ("apply", "B1", True, False)
    assert entry["words"] == "applied storm to B1 47:54 “a storm”"
    assert entry["decision"] == entry["id"]


def test_a_long_quote_is_not_cut(small_folder: Path, hand: Run) -> None:
    words = "I like apples. Not much else. A green apple, in the North. Sometimes a pear."
    hand("apply", "apples", "A1", "--quote", words, "--coder", "ana", cwd=small_folder)
    assert told(hand) == [f"ana  applied apples to A1 28:104 “{words}”"]


def test_broken_lines_are_told_and_the_others_listed(worked: Path, hand: Run) -> None:
    broken(worked)
    done = hand("log")
    assert len(done.stdout.splitlines()) == 5
    assert "codings/ana.jsonl:2: was changed" in done.stderr


# --- verify -------------------------------------------------------------------------------


@pytest.mark.usefixtures("worked")
def test_sound_logs_are_verified(hand: Run) -> None:
    done = hand("verify")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "6 lines in 2 logs and 2 quotes checked: no faults.\n"


def test_what_is_wrong_is_told_as_by_check(worked: Path, hand: Run) -> None:
    broken(worked)
    edit(worked, "I like apples. ", "", "A1")
    found = data(hand, "verify", code=1)
    places = [fault["place"] for fault in found["faults"]]
    assert places == ["codings/ana.jsonl:2", "codings/ana.jsonl"]
    assert "is orphaned" in found["faults"][1]["problem"]
    assert (found["lines"], found["logs"], found["quotes"]) == (6, ["ana.jsonl", "bo.jsonl"], 1)
    shown = hand("verify")
    assert shown.stdout.count("\n") == 2
    assert shown.stderr.endswith("6 lines in 2 logs and 1 quote checked: 2 faults.\n")
    study = Study.open(worked)
    assert [fault.place for fault in study.check(patterns=False)] == places
    assert [fault.place for fault in study.log.faults] == places


def test_one_fault_is_one_fault(worked: Path, hand: Run) -> None:
    broken(worked)
    assert hand("verify").stderr.endswith(": 1 fault.\n")


def test_a_quote_changed_with_its_checksum_is_found(worked: Path, hand: Run) -> None:
    hand("reject", "pears", "A2", "--quote", "pears were", "--coder", "cy")
    hand("memo", "m", "--transcript", "A2", "--quote", "The pears", "--coder", "cy")
    log = worked / "codings" / "cy.jsonl"
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    for line in lines:
        line["quote"] = "x" * len(line["quote"])
        line["sum"] = checksum(line)
    log.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    problems = [fault["problem"] for fault in data(hand, "verify", code=1)["faults"]]
    assert [problem.split()[0] for problem in problems] == ["rejection", "note"]
    assert all("its quote does not stand where it says" in problem for problem in problems)
    (worked / "transcripts" / "A2.txt").unlink()
    assert data(hand, "verify")["faults"] == []


def test_notes_and_rejections_whose_words_an_edit_took_away_are_no_faults(worked: Path, hand: Run) -> None:
    hand("reject", "pears", "A2", "--quote", "pears were", "--coder", "cy")
    hand("memo", "m", "--transcript", "A2", "--quote", "The pears", "--coder", "cy")
    edit(worked, " The pears were good.", "", "A2")
    assert data(hand, "verify")["faults"] == []


def test_lines_set_aside_and_copies_are_told_without_being_faults(worked: Path, hand: Run) -> None:
    (worked / "codings" / "ana.torn").write_text("x\n", "utf-8")
    shutil.copy(worked / "codings" / "ana.jsonl", worked / "codings" / "ana 2.jsonl")
    done = hand("verify")
    assert done.returncode == 0
    assert "codings/ana.torn: unfinished lines were set aside" in done.stderr
    assert "codings/ana 2.jsonl: is a copy of a log" in done.stderr
    found = data(hand, "verify")
    assert (found["set_aside"], found["copies"], found["lines"]) == (["ana.torn"], ["ana 2.jsonl"], 10)


def test_an_id_from_the_end_of_time_is_named_and_counts(worked: Path, hand: Run) -> None:
    log = worked / "codings" / "ana.jsonl"
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    lines[0]["id"] = "ffffffff-ffff-7fff-bfff-ffffffffffff"
    lines[0]["sum"] = checksum(lines[0])
    log.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    done = hand("verify")
    assert done.returncode == 0
    assert "codings/ana.jsonl:1: has an id from the end of time; the decision counts" in done.stderr
    assert data(hand, "verify")["misdated"] == ["codings/ana.jsonl:1"]
    assert told(hand)[0].startswith("ana  applied apples (+)")
    assert hand("remove", "ffffffff", "--coder", "ana").returncode == 0


# --- merge --------------------------------------------------------------------------------


@pytest.fixture
def theirs(worked: Path) -> Path:
    """A copy of the study in which Bo went on."""
    copy = worked.parent / "theirs"
    shutil.copytree(worked, copy)
    study = Study.open(copy)
    study.apply("storm", "B1", coder="bo", quote="There was a storm")
    study.apply("pears", "A2", coder="cy", quote="The pears")
    return copy


def test_a_copy_of_the_study_is_merged(worked: Path, theirs: Path, hand: Run) -> None:
    done = hand("merge", str(theirs))
    assert done.stdout.splitlines() == ["ana  0 new, 4 known", "bo  1 new, 2 known", "cy  1 new, 0 known"]
    assert done.stderr == "Saved: 2 events added.\n"
    assert len(Study.open(worked).log.placed) == 4
    again = hand("merge", str(theirs))
    assert (again.returncode, again.stderr) == (0, "All of it was here already; nothing was added.\n")


def test_a_dry_run_tells_what_would_be_merged(worked: Path, theirs: Path, hand: Run) -> None:
    edit(worked, "There was a storm", "There was a terrible storm", "B1")
    found = data(hand, "merge", str(theirs), "--dry-run")
    assert found["coders"]["cy"] == {"new": 1, "known": 0}
    assert (found["dry_run"], found["elsewhere"]) == (True, {"changed words": 1})
    assert not (worked / "codings" / "cy.jsonl").exists()
    assert "2 events would be added; nothing was written." in hand("merge", str(theirs), "--dry-run").stderr


def test_codings_on_a_text_that_differs_here_are_counted(worked: Path, theirs: Path, hand: Run) -> None:
    edit(worked, "What do you eat?", "What would you eat?", "B1")
    (worked / "transcripts" / "A2.txt").unlink()
    said = hand("merge", str(theirs)).stderr
    assert "2 codings were made on a text that differs here (1 orphaned, 1 moved)" in said
    assert "`qualcode anchors`" in said


def test_broken_lines_of_the_other_side_are_told_and_the_rest_merged(
    worked: Path, theirs: Path, hand: Run
) -> None:
    with (theirs / "codings" / "cy.jsonl").open("a") as stream:
        stream.write("{}\n")
    done = hand("merge", str(theirs))
    assert done.returncode == 1
    assert "cy.jsonl:2: has no version" in done.stderr
    assert len(Study.open(worked).log.placed) == 4


def test_conflicted_copies_are_taken_in(worked: Path, theirs: Path, hand: Run) -> None:
    name = "bo (Ana's conflicted copy 2026-11-20).jsonl"
    shutil.copy(theirs / "codings" / "bo.jsonl", worked / "codings" / name)
    before = Study.open(worked).log.placed
    done = hand("merge")
    assert done.stdout.splitlines() == ["bo  1 new, 2 known", f"{name} is now {name}.merged"]
    assert Study.open(worked).log.placed == before
    assert data(hand, "merge")["logs"] == []
    assert "No copies lie in codings/" in hand("merge").stderr


@pytest.mark.usefixtures("worked")
def test_what_is_no_copy_of_a_study_is_refused(tmp_path: Path, hand: Run) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no log" in refused(hand("merge", str(tmp_path / "empty")))
    assert "there is no such file" in refused(hand("merge", str(tmp_path / "nowhere")))


def test_a_broken_line_is_told_beside_the_coders(worked: Path, hand: Run) -> None:
    broken(worked)
    done = hand("coders")
    assert (done.returncode, "codings/ana.jsonl:2" in done.stderr) == (0, True)
