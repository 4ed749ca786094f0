"""WebVTT as programs write it: careless times, voices, tags, notes, lines that roll."""

from __future__ import annotations

import contextlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.documents import Cue, Document, SourceFile, document_of
from qualcode.documents.captions import seconds
from qualcode.documents.formats import vtt
from qualcode.documents.source import BY_CONTENT, NOT
from qualcode.errors import FaultsFound


def source(text: str | bytes, suffix: str = ".vtt") -> SourceFile:
    return SourceFile(text if isinstance(text, bytes) else text.encode(), f"t{suffix}", suffix)


def read(text: str | bytes) -> Document:
    """The captions of a file; text gets its `WEBVTT`."""
    return document_of(source(f"WEBVTT\n\n{text}" if isinstance(text, str) else text))


def cues(text: str | bytes) -> list[Cue]:
    return [block for block in read(text).blocks if isinstance(block, Cue)]


def said(text: str | bytes) -> list[str]:
    return [cue.text for cue in cues(text)]


def one(text: str) -> str:
    """What is left of a cue of this text."""
    return " | ".join(said(f"00:01.000 --> 00:02.000\n{text}\n"))


# --- recognising --------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
def test_it_is_known_by_its_first_word_in_any_encoding(encoding: str) -> None:
    text = "WEBVTT - the talk\n\n00:01.000 --> 00:02.000\nPříliš žluťoučký kůň.\n"
    assert vtt.recognises(source(text.encode(encoding), ".txt")) == BY_CONTENT
    assert said(text.encode(encoding)) == ["Příliš žluťoučký kůň."]


def test_a_text_about_webvtt_is_a_text() -> None:
    assert vtt.recognises(source("What is WEBVTT?")) == NOT


@pytest.mark.parametrize("data", [b"WEBVTT", b"WEBVTT\n\n", b"\xef\xbb\xbfWEBVTT\r\nKind: captions\r\n"])
def test_a_file_of_its_first_word_alone_has_no_cues(data: bytes) -> None:
    assert read(data).blocks == ()


def test_words_without_times_are_refused_and_not_lost() -> None:
    with pytest.raises(FaultsFound, match=r"t\.vtt: has no times that can be read; write them like"):
        read("one o'clock --> two o'clock\nHello.\n")


# --- times --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timing", "start", "end"),
    [
        ("00:00:01.500 --> 00:00:02.000", 1.5, 2.0),
        ("01:02:03.004 --> 01:02:04.000", 3723.004, 3724.0),
        ("00:58.250 --> 01:01.000", 58.25, 61.0),
        ("0:0:10.20 --> 0:0:11.7", 10.2, 11.7),
        ("00:00:01,500 --> 00:00:02,000", 1.5, 2.0),
        ("00:00:01.5004567 --> 00:00:02.0", 1.5, 2.0),
        ("0:7 --> 0:9", 7.0, 9.0),
        ("3.5 --> 4", 3.5, 4.0),
        ("00:00:01.500-->00:00:02.000", 1.5, 2.0),
        ("00:00:01.500 -> 00:00:02.000", 1.5, 2.0),
        ("  00:00:01.500   -->   00:00:02.000", 1.5, 2.0),
        ("00:00:01.500 --> 00:00:02.000 align:start position:0%", 1.5, 2.0),
        ("-00:00:01.500 --> 00:00:02.000", -1.5, 2.0),
        ("00:00:-1.500 --> 00:00:02.000", 1.5, 2.0),
        ("100:00:00.000 --> 100:00:01.000", 360000.0, 360001.0),
    ],
)
def test_times_are_read_however_they_are_written(timing: str, start: float, end: float) -> None:
    (cue,) = cues(f"{timing}\nHello.\n")
    assert (cue.start, cue.end, cue.text) == (start, end, "Hello.")


@pytest.mark.parametrize("line", ["x --> y", "he said -> and left", "--> 00:02", "12 --> so", "a 1 --> 2"])
def test_an_arrow_in_speech_is_no_time(line: str) -> None:
    assert one(f"First.\n{line}") == f"First. {line}"


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_a_written_time_is_its_seconds(hour: int, minute: int, second: int, thousandth: int) -> None:
    """Law: hours, minutes and seconds add up, with a comma as with a point."""
    expected = pytest.approx(hour * 3600 + minute * 60 + second + thousandth / 1000)
    for mark in ".,":
        assert seconds(f"{hour:02d}:{minute:02d}:{second:02d}{mark}{thousandth:03d}") == expected


