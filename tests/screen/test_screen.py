"""The screen itself: panes, mouse, what others write, suggestions made beside it, and how it ends."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path
from typing import Any, NoReturn

import pytest
from textual.pilot import Pilot

from qualcode import screen
from qualcode.desk import Desk
from qualcode.errors import QualcodeError
from qualcode.screen.app import CodingApp
from qualcode.screen.commands import COMMANDS, LINE
from qualcode.screen.suggesting import Suggesting
from tests.screen.driving import codings, desk_of, foot, play, text_of

UNSAID = "what nobody may read"


def broken(*_: object, **__: object) -> NoReturn:
    raise RuntimeError(UNSAID)


# --- panes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "keys", "shown"),
    [
        ((120, 40), "", (True, True)),
        ((80, 24), "", (False, True)),
        ((60, 20), "", (False, False)),
        ((80, 24), "f2", (True, True)),
        ((80, 24), "f2 f3", (True, False)),
        ((120, 40), "f3 f3 f2", (False, True)),
    ],
)
def test_panes_are_there_where_there_is_room_or_when_they_are_wanted(
    fruit: Path, size: tuple[int, int], keys: str, shown: tuple[bool, bool]
) -> None:
    text = play(CodingApp(desk_of(fruit)), *keys.split(), size=size)
    assert ("Transcripts" in text, " 11 Apples" in text) == shown
    assert "What do you eat?" in " ".join(text.split())


@pytest.mark.parametrize("size", [(20, 8), (30, 5), (10, 3), (300, 100)])
def test_no_terminal_is_too_small(fruit: Path, size: tuple[int, int]) -> None:
    play(CodingApp(desk_of(fruit)), *"j1a", "c", "escape", "?", "escape", "m", "escape", "o", size=size)
    assert len(codings(fruit)) == 1


def test_the_theme_is_changed(fruit: Path) -> None:
    app = CodingApp(desk_of(fruit))
    play(app, "f4")
    assert app.theme == "qualcode-light"
    play(app := CodingApp(desk_of(fruit), light=True), "f4")
    assert app.theme == "qualcode-dark"


def test_without_colours_there_is_no_theme_to_change(fruit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "NO_COLOR is set" in foot(play(CodingApp(desk_of(fruit)), "f4"))


def test_every_key_has_one_meaning_and_none_takes_a_code_s_key() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert not set(keys) & {*"0123456789ft"}
    assert set(LINE) <= set(keys)
    for command in COMMANDS:
        name = command.action.partition("(")[0]
        assert hasattr(CodingApp, f"action_{name}"), command.action


# --- mouse --------------------------------------------------------------------------------


def test_the_mouse_opens_a_transcript_and_reads_about_a_code(fruit: Path) -> None:
    desk = desk_of(fruit)
    app = CodingApp(desk)

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.click("TranscriptsPane", offset=(3, 3))
        await pilot.click("TranscriptsPane", offset=(3, 0))  # the heading is no transcript
        await pilot.click("#tree", offset=(3, 3))
        await pilot.click("#tree", offset=(3, 11))  # below the last code

    shown = play(app, scene=scene)
    assert desk.transcript.id == "B1"
    assert app.codebook.about == "plums"
    assert "theme, 3" in shown
    assert codings(fruit) == []


def test_the_mouse_selects_in_the_text_and_presses_keys_of_the_last_line(fruit: Path) -> None:
    desk = desk_of(fruit)
    app = CodingApp(desk)

    async def scene(pilot: Pilot[None]) -> None:
        rows = text_of(app).splitlines()
        await pilot.press("1")
        y = next(number for number, row in enumerate(rows) if "I like apples." in row)
        await pilot.click(offset=(rows[y].index("like"), y))
        assert desk.quote == "I like apples."
        assert app.strokes.typed == ""
        await pilot.click("KeyBar", offset=(rows[-1].index("accept"), 0))
        await pilot.click("KeyBar", offset=(99, 0))  # nothing is there

    play(app, scene=scene)
    assert codings(fruit) == [("I like apples.", "apples", "", "")]


def test_a_click_picks_in_the_picker(fruit: Path) -> None:
    async def scene(pilot: Pilot[None]) -> None:
        await pilot.click("#words", offset=(5, 1))  # nothing is picked there
        await pilot.click("#found", offset=(5, 3))

    play(CodingApp(desk_of(fruit)), "j", "c", scene=scene)
    assert codings(fruit) == [("I like apples.", "plums", "", "")]


# --- others and the rules -----------------------------------------------------------------


def test_what_somebody_else_writes_appears_by_itself(fruit: Path) -> None:
    desk = desk_of(fruit)
    app = CodingApp(desk)

    async def scene(pilot: Pilot[None]) -> None:
        other = desk_of(fruit, "bo")
        other.move("sentence")
        other.apply("pears")
        app.tick()
        await pilot.pause()
        assert "○ Pears  bo" in foot(text_of(app))

    play(app, "j", scene=scene)


def test_a_dialog_is_not_disturbed_by_what_others_write(fruit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(fruit)
    app = CodingApp(desk)

    async def scene(_: Pilot[None]) -> None:
        monkeypatch.setattr(desk, "refresh", broken)
        app.tick()

    play(app, "m", scene=scene)
    assert app.failure is None


def test_a_log_that_cannot_be_read_meanwhile_is_said_once(
    fruit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(fruit)
    app = CodingApp(desk)

    def unreadable() -> NoReturn:
        raise QualcodeError("codings/bo.jsonl: cannot be read; free the file")

    async def scene(pilot: Pilot[None]) -> None:
        monkeypatch.setattr(desk, "refresh", unreadable)
        app.tick()
        assert "codings/bo.jsonl: cannot be read" in app._said.words
        await pilot.press("j")
        app.tick()
        assert app._said.words == ""

    play(app, scene=scene)


class Child:
    """A process that has ended, or not."""

    def __init__(self, *codes: int | None) -> None:
        self.codes = [*codes]
        self.killed = False

    def poll(self) -> int | None:
        return self.codes.pop(0) if len(self.codes) > 1 else self.codes[0]

    def kill(self) -> None:
        self.killed = True

    def wait(self) -> int:
        return 0


def test_missing_suggestions_are_made_beside_the_screen_and_taken_in(
    small_folder: Path, suggested_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], **how: Any) -> Child:
        assert {how[name] for name in ("stdin", "stdout", "stderr")} == {subprocess.DEVNULL}
        started.append(command)
        return Child(None, 0)

    monkeypatch.setattr(subprocess, "Popen", start)
    desk = desk_of(small_folder)
    app = CodingApp(desk, folder=small_folder)

    async def scene(pilot: Pilot[None]) -> None:
        assert "are being made" in foot(text_of(app))
        (small_folder / ".qualcode").mkdir(exist_ok=True)
        for path in (suggested_folder / ".qualcode").rglob("*"):
            if path.is_file():
                place = small_folder / path.relative_to(suggested_folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(path.read_bytes())
        app.tick()
        app.tick()
        await pilot.pause()
        assert "The rules' suggestions are there" in foot(text_of(app))
        assert any(mark.suggested for mark in desk.marks)
        app.tick()

    play(app, scene=scene)
    assert [command[1:] for command in started] == [
        ["-m", "qualcode", "--study", str(small_folder), "autocode", "--json"]
    ]


def test_suggestions_that_cannot_be_made_are_told_of_once(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: Child(2))
    app = CodingApp(desk_of(small_folder), folder=small_folder)

    async def scene(_: Pilot[None]) -> None:
        app.tick()
        assert "could not be made" in app._said.words
        app.say("x")
        app.tick()
        assert app._said.words == "x"

    play(app, scene=scene)


def test_quitting_ends_the_process_beside_the_screen(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = Child(None)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: child)
    play(CodingApp(desk_of(small_folder), folder=small_folder), "q")
    assert child.killed


def test_a_process_that_cannot_be_started_is_no_reason_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> NoReturn:
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", none)
    beside = Suggesting(tmp_path)
    assert not beside.start()
    beside.stop()
    assert beside.ended() is None


# --- how it ends --------------------------------------------------------------------------


def headless(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    """Let `run` play these keys, where nobody sees it."""
    run = CodingApp.run

    async def press(pilot: Pilot[object]) -> None:
        await pilot.press(*keys)

    monkeypatch.setattr(CodingApp, "run", lambda app: run(app, headless=True, auto_pilot=press))


def test_q_ends_it(fruit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    headless(monkeypatch, "j", "2", "q")
    screen.run(desk_of(fruit))
    assert codings(fruit) == [("I like apples.", "pears", "", "")]


def test_a_defect_ends_it_without_a_word_of_the_text(
    fruit: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    headless(monkeypatch, "j", "j")
    monkeypatch.setattr(Desk, "move", broken)
    with pytest.raises(RuntimeError, match=UNSAID):
        screen.run(desk_of(fruit))  # the command line says where it was, never what
    shown = capfd.readouterr()
    assert UNSAID not in shown.out + shown.err
    assert "Traceback" not in shown.out + shown.err


def test_a_defect_in_the_event_loop_ends_it_too(fruit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    app = CodingApp(desk_of(fruit))

    async def scene(pilot: Pilot[None]) -> None:
        asyncio.get_running_loop().call_soon(broken)
        await pilot.pause(0.05)

    with pytest.raises(RuntimeError, match=UNSAID):
        play(app, scene=scene)
    assert UNSAID not in "".join(capfd.readouterr())


def test_it_never_rings(fruit: Path) -> None:
    app = CodingApp(desk_of(fruit))
    app.bell()
    assert app.TITLE == "qualcode"


def test_opening_it_imports_nothing_heavy() -> None:
    import sys

    program = (
        "import sys, qualcode.screen.app\n"
        "heavy = {'pandas', 'numpy', 'spacy', 'openpyxl', 'textual.widgets._text_area', 'rich.traceback'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
