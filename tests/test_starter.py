"""A new study passes its own check, can be counted, and takes nobody's place."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualcode import Study
from qualcode.errors import QualcodeError
from qualcode.settings import read_settings
from qualcode.starter import DEFAULT_TITLE, make_study

FILES = {
    ".gitignore",
    "codebook/codebook.yaml",
    "exports/.gitkeep",
    "qualcode.toml",
    "transcripts/T01.txt",
    "transcripts/T02.txt",
    "transcripts/cases.csv",
    "transcripts/participants.csv",
}


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A new study; shared, so not to be changed."""
    folder = tmp_path_factory.mktemp("new") / "study"
    make_study(folder, "Teachers on workload")
    return Study.open(folder)


def test_a_new_study_is_whole_and_private(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "study"
    made = make_study(folder)
    assert {path.relative_to(folder).as_posix() for path in made} == FILES == files_in(folder)
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}


def test_a_new_study_passes_its_check(new: Study) -> None:
    assert new.check() == []
    assert new.settings.title == "Teachers on workload"


def test_the_examples_of_a_new_codebook_hold(new: Study) -> None:
    results = new.rules.test()
    assert len(results) == 5  # three examples and two counterexamples
    assert [result.text for result in results if not result.passed] == []


def test_a_new_study_can_be_counted(new: Study) -> None:
    """By hand: T01 (primary) marks essays until midnight, the head listens; T02 (secondary) has paperwork."""
    tally = new.tally("category")
    assert [(entry.group, entry.N) for entry in tally.groups] == [
        ("primary school", 1),
        ("secondary school", 1),
    ]
    assert {(cell.code, cell.group): cell.n for cell in tally.cells} == {
        ("workload", "primary school"): 1,
        ("workload", "secondary school"): 1,
        ("support", "primary school"): 1,
        ("support", "secondary school"): 0,
    }


def test_what_git_must_not_share_is_ignored(new: Study) -> None:
    ignored = (new.folder / ".gitignore").read_text("utf-8").splitlines()
    assert {".qualcode/", "exports/*"} <= set(ignored)


# --- titles ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_title", "title"),
    [
        ("", DEFAULT_TITLE),
        ("  ", DEFAULT_TITLE),
        (" Lehrkräfte ", "Lehrkräfte"),
        ('"quoted" \\ and\nbroken', '"quoted" \\ and\nbroken'),
        ("a\x7fb", "a\x7fb"),
        ("TITLE", "TITLE"),
        ("a\udcffb", "a?b"),
    ],
    ids=["none", "blank", "trimmed", "signs", "DEL", "the template's own", "bytes that are no text"],
)
def test_the_title_is_the_one_that_was_given(tmp_path: Path, given_title: str, title: str) -> None:
    make_study(tmp_path, given_title)
    assert read_settings(tmp_path).title == title


@given(st.text().filter(str.strip))
@settings(max_examples=40)
@example("\x00\x1f\x7f\x85\u2028")
def test_any_title_reads_back(title: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        make_study(Path(folder), title)
        assert read_settings(Path(folder)).title == title.strip()


# --- what must not be lost ------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_is_there_is_not_overwritten_and_nothing_is_added(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    with pytest.raises(QualcodeError) as refused:
        make_study(tmp_path)
    assert str(refused.value) == (
        f"{path}: exists already; choose an empty folder, so that nothing is overwritten"
    )
    assert files_in(tmp_path) == {name}
    assert path.read_text("utf-8") == "mine"


def test_files_of_other_names_stay_beside_the_study(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    make_study(tmp_path)
    assert files_in(tmp_path) == {*FILES, "notes.txt"}
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("file", "is a file; name a folder to make the study in"),
        ("file/below", "cannot be written (not a directory)"),
        ("x" * 300, "cannot be made (File name too long); name another folder"),
    ],
)
def test_a_place_that_can_hold_no_folder_is_a_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(QualcodeError) as refused:
        make_study(tmp_path / name)
    assert sentence in str(refused.value)
    assert files_in(tmp_path) == {"file"}


def test_a_disk_that_fills_up_leaves_no_half_of_a_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def full_after_three(handle: int) -> None:
        written.append(handle)
        if len(written) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_after_three)
        with pytest.raises(QualcodeError, match="no space left on device"):
            make_study(tmp_path)
    assert files_in(tmp_path) == set()
    make_study(tmp_path)
    assert files_in(tmp_path) == FILES


def test_an_empty_study_holds_settings_and_folders_to_be_filled(tmp_path: Path) -> None:
    made = make_study(tmp_path, "Mine", empty=True)
    assert (
        {path.relative_to(tmp_path).as_posix() for path in made}
        == files_in(tmp_path)
        == {
            ".gitignore",
            "codebook/.gitkeep",
            "exports/.gitkeep",
            "qualcode.toml",
            "transcripts/.gitkeep",
        }
    )
    study = Study.open(tmp_path)
    assert study.settings.title == "Mine"
    assert [fault.problem for fault in study.check()] == [
        "cannot be read (no such file or directory)",
        "holds no transcript",
    ]


def test_an_empty_study_that_is_filled_passes_its_check_and_runs(tmp_path: Path) -> None:
    make_study(tmp_path, empty=True)
    (tmp_path / "codebook" / "codebook.yaml").write_text(
        'codebook: Fruit\nversion: "1"\ncodes:\n  - id: apples\n    name: Apples\n    rules: [apple]\n',
        "utf-8",
    )
    head = "---\nid: T1\nkind: interview\nspeakers:\n  INT: interviewer\n  P1: P1\n---\n\n"
    talk = f"{head}INT: Well?\n\nP1: An apple.\n"
    (tmp_path / "transcripts" / "T1.txt").write_text(talk, "utf-8")
    (tmp_path / "transcripts" / "participants.csv").write_text("participant\nP1\n", "utf-8")
    study = Study.open(tmp_path)
    assert study.check() == []
    tally = study.tally()
    assert (tally.by, tally.total("apples").n, tally.total("apples").N) == ("kind", 1, 1)
