"""What imported transcripts have besides: time stamps, and a head that says where they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import FaultsFound
from qualcode.transcripts.canonical import is_date, read_head
from tests.transcripts.test_canonical import DOCUMENT, HEAD, faults, parsed, said

# --- time stamps --------------------------------------------------------------------------


@pytest.mark.parametrize("stamp", ["00:03:29", "0:03:29", "123:00:00", "00:03:29.5", "00:03:29.125"])
def test_a_time_in_front_of_a_turn_is_its_time_and_none_of_its_words(stamp: str) -> None:
    transcript = parsed(f"INT: Hello?\n\n[{stamp}] P1: Hi.\n\nMore.\n\n[00:09:00] And more.")
    assert [turn.time for turn in transcript.turns] == ["", stamp]
    (_, turn) = transcript.turns
    assert [transcript.body[slice(*span)] for span in turn.paragraphs] == ["Hi.", "More.", "And more."]
    assert (turn.speaker, turn.participant) == ("P1", "P01")


@pytest.mark.parametrize("body", ["  [00:00:01]  P1:  Hi.", "[00:00:01]P1:Hi.", "[00:00:01]\tP1 : Hi."])
def test_blanks_around_a_time_do_not_matter(body: str) -> None:
    (turn,) = parsed(body).turns
    assert (turn.time, said(parsed(body))) == ("00:00:01", [("P1", "Hi.")])


@pytest.mark.parametrize(
    "words", ["[0:21] Hi.", "[00:00:01 Hi.", "[laughs] Hi.", "00:00:01 Hi.", "[1234:00:00] Hi."]
)
def test_what_is_no_time_stays_a_word(words: str) -> None:
    transcript = parsed(f"P1: So.\n\n{words}")
    (turn,) = transcript.turns
    assert (turn.time, transcript.body[slice(*turn.paragraphs[1])]) == ("", words)


def test_a_time_behind_the_speaker_is_words() -> None:
    (turn,) = (transcript := parsed("P1: [00:00:01] Hi.")).turns
    assert (turn.time, said(transcript)) == ("", [("P1", "[00:00:01] Hi.")])


def test_the_time_of_a_turn_without_words_is_nobodys() -> None:
    transcript = parsed("INT: Hello?\n\n[00:00:05] P1:\n\n[00:00:09] INT: Still there?")
    assert [(turn.time, turn.speaker) for turn in transcript.turns] == [("", "INT"), ("00:00:09", "INT")]


def test_a_paragraph_of_a_document_may_have_a_time() -> None:
    transcript = parsed("[00:00:01] First.\n\nSecond.", DOCUMENT)
    assert [(turn.time, transcript.body[turn.start : turn.end]) for turn in transcript.turns] == [
        ("00:00:01", "First."),
        ("", "Second."),
    ]


def test_an_unknown_speaker_behind_a_time_is_a_fault_as_well() -> None:
    assert faults(f"{HEAD}\nINT: Hello?\n\n[00:00:05] P2: Hi.") == [("T1.txt:13", "unknown speaker 'P2'")]
    assert faults(f"{HEAD}\nINT: Hello?\n[00:00:05] P1: Hi.") == [
        ("T1.txt:12", "'P1' begins inside a paragraph")
    ]


# --- what the head says about the file ----------------------------------------------------

IMPORTED = HEAD.replace(
    "speakers:",
    'source: "sha256:00"\nimported: abc\nnote: Invented.\npreamble: |-\n  Date: May\n  # so\nspeakers:',
)


def test_what_the_head_says_about_the_file_is_no_attribute() -> None:
    assert parsed("INT: Hello?", IMPORTED).attributes == {"date": "2021-03-15", "mode": "video"}


def test_the_head_alone_can_be_read_with_all_it_says(tmp_path: Path) -> None:
    (tmp_path / "T1.txt").write_text(f"{IMPORTED}\nP9: a body with faults", "utf-8")
    attributes, speakers = read_head(tmp_path / "T1.txt", "T1.txt")
    assert attributes == {
        "id": "T1",
        "kind": "interview",
        "date": "2021-03-15",
        "mode": "video",
        "source": "sha256:00",
        "imported": "abc",
        "note": "Invented.",
        "preamble": "Date: May\n# so",
    }
    assert speakers == {"INT": "interviewer", "P1": "P01"}


@pytest.mark.parametrize(
    "text", ["", "no head", "---\nkind: interview\n---\n\nText.", "---\nid: a/b\nkind: x\n---\n"]
)
def test_a_faulty_head_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "T1.txt").write_text(text, "utf-8")
    with pytest.raises(FaultsFound):
        read_head(tmp_path / "T1.txt", "T1.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-03-15", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2021-3-15", False),
        ("20210315", False),
        ("2021-W11-1", False),
        ("15.03.2021", False),
        ("", False),
    ],
)
def test_a_date_is_a_day_in_one_form(text: str, expected: bool) -> None:
    assert is_date(text) is expected
