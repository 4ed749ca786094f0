"""A decision is on disk, not on its way there, when the log says that it is saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.journal.log import append
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
