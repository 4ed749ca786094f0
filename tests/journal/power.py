"""What is done to a log while the power may fail, and what must hold of whatever is left."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from qualcode.errors import QualcodeError
from qualcode.journal import Journal
from qualcode.journal import log as logging
from qualcode.journal.events import Event
from qualcode.journal.merging import merge_copies
from tests.journal.disk import Disk, Points, lie
from tests.journal.lines import applied, write

Scene = Callable[[Path, Disk], None]
LOGS = "codings"
CUT = b'{"after":". Not much'


def decide(folder: Path, disk: Disk, *events: Event) -> None:
    """Record events as every command does; they are acknowledged when that returns."""
    Journal(folder / LOGS).record("ana", events)
    disk.acknowledge(*(event.id for event in events))


def first_decisions(folder: Path, disk: Disk) -> None:
    for _ in range(3):
        decide(folder, disk, applied())


def many_at_once(folder: Path, disk: Disk) -> None:
    decide(folder, disk, applied())
    decide(folder, disk, *[applied() for _ in range(4)])


def after_a_cut_line(folder: Path, disk: Disk) -> None:
    decide(folder, disk, applied())
    decide(folder, disk, applied())


def two_at_the_beginning(folder: Path, disk: Disk) -> None:
    """One makes the log; before it has locked it, another one appends, and is told that it is saved."""
    opened, nested = logging._opened, [True]

    def slowly(path: Path) -> tuple[int, bool]:
        handle = opened(path)
        if nested.pop() if nested else False:
            with mock.patch.object(logging, "_lasting", set()):
                decide(folder, disk, applied())
        return handle

    with mock.patch.object(logging, "_opened", slowly):
        decide(folder, disk, applied())


def one_is_killed_and_another_goes_on(folder: Path, disk: Disk) -> None:
    """The first ends between its last write and its word; the second one finds a log there."""
    killed = mock.patch.object(logging, "_write", _killed(logging._write))
    with killed, contextlib.suppress(KeyboardInterrupt):
        decide(folder, disk, applied())
    with mock.patch.object(logging, "_lasting", set()):
        decide(folder, disk, applied())


def _killed(work: Callable[..., Any]) -> Callable[..., Any]:
    def killed(*arguments: Any) -> None:
        work(*arguments)
        raise KeyboardInterrupt

    return killed


def a_full_disk(folder: Path, disk: Disk) -> None:
    decide(folder, disk, applied())
    write_all = os.write

    def full(handle: int, data: bytes) -> int:
        if len(data) < 100:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_all(handle, data[: len(data) // 2])

    with mock.patch.object(os, "write", full), contextlib.suppress(QualcodeError):
        decide(folder, disk, applied())
    decide(folder, disk, applied())


def a_copy_is_merged(folder: Path, disk: Disk) -> None:
    merge_copies(Journal(folder / LOGS))
    decide(folder, disk, applied())


SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        first_decisions, many_at_once, after_a_cut_line, two_at_the_beginning,
        one_is_killed_and_another_goes_on, a_full_disk, a_copy_is_merged,
    )
}  # fmt: skip


def prepared(name: str, folder: Path) -> set[str]:
    """What lies in a folder before a scene; returns the ids of what was acknowledged long ago."""
    folder.mkdir()
    known = [applied(), applied("I like pears")]
    if name == "after_a_cut_line":
        write(folder / LOGS / "ana.jsonl", *known, tail=CUT)
    elif name == "a_copy_is_merged":
        write(folder / LOGS / "ana.jsonl", known[0])
        write(folder / LOGS / "ana (1).jsonl", *known)
    else:
        return set()
    return {event.id for event in known}


def played(name: str, folder: Path, points: Points) -> Iterator[tuple[frozenset[str], Counter[str]]]:
    """Play a scene, and read what each failure of the power may leave; yields what was lost, and counts.

    The log that is left is gone on with, too: what is decided then must be there as well.
    """
    known = prepared(name, folder / "study")
    disk = Disk(folder / "study")
    disk.acknowledge(*known)
    with mock.patch.object(logging, "_lasting", set()), disk.recording():
        SCENES[name](folder / "study", disk)
    yield frozenset(), Counter(cuts=len(disk.cuts))
    for said, tree in disk.left(points):
        left = lie(folder / "left", tree) if tree else folder / "left"
        left.mkdir(exist_ok=True)
        lost = said - ids(left)
        new = applied()
        Journal(left / LOGS).record("ana", [new])
        lost |= (said | {new.id}) - ids(left)
        yield lost, Counter(states=1)
        shutil.rmtree(left)


def ids(folder: Path) -> set[str]:
    return {event.id for event in Journal(folder / LOGS).read().events}
