"""A disk that is full or may not be written: a sentence, nothing lost, and the decision waits at the desk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.desk import Desk
from qualcode.errors import QualcodeError
from qualcode.journal import Journal, Ledger
from qualcode.journal.log import append, read_log
from tests.conftest import Run
from tests.desks import open_desk
from tests.journal.lines import applied, write

Refuse = Callable[[OSError | None], None]
FULL = OSError(28, "No space left on device")
READ_ONLY = OSError(30, "Read-only file system")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Makes the disk take half of the next log line and then refuse; with None it takes everything again."""
    write_all = os.write

    def refuse(error: OSError | None) -> None:
        room = [200]

        def some(handle: int, data: bytes) -> int:
            if error is None:
                return write_all(handle, data)
            if not room[0]:
                raise error
            taken = write_all(handle, data[: room[0]])
            room[0] -= taken
            return taken

        monkeypatch.setattr("qualcode.journal.log.os.write", some)

    return refuse


def desk_of(folder: Path) -> Desk:
    return open_desk(folder, "ana", transcript="A1")


def saved(folder: Path) -> list[tuple[str, str, str]]:
    """Code, words and direction of what the log holds, read anew; nothing may be wrong with it."""
    reading = Journal(folder / "codings").read()
    assert reading.faults == ()
    return [(each.code, each.anchor().quote, each.direction) for each in Ledger(reading.events).codings]


# --- the log ------------------------------------------------------------------------------


LIMITED = """
import resource, signal, sys
from pathlib import Path
from qualcode.errors import QualcodeError
from qualcode.journal import Journal
from qualcode.journal.events import made
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
before = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, before[1]))
journal = Journal(Path(sys.argv[1]))
for number in range(100):
    event = made("ana", "memo", memo="A note. " * 100)
    try:
        journal.record("ana", [event])
    except QualcodeError as error:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)  # who measures coverage writes at the end
        sys.exit(str(error))
    print(event.id, flush=True)
"""


def test_a_file_that_may_grow_no_further_keeps_what_was_saved_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "file too large" in done.stderr
    assert "nothing was saved" in done.stderr
    assert "Traceback" not in done.stderr
    read = read_log(tmp_path / "ana.jsonl", "ana.jsonl")
    assert (read.faults, read.torn) == ((), False)
    assert [event.id for event in read.events] == done.stdout.split()
    line = len((tmp_path / "ana.jsonl").read_bytes()) // len(read.events)
    assert 6_000 - line < (tmp_path / "ana.jsonl").stat().st_size <= 6_000  # one more had no room


@pytest.mark.parametrize("error", [FULL, READ_ONLY])
def test_half_a_line_is_taken_away_again(tmp_path: Path, disk: Refuse, error: OSError) -> None:
    path = write(tmp_path / "ana.jsonl", applied())
    before = path.read_bytes()
    disk(error)
    with pytest.raises(QualcodeError, match=rf"{error.strerror}(?i:.*nothing was saved)".lower()):
        append(path, "ana.jsonl", [applied("I like pears")])
    assert path.read_bytes() == before


@pytest.mark.parametrize("error", [FULL, READ_ONLY])
def test_a_first_decision_that_is_refused_leaves_no_empty_log(
    tmp_path: Path, disk: Refuse, error: OSError
) -> None:
    path = tmp_path / "ana.jsonl"
    disk(error)
    with pytest.raises(QualcodeError, match="nothing was saved"):
        append(path, "ana.jsonl", [applied()])
    assert not path.exists()
    path.touch()
    with pytest.raises(QualcodeError, match="nothing was saved"):
        append(path, "ana.jsonl", [applied()])
    assert path.exists()  # somebody else made it


def test_where_not_even_half_a_line_can_be_taken_away_it_is_set_aside_later(
    tmp_path: Path, disk: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = applied(), applied("I like pears")
    path = write(tmp_path / "ana.jsonl", first)

    def refused(*_: object) -> None:
        raise READ_ONLY

    with monkeypatch.context() as broken:
        broken.setattr("qualcode.journal.log.os.ftruncate", refused)
        disk(FULL)
        with pytest.raises(QualcodeError, match="nothing was saved"):
            append(path, "ana.jsonl", [applied("Not much")])
    assert read_log(path, "ana.jsonl").torn
    disk(None)
    assert "ana.torn" in append(path, "ana.jsonl", [second])
    assert read_log(path, "ana.jsonl").events == (first, second)


def test_a_folder_that_may_not_be_written_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        raise READ_ONLY

    monkeypatch.setattr("qualcode.journal.log.os.open", refused)
    with pytest.raises(QualcodeError, match=r"ana\.jsonl: cannot be written \(read-only file system\)"):
        append(tmp_path / "ana.jsonl", "ana.jsonl", [applied()])
    assert not (tmp_path / "ana.jsonl").exists()


# --- the command --------------------------------------------------------------------------


def test_a_command_on_a_full_disk_says_so_and_codes_nothing(
    small_folder: Path, qualcode: Run, disk: Refuse
) -> None:
    disk(FULL)
    coding = ("apply", "apples", "A1", "--quote", "I like apples", "--coder", "ana")
    done = qualcode(*coding, cwd=small_folder)
    assert done.returncode == 2
    assert "no space left on device" in done.stderr
    assert "I like" not in done.stderr
    assert saved(small_folder) == []
    disk(None)
    assert qualcode(*coding, cwd=small_folder).returncode == 0
    assert saved(small_folder) == [("apples", "I like apples", "")]


# --- the desk -----------------------------------------------------------------------------


def test_the_desk_keeps_what_could_not_be_saved_and_saves_it_once_there_is_room(
    small_folder: Path, disk: Refuse
) -> None:
    desk = desk_of(small_folder)
    desk.move("sentence")
    disk(FULL)
    with pytest.raises(QualcodeError, match="no space left on device"):
        desk.apply("apples")
    assert desk.unsaved == "Not saved: Apples on 3 words"
    assert list(desk.marks) == []
    with pytest.raises(QualcodeError, match="nothing was saved"):
        desk.retry()
    assert desk.unsaved == "Not saved: Apples on 3 words"
    assert saved(small_folder) == []
    disk(None)
    desk.move("sentence")  # what waits is about the place where it was decided
    assert desk.retry() == "Saved: Apples on 3 words"
    assert desk.unsaved == ""
    assert saved(small_folder) == [("apples", "I like apples.", "")]
    assert [mark.code for mark in desk.marks] == ["apples"]


def test_several_decisions_wait_in_their_order(small_folder: Path, disk: Refuse) -> None:
    desk = desk_of(small_folder)
    desk.move("sentence")
    desk.apply("apples")
    disk(READ_ONLY)
    for code in ("pears", "plums"):
        with pytest.raises(QualcodeError, match="read-only"):
            desk.apply(code)
    assert desk.unsaved == "Not saved: Plums on 3 words (and 1 more)"
    assert saved(small_folder) == [("apples", "I like apples.", "")]
    disk(None)
    desk.retry()
    assert [code for code, _, _ in saved(small_folder)] == ["apples", "pears", "plums"]
    assert desk.retry() == "Everything is saved."


def test_undo_gives_up_what_could_not_be_saved(small_folder: Path, disk: Refuse) -> None:
    desk = desk_of(small_folder)
    desk.apply("apples")
    disk(FULL)
    with pytest.raises(QualcodeError):
        desk.apply("pears")
    assert desk.undo().startswith("Given up")
    assert desk.unsaved == ""
    disk(None)
    desk.retry()
    assert [code for code, _, _ in saved(small_folder)] == ["apples"]
