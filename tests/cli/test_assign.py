"""`qualcode assign`: the work shared out, shown before it is written, and never silently changed."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Done, Run
from tests.small_study import transcript_text

Rows = list[tuple[str, str, str]]


@pytest.fixture
def cli(qualcode: Run, monkeypatch: pytest.MonkeyPatch, small_folder: Path) -> Run:
    """Runs these commands in the small study."""
    monkeypatch.chdir(small_folder)
    return qualcode


def written(folder: Path) -> Rows:
    """The rows of the file, without its head; none where there is no file."""
    path = folder / "codings" / "assignments.csv"
    if not path.exists():
        return []
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    assert rows[0] == ["transcript", "coder", "part"]
    return [(transcript, coder, part) for transcript, coder, part in rows[1:]]


def assigned(cli: Run, *arguments: str) -> Done:
    done = cli("assign", "--coders", "ana,bo", *arguments)
    assert done.returncode == 0, done.stderr
    return done


def as_json(cli: Run, *arguments: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(assigned(cli, "--json", *arguments).stdout)
    return data


def add(folder: Path, *names: str) -> None:
    """Bring in more interviews, with Cy of group two."""
    for name in names:
        text = transcript_text("B1").replace("id: B1", f"id: {name}")
        (folder / "transcripts" / f"{name}.txt").write_text(text, "utf-8")


# --- a first plan -------------------------------------------------------------------------


def test_the_study_s_interviews_are_shared_out_and_the_rest_is_left_out(cli: Run, small_folder: Path) -> None:
    done = assigned(cli, "--overlap", "50%")
    rows = written(small_folder)
    assert {name for name, _, _ in rows} == {"A1", "A2", "B1", "B2"}
    shared = {name for name, _, part in rows if part == "shared"}
    assert sorted(name[0] for name in shared) == ["A", "B"]  # one of each group
    assert Counter(who for _, who, part in rows if part == "own") == {"ana": 1, "bo": 1}
    assert all({who for name, who, _ in rows if name == each} == {"ana", "bo"} for each in shared)
    assert "kind = interview. 2 more transcripts are left out. Seed: 1." in done.stdout
    assert "Written to codings/assignments.csv." in done.stderr
    assert not list((small_folder / "codings").glob("*.jsonl"))


def test_the_table_shows_numbers_and_words_by_coder_and_group(cli: Run) -> None:
    # words of all turns: A1 4 + 15, A2 6 + 5, B1 4 + 6 + 1 + 4, B2 1 + 3
    shown = assigned(cli, "--overlap", "4", "--dry-run").stdout
    figures = [line.split() for line in shown.splitlines()]
    assert ["shared", "2", "30", "2", "19", "4", "49"] in figures
    assert ["ana,", "own", "0", "0", "0", "0", "0", "0"] in figures
    assert ["bo", "2", "30", "2", "19", "4", "49"] in figures
    assert "N = 2" in shown


def test_without_an_overlap_a_fifth_is_shared(cli: Run) -> None:
    assert as_json(cli)["shared"] == 1  # a fifth of four


def test_nothing_shared_leaves_no_such_rows(cli: Run) -> None:
    done = assigned(cli, "--overlap", "0")
    assert "shared" not in done.stdout
    assert "own" not in done.stdout


def test_json_has_the_promised_shape(cli: Run) -> None:
    data = as_json(cli, "--overlap", "100%", "--where", "kind=document", "--by", "kind")
    assert data == {
        "coders": ["ana", "bo"], "seed": 1, "by": ["kind"], "where": {"kind": ["document"]},
        "transcripts": 1, "left_out": 5, "shared": 1,
        "assigned": [
            {"transcript": "D1", "coder": coder, "part": "shared", "stratum": "document", "words": 3,
             "new": True}
            for coder in ("ana", "bo")
        ],
        "begun_by_others": [], "written": "codings/assignments.csv",
    }  # fmt: skip


def test_a_dry_run_writes_nothing(cli: Run, small_folder: Path) -> None:
    assert as_json(cli, "--dry-run")["written"] is None
    assert "Nothing was written (--dry-run)." in assigned(cli, "--dry-run").stderr
    assert not (small_folder / "codings").exists()


def test_one_coder_alone_gets_everything_and_shares_nothing(cli: Run, small_folder: Path) -> None:
    done = cli("assign", "--coders", "ana")
    assert done.returncode == 0
    assert written(small_folder) == [(name, "ana", "own") for name in ("A1", "A2", "B1", "B2")]


def test_a_study_without_groups_is_balanced_by_length_alone(cli: Run, small_folder: Path) -> None:
    settings = (small_folder / "qualcode.toml").read_text("utf-8")
    (small_folder / "qualcode.toml").write_text(
        settings.replace('by = ["group"]', 'by = ["region"]'), "utf-8"
    )
    done = assigned(cli)
    assert "Nobody has the attribute 'region': balanced by length alone" in done.stderr
    assert len(written(small_folder)) == 5


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--coders", "ana,rules"], "--coders: 'rules' is no person"),
        (["--coders", "ana,,bo"], "--coders: is not a name that can be used"),
        (["--coders", "ana,Ana"], "--coders: 'ana' is named twice; name everybody once"),
        (["--coders", "ana", "--overlap", "20%"], "--overlap: one coder alone shares nothing"),
        (["--coders", "ana,bo", "--overlap", "half"], "--overlap: is neither a share nor a number"),
        (["--coders", "ana,bo", "--overlap", "9"], "--overlap: there are only 4 transcripts to assign"),
        (["--coders", "ana,bo", "--by", "colour"], "unknown attribute 'colour'"),
        (["--coders", "ana,bo", "--where", "group=five"], "no transcript has group=five"),
        (["--coders", "ana,bo", "--where", "group=three"], "--where: leaves no transcript to assign"),
        (["--coders", "ana,bo", "--seed", "-1"], "--seed"),
    ],
)
def test_what_cannot_be_planned_is_said(
    cli: Run, small_folder: Path, arguments: list[str], expected: str
) -> None:
    done = cli("assign", *arguments)
    assert (done.returncode, expected in done.stderr) == (2, True), done.stderr
    assert written(small_folder) == []


# --- asking -------------------------------------------------------------------------------


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person at a terminal who says no; collects the questions."""
    questions: list[str] = []

    def confirm(question: str, **_: object) -> bool:
        questions.append(question)
        return False

    monkeypatch.setattr("typer.confirm", confirm)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    return questions


