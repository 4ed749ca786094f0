"""How one gets about in a transcript. A1 is: What do you eat? / I like apples. | Not much else. | A green
apple, in the North. | Sometimes a pear.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.desk.pieces import Pieces
from qualcode.desk.selection import Selection
from qualcode.desk.text_cursor import TextCursor
from qualcode.errors import QualcodeError
from qualcode.transcripts import parse_transcript
from tests.small_study import TRANSCRIPTS, transcript_text

TEXTS = {name: parse_transcript(transcript_text(name), f"{name}.txt") for name in TRANSCRIPTS}
EMPTY = parse_transcript(
    "---\nid: E1\nkind: interview\nspeakers:\n  INT: interviewer\n---\n\nINT:\n", "E1.txt"
)


@pytest.fixture
def place() -> TextCursor:
    return TextCursor(TEXTS, "A1")


def said(place: TextCursor, *moves: tuple[str, str, int]) -> list[str]:
    """The selected words after each move."""
    found = []
    for how, by, step in moves:
        getattr(place, how)(by, step)
        found.append(place.quote)
    return found


def test_it_begins_at_the_first_sentence_and_goes_on_over_the_turns(place: TextCursor) -> None:
    assert place.quote == "What do you eat?"
    assert said(place, *[("move", "sentence", 1)] * 4) == [
        "I like apples.", "Not much else.", "A green apple, in the North.", "Sometimes a pear.",
    ]  # fmt: skip
    assert not place.move("sentence")
    assert said(place, ("move", "sentence", -3), ("move", "turn", -1)) == [
        "I like apples.",
        "What do you eat?",
    ]
    assert not place.move("turn", -1)


def test_words_are_selected_one_after_the_other(place: TextCursor) -> None:
    moves = [("move", "word", -1), ("move", "word", 1), ("move", "word", 1)]
    place.point(TEXTS["A1"].body.index("Not"))
    assert said(place, *moves) == ["apples", "Not", "much"]


def test_the_head_of_a_selection_goes_on_and_back(place: TextCursor) -> None:
    place.point(TEXTS["A1"].body.index("Not"))
    assert said(
        place,
        ("extend", "word", 1), ("extend", "word", -1), ("extend", "sentence", 1), ("extend", "sentence", -1),
        ("extend", "word", -1), ("extend", "word", 1), ("extend", "word", 1),
    ) == [
        "Not much else. A", "Not much else", "Not much else.", "I like apples. Not much else.",
        "eat?\n\nAna: I like apples. Not much else.", "I like apples. Not much else.",
        "like apples. Not much else.",
    ]  # fmt: skip


def test_a_shrinking_selection_turns_round_at_its_last_word(place: TextCursor) -> None:
    place.point(TEXTS["A1"].body.index("much"), by="word")
    assert said(place, ("extend", "word", -1), ("extend", "word", 1), ("extend", "word", 1)) == [
        "Not much", "much", "much else",
    ]  # fmt: skip


def test_whole_pieces_are_selected_around_it(place: TextCursor) -> None:
    place.point(TEXTS["A1"].body.index("much"), by="word")
    assert place.select("sentence")
    assert place.quote == "Not much else."
    assert place.select("turn")
    assert place.quote.startswith("I like")
    assert place.quote.endswith("a pear.")
    assert not place.select("turn")


def test_a_point_in_a_speakers_name_is_the_turn_behind_it(place: TextCursor) -> None:
    place.point(TEXTS["A1"].body.index("Ana:"))
    assert place.quote == "I like apples."
    place.point(10_000)
    assert place.quote == "Sometimes a pear."


def test_a_drag_selects_between_its_ends_in_either_direction(place: TextCursor) -> None:
    body = TEXTS["A1"].body
    place.point(body.index("much"), by="word")
    place.point(body.index("green"), to=True)
    assert place.quote == "much else. A green"
    place.point(body.index("like"), to=True)
    assert (place.quote, place.selection.head) == ("like apples. Not ", body.index("like"))


@pytest.mark.parametrize(
    ("words", "step", "found"),
    [("APPLE", 1, "apple"), ("like  apples", 1, "like apples"), ("apple", -1, "apple"), ("Ana", 1, "")],
)
def test_words_are_found_in_any_case_but_not_in_names_of_speakers(
    place: TextCursor, words: str, step: int, found: str
) -> None:
    assert place.find(words, step) == bool(found)
    assert place.quote == (found or "What do you eat?")


def test_finding_goes_round(place: TextCursor) -> None:
    starts = []
    for _ in range(3):
        place.find("apple")
        starts.append(place.selection.start)
    assert starts[0] < starts[1]
    assert starts[2] == starts[0]
    assert not place.find("  ")


@pytest.mark.parametrize(
    ("where", "transcript", "quote"),
    [
        ("B1", "B1", "What do you eat?"),
        ("b1 turn 4", "B1", "Apples and pears together."),
        ("turn 2", "A1", "I like apples."),
        ("turn 99", "A1", "I like apples."),
        ("0%", "A1", "What do you eat?"),
        ("100 %", "A1", "Sometimes a pear."),
        ("30", "A1", "I like apples."),
    ],
)
def test_one_jumps_to_transcripts_turns_shares_and_offsets(
    place: TextCursor, where: str, transcript: str, quote: str
) -> None:
    place.jump(where)
    assert (place.transcript.id, place.quote) == (transcript, quote)


def test_a_jump_to_nowhere_is_said(place: TextCursor) -> None:
    with pytest.raises(QualcodeError, match="no such place"):
        place.jump("over there")


def test_a_transcript_in_which_nobody_says_anything_can_be_opened() -> None:
    place = TextCursor({"E1": EMPTY}, "E1")
    assert not any((place.move("word"), place.extend("turn", -1), place.select("turn"), place.find("INT")))


@given(st.integers(0, 10_000))
def test_a_selection_is_never_empty_and_never_outside(seed: int) -> None:
    """Law: whatever one does, the selection is a span of the body, its head at one of its ends."""
    rng = random.Random(seed)  # noqa: S311
    place = TextCursor(TEXTS, rng.choice(sorted(TEXTS)))
    for _ in range(30):
        by = rng.choice(["word", "sentence", "paragraph", "turn"])
        how = rng.choice(["move", "extend", "select", "point", "drag"])
        if how in {"move", "extend"}:
            getattr(place, how)(by, rng.choice([-3, -1, 1, 2]))
        elif how == "select":
            place.select(by)  # type: ignore[arg-type]
        else:
            place.point(rng.randrange(-5, 150), to=how == "drag")
        chosen = place.selection
        assert 0 <= chosen.start < chosen.end <= len(place.transcript.body)
        assert chosen.head in {chosen.start, chosen.end}
        assert place.quote.strip()


def test_pieces_before_and_behind_the_text_are_none() -> None:
    pieces = Pieces(TEXTS["A2"])
    end = len(TEXTS["A2"].body)
    assert pieces.starting("word", end) is None
    assert pieces.ending("word", 0) is None
    assert pieces.before("word", 0) is None
    assert Selection(3, 9, 3).fixed == 9
