"""The installed command in a real pseudo-terminal: what the screen calls saved survives its sudden end."""

from __future__ import annotations

import sys
from pathlib import Path

from qualcode.journal import Journal, Ledger
from tests.screen.terminal import Terminal
from tests.study_of_two import code_by_two

COMMAND = str(Path(sys.executable).parent / "qualcode")


def codings(folder: Path) -> list[tuple[str, str, str, str]]:
    reading = Journal(folder / "codings").read()
    assert reading.faults == ()
    found = Ledger(reading.events).codings
    return [(each.coder, each.code, each.anchor().quote, each.direction) for each in found]


def test_a_sentence_coded_in_a_terminal_is_there_after_the_process_was_killed(small_folder: Path) -> None:
    with Terminal([COMMAND, "code", "A1", "--coder", "ana", "--blind"], small_folder) as terminal:
        terminal.wait_for("Sometimes a pear.")
        terminal.press("j")
        terminal.wait_for("3 words")
        terminal.press("11")
        terminal.wait_for("Saved: Apples")
        terminal.kill()
    assert codings(small_folder) == [("ana", "apples", "I like apples.", "")]


def test_every_decision_that_was_called_saved_is_there_and_the_next_screen_shows_it(
    small_folder: Path,
) -> None:
    with Terminal([COMMAND, "code", "A1", "--coder", "ana", "--blind"], small_folder) as terminal:
        terminal.wait_for("Sometimes a pear.")
        terminal.press("j")
        terminal.wait_for("3 words")
        terminal.press("11")
        terminal.wait_for("Saved: Apples")
        terminal.press("+")
        terminal.wait_for("Saved: Apples +")
        terminal.press("jjj")
        terminal.wait_for("Sometimes")
        terminal.press("2")
        terminal.wait_for("Saved: Pears")
        terminal.kill()
    expected = [("ana", "apples", "I like apples.", "+"), ("ana", "pears", "Sometimes a pear.", "")]
    assert codings(small_folder) == expected
    with Terminal([COMMAND, "code", "A1", "--coder", "ana", "--blind"], small_folder) as terminal:
        terminal.wait_for("Sometimes a pear.")
        terminal.press("u")
        terminal.wait_for("Undone")
    assert codings(small_folder) == expected[:1]


def test_quitting_gives_the_terminal_back(small_folder: Path) -> None:
    with Terminal([COMMAND, "code", "A1", "--coder", "ana", "--blind"], small_folder) as terminal:
        terminal.wait_for("Sometimes a pear.")
        terminal.press("q")
        code, last = terminal.ended()
    assert code == 0
    assert b"\x1b[?1049l" in last  # back to what stood there before
    assert b"Traceback" not in last


def test_a_verdict_given_in_a_terminal_is_there_after_the_process_was_killed(small_folder: Path) -> None:
    code_by_two(small_folder)
    with Terminal([COMMAND, "adjudicate", "--by", "cy"], small_folder) as terminal:
        terminal.wait_for("To decide")
        terminal.press("2")
        terminal.wait_for("Why bo")
        terminal.press("no apples\r")
        terminal.wait_for("Saved: bo")
        terminal.kill()
    (verdict,) = Ledger(Journal(small_folder / "codings").read().events).verdicts
    assert (verdict.verdict, verdict.took, verdict.by, verdict.reason) == (
        "not coded",
        "bo",
        "cy",
        "no apples",
    )


def test_the_adjudication_screen_needs_to_know_who_decides(small_folder: Path) -> None:
    with Terminal([COMMAND, "adjudicate"], small_folder) as terminal:
        code, said = terminal.ended()
    assert (code, b"say who decides (--by NAME)" in said, b"Traceback" in said) == (2, True, False)
