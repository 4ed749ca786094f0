"""A log that was cut, flipped or zeroed, and a disk that lost its power: what is lost, or silently wrong?

What can be read must be what was written: of a line that is not, a fault is told. Cut right behind a line end
a log is only shorter, and nothing in it can tell.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journal.lines import applied, moved, removed, write
from tests.journal.power import SCENES, played

from benchmarks.timing import Failure
from qualcode.journal.events import Event, made
from qualcode.journal.log import append, read_log

Damaged = tuple[bytes, int]
"""What stands in the log, and how many of its lines are whole."""


def measured() -> Iterator[str]:
    """A line for each kind of damage."""
    # a disk in memory where there is one: this counts states, not seconds
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    with TemporaryDirectory(dir=shared) as folder:
        log = Path(folder) / "ana.jsonl"
        events = some_events()
        write(log, *events)
        data = log.read_bytes()
        for name, damaged in (
            ("cut at a byte", cut(data)),
            ("zeros from a byte on", zeroed(data)),
            ("a bit flipped", flipped(data)),
        ):
            yield from told(name, log, events, damaged)
        yield from power_cuts(Path(folder))


def some_events() -> list[Event]:
    first, second = applied(memo="é “memo” {", direction="±"), applied("I like pears")
    undone = removed(first)
    return [
        first, second, moved(first, "Not much"), undone, made("ana", "undo", target=undone.id),
        made("ana", "memo", target=second.id, memo="m"), made("ana", "done", transcript="A1", body="b"),
    ]  # fmt: skip


def cut(data: bytes) -> Iterator[Damaged]:
    for end in range(len(data)):
        yield data[:end], data[: end + 1].count(b"\n")  # a line that lacks its end alone is whole


def zeroed(data: bytes) -> Iterator[Damaged]:
    for end in range(len(data)):
        yield data[:end].ljust(len(data), b"\0"), data[:end].count(b"\n")


def flipped(data: bytes) -> Iterator[Damaged]:
    for place in range(len(data)):
        for bit in range(8):
            yield data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :], 0


def told(name: str, log: Path, events: list[Event], damaged: Iterable[Damaged]) -> Iterator[str]:
    """Read every damaged log; append to it; read it again."""
    counts: Counter[str] = Counter()
    for data, whole in damaged:
        counts["tried"] += 1
        log.write_bytes(data)
        read = read_log(log, "x")
        counts["whole lines lost"] += not {event.id for event in events[:whole]} <= _ids(read.events)
        counts["read as what they were not"] += any(event not in events for event in read.events)
        is_shorter = data in {
            b"",
            *(b"".join(data.splitlines(keepends=True)[: n + 1]) for n in range(len(events))),
        }
        counts["silent"] += len(read.events) < len(events) and not read.faults and not is_shorter
        counts["only shorter: nothing can tell"] += len(read.events) < len(events) and not read.faults
        new = applied()
        said = append(log, "x", [new])
        after = read_log(log, "x")
        counts["lost by the next decision"] += not _ids(read.events) | {new.id} <= _ids(after.events)
        counts["set aside without a word"] += bool(read.faults) and not (said or after.faults)
    bad = sum(counts.values()) - counts["tried"] - counts["only shorter: nothing can tell"]
    yield f"{name}: " + ", ".join(f"{number:,} {what}" for what, number in counts.items())
    if bad:
        yield Failure(f"{name}: something was lost, or wrong without a word")


def power_cuts(folder: Path) -> Iterator[str]:
    """Let the power fail at every step, with more or less of what was being written on disk."""
    counts: Counter[str] = Counter()
    for name in SCENES:
        (folder / name).mkdir()
        for lost, count in played(name, folder / name, some_bytes):
            counts += count
            counts["acknowledged events lost"] += len(lost)
    yield (
        f"the power fails: {counts['cuts']} steps, {counts['states']:,} states of the disk, "
        f"{counts['acknowledged events lost']} acknowledged events lost"
    )
    if counts["acknowledged events lost"]:
        yield Failure("the power failed, and something was lost")


def some_bytes(length: int) -> Iterable[int]:
    return range(1, length, length // 12 or 1)


def _ids(events: Iterable[Event]) -> set[str]:
    return {event.id for event in events}
