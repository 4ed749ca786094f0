"""Talk between a file and a transcript: clean lines, turns, what comes before the first speaker."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.intake.talk import UNLABELLED, Talk, TalkParagraph, TurnDraft, settle_beginning, tidy, turns_of
from tests.intake.reading import lines, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two   words\t\n", "two words"),
        ("bell\x07 and\x85next\u2028line", "bell and next line"),
        ("soft\u00adhy\u200bphen\ufeff\u2060", "softhyphen"),
        ("no\u00a0break", "no break"),
        ("family 👩\u200d👧 and שלום", "family 👩\u200d👧 and שלום"),
        ("nothing\x00\x1f\x7f\ufffe\uffff", "nothing"),
    ],
)
def test_a_line_keeps_its_words_and_nothing_invisible(text: str, expected: str) -> None:
    assert tidy(text) == expected


@given(st.text())
def test_a_tidy_line_stays_as_it_is(text: str) -> None:
    """Law: tidying again changes nothing; the line has single blanks and no line breaks."""
    line = tidy(text)
    assert tidy(line) == line
    assert line.split() == line.split(" ") or line == ""
    assert len(line.splitlines()) <= 1


def test_what_one_speaker_says_is_one_turn_until_another_speaks() -> None:
    found = [
        TalkParagraph("A", "One.", 1.0),
        TalkParagraph("", "Two.", 2.0),
        TalkParagraph("A", "Three."),
        TalkParagraph("B", "Four."),
    ]
    assert list(turns_of(found, spoken=True)) == [
        TurnDraft("A", [(1.0, "One."), (2.0, "Two."), (None, "Three.")]),
        TurnDraft("B", [(None, "Four.")]),
    ]


def test_without_speakers_every_paragraph_is_a_turn() -> None:
    found = [TalkParagraph("", "One.", 1.0), TalkParagraph("", ""), TalkParagraph("", "Two.")]
    assert [turn.paragraphs for turn in turns_of(found, spoken=False)] == [[(1.0, "One.")], [(None, "Two.")]]


def test_a_short_beginning_goes_into_the_preamble() -> None:
    found = said(("", "Interview 4"), ("", "At the mill."), ("A", "Hello."))
    assert (found.preamble, lines(found)) == (["Interview 4", "At the mill."], [("A", "Hello.")])


def test_a_long_beginning_is_talk_of_somebody_without_a_name() -> None:
    found = said(("", "word " * 150), ("", "word " * 100), ("A", "Hello."))
    assert (found.preamble, [entry.label for entry in found.said]) == ([], [UNLABELLED, "", "A"])
    assert found.notes == ["250 words before the first speaker are given to UNLABELLED"]


def test_what_is_long_depends_on_the_rest() -> None:
    found = said(("", "word " * 250), ("A", "word " * 2000))
    assert (len(found.preamble), [entry.label for entry in found.said]) == (1, ["A"])


@pytest.mark.parametrize("entries", [[], [("", "One."), ("", "Two.")], [("A", "One."), ("", "Two.")]])
def test_without_a_beginning_nothing_is_moved(entries: list[tuple[str, str]]) -> None:
    found = said(*entries)
    assert (found.preamble, lines(found), found.notes) == ([], entries, [])


def test_a_label_on_a_line_of_its_own_belongs_to_what_follows() -> None:
    found = said(("A", "One."), ("B", "", 7.0), ("", "Two."), ("", "Three."))
    assert lines(found) == [("A", "One."), ("B", "Two."), ("", "Three.")]
    assert found.said[1].time == 7.0


def test_a_label_without_talk_is_nobody_and_is_counted() -> None:
    found = said(("A", ""), ("B", "Hello."), ("C", ""))
    assert (found.labels, found.left_out) == (("B",), {"label without talk": 2})


def test_labels_stand_in_order_of_appearance() -> None:
    assert Talk(
        "plain",
        [TalkParagraph("B", "x"), TalkParagraph("", "x"), TalkParagraph("A", "x"), TalkParagraph("B", "x")],
    ).labels == ("B", "A")


WORDS = st.lists(st.sampled_from("abc"), max_size=3).map(" ".join)


@given(st.lists(st.builds(TalkParagraph, st.sampled_from(["", "A", "B"]), WORDS, st.none()), max_size=8))
def test_no_word_is_lost_between_a_preset_and_the_turns(found: list[TalkParagraph]) -> None:
    """Law: preamble and turns together hold every word, in order, and neighbours differ in speaker."""
    words = [word for entry in found for word in entry.text.split()]
    settled = Talk("plain", list(found))
    settle_beginning(settled)
    spoken = bool(settled.labels)
    made = list(turns_of(settled.said, spoken=spoken))
    kept = [*settled.preamble, *(text for turn in made for _, text in turn.paragraphs)]
    assert " ".join(kept).split() == words
    if spoken:
        labels = [turn.label for turn in made]
        assert all(labels)
        assert all(one != other for one, other in pairwise(labels))
