"""How programs write talk down: each preset on a small file, and laid down by the user."""

from __future__ import annotations

import pytest

from qualcode.documents import Cue, Document, Paragraph, Run, Table
from qualcode.errors import FaultsFound
from qualcode.intake.presets import PRESETS
from qualcode.intake.talk import Talk
from tests.intake.reading import lines, sheet, talk, talk_in, times, word_file


def captions(*cues: tuple[float, float, str] | tuple[float, float, str, str], form: str = "vtt") -> Document:
    return Document(form, tuple(Cue(*cue) for cue in cues))


def words(found: Talk) -> list[str]:
    return " ".join(entry.text for entry in found.said).split()


# --- captions -----------------------------------------------------------------------------


def test_zoom_names_a_speaker_once_and_goes_on_without() -> None:
    found = talk_in(
        captions(
            (1, 2, "Ann Lee: Shall we"),
            (2, 3, "start? It is late."),
            (6, 7, "Or not."),
            (7, 8, "Max Roth: We shall."),
            (8, 9, "Ann Lee: Good."),
            (9, 10, "Max Roth: So: the mill."),
        )
    )
    assert found.preset == "zoom"
    assert lines(found) == [
        ("Ann Lee", "Shall we start? It is late."),
        ("", "Or not."),
        ("Max Roth", "We shall."),
        ("Ann Lee", "Good."),
        ("Max Roth", "So: the mill."),
    ]
    assert times(found) == [1, 6, 7, 8, 9]


def test_a_cue_that_is_a_name_alone_says_who_speaks_next() -> None:
    found = talk_in(
        captions(
            (1, 2, "Ann:"), (2, 3, "Hello."), (3, 4, "Bob: Hi."), (4, 5, "Ann: So."), (5, 6, "Bob: Yes.")
        )
    )
    assert lines(found) == [("Ann", "Hello."), ("Bob", "Hi."), ("Ann", "So."), ("Bob", "Yes.")]


def test_teams_cuts_sentences_of_a_voice_into_cues() -> None:
    found = talk_in(
        captions((1, 2, "We came", "Lee, Ann"), (2, 3, "by boat.", "Lee, Ann"), (3, 4, "When?", "Roth, Max"))
    )
    assert found.preset == "teams"
    assert lines(found) == [("Lee, Ann", "We came by boat."), ("Roth, Max", "When?")]
    assert times(found) == [1, 3]


def test_whisper_has_sentences_and_no_speakers() -> None:
    found = talk_in(captions((0, 2, "We came by boat."), (5, 7, "In spring."), (7.2, 8, "So: early.")))
    assert (found.preset, found.labels) == ("whisper", ())
    assert words(found) == ["We", "came", "by", "boat.", "In", "spring.", "So:", "early."]
    assert times(found)[0] == 0


def test_numbered_speakers_are_whispers() -> None:
    cues = [(n, n + 1, f"SPEAKER_0{n % 2}: So it was.") for n in range(4)]
    found = talk_in(captions(*cues, form="srt"))
    assert (found.preset, found.labels) == ("whisper", ("SPEAKER_00", "SPEAKER_01"))


def test_captions_without_a_full_stop_end_a_paragraph_somewhere() -> None:
    found = talk_in(captions(*((n, n + 1, "and then we went on and on") for n in range(200))))
    assert len(found.said) > 1
    assert len(words(found)) == 200 * 7


def test_times_before_the_beginning_are_the_beginning() -> None:
    assert times(talk_in(captions((-3, 1, "Well.", "Bob"), (1, 2, "Yes.", "Ann")))) == [0.0, 1]


def test_a_caption_without_times_is_read() -> None:
    found = talk_in(Document("vtt", (Cue(None, None, "Well."), Cue(None, None, "Yes."))))
    assert words(found) == ["Well.", "Yes."]


# --- Word files ---------------------------------------------------------------------------


