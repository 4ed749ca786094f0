"""What is left out of a table is said beside it, and told whole by `qualcode account`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.coded_study import apply, code_by_hand, finish
from tests.conftest import Run
from tests.small_study import write_small_study


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ana has finished A1 and B2; Ben has begun A2."""
    made = code_by_hand(write_small_study(tmp_path / "fruit"))
    apply(made, "ben", "A2", "apples", "were good")
    return made


def account_of(folder: Path, qualcode: Run, *command: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(qualcode(*command, "--json", cwd=folder).stdout)
    found: dict[str, Any] = data["account"]
    assert found["total"] == found["counted"] + sum(found["left_out"].values())
    return found


@pytest.mark.parametrize("command", [["tally"], ["cooccur"], ["quotes", "apples"]])
def test_what_nobody_chose_to_leave_out_is_said_beside_every_table(
    command: list[str], folder: Path, qualcode: Run
) -> None:
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("id: pears", "id: pear"), "utf-8")
    said = qualcode(*command, cwd=folder).stderr
    assert (
        "1 of ana's 2 codings not counted: code pears gone; "
        "1 of ben's 1 codings not counted: A2 not marked done (`qualcode account`).\n" in said
    )
    found = account_of(folder, qualcode, *command)
    assert (found["total"], found["counted"]) == (3, 1)
    assert {reason for reason, n in found["left_out"].items() if n} == {"code", "unfinished"}


def test_a_transcript_that_is_gone_is_told_once_with_how_many_codings_of_whom(
    folder: Path, qualcode: Run
) -> None:
    (folder / "transcripts" / "A1.txt").unlink()
    assert account_of(folder, qualcode, "tally")["left_out"]["transcript"] == 2
    shown = qualcode("check", cwd=folder)
    assert shown.returncode == 1
    told = [line for line in (shown.stdout + shown.stderr).splitlines() if "'A1'" in line]
    said = (
        "codings: 2 codings have the transcript 'A1', which is gone (ana 2); put it back; of those that are "
        "there: choose one of: A2, B1, B2, D1, F1"
    )
    assert told == [said]


def test_the_account_names_the_lines_behind_it(folder: Path, qualcode: Run) -> None:
    with (folder / "codings" / "ana.jsonl").open("a") as stream:
        stream.write("garbage\n")
    rows = list(csv.DictReader(io.StringIO(qualcode("account", "--csv", cwd=folder).stdout)))
    assert [(row["reason"], row["coder"], row["about"]) for row in rows] == [
        ("damaged", "", "codings/ana.jsonl"),
        ("unfinished", "ben", "A2"),
    ]
    assert rows[0]["line"] == "codings/ana.jsonl:5"
    data = json.loads(qualcode("account", "--json", cwd=folder).stdout)
    assert [(line["reason"], line["n"]) for line in data["lines"]] == [("damaged", 1), ("unfinished", 1)]
    drawn = qualcode("account", cwd=folder).stdout
    assert "codings/ana.jsonl:5" in drawn
    assert "counted" in drawn


def test_unfinished_work_is_read_and_counted_where_it_is_asked_for_and_marked(
    folder: Path, qualcode: Run
) -> None:
    read = qualcode("quotes", "apples", "--source", "ben", cwd=folder)
    assert read.returncode == 0
    assert "were good\nben\n" in read.stdout
    assert "UNFINISHED: ben's codings in 1 transcript count though ben has not marked" in read.stderr
    refused = qualcode("tally", "--source", "ben", cwd=folder)
    assert refused.returncode == 2
    assert "add --unfinished" in refused.stderr
    found = json.loads(qualcode("tally", "--source", "ben", "--unfinished", "--json", cwd=folder).stdout)
    assert found["source"] == {"ben": 1}
    assert found["account"]["counted"] == 1


def test_nothing_looked_for_is_not_zero(folder: Path, qualcode: Run) -> None:
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "  - {id: figs, name: Figs}\n", "utf-8")
    data = json.loads(qualcode("tally", "--by", "case", "--source", "rules", "--json", cwd=folder).stdout)
    figs = [cell for cell in data["cells"] if cell["code"] == "figs"]
    assert {(cell["n"], cell["percent"]) for cell in figs} == {(0, None)}
    assert next(cell["percent"] for cell in data["cells"] if cell["code"] == "plums") == 0
    line = next(
        row for row in qualcode("tally", "--source", "rules", cwd=folder).stdout.splitlines() if "Figs" in row
    )
    assert set(line.replace("Figs", "").split()) == {"–"}
    # ana finished a transcript of each group: there she has looked for figs as well
    by_hand = json.loads(qualcode("tally", "--json", cwd=folder).stdout)
    assert next(total["percent"] for total in by_hand["totals"] if total["code"] == "figs") == 0


def test_a_tie_is_decided_by_the_study_or_said(folder: Path, qualcode: Run) -> None:
    finish(folder, "ben", ["A1", "B2"])
    first = qualcode("tally", "--json", cwd=folder)
    assert json.loads(first.stdout)["tied"] == {"transcripts": 2, "coders": ["ana", "ben"]}
    assert "then by the oldest mark as done (ana 2, ben 2)" in first.stderr
    settings = folder / "qualcode.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[source]\nprefer = ["ben"]\n', "utf-8")
    second = qualcode("tally", "--json", cwd=folder)
    data = json.loads(second.stdout)
    assert data["tied"] == {"transcripts": 0, "coders": []}
    assert data["source"] == {"ben": 2, "rules": 2}
    assert "ben's work counts there, as [source] prefer in qualcode.toml says" in second.stderr
