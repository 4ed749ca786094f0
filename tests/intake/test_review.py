"""What a reader of the importer found: words that were lost, and talk that went to somebody else."""

from __future__ import annotations

import pytest

from qualcode.documents import SourceFile, document_of
from qualcode.intake.draft import FileOptions, drafted, scoped
from qualcode.intake.presets import TalkOptions, talk_of
from qualcode.intake.talk import Talk


def talk(text: str, suffix: str = ".txt") -> Talk:
    return talk_of(document_of(SourceFile(text.encode(), "t", suffix)), TalkOptions(), "t")


def said(text: str) -> list[tuple[str, str]]:
    return [(entry.label, entry.text) for entry in talk(text).said]


@pytest.mark.parametrize(
    ("label", "own", "who"),
    [
        ("Participant", "Participant_01", "Participant_01-Participant"),
        ("Man", "Germany_02", "Germany_02-Man"),
        ("BSR06", "BSR06_final", "BSR06"),
        ("P1", "P12", "P12-P1"),
    ],
)
def test_one_label_in_two_transcripts_is_two_people(label: str, own: str, who: str) -> None:
    assert scoped(label, own) == who


def test_talk_that_ends_in_a_time_names_nobody() -> None:
    text = """
INT: When did you leave the house that morning, and who was there with you?

P1: I was alone. I packed the two boxes that you see there on the shelf,
and then we left around 10:30

INT: And when did you come back home again with the boxes and all the rest?

P1: It was late, it was dark already, I remember the lamp over the door, so
I think we came home about 19:45
"""
    found = talk(text)
    assert (found.preset, found.labels) == ("plain", ("INT", "P1"))
    assert found.said[1].text.endswith("on the shelf, and then we left around 10:30")


def test_an_answer_that_ends_in_a_time_stays_where_it_is() -> None:
    turns = [
        ("Ann Lee", "When?"),
        ("Bo Chen", "I got up at 6:30"),
        ("Ann Lee", "So?"),
        ("Bo Chen", "We ate."),
    ]
    text = "".join(f"{name}  0:0{n}\n{words}\n\n" for n, (name, words) in enumerate(turns))
    assert said(text) == turns


def test_a_code_at_the_start_of_a_sentence_is_no_lost_label() -> None:
    text = "UK: How?\n\nUS: Good.\n\nUK: We waited.\n\nUS Army officers came late.\n\nUS: Yes.\n"
    assert ("", "US Army officers came late.") in said(text)


def test_labels_at_the_edges_of_pages_are_no_running_headers() -> None:
    page = "P1\nI was there for a while.\n\nINT\nAnd then what?\n\nP1\nThen I went."
    text = "\x0c".join(f"{page}\n\nINT\n" if n < 3 else page for n in range(4))
    assert set(talk(text).labels) == {"P1", "INT"}


def test_what_other_columns_hold_is_counted() -> None:
    table = "speaker,text,translation\nP1,Bonjour à tous,Hello everybody\nP2,Merci,Thanks\n"
    assert talk(table, ".csv").left_out["cell of other columns"] == 2


def test_a_name_that_is_given_a_participant_goes_from_the_preamble_too() -> None:
    head = "Interview with Ann Lee\nDate: 14 March 2023\n\n"
    text = f"{head}Max Roth: Well?\n\nAnn Lee: Yes.\n\nMax Roth: So?\n\nAnn Lee: No.\n"
    wishes = FileOptions(speakers={"ann lee": "P07"}, interviewers=frozenset({"max roth"}))
    draft = drafted(talk(text), "t", wishes, known={}, head={}, roles={})
    assert "Ann Lee" not in draft.text
    assert "Interview with P07" in draft.text