def test_the_person_sees_the_plan_and_may_refuse_it(
    cli: Run, small_folder: Path, terminal: list[str]
) -> None:
    done = assigned(cli)
    assert terminal == ["Assign 4 transcripts so?"]
    assert "Nothing was written." in done.stderr
    assert written(small_folder) == []
    assigned(cli, "--yes")
    assert len(terminal) == 1
    before = written(small_folder)
    assigned(cli, "--again", "--seed", "2")
    assert terminal[1:] == ["Replace what was planned for 4 transcripts?"]
    assert written(small_folder) == before


# --- again --------------------------------------------------------------------------------


def test_run_again_it_changes_nothing(cli: Run, small_folder: Path) -> None:
    assigned(cli)
    before = written(small_folder)
    done = assigned(cli, "--seed", "5")
    assert (
        "All of them are assigned already, so nothing was written; --again makes a new plan." in done.stderr
    )
    assert written(small_folder) == before


def test_transcripts_that_came_in_are_added(cli: Run, small_folder: Path) -> None:
    assigned(cli, "--overlap", "50%")
    before = written(small_folder)
    add(small_folder, "B3", "B4", "B5", "B6")
    data = as_json(cli, "--overlap", "50%")
    assert set(before) < set(written(small_folder))
    assert {entry["transcript"] for entry in data["assigned"] if entry["new"]} == {"B3", "B4", "B5", "B6"}
    assert data["shared"] == 4


