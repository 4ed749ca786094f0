"""`qualcode anchors`: what edits did to hand codings, and how a person settles the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qualcode import Study
from qualcode.cli import anchors
from qualcode.errors import FaultsFound
from tests.cli.hand import edit, hand
from tests.conftest import Run

__all__ = ["hand"]

Code = Callable[..., str]


@pytest.fixture
def code(small_folder: Path, hand: Run) -> Code:
    """Codes words and returns the coding's id."""

    def coded(quote: str, transcript: str = "A1", *more: str, coder: str = "ana") -> str:
        done = hand(
            "apply", "apples", transcript, "--quote", quote, "--coder", coder, *more, cwd=small_folder
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[0]

    return coded


def listed(hand: Run, *arguments: str) -> dict[str, Any]:
    done = hand("anchors", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def statuses(hand: Run) -> list[str]:
    return [entry["status"] for entry in listed(hand)["codings"]]


def test_json_has_the_promised_shape(small_folder: Path, hand: Run, code: Code) -> None:
    name = code("A green apple")
    edit(small_folder, "I like apples.", "I do like apples.")
    assert listed(hand) == {
        "counts": {"unchanged": 0, "moved": 1, "changed words": 0, "ambiguous": 0, "orphaned": 0},
        "codings": [
            {
                "id": name, "transcript": "A1", "status": "moved",
                "old": [58, 71], "new": [61, 74], "quote": "A green apple",
            }
        ],
    }  # fmt: skip


def test_a_study_without_codings_has_none(small_folder: Path, hand: Run) -> None:
    assert listed(hand, "--study", str(small_folder))["codings"] == []
    assert hand("anchors", "--study", str(small_folder)).stdout.startswith("unchanged 0   moved 0")


def test_the_table_shows_what_is_not_where_it_was(small_folder: Path, hand: Run, code: Code) -> None:
    for quote, transcript in (
        ("I like apples", "A1"),
        ("The pears were good", "A2"),
        ("There was a storm", "B1"),
    ):
        code(quote, transcript)
    edit(small_folder, "were good", "were [very] good", "A2")
    edit(small_folder, " There was a storm.", "", "B1")
    shown = hand("anchors").stdout
    assert shown.startswith("unchanged 1   moved 0   changed words 1   ambiguous 0   orphaned 1")
    assert "The pears were [very] good" in shown
    assert "I like apples" not in shown
    assert "anchors resolve" in shown


def test_one_transcript_can_be_asked_for(hand: Run, code: Code) -> None:
    code("I like apples")
    code("No.", "A2")
    assert [entry["quote"] for entry in listed(hand, "--transcript", "A2")["codings"]] == ["No."]
    assert listed(hand, "--transcript", "B1")["codings"] == []
    done = hand("anchors", "--transcript", "A7")
    assert (done.returncode, "there is none 'A7'" in done.stderr) == (2, True)


def test_a_coding_whose_transcript_is_gone_is_orphaned_until_it_is_back(
    small_folder: Path, hand: Run, code: Code
) -> None:
    name = code("No.", "A2")
    path = small_folder / "transcripts" / "A2.txt"
    path.rename(small_folder / "A2.txt")
    assert statuses(hand) == ["orphaned"]
    assert listed(hand, "--transcript", "A2")["counts"]["orphaned"] == 1
    assert hand("anchors").returncode == 0
    assert "there is none 'A2'" in hand("anchors", "resolve", name, "--at", "1:2", "--coder", "bo").stderr
    (small_folder / "A2.txt").rename(path)
    assert statuses(hand) == ["unchanged"]


def test_a_broken_line_is_said_and_the_others_are_listed(small_folder: Path, hand: Run, code: Code) -> None:
    code("No.", "A2")
    with (small_folder / "codings" / "ana.jsonl").open("a") as stream:
        stream.write("{}\n")
    done = hand("anchors")
    assert "codings/ana.jsonl:2: has no version" in done.stderr
    assert done.stdout.startswith("unchanged 1")


# --- settling -----------------------------------------------------------------------------


@pytest.fixture
def orphan(small_folder: Path, code: Code) -> str:
    """A coding whose words were deleted."""
    name = code("There was a storm", "B1")
    edit(small_folder, " There was a storm.", "", "B1")
    return name


@pytest.fixture
def twin(small_folder: Path, code: Code) -> str:
    """A coding whose paragraph was copied, twice: nobody can say which one is meant."""
    long = " ".join(f"Basket {n} was full." for n in range(40))
    edit(small_folder, "Really nothing.", f"{long}\n\nDi: Nothing.", "B2")
    name = code("Basket 20 was full", "B2")
    edit(small_folder, "Di: Nothing.", f"Di: {long}", "B2")
    path = small_folder / "transcripts" / "B2.txt"
    path.write_text(path.read_text("utf-8").replace("Di: Nothing. Basket", "Di: Basket"), "utf-8")
    return name


def settled(hand: Run, name: str, *arguments: str) -> dict[str, Any]:
    done = hand("anchors", "resolve", name, *arguments, "--coder", "bo", "--json")
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_an_orphan_is_placed_on_other_words_and_stays_there(
    small_folder: Path, hand: Run, orphan: str
) -> None:
    assert statuses(hand) == ["orphaned"]
    after = settled(hand, orphan, "--quote", "An apple", "--reason", "the storm is told of there")
    assert (after["codings"][0]["status"], after["codings"][0]["quote"]) == ("unchanged", "An apple")
    line = json.loads((small_folder / "codings" / "bo.jsonl").read_text("utf-8"))
    assert (line["op"], line["target"], line["reason"]) == ("reanchor", orphan, "the storm is told of there")
    edit(small_folder, "What do you eat?", "What would you eat?", "B1")
    assert statuses(hand) == ["moved"]


def test_a_changed_coding_is_confirmed_by_keeping_it(hand: Run, changed: str) -> None:
    assert settled(hand, changed, "--keep")["codings"][0]["quote"] == "The pears were very good"
    assert statuses(hand) == ["unchanged"]


def test_of_several_places_one_is_chosen_by_its_number(hand: Run, twin: str) -> None:
    assert statuses(hand) == ["ambiguous"]
    assert "choose one with --keep N" in hand("anchors", "resolve", twin, "--keep", "--coder", "bo").stderr
    for number, expected in (("4", "there are only 3 places"), ("0", "places count from 1")):
        assert expected in hand("anchors", "resolve", twin, "--keep", number, "--coder", "bo").stderr
    first = settled(hand, twin, "--keep", "1")["codings"][0]["new"]
    second = settled(hand, twin, "--at", f"{first[0] + 7}:{first[1]}")["codings"][0]
    assert second["new"] == [first[0] + 7, first[1]]
    assert second["status"] == "unchanged"


def test_a_coding_is_dropped_and_the_log_remembers_who(small_folder: Path, hand: Run, orphan: str) -> None:
    done = hand("anchors", "resolve", orphan[:20], "--drop", "--reason", "gone", "--coder", "ana")
    assert done.stdout == f"{orphan}  dropped\n"
    assert statuses(hand) == []
    line = json.loads((small_folder / "codings" / "ana.jsonl").read_text("utf-8").splitlines()[-1])
    assert (line["op"], line["target"], line["reason"]) == ("remove", orphan, "gone")


def test_nobody_drops_what_somebody_else_coded(small_folder: Path, hand: Run, orphan: str) -> None:
    done = hand("anchors", "resolve", orphan, "--drop", "--coder", "bo")
    assert (done.returncode, "only ana can take it back" in done.stderr) == (2, True)
    assert statuses(hand) == ["orphaned"]
    assert not (small_folder / "codings" / "bo.jsonl").exists()


def test_a_coding_that_no_edit_touched_is_settled_only_where_a_place_is_given(hand: Run, code: Code) -> None:
    name = code("I like apples")
    for what in ("--keep", "--drop"):
        done = hand("anchors", "resolve", name, what, "--coder", "ana")
        assert (done.returncode, "nothing to settle: the coding is unchanged" in done.stderr) == (2, True)
    assert settled(hand, name, "--quote", "Not much")["codings"][0]["quote"] == "Not much"


def test_a_coding_that_moved_may_be_confirmed_but_is_not_dropped_by_the_way(
    small_folder: Path, hand: Run, code: Code
) -> None:
    name = code("A green apple")
    edit(small_folder, "I like apples.", "I do like apples.")
    done = hand("anchors", "resolve", name, "--drop", "--coder", "ana")
    assert (done.returncode, "the coding is moved" in done.stderr) == (2, True)
    assert settled(hand, name, "--keep")["codings"][0]["status"] == "unchanged"


def test_words_whose_sentence_is_gone_are_placed_only_where_somebody_says_so(
    small_folder: Path, hand: Run, code: Code
) -> None:
    name = code("There was a storm", "B1")
    edit(small_folder, "There was a storm.", "No storms at all, none.", "B1")
    assert statuses(hand) == ["orphaned"]
    done = hand("anchors", "resolve", name, "--keep", "--coder", "bo")
    assert (done.returncode, "choose one with --keep N" in done.stderr) == (2, True)
    assert settled(hand, name, "--keep", "1")["codings"][0]["status"] == "unchanged"


def test_words_that_stand_twice_need_a_number(small_folder: Path, hand: Run, orphan: str) -> None:
    edit(small_folder, "Apples and pears together.", "And so on. And so on.", "B1")
    said = hand("anchors", "resolve", orphan, "--quote", "And so on", "--coder", "bo").stderr
    assert "--nth N" in said
    body = next(text.body for text in Study.open(small_folder).transcripts if text.id == "B1")
    placed = settled(hand, orphan, "--quote", "And so on", "--nth", "2")["codings"][0]["new"]
    assert placed[0] == body.rindex("And so on")


@pytest.mark.parametrize("arguments", [["anchors"], ["anchors", "resolve"]])
def test_help_has_an_example(arguments: list[str], hand: Run) -> None:
    assert "Example" in hand(*arguments, "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--keep"], "no place is proposed"),
        (["--keep", "0"], "no place is proposed"),
        (["--keep", "--drop"], "give a CODING and one of"),
        ([], "give a CODING and one of"),
        (["--at", "3"], "is no START:END"),
        (["--quote", "nobody said this"], "does not stand in B1"),
        (["--drop", "--coder", "model"], "'model' is no person"),
        (["--drop", "--reason", "\udce9"], "--reason: is not text"),
    ],
)
def test_what_settles_nothing_is_said(arguments: list[str], expected: str, hand: Run, orphan: str) -> None:
    done = hand("anchors", "resolve", orphan, "--coder", "bo", *arguments)
    assert done.returncode == 2
    assert expected in done.stderr
    assert statuses(hand) == ["orphaned"]


