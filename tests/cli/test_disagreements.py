"""`qualcode disagreements` on the study of fruit: ana and bo finished A1 and B2 (see `test_agreement`)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.coded_study import apply, code_by_hand, finish
from tests.conftest import Run


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The study of fruit, coded by two people."""
    code_by_hand(small_folder)
    apply(small_folder, "bo", "A1", "apples", "like apples")
    apply(small_folder, "bo", "A1", "pears", "green apple")
    finish(small_folder, "bo", ["A1", "B2", "A2"])
    return small_folder


def told(run: Run, folder: Path, *arguments: str) -> dict[str, Any]:
    done = run("disagreements", "--json", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_the_open_ones_are_those_of_the_two_by_two_counts(folder: Path, qualcode: Run) -> None:
    counted = json.loads(qualcode("agreement", "--json", cwd=folder).stdout)["codes"]
    for code in ("apples", "pears"):
        table = next(each for each in counted if each["code"] == code)["counts"][0]
        found = told(qualcode, folder, "--code", code)["disagreements"]
        alone = [each for each in found if not all(said["given"] for said in each["said"])]
        assert len(alone) == sum(table["only"].values())


def test_each_says_who_said_what_with_context(folder: Path, qualcode: Run) -> None:
    data = told(qualcode, folder)
    first = data["disagreements"][0]
    assert first["id"] == f"{first['transcript']}:{first['start']}:{first['code']}"
    assert {said["coder"] for said in first["said"]} == {"ana", "bo"}
    assert first["text"]
    assert first["before"] + first["after"]
    assert sum(data["kinds"].values()) == data["total"] == len(data["disagreements"])
    assert data["confusion"]["coders"] == ["ana", "bo"]


def test_kinds_limits_and_csv(folder: Path, qualcode: Run) -> None:
    for kind in ("missed", "boundary"):
        found = told(qualcode, folder, "--kind", kind)["disagreements"]
        assert {each["kind"].removeprefix("different ") for each in found} <= {kind}
    some = qualcode("disagreements", "--csv", "--limit", "1", cwd=folder)
    rows = list(csv.DictReader(io.StringIO(some.stdout)))
    assert len(rows) == 1
    assert {rows[0]["ana"], rows[0]["bo"]} <= {"coded", "coded +", "not coded", "not coded; instead: pears"}
    assert "Only the first 1 of" in some.stderr


def test_drawn_with_the_confusions_and_how_many_there_are(folder: Path, qualcode: Run) -> None:
    shown = qualcode("disagreements", cwd=folder).stdout
    assert "○ not coded" in shown
    assert "● coded" in shown
    assert "what ana gave (rows) where bo gave (columns)" in shown
    assert "disagreements of ana and bo" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "misst"), "missed"),
        (("--code", "appels"), "apples"),
        (("--code", "apples", "--codes", "themes"), "choose one"),
        (("--json", "--csv"), "choose one"),
        (("--coders", "ana"), "two"),
        (("--unit", "word"), "no unit"),
    ],
)
def test_what_cannot_be_shown_is_a_sentence(
    arguments: tuple[str, ...], said: str, folder: Path, qualcode: Run
) -> None:
    done = qualcode("disagreements", *arguments, cwd=folder)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr
