"""Agreement by version of the codebook, in the study of fruit (see `tests/study_of_two.py`).

Under version 1 ana and bo differ on apples in one of six sentences and on pears in one more; then the version
is raised, bo codes A1 again, gives what ana gave, and both mark it once more.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from qualcode import Study
from qualcode.errors import QualcodeError
from qualcode.study.rounds import Rounds, moved, rounds_of
from tests.coded_study import apply, code_by_hand, finish
from tests.conftest import Run
from tests.study_of_two import code_by_two


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The study of fruit, coded by two under its first version."""
    return code_by_two(small_folder)


def raise_version(folder: Path, version: str) -> None:
    path = folder / "codebook.yaml"
    text = re.sub(r"^version:.*$", f'version: "{version}"', path.read_text("utf-8"), flags=re.MULTILINE)
    assert version in text
    path.write_text(text, "utf-8")


def code_again(folder: Path) -> None:
    """Bo gives what ana gave, under version 2; both mark A1 again."""
    raise_version(folder, "2")
    for coder in ("ana", "bo"):
        Study.open(folder).session(coder).reopen("A1")
    apply(folder, "bo", "A1", "apples", "Not")
    apply(folder, "bo", "A1", "pears", "else.")
    for coder in ("ana", "bo"):
        finish(folder, coder, ["A1"])


def percents(found: Rounds, code: str) -> list[float | None]:
    return [
        next(each for each in entry.agreement.codes if each.code == code).get("percent").coefficient
        for entry in found.rounds
        if entry.agreement
    ]


def test_agreement_is_told_as_it_was_under_each_version(folder: Path) -> None:
    code_again(folder)
    found = rounds_of(Study.open(folder).tables)
    assert [entry.version for entry in found.rounds] == ["1", "2"]
    first, second = (entry.agreement for entry in found.rounds)
    assert first is not None
    assert second is not None
    assert (first.work.transcripts, second.work.transcripts) == (("A1", "B2"), ("A1",))
    assert percents(found, "apples") == pytest.approx([5 / 6, 1.0])
    assert percents(found, "pears") == pytest.approx([5 / 6, 1.0])
    assert "alpha went from" in moved(found)
    assert found.notes == ()


def test_marking_again_under_a_new_version_is_a_round_until_it_is_undone(folder: Path) -> None:
    raise_version(folder, "2")
    finish(folder, "ana", ["A1"])
    finish(folder, "bo", ["A1"])
    two = rounds_of(Study.open(folder).tables).rounds[-1]
    assert (two.version, two.agreement is not None) == ("2", True)
    Study.open(folder).session("bo").undo()
    last = rounds_of(Study.open(folder).tables).rounds[-1]
    assert (last.version, last.agreement, last.why) == ("2", None, "bo finished nothing under it")


def test_a_round_is_carried_to_the_present_text(folder: Path) -> None:
    path = next((folder / "transcripts").glob("A1*"))
    path.write_text(path.read_text("utf-8").replace("I like apples.", "Well then. I like apples."), "utf-8")
    (only,) = rounds_of(Study.open(folder).tables).rounds
    assert only.agreement is not None
    table = next(each for each in only.agreement.codes if each.code == "apples").counts[0]
    assert (table.both, table.first, table.second, table.neither) == (1, 1, 0, 5)


def test_one_version_is_one_round_and_how_to_get_a_second_is_said(folder: Path) -> None:
    found = rounds_of(Study.open(folder).tables)
    assert len(found.rounds) == 1
    assert "For a second round raise `version:`" in found.notes[0]
    assert not moved(found)


def test_as_a_command(folder: Path, qualcode: Run) -> None:
    code_again(folder)
    data: dict[str, Any] = json.loads(qualcode("agreement", "--rounds", "--json", cwd=folder).stdout)
    assert [entry["transcripts"] for entry in data["rounds"]] == [["A1", "B2"], ["A1"]]
    assert data["rounds"][1]["pooled"]["coefficients"]["percent"]["coefficient"] == pytest.approx(1)
    assert data["coders"] == ["ana", "bo"]
    shown = qualcode("agreement", "--rounds", cwd=folder).stdout
    assert "by version of the codebook" in shown
    assert "100.0%" in shown
    assert "alpha went from" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--coders", "ana,rules"), "the rules of older versions are not kept"),
        (("--coders", "ana"), "names one coder"),
        (("--coders", "ana,zoe"), "nobody here codes as 'zoe'"),
        (("--table", "x.csv"), "is of a study"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(
    arguments: tuple[str, ...], said: str, folder: Path, qualcode: Run
) -> None:
    done = qualcode("agreement", "--rounds", *arguments, cwd=folder)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr


def test_with_one_coder_there_is_nothing_to_compare(small_folder: Path) -> None:
    code_by_hand(small_folder)
    with pytest.raises(QualcodeError, match="only ana has"):
        rounds_of(Study.open(small_folder).tables)
