"""Canonical transcripts: a head, speakers, turns, paragraphs, and every fault with its line."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.anchors import body_hash, canonical
from qualcode.errors import FaultsFound
from qualcode.model import INTERVIEWER, Transcript
from qualcode.transcripts import parse_transcript, read_transcript

HEAD = """\
---
id: T1
kind: interview
date: 2021-03-15
mode: video
speakers:
  INT: interviewer
  P1: P01
---
"""
DOCUMENT = "---\nid: D1\nkind: document\n---\n"


def parsed(body: str, head: str = HEAD) -> Transcript:
    return parse_transcript(f"{head}\n{body}", "T1.txt")


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Speaker and words of each turn, read by their offsets."""
    return [(turn.speaker, transcript.body[turn.start : turn.end]) for turn in transcript.turns]


def faults(text: str) -> list[tuple[str, str]]:
    """Place and problem of each fault of a text."""
    with pytest.raises(FaultsFound) as caught:
        parse_transcript(text, "T1.txt")
    return [(fault.place, fault.problem) for fault in caught.value.faults]


# --- head ---------------------------------------------------------------------------------


def test_the_head_gives_id_kind_and_attributes() -> None:
    transcript = parsed("INT: Hello?\n\nP1: Hi.")
    assert (transcript.id, transcript.kind, transcript.place) == ("T1", "interview", "T1.txt")
    assert transcript.attributes == {"date": "2021-03-15", "mode": "video"}
    assert transcript.body == "INT: Hello?\n\nP1: Hi."
    assert transcript.body_hash == body_hash("INT: Hello?\n\nP1: Hi.")


def test_the_heads_note_is_about_the_file_and_no_attribute() -> None:
    transcript = parsed("INT: Hello?", HEAD.replace("mode: video", "note: Invented."))
    assert transcript.attributes == {"date": "2021-03-15"}


def test_values_of_the_head_stay_text_as_written() -> None:
    transcript = parsed("Text.", "---\nid: 007\nkind: document\nwave: no\nround: 1.0\n---\n")
    assert transcript.id == "007"
    assert transcript.attributes == {"wave": "no", "round": "1.0"}


def test_dashes_in_the_text_do_not_end_the_head_a_second_time() -> None:
    transcript = parsed("INT: Hello?\n\n---\n\nP1: Hi.")
    assert said(transcript) == [("INT", "Hello?\n\n---"), ("P1", "Hi.")]


@pytest.mark.parametrize("kind", ["interview", "focus_group", "document"])
def test_these_are_the_kinds_of_transcripts(kind: str) -> None:
    assert parsed("Text.", f"---\nid: T1\nkind: {kind}\n---\n").kind == kind


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("kind: interveiw", ("T1.txt:3", "unknown kind 'interveiw'")),
        ("date: 15.3.2021", ("T1.txt:3", "the date '15.3.2021' is none")),
        ("date: 2021-02-30", ("T1.txt:3", "the date '2021-02-30' is none")),
        ("date: 20210315", ("T1.txt:3", "the date '20210315' is none")),
        ("id: a/b", ("T1.txt:3", "the id 'a/b' cannot be used")),
        ("mode: [video]", ("T1.txt:3", "`mode` is not plain text")),
        ("mode:", ("T1.txt:3", "`mode` is empty")),
        ("speakers: [INT]", ("T1.txt:3", "`speakers` is not a mapping")),
        ("speakers: {INT: }", ("T1.txt:3", "a speaker is empty")),
        ("wave: 2\nwave: 3", ("T1.txt:4", "the key 'wave' stands twice in the head")),
    ],
)
def test_a_fault_of_the_head_is_reported_with_its_line(line: str, fault: tuple[str, str]) -> None:
    rest = "".join(f"{key}: x1\n" for key in ("id",) if not line.startswith("id"))
    rest += "kind: interview\n" if not line.startswith("kind") else ""
    first, _, others = rest.partition("\n")
    assert fault in faults(f"---\n{first}\n{line}\n{others}---\n\nText.")


def test_all_faults_of_a_file_are_reported_in_one_go() -> None:
    text = "---\nkind: interveiw\ndate: soon\nspeakers:\n  INT: interviewer\n---\n\nINT: Hello?\n\nP9: Hi.\n"
    assert faults(text) == [
        ("T1.txt:2", "unknown kind 'interveiw'"),
        ("T1.txt:3", "the date 'soon' is none"),
        ("T1.txt:2", "the head has no `id`"),
        ("T1.txt:10", "unknown speaker 'P9'"),
    ]


