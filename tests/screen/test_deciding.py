"""Keys that decide: what they leave in the log, and what the screen says about it."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from textual.pilot import Pilot

from qualcode.errors import QualcodeError
from qualcode.screen.app import CodingApp
from tests.screen.driving import codings, desk_of, foot, play, text_of

LIKE = "I like apples."


def test_a_code_of_one_key_is_applied_at_once_and_is_on_disk_when_it_is_said(fruit: Path) -> None:
    async def scene(_: Pilot[None]) -> None:
        assert "Saved: Pears on 3 words" in foot(text_of(app))
        assert codings(fruit) == [(LIKE, "pears", "", "")]

    app = CodingApp(desk_of(fruit))
    play(app, "j", "2", scene=scene)


@pytest.mark.parametrize(
    ("keys", "code"), [("1 a", "green_apples"), ("1 1", "apples"), ("f s", "storm"), ("t f", "topic_food")]
)
def test_a_code_of_two_keys(fruit: Path, keys: str, code: str) -> None:
    play(CodingApp(desk_of(fruit)), "j", *keys.split())
    assert codings(fruit) == [(LIKE, code, "", "")]


def test_a_first_key_shows_what_may_follow(fruit: Path) -> None:
    shown = foot(play(CodingApp(desk_of(fruit)), "j", "1"))
    assert "11  Apples" in shown
    assert "1a  Green apples" in shown
    assert "1 … which one? Esc gives up." in shown
    assert codings(fruit) == []


def test_escape_gives_a_first_key_up(fruit: Path) -> None:
    shown = foot(play(CodingApp(desk_of(fruit)), "j", "1", "escape", "a"))
    assert "Saved: accepted: Apples on 3 words" in shown  # the a was a command again
    assert codings(fruit) == [(LIKE, "apples", "", "")]


def test_a_second_key_that_is_none_does_nothing_at_all(fruit: Path) -> None:
    desk = desk_of(fruit)
    shown = foot(play(CodingApp(desk), "j", "1", "j"))
    assert "1 and this key are no code." in shown
    assert desk.quote == LIKE
    assert codings(fruit) == []


def test_directions(fruit: Path) -> None:
    desk = desk_of(fruit)
    found = []

    async def scene(pilot: Pilot[None]) -> None:
        for key in "+=--":
            await pilot.press(key)
            found.append(codings(fruit)[0][2])

    play(CodingApp(desk), "j", "2", scene=scene)
    assert found == ["+", "±", "-", ""]


def test_remove_undo_and_redo(fruit: Path) -> None:
    found = []

    async def scene(pilot: Pilot[None]) -> None:
        for key in ("x", "u", "U", "ctrl+z", "ctrl+y", "ctrl+z", "delete"):
            await pilot.press(key)
            found.append(len(codings(fruit)))

    play(CodingApp(desk_of(fruit)), "j", "2", scene=scene)
    assert found == [0, 1, 0, 1, 0, 1, 0]


def test_accepting_and_rejecting_one_suggestion(fruit: Path) -> None:
    desk = desk_of(fruit)
    before = sum(mark.suggested for mark in desk.marks)
    play(CodingApp(desk), "n", "a", "end", "r")
    assert codings(fruit) == [(LIKE, "apples", "", "")]
    assert sum(mark.suggested for mark in desk.marks) == before - 2


def test_accepting_and_rejecting_a_whole_turn(fruit: Path) -> None:
    desk = desk_of(fruit)
    play(CodingApp(desk), "R", "j", "A")
    assert not any(mark.suggested for mark in desk.marks)
    assert {code for _, code, _, _ in codings(fruit)} >= {"apples", "pears"}
    assert "topic_food" not in {code for _, code, _, _ in codings(fruit)}


def test_the_evidence_of_a_suggestion_is_told(fruit: Path) -> None:
    assert "? Apples  suggested  rule 1: apples" in foot(play(CodingApp(desk_of(fruit)), "n"))


def test_blind_work_shows_no_suggestion_and_says_so(fruit: Path) -> None:
    play(CodingApp(desk_of(fruit, "bo")), "j", "3")
    shown = play(CodingApp(desk_of(fruit, blind=True)), "j", "n")
    assert "BLIND" in shown
    assert "suggested" not in shown
    assert "bo" not in foot(shown).split()
    assert "This is blind coding" in foot(shown)


def test_a_transcript_is_marked_done_and_opened_again(fruit: Path) -> None:
    desk = desk_of(fruit)
    assert "A1 is done" in foot(play(CodingApp(desk), "d"))
    assert next(each for each in desk.progress if each.transcript == "A1").is_done
    assert "A1 is open again" in foot(play(CodingApp(desk), "d"))


# --- what cannot be saved -----------------------------------------------------------------


def full(*_: object) -> NoReturn:
    raise QualcodeError("codings/ana.jsonl: cannot be written (disk full); free some space")


def test_a_decision_that_cannot_be_saved_stays_on_view_until_it_is(
    fruit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(fruit)
    app = CodingApp(desk)

    async def scene(pilot: Pilot[None]) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(type(desk.hand), "apply_all", full)
            await pilot.press("j", "2")
            shown = foot(text_of(app))
            assert "Not saved: Pears on 3 words" in shown
            assert "disk full" in shown
            assert "Saved" not in shown
            await pilot.press("j", "j")
            assert "Not saved: Pears on 3 words — press ! to try again" in foot(text_of(app))
            await pilot.press("q")
            assert "q once more quits without it" in " ".join(foot(text_of(app)).split())
            await pilot.press("k")  # stays
        await pilot.press("!")
        assert "Saved: Pears on 3 words" in foot(text_of(app))

    play(app, scene=scene)
    assert codings(fruit) == [(LIKE, "pears", "", "")]


def test_q_twice_quits_without_what_cannot_be_saved(fruit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(fruit)
    monkeypatch.setattr(type(desk.hand), "apply_all", full)
    app = CodingApp(desk)
    ended = []
    monkeypatch.setattr(app, "exit", lambda: ended.append(True))

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("j", "2", "q")
        assert not ended
        await pilot.press("q")
        assert ended

    play(app, scene=scene)


def test_undo_forgets_what_cannot_be_saved(fruit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(fruit)
    monkeypatch.setattr(type(desk.hand), "apply_all", full)
    shown = foot(play(CodingApp(desk), "j", "2", "u"))
    assert "Given up: Pears on 3 words" in shown
    assert desk.unsaved == ""
