"""The options of `qualcode import`: what the person says goes before what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import Study
from qualcode.model import INTERVIEWER
from tests.cli.importing import INTERVIEW, assert_clean, new_study, only, put, state
from tests.conftest import Run


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path)


def test_a_label_given_a_participant_leaves_no_trace_of_the_name(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    path = put(tmp_path, "talk.txt", "Ann Lee: Shall we?\nMax Roth: We shall.\n" * 3)
    done = qualcode(
        "import", str(path), "--speaker", "ann lee=P07", "--interviewer", "Max Roth", "--json", cwd=study
    )
    assert only(done)["speakers"] == {"Ann Lee": 3, "Max Roth": 3}
    text = (study / "transcripts" / "talk.txt").read_text("utf-8")
    assert "P07: Shall we?" in text
    assert "ann" not in text.casefold()
    assert "  Max Roth: interviewer\n" in text
    assert (study / "transcripts" / "participants.csv").read_text("utf-8").endswith("\nP07,,,\n")
    assert_clean(study)


def test_a_label_can_be_given_to_the_interviewer_too(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "talk.txt", "Ann Lee: Shall we?\nMax Roth: We shall.\n" * 3)
    qualcode("import", str(path), "--speaker", "Max Roth=interviewer", "--speaker", "Ann Lee=T01", cwd=study)
    (made,) = [entry for entry in Study.open(study).transcripts if entry.id == "talk"]
    assert [(turn.speaker, turn.participant) for turn in made.turns[:2]] == [
        ("T01", "T01"),
        ("INT", INTERVIEWER),
    ]


def test_labels_that_are_not_found_by_themselves_can_be_named(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    path = put(tmp_path, "talk.txt", "grandmother: Once there was a mill.\ngrandchild: Where?\n")
    assert only(qualcode("import", str(path), "--dry-run", "--json", cwd=study))["speakers"] == {}
    done = qualcode(
        "import",
        str(path),
        "--speaker",
        "grandmother=T02",
        "--interviewer",
        "grandchild",
        "--json",
        cwd=study,
    )
    assert only(done)["speakers"] == {"grandmother": 1, "grandchild": 1}
    assert_clean(study)


def test_kind_date_and_id_are_written_as_said(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "talk.txt", INTERVIEW)
    done = qualcode(
        "import", str(path), "--kind", "focus_group", "--date", "2023-03-14", "--id", "F1", cwd=study
    )
    assert done.returncode == 0
    (made,) = [entry for entry in Study.open(study).transcripts if entry.id == "F1"]
    assert (made.kind, made.attributes) == ("focus_group", {"date": "2023-03-14"})


def test_a_preset_can_be_laid_down(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "talk.txt", INTERVIEW)
    done = only(qualcode("import", str(path), "--preset", "none", "--json", cwd=study))
    assert (done["preset"], done["speakers"], done["turns"]) == ("none", {}, 4)
    assert_clean(study)


def test_an_encoding_can_be_laid_down(tmp_path: Path, study: Path, qualcode: Run) -> None:
    path = put(tmp_path, "talk.txt", "Q: Где?\nA: Там.\nQ: Когда?\nA: Тогда.\n".encode("koi8-r"))
    done = only(qualcode("import", str(path), "--encoding", "koi8-r", "--json", cwd=study))
    assert (done["encoding"], done["words"]) == ("koi8-r", 4)
    assert "Там." in (study / "transcripts" / "talk.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--preset", "tems"), "--preset tems: unknown; write 'teams'"),
        (("--kind", "interveiw"), "--kind interveiw: unknown; write 'interview'"),
        (("--date", "14.3.2023"), "--date 14.3.2023: is none; write it as 2021-03-15"),
        (("--id", "a b"), "--id a b: cannot be used"),
        (("--speaker", "Ann"), "--speaker Ann: is not LABEL=PARTICIPANT"),
        (("--speaker", "Ann="), "--speaker Ann=: is not LABEL=PARTICIPANT"),
        (("--speaker", "=P1"), "--speaker =P1: is not LABEL=PARTICIPANT"),
        (("--speaker", "Ann=n/a"), "--speaker Ann=n/a: is not LABEL=PARTICIPANT"),
        (("--speaker", "Ann=NA"), "--speaker Ann=NA: is not LABEL=PARTICIPANT"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused_before_anything_is_read(
    options: tuple[str, ...], said: str, tmp_path: Path, study: Path, qualcode: Run
) -> None:
    before = state(study)
    done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), *options, cwd=study)
    assert done.returncode == 2
    assert said in done.stderr
    assert state(study) == before


def test_one_id_is_for_one_file(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(tmp_path, "in/a.txt", INTERVIEW)
    put(tmp_path, "in/b.txt", INTERVIEW)
    done = qualcode("import", str(tmp_path / "in"), "--id", "X", cwd=study)
    assert (done.returncode, "--id: is for one file, and there are 2" in done.stderr) == (2, True)


def test_files_and_tables_of_people_are_imported_one_after_the_other(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    path = str(put(tmp_path, "talk.txt", INTERVIEW))
    done = qualcode("import", path, "--participants", path, cwd=study)
    assert (done.returncode, "run them one after the other" in done.stderr) == (2, True)
    done = qualcode("import", cwd=study)
    assert (done.returncode, "nothing to import; name files or folders" in done.stderr) == (2, True)
