"""Units: turns, paragraphs and sentences of a transcript, and the laws they keep."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import Study
from qualcode.model import INTERVIEWER, UNITS, Transcript, UnitKind
from qualcode.transcripts import parse_transcript, units_of
from qualcode.transcripts import units as units_module
from qualcode.transcripts.units import unit_ids, units_by_id

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


# --- ids ----------------------------------------------------------------------------------


def ids(*texts: str) -> list[str]:
    return unit_ids(texts, "sentence")


def test_an_id_is_short_and_names_its_kind() -> None:
    for kind in UNITS:
        (name,) = unit_ids(["Apples."], kind)
        assert re.fullmatch(rf"{kind[0]}[0-9a-f]{{10}}", name)


def test_an_id_stands_for_good() -> None:
    """Scripts and notes keep ids: whoever changes how they are made breaks them."""
    assert ids("Apples.", "Yes.", "Pears.", "Yes.") == [
        "s" + "".join(digest)
        for digest in (
            blake("Apples."),
            blake("Yes.\x1fApples."),
            blake("Pears."),
            blake("Yes.\x1fPears."),
        )
    ]


def blake(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()[:10]


def test_ids_know_their_units(sample: Study) -> None:
    for transcript in sample.transcripts:
        for kind in UNITS:
            assert tuple(units_by_id(transcript, kind).values()) == units_of(transcript, kind)


def test_wrapping_lines_anew_changes_no_id() -> None:
    wrapped = parse_transcript(
        HEAD + "INT: What   grows here?\nAnything?\n\n\nA:  Apples.\tMostly.\n \n"
        "And in the\nU.S. orchards,\u00a0pears.\n[laughs]"
    )
    for kind in UNITS:
        assert list(units_by_id(wrapped, kind)) == list(units_by_id(TALK, kind))


def test_another_speaker_changes_no_id() -> None:
    other = parse_transcript(HEAD.replace("A: Ana", "A: Bo") + TALK.body)
    assert list(units_by_id(other, "sentence")) == list(units_by_id(TALK, "sentence"))


def test_equal_texts_are_told_apart_by_what_is_before_then_behind_then_by_number() -> None:
    before = ids("One?", "Yes.", "Two?", "Yes.", "End.")
    assert len(set(before)) == 5
    assert ids("One?", "Yes.", "New.", "Two?", "Yes.", "Other end.")[1:5:3] == before[1:4:2]
    behind = ids("One?", "Yes.", "A.", "One?", "Yes.", "B.")
    assert len(set(behind)) == 6
    numbered = ids(*["Yes."] * 50)
    assert len(set(numbered)) == 50
    assert ids(*["Yes."] * 51)[1:49] == numbered[1:49]


def test_units_whose_digests_begin_alike_are_still_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [str(number) for number in range(40)]
    monkeypatch.setattr(units_module, "_SHOWN", 1)  # 16 beginnings for 40 texts
    names = ids(*texts)
    assert len(set(names)) == 40
    assert names == list(reversed(ids(*reversed(texts))))


def test_ids_differ_within_the_sample(sample: Study) -> None:
    said = 0
    for transcript in sample.transcripts:
        for kind in UNITS:
            said += len(units_by_id(transcript, kind))
    assert said == sum(len(units_of(transcript, kind)) for transcript in sample.transcripts for kind in UNITS)


SAID = st.lists(st.sampled_from(["Yes.", "No.", "Yes. No.", "A.", "B.", "C.", "D.", "E."]), max_size=12)


@given(SAID)
def test_ids_are_unique_in_any_talk(texts: list[str]) -> None:
    assert len(set(ids(*texts))) == len(texts)


@given(SAID, st.data())
def test_an_edit_changes_only_ids_of_units_that_say_what_it_or_its_neighbours_say(
    texts: list[str], data: st.DataObject
) -> None:
    """Law: one edit of any kind; units that say something else than what it touched keep their ids."""
    at = data.draw(st.integers(0, len(texts)))
    removed = data.draw(st.integers(0, 2))
    new = data.draw(st.lists(st.sampled_from(["Yes.", "A.", "New.", "Newer."]), max_size=2))
    edited = [*texts[:at], *new, *texts[at + removed :]]
    touched = {*texts[max(0, at - 1) : at + removed + 1], *new}
    assert kept(texts, touched) == kept(edited, touched)


@given(SAID)
def test_swapping_the_halves_changes_only_ids_at_the_seams(texts: list[str]) -> None:
    middle = len(texts) // 2
    touched = {text for at in (0, middle) for text in (texts[at - 1 : at + 1] or texts[-1:] + texts[:1])}
    swapped = texts[middle:] + texts[:middle]
    assert sorted(kept(texts, touched)) == sorted(kept(swapped, touched))


@given(SAID, SAID)
def test_a_unit_that_alone_says_what_it_says_keeps_its_id_in_any_other_talk(
    texts: list[str], others: list[str]
) -> None:
    once = {text for text, n in Counter(texts).items() if n == 1 == others.count(text)}
    here, there = dict(zip(texts, ids(*texts), strict=True)), dict(zip(others, ids(*others), strict=True))
    assert [here[text] for text in once] == [there[text] for text in once]


def kept(texts: list[str], touched: set[str]) -> list[tuple[str, str]]:
    """The ids of the texts that were not touched, in order."""
    return [(text, name) for text, name in zip(texts, ids(*texts), strict=True) if text not in touched]
