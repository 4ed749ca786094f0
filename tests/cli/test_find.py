"""`qualcode find`: what is printed where, and hits coded at once."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from qualcode import Study
from tests.conftest import Done, Run

APPLY = ("--apply", "plums", "--coder", "ana")


@pytest.fixture
def find(qualcode: Run, small_folder: Path) -> Run:
    """Runs `qualcode find` in the small study: `find("apple", "--json")`."""

    def run(*arguments: str) -> Done:
        return qualcode("find", *arguments, cwd=small_folder)

    return run


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sits at a terminal and answers questions: `answers("y")`."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    return lambda *lines: monkeypatch.setattr(sys, "stdin", Keyboard("".join(f"{line}\n" for line in lines)))


def codings(folder: Path) -> list[tuple[str, str, str, str]]:
    """Transcript, code, coder and words of every hand coding."""
    study = Study.open(folder)
    bodies = {transcript.id: transcript.body for transcript in study.transcripts}
    return [
        (entry.segment.transcript, entry.code, entry.coder,
         bodies[entry.segment.transcript][entry.segment.start : entry.segment.end])
        for entry in study.log.hand_codings
    ]  # fmt: skip


# --- what is printed ----------------------------------------------------------------------


def test_a_pipe_gets_a_line_a_hit_in_full(find: Run, small_folder: Path) -> None:
    done = find("pear", "--speaker", "participant")
    bodies = {entry.id: entry.body for entry in Study.open(small_folder).transcripts}
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [bodies[row[0]][int(row[2]) : int(row[3])] for row in rows] == [row[5] for row in rows]
    assert [[*row[:2], *row[4:]] for row in rows] == [
        ["A1", "Ana", "much else. A green apple, in the North. Sometimes a", "pear", "."],
        ["A2", "Bo", "No. The", "pears", "were good."],
        ["B1", "Cy", "Apples and", "pears", "together."],
        ["F1", "Ana", "", "Pears", "."],
    ]
    assert done.stderr == "4 hits in 4 of 6 transcripts, 3 participants. Unit: sentence.\n"


def test_the_context_may_be_chosen(find: Run) -> None:
    assert find("pear", "--context", "1", "--where", "case=North").stdout.splitlines()[0].split("\t")[4:] == [
        "a", "pear", ".",
    ]  # fmt: skip


def test_json_has_places_context_and_codes(find: Run, small_folder: Path) -> None:
    data = json.loads(find("{all: [[green], [apple]]}", "--context", "1", "--json").stdout)
    assert {key: data[key] for key in ("expression", "unit", "transcripts", "total")} == {
        "expression": "{all: [[green], [apple]]}", "unit": "sentence", "transcripts": 6, "total": 1,
    }  # fmt: skip
    (hit,) = data["hits"]
    body = Study.open(small_folder).texts.transcript("A1").body
    start = body.index("green apple")
    assert {key: hit[key] for key in ("transcript", "participant", "speaker", "left", "hit", "right")} == {
        "transcript": "A1", "participant": "Ana", "speaker": "Ana", "left": "A ", "hit": "green apple",
        "right": ",",
    }  # fmt: skip
    assert (hit["start"], hit["end"]) == (start, start + 11)
    assert hit["words"] == [[start, start + 5], [start + 6, start + 11]]
    assert body[slice(*hit["unit"])] == "A green apple, in the North."
    assert set(hit["codes"]) == {"apples", "green_apples", "topic_food"}


def test_what_nobody_says_has_no_participant(find: Run) -> None:
    (hit,) = json.loads(find("report", "--json").stdout)["hits"]
    assert (hit["participant"], hit["speaker"]) == (None, None)


def test_csv_has_a_row_a_hit(find: Run, small_folder: Path) -> None:
    start = Study.open(small_folder).texts.transcript("B1").body.index("storm")
    rows = list(csv.DictReader(io.StringIO(find("storm", "--csv").stdout)))
    assert rows == [{
        "transcript": "B1", "participant": "Cy", "speaker": "Cy", "start": str(start), "end": str(start + 5),
        "left": "An apple. There was a", "hit": "storm", "right": ".", "codes": "storm;topic_food",
    }]  # fmt: skip


def test_only_the_first_hits_may_be_shown(find: Run) -> None:
    done = find("apple", "--limit", "2")
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["A1", "A1"]
    assert "7 hits in 5 of 6 transcripts" in done.stderr
    assert "Only the first 2 of them (--limit)." in done.stderr
    data = json.loads(find("apple", "--limit", "2", "--json").stdout)
    assert (data["total"], len(data["hits"])) == (7, 2)


def test_one_hit_is_told_as_one_and_none_is_no_fault(find: Run) -> None:
    assert find("storm").stderr.startswith("1 hit in 1 of 6 transcripts, 1 participant.")
    done = find("banana")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("0 hits in 0 of 6 transcripts, 0 participants.")


def test_options_narrow_the_search(find: Run) -> None:
    def places(*arguments: str) -> list[str]:
        return [line.split("\t")[0] for line in find(*arguments).stdout.splitlines()]

    assert places("apple", "--where", "kind=document") == ["D1"]
    assert places("apple", "--speaker", "interviewer") == ["A2"]
    assert places("a", "--code", "pears") == ["A1"]
    assert places("apple", "--uncoded") == ["A2"]
    assert places("all: [[apple], [pear]]", "--unit", "turn", "--speaker", "participant") == ["A1", "B1"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["a*"], "qualcode: EXPRESSION: 'a*' would match nearly everything; "),
        (["x", "--json", "--csv"], "--json and --csv are two outputs"),
        (["x", "--code", "apples", "--uncoded"], "--code and --uncoded: "),
        (["x", "--unit", "word"], "--unit: there is none 'word'; "),
        (["x", "--speaker", "everybody"], "--speaker: there is none 'everybody'; "),
        (["x", "--where", "role"], "--where role: is not K=V"),
        (["x", "--coder", "ana"], "--coder goes with --apply CODE"),
        (["x", "--yes"], "--yes goes with --apply CODE"),
        (["x", "--blind"], "--blind goes with --apply CODE"),
        (["x", *APPLY, "--yes", "--blind", "--code", "apples"], "--blind: --code and --uncoded look at "),
        (["x", *APPLY, "--yes", "--blind", "--uncoded"], "--blind: --code and --uncoded look at "),
        (["x", "--context", "-1"], "--context"),
        (["x", *APPLY, "--json"], "there is no preview to agree to; add --yes"),
        (["x", *APPLY, "--span", "turn", "--yes"], "--span: there is none 'turn'; "),
        (["x", *APPLY], "--apply: there is nobody here to ask; look at the hits without it, then add --yes"),
        (["x", "--apply", "plums", "--yes"], "--apply: needs to know who decides; add --coder NAME"),
        (["x", "--apply", "plums", "--coder", "rules", "--yes"], "'rules' is no person"),
        (["x", "--apply", "plum", "--coder", "ana", "--yes"], "is no code of the codebook; write 'plums'"),
        (["x", *APPLY, "--direction", "up", "--yes"], "--direction: is none of + ± -"),
    ],
)
def test_wrong_use_ends_in_a_sentence_and_writes_nothing(
    find: Run, small_folder: Path, arguments: list[str], expected: str
) -> None:
    done = find(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert not (small_folder / "codings").exists()


def test_a_terminal_gets_a_concordance_that_fits_it(find: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    fitting = [re.sub(r"\x1b\[[0-9;]*m", "", row) for row in find("pear").stdout.splitlines()]
    assert [row[:7].split() for row in fitting] == [
        ["A1", "Ana"], ["A2", "INT"], ["A2", "Bo"], ["B1", "Cy"], ["F1", "Ana"],
    ]  # fmt: skip
    assert max(map(len, fitting)) <= 80
    assert fitting[0].endswith("…in the North. Sometimes a pear.")
    chosen = [
        re.sub(r"\x1b\[[0-9;]*m", "", row) for row in find("pear", "--context", "2").stdout.splitlines()
    ]
    assert chosen[0].endswith("  Sometimes a pear.")


# --- hits coded ---------------------------------------------------------------------------


def test_hits_are_coded_unit_by_unit_as_one_act(find: Run, small_folder: Path) -> None:
    done = find(
        "any: [apple, pear]", *APPLY, "--where", "country=South", "--direction", "+", "--memo", "m", "--yes"
    )
    assert done.returncode == 0, done.stderr
    assert codings(small_folder) == [
        ("B1", "plums", "ana", "An apple."), ("B1", "plums", "ana", "Apples and pears together."),
    ]  # fmt: skip
    assert "3 hits in 1 of 2 transcripts" in done.stderr
    assert "Saved: 2 codings;" in done.stderr
    log = [
        json.loads(line) for line in (small_folder / "codings" / "ana.jsonl").read_text("utf-8").splitlines()
    ]
    assert {(line["direction"], line["memo"]) for line in log} == {("+", "m")}
    assert len(Study.open(small_folder).session("ana").undo()) == 1
    assert codings(small_folder) == []


def test_the_words_alone_may_be_coded(find: Run, small_folder: Path) -> None:
    find("all: [[apple], [pear]]", *APPLY, "--span", "hit", "--yes", "--speaker", "participant")
    assert codings(small_folder) == [("B1", "plums", "ana", "Apples and pears")]


def test_what_the_coder_coded_so_already_is_left_alone(find: Run, small_folder: Path) -> None:
    study = Study.open(small_folder)
    study.apply("plums", "A1", coder="ana", quote="I like apples. Not much else.", direction="-")
    study.apply("plums", "B1", coder="bo", quote="An apple.")
    done = find("apple", *APPLY, "--where", "kind=interview", "--direction", "+", "--yes", "--json")
    shown = json.loads(done.stdout)
    assert [hit["transcript"] for hit in shown["hits"]] == ["A1", "B1", "B1"]
    assert shown["applied"] == {"code": "plums", "coder": "ana", "span": "unit", "new": 3}
    assert "Left alone: 1 hit that ana coded so already." in done.stderr
    again = find("apple", *APPLY, "--where", "kind=interview", "--yes")
    assert "Left alone: 4 hits that ana coded so already." in again.stderr
    assert "There is nothing to code." in again.stderr
    assert again.stdout == ""
    assert len(codings(small_folder)) == 5


def test_themes_are_put_on_what_interviewers_say_only_where_that_is_asked_for(
    find: Run, small_folder: Path
) -> None:
    done = find("apple", *APPLY, "--where", "participant=Bo", "--yes")
    assert "Left alone: 1 hit in what interviewers say; --speaker interviewer codes them." in done.stderr
    assert codings(small_folder) == []
    find("apple", *APPLY, "--where", "participant=Bo", "--speaker", "interviewer", "--yes")
    find("tell", "--apply", "topic_food", "--coder", "ana", "--yes")
    words = "Tell me about apples and pears."
    assert sorted(codings(small_folder)) == [
        ("A2", "plums", "ana", words),
        ("A2", "topic_food", "ana", words),
    ]


def test_blind_work_shows_no_codes_and_says_so_in_the_log(find: Run, small_folder: Path) -> None:
    done = find("storm", *APPLY, "--blind", "--yes", "--json")
    assert [hit["codes"] for hit in json.loads(done.stdout)["hits"]] == [[]]
    (line,) = (small_folder / "codings" / "ana.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["blind"] is True


def test_a_torn_line_of_the_log_is_told(find: Run, small_folder: Path) -> None:
    find("storm", *APPLY, "--yes")
    log = small_folder / "codings" / "ana.jsonl"
    log.write_bytes(log.read_bytes() + b'{"v":1')
    assert "ana.torn" in find("pear", *APPLY, "--yes").stderr


def test_so_many_of_the_hits_are_coded_as_are_shown(find: Run, small_folder: Path) -> None:
    done = find("apple", *APPLY, "--limit", "1", "--yes")
    assert len(done.stdout.splitlines()) == 1
    assert [words for *_, words in codings(small_folder)] == ["I like apples."]
    find("apple", *APPLY, "--limit", "1", "--yes")
    assert len(codings(small_folder)) == 2


def test_a_person_is_asked_behind_a_preview(find: Run, small_folder: Path, answers: Any) -> None:
    answers("n")
    done = find("pear", *APPLY, "--where", "kind=interview")
    question = "Apply plums (Plums) as ana to 3 sentences (3 hits, 3 transcripts)?"
    assert question in done.stderr
    assert len(done.stdout.strip().splitlines()) == 3
    assert "Nothing was written." in done.stderr
    assert (done.returncode, codings(small_folder)) == (0, [])
    answers("y")
    find("pear", *APPLY, "--where", "kind=interview")
    assert len(codings(small_folder)) == 3


def test_the_question_counts_places_where_the_words_alone_are_coded(find: Run, answers: Any) -> None:
    answers("n")
    done = find("storm", *APPLY, "--span", "hit")
    assert "as ana to 1 place (1 hit, 1 transcript)?" in done.stderr
