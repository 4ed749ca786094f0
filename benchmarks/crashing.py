"""Killed in the midst of coding: is anything lost that was said to be saved?

A process codes without rest through the same desk as the screen, and sends the ids of what was saved down
a pipe, once the decision has returned. It is killed (SIGKILL) at a random moment; then the logs are read
with the product's reader, and the next process goes on with the same log. Most are forked from a warm one;
every twentieth is a fresh interpreter. In every third the disk is slow and takes some bytes at a time, so
that lines tear. Every tenth merges another person's log instead of coding.

A killed process leaves what it handed to the system: this measures our writing. `damage` has the loss of
power.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.restless import READY, Restless, merge, slow_disk
from benchmarks.timing import Failure
from qualcode import Study
from qualcode.journal import Journal
from qualcode.journal.events import made

ROOT = Path(__file__).parent.parent
_EVERY = 50
"""So many kills a log; then another coder begins a new one, or reading them would be all we do."""
_LONGEST = 0.12
_UNFINISHED = "is unfinished"


@dataclass
class Killing:
    """One study, one log after another, and what was found in them."""

    folder: Path
    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[str, set[str]] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)  # noqa: S311 - the same every time
        self.study = Study.open(self.folder)
        _ = self.study.codebook, self.study.transcripts  # read once, before the forks

    def once(self, number: int) -> None:
        """Start one, kill it, read the logs."""
        turn = number // _EVERY
        is_merge = number % 10 == 9
        coder = f"guest{turn}" if is_merge else f"coder{turn}"
        reading, writing = os.pipe()
        pid = self._start_merge(coder, writing) if is_merge else self._start(number, coder, writing)
        os.close(writing)
        said = self._killed(pid, reading)
        ids = {name for line in said if line != READY for name in line.split()}
        self.acknowledged.setdefault(coder, set()).update(ids)
        self.counts["kills"] += 1
        self.counts["acknowledged events"] += len(ids)
        self.count(coder)
        if number % _EVERY == _EVERY - 1:
            self.put_away(turn)

    def _start(self, number: int, coder: str, pipe: int) -> int:
        seed = self.rng.randrange(1 << 30)
        if number % 20 == 5:
            self.counts["kills of fresh interpreters"] += 1
            words = [
                sys.executable,
                "-m",
                "benchmarks.restless",
                str(self.folder),
                coder,
                str(seed),
                str(pipe),
            ]
            return subprocess.Popen(words, pass_fds=[pipe], cwd=ROOT).pid
        slow = number % 3 == 2
        self.counts["kills while the disk was slow"] += slow
        return forked(lambda: self._work(coder, seed, pipe, slow=slow))

    def _work(self, coder: str, seed: int, pipe: int, *, slow: bool) -> None:
        if slow:
            slow_disk(random.Random(seed))  # noqa: S311
        Restless(self.study, coder, seed, pipe).work()

    def _start_merge(self, coder: str, pipe: int) -> int:
        """Somebody else has gone on coding; their log is taken in."""
        self.counts["kills while merging"] += 1
        other = Journal(self.folder.parent / "other")
        notes = [made(coder, "memo", memo="A note on the study. " * 20) for _ in range(200)]
        other.record(coder, notes)
        slow = self.rng.random() < 0.5

        def work() -> None:
            if slow:
                slow_disk(random.Random(len(notes)))  # noqa: S311
            merge(self.folder, other.folder, pipe)

        return forked(work)

    def _killed(self, pid: int, reading: int) -> list[str]:
        """Let it work for a while, kill it, and return the whole lines that it had said."""
        with os.fdopen(reading, "rb") as stream:
            first = stream.readline()
            time.sleep(self.rng.uniform(0, _LONGEST))
            os.kill(pid, signal.SIGKILL)
            rest = stream.read()
        _, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status):
            self.notes.append(f"a process ended by itself (status {status})")
            self.counts["processes that failed"] += 1
        return [line.decode() for line in (first + rest).split(b"\n")[:-1]]

    def count(self, coder: str, folder: str = "codings") -> None:
        """Count what the logs of a coder say now."""
        journal = Journal(self.folder / folder)
        ids = {event.id for event in journal.read().events if event.coder == coder}
        acknowledged, seen = self.acknowledged.get(coder, set()), self.seen.get(coder, set())
        torn = [fault for fault in journal.faults if fault.problem.startswith(_UNFINISHED)]
        self.counts["acknowledged events lost"] += len(acknowledged - ids)
        self.counts["events lost that had been read before"] += len(seen - ids)
        self.counts["unreadable lines other than a torn tail"] += len(journal.faults) - len(torn)
        self.counts["torn tails met"] += len({fault.place for fault in torn} - self.torn)
        self.counts["events on disk before they were acknowledged"] += len(ids - acknowledged - seen)
        self.torn = {fault.place for fault in torn}
        self.seen[coder] = ids
        self.notes += [str(fault) for fault in journal.faults if fault not in torn]

    def put_away(self, turn: int) -> None:
        """Begin new logs; the old ones are read once more at the end."""
        logs, kept = self.folder / "codings", self.folder / f"kept{turn}"
        for path in Journal(logs).torn():
            self.counts["torn tails set aside"] += path.read_bytes().count(b"\n")
        logs.rename(kept)
        self.counts["torn tails in logs nobody went on with"] += len(self.torn)
        for coder in (f"guest{turn}", f"coder{turn}"):
            self.count(coder, kept.name)
        self.torn = set()

    @property
    def bad(self) -> int:
        """How much went wrong."""
        return sum(self.counts[name] for name in MUST_BE_NONE)


MUST_BE_NONE = (
    "acknowledged events lost",
    "events lost that had been read before",
    "unreadable lines other than a torn tail",
    "processes that failed",
)


def forked(work: Callable[[], object]) -> int:
    """Do `work` in a child that ends with it; returns its process id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    finally:
        os._exit(1)


def measured(folder: Path, kills: int, hours: float, seed: int) -> Iterator[str]:
    """Kill so often, or for so long; then a line for each figure."""
    subprocess.run(
        [sys.executable, "-m", "qualcode", "autocode"], cwd=folder, check=True, capture_output=True
    )
    killing = Killing(folder, seed)
    end = time.monotonic() + hours * 3600
    number = 0
    while (time.monotonic() < end) if hours else number < kills:
        killing.once(number)
        number += 1
        if number % 500 == 0:
            yield f"  {number:,} kills so far, {killing.bad} faults"
    if number % _EVERY:
        killing.put_away(number // _EVERY)
    yield from lines(killing)


def lines(killing: Killing) -> Iterator[str]:
    for name in dict.fromkeys([*killing.counts, *MUST_BE_NONE]):
        wanted = "   (wanted: 0)" if name in MUST_BE_NONE else ""
        yield f"{killing.counts[name]:9,}  {name}{wanted}"
    yield from killing.notes[:20]
    if killing.bad:
        yield Failure("something was lost or broken")
