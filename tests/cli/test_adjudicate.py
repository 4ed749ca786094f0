"""`qualcode adjudicate` by command, on the study of fruit (see `study_of_two`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.study_of_two import APPLES, DIRECTION, PEARS, code_by_two


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The study of fruit, coded by ana and bo."""
    return code_by_two(small_folder)


def told(run: Run, folder: Path, *arguments: str) -> dict[str, Any]:
    done = run("adjudicate", *arguments, "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_what_is_open_is_listed(folder: Path, qualcode: Run) -> None:
    data = told(qualcode, folder)
    assert [(each["transcript"], each["state"], each["open"]) for each in data["transcripts"]] == [
        ("A1", "open", 3),
        ("B2", "ready", 0),
    ]
    assert [each["id"] for each in data["items"]] == [APPLES, PEARS, DIRECTION]
    shown = qualcode("adjudicate", "A1", "--list", cwd=folder).stdout
    assert "○ not coded" in shown
    assert PEARS in shown


def test_a_transcript_is_settled_by_decisions_and_counts_then(folder: Path, qualcode: Run) -> None:
    first = qualcode("adjudicate", APPLES, "--take", "bo", "--reason", "no", "--by", "cy", cwd=folder)
    assert first.stdout == f"{APPLES}  not coded as bo has it, by cy: no\n"
    assert "A1: 2 open." in first.stderr
    refused = qualcode("adjudicate", "A1", "--done", "--by", "cy", cwd=folder)
    assert (refused.returncode, "2 disagreements are open" in refused.stderr) == (2, True)
    last = qualcode("adjudicate", "A1", "--take", "ana", "--by", "cy", cwd=folder)
    assert "nothing is open; `qualcode adjudicate A1 --done` settles it" in last.stderr
    assert qualcode("adjudicate", "--done", "--by", "cy", cwd=folder).stdout == "A1  settled\nB2  settled\n"
    tally = json.loads(qualcode("tally", "--source", "consensus", "--json", cwd=folder).stdout)
    assert tally["source"] == {"consensus": 2}
    shown = qualcode("log", "--coder", "consensus", cwd=folder).stdout
    assert "consensus (cy)  decided that apples is not coded as bo has it" in shown
    assert "because: no" in shown
    assert qualcode("verify", cwd=folder).returncode == 0


def test_a_unit_and_a_code_of_a_transcript_are_meant_by_their_names(folder: Path, qualcode: Run) -> None:
    data = told(qualcode, folder, "A1:43", "--not-coded", "--by", "cy")
    assert [each["place"] for each in data["decided"]] == [APPLES, PEARS]
    assert data["open"] == {"A1": 1}
    more = told(qualcode, folder, "A1", "--code", "pears", "--coded", "--direction", "+", "--by", "cy")
    assert [each["place"] for each in more["decided"]] == [DIRECTION]


def test_a_decision_is_taken_back_or_undone(folder: Path, qualcode: Run) -> None:
    told(qualcode, folder, APPLES, "--coded", "--by", "cy")
    assert told(qualcode, folder, "A1", "--take-back", "--by", "cy") == {"taken_back": [APPLES]}
    assert (
        "took back what was decided on apples" in told(qualcode, folder, "--undo", "--by", "cy")["undone"][0]
    )
    assert told(qualcode, folder)["transcripts"][0]["decided"] == 1
    assert told(qualcode, folder, "--redo", "--by", "cy")["redone"]
    assert told(qualcode, folder)["transcripts"][0]["decided"] == 0


def test_settled_is_opened_again(folder: Path, qualcode: Run) -> None:
    told(qualcode, folder, "B2", "--done", "--by", "cy")
    assert told(qualcode, folder, "B2", "--reopen", "--by", "cy") == {
        "state": "open",
        "changed": ["B2"],
        "unchanged": [],
    }


def test_with_hidden_names_no_coder_is_named(folder: Path, qualcode: Run) -> None:
    hidden = qualcode("adjudicate", "A1", "--list", "--hide-names", cwd=folder).stdout.partition(
        "on their way"
    )[0]
    assert "  A  " in hidden
    assert "ana" not in hidden
    several = qualcode("adjudicate", "A1", "--take", "A", "--hide-names", "--by", "cy", cwd=folder)
    assert (several.returncode, "name one unit" in several.stderr) == (2, True)
    done = qualcode("adjudicate", "A1:43", "--take", "B", "--hide-names", "--by", "cy", cwd=folder)
    assert done.returncode == 0
    assert {"as B has it" in line for line in done.stdout.splitlines()} == {True}
    undone = qualcode("adjudicate", "--undo", "--hide-names", "--by", "cy", cwd=folder)
    assert undone.stdout == "undone: 2 decisions\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("A1", "--take", "ana"), "--by"),
        (("A1", "--take", "cy", "--by", "cy"), "nobody there is called 'cy'"),
        (("--take", "ana", "--by", "cy"), "say what is decided"),
        (("A1", "--take", "ana", "--coded", "--by", "cy"), "choose one of them"),
        (("A9", "--coded", "--by", "cy"), "A9"),
        (("A2", "--coded", "--by", "cy"), "not finished by two coders"),
        (("A1:1", "--coded", "--by", "cy"), "is no disagreement"),
        (("A1:43:plums", "--coded", "--by", "cy"), "disagreement: there is none"),
        (("A1", "--code", "plums", "--coded", "--by", "cy"), "nothing is open there on 'plums'"),
        (("A1", "--coded", "--by", "cy"), "they differ in it"),
        (("A1:58", "--coded", "--direction", "?", "--by", "cy"), "none of + ± -"),
        (("A1", "--quote", "else", "--coded", "--by", "cy"), "the code (--code)"),
        (("A1", "--take", "ana", "--by", "consensus"), "is no person"),
        (("--coders", "ana"), "names one coder"),
        (("--coders", "ana,zoe"), "nobody here codes as 'zoe'"),
    ],
)
def test_what_cannot_be_decided_is_a_sentence(
    arguments: tuple[str, ...], said: str, folder: Path, qualcode: Run
) -> None:
    done = qualcode("adjudicate", *arguments, cwd=folder)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr
    assert not (folder / "codings" / "consensus.jsonl").exists()