def test_a_coding_must_be_named_so_that_it_is_one(hand: Run, code: Code) -> None:
    code("I like apples")
    code("Not much else")
    for name, expected in (("", "give a CODING"), ("zz", "there is no such coding")):
        done = hand("anchors", "resolve", name, "--drop", "--coder", "bo")
        assert (done.returncode, expected in done.stderr) == (2, True)
    shared = listed(hand)["codings"][0]["id"][:6]
    assert "2 codings begin so" in hand("anchors", "resolve", shared, "--drop", "--coder", "bo").stderr


def test_without_a_terminal_nothing_is_asked(hand: Run, orphan: str) -> None:
    assert orphan
    done = hand("anchors", "resolve", "--coder", "bo")
    assert (done.returncode, "without a terminal" in done.stderr) == (2, True)


# --- one after the other ------------------------------------------------------------------


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """A person at a terminal who says this."""
    said: Iterator[str] = iter(answers)

    def answer(_: str) -> str:
        try:
            return next(said)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(anchors, "input", answer, raising=False)
    monkeypatch.setattr(anchors, "at_a_terminal", lambda: True)


@pytest.fixture
def changed(small_folder: Path, code: Code) -> str:
    """A coding in which a word was put."""
    name = code("The pears were good", "A2")
    edit(small_folder, "were good", "were very good", "A2")
    return name


