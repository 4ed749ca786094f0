"""The tool that asks whether tests bite: its faults are faults, and the tree stays as it is."""

from __future__ import annotations

import ast

import pytest
from benchmarks.biting import ROOT
from benchmarks.faults import EQUIVALENT, faults_of
from benchmarks.mutants import ROOMS, SOURCE, drawn


def faulty(text: str) -> list[str]:
    """The text with each of its faults."""
    count = sum(1 for _ in faults_of(ast.parse(text)))
    found = []
    for number in range(count):
        tree = ast.parse(text)
        list(faults_of(tree))[number]()
        found.append(ast.unparse(tree))
    return found


@pytest.mark.parametrize(("text", "faults"), [
    ("a < b", ["a <= b", "a >= b"]),
    ("a in b", ["a not in b"]),
    ("a and b", ["a or b"]),
    ("not a", ["not not a"]),
    ("a - b", ["a + b"]),
    ("f(a, b)", ["f(b, a)", "None"]),
    ("f(a, a)", ["None"]),
    ("x = 3", ["x = 4", "x = 2"]),
    ("x = True", ["x = False"]),
    ("x: 'f(1)' = y", []),
    ("x = [n for n in m if n]", ["x = [n for n in m if 1]"]),
])  # fmt: skip
def test_each_place_has_its_faults(text: str, faults: list[str]) -> None:
    assert sorted(faulty(text)) == sorted(faults)


def test_a_guard_is_turned_round_and_taken_out() -> None:
    text = "for n in m:\n    if n:\n        continue\n    f()"
    first_lines = [fault.splitlines()[1].strip() for fault in faulty(text)]
    assert first_lines == ["if not n:", "if 0:", "if n:"]


def test_the_same_seed_draws_the_same_and_every_room_has_its_share() -> None:
    mutants = list(drawn(list(ROOMS), 60, 7))
    assert mutants == list(drawn(list(ROOMS), 60, 7)) != list(drawn(list(ROOMS), 60, 8))
    assert {mutant.room for mutant in mutants} == set(ROOMS)
    assert abs(len(mutants) - 60) <= len(ROOMS)


def test_a_mutant_is_another_module_and_the_tree_stays_as_it_is() -> None:
    for mutant in drawn(["privacy"], 5, 1):
        text = (ROOT / mutant.path).read_text("utf-8")
        before, after = mutant.written()
        assert ast.dump(ast.parse(before)) == ast.dump(ast.parse(text)) != ast.dump(ast.parse(after))
        assert (ROOT / mutant.path).read_text("utf-8") == text
        assert mutant.change()[0] in before


def test_every_room_that_is_asked_for_is_there() -> None:
    assert all((ROOT / SOURCE / room).is_dir() for room in ROOMS)
    tests = [ROOT / "tests" / each for room in ROOMS for part in ROOMS[room] for each in part]
    assert all(path.exists() or list(path.parent.glob(path.name)) for path in tests)


def test_what_is_said_to_change_nothing_still_stands_there() -> None:
    paths = [path for room in ROOMS for path in (ROOT / SOURCE / room).rglob("*.py")]
    lines = {
        line.strip()
        for path in paths
        for line in ast.unparse(ast.parse(path.read_text("utf-8"))).splitlines()
    }
    assert {before for before, _ in EQUIVALENT} <= lines
