"""Tables with a separator as documents."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import document_of, recognised
from qualcode.documents.document import Document, Table
from qualcode.documents.formats import csv
from qualcode.documents.source import BY_CONTENT, BY_NAME, NOT, SourceFile
from qualcode.errors import FaultsFound


def read(data: bytes | str, suffix: str = ".csv", encoding: str = "") -> Document:
    data = data if isinstance(data, bytes) else data.encode()
    return document_of(SourceFile(data, f"t{suffix}", suffix, encoding))


def table(document: Document) -> Table:
    (found,) = document.tables
    return found


def test_a_table_is_one_block_with_its_head_as_the_first_row() -> None:
    document = read('speaker,text\nP1,"Yes, we do."\nI,\n')
    assert table(document).rows == (("speaker", "text"), ("P1", "Yes, we do."), ("I", ""))
    assert (document.format, document.encoding, document.notes, document.left_out) == ("csv", "utf-8", (), {})


def test_a_table_that_is_called_csv_may_have_tabs_or_semicolons() -> None:
    assert table(read("a\tb\n1\t2,5\n")).rows == (("a", "b"), ("1", "2,5"))
    assert table(read("a;b\n1;2,5\n", ".tsv")).rows == (("a", "b"), ("1", "2,5"))


def test_the_first_row_keeps_its_number_below_empty_lines() -> None:
    assert table(read("\n\n,,\na,b\n1,2\n")).first_row == 4
    assert table(read("sep=;\na;b\n")).first_row == 2


def test_the_encoding_is_told_and_can_be_named() -> None:
    assert read("a;b\nwięcej;się\n".encode("cp1250")).encoding == "cp1250"
    document = read("a;b\nда;нет\n".encode("koi8-r"), encoding="koi8-r")
    assert (document.encoding, table(document).rows[1]) == ("koi8-r", ("да", "нет"))


def test_ragged_rows_lose_nothing_and_are_noted() -> None:
    document = read("speaker,text\nP1,Yes, we do\nP2\nP3,Well, yes, maybe\n")
    assert table(document).rows == (
        ("speaker", "text", "", ""),
        ("P1", "Yes", " we do", ""),
        ("P2", "", "", ""),
        ("P3", "Well", " yes", " maybe"),
    )
    assert document.notes == ("2 rows have more cells than the first; is a separator missing its quotes?",)
    (note,) = read("a,b\n1,2,3\n").notes
    assert note.startswith("1 row has more cells")


@pytest.mark.parametrize(
    "text",
    [
        "speaker\ttext\nP1\tYes\n",
        "\r\nParticipant;Start;Utterance\r\n1;2;3\r\n",
        '"Speaker","Text"\n"P1","Yes"\n',
        "\ufeffid|quote|code\n1|yes|a\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_txt_with_the_head_of_a_table_of_talk_is_one(text: str, encoding: str) -> None:
    source = SourceFile(text.encode(encoding), "t.txt", ".txt")
    assert csv.recognises(source) == BY_CONTENT
    assert recognised(source).name == "csv"


@pytest.mark.parametrize(
    "text",
    [
        "Speaker: text, and then some\nP1: yes, no\n",
        "Name, place and date of the meeting\nAn answer, long\n",
        "speaker,text\n",
        "speaker,text\nOnly prose follows here.\n",
        "P1: Yes.\n",
        "",
    ],
)
def test_prose_in_a_txt_is_no_table(text: str) -> None:
    assert csv.recognises(SourceFile(text.encode(), "t.txt", ".txt")) == NOT


def test_other_files_are_known_by_their_name_only() -> None:
    assert csv.recognises(SourceFile(b"a,b", "t.csv", ".csv")) == BY_NAME
    assert csv.recognises(SourceFile(b"speaker,text\nP1,Yes", "t.md", ".md")) == NOT


def test_an_archive_that_is_called_csv_is_no_table() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("speaker,text", "P1,Yes")
    assert csv.recognises(SourceFile(buffer.getvalue(), "t.csv", ".csv")) == NOT


def test_an_open_quotation_mark_is_refused_where_it_stands() -> None:
    with pytest.raises(FaultsFound, match=r"^t\.csv:3: cannot be read as a table"):
        read('a,b\n1,2\n3,"left open\n4,5\n')


pieces = st.sampled_from(["speaker", "text", ",", ";", "\t", "|", '"', "\r", "\n", "ä", "\x85", "\0", "x"])
soup = st.lists(pieces)


@settings(max_examples=300)
@given(st.binary(max_size=80) | soup.map("".join).map(str.encode), st.sampled_from([".csv", ".tsv", ".txt"]))
def test_any_bytes_are_read_or_refused_and_rows_are_equally_long(data: bytes, suffix: str) -> None:
    try:
        document = read(data, suffix)
    except FaultsFound:
        return
    for found in document.tables:
        assert len({len(row) for row in found.rows}) == 1
