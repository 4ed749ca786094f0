"""Keys that move and stretch the selection; the text is one question and one answer of four sentences."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from qualcode.screen.app import CodingApp
from tests.screen.driving import desk_of, foot, play, text_of

ANSWER = "I like apples. Not much else. A green apple, in the North. Sometimes a pear."


SELECTED = {
    "": "What do you eat?",
    "j": "I like apples.",
    "down down": "Not much else.",
    "j j k": "I like apples.",
    "j j up": "I like apples.",
    "]": ANSWER,
    "] [": "What do you eat?",
    "ctrl+down": ANSWER,
    "ctrl+down ctrl+up": "What do you eat?",
    "right": "I",
    "l l": "like",
    "l l h": "I",
    "right right left": "I",
    "j shift+down": "I like apples. Not much else.",
    "j J J K": "I like apples. Not much else.",
    "j shift+down shift+up": "I like apples.",
    "right shift+right L": "I like apples",
    "right L L H shift+left": "I",
    "j }": ANSWER,
    "j shift+pagedown": ANSWER,
    "j w": "I",
    "j w s": "I like apples.",
    "j w S": ANSWER,
    "j w P": ANSWER,
    "end": "Sometimes a pear.",
    "end home": "What do you eat?",
    ".": "I like apples.",
    ". . .": "A green apple, in the North.",
    "end comma": "A green apple, in the North.",
    "n": "I like apples.",
    "n n": "A green apple, in the North.",
    "end p": "A green apple, in the North.",
}


def test_keys_select(fruit: Path) -> None:
    desk = desk_of(fruit)
    found: dict[str, str] = {}

    async def scene(pilot: Pilot[None]) -> None:
        for keys in SELECTED:
            desk.jump("0%")
            await pilot.press(*keys.split())
            found[keys] = desk.quote

    play(CodingApp(desk), scene=scene)
    assert found == SELECTED


def test_extending_back_by_a_turn_reaches_the_question(fruit: Path) -> None:
    desk = desk_of(fruit)
    play(CodingApp(desk), "j", "{", "shift+pageup")
    assert desk.quote.startswith("What do you eat?")


def test_codings_are_visited_in_turn(fruit: Path) -> None:
    desk = desk_of(fruit)
    play(CodingApp(desk), "j", "2", "end", "3", "home", "v")
    assert desk.quote == "I like apples."
    play(CodingApp(desk), "v")
    assert desk.quote == "Sometimes a pear."
    play(CodingApp(desk), "V")
    assert desk.quote == "I like apples."


SAID = {
    "k": "It begins here.",
    "end j": "It ends here.",
    "end }": "It ends here.",
    "v": "There is no coding further down.",
    "p": "There is no suggestion further up.",
    "j tab": "There is nothing else under the selection.",
    "end .": "There is no sentence without a code further down.",
    "ctrl+c": "q quits; every decision is saved already.",
    "x": "there is no coding of yours under the selection",
}


def test_where_nothing_can_be_done_that_is_said(fruit: Path) -> None:
    desk = desk_of(fruit)
    found: dict[str, str] = {}

    async def scene(pilot: Pilot[None]) -> None:
        for keys in SAID:
            desk.jump("0%")
            await pilot.press(*keys.split())
            found[keys] = next((said for said in SAID.values() if said in foot(text_of(app))), "")

    app = CodingApp(desk)
    play(app, scene=scene)
    assert found == SAID


def test_what_was_said_about_a_move_goes_with_the_next_one(fruit: Path) -> None:
    app = CodingApp(desk_of(fruit))
    play(app, "x", "j")
    assert app._said.words == ""


def test_tab_puts_the_cursor_on_each_coding_under_the_selection(fruit: Path) -> None:
    desk = desk_of(fruit)
    app = CodingApp(desk)
    play(app, "j", "2", "3", "f", "s")
    seen = [desk.focus.code if desk.focus else ""]

    def step(key: str) -> None:
        play(CodingApp(desk), key)
        seen.append(desk.focus.code if desk.focus else "")

    for key in ("tab", "tab", "tab", "shift+tab"):
        step(key)
    assert seen[0] == "storm"
    assert len(set(seen[:4])) == 4  # three codings and the suggestion
    assert seen[4] == seen[2]


def test_turning_a_page_keeps_the_selection_and_enter_comes_back(fruit: Path) -> None:
    path = fruit / "transcripts" / "A1.txt"
    path.write_text(path.read_text("utf-8") + "\nINT: And?\n\nAna: More apples here.\n" * 40, "utf-8")
    desk = desk_of(fruit)

    app = CodingApp(desk)
    gone = play(app, "pagedown", "pagedown")
    assert "What do you eat?" not in gone
    assert desk.quote == "What do you eat?"
    assert "What do you eat?" in play(CodingApp(desk), "pagedown", "pagedown", "pageup", "pageup")
    assert "What do you eat?" in play(CodingApp(desk), "pagedown", "pagedown", "enter")

    app = CodingApp(desk)

    async def scene(pilot: Pilot[None]) -> None:
        app.screen.set_focus(None)  # wherever the focus of the keyboard went
        await pilot.press("pagedown", "pagedown")

    assert "What do you eat?" not in play(app, scene=scene)
