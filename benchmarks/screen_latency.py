"""How long a key press takes at the real screen, in a long transcript with thousands of codings.

The installed command runs in a pseudo-terminal of 120 by 40. Measured is from the moment a key is written
to the terminal until the first byte of what is drawn for it has come back (for decisions that is after they
were saved), and until the last one has (nothing more within `_QUIET` seconds). A decision is on disk, flushed
and fsynced, before the screen is drawn; so that is in it, too. The reader's own share (select, read) is in it
as well; the drawing of a terminal's window is not.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.screen.terminal import PAGE_DOWN, Terminal

from benchmarks.large_study import write_large_study
from benchmarks.timing import Failure
from qualcode.desk.keys import keys_of
from qualcode.journal import Journal

WANTED = 50.0
_QUIET = 0.15
Times = tuple[float, float]
_DECISIONS = ("apply", "direction", "undo", "accept", "reject", "remove")


def measured(folder: Path, script: str, rounds: int = 40) -> Iterator[str]:
    """A line for each kind of key: the 50th and 95th percentile, the most; in milliseconds."""
    study = write_large_study(folder)
    strokes = [keys for keys, code in keys_of(study.codebook).items() if study.codebook[code].kind == "theme"]
    before = len(study.log.logged.events)
    with Terminal([script, "code", "L01", "--coder", "ana"], folder) as terminal:
        terminal.wait_for("quit")
        terminal.settle(1.0)
        for keys in ("g", "50%\r", "/", "spring calendar\r"):
            terminal.press(keys)
            terminal.settle(0.5)
        times = press_all(terminal, strokes, rounds)
    yield f"{'milliseconds from a key press, until (saved and)':48} drawn         still"
    yield f"{'':44} {'p50':>6} {'p95':>6} {'p50':>6} {'p95':>6} {'most':>6} {'keys':>5}"
    for name, found in times.items():
        yield line(name, found)
    together = [each for found in times.values() for each in found]
    yield line("all", together)
    saved = len(Journal(folder / "codings").read().events) - before
    yield f"{saved} events were saved meanwhile"
    if saved < rounds * len(_DECISIONS) * 0.8:
        yield Failure("decisions are missing in the log")
    if percentile([last for _, last in together], 0.95) > WANTED:
        yield Failure(f"slower than {WANTED:g} ms at the 95th percentile")


def press_all(terminal: Terminal, strokes: list[str], rounds: int) -> dict[str, list[Times]]:
    """Press everything in turn, so that a machine whose speed drifts treats all alike."""
    times: dict[str, list[Times]] = defaultdict(list)
    for number in range(rounds):
        code = strokes[number % len(strokes)]
        keys = [
            ("sentence", "j"), ("sentence", "j"), ("extend by a word", "L"), ("turn", "]"),
            *([("first of two strokes", code[0])] if len(code) > 1 else []), ("apply", code[-1]),
            ("direction", "+"), ("undo", "u"), ("redo", "U"), ("remove", "x"),
            ("next suggestion", "n"), ("accept", "a"), ("next suggestion", "n"), ("reject", "r"),
            ("find again", ">"), ("turn a page", PAGE_DOWN), ("back to the selection", "\r"),
            ("next uncoded", "."),
        ]  # fmt: skip
        for name, key in keys:
            times[name].append(one(terminal, key))
    return times


def one(terminal: Terminal, key: str) -> Times:
    """When the screen began to show what the key did, and when it stood still."""
    terminal.forget()
    start = time.perf_counter()
    terminal.press(key)
    first, last = terminal.settle(_QUIET)
    return 1000 * (first - start), 1000 * (last - start)


def line(name: str, times: Sequence[Times]) -> str:
    first, last = ([each[place] for each in times] for place in (0, 1))
    figures = [percentile(which, share) for which in (first, last) for share in (0.5, 0.95)]
    figures.append(max(last))
    return f"{name:44} " + " ".join(f"{figure:6.1f}" for figure in figures) + f" {len(times):5}"


def percentile(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