def test_what_somebody_wrote_by_hand_stays(cli: Run, small_folder: Path) -> None:
    (small_folder / "codings").mkdir()
    path = small_folder / "codings" / "assignments.csv"
    path.write_text("transcript,coder,part\nF1,dora,own\nA1,dora,own\n", "utf-8")
    assigned(cli, "--overlap", "0")
    rows = written(small_folder)
    assert [row for row in rows if row[1] == "dora"] == [("A1", "dora", "own"), ("F1", "dora", "own")]
    assert {name for name, who, _ in rows if who != "dora"} == {"A2", "B1", "B2"}


def test_a_new_plan_is_made_when_asked_for_and_says_what_it_drops(cli: Run, small_folder: Path) -> None:
    assigned(cli, "--where", "kind=*", "--overlap", "0")
    assert {name for name, _, _ in written(small_folder)} == {"A1", "A2", "B1", "B2", "D1", "F1"}
    done = assigned(cli, "--again", "--overlap", "4")
    assert "Assigned before, and left out of this plan: D1, F1." in done.stderr
    assert {part for _, _, part in written(small_folder)} == {"shared"}
    assert len(written(small_folder)) == 8


def test_a_plan_says_where_it_falls_short_of_what_was_asked_for(cli: Run, small_folder: Path) -> None:
    assigned(cli, "--overlap", "1")
    add(small_folder, "B3")
    done = cli("assign", "--coders", "ana,bo,cy", "--overlap", "3")
    assert "Shared: 2, not 3, for what is assigned already stays; --again plans anew." in done.stderr
    assert "cy has not got 1 of those shared before; --again plans anew." in done.stderr


def test_who_has_begun_what_is_given_to_others_is_named_and_keeps_it(cli: Run, small_folder: Path) -> None:
    for name, words in (("A1", "I like apples"), ("A2", "The pears were good")):
        assert cli("apply", "apples", name, "--quote", words, "--coder", "cy").returncode == 0
    log = (small_folder / "codings" / "cy.jsonl").read_bytes()
    done = assigned(cli)
    assert "Begun by somebody who hasn't got it in this plan: A1 by cy, A2 by cy." in done.stderr
    assert as_json(cli, "--again")["begun_by_others"] == [
        {"coder": "cy", "transcript": "A1"}, {"coder": "cy", "transcript": "A2"},
    ]  # fmt: skip
    assert (small_folder / "codings" / "cy.jsonl").read_bytes() == log
    assert "Begun" not in cli("assign", "--coders", "cy", "--again").stderr


def test_many_names_are_cut_short(cli: Run, small_folder: Path) -> None:
    names = [f"C{number:02}" for number in range(15)]
    add(small_folder, *names)
    for name in names:
        cli("apply", "apples", name, "--quote", "There was a storm", "--coder", "cy")
    done = assigned(cli)
    assert "C11 by cy and 3 more. Their codings stay." in done.stderr
    for name in names:
        (small_folder / "transcripts" / f"{name}.txt").write_text(
            transcript_text("F1").replace("id: F1", f"id: {name}"), "utf-8"
        )
    assert "C11 and 3 more." in assigned(cli, "--again").stderr


def test_a_name_that_differs_from_a_known_one_in_capitals_is_refused(cli: Run, small_folder: Path) -> None:
    assigned(cli)
    done = cli("assign", "--coders", "Ana,bo", "--again")
    assert (done.returncode, "'Ana' is 'ana' in this study; write 'ana'" in done.stderr) == (2, True)
    assert {who for _, who, _ in written(small_folder)} == {"ana", "bo"}


def test_a_broken_file_is_not_written_over(cli: Run, small_folder: Path) -> None:
    assigned(cli)
    path = small_folder / "codings" / "assignments.csv"
    path.write_text(path.read_text("utf-8") + "A9,ana,own\n", "utf-8")
    for arguments in ((), ("--again",)):
        done = cli("assign", "--coders", "ana,bo", *arguments)
        assert (done.returncode, "there is no transcript 'A9'" in done.stderr) == (2, True)
    assert "A9" in path.read_text("utf-8")