def test_overlapping_and_negative_times_are_counted() -> None:
    document = read(
        "0:01.0 --> 0:05.0\nOne.\n\n0:04.0 --> 0:06.0\nTwo.\n\n0:05.5 --> 0:07.0\nThree.\n\n"
        "-00:01.000 --> 00:08.000\nFour.\n"
    )
    assert document.notes == (
        "3 overlapping cues, kept in the order of the file",
        "1 cue with a negative time, taken for 00:00:00",
    )


def test_cues_that_meet_or_that_are_shown_together_do_not_overlap() -> None:
    text = "0:01.0 --> 0:02.0\nOne.\n\n0:02.0 --> 0:03.0\nTwo.\n\n0:02.0 --> 0:03.0\nThree.\n"
    assert read(text).notes == ()
    (note,) = read(text.replace("0:03.0\nTwo", "0:04.0\nTwo")).notes
    assert note.startswith("1 overlapping cue,")


def test_one_short_cue_inside_a_long_one_hides_no_overlap() -> None:
    text = (
        "00:01.000 --> 00:20.000\nLong.\n\n00:02.000 --> 00:03.000\nShort.\n\n00:04.000 --> 00:05.000\nIn.\n"
    )
    assert read(text).notes[0].startswith("2 overlapping cues")


# --- what belongs to a cue ----------------------------------------------------------------


def test_names_and_numbers_of_cues_are_no_words() -> None:
    text = (
        "1\n00:01.000 --> 00:02.000\nOne.\n\n2\n00:02.000 --> 00:03.000\nTwo.\n\n"
        "9f1c2a34-0000-4000-8000-1234567890ab/17-1\n00:03.000 --> 00:04.000\nThree.\n"
    )
    assert said(text) == ["One.", "Two.", "Three."]


def test_a_file_without_blank_lines_loses_no_words() -> None:
    assert said(
        "00:01.000 --> 00:02.000\nOne.\n00:02.000 --> 00:03.000\nTwo.\nMore.\n00:03.000 --> 00:04.000\nEnd."
    ) == [
        "One.",
        "Two. More.",
        "End.",
    ]


def test_numbers_are_no_words_in_a_file_without_blank_lines() -> None:
    text = "1\n0:01.0 --> 0:02.0\nOne.\n2\n0:02.0 --> 0:03.0\nTwo.\n3\n0:03.0 --> 0:04.0\nIn 1984\n"
    assert said(text) == ["One.", "Two.", "In 1984"]


def test_a_number_can_be_all_that_somebody_says() -> None:
    assert said(
        "00:01.000 --> 00:02.000\n42\n\n00:02.000 --> 00:03.000\n1984\n00:03.000 --> 00:04.000\n7"
    ) == [
        "42",
        "1984",
        "7",
    ]


def test_a_blank_line_inside_a_cue_ends_nothing() -> None:
    assert said("00:01.000 --> 00:02.000\nOne.\n\nStill one.\n\n00:02.000 --> 00:03.000\nTwo.\n") == [
        "One. Still one.",
        "Two.",
    ]


def test_notes_styles_and_regions_are_left_out_and_counted() -> None:
    document = read(
        "NOTE made by a machine\nand by a person\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:left\n\n"
        "00:01.000 --> 00:02.000\nOne.\n\nNOTE\n\n00:02.000 --> 00:03.000\nTwo.\nNOTE that this is speech.\n"
    )
    assert [block.text for block in document.blocks if isinstance(block, Cue)] == [
        "One.",
        "Two. NOTE that this is speech.",
    ]
    assert document.left_out == {"note block": 2, "style block": 1, "region block": 1}


def test_a_word_that_begins_like_a_note_is_speech() -> None:
    assert said("00:01.000 --> 00:02.000\nOne.\n\nNOTES help.\n") == ["One. NOTES help."]