def test_a_head_that_is_not_yaml_is_reported_with_its_line() -> None:
    ((place, problem),) = faults("---\nid: T1\nkind: [interview\n---\n\nText.")
    assert place in ("T1.txt:3", "T1.txt:4")
    assert "not YAML" in problem


def test_a_head_that_is_a_list_is_no_head() -> None:
    assert ("T1.txt:2", "the head is not a mapping") in faults("---\n- id: T1\n---\n\nText.")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ("T1.txt", "is empty")),
        (" \n\n", ("T1.txt", "is empty")),
        ("INT: Hello?\n", ("T1.txt:1", "has no head")),
        ("---\nid: T1\nkind: interview\n", ("T1.txt:1", "has no head")),
        (DOCUMENT, ("T1.txt:5", "has a head but no text")),
        (DOCUMENT + "\n \n", ("T1.txt:5", "has a head but no text")),
    ],
)
def test_a_file_without_head_or_text_is_refused(text: str, fault: tuple[str, str]) -> None:
    assert faults(text) == [fault]


def test_every_fault_says_what_to_do() -> None:
    with pytest.raises(FaultsFound) as caught:
        parsed("P2: Hi.\n\nINT: Hello?\nP1: Hi.")
    assert [str(fault) for fault in caught.value.faults] == [
        "T1.txt:11: unknown speaker 'P2'; add it to `speakers` in the head, or write one of: INT, P1",
        "T1.txt:14: 'P1' begins inside a paragraph; put a blank line before each speaker",
    ]


# --- speakers and turns -------------------------------------------------------------------


def test_each_turn_knows_its_speaker_and_who_that_is() -> None:
    transcript = parsed("INT: Hello?\n\nP1: Hi.\n\nINT: And?")
    assert [(turn.speaker, turn.participant) for turn in transcript.turns] == [
        ("INT", INTERVIEWER),
        ("P1", "P01"),
        ("INT", INTERVIEWER),
    ]
    assert said(transcript) == [("INT", "Hello?"), ("P1", "Hi."), ("INT", "And?")]
    assert transcript.participants == ("P01",)


@pytest.mark.parametrize("who", ["interviewer", "Interviewer", "INTERVIEWER"])
def test_the_interviewer_is_known_in_any_case(who: str) -> None:
    transcript = parsed("INT: Hello?", HEAD.replace("interviewer", who))
    assert transcript.turns[0].participant == INTERVIEWER


def test_a_speaker_can_have_a_name_of_several_words() -> None:
    head = "---\nid: T1\nkind: interview\nspeakers:\n  Zo\u00eb the 2nd: P01\n---\n"
    transcript = parsed("Zo\u00eb the 2nd: Hi.", head)
    assert said(transcript) == [("Zo\u00eb the 2nd", "Hi.")]


def test_paragraphs_without_a_speaker_go_on_with_the_turn() -> None:
    transcript = parsed("P1: First.\nSame paragraph.\n\nSecond.\n\nINT: And?")
    assert said(transcript)[0] == ("P1", "First.\nSame paragraph.\n\nSecond.")
    (first, second) = transcript.turns[0].paragraphs
    assert transcript.body[slice(*first)] == "First.\nSame paragraph."
    assert transcript.body[slice(*second)] == "Second."


def test_two_turns_of_one_speaker_stay_two() -> None:
    assert said(parsed("P1: One.\n\nP1: Two.")) == [("P1", "One."), ("P1", "Two.")]


def test_talk_before_the_first_speaker_is_nobodys() -> None:
    (turn, _) = parsed("Recorded in a kitchen.\n\nP1: Hi.").turns
    assert (turn.speaker, turn.participant) == (None, None)


def test_an_interviewer_in_words_who_is_not_declared_is_a_fault() -> None:
    with pytest.raises(FaultsFound, match="unknown speaker 'Interviewer'"):
        parsed("P1: Hi.\n\nInterviewer: Is the workload high?")


def test_an_interview_with_speakers_needs_them_in_its_head() -> None:
    text = "---\nid: A\nkind: interview\n---\n\nSome notes.\n\nINT: Why?\n\nP1: So.\n"
    with pytest.raises(
        FaultsFound, match=r"t:8: 'INT' looks like a speaker, but the head names none; add `speakers:`"
    ):
        parse_transcript(text, "t")
    notes = "---\nid: A\nkind: interview\n---\n\nSome notes: two things.\n"
    assert parse_transcript(notes, "t").participants == ()
    assert parse_transcript(text.replace("interview", "document"), "t").kind == "document"


