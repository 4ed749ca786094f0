"""Rarer ways to write labels and tables, and what the user is told where one is doubtful."""

from __future__ import annotations

import pytest

from qualcode.documents import Document, Paragraph, Run, Table
from qualcode.intake.presets.table import talks
from tests.intake.reading import draft, lines, sheet, talk, talk_in, times, turns, word_file

# --- labels without a colon ---------------------------------------------------------------


@pytest.mark.parametrize(
    "form", ["[{}] {}", "<{}> {}", "({}) {}", "{} - {}", "{} \u2013 {}", "{} \u2014 {}", "{} | {}"]
)
def test_a_label_may_be_parted_from_the_talk_by_other_signs(form: str) -> None:
    asked = ["Where did it stand?", "By the mill, I think."] * 4
    text = "\n".join(form.format(who, words) for who, words in zip(["INT", "P1"] * 4, asked, strict=True))
    assert lines(talk(text)) == list(zip(["INT", "P1"] * 4, asked, strict=True))


def test_letters_with_a_point_may_ask_and_answer() -> None:
    found = talk("Q. Where did it stand?\nA. By the mill, I think.\n" * 4)
    assert found.labels == ("Q", "A")
    assert len(found.said) == 8


@pytest.mark.parametrize(
    "text",
    [
        "[laughs] We went.\n[sighs] It was late.\n\nThen home.\n\nAnd to bed.\n",
        "Milk - two litres.\nBread - one.\nEggs - six.\n\nThat was all.\n",
        "1. First we went.\n2. Then we came.\n3. Then we left.\n",
    ],
)
def test_other_signs_at_the_beginning_of_lines_make_no_speakers(text: str) -> None:
    assert talk(text).labels == ()


def test_a_time_may_stand_at_the_beginning_of_what_is_said() -> None:
    found = talk("I: [00:05] Where?\nP: (0:09) There.\nI: When?\nP: At 9:30 or so.\n")
    assert lines(found) == [("I", "Where?"), ("P", "There."), ("I", "When?"), ("P", "At 9:30 or so.")]
    assert times(found) == [5.0, 9.0, None, None]


def test_people_whose_labels_differ_in_the_brackets_only_are_told_apart() -> None:
    found = talk("Interviewer: Yes?\nParticipant (A): So.\nParticipant (B): No.\n" * 3)
    assert len(found.labels) == 3
    assert len({who for who, _ in turns(draft(found))}) == 3


def test_lines_that_may_have_a_label_and_were_kept_as_talk_are_said() -> None:
    found = talk("INT: Why?\nP1: So.\n" * 5 + "several loud voices: No!\n" * 4)
    assert found.labels == ("INT", "P1")
    assert any("several loud voices: No!" in text for _, text in lines(found))


# --- Word files ---------------------------------------------------------------------------


def test_a_bold_line_in_early_teams_that_is_no_name_makes_it_something_else() -> None:
    sentence = "This is a long line of talk and by no means the name of anybody who might have spoken here."
    found = talk_in(word_file(*(f"0:0:{n}.0 --> 0:0:{n}.9\n{sentence}" for n in (5, 6, 7))))
    assert (found.labels, times(found)) == ((), [5.0, 6.0, 7.0])
    assert [text for _, text in lines(found)] == [sentence] * 3


def test_a_title_above_early_teams_is_the_preamble() -> None:
    found = talk_in(word_file("Meeting", "0:0:5.0 --> 0:0:7.0\nAnn\nYes.", "0:0:8.0 --> 0:0:9.0\nBob\nNo."))
    assert (found.preamble, found.labels) == (["Meeting"], ("Ann", "Bob"))


def test_talk_of_teams_may_go_on_in_another_paragraph() -> None:
    found = talk_in(word_file("*Ann*0:05\nYes.", "And more.", "*Bob*0:09\nNo."))
    assert lines(found) == [("Ann", "Yes."), ("", "And more."), ("Bob", "No.")]


def test_numbers_of_lines_are_no_words() -> None:
    rows = [
        f"{number} {words}" for number, words in enumerate(["I: Where?", "P: There.", "I: Oh?", "P: Yes."], 1)
    ]
    assert lines(talk_in(word_file(*rows))) == [("I", "Where?"), ("P", "There."), ("I", "Oh?"), ("P", "Yes.")]


