"""Several people change one study at once: nothing is doubled, and nothing that another did is lost."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode import Study, locking
from qualcode.cli import import_
from qualcode.errors import FaultsFound, QualcodeError
from qualcode.intake import codebook
from qualcode.intake.people import newcomers
from qualcode.intake.plan import commit, planned
from qualcode.intake.results import ImportOptions, ImportResult
from qualcode.locking import LOCK, changing
from qualcode.study.assigned import AssignmentRequest
from qualcode.study.texts import Texts
from qualcode.tables import TableChoice
from tests.cli.importing import INTERVIEW, assert_clean, new_study, put
from tests.conftest import Run

fcntl = pytest.importorskip("fcntl")
AT_ONCE = 8
IMPORTING = """
import os, sys
from qualcode.cli.app import app
from qualcode.cli.main import main

for number in range(int(sys.argv[1])):
    if not os.fork():
        sys.argv = ["qualcode", "import", f"../in/t{number}.txt", "--speaker", f"P1=P{number % 2 + 90}"]
        try:
            main()
        except SystemExit as ended:
            os._exit(ended.code)
failed = [os.wait()[1] for _ in range(int(sys.argv[1]))]
sys.exit(any(failed))
"""


def ids(table: Path) -> list[str]:
    with table.open(encoding="utf-8", newline="") as stream:
        return [row[0] for row in csv.reader(stream)][1:]


def test_imports_at_once_neither_double_nor_lose_a_participant(tmp_path: Path) -> None:
    study = new_study(tmp_path)
    for number in range(AT_ONCE):
        put(tmp_path, f"in/t{number}.txt", INTERVIEW.replace("stall", f"stall in lane {number}"))
    before = ids(study / "transcripts" / "participants.csv")
    command = [sys.executable, "-c", IMPORTING, str(AT_ONCE)]
    done = subprocess.run(command, cwd=study, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(ids(study / "transcripts" / "participants.csv")) == sorted([*before, "P90", "P91"])
    assert len(Study.open(study).transcripts) == 2 + AT_ONCE
    assert_clean(study)


def read(study: Texts, path: Path, name: str = "N1") -> list[ImportResult]:
    """What one file would be in the study."""
    return planned(study, [path], ImportOptions(id=name), staging=True, track=lambda files, _: files)


def test_a_participant_who_came_in_meanwhile_is_not_added_again(tmp_path: Path) -> None:
    study = Texts.open(new_study(tmp_path))
    table = study.folder / study.settings.participants
    coming = read(study, put(tmp_path, "talk.txt", INTERVIEW))
    people = newcomers(study, coming)
    assert len(people) == 1
    with table.open("a", encoding="utf-8") as stream:
        stream.write(f"{people[0]}\n")
    here = table.read_bytes()
    commit(study, coming, people)
    assert table.read_bytes() == here
    assert (study.folder / "transcripts" / "N1.txt").exists()


def test_a_transcript_that_came_in_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    study = Texts.open(new_study(tmp_path))
    coming = read(study, put(tmp_path, "talk.txt", INTERVIEW))
    other = put(study.folder, "transcripts/N1.txt", "somebody else's")
    with pytest.raises(FaultsFound, match=r"N1\.txt: was changed by somebody else meanwhile; import it"):
        commit(study, coming, newcomers(study, coming))
    assert other.read_text("utf-8") == "somebody else's"
    assert coming[0].staged is not None
    other.write_bytes(coming[0].staged.read_bytes())  # the same text is no quarrel
    commit(study, coming)


def test_a_table_that_was_changed_while_we_asked_is_read_again(
    tmp_path: Path, qualcode: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = new_study(tmp_path)
    table = study / "transcripts" / "participants.csv"

    def slowly(_question: str, *, yes: bool) -> bool:
        with table.open("a", encoding="utf-8") as stream:
            stream.write("MEANWHILE\n")
        return yes

    monkeypatch.setattr(import_, "agreed", slowly)
    sheet = put(tmp_path, "people.csv", "participant,role\nNEW1,baker\n")
    assert qualcode("import", "--participants", str(sheet), "--yes", cwd=study).returncode == 0
    assert {"MEANWHILE", "NEW1"} < set(ids(table))


def test_a_plan_that_somebody_else_overtook_is_not_written(small_folder: Path) -> None:
    first, second = Study.open(small_folder), Study.open(small_folder)
    plans = [
        study.plan(AssignmentRequest((coder,), "0")) for study, coder in ((first, "ana"), (second, "bo"))
    ]
    first.assign(plans[0])
    with pytest.raises(QualcodeError, match=r"assignments\.csv: was changed since this plan was made"):
        second.assign(plans[1])
    assert {entry.coder for entry in Study.open(small_folder).log.assignments.entries} == {"ana"}


def test_a_codebook_that_was_changed_while_we_asked_stays(small_folder: Path) -> None:
    path = Texts.open(small_folder).settings.codebook
    target = small_folder / path
    sheet = put(small_folder, "codes.csv", "Code,Definition\nTrust,Who relies on whom\n")
    plan = codebook.planned(sheet, target, TableChoice(), replace=True)
    here = target.read_bytes() + b"# meanwhile\n"
    target.write_bytes(here)
    with pytest.raises(QualcodeError, match="was changed by somebody else meanwhile"):
        plan.write()
    assert target.read_bytes() == here


def test_who_waits_in_vain_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "WAIT", 0.05)
    with changing(tmp_path), (tmp_path / LOCK).open("rb") as other:
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(QualcodeError, match="another program has held this study"), changing(tmp_path):
            pass
    with changing(tmp_path):
        pass
    assert list((tmp_path / LOCK).parent.iterdir()) == []


def test_a_study_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".qualcode").write_text("a file", "utf-8")
    with pytest.raises(QualcodeError, match="nothing was changed; check"), changing(tmp_path):
        pass
