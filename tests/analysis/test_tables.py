"""The tables that every analysis starts from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import Study
from qualcode.analysis.tables import (
    codings_table,
    units_table,
    voices_table,
    word_tables,
    words_between,
)
from qualcode.model import Case, Coding, Evidence, Participant, Segment, Transcript
from qualcode.transcripts import parse_transcript, units_of


def test_voices_of_the_small_study(small: Study) -> None:
    """Words and sentences counted by hand; what nobody has is blank, never missing."""
    columns = ["transcript", "participant", "case", "transcript.kind", "participant.role", "case.group"]
    assert small.voices.table[[*columns, "words", "units"]].values.tolist() == [
        ["A1", "Ana", "North", "interview", "farmer", "one", 15, 4],
        ["A2", "Bo", "North", "interview", "cook", "one", 5, 2],
        ["B1", "Cy", "South", "interview", "farmer", "two", 10, 3],
        ["B2", "Di", "South", "interview", "cook", "two", 3, 2],
        ["D1", "", "", "document", "", "", 3, 1],
        ["F1", "Ana", "North", "focus_group", "farmer", "one", 1, 1],
        ["F1", "Eve", "", "focus_group", "farmer", "", 1, 1],
    ]
    assert set(small.voices.table) == {*columns, "transcript.date", "case.country", "words", "units"}


def transcript(text: str, name: str = "T1", head: str = "") -> Transcript:
    speakers = "speakers:\n  INT: interviewer\n  A: Ana\n  B: Bo\n"
    return parse_transcript(f"---\nid: {name}\nkind: interview\n{head}{speakers}---\n\n{text}\n")


def test_interviewer_is_nobodys_voice() -> None:
    talk = transcript("INT: One two three?\n\nA: Four. Five six.\n\nINT: Seven?\n\nA: Eight.")
    units = {"T1": units_of(talk, "sentence")}
    voices = voices_table([talk], [Participant("Ana")], [], units, word_tables([talk]))
    assert voices[["participant", "words", "units"]].values.tolist() == [["Ana", 4, 3]]
    assert list(units_table(units)["participant"]) == ["Ana", "Ana", "Ana"]


def test_voices_stand_in_order_of_appearance_and_attributes_have_their_owners_name() -> None:
    talk = transcript("B: One.\n\nA: Two.\n\nB: Three.", head="mode: video\n")
    people = [Participant("Ana", "North", {"role": "cook"}), Participant("Bo", None, {"age": "40"})]
    cases = [Case("North", (), {"group": "one"})]
    units = {"T1": units_of(talk, "turn")}
    voices = voices_table([talk], people, cases, units, word_tables([talk]))
    assert voices.to_dict("records") == [
        {
            "transcript": "T1", "participant": "Bo", "case": "", "transcript.kind": "interview",
            "transcript.mode": "video", "participant.role": "", "participant.age": "40", "case.group": "",
            "words": 2, "units": 2,
        },
        {
            "transcript": "T1", "participant": "Ana", "case": "North", "transcript.kind": "interview",
            "transcript.mode": "video", "participant.role": "cook", "participant.age": "",
            "case.group": "one", "words": 1, "units": 1,
        },
    ]  # fmt: skip


def test_talk_without_a_speaker_is_nobodys() -> None:
    document = parse_transcript("---\nid: D1\nkind: document\n---\n\nOne two.\n\nThree.\n")
    units = {"D1": units_of(document, "sentence")}
    voices = voices_table([document], [], [], units, word_tables([document]))
    assert voices[["participant", "case", "words", "units"]].values.tolist() == [["", "", 3, 2]]
    assert units_table(units)[["participant", "start", "end", "turn"]].values.tolist() == [
        ["", 0, 8, 0],
        ["", 10, 16, 1],
    ]


def test_codings_are_rows_with_blanks_for_what_is_not_known() -> None:
    evidence = (Evidence("rule 1", ("green", "apple")), Evidence("rule 2", ("storm",)))
    codings = [
        Coding(Segment("T1", 3, 9), "apples", "rules", "Ana", None, evidence),
        Coding(Segment("D1", 0, 4), "pears", "anna", None, "+"),
    ]
    assert codings_table(codings).values.tolist() == [
        ["T1", "Ana", 3, 9, "apples", "rules", "", "rule 1: green + apple; rule 2: storm"],
        ["D1", "", 0, 4, "pears", "anna", "+", ""],
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One.", 1), ("The U.S.-led S&T talks don't end", 6), ("well … I — no", 3), ("30+N, 2021", 2)],
)
def test_words_are_counted_as_a_reader_counts_them(text: str, words: int) -> None:
    entry = Transcript("T1", "document", text, ())
    assert len(word_tables([entry])["T1"]) == words


@given(st.lists(st.sampled_from(["one", "two", "three"]), max_size=8))
def test_words_between_the_ends_of_a_text_are_its_words(words: list[str]) -> None:
    body = " ".join(words)
    table = word_tables([Transcript("T1", "document", body, ())])["T1"]
    assert words_between(table, 0, len(body)) == len(words)
