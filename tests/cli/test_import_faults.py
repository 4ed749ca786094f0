"""`qualcode import` when something goes wrong: broken files, odd folders, a person who says no, a crash."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.importing import CAPTIONS, INTERVIEW, assert_clean, came, new_study, only, put, state
from tests.conftest import Run


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path)


# --- broken files among good ones ---------------------------------------------------------


def test_a_broken_file_never_stops_the_others(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(tmp_path, "in/a.txt", INTERVIEW)
    put(tmp_path, "in/b.docx", b"PK\x03\x04 and then nothing")
    put(tmp_path, "in/c.pdf", b"%PDF-1.7\nnothing else")
    put(tmp_path, "in/d.txt", b"Q: \xff\xfe\0\0\x81")
    put(tmp_path, "in/e.vtt", CAPTIONS)
    done = qualcode("import", str(tmp_path / "in"), cwd=study)
    assert done.returncode == 2
    assert "2 imported, 3 failed." in done.stderr
    for name in ("b.docx", "c.pdf", "d.txt"):
        (line,) = [line for line in done.stderr.splitlines() if f"{name}: failed: " in line]
        assert len(line.split("failed: ")[1].split("; ")) == 2
    assert (study / "transcripts" / "a.txt").exists()
    assert (study / "transcripts" / "e.txt").exists()
    assert_clean(study)


def test_the_sentence_names_line_and_remedy_and_no_words_of_the_talk(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    path = put(tmp_path, "talk.txt", "Zuzana: tajné\nPetr: přiznání\n".encode() * 5 + b"secret \xff\n")
    done = only(qualcode("import", str(path), "--json", cwd=study))
    assert done["reason"].startswith("11: is UTF-8 but for a broken byte 0xff; ")
    assert "secret" not in str(done)
    assert "tajn" not in str(done)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (("~$x.docx", b"\x05Jo"), "is a lock file of an office program"),
        ((".DS_Store", b"\0\0\0\1Bud1"), "is a hidden file"),
        (("x.txt", b""), "is empty (0 bytes)"),
        (("x.docx", b""), "is empty (0 bytes)"),
        (("x.txt", b" \r\n\t\n"), "is empty"),
        (("x.vtt", b"WEBVTT\n\n"), "holds no words"),
        (("x.vtt", b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n\n"), "holds no words"),
    ],
)
def test_files_without_talk_are_passed_over(
    file: tuple[str, bytes], reason: str, tmp_path: Path, study: Path, qualcode: Run
) -> None:
    before = state(study)
    done = qualcode("import", str(put(tmp_path, *file)), "--json", cwd=study)
    assert (done.returncode, only(done)["status"], only(done)["reason"]) == (0, "skipped", reason)
    assert state(study) == before


def test_captions_whose_times_cannot_be_read_do_not_pass_for_empty_ones(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    path = put(tmp_path, "x.vtt", "WEBVTT\n\nat one o'clock --> later\nSomebody spoke here.\n")
    done = only(qualcode("import", str(path), "--json", cwd=study))
    assert (done["status"], "no words" in done["reason"]) != ("skipped", True)


def test_a_folder_named_like_a_file_is_a_fault_of_its_own(tmp_path: Path, study: Path, qualcode: Run) -> None:
    (tmp_path / "in" / "x.docx").mkdir(parents=True)
    done = qualcode("import", str(tmp_path / "in" / "x.docx"), "--json", cwd=study)
    assert (done.returncode, only(done)["reason"]) == (2, "is a folder, not a file; name a file")
    put(tmp_path, "in/x.docx/inner.txt", INTERVIEW)
    assert [entry["id"] for entry in came(qualcode("import", str(tmp_path / "in"), "--json", cwd=study))] == [
        "inner"
    ]


def test_a_file_that_is_not_there_is_said(tmp_path: Path, study: Path, qualcode: Run) -> None:
    done = qualcode("import", str(tmp_path / "nobody.txt"), "--json", cwd=study)
    assert (done.returncode, only(done)["status"]) == (2, "failed")
    assert only(done)["reason"].startswith("cannot be read (no such file or directory)")


def test_a_name_that_no_file_can_have_is_said(study: Path, qualcode: Run) -> None:
    done = qualcode("import", "a" * 300, "--json", cwd=study)
    assert (done.returncode, only(done)["status"]) == (2, "failed")
    assert only(done)["reason"].startswith("cannot be read (file name too long)")


def test_an_unknown_encoding_is_said_of_the_option(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "talk.txt", INTERVIEW)
    done = qualcode("import", str(path), "--encoding", "klingon", "--json", cwd=study)
    assert (done.returncode, only(done)["status"]) == (2, "failed")
    assert only(done)["reason"].startswith("--encoding: unknown encoding 'klingon'")


def test_a_preset_that_does_not_fit_is_refused(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "talk.txt", INTERVIEW)
    done = qualcode("import", str(path), "--preset", "otter", "--json", cwd=study)
    assert (done.returncode, only(done)["status"]) == (2, "failed")
    assert only(done)["reason"] == "is not written as 'otter' has it; leave --preset out, or name another"


def test_a_broken_table_of_participants_stops_the_import_before_it_starts(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    put(study, "transcripts/participants.csv", "participant,role\nA,x\nA,y\n")
    before = state(study)
    done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert done.returncode == 2
    assert "participants.csv:3: the participant 'A' stands there already" in done.stderr
    assert state(study) == before


# --- folders ------------------------------------------------------------------------------


def test_a_folder_that_holds_the_study_itself_brings_in_only_what_lies_outside(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    put(tmp_path, "recordings/talk.txt", INTERVIEW)
    put(study, "notes/own.txt", "Not to be imported.")
    done = came(qualcode("import", str(tmp_path), "--json", cwd=study))
    assert [(entry["id"], entry["status"]) for entry in done] == [("talk", "imported")]
    assert came(qualcode("import", "..", "--json", cwd=study))[0]["status"] == "unchanged"
    assert_clean(study)


def test_hidden_folders_and_the_tables_of_people_are_left_out(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    for name in (".git/x.txt", "cases.csv", "participants.csv", "sub/.cache/y.txt", ".DS_Store", "z.txt"):
        put(tmp_path / "in", name, INTERVIEW)
    done = came(qualcode("import", str(tmp_path / "in"), "--json", cwd=study))
    assert [entry["id"] for entry in done] == ["z"]


def test_the_studys_own_transcripts_come_in_unchanged(study: Path, qualcode: Run) -> None:
    before = state(study)
    done = came(qualcode("import", "transcripts", "--json", cwd=study))
    assert [(entry["id"], entry["status"]) for entry in done] == [("T01", "unchanged"), ("T02", "unchanged")]
    assert state(study) == before


def test_a_folder_with_nothing_in_it_is_said(tmp_path: Path, study: Path, qualcode: Run) -> None:
    (tmp_path / "in").mkdir()
    done = qualcode("import", str(tmp_path / "in"), cwd=study)
    assert (done.returncode, "Nothing found." in done.stderr) == (0, True)


def test_a_file_named_twice_comes_in_once(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "talk.txt", INTERVIEW)
    assert only(qualcode("import", str(path), str(path), "--json", cwd=study))["status"] == "imported"


# --- a person who is asked ----------------------------------------------------------------


class Terminal(io.StringIO):
    """Somebody at the keyboard; at the end of what they type they close the terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Says what the person is going to type."""
    return lambda keys: monkeypatch.setattr(sys, "stdin", Terminal(keys))


def test_no_writes_nothing_and_leaves_nothing(
    tmp_path: Path, study: Path, qualcode: Run, typing: Callable[[str], None]
) -> None:
    before = state(study)
    typing("n\n")
    done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert done.returncode == 0
    assert "Bring this transcript in?" in done.stderr
    assert "Nothing was written." in done.stderr
    assert state(study) == before
    assert_clean(study)


def test_yes_brings_them_in(
    tmp_path: Path, study: Path, qualcode: Run, typing: Callable[[str], None]
) -> None:
    put(tmp_path, "in/a.txt", INTERVIEW)
    put(tmp_path, "in/b.vtt", CAPTIONS)
    typing("y\n")
    done = qualcode("import", str(tmp_path / "in"), cwd=study)
    assert "Bring 2 transcripts in?" in done.stderr
    assert "2 imported." in done.stderr
    assert_clean(study)


@pytest.mark.parametrize("option", ["--yes", "--json", "--dry-run"])
def test_with_these_nobody_is_asked(
    option: str, tmp_path: Path, study: Path, qualcode: Run, typing: Callable[[str], None]
) -> None:
    typing("")
    done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), option, cwd=study)
    assert (done.returncode, "Bring" in done.stderr) == (0, False)


def test_nobody_is_asked_where_nothing_would_change(
    tmp_path: Path, study: Path, qualcode: Run, typing: Callable[[str], None]
) -> None:
    typing("y\n")
    for _ in range(2):
        done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert ("Bring" in done.stderr, "1 unchanged." in done.stderr) == (False, True)


def test_whoever_leaves_at_the_question_leaves_nothing_behind(
    tmp_path: Path, study: Path, qualcode: Run, typing: Callable[[str], None]
) -> None:
    before = state(study)
    typing("")
    done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert done.returncode != 0
    assert state(study) == before
    assert_clean(study)


def test_a_text_that_the_study_could_not_read_back_is_refused(
    study: Path, qualcode: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.intake.plan.TEXT_LIMIT", 1_000_000)
    (tmp_path / "long.txt").write_text("INT: Well?\n\nP1: " + "yes " * 300_000, "utf-8")
    done = qualcode("import", str(tmp_path / "long.txt"), cwd=study)
    assert done.returncode == 2
    assert "holds more than 1 million characters; split it into interviews" in done.stderr
    assert not (study / "transcripts" / "long.txt").exists()
