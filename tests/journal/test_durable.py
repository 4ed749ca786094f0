"""A decision is on disk, not on its way there, when the log says that it is saved."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode import locking
from qualcode.errors import QualcodeError
from qualcode.journal.events import made, to_line
from qualcode.journal.log import append, read_log
from tests.journal.lines import applied, write

pytest.importorskip("fcntl")

Synced = list[tuple[str, bytes]]


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Synced:
    """What was written through to the disk, in order: the name in the study, and what stood there then."""
    done: Synced = []
    through = os.fsync

    def fsync(handle: int) -> None:
        through(handle)
        here = os.fstat(handle)
        for path in (tmp_path / "codings", *(tmp_path / "codings").iterdir()):
            if os.path.samestat(here, path.stat()):
                done.append((path.name, b"" if path.is_dir() else path.read_bytes()))

    monkeypatch.setattr(os, "fsync", fsync)
    return done


def test_what_was_appended_is_on_disk_when_append_returns(tmp_path: Path, synced: Synced) -> None:
    path = write(tmp_path / "codings" / "ana.jsonl", applied())
    for quote in ("I like pears", "Not much"):
        append(path, "x", [applied(quote)])
        assert synced[-1] == ("ana.jsonl", path.read_bytes())
    assert [name for name, _ in synced] == ["codings", "ana.jsonl", "ana.jsonl"]


def test_the_name_of_a_new_log_is_on_disk_before_what_stands_in_it(tmp_path: Path, synced: Synced) -> None:
    path = tmp_path / "codings" / "ana.jsonl"
    append(path, "x", [applied()])
    assert synced == [("codings", b""), ("ana.jsonl", path.read_bytes())]


def test_a_torn_line_is_on_disk_beside_the_log_before_it_is_cut_off(
    tmp_path: Path, synced: Synced, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "codings" / "ana.jsonl", applied(), tail=b'{"v":1,')
    cut: Callable[[int, int], None] = os.ftruncate

    def ftruncate(handle: int, length: int) -> None:
        assert ("ana.torn", b'{"v":1,\n') in synced
        assert synced[-1] == ("codings", b"")  # the name of the file beside it
        cut(handle, length)

    monkeypatch.setattr(os, "ftruncate", ftruncate)
    append(path, "x", [applied("I like pears")])
    assert synced[-1] == ("ana.jsonl", path.read_bytes())


def test_what_the_disk_did_not_take_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = write(tmp_path / "ana.jsonl", applied())
    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QualcodeError, match=r"no space left on device.*nothing was saved"):
        append(path, "x", [applied("I like pears")])
    assert path.read_bytes() == before


# --- what must not be left behind, or missed --------------------------------------------------


@pytest.mark.parametrize("length", [64 * 1024 - 2, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1])
def test_a_torn_line_of_any_length_is_set_aside_whole(tmp_path: Path, length: int) -> None:
    first, second = applied(), applied("I like pears")
    cut = to_line(made("ana", "memo", memo="x" * 2 * length)).encode()[:length]
    path = write(tmp_path / "ana.jsonl", first, tail=cut)
    append(path, "x", [second])
    assert read_log(path, "x").events == (first, second)
    assert (tmp_path / "ana.torn").read_bytes() == cut + b"\n"


def test_no_file_is_left_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    begin, end = os.open, os.close

    def opens(*arguments: Any, **more: Any) -> int:
        opened.append(begin(*arguments, **more))
        return opened[-1]

    def closes(handle: int) -> None:
        opened.remove(handle)
        end(handle)

    monkeypatch.setattr("qualcode.journal.log.os.open", opens)
    monkeypatch.setattr("qualcode.journal.log.os.close", closes)
    append(tmp_path / "codings" / "ana.jsonl", "x", [applied()])
    append(tmp_path / "codings" / "ana.jsonl", "x", [applied("I like pears")])
    assert opened == []


def test_who_waits_for_a_log_lets_others_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    tries = iter([False, False, True])
    monkeypatch.setattr(locking, "_taken", lambda *_: next(tries))
    monkeypatch.setattr(time, "sleep", pauses.append)
    append(tmp_path / "ana.jsonl", "x", [applied()])
    assert len(pauses) == 2
    assert 0 < min(pauses) <= max(pauses) < 1
