"""Tables as people save them: separators, encodings, quotation marks, ragged rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.delimited import (
    CELL_LIMIT,
    SEPARATORS,
    Delimited,
    delimited_of,
    read_delimited,
    write_delimited,
)
from qualcode.errors import FAULT_LIMIT, FaultsFound
from qualcode.files import MEGABYTE

PLACE = "t.csv"


def read(data: bytes | str) -> Delimited:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, PLACE)
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return read_delimited(path, place=PLACE)


def refused(data: bytes | str) -> list[str]:
    with pytest.raises(FaultsFound) as found:
        read(data)
    return [str(fault) for fault in found.value.faults]


# --- separators -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("separator", "guess"),
    [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")],
)
def test_the_separator_is_found(separator: str, guess: str) -> None:
    table = read("id,text,note\nI01,yes,no\n".replace(",", separator))
    assert table.header == ("id", "text", "note")
    assert table.rows == (("I01", "yes", "no"),)
    assert table.guess == f"utf-8, {guess}-separated"


@pytest.mark.parametrize(
    ("text", "header", "row"),
    [
        ('id;"text, as said";note\n1;a, b;c\n', ("id", "text, as said", "note"), ("1", "a, b", "c")),
        ('"a\nb";c\n1,5;2\n', ("a\nb", "c"), ("1,5", "2")),
        ('"a;b;c;d",e\n1,2\n', ("a;b;c;d", "e"), ("1", "2")),
        ("text\nwe, too; and|they\n".replace(",", ""), ("text",), ("we too; and|they",)),
        ("\n \na;b\n1;2\n", ("a", "b"), ("1", "2")),
        ('"say ""a"", b";c\n1;2\n', ('say "a", b', "c"), ("1", "2")),
    ],
    ids=[
        "commas in a heading",
        "a line break in a heading",
        "semicolons in a quoted heading",
        "one column",
        "blank lines in front",
        "quotation marks in a heading",
    ],
)
def test_other_signs_in_headings_don_t_mislead(
    text: str, header: tuple[str, ...], row: tuple[str, ...]
) -> None:
    table = read(text)
    assert (table.header, table.rows) == (header, (row,))


# --- encodings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_encoding_is_found(encoding: str, told: str, line_end: str) -> None:
    text = line_end.join(["id;text", "1;“naïve” – but true", "2;Übung", ""])
    table = read(text.encode(encoding))
    assert table.header == ("id", "text")
    assert table.rows == (("1", "“naïve” – but true"), ("2", "Übung"))
    assert table.encoding == told
    assert table.lines == (2, 3)


def test_a_mark_of_the_encoding_that_stands_twice_is_no_part_of_the_header() -> None:
    assert read(b"\xef\xbb\xbf\xef\xbb\xbfa,b\n1,2\n").header == ("a", "b")


def test_utf_16_of_the_other_byte_order_is_read() -> None:
    assert read(b"\xfe\xff" + "a,b\n北,約\n".encode("utf-16-be")).rows == (("北", "約"),)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_encodings_are_read_with_and_without_a_mark(encoding: str) -> None:
    table = read("id,text\n1,naïve\n".encode(encoding))
    assert (table.header, table.rows) == (("id", "text"), (("1", "naïve"),))


def test_central_european_letters_are_told_from_west_european_ones() -> None:
    table = read("id;text\n1;Się mówi\n2;więcej wody\n".encode("cp1250"))
    assert (table.rows, table.encoding) == ((("1", "Się mówi"), ("2", "więcej wody")), "cp1250")


def test_an_encoding_that_is_named_is_taken_at_its_word(tmp_path: Path) -> None:
    path = tmp_path / PLACE
    path.write_bytes("id,text\n1,да\n".encode("cp1251"))
    assert read_delimited(path, place=PLACE, encoding="cp1251").rows == (("1", "да"),)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a,b\n\x81,2\n", "t.csv:2: is neither UTF-8 nor cp1252 (byte 0x81); "),
        (b"\xef\xbb\xbfa,b\n\xff,2", "t.csv: is not utf-8-sig throughout; "),
        (b"\xff\xfea\0,\0b", "t.csv: is not utf-16 throughout; "),
        (b"a,b\n1,\x002\n", "t.csv: is not text (it holds NUL bytes); "),
    ],
    ids=["no encoding", "broken UTF-8", "half of UTF-16", "a NUL"],
)
def test_what_is_in_no_usual_encoding_is_refused(data: bytes, sentence: str) -> None:
    (told,) = refused(data)
    assert told.startswith(sentence)
    assert told.endswith("save it as text in UTF-8" if "NUL" in told else "or save it as UTF-8")


# --- cells and rows -------------------------------------------------------------------------


def test_quoted_cells_hold_separators_line_breaks_and_quotation_marks_as_written() -> None:
    table = read('id,text\n1,"we, too"\n2,"one\ntwo\r\nthree"\n3,"say ""no"""\n4, blanks \n')
    assert [cells[1] for cells in table.rows] == ["we, too", "one\ntwo\r\nthree", 'say "no"', " blanks "]


