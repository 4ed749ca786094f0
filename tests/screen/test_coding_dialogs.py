"""The dialogs: a code by its name, a transcript, words, a place, a memo; the help; all about a code."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot

from qualcode.screen.app import CodingApp
from tests.screen.driving import codings, desk_of, foot, play, text_of

LIKE = "I like apples."


def test_a_code_is_picked_by_part_of_its_name(fruit: Path) -> None:
    play(CodingApp(desk_of(fruit)), "j", "c", "g", "r", "a", "p", "enter")
    assert codings(fruit) == [(LIKE, "green_apples", "", "")]


def test_the_picker_shows_keys_definition_and_what_is_above(fruit: Path) -> None:
    shown = play(CodingApp(desk_of(fruit)), "c")
    assert "11   Apples" in shown
    assert "1a   Green apples  Apples" in shown
    assert "Apples." in foot(shown, 3)  # the definition of the first


def test_arrows_choose_in_the_picker(fruit: Path) -> None:
    play(
        CodingApp(desk_of(fruit)),
        "j",
        "c",
        "down",
        "down",
        "down",
        "up",
        "pagedown",
        "pageup",
        "down",
        "enter",
    )
    assert codings(fruit) == [(LIKE, "green_apples", "", "")]


def test_nothing_is_picked_by_a_name_that_nothing_has(fruit: Path) -> None:
    shown = play(CodingApp(desk_of(fruit)), "j", "c", "z", "z", "enter")
    assert "Nothing is called so." in shown
    play(CodingApp(desk_of(fruit)), "j", "c", "z", "z", "enter", "escape")
    assert codings(fruit) == []


def test_escape_leaves_the_picker_and_nothing_is_coded(fruit: Path) -> None:
    shown = play(CodingApp(desk_of(fruit)), "j", "c", "p", "escape", "j")
    assert "type part of its name" not in shown
    assert codings(fruit) == []


def test_the_codebook_follows_the_cursor_of_the_picker(fruit: Path) -> None:
    app = CodingApp(desk_of(fruit))
    play(app, "j", "c", "s", "t", "o")
    assert app.codebook.about == "storm"


def test_another_transcript_is_opened(fruit: Path) -> None:
    desk = desk_of(fruit)
    shown = foot(play(CodingApp(desk), "o", "b", "enter"))
    assert desk.transcript.id == "B1"
    assert "B1 is open." in shown
    play(CodingApp(desk), "o", "escape")
    assert desk.transcript.id == "B1"


def test_the_open_transcript_is_the_first_choice(fruit: Path) -> None:
    desk = desk_of(fruit, transcript="B1")
    play(CodingApp(desk), "o", "down", "enter")
    assert desk.transcript.id == "B2"


def test_find_and_go_on_finding(fruit: Path) -> None:
    desk = desk_of(fruit)
    app = CodingApp(desk)
    found = []

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("/", *"APPLE", "enter")
        for key in (">", ">", "<"):
            found.append(desk.selection.start)
            await pilot.press(key)
        found.append(desk.selection.start)

    shown = foot(play(app, scene=scene))
    first, second = (desk.transcript.body.index(words) for words in ("apples", "apple,"))
    assert found == [first, second, first, second]  # it goes round
    assert "> goes to the next place" in shown


def test_words_that_are_not_there_and_no_words_at_all(fruit: Path) -> None:
    desk = desk_of(fruit)
    assert "don't stand in this transcript" in foot(play(CodingApp(desk), "/", *"zzz", "enter"))
    play(CodingApp(desk), "/", "enter")
    play(CodingApp(desk), "/", "escape")
    assert desk.quote == "What do you eat?"


def test_finding_again_without_words_asks_for_them(fruit: Path) -> None:
    assert "Find  in this transcript" in play(CodingApp(desk_of(fruit)), ">")


def test_jump(fruit: Path) -> None:
    desk = desk_of(fruit)
    play(CodingApp(desk), "g", *"b1", "space", *"turn", "space", "2", "enter")
    assert (desk.transcript.id, desk.quote) == ("B1", "An apple.")
    assert "no such place" in foot(play(CodingApp(desk), "g", "x", "enter"))
    play(CodingApp(desk), "g", "escape")
    assert desk.quote == "An apple."


def test_a_memo_of_two_lines_is_written_and_changed(fruit: Path) -> None:
    play(CodingApp(desk_of(fruit)), "j", "2", "m", *"see", "ctrl+j", *"him", "enter")
    assert codings(fruit) == [(LIKE, "pears", "", "see\nhim")]
    shown = foot(play(CodingApp(desk_of(fruit)), "j", "m", "!", "ctrl+s"))
    assert codings(fruit) == [(LIKE, "pears", "", "see\nhim!")]
    assert "Pears  ana  see him!" in shown


def test_a_memo_is_left_as_it_was(fruit: Path) -> None:
    play(CodingApp(desk_of(fruit)), "j", "2", "m", "a", "escape")
    assert codings(fruit) == [(LIKE, "pears", "", "")]


def test_where_nothing_is_coded_the_memo_is_about_the_words(fruit: Path) -> None:
    desk = desk_of(fruit)
    assert "Note on the selected words" in play(CodingApp(desk), "j", "j", "m")
    play(CodingApp(desk), "m", "n", "enter")
    assert [note.text for note in desk.hand.ledger.notes] == ["n"]


def test_the_help_names_every_key_and_fits_a_small_terminal(fruit: Path) -> None:
    app, seen = CodingApp(desk_of(fruit)), []

    async def scene(pilot: Pilot[None]) -> None:
        for _ in range(8):
            seen.append(text_of(app))
            await pilot.press("pagedown")
        await pilot.press("home", "down", "j", "up", "k", "end", "pageup", "escape")

    last = play(app, "?", size=(80, 24), scene=scene)
    read = "\n".join(seen)
    for words in (
        "pick a code by typing",
        "next, previous sentence",
        "accept it; all of this turn",
        "light or dark",
    ):
        assert words in read
    assert all(len(line) <= 80 for line in read.splitlines())
    assert "PgUp PgDn scroll" not in last


def test_the_help_is_closed_by_the_key_that_opened_it(fruit: Path) -> None:
    assert "PgUp PgDn scroll" not in play(CodingApp(desk_of(fruit)), "f1", "f1")


def test_all_about_a_code(fruit: Path) -> None:
    shown = play(CodingApp(desk_of(fruit)), "j", "1", "a", "i")
    assert "Green apples" in shown
    assert "Apples › theme, 1a" in shown
    assert "Apples › theme, 1a" not in play(CodingApp(desk_of(fruit)), "j", "i", "i", size=(60, 24))


def test_without_a_code_under_the_cursor_there_is_nothing_to_read(fruit: Path) -> None:
    assert "There is no code under the cursor" in foot(play(CodingApp(desk_of(fruit, blind=True)), "i"))


def at_once(app: CodingApp, *keys: str) -> None:
    """Strike keys in one piece, as a slow line or a text expander hands them over."""

    async def strike() -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            for key in keys:
                app.post_message(Key(key, "\r" if key == "enter" else key))
            for _ in range(20):
                await pilot.pause()

    asyncio.run(strike())


def test_keys_in_one_piece_are_taken_in_their_order(fruit: Path) -> None:
    at_once(CodingApp(desk_of(fruit)), "j", "c", *"green", "enter")
    assert codings(fruit) == [(LIKE, "green_apples", "", "")]


def test_a_memo_in_one_piece_with_its_enter_is_whole(fruit: Path) -> None:
    at_once(CodingApp(desk_of(fruit)), "j", "2", "m", *"hello", "enter")
    assert codings(fruit) == [(LIKE, "pears", "", "hello")]