@pytest.mark.usefixtures("orphan")
def test_open_codings_are_asked_about_one_after_the_other(
    hand: Run, twin: str, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "keep 7", "what?", "keep 2", "drop", "k")
    done = hand("anchors", "resolve", "--coder", "ana")
    assert done.returncode == 0, done.stderr
    assert "3 to settle." in done.stderr
    assert done.stdout.index("1/3  B2") < done.stdout.index("2/3  B1") < done.stdout.index("3/3  A2")
    assert "»Basket 20 was full«" in done.stdout
    assert "only 3 places" in done.stderr
    assert {entry["id"]: entry["status"] for entry in listed(hand)["codings"]} == {
        twin: "unchanged", changed: "unchanged",
    }  # fmt: skip


def test_a_torn_line_of_whoever_decides_is_set_aside(small_folder: Path, hand: Run, changed: str) -> None:
    (small_folder / "codings" / "bo.jsonl").write_text('{"v":1', "utf-8")
    done = hand("anchors", "resolve", changed, "--keep", "--coder", "bo")
    assert "bo.torn" in done.stderr
    assert statuses(hand) == ["unchanged"]


def test_what_only_moved_needs_nobody(small_folder: Path, hand: Run, code: Code) -> None:
    code("A green apple")
    edit(small_folder, "I like apples.", "I do like apples.")
    shown = hand("anchors").stdout
    assert "A green apple" in shown
    assert "anchors resolve" not in shown


def test_skipping_and_quitting_leave_things_open(
    hand: Run, orphan: str, twin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "skip", "place An apple")
    hand("anchors", "resolve", "--coder", "bo")
    assert {entry["id"]: entry["status"] for entry in listed(hand)["codings"]} == {
        twin: "ambiguous", orphan: "unchanged",
    }  # fmt: skip
    for answers in (["quit"], []):
        answering(monkeypatch, *answers)
        assert hand("anchors", "resolve", "--coder", "bo").returncode == 0
    answering(monkeypatch, "place 0:3", "place 5:10")
    hand("anchors", "resolve", "--coder", "bo")
    assert set(statuses(hand)) == {"unchanged"}


@pytest.mark.usefixtures("hand")
def test_the_python_side_knows_what_check_and_tallies_need(
    small_folder: Path, code: Code, orphan: str
) -> None:
    code("I like apples", "A1", "--direction", "+")
    study = Study.open(small_folder)
    assert [(coding.participant, coding.direction) for coding in study.log.hand_codings] == [("Ana", "+")]
    assert [fault.problem for fault in study.log.faults] == [
        f"coding {orphan} is orphaned since B1 was edited"
    ]
    assert [fault.problem for fault in study.check()] == [fault.problem for fault in study.log.faults]
    (small_folder / "transcripts" / "B1.txt").rename(small_folder / "B1.txt")
    gone = Study.open(small_folder)
    with pytest.raises(FaultsFound, match="B1: the transcript is gone"):
        gone.resolve(gone.log.placed[-1], (0, 3), coder="bo")
    study.resolve(study.log.placed[-1], None, coder="ana")
    assert study.log.faults == ()