def test_teams_in_word_has_a_bold_name_and_a_plain_time_without_a_blank() -> None:
    found = talk_in(
        word_file(
            "Max Roth started transcription", "*P7*3:37\nWe came by boat.\nIn spring.", "*Lee, Ann*4:02\nWhy?"
        )
    )
    assert found.preset == "teams"
    assert lines(found) == [("P7", "We came by boat. In spring."), ("Lee, Ann", "Why?")]
    assert times(found) == [217.0, 242.0]
    assert found.left_out == {"line of the meeting program": 1}


def test_early_teams_has_times_names_and_talk_on_lines_of_their_own() -> None:
    found = talk_in(
        word_file(
            "0:0:5.0 --> 0:0:7.0\nAnn Lee\nShall we?", "0:0:8.0 --> 0:0:9.5\nMax Roth\nWe shall.\nReally."
        )
    )
    assert found.preset == "teams"
    assert lines(found) == [("Ann Lee", "Shall we?"), ("Max Roth", "We shall. Really.")]
    assert times(found) == [5.0, 8.0]


def test_words_own_transcription_has_a_paragraph_a_sentence() -> None:
    found = talk_in(
        word_file("Transcript", "00:00:01 Me", "Shall we?", "It is late.", "00:00:09 Speaker 2", "We shall.")
    )
    assert found.preset == "word"
    assert lines(found) == [("Me", "Shall we? It is late."), ("Speaker 2", "We shall.")]
    assert (times(found), found.preamble) == ([1.0, 9.0], ["Transcript"])


OTTER = """\
SUMMARY KEYWORDS
boat, spring

SPEAKERS
Ann Lee, Max Roth

Ann Lee  0:21
Shall we?

It is late.

Max Roth  1:02:03
We shall.

Transcribed by https://otter.ai
"""


def test_otter_has_a_header_and_names_with_times() -> None:
    found = talk(OTTER)
    assert found.preset == "otter"
    assert [(who, text) for who, text in lines(found) if who] == [
        ("Ann Lee", "Shall we?"),
        ("Max Roth", "We shall."),
    ]
    assert words(found) == ["Shall", "we?", "It", "is", "late.", "We", "shall."]
    assert times(found)[0] == 21.0
    assert times(found)[-1] == 3723.0
    assert any("boat, spring" in line for line in found.preamble)
    assert found.left_out == {"line of the transcription service": 1}


# --- tables -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heads",
    [
        "Speaker|Text|Start",
        "speaker name|Utterance|timestamp",
        "Who|What was said|Time",
        "Sprecher|Text|Zeit",
    ],
)
def test_a_table_has_a_row_for_every_turn(heads: str) -> None:
    found = talk_in(sheet(heads, "I|Where?|0:05", "P|There.|0:09", "P|By the mill.|12.5"))
    assert found.preset == "table"
    assert lines(found) == [("I", "Where?"), ("P", "There."), ("P", "By the mill.")]
    assert times(found) == [5.0, 9.0, 12.5]


def test_a_title_above_the_heads_is_the_preamble() -> None:
    found = talk_in(sheet("Interview 7||", "||", "Speaker|Text|", "I|Where?|", "P|There.|"))
    assert found.preamble == ["Interview 7"]
    assert lines(found) == [("I", "Where?"), ("P", "There.")]


def test_a_table_of_excerpts_has_no_speakers() -> None:
    found = talk_in(sheet("id|Excerpt", "1|We came by boat.", "2|It was late.\nVery late."))
    assert [text for _, text in lines(found)] == ["We came by boat.", "It was late.", "Very late."]
    assert found.labels == ()


def test_a_table_without_heads_is_guessed_by_what_it_holds() -> None:
    found = talk_in(sheet(*["I|Where was the old mill, then?", "P|It stood right behind the church."] * 3))
    assert found.labels == ("I", "P")
    assert len(found.said) == 6


def test_labels_that_drift_in_a_column_are_one() -> None:
    rows = ["Interviewer|a?", "Participant 3|b."] * 5
    found = talk_in(sheet("who|text", *rows, "participant 3 |c.", "Paticipant 3|d."))
    assert found.labels == ("Interviewer", "Participant 3")
    assert found.aliases == {"Paticipant 3": "Participant 3"}


