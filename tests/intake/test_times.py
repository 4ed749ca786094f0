"""Time stamps as transcripts write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.intake.times import clock, seconds
from qualcode.transcripts import parse_transcript


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("0:21", 21.0),
        ("[00:58]", 58.0),
        ("(1:02)", 62.0),
        ("00:03:29", 209.0),
        ("0:03:29.8", 209.8),
        ("00:00:01,500", 1.5),
        ("[00:00:05 --> 00:00:07]", 5.0),
        ("<90:00>", 5400.0),
        ("*2.33 =", 153.0),
        ("2.05=", 125.0),
        ("12", None),
        ("about noon", None),
        ("", None),
    ],
)
def test_a_stamp_is_its_first_time_in_seconds(stamp: str, expected: float | None) -> None:
    assert seconds(stamp) == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (0, "00:00:00"),
        (209.8, "00:03:29.800"),
        (59.9996, "00:01:00"),
        (3723.004, "01:02:03.004"),
        (360000, "100:00:00"),
        (-3, "00:00:00"),
        (1e9, "999:59:59.999"),
    ],
)
def test_a_time_has_one_form(time: float, expected: str) -> None:
    assert clock(time) == expected


@given(st.floats(0, 3_599_999))
def test_a_written_time_is_read_back(time: float) -> None:
    """Law: what `clock` writes, a stamp and a transcript read back, to the thousandth."""
    written = clock(time)
    assert seconds(written) == pytest.approx(time, abs=0.00051)
    head = "---\nid: T1\nkind: interview\nspeakers: {P: P1}\n---\n"
    (turn,) = parse_transcript(f"{head}\n[{written}] P: Yes.").turns
    assert turn.time == written


@given(st.text(max_size=30))
def test_any_text_has_a_time_or_none(text: str) -> None:
    """Law: a time is never below zero, and nothing is raised."""
    assert (seconds(text) or 0.0) >= 0
