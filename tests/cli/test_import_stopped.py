"""`qualcode import` stopped in the middle: by a person, a crash, a full disk. Nothing is half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.documents import Document, SourceFile, document_of
from tests.cli.importing import INTERVIEW, assert_clean, new_study, put, state
from tests.conftest import Run


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path)


# --- stopped in the middle ----------------------------------------------------------------


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), RuntimeError("crash")])
def test_stopped_while_it_reads_it_has_changed_nothing(
    stop: BaseException, tmp_path: Path, study: Path, qualcode: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "in/a.txt", INTERVIEW)
    put(tmp_path, "in/b.txt", INTERVIEW)
    before = state(study)

    def stopping(source: SourceFile) -> Document:
        if source.place == "b.txt":
            raise stop
        return document_of(source)

    monkeypatch.setattr("qualcode.intake.plan.document_of", stopping)
    done = qualcode("import", str(tmp_path / "in"), cwd=study)
    assert done.returncode in (2, 130)
    assert "Traceback" not in done.stderr
    assert state(study) == before
    assert_clean(study)


def test_what_a_killed_import_left_is_no_part_of_the_next(tmp_path: Path, study: Path, qualcode: Run) -> None:
    put(study, ".qualcode/incoming/ghost.txt", "half a file")
    done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study)
    assert done.returncode == 0
    assert not (study / "transcripts" / "ghost.txt").exists()
    assert_clean(study)


@pytest.fixture
def another_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The transcripts lie on a disk of their own, so that nothing can be moved there, only written."""
    moving = Path.replace

    def move(path: Path, target: Path) -> Path:
        if path.parent.parent.name == "incoming" and target.parent.name == "transcripts":
            raise OSError(18, "Invalid cross-device link")
        return moving(path, target)

    monkeypatch.setattr(Path, "replace", move)


@pytest.mark.usefixtures("another_disk")
def test_transcripts_may_lie_on_a_disk_of_their_own(tmp_path: Path, study: Path, qualcode: Run) -> None:
    assert qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), cwd=study).returncode == 0
    assert_clean(study)


def test_a_place_that_cannot_be_written_is_said_and_the_old_text_stays(
    tmp_path: Path, study: Path, qualcode: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "talk.txt", INTERVIEW)
    qualcode("import", str(path), cwd=study)
    before = state(study)
    path.write_text(INTERVIEW.replace("one stall", "two stalls"), "utf-8")
    moving = Path.replace

    def full(source: Path, target: Path) -> Path:
        if target.parent.name == "transcripts":
            raise OSError(28, "No space left on device")
        return moving(source, target)

    monkeypatch.setattr(Path, "replace", full)
    done = qualcode("import", str(path), cwd=study)
    assert done.returncode == 2
    assert "no space left on device" in done.stderr
    assert state(study) == before
    assert_clean(study)