@pytest.mark.parametrize(
    "speech",
    [
        "He said: no.",
        "Three things: money, people, time.",
        "Look: P1: is what they call me.",
        "It was 9:30.",
        "NATO: the word alone opens doors.",
        "to the INT: no",
    ],
)
def test_a_colon_inside_speech_is_no_speaker(speech: str) -> None:
    assert said(parsed(f"P1: {speech}")) == [("P1", speech)]


@pytest.mark.parametrize(
    "speech", ["He said: no.", "One point: money.", "The answer is X1: yes.", "A:B is what?"]
)
def test_a_colon_in_a_paragraph_that_goes_on_is_no_speaker_either(speech: str) -> None:
    assert said(parsed(f"P1: So.\n\n{speech}")) == [("P1", f"So.\n\n{speech}")]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("INT: Hello?\n\nP2: Hi.", ("T1.txt:13", "unknown speaker 'P2'")),
        ("\n\n\nINT: Hello?\n\nQ: Hi.", ("T1.txt:16", "unknown speaker 'Q'")),
        ("INT: one\ntwo\nthree\n\n\n\n  MOD: Hi.", ("T1.txt:17", "unknown speaker 'MOD'")),
        ("INT: cafe\u0301?\n\nP2: Hi.", ("T1.txt:13", "unknown speaker 'P2'")),
        ("P2:\nHi.", ("T1.txt:11", "unknown speaker 'P2'")),
    ],
)
def test_an_unknown_speaker_in_capitals_is_a_fault_with_its_line(body: str, fault: tuple[str, str]) -> None:
    assert faults(f"{HEAD}\n{body}") == [fault]


def test_the_line_of_a_fault_is_right_where_the_text_repeats_the_head() -> None:
    text = "---\nid: T1\nkind: interview\nspeakers: {INT: interviewer, A: P1}\n---\n\nB: P1\n"
    assert faults(text) == [("T1.txt:7", "unknown speaker 'B'")]


def test_a_known_speaker_inside_a_paragraph_is_a_fault() -> None:
    """Otherwise a file without blank lines would be one long turn of the interviewer."""
    assert faults(f"{HEAD}\nINT: Hello?\nP1: Hi.\nINT: And?\nP1: Well.\n") == [
        ("T1.txt:12", "'P1' begins inside a paragraph"),
        ("T1.txt:13", "'INT' begins inside a paragraph"),
        ("T1.txt:14", "'P1' begins inside a paragraph"),
    ]


@pytest.mark.parametrize(
    "body", ["  P1: Hi.  ", "\tP1: Hi.", "P1 : Hi.", "P1:Hi.", "P1:\nHi.", "P1:\u00a0Hi."]
)
def test_blanks_around_a_speaker_do_not_hide_them(body: str) -> None:
    assert said(parsed(body)) == [("P1", "Hi.")]


def test_blanks_around_a_paragraph_are_not_part_of_it() -> None:
    transcript = parsed("P1: One. \n \n   Two.\t\n\nINT: And?")
    assert [transcript.body[slice(*span)] for span in transcript.turns[0].paragraphs] == ["One.", "Two."]


def test_a_name_without_words_is_no_turn() -> None:
    transcript = parsed("INT: Hello?\n\nP1:\n\nINT: Still there?\n\nP1:\n\nYes.")
    assert said(transcript) == [("INT", "Hello?"), ("INT", "Still there?"), ("P1", "Yes.")]


def test_every_paragraph_of_a_document_is_a_turn_of_nobody() -> None:
    transcript = parsed("Title: a report\n\nNATO: what it is\nand was.\n\nEnd.", DOCUMENT)
    assert said(transcript) == [
        (None, "Title: a report"),
        (None, "NATO: what it is\nand was."),
        (None, "End."),
    ]
    assert transcript.participants == ()


# --- files --------------------------------------------------------------------------------