# --- tags, entities, voices ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<i>So</i> it <b.loud>was</b>.", "So it was."),
        ("<c.colorE5E5E5>So</c><00:00:01.500><c> it was.</c>", "So it was."),
        ('<font color="#fff">So</font> {\\an8}it was.', "So it was."),
        ("<lang en-GB>So</lang> <ruby>it<rt>was</rt></ruby>.", "So itwas."),
        ("It is <[?]> and <n(aughty)> and <unclear>.", "It is <[?]> and <n(aughty)> and <unclear>."),
        ("<b", "<b"),
        ("a < b > c", "a < b > c"),
        ("<bank> <ital>", "<bank> <ital>"),
        ("Fish &amp; chips &lt;hot&gt; &quot;now&quot; &apos;s", 'Fish & chips <hot> "now" \'s'),
        ("caf&#233; caf&#xE9;&nbsp;au&lrm; lait", "café café au lait"),
        ("&amp;lt; AT&T; &bogus; &#0; &#xD800; &#9999999;", "&lt; AT&T; &bogus; &#0; &#xD800; &#9999999;"),
    ],
)
def test_only_tags_and_entities_that_captions_know_are_no_words(written: str, shown: str) -> None:
    assert one(written) == shown


def test_each_voice_of_a_cue_is_a_cue_of_its_own() -> None:
    (first, second, third) = cues(
        "00:01.000 --> 00:04.000\nHm. <v.loud Novák,  Petr>Yes.</v> <v Mara &amp; Co>No,\nnever.\n"
    )
    assert [(cue.speaker, cue.text) for cue in (first, second, third)] == [
        ("", "Hm."),
        ("Novák, Petr", "Yes."),
        ("Mara & Co", "No, never."),
    ]
    assert {(cue.start, cue.end) for cue in (first, second, third)} == {(1.0, 4.0)}


def test_what_follows_the_end_of_a_voice_is_nobodys() -> None:
    assert [
        (cue.speaker, cue.text) for cue in cues("00:01.000 --> 00:04.000\n<v Mara>Yes.</v> Laughter.\n")
    ] == [
        ("Mara", "Yes."),
        ("", "Laughter."),
    ]


def test_a_cue_of_tags_alone_says_nothing() -> None:
    assert said("00:01.000 --> 00:02.000\n<i></i> &lrm;\n\n00:02.000 --> 00:03.000\nTwo.\n") == ["Two."]


# --- lines that roll ----------------------------------------------------------------------


def test_a_line_that_rolls_over_the_screen_counts_once() -> None:
    lines = ["we came", "by boat", "in spring", "and stayed", "for years"]
    pairs = [("", lines[0]), *pairwise(lines)]
    text = "".join(
        f"00:0{number}.000 --> 00:0{number + 1}.000\n{above}\n<c>{below}</c>\n\n"
        for number, (above, below) in enumerate(pairs)
    )
    document = read(text)
    assert " ".join(block.text for block in document.blocks if isinstance(block, Cue)) == " ".join(lines)
    assert document.left_out == {"repeated line": 4}


def test_a_person_may_repeat_a_word() -> None:
    words = ["No.", "No.", "No.", "Well.", "Yes.", "It was.", "And then.", "So."]
    text = "".join(f"00:0{n}.000 --> 00:0{n}.900\n{word}\n\n" for n, word in enumerate(words))
    document = read(text)
    assert [block.text for block in document.blocks if isinstance(block, Cue)] == words
    assert document.left_out == {}


# --- laws ---------------------------------------------------------------------------------

WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs", "Cf", "Cn", "Co"],
                             exclude_characters="<>&{}-"), min_size=1, max_size=8)  # fmt: skip
LINES = st.lists(st.lists(WORD, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3)


@given(st.lists(LINES, min_size=1, max_size=6, unique_by=lambda lines: lines[0]))
def test_no_word_of_a_cue_is_lost_or_added(talk: list[list[str]]) -> None:
    """Law: the words of the cues are the words below the timings, in order."""
    text = "".join(
        f"c{n}\n00:{n:02d}.000 --> 00:{n:02d}.900\n" + "\n".join(lines) + "\n\n"
        for n, lines in enumerate(talk)
    )
    rolled = sum(lines[0] == before[-1] for before, lines in pairwise(talk))
    if rolled <= 3:
        expected = [word for lines in talk for line in lines for word in line.split()]
        assert [word for text in said(text) for word in text.split()] == expected


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes, marked: bool) -> None:
    """Law: nothing but `FaultsFound` comes out."""
    with contextlib.suppress(FaultsFound):
        assert read((b"WEBVTT\n\n" if marked else b"WEBVTT\n\n00:01.000 --> 00:02.000\n") + data).format