def test_a_row_is_known_by_the_line_it_starts_on() -> None:
    table = read('id,text\n\n1,"a\nb\nc"\n,\n2,x\n\n3,y\n')
    assert list(zip(table.lines, table.rows, strict=True)) == [
        (3, ("1", "a\nb\nc")),
        (6, ("", "")),
        (7, ("2", "x")),
        (9, ("3", "y")),
    ]


def test_short_rows_are_filled_up_and_empty_cells_too_many_left_out() -> None:
    assert read("a,b,c\n1\n1,2\n1,2,3,,\n").rows == (("1", "", ""), ("1", "2", ""), ("1", "2", "3"))


def test_every_row_that_is_too_long_is_told_with_its_line() -> None:
    assert refused('a;b\n1;2;3\n"x\ny";2\n1;2;;4\n') == [
        "t.csv:2: has 3 cells under 2 columns; put cells that hold a semicolon in double quotes",
        "t.csv:5: has 4 cells under 2 columns; put cells that hold a semicolon in double quotes",
    ]


def test_rows_that_are_too_long_are_not_told_without_end() -> None:
    assert len(refused("a,b\n" + "1,2,3\n" * 5000)) == FAULT_LIMIT


def read_ragged(text: str) -> Delimited:
    return delimited_of(text.encode(), place=PLACE, ragged=True)


def test_a_reading_that_lets_ragged_rows_pass_keeps_every_cell_and_counts_them() -> None:
    table = read_ragged("\nid,text\n1,we, too\n2\n3,fine\n4,fine,,\n")
    assert table.header == ("id", "text", "")
    assert table.rows == (("1", "we", " too"), ("2", "", ""), ("3", "fine", ""), ("4", "fine", ""))
    assert (table.header_line, table.longer) == (2, 1)


def test_a_reading_that_lets_ragged_rows_pass_takes_one_name_for_two_columns() -> None:
    assert read_ragged("code,code\na,b\n").header == ("code", "code")


@pytest.mark.parametrize("ragged", [True, False])
def test_a_wide_row_over_very_many_short_ones_is_refused_before_they_are_filled_up(ragged: bool) -> None:
    header = ",".join(str(number) for number in range(30_000))
    with pytest.raises(FaultsFound, match=r"^t\.csv: has more than 20,000,000 cells; "):
        delimited_of(f"{header}\n{'1' * 3}\n".encode() + b"1\n" * 1000, place=PLACE, ragged=ragged)


@pytest.mark.parametrize("text", ["a,b,A\n1,2,3\n", '"b ",a,\tB\n1,2,3'])
def test_headings_that_differ_in_case_or_blanks_only_are_the_same(text: str) -> None:
    (sentence,) = refused(text)
    assert sentence.endswith(" twice; give every column its own name")
    assert sentence.startswith("t.csv:1: names the column ")


def test_the_line_of_a_bad_header_is_its_own() -> None:
    assert refused("\n\na,a\n") == ["t.csv:3: names the column 'a' twice; give every column its own name"]


def test_columns_without_a_heading_are_kept() -> None:
    table = read("a,,\n1,2,3\n")
    assert (table.header, table.rows) == (("a", "", ""), (("1", "2", "3"),))


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "\ufeff", ",,,\n , \n", ";\n"])
def test_a_table_without_a_header_is_empty(text: str) -> None:
    assert refused(text) == ["t.csv: is empty; give it a header row and at least one row"]


def test_a_header_alone_is_a_table_without_rows() -> None:
    table = read("a,b\n")
    assert (table.header, table.rows, table.lines) == (("a", "b"), (), ())


@pytest.mark.parametrize(
    ("text", "line"),
    [('a,b\n1,2\n3,"left open\n5,6\n', 3), ('a,b\n"1"2,3\n', 2), ('a,"b\n1,2\n', 1)],
    ids=["a quotation mark left open", "text behind a quotation mark", "left open in the header"],
)
def test_quotation_marks_that_would_swallow_text_are_refused_where_they_stand(text: str, line: int) -> None:
    (sentence,) = refused(text)
    assert sentence.startswith(f"t.csv:{line}: cannot be read as a table (")
    assert "close every double quote" in sentence


@pytest.mark.parametrize("quoted", ["", '"'])
def test_a_line_of_20_megabytes_is_refused(quoted: str) -> None:
    assert CELL_LIMIT < 20 * MEGABYTE
    (sentence,) = refused(f"a,b\n1,{quoted}{'x' * 20 * MEGABYTE}\n")
    assert sentence.startswith("t.csv:2: cannot be read as a table (field larger than field limit")


