"""`qualcode apply`: a coding by hand is one saved line, or a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.hand import edit, hand
from tests.conftest import Done, Run

__all__ = ["hand"]

I_LIKE = ["apply", "apples", "A1", "--quote", "I like apples", "--coder", "ana"]


def events(folder: Path, coder: str = "ana") -> list[dict[str, object]]:
    log = folder / "codings" / f"{coder}.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def refused(done: Done) -> str:
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_quoted_segment_is_coded_and_saved(small_folder: Path, hand: Run) -> None:
    done = hand(*I_LIKE, "--direction", "+", "--memo", "see page 2", "--json", cwd=small_folder)
    assert done.returncode == 0, done.stderr
    line = events(small_folder)[0]
    assert json.loads(done.stdout) == {
        "id": line["id"], "transcript": "A1", "start": 28, "end": 41, "quote": "I like apples",
        "code": "apples", "coder": "ana", "direction": "+",
    }  # fmt: skip
    assert (line["memo"], line["codebook"], line["op"]) == ("see page 2", "1", "apply")
    assert done.stderr == "Saved.\n"


def test_without_json_the_id_and_the_place_are_printed(small_folder: Path, hand: Run) -> None:
    done = hand(*I_LIKE, cwd=small_folder)
    assert done.stdout == f"{events(small_folder)[0]['id']}  A1  28:41\n"


def test_coding_the_same_again_adds_nothing(small_folder: Path, hand: Run) -> None:
    first = hand(*I_LIKE, "--direction", "-", cwd=small_folder)
    edit(small_folder, "What do you eat?", "What would you like to eat?")
    again = hand("apply", "apples", "A1", "--quote", "I  like\napples", "--coder", "ana", cwd=small_folder)
    assert again.stdout.split()[0] == first.stdout.split()[0]
    assert "so already" in again.stderr
    assert len(events(small_folder)) == 1


def test_another_direction_takes_the_place_of_the_first_and_keeps_the_memo(
    small_folder: Path, hand: Run
) -> None:
    first = hand(*I_LIKE, "--direction", "+", "--memo", "hm", cwd=small_folder).stdout.split()[0]
    second = hand(*I_LIKE, "--direction", "-", cwd=small_folder).stdout.split()[0]
    lines = events(small_folder)
    assert [line["op"] for line in lines] == ["apply", "apply", "remove"]
    assert (lines[1]["id"], lines[1]["memo"], lines[2]["target"]) == (second, "hm", first)


def test_other_coders_and_other_codes_are_other_codings(small_folder: Path, hand: Run) -> None:
    hand(*I_LIKE, cwd=small_folder)
    hand(*I_LIKE[:-1], "bo", cwd=small_folder)
    hand("apply", "pears", *I_LIKE[2:], cwd=small_folder)
    assert [len(events(small_folder, who)) for who in ("ana", "bo")] == [2, 1]


def test_a_place_may_be_given_in_code_points(small_folder: Path, hand: Run) -> None:
    done = hand("apply", "apples", "A1", "--at", "27:42", "--coder", "ana", "--json", cwd=small_folder)
    assert (json.loads(done.stdout)["start"], json.loads(done.stdout)["end"]) == (28, 42)


def test_words_that_stand_twice_need_a_choice(small_folder: Path, hand: Run) -> None:
    twice = ["apply", "pears", "B1", "--quote", "And", "--coder", "ana"]
    edit(small_folder, "Apples and pears together.", "And pears. And apples.", "B1")
    said = refused(hand(*twice, cwd=small_folder))
    assert "stands 3 times in B1" in said
    assert "--nth N" in said
    chosen = hand(*twice, "--nth", "2", "--json", cwd=small_folder)
    text = (small_folder / "transcripts" / "B1.txt").read_text("utf-8").partition("---\n\n")[2]
    assert json.loads(chosen.stdout)["start"] == text.index("And pears")
    assert "only 3 such places" in refused(hand(*twice, "--nth", "4", cwd=small_folder))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["apply", "aples", *I_LIKE[2:]], "code: there is none 'aples'; write 'apples'"),
        (["apply", "apples", "A9", "--quote", "x", "--coder", "ana"], "transcript: there is none 'A9'"),
        (["apply", "x" * 50, "A1", "--quote", "I like", "--coder", "ana"], "code: there is none; "),
        (["apply", "apples", "A1", "--quote", "SECRET", "--coder", "ana"], "--quote: does not stand in A1"),
        (["apply", "apples", "A1", "--quote", "x", "--at", "1:2", "--coder", "ana"], "one of the two"),
        (["apply", "apples", "A1", "--quote", " ", "--coder", "ana"], "one of the two"),
        (["apply", "apples", "A1", "--at", "5", "--coder", "ana"], "is no START:END"),
        (["apply", "apples", "A1", "--at", "9:9", "--coder", "ana"], "write 0 <= START < END <= "),
        (["apply", "apples", "A1", "--at", "5:99999", "--coder", "ana"], "is no span of A1"),
        (["apply", "apples", "A1", "--at", "20:22", "--coder", "ana"], "holds no spoken word"),
        ([*I_LIKE[:-1], "rules"], "'rules' is no person"),
        ([*I_LIKE[:-1], "../ana"], "not a name that can be used"),
        ([*I_LIKE, "--direction", "up"], "is none of + ± -"),
        ([*I_LIKE, "--memo", "caf\udce9"], "--memo: is not text"),
    ],
)  # fmt: skip
def test_what_cannot_be_coded_is_said_and_nothing_is_written(
    arguments: list[str], expected: str, small_folder: Path, hand: Run
) -> None:
    said = refused(hand(*arguments, cwd=small_folder))
    assert expected in said
    assert "SECRET" not in said
    assert not (small_folder / "codings").exists()


def test_a_torn_line_is_set_aside_with_a_message(small_folder: Path, hand: Run) -> None:
    hand(*I_LIKE, cwd=small_folder)
    log = small_folder / "codings" / "ana.jsonl"
    log.write_bytes(log.read_bytes() + b'{"v":1')
    done = hand("apply", "pears", "A1", "--quote", "a pear", "--coder", "ana", cwd=small_folder)
    assert "ana.torn" in done.stderr
    assert len(events(small_folder)) == 2