# --- tables -------------------------------------------------------------------------------


def test_a_table_that_goes_on_on_the_next_page_is_one() -> None:
    first = Table((("Speaker", "Text"), ("I", "Where was it?"), ("P", "By the mill, I think.")))
    second = Table((("I", "When was that, then?"), ("P", "In the spring of that year.")))
    found = talk_in(Document("docx", (Paragraph((Run("Interview 4"),)), first, second)))
    assert [who for who, _ in lines(found)] == ["I", "P", "I", "P"]
    assert "Interview 4" in found.preamble


def test_a_column_of_questions_is_the_interviewers() -> None:
    found = talk_in(sheet("Question|Answer", "Where was it?|By the mill.", "When?|In spring."))
    assert [text for _, text in lines(found)] == ["Where was it?", "By the mill.", "When?", "In spring."]
    assert [who == "interviewer" for who, _ in turns(draft(found))] == [True, False, True, False]


def test_an_empty_table_is_no_talk() -> None:
    assert talk_in(Document("csv", (Table((("speaker", "text"),)),))).said == []


def test_one_row_of_prose_is_no_table_of_turns() -> None:
    found = talk_in(sheet("We came by boat in the early spring.|And stayed for years in the old mill."))
    assert (
        " ".join(text for _, text in lines(found))
        == ("We came by boat in the early spring. And stayed for years in the old mill.")
        or found.labels == ()
    )


def test_every_sheet_of_turns_is_a_transcript() -> None:
    one = Table((("Speaker", "Text"), ("I", "Where?"), ("P", "There.")), "Mill")
    two = Table((("Speaker", "Text"), ("I", "When?"), ("P", "Then.")), "Farm")
    found = talks(Document("xlsx", (one, two)))
    assert [(name, lines(entry)) for name, entry in found] == [
        ("Mill", [("I", "Where?"), ("P", "There.")]),
        ("Farm", [("I", "When?"), ("P", "Then.")]),
    ]


def test_a_name_in_a_column_is_a_transcript() -> None:
    rows = ["interview|speaker|text", "A|I|Where?", "|P|There.", "B|I|When?"]
    found = talks(sheet(*rows))
    assert [(name, [text for _, text in lines(entry)]) for name, entry in found] == [
        ("A", ["Where?", "There."]),
        ("B", ["When?"]),
    ]


def test_respondents_of_a_survey_answer_the_heads_of_the_columns() -> None:
    heads = "id|Where did you live as a child?|What do you miss about it most of all?"
    answers = ["r1|In the old mill by the river.|The noise of the water at night.",
               "r2|On a farm with many horses.|The horses, and my uncle too.",
               "r3|In the town behind the church.|",
               "r4|With my aunt in the harbour.|The ships and what they brought."]  # fmt: skip
    found = talk_in(sheet(heads, *answers))
    spoken = [text for _, text in lines(found)]
    assert "In the town behind the church." in spoken
    assert spoken.count("Where did you live as a child?") == 4
    assert spoken.count("What do you miss about it most of all?") == 3
    assert set(found.labels) > {"r1", "r2", "r3", "r4"}
    (note,) = found.notes
    assert note == "read as the answers of 4 respondents to 2 questions"


# --- doubt --------------------------------------------------------------------------------


def test_a_label_that_recurs_often_beside_others_is_a_speaker() -> None:
    found = talk("INT: Why?\nP1: So.\nThe CHAIR: Order!\n" * 8)
    assert found.labels == ("INT", "P1", "The CHAIR")


def test_a_label_that_recurs_and_is_not_believed_is_said() -> None:
    found = talk("INT: Why?\nP1: So.\n" * 6 + "Some loud voices: No!\n" * 2)
    assert found.labels == ("INT", "P1")
    (note,) = found.notes
    assert note.startswith("2 lines begin with words and a colon that recur and were kept as talk; --speaker")
    assert "loud" not in note


def test_a_long_line_is_no_legend_and_ends_the_head() -> None:
    long = "I = interviewer, and this is " + "a very long tale of how it all came to be, " * 8
    found = talk(f"Opening\n{long}\nDate: May\nI: Why?\nP: So.\nI: And?\nP: Yes.\n")
    assert [text for _, text in lines(found)] == ["Why?", "So.", "And?", "Yes."]
    assert found.roles == {}
