"""Timing two things in turn, so that a machine whose speed drifts treats both alike."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass


class Failure(str):
    """A line that says that something failed which must not: the run then ends with 1."""

    __slots__ = ()


@dataclass(frozen=True)
class Ratio:
    """How many times as long A takes as B: the median over pairs, and the range."""

    name: str
    a: str
    b: str
    ratios: tuple[float, ...]
    goal: float | None = None

    @property
    def middle(self) -> float:
        """The median."""
        return statistics.median(self.ratios)

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"   (wanted: at most {self.goal:g})"
        spread = f"{min(self.ratios):.2f}-{max(self.ratios):.2f}"
        figures = f"{self.middle:.2f}   [{spread}, {len(self.ratios)} pairs]{goal}"
        return f"{self.name}\n  {self.a}  /  {self.b}\n  {figures}"


def compare(
    name: str,
    a: tuple[str, Callable[[], object]],
    b: tuple[str, Callable[[], object]],
    *,
    pairs: int = 5,
    goal: float | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Ratio:
    """Time A and B in turn, after one untimed run of each."""
    a[1](), b[1]()
    ratios = tuple(_seconds(a[1], clock) / _seconds(b[1], clock) for _ in range(pairs))
    return Ratio(name, a[0], b[0], ratios, goal)


def worst(
    name: str,
    several: Mapping[str, Callable[[], object]],
    against: tuple[str, Callable[[], object]],
    goal: float,
) -> Iterator[Ratio | Failure]:
    """The slowest of several works against another one; a failure where its median is beyond the goal.

    Measured is the time of this process alone, which a busy machine changes little.
    """
    slowest = max(several, key=lambda what: _seconds(several[what], time.process_time))
    work = (slowest, several[slowest])
    most = compare(name, work, against, pairs=3, goal=goal, clock=time.process_time)
    yield most
    if most.middle > goal:
        yield Failure(
            f"{name}: {most.a} takes {most.middle:.1f} times as long as {most.b}, not {goal:g} at most"
        )


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


def processor() -> float:
    """The seconds of processor time of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def python(*arguments: str, cwd: str | None = None) -> Callable[[], object]:
    """A whole process of this Python, its output thrown away."""
    return command([sys.executable, *arguments], cwd)


def command(words: Sequence[str], cwd: str | None = None) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    return lambda: subprocess.run(words, cwd=cwd, capture_output=True, check=True)
