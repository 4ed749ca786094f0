"""The concordance on a terminal: hits below each other, nothing cut but what stands around them."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from qualcode.analysis.concordance import ConcordanceLine, Hit
from qualcode.cli.render import concordance as render
from qualcode.cli.render.console import draw

_ABOUT = {"transcript": "I01", "participant": "P01", "speaker": "P01"}
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


def made(
    left: str, words: str, right: str, *, spans: tuple[tuple[int, int], ...] = (), **about: str
) -> ConcordanceLine:
    transcript, participant, speaker = (about.get(key, default) for key, default in _ABOUT.items())
    places = spans or ((0, len(words)),)
    start = 1000
    inside = tuple((start + first, start + last) for first, last in places)
    found = Hit(transcript, participant, speaker, inside, unit=(0, 1), turn=(0, 1))
    return ConcordanceLine(found, left, words, right)


def shown(capsys: pytest.CaptureFixture[str], *lines: ConcordanceLine, cut: bool = True) -> list[str]:
    """The rows as printed, without colours."""
    draw(render.concordance(lines, cut=cut))
    return [_STYLE.sub("", row) for row in capsys.readouterr().out.splitlines()]


MANY = " ".join(["word"] * 60)


def test_hits_start_in_the_same_column(capsys: pytest.CaptureFixture[str]) -> None:
    rows = shown(
        capsys,
        made("a ", "HIT", " b"),
        made(f"{MANY} ", "HIT", f" {MANY}", participant="interviewer", speaker="INT", transcript="D1"),
        made("x (", "HIT", ")", participant="", speaker=""),
    )
    assert len(rows) == 3
    assert {row.index("HIT") for row in rows} == {rows[0].index("HIT")}
    assert [row[:8] for row in rows] == ["I01  P01", "D1   INT", "I01     "]
    assert rows[0].endswith(" a HIT b")
    assert rows[2].endswith("x (HIT)")


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_rows_are_never_wider_than_the_screen(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    (row,) = shown(capsys, made(f"{MANY} ", "HIT", f" {MANY}"))
    assert cell_len(row) <= width
    assert cell_len(row) > width - 12
    assert re.search(r" …word( word)* HIT( word)*…$", row) or width == 30


def test_a_long_hit_is_shown_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(f"word{number}" for number in range(40))
    rows = shown(capsys, made(f"{MANY} ", words, f" {MANY}"))
    column = rows[0].index("word0")
    assert " ".join(row[column:].strip() for row in rows).startswith(words)
    assert max(map(len, rows)) <= 80


def test_a_context_that_was_asked_for_is_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    left = " ".join(f"l{number}" for number in range(30))
    right = " ".join(f"r{number}" for number in range(30))
    rows = shown(capsys, made(f"{left} ", "HIT", f" {right}"), cut=False)
    row = next(number for number, text in enumerate(rows) if "HIT" in text)
    column = rows[row].index("HIT")
    assert " ".join(" ".join(text[8:column].split()) for text in rows[: row + 1]).strip() == left
    assert " ".join(" ".join(text[column:].split()) for text in rows[row:]) == f"HIT {right}"
    assert max(map(len, rows)) <= 80


def test_a_word_longer_than_its_column_goes_on_in_the_next_line(capsys: pytest.CaptureFixture[str]) -> None:
    rows = shown(capsys, made("", "x" * 100, ""), made(f"{'y' * 100} ", "HIT", f" {'z' * 100}"))
    assert sum(row.count("x") for row in rows) == 100
    assert re.search(r"…y+ HIT z*…", rows[-1])


def test_wide_signs_take_two_cells(capsys: pytest.CaptureFixture[str]) -> None:
    rows = shown(capsys, made("一" * 60, "词", "二" * 60), made("a ", "HIT", ""))
    assert cell_len(rows[0]) <= 80
    assert cell_len(rows[0].partition("词")[0]) == rows[1].index("HIT")


def test_long_names_go_on_in_the_next_line(capsys: pytest.CaptureFixture[str]) -> None:
    rows = shown(capsys, made("a ", "HIT", " b", transcript="a-very-long-name-of-a-transcript"))
    assert "".join(row[:16].strip() for row in rows) == "a-very-long-name-of-a-transcript"
    assert sum("HIT" in row for row in rows) == 1


def test_only_the_words_that_count_are_in_colour(capsys: pytest.CaptureFixture[str]) -> None:
    draw(render.concordance([made("", "one two three", "", spans=((0, 3), (8, 13)))], cut=True))
    found = re.findall(r"\x1b\[1;35m(.*?)\x1b\[0m", capsys.readouterr().out)
    assert found == ["one", "three"]


def test_no_color_leaves_no_colours(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    draw(render.concordance([made("a ", "HIT", "")], cut=True))
    printed = capsys.readouterr().out
    assert "HIT" in printed
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", printed)


def test_signs_that_would_command_the_terminal_are_shown_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    line = made("a\x1b[2J ", "H\x07T\nX", "\n\nb\tc", speaker="P\x1b]0;", participant="interviewer")
    (row,) = shown(capsys, line)
    assert "a\ufffd[2J H\ufffdT X ¶ b c" in row
    assert "P\ufffd]0;" in row
    (flat,) = render.plain([line])
    assert flat == "I01\tinterviewer\t1000\t1005\ta\ufffd[2J\tH\ufffdT X\t¶ b c"


def test_markup_in_the_text_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, made("[bold] ", "[laughs]", " [/bold]"))[0].endswith("[bold] [laughs] [/bold]")


def test_no_hits_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == []


def test_a_terminal_is_one_where_colours_may_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert render.is_terminal()
    monkeypatch.delenv("FORCE_COLOR")
    assert not render.is_terminal()
