"""Plain text and Markdown: a paragraph a line, running headers of pages left out."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.documents import Document, Paragraph, SourceFile, document_of
from qualcode.errors import FaultsFound


def read(text: str | bytes, suffix: str = ".txt", encoding: str = "") -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return document_of(SourceFile(data, f"t{suffix}", suffix, encoding))


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_is_a_paragraph_and_blank_ones_stay(end: str) -> None:
    assert lines(read(end.join(["One.", "", "Two."]))) == ["One.", "", "Two."]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c"])
def test_other_signs_end_no_line(sign: str) -> None:
    assert lines(read(f"One{sign}two.\nThree.")) == [f"One{sign}two.", "Three."]


def test_an_ellipsis_of_windows_is_no_line_end() -> None:
    document = read("Well\x85 I said \x93no\x94.\nEnd.".encode("latin-1"))
    assert (document.encoding, lines(document)) == ("cp1252", ["Well… I said “no”.", "End."])


@pytest.mark.parametrize(
    ("suffix", "name"), [(".txt", "txt"), ("", "txt"), (".md", "md"), (".markdown", "md")]
)
def test_markdown_is_known_by_its_name(suffix: str, name: str) -> None:
    assert read("# Title\n\nText.", suffix).format == name


def test_the_encoding_can_be_named() -> None:
    document = read("Да.".encode("cp1251"), encoding="cp1251")
    assert (document.encoding, lines(document)) == ("cp1251", ["Да."])


@pytest.mark.parametrize("data", [b"text \0 and more", b"\x81\x8d\x8f\x90\x9d" * 9, b"", b" \n\n"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(FaultsFound):
        read(data)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<!DOCTYPE html>\n<p>Hello.</p>", "is a web page"),
        ('<?xml version="1.0"?>\n<html><body>Hello.', "is a web page"),
        ('<?xml version="1.0"?>\n<project/>', "is an XML file of another program"),
        ('{"segments": []}', "is a JSON file of another program"),
        ('\n[ {"text": "Hello."}]', "is a JSON file of another program"),
    ],
)
def test_files_of_other_programs_are_refused_and_not_read_as_talk(text: str, problem: str) -> None:
    with pytest.raises(FaultsFound, match=problem):
        read(text)


@pytest.mark.parametrize("text", ["{laughs} Yes.", "[inaudible] {so}", "<P1> Yes."])
def test_talk_that_begins_with_a_bracket_is_talk(text: str) -> None:
    assert lines(read(text)) == [text]


# --- pages --------------------------------------------------------------------------------


def pages(*texts: str) -> Document:
    return read("\x0c".join(texts))


def test_headers_and_numbers_that_recur_at_the_edges_of_pages_are_left_out() -> None:
    document = pages(
        "Study of stalls\n\nQ: How did\nPage 1\n",
        "Study of stalls\n\nit begin?\nPage 2\n",
        "Study of stalls\n\nA: Slowly.\nPage 3\n",
    )
    assert [line for line in lines(document) if line] == ["Q: How did", "it begin?", "A: Slowly."]
    assert document.left_out == {"running header or page number": 6}


def test_talk_that_recurs_at_the_edges_of_pages_stays() -> None:
    document = pages("Q: And?\nA: No.", "Q: And?\nA: No.", "Q: And?\nA: No.")
    assert lines(document) == ["Q: And?", "A: No."] * 3
    assert document.left_out == {}


def test_pages_without_headers_lose_nothing_and_nothing_is_said_of_it() -> None:
    document = pages("We came by boat", "in the spring of that year", "and stayed")
    assert lines(document) == ["We came by boat", "in the spring of that year", "and stayed"]
    assert document.left_out == {}


# --- laws ---------------------------------------------------------------------------------


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\x0c"), min_size=1))
def test_no_sign_of_a_text_is_lost(text: str) -> None:
    """Law: the lines, put together, are the text with one kind of line end."""
    if not text.strip("\0 \t\r\n\ufeff"):
        return
    data = text.encode()
    try:
        document = read(data)
    except FaultsFound:  # what is recognised as another format, or as no text
        return
    if document.format == "txt":
        expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert "\n".join(lines(document)) == expected


@given(st.binary(max_size=300), st.sampled_from([".txt", ".md"]))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes, suffix: str) -> None:
    """Law: nothing but `FaultsFound` comes out."""
    with contextlib.suppress(FaultsFound):
        assert read(data, suffix).format
