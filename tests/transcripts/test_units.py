"""Units: turns, paragraphs and sentences of a transcript, and the laws they keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import Study
from qualcode.model import INTERVIEWER, UNITS, Transcript, UnitKind
from qualcode.transcripts import parse_transcript, units_of

HEAD = "---\nid: T1\nkind: interview\nspeakers: {INT: interviewer, A: Ana}\n---\n\n"
TALK = parse_transcript(
    HEAD
    + "INT: What grows here? Anything?\n\nA: Apples. Mostly.\n\nAnd in the U.S. orchards, pears. [laughs]"
)


def texts(transcript: Transcript, kind: UnitKind) -> list[tuple[int, str | None, str]]:
    """Turn, speaker and words of each unit."""
    return [
        (unit.turn, unit.participant, transcript.body[unit.start : unit.end])
        for unit in units_of(transcript, kind)
    ]


def test_a_turn_is_one_unit_with_all_its_paragraphs() -> None:
    assert texts(TALK, "turn") == [
        (0, INTERVIEWER, "What grows here? Anything?"),
        (1, "Ana", "Apples. Mostly.\n\nAnd in the U.S. orchards, pears. [laughs]"),
    ]


def test_paragraphs_belong_to_the_turn_they_stand_in() -> None:
    assert texts(TALK, "paragraph") == [
        (0, INTERVIEWER, "What grows here? Anything?"),
        (1, "Ana", "Apples. Mostly."),
        (1, "Ana", "And in the U.S. orchards, pears. [laughs]"),
    ]


def test_sentences_stay_within_their_paragraph() -> None:
    assert texts(TALK, "sentence") == [
        (0, INTERVIEWER, "What grows here?"),
        (0, INTERVIEWER, "Anything?"),
        (1, "Ana", "Apples."),
        (1, "Ana", "Mostly."),
        (1, "Ana", "And in the U.S. orchards, pears. [laughs]"),
    ]


def test_a_silent_turn_is_no_unit() -> None:
    transcript = parse_transcript(HEAD + "INT: Well?\n\nA:\n\nINT: Nothing?")
    for kind in UNITS:
        assert [unit.participant for unit in units_of(transcript, kind)] == [INTERVIEWER, INTERVIEWER]


def check_laws(transcript: Transcript, kind: UnitKind) -> None:
    """In order, never overlapping, never beyond their turn, no blanks at the ends, all letters covered."""
    units = units_of(transcript, kind)
    behind = 0
    for unit in units:
        turn = transcript.turns[unit.turn]
        text = transcript.body[unit.start : unit.end]
        assert behind <= unit.start < unit.end
        assert turn.start <= unit.start < unit.end <= turn.end
        assert unit.participant == turn.participant
        assert text == text.strip()
        behind = unit.end
    said = "".join(transcript.body[turn.start : turn.end] for turn in transcript.turns)
    covered = "".join(transcript.body[unit.start : unit.end] for unit in units)
    assert "".join(covered.split()) == "".join(said.split())


WORDS = st.lists(
    st.sampled_from(
        ["we", "We", "U.S.", "S&T.", "…", "?", "“So", "[laughs]", "𝔸.", "e\u0301.", "\n", "\n\n", "He:"]
    ),
    max_size=12,
).map(" ".join)
TRANSCRIPTS = st.lists(st.tuples(st.sampled_from(["INT", "A", ""]), WORDS), min_size=1, max_size=6)


@pytest.mark.parametrize("kind", UNITS)
@given(talk=TRANSCRIPTS)
def test_units_keep_their_laws_in_any_talk(kind: UnitKind, talk: list[tuple[str, str]]) -> None:
    body = "\n\n".join(f"{who}: {words}" if who else words for who, words in talk)
    check_laws(parse_transcript(f"{HEAD}A: Yes.\n\n{body}"), kind)


@pytest.mark.parametrize("kind", UNITS)
def test_units_keep_their_laws_in_the_sample(sample: Study, kind: UnitKind) -> None:
    for transcript in sample.transcripts:
        check_laws(transcript, kind)


def test_no_letter_of_the_sample_is_lost_between_the_turns(sample: Study) -> None:
    """What stands outside the turns is speakers' names and colons, nothing else."""
    for transcript in sample.transcripts:
        behind, outside = 0, ""
        for turn in transcript.turns:
            outside += transcript.body[behind : turn.start]
            behind = turn.end
        outside += transcript.body[behind:]
        names = "".join(f"{turn.speaker}:" for turn in transcript.turns if turn.speaker)
        assert "".join(outside.split()) == names
