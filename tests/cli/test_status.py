"""`qualcode status`: where the study stands, and who has done what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualcode.journal.events import Event, from_line, to_line
from tests.cli.starting import loaded
from tests.conftest import Run


@pytest.fixture
def cli(qualcode: Run, monkeypatch: pytest.MonkeyPatch, small_folder: Path) -> Run:
    """Runs these commands in the small study."""
    monkeypatch.chdir(small_folder)
    return qualcode


@pytest.fixture
def worked(cli: Run) -> Run:
    """Both have all interviews; Ana has coded A1 and is done with it, blind, and has begun A2."""
    for command in (
        "assign --coders ana,bo --overlap 4",
        "apply apples A1 --quote apples --coder ana --blind",
        "done A1 --coder ana --blind",
        "apply apples A2 --quote No. --coder ana",
    ):
        ended = cli(*command.split())
        assert ended.returncode == 0, ended.stderr
    return cli


def test_json_has_the_promised_shape(worked: Run) -> None:
    ended = worked("status", "--json")
    data: dict[str, Any] = json.loads(ended.stdout)
    last = data["coders"][0].pop("last")
    assert last.endswith("Z")
    nothing: dict[str, list[str]] = {"assigned": [], "begun": [], "done": []}
    both = {"assigned": ["ana", "bo"], "begun": [], "done": []}
    assert data == {
        "transcripts": 6,
        "coders": [
            {"coder": "ana", "assigned": 4, "shared": 4, "begun": 2, "done": 1, "blind": 1, "codings": 2,
             "rejected": 0},
            {"coder": "bo", "assigned": 4, "shared": 4, "begun": 0, "done": 0, "blind": 0, "codings": 0,
             "rejected": 0, "last": ""},
        ],
        "by_transcript": [
            {"transcript": "A1", "assigned": ["ana", "bo"], "begun": ["ana"], "done": ["ana"]},
            {"transcript": "A2", "assigned": ["ana", "bo"], "begun": ["ana"], "done": []},
            {"transcript": "B1", **both},
            {"transcript": "B2", **both},
            {"transcript": "D1", **nothing},
            {"transcript": "F1", **nothing},
        ],
    }  # fmt: skip


def test_the_table_stands_below_what_the_study_is(worked: Run) -> None:
    shown = worked("status").stdout
    rows = [line.split() for line in shown.splitlines()]
    assert shown.startswith("Fruit\n")
    assert "Coded by rules" in shown
    ana = next(row for row in rows if row[:1] == ["ana"])
    assert ana[1:8] == ["4", "4", "2", "1", "1", "2", "0"]
    assert len(ana[8]) == len("2026-03-02")
    assert ["bo", "4", "4", "0", "0", "0", "0", "0", "–"] in rows
    assert "Assigned to nobody: 2 of 6 transcripts." in shown
    assert not any(row[:1] == ["A1"] for row in rows)


def test_transcripts_are_listed_when_asked_for(worked: Run) -> None:
    rows = [line.split() for line in worked("status", "--transcripts").stdout.splitlines()]
    assert ["A1", "ana,", "bo", "ana", "ana"] in rows
    assert ["D1"] in rows


def test_the_table_fits_a_terminal(worked: Run) -> None:
    shown = worked("status").stdout
    table = shown[shown.index(" Coder") :]
    assert max(map(len, table.splitlines())) <= 80


def test_where_nobody_codes_it_says_how_to_share_the_work_out(cli: Run) -> None:
    shown = cli("status").stdout
    assert "Nobody codes by hand yet. Share the work out: `qualcode assign" in shown
    assert json.loads(cli("status", "--json").stdout)["coders"] == []


def test_without_assignments_nobody_is_missed(cli: Run) -> None:
    cli("apply", "apples", "A1", "--quote", "apples", "--coder", "ana")
    assert "Assigned to nobody" not in cli("status").stdout


def test_where_all_is_assigned_nothing_is_said_of_it(cli: Run) -> None:
    cli("assign", "--coders", "ana,bo", "--where", "kind=*")
    assert "Assigned to nobody" not in cli("status").stdout


def test_rows_and_lines_that_cannot_be_read_are_said_and_the_others_count(
    worked: Run, small_folder: Path
) -> None:
    with (small_folder / "codings" / "assignments.csv").open("a") as stream:
        stream.write("A9,bo,own\n")
    with (small_folder / "codings" / "ana.jsonl").open("a") as stream:
        stream.write("{}\n")
    ended = worked("status")
    assert ended.returncode == 0
    assert "codings/assignments.csv:10: there is no transcript 'A9'" in ended.stderr
    assert "codings/ana.jsonl:4: has no version" in ended.stderr
    assert ["bo", "4"] in [line.split()[:2] for line in ended.stdout.splitlines()]


def test_a_time_that_is_none_is_not_shown(worked: Run, small_folder: Path) -> None:
    path = small_folder / "codings" / "ana.jsonl"
    *_, line = path.read_bytes().splitlines(keepends=True)
    event = from_line(line)
    changed = Event(event.id, "\x1b[31mlate", "zoe", "done", transcript="B1", body="x")
    (small_folder / "codings" / "zoe.jsonl").write_text(to_line(changed) + "\n", "utf-8")
    path.unlink()
    shown = worked("status").stdout
    assert ["zoe", "0", "0", "1", "1", "0", "0", "0", "–"] in [line.split() for line in shown.splitlines()]
    assert "\x1b" not in shown


@pytest.mark.usefixtures("worked")
def test_json_needs_no_pandas(small_folder: Path) -> None:
    assert not {"pandas", "spacy"} & loaded(["status", "--json"], small_folder)