BODY = "INT: Qu\u2019est-ce?\n\nP1: Caf\u00e9, voil\u00e0.\n\nEncore."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (f"{HEAD}\n{BODY}\n", "utf-8"),
        (f"{HEAD}\n{BODY}\n", "utf-8-sig"),
        (f"{HEAD}\n{BODY}\n".replace("\n", "\r\n"), "utf-8"),
        (f"{HEAD}\n{BODY}\n".replace("\n", "\r"), "utf-8"),
        (f"{HEAD}\n{BODY}\n".replace("\u00e9", "e\u0301").replace("\u00e0", "a\u0300"), "utf-8"),
        (f"{HEAD.replace('---', '---  ')}\n\n\n{BODY}\n\n\n", "utf-8"),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "NFD", "blanks around"],
)
def test_the_same_text_is_read_however_it_was_saved(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "T1.txt"
    path.write_bytes(text.encode(encoding))
    transcript = read_transcript(path)
    assert transcript.body == BODY
    assert said(transcript) == [
        ("INT", "Qu\u2019est-ce?"),
        ("P1", "Caf\u00e9, voil\u00e0.\n\nEncore."),
    ]
    assert transcript.place == str(path)


def test_a_speaker_typed_with_a_combining_accent_is_the_same_speaker(tmp_path: Path) -> None:
    head = "---\nid: T1\nkind: interview\nspeakers: {INT: interviewer, Zoe\u0308: Zoe\u0308}\n---\n"
    (tmp_path / "T1.txt").write_text(f"{head}\nINT: Hello?\n\nZo\u00eb: Hi.", "utf-8")
    assert read_transcript(tmp_path / "T1.txt").participants == ("Zo\u00eb",)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "T1.txt: is empty"),
        (b"\xef\xbb\xbf", "T1.txt: is empty"),
        (b"PK\x03\x04\0\0", "T1.txt: is not text (it holds NUL bytes)"),
        (HEAD.encode("utf-16"), "T1.txt: is not text (it holds NUL bytes)"),
        (b"---\nid: T1\nkind: document\n---\n\ncaf\xe9", "T1.txt:6: is not UTF-8 (byte 0xe9)"),
    ],
    ids=["0 bytes", "only a BOM", "binary", "UTF-16", "Latin-1"],
)
def test_a_file_that_is_no_utf_8_text_is_refused_with_a_remedy(
    tmp_path: Path, data: bytes, fault: str
) -> None:
    (tmp_path / "T1.txt").write_bytes(data)
    with pytest.raises(FaultsFound) as caught:
        read_transcript(tmp_path / "T1.txt", "T1.txt")
    (found,) = caught.value.faults
    assert f"{found.place}: {found.problem}" == fault
    assert found.remedy


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound, match=r"T9\.txt: cannot be read"):
        read_transcript(tmp_path / "T9.txt", "T9.txt")


def test_a_line_of_nothing_but_blanks_takes_no_time() -> None:
    assert len(parsed("P1: Hi.\n" + " " * 100_000 + "\nMore.").turns) == 1


# --- laws ---------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        ["well", "No.", "the U.S.", "café", "cafe\u0301", "he:", "“so”", "—", "…", "S&T", "𝔸", "I?"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=3)
TALK = st.lists(st.tuples(st.sampled_from(["INT", "P1"]), PARAGRAPHS), min_size=1, max_size=6)


def written(talk: list[tuple[str, list[str]]], between: str) -> str:
    return between.join(f"{who}: " + between.join(paragraphs) for who, paragraphs in talk)


@given(TALK, st.sampled_from(["\n\n", "\r\n\r\n", "\n \n\n", "\r\r"]))
def test_the_span_of_every_turn_holds_its_words(talk: list[tuple[str, list[str]]], between: str) -> None:
    """Law: body[start:end] is what the speaker said, composed; nobody's name is in it."""
    transcript = parsed(written(talk, between))
    spans = [[transcript.body[slice(*span)] for span in turn.paragraphs] for turn in transcript.turns]
    assert spans == [[canonical(paragraph) for paragraph in paragraphs] for _, paragraphs in talk]
    assert [turn.speaker for turn in transcript.turns] == [who for who, _ in talk]


@given(TALK)
def test_turns_are_in_order_and_never_overlap(talk: list[tuple[str, list[str]]]) -> None:
    """Law: 0 < start < end, each turn ends before the next begins, and is framed by its paragraphs."""
    turns = parsed(written(talk, "\n\n")).turns
    edges = [edge for turn in turns for edge in (turn.start, turn.end)]
    assert edges == sorted(set(edges))
    assert all((turn.paragraphs[0][0], turn.paragraphs[-1][1]) == (turn.start, turn.end) for turn in turns)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    """Law: nothing but `FaultsFound` comes out, whatever stands in a file."""
    for head in (HEAD, DOCUMENT, ""):
        with contextlib.suppress(FaultsFound):
            transcript = parse_transcript(f"{head}\n{text}", "T1.txt")
            assert transcript.body == canonical(transcript.body)
            assert all(transcript.body[turn.start : turn.end].strip() for turn in transcript.turns)
