"""SubRip as programs write it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.documents import Cue, Document, SourceFile, document_of, recognised
from qualcode.errors import FaultsFound

TEXT = "1\n00:00:01,000 --> 00:00:02,500\nWe came\nby boat.\n\n2\n00:00:03,000 --> 00:00:04,000\nIn spring.\n"


def source(text: str | bytes, suffix: str = ".srt") -> SourceFile:
    return SourceFile(text if isinstance(text, bytes) else text.encode(), f"t{suffix}", suffix)


def read(text: str | bytes, suffix: str = ".srt") -> Document:
    return document_of(source(text, suffix))


def said(text: str | bytes) -> list[str]:
    return [block.text for block in read(text).blocks if isinstance(block, Cue)]


def test_a_cue_is_a_number_times_and_lines() -> None:
    document = read(TEXT)
    assert document.blocks == (Cue(1.0, 2.5, "We came by boat."), Cue(3.0, 4.0, "In spring."))
    assert (document.format, document.encoding, document.notes, document.left_out) == ("srt", "utf-8", (), {})


@pytest.mark.parametrize("suffix", [".vtt", ".txt", ".srt", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_it_is_known_by_its_first_times_whatever_it_is_called(suffix: str, encoding: str) -> None:
    data = f"\n{TEXT.replace('boat', 'café')}".encode(encoding)
    assert recognised(source(data, suffix)).name == "srt"
    assert read(data, suffix).blocks[0] == Cue(1.0, 2.5, "We came by café.")


@pytest.mark.parametrize("text", ["A talk at 00:00:01,000 --> 00:00:02,000", "12\nmonkeys", "00:01 Hello"])
def test_a_text_with_times_in_it_is_a_text(text: str) -> None:
    assert recognised(source(text, ".txt")).name == "txt"


def test_a_number_that_is_said_stays_and_one_that_counts_goes() -> None:
    text = "1\n0:0:1,0 --> 0:0:2,0\n42\n\n2\n0:0:2,0 --> 0:0:3,0\nIn\n1984\n\n3\n0:0:3,0 --> 0:0:4,0\n7"
    assert said(text) == ["42", "In 1984", "7"]


def test_careless_files_are_read() -> None:
    text = (
        "00:00:01.000 --> 00:00:02.000 X1:1 X2:9\r\n{\\an8}<i>No</i> number.\r\n\r\n\r\n"
        "2\r\n0:0:3 -> 0:0:4\r\nOne\r\n\r\nblank line.\r\n3\r\n00:00:05,000-->00:00:06,000\r\nEnd"
    )
    assert said(text) == ["No number.", "One blank line.", "End"]


def test_overlapping_cues_are_said() -> None:
    (note,) = read(TEXT.replace("02,500", "03,500")).notes
    assert note == "1 overlapping cue, kept in the order of the file"


def test_times_that_no_clock_shows_are_refused_and_not_taken_for_an_empty_file() -> None:
    with pytest.raises(FaultsFound, match="has no times that can be read"):
        read("1\n00:00:00:00:01,000 --> 00:00:00:00:02,000\nHello.\n")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    """Law: nothing but `FaultsFound` comes out."""
    with contextlib.suppress(FaultsFound):
        assert read(b"1\n00:00:01,000 --> 00:00:02,000\n" + data).format
