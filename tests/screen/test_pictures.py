"""Pictures of the screen's main states, compared with those kept in `pictures/`.

A picture is the screen as text, each line followed by the looks of its cells as letters; what the letters
mean stands below. Run with `QUALCODE_PICTURES=update` to draw them anew, then look at what changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from string import ascii_letters

import pytest
from textual.app import App
from textual.pilot import Pilot

from qualcode.screen.adjudication import AdjudicationApp
from qualcode.screen.app import CodingApp
from tests.screen.driving import Scene, desk_of, play
from tests.screen.test_deciding import full
from tests.study_of_two import adjudication, code_by_two

PICTURES = Path(__file__).parent / "pictures"
HEBREW = "אני אוהב תפוחים. לא הרבה יותר."


def picture(app: App[None]) -> str:
    """The screen as text, with its looks."""
    looks: dict[str, str] = {}
    lines = []
    for strip in app.screen._compositor.render_strips():
        letters = ""
        for segment in strip:
            look = looks.setdefault(str(segment.style), ascii_letters[len(looks) % len(ascii_letters)])
            letters += look * segment.cell_length
        lines += [f"|{strip.text}|", f" {letters}"]
    return "\n".join([*lines, *(f"{letter} {look}" for look, letter in looks.items())]) + "\n"


def drawn(
    app: App[None], *keys: str, size: tuple[int, int] = (120, 34), scene: Callable[[], None] | None = None
) -> str:
    found = []

    async def look(pilot: Pilot[None]) -> None:
        if scene is not None:
            scene()
            await pilot.pause()
        found.append(picture(app))

    look_at: Scene = look
    play(app, *keys, size=size, scene=look_at)
    return found[0]


def compare(name: str, found: str) -> None:
    path = PICTURES / f"{name}.txt"
    if os.environ.get("QUALCODE_PICTURES") == "update":
        path.write_text(found, "utf-8")
    kept = path.read_text("utf-8") if path.exists() else "(no picture)"
    assert found == kept, f"{name} looks different; see the docstring of this file"


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL", "TEXTUAL_THEME", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)


def test_an_opened_study(fruit: Path) -> None:
    compare("opened", drawn(CodingApp(desk_of(fruit))))


def test_overlapping_codings_under_the_selection(fruit: Path) -> None:
    play(CodingApp(desk_of(fruit, "bo")), "j", "3", "+")
    keys = ("j", "2", "m", *"why", "enter", "shift+down", "1", "1", "-", "L", "f", "s", "tab")
    compare("overlapping", drawn(CodingApp(desk_of(fruit)), *keys))


def test_a_first_key_and_what_may_follow(fruit: Path) -> None:
    compare("first_key", drawn(CodingApp(desk_of(fruit)), "j", "1"))


def test_the_picker(fruit: Path) -> None:
    compare("picker", drawn(CodingApp(desk_of(fruit)), "j", "c", "p", "l"))


def test_the_help(fruit: Path) -> None:
    compare("help", drawn(CodingApp(desk_of(fruit)), "?"))


def test_a_small_terminal(fruit: Path) -> None:
    compare("small", drawn(CodingApp(desk_of(fruit)), "n", size=(80, 24)))


def test_no_colour(fruit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    found = drawn(CodingApp(desk_of(fruit)), "n", "a", "n", size=(80, 24))
    assert "#" not in found.rpartition("|\n")[2]  # no look has a colour
    compare("no_colour", found)


def test_a_light_terminal(fruit: Path) -> None:
    compare("light", drawn(CodingApp(desk_of(fruit), light=True), "n"))


def test_a_text_from_right_to_left(fruit: Path) -> None:
    path = fruit / "transcripts" / "A1.txt"
    path.write_text(path.read_text("utf-8").replace("I like apples.", HEBREW), "utf-8")
    compare("right_to_left", drawn(CodingApp(desk_of(fruit)), "j", "2", size=(80, 24)))


def test_a_decision_that_is_not_saved(fruit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(fruit)
    monkeypatch.setattr(type(desk.hand), "apply_all", full)
    compare("unsaved", drawn(CodingApp(desk), "j", "2", size=(80, 24)))


def test_a_wide_terminal_while_working_blind(fruit: Path) -> None:
    compare("wide_blind", drawn(CodingApp(desk_of(fruit, blind=True)), "j", size=(200, 60)))


def test_a_memo(fruit: Path) -> None:
    compare("memo", drawn(CodingApp(desk_of(fruit)), "j", "2", "m", *"why?", size=(80, 24)))


def test_disagreements_side_by_side(fruit: Path) -> None:
    work = adjudication(code_by_two(fruit))
    compare("adjudicating", drawn(AdjudicationApp(work), "1", *"she is right", "enter", "k"))


def test_disagreements_without_names_in_a_small_terminal(fruit: Path) -> None:
    work = adjudication(code_by_two(fruit), hide_names=True)
    compare("adjudicating_blind", drawn(AdjudicationApp(work), "n", "n", "y", size=(80, 24)))