@pytest.mark.parametrize(
    ("header", "problem"),
    [("x," * MEGABYTE, "names the column 'x' twice"), ("x" * 20 * MEGABYTE, "field larger than field limit")],
    ids=["of a million columns", "of 20 megabytes"],
)
def test_a_header_without_end_is_refused(header: str, problem: str) -> None:
    (sentence,) = refused(header)
    assert problem in sentence


def test_a_column_is_found_by_its_name_in_any_case() -> None:
    table = read("Id, Interview Text \n1,2\n")
    assert (table.column("ID"), table.column("interview text"), table.column(" id ")) == (0, 1, 0)
    with pytest.raises(FaultsFound, match=r"^t\.csv: has no column 'texts'; choose one of: Id, "):
        table.column("texts")


def test_a_table_that_is_missing_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound, match=r"^cases\.csv: cannot be read \(no such file"):
        read_delimited(tmp_path / "cases.csv", place="cases.csv")


# --- writing, and laws ----------------------------------------------------------------------


def test_only_what_must_be_is_quoted() -> None:
    rows = [["1", "plain"], ["2", 'a "b", c'], ["3", "d\ne"], ["4", "f\rg"], ["5", "semi;colon"]]
    assert write_delimited(["id", "text"], rows) == (
        'id,text\n1,plain\n2,"a ""b"", c"\n3,"d\ne"\n4,"f\rg"\n5,semi;colon\n'
    )
    assert write_delimited(["id", "text"], [["1", "a;b"]], ";", bom=True) == '\ufeffid;text\n1;"a;b"\n'


def test_headings_that_hold_another_separator_are_quoted() -> None:
    assert write_delimited(["a;b;c", "d"], [["1", "2"]]) == '"a;b;c","d"\n1,2\n'


any_text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.text(
    st.sampled_from(',;\t|"\r\n \ufeffäab'), max_size=8
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """A header of different names and rows that are not blank, as wide as the header."""
    header = draw(
        st.lists(
            any_text.filter(str.strip), min_size=2, max_size=5, unique_by=lambda name: name.strip().casefold()
        ).filter(lambda names: not names[0].startswith("\ufeff"))  # which is a mark of the encoding there
    )
    row = st.lists(any_text, min_size=len(header), max_size=len(header)).filter(
        lambda cells: any(cell.strip() for cell in cells)
    )
    return header, draw(st.lists(row, max_size=5))


@given(tables(), st.sampled_from(SEPARATORS), st.booleans(), st.sampled_from(["utf-8", "utf-16"]))
@example((["a;b;c", "d"], [["\r", "x"]]), ",", False, "utf-8")
@example((['"', "\n"], [['""', ";"]]), "|", True, "utf-8")
def test_what_was_written_reads_back(
    table: tuple[list[str], list[list[str]]], separator: str, bom: bool, encoding: str
) -> None:
    header, rows = table
    written = write_delimited(header, rows, separator, bom=bom and encoding == "utf-8")
    back = read(written.encode(encoding))
    assert back.header == tuple(header)
    assert back.rows == tuple(map(tuple, rows))
    assert back.separator == separator


@given(st.binary(max_size=200) | any_text.map(str.encode) | any_text.map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        table = read(data)
    except FaultsFound as found:
        assert str(found).startswith(PLACE)  # noqa: PT017 - either outcome is right
    else:
        assert any(name.strip() for name in table.header)
        assert len(table.lines) == len(table.rows)
        assert {len(cells) for cells in table.rows} <= {len(table.header)}
        assert delimited_of(data, place=PLACE, ragged=True) == table


def test_rows_of_empty_cells_stay_rows_and_empty_lines_do_not(tmp_path: Path) -> None:
    """Whoever adds a column to a table must be able to give all its rows back."""
    path = tmp_path / "table.csv"
    path.write_text(";;\n\na;b;c\n1;2;3\n;;\n\n4;5;6\n;;\n", "utf-8")
    table = read_delimited(path, place="table.csv")
    assert table.header == ("a", "b", "c")
    assert table.rows == (("1", "2", "3"), ("", "", ""), ("4", "5", "6"), ("", "", ""))
    assert table.lines == (4, 5, 7, 8)


def test_a_separator_that_excel_states_is_taken_at_its_word(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("sep=;\r\nname, first;town\r\nX, Y;Z\r\n", "utf-8", newline="")
    table = read_delimited(path, place="table.csv")
    assert (table.header, table.rows, table.lines) == (("name, first", "town"), (("X, Y", "Z"),), (3,))
