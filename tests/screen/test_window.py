"""The window onto the text, without a terminal."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Transcript
from qualcode.screen import window
from qualcode.screen.view import View
from qualcode.screen.window import TextLayout
from tests.screen.fakes import interview

TALK = interview(*(f"P01: Turn {number}. {'Some words go on. ' * (number % 7)}" for number in range(60)))
HUGE = interview(
    "P01: " + "Some words go on and on. " * 900 + "\n\nAnother paragraph of the turn.", "P02: The end."
)


@given(st.sampled_from([TALK, HUGE]), st.integers(8, 90), st.data())
def test_walking_up_passes_the_same_rows_as_walking_down(
    transcript: Transcript, width: int, data: st.DataObject
) -> None:
    layout = TextLayout(transcript, width)
    start = layout.row_at(data.draw(st.integers(0, len(transcript.body))))
    down = list(islice(layout.rows_from(start), 120))
    up = list(islice(layout.rows_above(down[-1]), len(down) - 1))
    assert [row.key for row in reversed(up)] == [row.key for row in down[:-1]]
    assert [row.key for row in down] == sorted(row.key for row in down)


def test_all_spoken_words_are_shown_once() -> None:
    layout = TextLayout(HUGE, 40)
    lines = [row.line for row in layout.rows_from(layout.row_at(0)) if row.line is not None]
    shown = " ".join(HUGE.body[line.start : line.end] for line in lines)
    assert shown.split() == " ".join(HUGE.body[turn.start : turn.end] for turn in HUGE.turns).split()


@given(st.integers(0, len(HUGE.body) - 1), st.integers(1, 30), st.integers(8, 60))
def test_what_is_followed_is_in_view(offset: int, height: int, width: int) -> None:
    view = View(TextLayout(HUGE, width), height)
    view.follow(offset, offset + 1, offset + 1)
    assert view.layout.row_at(offset).key in [row.key for row in view.rows]


@given(st.lists(st.integers(-200, 200), max_size=12), st.integers(1, 30))
def test_however_one_scrolls_the_window_is_full(steps: list[int], height: int) -> None:
    view = View(TextLayout(TALK, 40), height)
    for step in steps:
        view.roll(step)
        assert len(view.rows) == height


def test_no_more_pieces_are_kept_than_it_takes() -> None:
    talk = interview(*(f"P01: Turn {number}." for number in range(1000)))
    layout = TextLayout(talk, 40)
    assert sum(1 for _ in layout.rows_from(layout.row_at(0))) == 2000
    assert len(layout._pieces) <= window._KEPT
