"""How `qualcode code` ends in a real pseudo-terminal where something is wrong: with a sentence."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.screen.terminal import Terminal

BROKEN = """
import os
import signal
import sys
from qualcode.cli.main import main
from qualcode.screen.page import Page

def broken(page):
    raise ValueError(page.desk.quote)

Page.refresh_from_desk = broken
sys.argv = ["qualcode", "code", "A1", "--coder", "ana", "--blind"]
main()
"""


def ended(folder: Path, *arguments: str) -> tuple[int, str]:
    with Terminal([sys.executable, *arguments], folder) as terminal:
        code, seen = terminal.ended()
        return code, seen.decode("utf-8", "replace")


def test_a_transcript_that_is_not_there_is_a_sentence_and_no_screen_opens(small_folder: Path) -> None:
    code, seen = ended(small_folder, "-m", "qualcode", "code", "Z9", "--coder", "ana")
    assert code == 2
    assert "qualcode: " in seen
    assert "Z9" in seen
    assert "Traceback" not in seen
    assert "\x1b[?1049h" not in seen


def test_a_defect_is_a_sentence_without_interview_text_on_the_terminal_given_back(
    small_folder: Path, tmp_path: Path
) -> None:
    program = tmp_path / "broken.py"
    program.write_text(BROKEN, "utf-8")
    code, seen = ended(small_folder, str(program))
    given_back = seen.rpartition("\x1b[?1049l")[2]
    assert code == 2
    assert "a defect in qualcode (ValueError at broken.py:" in given_back
    assert "eat" not in given_back
    assert "Traceback" not in seen


def test_a_signal_gives_the_terminal_back(small_folder: Path) -> None:
    command = [sys.executable, "-m", "qualcode", "code", "A1", "--coder", "ana"]
    with Terminal(command, small_folder) as terminal:
        terminal.wait_for("apples")
        os.kill(terminal.process, signal.SIGTERM)
        code, seen = terminal.ended()
    given_back = seen.rpartition(b"\x1b[?1049l")[2]
    assert code == 128 + signal.SIGTERM
    assert b"\x1b[?25h" in given_back  # the cursor is there again
    assert b"qualcode: stopped; what was finished is kept\r\n" in given_back
    assert b"Traceback" not in seen


def test_a_terminal_that_is_gone_ends_the_screen(small_folder: Path) -> None:
    terminal = Terminal([sys.executable, "-m", "qualcode", "code", "A1", "--coder", "ana"], small_folder)
    terminal.wait_for("apples")
    assert terminal.hang_up() == 128 + signal.SIGHUP
