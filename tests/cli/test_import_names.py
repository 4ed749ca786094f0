"""Names in any alphabet: of files, of speakers, of the transcripts in a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode import Study
from tests.cli.importing import INTERVIEW, assert_clean, came, new_study, only, put
from tests.conftest import Run


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        (" rozhovor žluťoučký kůň.txt", "rozhovor_zlutoucky_kun"),
        ("P07 — take 2.txt", "P07_take_2"),
        ("a.b.txt", "a.b"),
        ("(1).txt", "1"),
    ],
)
def test_the_id_is_the_files_name_in_letters_that_an_id_may_have(
    name: str, own: str, tmp_path: Path, study: Path, qualcode: Run
) -> None:
    assert only(qualcode("import", str(put(tmp_path, name, INTERVIEW)), "--json", cwd=study))["id"] == own
    assert_clean(study)


def test_names_in_other_alphabets_get_ids_that_stay(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(tmp_path, "in/Анна.txt", INTERVIEW)
    put(tmp_path, "in/Борис.txt", INTERVIEW)
    one, two = came(qualcode("import", str(tmp_path / "in"), "--json", cwd=study))
    assert one["id"] != two["id"]
    assert (one["status"], two["status"]) == ("imported", "imported")
    again = came(qualcode("import", str(tmp_path / "in"), "--json", cwd=study))
    assert [(entry["id"], entry["status"]) for entry in again] == [
        (one["id"], "unchanged"),
        (two["id"], "unchanged"),
    ]
    assert_clean(study)


def test_names_that_are_very_long_come_in(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(tmp_path, f"in/{'a' * 240}1.txt", INTERVIEW)
    put(tmp_path, f"in/{'a' * 240}2.txt", INTERVIEW)
    done = came(qualcode("import", str(tmp_path / "in"), "--json", cwd=study))
    assert [entry["status"] for entry in done] == ["imported", "imported"]
    assert_clean(study)


def test_a_name_that_is_no_text_comes_in(tmp_path: Path, study: Path, qualcode: Run) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        (folder / "\udcff.txt").write_text(INTERVIEW)
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    done = qualcode("import", str(folder), "--json", cwd=study)
    assert only(done)["status"] == "imported"
    assert_clean(study)


def test_speakers_in_other_alphabets_stay_apart(tmp_path: Path, study: Path, qualcode: Run) -> None:
    text = "".join(f"{who}: Да.\n" for who in ("Анна", "Борис", "Вера") * 2)
    done = qualcode("import", str(put(tmp_path, "talk.txt", text)), "--json", cwd=study)
    assert only(done)["speakers"] == {"Анна": 2, "Борис": 2, "Вера": 2}
    (made,) = [entry for entry in Study.open(study).transcripts if entry.id == "talk"]
    assert len(made.participants) == 3
    assert_clean(study)


def test_a_table_brings_in_a_transcript_for_each_that_it_names(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    rows = ["interview,speaker,text", "A 1,I,Where?", "A 1,P,There.", "A 2,I,When?", "A 2,P,Then."]
    done = came(qualcode("import", str(put(tmp_path, "all.csv", "\n".join(rows))), "--json", cwd=study))
    assert [(entry["id"], entry["preset"], entry["turns"]) for entry in done] == [
        ("A_1", "table", 2),
        ("A_2", "table", 2),
    ]
    named = came(qualcode("import", str(tmp_path / "all.csv"), "--id", "Z", "--json", cwd=study))
    assert [entry["id"] for entry in named] == ["Z-A_1", "Z-A_2"]
    assert_clean(study)


def test_the_printed_json_is_not_ascii_only(tmp_path: Path, study: Path, qualcode: Run) -> None:
    done = qualcode("import", str(put(tmp_path, "žena.txt", INTERVIEW)), "--json", cwd=study)
    assert "žena.txt" in done.stdout
    assert json.loads(done.stdout)["files"][0]["id"] == "zena"
