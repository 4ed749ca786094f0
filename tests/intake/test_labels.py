"""Speakers' labels in front of lines: every form that real files have, and colons that name nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.intake.labels import asks, is_person, is_role, key_of, labelled
from tests.intake.reading import draft, lines, said, talk, talk_in, times, turns, word_file

# --- forms --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("INTERVIEWER", "PARTICIPANT"),
        ("Interviewer 1", "Interviewer 2"),
        ("I", "P"),
        ("Q", "A"),
        ("I1", "P10"),
        ("SPEAKER 1", "SPEAKER 2"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("Moderator", "BSR06"),
        ("Facilitator", "Teacher 3"),
        ("Ann Lee", "Max Roth"),
        ("Dr. Weber", "Mrs O'Neill"),
        ("Zoë", "Łukasz"),
        ("Анна", "Борис"),
        ("Interviewerin", "Befragte"),
        ("Unknown Speaker", "Interviewer"),
    ],
)
@pytest.mark.parametrize(
    "form", ["{}: {}", "{} : {}", "{}:  {}", "  {}: {}", "{}:{}", "{}\uff1a{}", "[{}]: {}"]
)
def test_a_label_stands_before_a_colon(form: str, one: str, other: str) -> None:
    asked = ["Where was it?", "By the mill."] * 3
    text = "\n".join(form.format(who, words) for who, words in zip([one, other] * 3, asked, strict=True))
    assert lines(talk(text)) == list(zip([one, other] * 3, asked, strict=True))


@pytest.mark.parametrize("form", ["**{}:** {}", "**{}**: {}", "__{}:__ {}", "*{}*: {}"])
def test_marks_of_markdown_around_a_label_are_none_of_it(form: str) -> None:
    text = "\n\n".join(form.format(who, "So it was.") for who in ("Interviewer", "P1") * 2)
    assert lines(talk(text, ".md")) == [("Interviewer", "So it was."), ("P1", "So it was.")] * 2


def test_a_label_stands_before_a_tab_or_alone() -> None:
    tabbed = "".join(f"{who}\tSo it was.\n" for who in ("INT", "BSR06") * 3)
    alone = "".join(f"{who}\nSo it was.\n\n" for who in ("INT", "BSR06") * 3)
    expected = [("INT", "So it was."), ("BSR06", "So it was.")] * 3
    assert lines(talk(tabbed)) == expected
    assert lines(talk(alone)) == expected


def test_a_bold_name_on_a_line_of_its_own_is_a_label() -> None:
    document = word_file(*["*Ann Lee*", "So it was.", "*Max Roth*", "Was it?"] * 2)
    assert lines(talk_in(document)) == [("Ann Lee", "So it was."), ("Max Roth", "Was it?")] * 2


@pytest.mark.parametrize(
    ("form", "time"),
    [
        ("[00:58] {}: Yes.", 58.0),
        ("00:58 {}: Yes.", 58.0),
        ("(00:58) {}: Yes.", 58.0),
        ("0:00:58.0 {}: Yes.", 58.0),
        ("*0.58 = {}: Yes.", 58.0),
        ("[00:00:58 --> 00:01:02] {}: Yes.", 58.0),
        ("{} [00:58]: Yes.", 58.0),
        ("{} (00:58): Yes.", 58.0),
        ("{} 00:58: Yes.", 58.0),
    ],
)
def test_a_time_stands_before_or_behind_a_label(form: str, time: float) -> None:
    found = talk("\n".join(form.format(who) for who in ("PARTICIPANT 10", "PARTICIPANT 12") * 2))
    assert lines(found) == [("PARTICIPANT 10", "Yes."), ("PARTICIPANT 12", "Yes.")] * 2
    assert times(found) == [time] * 4


def test_both_styles_of_times_in_one_file() -> None:
    found = talk("[00:58] PARTICIPANT 10: Hello.\n01:19 PARTICIPANT 12: There.\n*2.33 = I1: Hm?\n")
    assert (found.labels, times(found)) == (("PARTICIPANT 10", "PARTICIPANT 12", "I1"), [58.0, 79.0, 153.0])


def test_a_time_on_a_line_of_its_own_belongs_to_what_follows() -> None:
    found = talk("0:03:29.8\nI: Why?\nP: So.\n0:03:40\nI: And?\n0:04:00\nP: Yes.\n")
    assert lines(found) == [("I", "Why?"), ("P", "So."), ("I", "And?"), ("P", "Yes.")]
    assert times(found) == [209.8, None, 220.0, 240.0]


def test_details_behind_a_label_are_left_out_and_counted() -> None:
    found = talk("P1 (female, 34): So.\nP2 (male, 40): No.\nP1: Yes.\n")
    assert lines(found) == [("P1", "So."), ("P2", "No."), ("P1", "Yes.")]
    assert found.left_out == {"remark in brackets behind a label": 2}


def test_a_role_in_another_case_is_one_speaker_shown_as_most_often_written() -> None:
    found = talk("INTERVIEWER: a?\nP: b.\nInterviewer: c?\nP: d.\nInterviewer: e?\n")
    assert found.labels == ("Interviewer", "P")


# --- colons that name nobody --------------------------------------------------------------


@pytest.mark.parametrize(
    "speech",
    [
        "He said: no.",
        "One thing: money.",
        "Note: this was in May.",
        "For example: the roof.",
        "So: we left.",
        "Important: nobody knew.",
        "It was 9:30 or 10:15.",
        "See http://example.org: it is there.",
        "https://example.org",
        "And then I told her the following: go.",
        "First: the roof. Second: the floor.",
        "Well, you know: yes.",
    ],
)
def test_a_colon_in_speech_is_no_label(speech: str) -> None:
    text = (
        f"Interviewer: What?\nP1: {speech}\nInterviewer: And?\n\nP1: Yes.\n\n{speech}\n\nInterviewer: Good.\n"
    )
    found = talk(text)
    assert found.labels == ("Interviewer", "P1")
    assert lines(found)[1] == ("P1", speech)
    assert lines(found)[-2] == ("", speech)


@pytest.mark.parametrize(
    "text",
    [
        "Title: A report\nDate: 2020-01-01\nAuthor: nobody\n\nThe text begins here and goes on.\n",
        "We saw three things: a, b and c.\nAnd one more: d.\n",
        "Monday: rain.\n\nTuesday: sun.\n",
        "Just notes.\n\nNothing else.\n",
    ],
)
def test_a_text_without_speakers_has_none(text: str) -> None:
    assert talk(text).labels == ()
    assert draft(talk(text)).speakers == {}


def test_a_heading_inside_the_talk_is_no_speaker() -> None:
    found = talk("Interviewer: a?\nP: b.\n\nP1R1\n\nInterviewer: c?\nP: d.\n")
    assert lines(found) == [("Interviewer", "a?"), ("P", "b."), ("Interviewer", "c?"), ("P", "d.")]
    assert sum(found.left_out.values()) == 1


def test_a_heading_that_recurs_is_left_out_and_counted_too() -> None:
    found = talk("P1R1\n\nInterviewer: a?\nP: b.\n\nP1R1\n\nInterviewer: c?\nP: d.\n")
    assert found.labels == ("Interviewer", "P")
    assert sum(found.left_out.values()) + len(found.preamble) == 2


# --- heads and legends --------------------------------------------------------------------


@pytest.mark.parametrize(
    "legend",
    [
        "I = interviewer, P = participant",
        "I: Interviewer; P: Participant",
        "Legend: I = Interviewer, P = Participant",
        "I - interviewer, P - participant",
        "(I = the interviewer, P = a participant)",
    ],
)
def test_a_legend_says_who_is_who_and_is_no_talk(legend: str) -> None:
    found = talk(f"{legend}\n\nI: Why?\nP: So.\nI: And?\nP: Yes.\n")
    assert lines(found) == [("I", "Why?"), ("P", "So."), ("I", "And?"), ("P", "Yes.")]
    assert found.preamble == [legend]
    assert [who for who, _ in turns(draft(found))] == ["interviewer", "T1-P"] * 2


def test_a_legend_goes_before_what_a_letter_mostly_means() -> None:
    found = talk("Y = interviewer, I = informant\n\nY: Why?\nI: So.\nY: And?\nI: Yes.\n")
    assert [who for who, _ in turns(draft(found))] == ["interviewer", "T1-I"] * 2


def test_a_head_block_is_no_talk() -> None:
    found = talk(
        "Date: 2021-05-04\nPlace: the library\nInterviewer: Ann Lee\nParticipant: P07\n\n"
        "Interviewer: Why?\nParticipant: So.\nInterviewer: And?\nParticipant: Yes.\n"
    )
    assert found.preamble == [
        "Date: 2021-05-04",
        "Place: the library",
        "Interviewer: Ann Lee",
        "Participant: P07",
    ]
    assert [text for _, text in lines(found)] == ["Why?", "So.", "And?", "Yes."]


# --- what a label is ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["Interviewer", "INT", "I", "Q", "Moderator 2", "interviewer:", "IV", "Interviewerin"]
)
def test_these_ask(label: str) -> None:
    assert asks(label)


@pytest.mark.parametrize("label", ["Interviewee", "P", "A", "Participant", "Ann", "Speaker 1", "INTERN"])
def test_these_do_not_ask(label: str) -> None:
    assert not asks(label)


@pytest.mark.parametrize(
    "label", ["Participant", "participant 12", "Speaker_00", "Interviewer", "Male Voice"]
)
def test_these_are_roles(label: str) -> None:
    assert is_role(label)
    assert not is_person(label)


@pytest.mark.parametrize("label", ["Ann Lee", "Dr. Weber", "Ludwig van Beethoven", "Łukasz Żak"])
def test_these_are_persons(label: str) -> None:
    assert is_person(label)
    assert not is_role(label)


@pytest.mark.parametrize(
    ("one", "other"),
    [("P1", "p1"), (" Ann  Lee:", "ann lee"), ("**Q**", "Q"), ("[A]", "a"), ("STRASSE", "straße")],
)
def test_labels_that_differ_only_in_case_blanks_or_marks_are_one(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@given(st.text(max_size=160))
def test_any_line_has_a_label_or_none(line: str) -> None:
    """Law: a label stands in its line, and the rest is the line's end."""
    found = labelled(line)
    if found is not None:
        assert found.name in line
        assert line.endswith(found.rest)
        assert found.key == key_of(found.name)


def test_labels_given_by_the_user_need_not_look_like_any() -> None:
    text = "my grandmother: Once there was a mill.\nme: Where?\n"
    assert talk(text).labels == ()
    assert talk(text, declared=["My Grandmother", "me"]).labels == ("my grandmother", "me")


def test_one_who_is_named_but_never_speaks_is_no_speaker() -> None:
    found = said(("A", "One."), ("B", ""))
    assert draft(found).participants == ("T1-A",)
