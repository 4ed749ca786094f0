"""The small parts: rows, strokes of keys, whether a terminal is light."""

from __future__ import annotations

import os
import pty
import sys
import threading
from pathlib import Path
from typing import NoReturn

import pytest
from rich.style import Style

from qualcode.desk.wrapping import cells
from qualcode.screen import background
from qualcode.screen.background import brightness, is_light
from qualcode.screen.panel import line, prose, spread
from qualcode.screen.strokes import Strokes

PLAIN = Style()


def test_a_line_is_one_line_and_holds_nothing_that_speaks_to_the_terminal() -> None:
    assert line("a\n\tb  c") == "a b c"
    assert "\x1b" not in line("\x1b[31mred")


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("apples", 6, "apples"), ("apples", 5, "appl…"), ("日本語", 5, "日本…"), ("ab", 0, "")],
)
def test_a_line_too_wide_is_cut(text: str, width: int, cut: str) -> None:
    assert line(text, width) == cut


def test_prose_hangs_behind_its_sign() -> None:
    rows = prose("one two three", 9, PLAIN, before=" + ")
    assert ["".join(text for text, _ in row) for row in rows] == [" + one", "   two", "   three"]


def test_what_is_at_the_right_keeps_its_place() -> None:
    row = spread([("a long name", PLAIN), ("more", PLAIN)], [("12", PLAIN)], 10)
    assert "".join(text for text, _ in row) == "a long… 12"
    assert sum(cells(text) for text, _ in row) == 10


def test_strokes_wait_until_the_code_is_complete() -> None:
    strokes = Strokes({"11": "a", "1a": "b", "2": "c"})
    assert strokes.press("2") == "c"
    assert strokes.press("1") == ""
    assert strokes.following() == [("11", "a"), ("1a", "b")]
    assert not strokes.takes("2")
    assert not strokes.takes(None)
    assert strokes.press("a") == "b"
    assert strokes.typed == ""


@pytest.mark.parametrize(
    ("reply", "light"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?1;2c", 1.0),
        (b"\x1b]11;rgb:0000/0000/0000\x07\x1b[?1;2c", 0.0),
        (b"\x1b]11;rgb:ff/ff/00\x07", 0.9),
        (b"\x1b[?1;2c", 0.0),
        (b"", 0.0),
    ],
)
def test_brightness_of_what_a_terminal_reports(reply: bytes, light: float) -> None:
    assert brightness(reply) == pytest.approx(light)


@pytest.mark.parametrize(("told", "light"), [("0;15", True), ("15;0", False), ("0;default;7", True)])
def test_the_environment_may_tell(told: str, light: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORFGBG", told)
    assert is_light() is light


def test_where_there_is_no_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORFGBG", raising=False)
    assert not is_light()


def test_a_terminal_that_cannot_be_asked_is_taken_for_a_dark_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> NoReturn:
        raise OSError

    monkeypatch.delenv("COLORFGBG", raising=False)
    monkeypatch.setattr(background, "_asked", gone)
    assert not is_light()


@pytest.mark.parametrize(
    ("reply", "light"), [(b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?1;2c", True), (b"", False)]
)
def test_a_terminal_is_asked_and_put_back_as_it_was(
    reply: bytes, light: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import termios

    ours, theirs = pty.openpty()
    monkeypatch.delenv("COLORFGBG", raising=False)
    monkeypatch.setattr(background, "_PATIENCE", 0.5 if reply else 0.05)
    before = termios.tcgetattr(theirs)
    asked: list[bytes] = []

    def terminal() -> None:
        asked.append(os.read(ours, 100))
        os.write(ours, reply)

    answering = threading.Thread(target=terminal)
    answering.start()
    with os.fdopen(theirs, "r", closefd=False) as stdin, Path(os.ttyname(theirs)).open("w") as stdout:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", stdout)
        assert is_light() is light
    answering.join()
    assert asked == [b"\x1b]11;?\x1b\\\x1b[c"]
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