def test_sheets_that_are_not_read_are_said() -> None:
    first = sheet("who|text", "I|a?", "P|b.").blocks[0]
    found = talk_in(Document("xlsx", (first, Table((("note",), ("x",))))))
    assert found.notes == ["1 other table or sheet not read"]


def test_a_table_in_a_word_file_is_talk_too() -> None:
    rows = (("00:01", "INT", "Where?"), ("00:09", "P1", "There.\nBy the mill."), ("00:20", "INT", "Good."))
    found = talk_in(Document("docx", (Paragraph((Run("Interview"),)), Table(rows))))
    assert found.preset == "table"
    assert [who for who, _ in lines(found) if who] == ["INT", "P1", "INT"]
    assert words(found) == ["Where?", "There.", "By", "the", "mill.", "Good."]
    assert times(found)[0] == 1.0


# --- no speakers --------------------------------------------------------------------------


def test_notes_have_a_paragraph_each_and_nobody() -> None:
    found = talk("# The mill\n\nWe went there.\n\nIt was closed.\n", ".md")
    assert found.preset == "none"
    assert lines(found) == [("", "The mill"), ("", "We went there."), ("", "It was closed.")]


def test_lines_that_the_paper_ended_go_on() -> None:
    text = (
        "We went there in the early spring of that year, when\n"
        "the roads had dried and the river was still so high\n"
        "that nobody could cross it, not even with the horses\nthat my uncle had.\n\nThen came the summer."
    )
    assert len(talk(text).said) == 2


def test_bare_sentences_with_stamps_keep_them() -> None:
    found = talk("[00:00:01] We came by boat.\n[00:00:05] In spring.\n")
    assert (found.labels, lines(found)) == ((), [("", "We came by boat."), ("", "In spring.")])
    assert times(found) == [1.0, 5.0]


def test_a_number_that_looks_like_a_time_once_is_a_word() -> None:
    found = talk("12:30 was the time.\n\nNothing else.\n")
    assert words(found) == ["12:30", "was", "the", "time.", "Nothing", "else."]


# --- laid down by the user ----------------------------------------------------------------


def test_none_reads_every_paragraph_for_itself() -> None:
    found = talk("I: Why?\n\nP: So.\n", preset="none")
    assert lines(found) == [("", "I: Why?"), ("", "P: So.")]


def test_whisper_takes_names_in_captions_for_words() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: Yes.\n\n00:09.000 --> 00:10.000\nBob: No.\n"
    found = talk(text, ".vtt", preset="whisper")
    assert (found.labels, words(found)) == ((), ["Ann:", "Yes.", "Bob:", "No."])


def test_plain_is_an_answer_where_otter_would_be_found() -> None:
    text = OTTER + "\nAnn Lee: So.\nMax Roth: No.\nAnn Lee: Yes.\nMax Roth: Well.\n"
    assert talk(text).preset == "otter"
    assert talk(text, preset="plain").preset == "plain"


@pytest.mark.parametrize("preset", ["teams", "word", "otter", "table", "zoom", "plain"])
def test_a_preset_that_does_not_fit_is_refused(preset: str) -> None:
    with pytest.raises(FaultsFound, match=f"t: is not written as '{preset}' has it; leave --preset out"):
        talk("Just notes.\n\nNothing else.\n", preset=preset)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(
    "text", ["I: Why?\nP: So.\nI: And?\n", OTTER, "WEBVTT\n\n00:01.000 --> 00:02.000\nYes.\n"]
)
def test_every_preset_reads_or_refuses_every_file(preset: str, text: str) -> None:
    try:
        found = talk(text, preset=preset)
    except FaultsFound:
        return
    assert words(found)


def test_what_a_format_left_out_or_notes_is_handed_on() -> None:
    document = Document("docx", (Paragraph((Run("Notes."),)),), "", {"comment": 2}, ("1 odd thing",))
    found = talk_in(document)
    assert (found.left_out, found.notes) == ({"comment": 2}, ["1 odd thing"])
