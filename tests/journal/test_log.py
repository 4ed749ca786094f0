"""A log on disk: appended whole or not at all, read whatever stands in it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode import locking
from qualcode.errors import FaultsFound, QualcodeError
from qualcode.journal import Journal
from qualcode.journal.events import Event, to_line
from qualcode.journal.log import NewerLine, UnfinishedLine, append, read_log
from tests.journal.lines import applied, removed, write

fcntl = pytest.importorskip("fcntl")


def places(path: Path) -> list[str]:
    return [f"{fault.place} {fault.problem}" for fault in read_log(path, "ana.jsonl").faults]


def whole(path: Path) -> tuple[Event, ...]:
    """The events of a log in which nothing is wrong."""
    read = read_log(path, "x")
    assert (read.faults, read.torn) == ((), False)
    return read.events


# --- reading ------------------------------------------------------------------------------


def test_a_missing_log_is_empty(tmp_path: Path) -> None:
    assert whole(tmp_path / "ana.jsonl") == ()


def test_broken_lines_are_faults_and_the_others_count(tmp_path: Path) -> None:
    first, second = applied(), applied("I like pears")
    path = write(tmp_path / "ana.jsonl", first)
    good = path.read_bytes()
    broken = good.replace(b"apples", b"plums!")
    path.write_bytes(good + broken + b"\n   \n{\n" + to_line(second).encode() + b"\n")
    assert read_log(path, "x").events == (first, second)
    assert [text.split()[0] for text in places(path)] == ["ana.jsonl:2", "ana.jsonl:5"]
    assert not any("plums" in text for text in places(path))


def test_lines_with_the_line_ends_of_another_system_count(tmp_path: Path) -> None:
    event = applied()
    path = tmp_path / "ana.jsonl"
    path.write_bytes(to_line(event).encode() + b"\r\n")
    assert read_log(path, "x").events == (event,)


def test_a_torn_last_line_is_said_and_not_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "ana.jsonl", applied(), tail=b'{"v":1,"id":"01')
    read = read_log(path, "ana.jsonl")
    assert (len(read.events), read.torn) == (1, True)
    assert "ana.jsonl:2 is unfinished" in places(path)[0]
    assert path.read_bytes().endswith(b'"01')


def test_a_last_line_that_lacks_only_its_end_counts(tmp_path: Path) -> None:
    event = applied()
    path = write(tmp_path / "ana.jsonl", tail=to_line(event).encode())
    assert whole(path) == (event,)


def test_a_line_as_long_as_a_film_is_passed_over(tmp_path: Path) -> None:
    event = applied()
    path = tmp_path / "ana.jsonl"
    with path.open("wb") as stream:
        for _ in range(20):
            stream.write(b"x" * 1_000_000)
        stream.write(b"\n" + to_line(event).encode() + b"\n")
    read = read_log(path, "x")
    assert read.events == (event,)
    assert [fault.place for fault in read.faults] == ["x:1"]


def test_what_stands_behind_many_bad_lines_is_read_and_so_many_faults_are_kept(tmp_path: Path) -> None:
    first, second = applied(), applied("I like pears")
    path = write(tmp_path / "ana.jsonl", first)
    path.write_bytes(path.read_bytes() + b"x\n" * 5_000 + to_line(second).encode() + b"\n")
    read = read_log(path, "x")
    assert (read.events, read.lines) == ((first, second), 5_002)
    assert str(read.faults[-1]) == "x: 4,000 more lines cannot be read; put right those above, and look again"
    assert len(read.faults) == 1001


def test_a_line_of_a_newer_version_and_a_cut_one_are_told_behind_however_many_faults(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    path.write_bytes(b"x\n" * 2_000 + b'{"v":2}\n{"v":2}\n{"v')
    kinds = [type(fault) for fault in read_log(path, "x").faults]
    assert (kinds.count(NewerLine), kinds.count(UnfinishedLine), len(kinds)) == (1, 1, 1003)


def test_faults_before_a_cut_line_stay_once_it_is_set_aside(tmp_path: Path) -> None:
    write(tmp_path / "ana.jsonl", applied(), tail=b"x\n{")
    journal = Journal(tmp_path)
    assert [fault.place for fault in journal.read().faults] == ["codings/ana.jsonl:2", "codings/ana.jsonl:3"]
    journal.record("ana", [applied()])
    assert len(journal.read().events) == 2
    assert [fault.place for fault in journal.faults] == ["codings/ana.jsonl:2"]


def test_a_folder_or_a_pipe_in_place_of_a_log_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "ana.jsonl").mkdir()
    os.mkfifo(tmp_path / "bo.jsonl")
    for name in ("ana.jsonl", "bo.jsonl"):
        assert "no" in read_log(tmp_path / name, "x").faults[0].problem
        with pytest.raises(QualcodeError, match="nothing was saved"):
            append(tmp_path / name, "x", [applied()])


def test_a_log_that_may_not_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "ana.jsonl", applied())
    monkeypatch.setattr(Path, "open", forbidden)
    assert places(path) == ["ana.jsonl cannot be read (permission denied)"]


# --- appending ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (lambda: applied(memo="x" * 17_000_000), r"longer than a line may be \(16 MB\); choose fewer words"),
        (lambda: applied(memo="\ud800"), "could not be read again .its line is not readable as JSON"),
        (lambda: applied(code=""), "does not say which code"),
        (lambda: replace(applied(), op="foresee"), "newer qualcode"),
    ],
)
def test_what_could_not_be_read_again_is_refused_and_leaves_no_log(
    event: Callable[[], Event], expected: str, tmp_path: Path
) -> None:
    with pytest.raises(QualcodeError, match=f"{expected}.*nothing was saved"):
        append(tmp_path / "ana.jsonl", "x", [applied(), event()])
    assert not (tmp_path / "ana.jsonl").exists()


def test_a_coding_of_a_whole_long_transcript_is_saved_and_read(tmp_path: Path) -> None:
    event = applied(memo="x" * 5_400_000)
    append(tmp_path / "ana.jsonl", "x", [event])
    assert whole(tmp_path / "ana.jsonl") == (event,)


def test_a_new_log_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "codings" / "ana.jsonl"
    assert append(path, "x", [applied()]) == ""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_events_stand_one_below_the_other(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    first = applied()
    append(path, "x", [first])
    before = path.read_bytes()
    append(path, "x", [removed(first), applied("I like pears")])
    assert path.read_bytes().startswith(before)
    assert [event.op for event in read_log(path, "x").events] == ["apply", "remove", "apply"]


def test_a_torn_line_is_set_aside_and_the_next_starts_afresh(tmp_path: Path) -> None:
    torn = b'{"memo":"' + b"x" * 200_000
    first, second = applied(), applied("I like pears")
    path = write(tmp_path / "ana.jsonl", first, tail=torn)
    said = append(path, "ana.jsonl", [second])
    assert "ana.torn" in said
    assert whole(path) == (first, second)
    assert (tmp_path / "ana.torn").read_bytes() == torn + b"\n"


def test_a_log_that_is_nothing_but_a_torn_line(tmp_path: Path) -> None:
    path = write(tmp_path / "ana.jsonl", tail=b"{")
    event = applied()
    append(path, "x", [event])
    assert whole(path) == (event,)


def test_a_missing_line_end_is_put_in(tmp_path: Path) -> None:
    first, second = applied(), applied("I like pears")
    path = write(tmp_path / "ana.jsonl", tail=to_line(first).encode())
    assert append(path, "x", [second]) == ""
    assert whole(path) == (first, second)


def test_a_full_disk_saves_nothing_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "ana.jsonl", applied())
    before, write_some = path.read_bytes(), os.write

    def full(handle: int, data: bytes) -> int:
        if len(data) <= 20:
            raise OSError(28, "No space left on device")
        return write_some(handle, data[:-20])

    monkeypatch.setattr("qualcode.journal.log.os.write", full)
    with pytest.raises(QualcodeError, match=r"no space left on device.*nothing was saved"):
        append(path, "x", [applied("I like pears")])
    assert path.read_bytes() == before


def test_a_log_in_use_elsewhere_is_waited_for_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "ana.jsonl", applied(), tail=b"{")
    monkeypatch.setattr(locking, "WAIT", 0.1)
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(QualcodeError, match="another program has held this log"):
            append(path, "x", [applied()])
        with pytest.raises(QualcodeError, match="another program"):
            read_log(path, "x")
    assert append(path, "x", [applied()])


def test_a_system_or_disk_without_locks_still_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    append(tmp_path / "ana.jsonl", "x", [applied()])
    monkeypatch.setattr(locking, "HAS_LOCKS", False)
    append(tmp_path / "ana.jsonl", "x", [applied()])
    assert len(read_log(tmp_path / "ana.jsonl", "x").events) == 2


def test_a_file_put_in_the_log_s_place_meanwhile_is_the_one_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = applied(), applied("I like pears"), applied("Not much")
    path, synced = write(tmp_path / "ana.jsonl", first), write(tmp_path / "new", first, second)
    same = os.path.samestat

    def replaced(one: os.stat_result, other: os.stat_result) -> bool:
        if synced.exists():
            synced.replace(path)
            other = path.stat()
        return same(one, other)

    monkeypatch.setattr("qualcode.journal.log.os.path.samestat", replaced)
    append(path, "x", [third])
    assert read_log(path, "x").events == (first, second, third)


APPENDING = """
import sys
from pathlib import Path
from qualcode.journal.events import made
from qualcode.journal.log import append
for number in range(40):
    target = "00000000-0000-7000-8000-000000000000"
    append(Path(sys.argv[1]), "x", [made(sys.argv[2], "remove", target=target, reason="x" * 5000)])
