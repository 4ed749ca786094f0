"""Whatever bytes a file holds: a transcript that reads back, or a sentence."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import SourceFile, document_of
from qualcode.errors import FaultsFound
from qualcode.intake.presets import PRESETS, TalkOptions, talk_of
from tests.intake.reading import back, draft

SUFFIXES = st.sampled_from([".txt", ".md", ".vtt", ".srt", ".csv", ""])
PRESET = st.sampled_from(["", "", "", *PRESETS])
SOUP = st.lists(
    st.sampled_from(
        [
            "WEBVTT\n\n", "\n", "\n\n", "\t", " ", ": ", "1\n", "00:00:01.000 --> 00:00:02.000\n",
            "00:01,5 --> 00:02,5\n",
            "Interviewer: ", "P1: ", "P2\n", "I = interviewer, P = participant\n", "Ann Lee  0:21\n",
            "<v Ann>", "</v>",
            "<i>", "&amp;", "[00:58] ", "0:03:29.8\n", "*2.33 = I1: ", "He said: no.", "so ", "It was. ",
            "**P1:** ",
            "# Title\n", "---\n", "NOTE x\n", "speaker,text\n", "P1,Yes.\n", '"', ";", "|",
            "00:00:01 Me\n", "\x0c", "\x0b",
            "Date: 1 May 2020\n", "[", "]", "(", "#00:01:02-4#\n", "\u202e", "é", "\x85", "\ufeff", "🙂",
            "P1R1\n", ">",
            "0:0:5.0 --> 0:0:7.0\n", "UNLABELLED: ", "SPEAKER_00: ", "Q. ", "- ", "\r", "\u2028", "Ann: ",
            "A\u0301: ",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def comes_in_or_is_refused(data: bytes, suffix: str, preset: str) -> None:
    try:
        found = talk_of(document_of(SourceFile(data, "t", suffix)), TalkOptions(preset), "t")
    except FaultsFound as error:
        sentences = [str(fault) for fault in error.faults]
    else:
        made = draft(found)
        sentences = list(made.warnings)
        if made.words:
            assert len(back(made).turns) == made.turns
            assert sum(made.speakers.values()) in {0, made.turns}
    assert all(sentences)


@settings(max_examples=500)
@given(SOUP, SUFFIXES, PRESET)
def test_any_soup_of_marks_comes_in_or_is_refused(soup: str, suffix: str, preset: str) -> None:
    """Law: only `FaultsFound`; what comes in is read back with as many turns."""
    comes_in_or_is_refused(soup.encode(), suffix, preset)


@settings(max_examples=200)
@given(st.binary(max_size=400), SUFFIXES, PRESET)
def test_any_bytes_come_in_or_are_refused(data: bytes, suffix: str, preset: str) -> None:
    """Law: as above."""
    comes_in_or_is_refused(data, suffix, preset)


@settings(max_examples=100)
@given(SOUP, st.sampled_from(["utf-16", "utf-16-le", "utf-8-sig", "cp1252", "utf-32"]), SUFFIXES)
def test_any_encoding_of_soup_comes_in_or_is_refused(soup: str, encoding: str, suffix: str) -> None:
    """Law: as above."""
    with contextlib.suppress(UnicodeEncodeError):
        comes_in_or_is_refused(soup.encode(encoding), suffix, "")
