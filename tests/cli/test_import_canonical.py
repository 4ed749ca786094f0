"""`qualcode import` of transcripts in our own form: copied as they are, or kept out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.importing import CANONICAL, assert_clean, came, new_study, only, put, state
from tests.conftest import Run


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path)


# --- transcripts in our own form ----------------------------------------------------------


@pytest.mark.parametrize("text", [CANONICAL, CANONICAL.replace("\n", "\r\n"), "\n".join([CANONICAL, ""])])
def test_a_canonical_file_is_copied_as_it_is(text: str, tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "anything.md", text)
    done = only(qualcode("import", str(path), "--json", cwd=study))
    assert (done["id"], done["preset"], done["status"], done["turns"], done["words"], done["speakers"]) == (
        "K1",
        "canonical",
        "imported",
        2,
        7,
        {"INT": 1, "P1": 1},
    )
    assert (study / "transcripts" / "K1.txt").read_bytes() == text.encode()
    assert only(qualcode("import", str(path), "--json", cwd=study))["status"] == "unchanged"
    assert_clean(study)


def test_the_mark_of_utf_8_makes_no_difference(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "K1.txt", CANONICAL.encode("utf-8-sig"))
    assert only(qualcode("import", str(path), "--json", cwd=study))["status"] == "imported"
    assert (study / "transcripts" / "K1.txt").read_text("utf-8") == CANONICAL
    assert only(qualcode("import", str(path), "--json", cwd=study))["status"] == "unchanged"


def test_a_changed_canonical_file_is_an_edit_of_the_file_that_is_there(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    put(study, "transcripts/kite.txt", CANONICAL)
    path = put(tmp_path, "K1.txt", CANONICAL.replace("laughed", "laughed a lot"))
    assert only(qualcode("import", str(path), "--json", cwd=study))["status"] == "edited"
    assert "laughed a lot" in (study / "transcripts" / "kite.txt").read_text("utf-8")
    assert not (study / "transcripts" / "K1.txt").exists()
    assert_clean(study)


def test_another_canonical_text_under_the_same_id_is_refused(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    there = put(study, "transcripts/K1.txt", CANONICAL)
    other = CANONICAL.partition("INT: Was")[0] + "INT: Which boats sank?\n\nP1: Ours did.\n"
    path = put(tmp_path, "K1.txt", other)
    done = qualcode("import", str(path), "--json", cwd=study)
    assert (done.returncode, only(done)["status"]) == (2, "failed")
    assert there.read_text("utf-8") == CANONICAL
    assert only(qualcode("import", str(path), "--replace", "--json", cwd=study))["status"] == "edited"
    assert there.read_text("utf-8") == other


def test_two_canonical_files_with_one_id_are_not_written_over_each_other(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    put(tmp_path, "in/a.txt", CANONICAL)
    put(tmp_path, "in/b.txt", CANONICAL.replace("Bitterly", "Hardly"))
    first, second = came(qualcode("import", str(tmp_path / "in"), "--json", cwd=study))
    assert (first["status"], second["status"]) == ("imported", "failed")
    assert "which a.txt has already" in second["reason"]
    assert (study / "transcripts" / "K1.txt").read_text("utf-8") == CANONICAL


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (CANONICAL.replace("laughed", "läughed").encode("cp1252"), "12: is not UTF-8 (byte 0xe4)"),
        (CANONICAL.replace("laughed", "la\0ughed").encode(), "is not text (it holds NUL bytes)"),
        (CANONICAL.replace("INT: Was", "Was").encode(), "begins with talk before the first speaker"),
        (CANONICAL.replace("P1: Bit", "P2: Bit").encode(), "12: unknown speaker 'P2'"),
        (CANONICAL.replace("kind: ", "kind ").encode(), "is not YAML"),
    ],
    ids=["encoding", "NUL", "nobody begins", "unknown speaker", "no YAML"],
)
def test_a_canonical_file_that_would_not_pass_the_check_stays_out(
    data: bytes, said: str, tmp_path: Path, study: Path, qualcode: Run
) -> None:
    before = state(study)
    done = qualcode("import", str(put(tmp_path, "K1.txt", data)), "--json", cwd=study)
    assert (done.returncode, only(done)["status"]) == (2, "failed")
    assert said in only(done)["reason"]
    assert "ughed" not in only(done)["reason"]
    assert {name: entry for name, entry in state(study).items() if "incoming" not in name} == before


def test_new_people_of_a_canonical_file_get_their_rows(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "K1.txt", CANONICAL.replace("P1: T01", "P1: T99"))
    assert qualcode("import", str(path), cwd=study).returncode == 0
    assert (study / "transcripts" / "participants.csv").read_text("utf-8").endswith("\nT99,,,\n")
    assert_clean(study)


def test_a_canonical_file_without_words_is_passed_over(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "K1.txt", CANONICAL.partition("INT: Was")[0] + "INT:\n\nP1:\n")
    done = only(qualcode("import", str(path), "--json", cwd=study))
    assert (done["status"], done["reason"]) == ("skipped", "holds no words")


def test_a_transcript_of_names_alone_does_not_break_the_check(study: Path, qualcode: Run) -> None:
    put(study, "transcripts/K1.txt", CANONICAL.partition("INT: Was")[0] + "INT:\n\nP1:\n")
    done = qualcode("check", cwd=study)
    assert (done.returncode in (0, 1), "defect" in done.stderr) == (True, False)