"""


def test_several_processes_append_to_one_log(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    workers = [subprocess.Popen([sys.executable, "-c", APPENDING, str(path), f"c{n}"]) for n in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    read = read_log(path, "x")
    assert read.faults == ()
    assert len({event.id for event in read.events}) == 120


def test_faults_are_sentences(tmp_path: Path) -> None:
    path = write(tmp_path / "ana.jsonl", tail=b"{}\n")
    assert str(FaultsFound(read_log(path, "ana.jsonl").faults)).startswith("ana.jsonl:1: has no version; ")


# --- following a log that others change -----------------------------------------------------


def followed(tmp_path: Path) -> Journal:
    """A journal that has read two lines of a log."""
    write(tmp_path / "ana.jsonl", *EVENTS[:2])
    journal = Journal(tmp_path)
    assert journal.read().events == EVENTS[:2]
    return journal


EVENTS = (applied(), applied("I like pears"), applied("Not much"))


def test_only_what_was_appended_is_read_again(tmp_path: Path) -> None:
    journal = followed(tmp_path)
    assert journal.refresh() == ()
    append(tmp_path / "ana.jsonl", "x", EVENTS[2:])
    assert journal.refresh() == EVENTS[2:]


@pytest.mark.parametrize("order", [(2, 1, 0), (2, 0, 1), (0, 2, 1), (1, 2, 0)])
def test_lines_put_in_another_order_are_all_read(order: tuple[int, ...], tmp_path: Path) -> None:
    journal = followed(tmp_path)
    write(tmp_path / "ana.jsonl", *(EVENTS[number] for number in order))
    assert set(journal.refresh()) == {EVENTS[2]}
    assert journal.read().events == EVENTS


def test_a_log_that_became_shorter_is_read_from_its_beginning(tmp_path: Path) -> None:
    journal = followed(tmp_path)
    write(tmp_path / "ana.jsonl", EVENTS[2])
    assert journal.refresh() == (EVENTS[2],)


def test_a_line_as_long_as_the_torn_one_in_whose_place_it_came_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    line = to_line(EVENTS[2]).encode() + b"\n"
    write(path, *EVENTS[:2], tail=b"x" * len(line))
    journal = Journal(tmp_path)
    assert [fault.place for fault in journal.read().faults] == ["codings/ana.jsonl:3"]
    before = path.stat()
    write(path, *EVENTS)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert (path.stat().st_size, journal.refresh()) == (before.st_size, EVENTS[2:])
    assert journal.faults == ()


def test_lines_are_counted_right_behind_one_that_lacked_its_end(tmp_path: Path) -> None:
    path = write(tmp_path / "ana.jsonl", tail=to_line(EVENTS[0]).encode())
    journal = Journal(tmp_path)
    assert journal.read().faults == ()
    with path.open("ab") as stream:
        stream.write(b"\n{}\n")
    journal.refresh()
    assert [fault.place for fault in journal.faults] == ["codings/ana.jsonl:2"]


def test_a_log_that_is_gone_leaves_what_it_said(tmp_path: Path) -> None:
    journal = followed(tmp_path)
    tail = read_log(tmp_path / "ana.jsonl", "x").tail
    (tmp_path / "ana.jsonl").unlink()
    assert not tail.is_current(tmp_path / "ana.jsonl")
    assert (journal.refresh(), journal.read().events) == ((), EVENTS[:2])


def test_a_log_that_may_no_longer_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = followed(tmp_path)
    append(tmp_path / "ana.jsonl", "x", EVENTS[2:])

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert journal.refresh() == ()
    assert "cannot be read (permission denied)" in journal.faults[0].problem


def test_a_damaged_last_line_without_its_end_is_no_torn_one(tmp_path: Path) -> None:
    path = write(tmp_path / "ana.jsonl", tail=b'{"v":9}')
    assert append(path, "x", EVENTS[:1]) == ""
    assert read_log(path, "x").events == EVENTS[:1]
    assert [fault.place for fault in read_log(path, "x").faults] == ["x:1"]
    assert not (tmp_path / "ana.torn").exists()
