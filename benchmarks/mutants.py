"""Do the tests bite? One small fault at a time is put into a copy of the tree, and the tests must notice.

python -m benchmarks.mutants [--seed S] [--count N] [ROOM ...]

Faults are drawn by a seed from all places in the rooms where one can be put: the more places, the more are
drawn. Each meets the tests of its room first, then those of the rooms above; the screen's stay out, as they
wait for a terminal. Ends with 1 where a fault got by that is not known to change nothing.
"""

from __future__ import annotations

import argparse
import ast
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.biting import ROOT, caught_by, copied, warm
from benchmarks.faults import EQUIVALENT, SPREAD, faults_of

SOURCE = Path("src", "qualcode")
_ALL = "test_values.py"  # what every room is held to
ROOMS = {
    "anchors": ([_ALL, "anchors"], ["journal", "cli/test_anchors.py"]),
    "journal": (
        [_ALL, "journal"],
        ["desk", "test_adjudicating.py", "test_rounds.py", "cli/test_[aclsd]*.py"],
    ),
    "analysis": (
        [_ALL, "analysis"],
        ["test_[alrs]*.py", "cli/test_agreement.py", "cli/test_[cdrs]*.py", "report"],
    ),
    "privacy": ([_ALL, "privacy"], ["report", "cli/test_co*.py"]),
    "report": ([_ALL, "report"], ["cli/test_agreement.py", "cli/test_co*.py"]),
}
"""The tests that a fault of a room meets: those of the room, and if it gets by, those of rooms above."""


@dataclass(frozen=True)
class Mutant:
    """One fault: the file, the number of the fault in it, and the line before and after."""

    room: str
    path: Path
    number: int

    def written(self) -> tuple[str, str]:
        """The module without the fault and with it, both as Python writes them."""
        text = (ROOT / self.path).read_text("utf-8")
        tree = ast.parse(text)
        whole = ast.unparse(tree)
        next(fault for n, fault in enumerate(faults_of(tree)) if n == self.number)()
        return whole, ast.unparse(tree)

    def change(self) -> tuple[str, str]:
        """The first line that differs, before and after."""
        before, after = (text.splitlines() for text in self.written())
        at = next(n for n, line in enumerate(before) if after[n : n + 1] != [line])
        return before[at].strip(), after[at].strip()


def drawn(rooms: Sequence[str], count: int, seed: int) -> Iterator[Mutant]:
    """Mutants by chance, each room's share after its number of places, and one at least."""
    rng = random.Random(seed)  # noqa: S311 - the same every time
    places: dict[str, list[Mutant]] = {}
    for room in rooms:
        paths = sorted((ROOT / SOURCE / room).rglob("*.py"))
        trees = {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in paths}
        places[room] = [
            Mutant(room, path, n) for path, tree in trees.items() for n, _ in enumerate(faults_of(tree))
        ]
    total = sum(map(len, places.values()))
    for found in places.values():
        yield from rng.sample(found, min(len(found), max(1, round(count * len(found) / total))))


def main() -> int:
    """Draw, run, and print a table by room."""
    parser = argparse.ArgumentParser("python -m benchmarks.mutants", description=SPREAD)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60)
    asked = parser.parse_args()
    warm()
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "copy"
        copied(folder)
        rooms = asked.rooms or list(ROOMS)
        if failed := caught_by(folder, [test for room in rooms for part in ROOMS[room] for test in part]):
            print(f"without any fault: {failed}")
            return 1
        for mutant in drawn(rooms, asked.count, asked.seed):
            result, why = judged(mutant, folder)
            counts[mutant.room, result] += 1
            print(f"{result:10} {mutant.path}: {'  →  '.join(mutant.change())}\n{'':10} {why}", flush=True)
    results = ("caught", "survived", "equivalent")
    print(f"\n{'':10}", *(f"{result:>10}" for result in results))
    for room in dict.fromkeys(room for room, _ in counts):
        print(f"{room:10}", *(f"{counts[room, result]:10}" for result in results))
    return int(any(result == "survived" for _, result in counts))


def judged(mutant: Mutant, folder: Path) -> tuple[str, str]:
    """`caught`, `survived` or `equivalent` (known to change nothing), and by what or why."""
    if mutant.change() in EQUIVALENT:
        return "equivalent", EQUIVALENT[mutant.change()]
    target = folder / mutant.path
    kept = target.read_text("utf-8")
    target.write_text(mutant.written()[1], "utf-8")
    try:
        for tests in ROOMS[mutant.room]:
            if failed := caught_by(folder, tests, mutant.path.stem):
                return "caught", failed
    finally:
        target.write_text(kept, "utf-8")
    return "survived", ""


if __name__ == "__main__":
    sys.exit(main())
