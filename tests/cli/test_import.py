"""`qualcode import` of files that are new: what comes in, what is said, what is written."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from qualcode import Study
from tests.cli.importing import CAPTIONS, INTERVIEW, assert_clean, came, new_study, only, put, state
from tests.conftest import Run

KEYS = [
    "path",
    "id",
    "format",
    "preset",
    "encoding",
    "turns",
    "words",
    "speakers",
    "warnings",
    "status",
    "reason",
]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path)


# --- what comes in ------------------------------------------------------------------------


def test_json_has_the_stated_shape_for_whatever_came_of_a_file(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    put(tmp_path, "in/good.txt", INTERVIEW)
    put(tmp_path, "in/none.txt", "")
    put(tmp_path, "in/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    done = qualcode("import", str(tmp_path / "in"), "--json", cwd=study)
    good, none, old = came(done)
    assert all(list(entry) == KEYS for entry in (good, none, old))
    assert good == {
        "path": str(tmp_path / "in" / "good.txt"),
        "id": "good",
        "format": "txt",
        "preset": "plain",
        "encoding": "utf-8",
        "turns": 4,
        "words": 24,
        "speakers": {"Interviewer": 2, "P1": 2},
        "warnings": [],
        "status": "imported",
        "reason": "",
    }
    assert (none["status"], none["reason"]) == ("skipped", "is empty (0 bytes)")
    assert old["status"] == "failed"
    assert old["reason"].endswith("; save it as .docx or .xlsx")


def test_an_interview_is_written_as_a_transcript_that_anybody_can_read(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    put(tmp_path, "Market day.txt", INTERVIEW)
    done = qualcode("import", str(tmp_path / "Market day.txt"), cwd=study)
    assert done.returncode == 0
    head, body = (study / "transcripts" / "Market_day.txt").read_text("utf-8").split("---\n")[1:]
    assert head.splitlines()[:2] == ["id: Market_day", "kind: interview"]
    assert head.endswith("speakers:\n  Interviewer: interviewer\n  P1: Market_day-P1\n")
    assert body == (
        "\nInterviewer: How did the market begin?\n\nP1: With one stall and a borrowed table.\n\n"
        "Interviewer: And then?\n\nP1: Then the others came: bakers, a smith, the honey people.\n"
    )
    assert_clean(study)


def test_captions_keep_the_time_of_each_turn(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(tmp_path, "call.vtt", CAPTIONS)
    done = only(qualcode("import", str(tmp_path / "call.vtt"), "--json", cwd=study))
    assert (done["format"], done["preset"], done["speakers"]) == ("vtt", "teams", {"Mara": 1, "Tom": 1})
    (call,) = [entry for entry in Study.open(study).transcripts if entry.id == "call"]
    assert [(turn.time, turn.speaker) for turn in call.turns] == [("00:00:01", "Mara"), ("00:00:04", "Tom")]
    assert_clean(study)


def test_on_a_terminal_a_table_shows_what_was_found(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(tmp_path, "in/talk.txt", INTERVIEW.encode("utf-16"))
    put(tmp_path, "in/~$talk.docx", "x")
    done = qualcode("import", str(tmp_path / "in"), cwd=study)
    for shown in ("talk.txt", "plain", "utf-16", "24", "Interviewer 2", "P1 2", "imported", "skipped"):
        assert shown in done.stdout
    assert "is a lock file of an office program" in done.stderr
    assert "1 imported, 1 skipped." in done.stderr


def test_a_name_with_brackets_is_shown_as_it_is(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(tmp_path, "[red] talk.txt", "[bold]: Yes?\n[/red]: No.\nQ: Why?\nA: So.\nQ: And?\nA: Too.\n")
    done = qualcode("import", str(tmp_path / "[red] talk.txt"), cwd=study)
    assert done.returncode == 0
    assert "[red] talk.txt" in " ".join(done.stdout.split())
    assert_clean(study)


def test_more_speakers_than_fit_are_counted(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(tmp_path, "group.txt", "".join(f"P{n}: Here I am.\nP{n + 20}: So am I.\n" for n in range(1, 7)))
    done = qualcode("import", str(tmp_path / "group.txt"), cwd=study)
    assert "4 more" in done.stdout
    assert "12 new in transcripts/participants.csv: " in done.stderr
    assert ", …; fill in their rows." in done.stderr


# --- what is written, and what isn't ------------------------------------------------------


def test_a_dry_run_writes_nothing_at_all(tmp_path: Path, study: Path, qualcode: Run) -> None:
    before = state(study)
    path = put(tmp_path, "talk.txt", INTERVIEW)
    done = qualcode("import", str(path), "--dry-run", cwd=study)
    assert done.returncode == 0
    assert "talk.txt" in done.stdout
    assert "nothing written" in done.stderr
    assert only(qualcode("import", str(path), "--dry-run", "--json", cwd=study))["status"] == "imported"
    assert state(study) == before
    assert not (study / ".qualcode").exists()


def test_what_is_written_is_for_its_owner_only(tmp_path: Path, study: Path, qualcode: Run) -> None:
    qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    for name in ("talk.txt", "participants.csv"):
        assert stat.S_IMODE((study / "transcripts" / name).stat().st_mode) == 0o600


def test_nobody_is_asked_where_there_is_no_terminal(tmp_path: Path, study: Path, process: Run) -> None:
    done = process("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert done.returncode == 0
    assert "?" not in done.stderr
    assert (study / "transcripts" / "talk.txt").exists()


def test_two_studies_files_come_in_beside_those_that_are_there(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    before = state(study)
    put(tmp_path, "in/a/one.txt", INTERVIEW)
    put(tmp_path, "in/b/two.vtt", CAPTIONS)
    done = qualcode("import", str(tmp_path / "in"), "--json", cwd=study)
    assert [entry["id"] for entry in came(done)] == ["one", "two"]
    after = state(study)
    assert {name: entry for name, entry in after.items() if name in before} | {
        "transcripts/participants.csv": None
    } == {**before, "transcripts/participants.csv": None}
    assert sorted(set(after) - set(before)) == ["transcripts/one.txt", "transcripts/two.txt"]
    assert_clean(study)


# --- participants -------------------------------------------------------------------------


def test_speakers_nobody_knows_get_a_row_and_the_other_rows_stay(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    table = study / "transcripts" / "participants.csv"
    before = table.read_text("utf-8")
    qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert table.read_text("utf-8") == before + "talk-P1,,,\n"


@pytest.mark.parametrize(("separator", "bom"), [(";", "\ufeff"), ("\t", ""), (",", "\ufeff")])
def test_a_table_keeps_its_separator_and_its_mark(
    separator: str, bom: str, tmp_path: Path, study: Path, qualcode: Run
) -> None:
    table = study / "transcripts" / "participants.csv"
    rows = ["participant,school,role", "T01,Hill School,teacher", "T02,Lake School,head"]
    text = bom + "\n".join(row.replace(",", separator) for row in rows) + "\n"
    table.write_text(text, "utf-8")
    qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert table.read_text("utf-8") == text + f"talk-P1{separator}{separator}\n"
    assert_clean(study)


def test_without_a_table_there_is_one_afterwards(tmp_path: Path, study: Path, qualcode: Run) -> None:
    table = study / "transcripts" / "participants.csv"
    table.unlink()
    for name in ("T01", "T02"):
        (study / "transcripts" / f"{name}.txt").unlink()
    qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert table.read_text("utf-8") == "participant\ntalk-P1\n"


def test_the_sole_speaker_of_a_participants_file_is_that_participant(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    (study / "transcripts" / "T01.txt").unlink()
    table = (study / "transcripts" / "participants.csv").read_text("utf-8")
    qualcode("import", str(put(tmp_path, "t01.txt", INTERVIEW)), cwd=study)
    (made,) = [entry for entry in Study.open(study).transcripts if entry.id == "t01"]
    assert made.participants == ("T01",)
    assert (study / "transcripts" / "participants.csv").read_text("utf-8") == table
