"""How soon `qualcode code` shows a long, much coded transcript, against importing Textual.

Two ratios, each of interleaved pairs. The whole process: from its start until the text is on the screen of
a pseudo-terminal. And the study alone: reading it, its logs and suggestions, up to a desk that knows all
marks and all progress, with the time of importing Textual in the same process as its measure.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.screen.terminal import Terminal

from benchmarks.large_study import write_large_study
from benchmarks.timing import Ratio, compare, python

TEXTUAL = """\
from textual.app import App, ComposeResult; from textual.containers import Horizontal
from textual.screen import ModalScreen; from textual.widgets import Input
"""
_INSIDE = f"""
import sys, time
start = time.perf_counter()
{TEXTUAL}
textual = time.perf_counter()
from qualcode.desk import Desk
from qualcode import Study
modules = time.perf_counter()
study = Study.open(sys.argv[1])
desk = Desk(study.log, study.suggestions, "ana")
desk.marks, desk.progress, desk.focus
end = time.perf_counter()
print((end - modules) / (textual - start), (end - textual) / (textual - start))
"""


def measured(folder: Path, script: str, pairs: int = 9) -> Iterator[Ratio]:
    """The ratios."""
    write_large_study(folder)
    textual = ("python -c 'import Textual'", python("-c", TEXTUAL))
    whole = ("qualcode code, until the text is shown", shown(script, folder))
    inside = [opened(folder) for _ in range(pairs + 1)][1:]
    for name, number in (("the study opened", 0), ("the study opened, our own modules imported", 1)):
        found = tuple(each[number] for each in inside)
        yield Ratio(f"opening: {name}", name, "importing Textual, in one process", found, 1.5)
    yield compare("opening: the whole process", whole, textual, pairs=pairs, goal=1.5)


def shown(script: str, folder: Path) -> Callable[[], object]:
    """Start the screen, wait for the text, end it."""

    def run() -> None:
        with Terminal([script, "code", "L01", "--coder", "ana"], folder) as terminal:
            terminal.wait_for("P01")

    return run


def opened(folder: Path) -> tuple[float, float]:
    words = [sys.executable, "-c", _INSIDE, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    first, second = done.stdout.split()
    return float(first), float(second)
