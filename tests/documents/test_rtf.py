r"""Rich text: what its reader would see, and nothing else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import document_of, recognised
from qualcode.documents.document import Document, Paragraph, Run, Table
from qualcode.documents.formats import rtf
from qualcode.documents.source import BY_CONTENT, NOT, SourceFile
from qualcode.errors import FaultsFound

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0{\*\panose 0202}Times;}"
    r"{\f1\fcharset238 Times CE;}{\f2\fcharset204 Times Cyr;}{\f3\fcharset128 Mincho;}{\f4\cpg1253 Greek;}"
    r"{\f5\fcharset2 Symbol;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 heading 1;}}" + "\r\n"
)


def read(text: str | bytes, head: str = HEAD, suffix: str = ".rtf") -> Document:
    data = text if isinstance(text, bytes) else f"{head}{text}}}".encode("latin-1")
    return document_of(SourceFile(data, f"t{suffix}", suffix))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def table(document: Document) -> Table:
    (found,) = document.tables
    return found


# --- what it is -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".rtf", ".doc", ".txt", ""])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\r\n "])
def test_rtf_is_known_by_how_it_begins(suffix: str, start: bytes) -> None:
    source = SourceFile(start + rb"{\rtf1 Hello\par}", f"t{suffix}", suffix)
    assert recognised(source).name == "rtf"
    document = document_of(source)
    assert (document.format, texts(document)) == ("rtf", ["Hello"])


def test_a_text_that_is_called_rtf_is_none() -> None:
    assert rtf.recognises(SourceFile(b"P1: Hello", "t.rtf", ".rtf")) == NOT
    assert rtf.recognises(SourceFile(rb"{\rtf", "t", "")) == BY_CONTENT


# --- letters --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"na\'efve caf\'E9", "naïve café"),
        (r"{\f1 wi\'eacej} \'ea", "więcej ê"),
        (r"\f1 wi\'eacej\plain  \'ea", "więcej ê"),
        (r"\f2\'e4\'e0", "да"),
        (r"\f3\'93\'fa\'83\'5c\'83Z", "日ソセ"),
        (r"\f4\'ed\'e1\'e9", "ναι"),
        (r"\f5\'b7", "·"),
        (r"\f99\'e9", "é"),
        ("caf\xe9", "café"),
        (r"it\u8217?s", "it’s"),
        (r"it\u8217\'92s", "it’s"),
        (r"\u8217 ?s", "’s"),
        (r"{\uc0\u8217}s", "’s"),
        (r"\uc2\u8217??s {\uc1\u233?}\u233??s", "’s éés"),
        (r"\u-4?", "\ufffc"),
        (r"\u55357?\u56832?", "😀"),
        (r"\u-10179?\u-8704? ok", "😀 ok"),
        (r"\u128512?", "😀"),
        (r"a\u55357?b", "a\ufffdb"),
        (r"a\u0?\u9999999999?\u-99999?b", "ab"),
        (r"a\u7?\u133?b\'07\'81c", "abc"),
        (r"\lquote a\rquote  \ldblquote b\rdblquote  \emdash\endash\bullet", "‘a’ “b” —–•"),
        (r"a\~b\_c\-d\{e\}\\", "a\xa0b\u2011cd{e}\\"),
        (r"a\tab b\line c" + "\td", "a\tb\nc\td"),
        ("one\r\n two\n three", "one two three"),
        (r"\b0x\b1y", "xy"),
    ],
)
def test_letters_come_out_as_they_are_meant(written: str, meant: str) -> None:
    assert texts(read(written + r"\par")) == [meant]


@pytest.mark.parametrize(
    ("head", "written", "meant"),
    [
        (r"{\rtf1\ansi\ansicpg1250 ", r"wi\'eacej", "więcej"),
        (r"{\rtf1\mac ", r"\'8e", "é"),
        (r"{\rtf1\pc ", r"\'82", "é"),
        (r"{\rtf1\pca ", r"\'82", "é"),
        (r"{\rtf1\ansi\ansicpg10000 ", r"\'8e", "é"),
        (r"{\rtf1\ansi\ansicpg65001 ", r"\'c3\'a9", "é"),
        (r"{\rtf1\ansi\ansicpg77777 ", r"\'e9", "é"),
        (r"{\rtf1\ansi\ansicpg ", r"\'e9", "é"),
        (
            r"{\rtf1\ansi\ansicpg1250{\fonttbl\f0\fswiss\fcharset204 A;\f1\fcharset1 B;}",
            r"\'e4\f1\'ea\f0\'e4",
            "äęд",
        ),
    ],
)
def test_the_encoding_is_the_files_where_the_font_has_none(head: str, written: str, meant: str) -> None:
    assert texts(read(written + r"\par", head)) == [meant]


def test_bytes_that_are_no_letters_are_counted() -> None:
    document = read(r"a\f3\'81\f0 b\f1\'81\par")
    assert texts(document) == ["ab"]
    assert document.notes == ("2 bytes are no letters in the encoding of their font and were left out.",)


# --- paragraphs and looks -------------------------------------------------------------------


def test_bold_is_kept_as_runs() -> None:
    (paragraph,) = read(r"{\b P7}3:37\line{\b Yes\b0 , no}\b  x\plain y\par").blocks
    assert paragraph == Paragraph(
        (
            Run("P7", bold=True),
            Run("3:37\n"),
            Run("Yes", bold=True),
            Run(", no"),
            Run(" x", bold=True),
            Run("y"),
        )
    )


def test_paragraphs_end_where_they_say_so_and_empty_ones_stay() -> None:
    assert texts(read("a\\par\\par b\\\nc\\page d\\par\\page e\\sect f\\column g")) == [*"a", "", *"bcdefg"]


def test_headings_are_known_by_their_level() -> None:
    document = read(
        r"\pard\outlinelevel0 Title\par\pard Text\par\pard\outlinelevel9 More\par\outlinelevel More\par"
    )
    assert [block.heading for block in document.blocks if isinstance(block, Paragraph)] == [
        True,
        False,
        False,
        False,
    ]


# --- what is left out -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text", "left_out"),
    [
        (r"a{\v no \b no}b", "ab", {"stretch of hidden text": 1}),
        (r"a\v no\v0 b\v no \'e9\u233?\v0", "ab", {"stretch of hidden text": 2}),
        (r"a\v no\plain b", "ab", {"stretch of hidden text": 1}),
        (r"a{\v }b", "ab", {}),
        (r"a{\deleted\revauth1 no}{\deleted no}b{\deleted no}", "ab", {"tracked deletion": 2}),
        (r"a{\deleted no}{\v no}", "a", {"tracked deletion": 1, "stretch of hidden text": 1}),
        (r"a{\*\atnid AB}{\*\atnauthor AB}\chatn{\*\annotation{\*\atnref 1}{\b no}}b", "ab", {"comment": 1}),
        (r"a{\super\chftn}{\footnote\pard{\super\chftn} no\par no}b", "ab", {"footnote": 1}),
        (
            r"{\header\pard no\par}{\footerr no{\field x}}{\headerf\pard\par}a",
            "a",
            {"header": 1, "footer": 1},
        ),
        (r"a{\*\shppict{\pict\pngblip 89504e}}{\nonshppict{\pict\wmetafile8 0100}}b", "ab", {"picture": 1}),
        (r"a{\pict 00\bin7 }}{{\b \par}b", "ab", {"picture": 1}),
        (r"{\info{\title No}{\author A. Writer}{\operator B}{\*\company No}}a", "a", {"author's name": 1}),
        (r"{\info{\author }{\title No}}a", "a", {}),
        (r'a{\field{\*\fldinst HYPERLINK "no"}{\fldrslt{\ul link}}}b', "alinkb", {}),
        (r"a{\field{\fldinst PAGE}{\fldrslt 1}}b", "a1b", {}),
        (r"{\listtext\'b7\tab}a{\pntext 1.\tab}b", "ab", {}),
        (r"a{\*\bkmkstart no}{\*\unknown no{\b no}}{\xe no}{\*\generator no;}b", "ab", {}),
        (r"a{\object{\*\objdata 0a0b}{\result{\b b}}}", "ab", {}),
        (r"{\shp{\*\shpinst{\sp{\sn no}{\sv 1}}{\shptxt box}}{\shprslt no}}a", "boxa", {}),
        (r"{\upr{\*\ud no}}a{\mmathPict no}", "a", {}),
    ],
)
def test_what_is_no_text_is_left_out_and_counted(written: str, text: str, left_out: dict[str, int]) -> None:
    document = read(written + r"\par")
    assert "".join(texts(document)) == text
    assert dict(document.left_out) == left_out


def test_the_end_of_a_hidden_paragraph_ends_none() -> None:
    assert texts(read(r"a\par{\v no\par}{\deleted no\par}b\par")) == ["a", "b"]


def test_tracked_insertions_are_text_and_noted() -> None:
    document = read(r"a{\revised\revauth1 b}\revised0 c\par")
    assert texts(document) == ["abc"]
    assert document.notes == ("Tracked insertions (1) are taken over as text.",)


def test_a_file_that_was_cut_off_gives_what_is_there_and_a_note() -> None:
    document = read(HEAD.encode() + rb"one\par{\b two\par three")
    assert texts(document) == ["one", "two", "three"]
    assert document.notes == ("The file ends in the middle; it may have been cut off.",)


def test_what_follows_the_last_brace_is_no_text() -> None:
    assert texts(read(rb"{\rtf1 a\par}" + b"}\0\0 b")) == ["a"]


# --- tables ---------------------------------------------------------------------------------


def test_a_table_is_one_between_its_paragraphs() -> None:
    document = read(
        r"before\par\trowd\cellx1\cellx2\pard\intbl{\b Code}\cell Name\cell\row"
        r"\trowd\cellx1\cellx2\pard\intbl a\par b\cell{c\'e9}\cell\row\pard after\par"
    )
    assert [type(block) for block in document.blocks] == [Paragraph, Table, Paragraph]
    assert table(document).rows == (("Code", "Name"), ("a\nb", "cé"))
    assert texts(document) == ["before", "after"]


def test_merged_cells_point_to_the_first_of_them() -> None:
    document = read(
        r"\trowd\clvmgf\cellx1\clmgf\cellx2\clmrg\cellx3\pard\intbl T\cell x\cell\cell\row"
        r"\trowd\clvmrg\cellx1\cellx2\cellx3\pard\intbl\cell y\cell z\cell\row"
        r"\trowd\clvmrg\cellx1\clvmrg\cellx2\cellx3\pard\intbl\cell not so\cell\cell\row"
    )
    assert table(document).rows == (("T", "x", ""), ("", "y", "z"), ("", "not so", ""))
    assert table(document).merged == {(0, 2): (0, 1), (1, 0): (0, 0), (2, 0): (0, 0)}


def test_rows_that_lack_cells_or_an_end_are_filled_up() -> None:
    document = read(
        r"\trowd\cellx1\intbl a\cell b\cell\row\intbl c\cell\row\row\intbl d\cell e\row\intbl f\cell"
    )
    assert table(document).rows == (("a", "b"), ("c", ""), ("d", "e"), ("f", ""))
    document = read(r"\trowd\clvmrg\cellx1\intbl\cell a\row\intbl tail")
    assert table(document).rows == (("", "a"), ("tail", ""))
    assert table(document).merged == {}


def test_tables_in_cells_are_lines_of_their_cell() -> None:
    row = r"\trowd\cellx1\pard\intbl\itap2 a\nestcell b\nestcell"
    inner = r"{\*\nesttableprops x}{\nonesttables\par}\nestrow c\cell\row\pard"
    document = read(row + inner)
    assert table(document).rows == (("a\tb\t\nc",),)


def test_tables_without_end_stay_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.documents.rtf.blocks.CELLS_LIMIT", 10)
    document = read(r"\trowd\pard\intbl" + r" x\cell\row" * 25)
    assert [len(found.rows) for found in document.tables] == [11, 11, 3]
    wide = read(r"\trowd\pard\intbl" + r" x\cell\row" * 9 + r" y\cell" * 30 + r"\row")
    assert {len(row) for row in table(wide).rows} == {1}
    assert table(wide).rows[-1] == ("\t".join("y" * 30),)


# --- hostile files --------------------------------------------------------------------------


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(FaultsFound, match=r"^t\.rtf: is nested deeper than 1000 levels; "):
        read(rb"{\rtf1 " + b"{" * 5000)


def test_words_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "TOKEN_LIMIT", 1000)
    with pytest.raises(FaultsFound, match=r"^t\.rtf: is larger than can be read; "):
        read(rb"{\rtf1 " + rb"\b" * 5000)


@pytest.mark.parametrize(
    "piece", [b"x", b"\\", b"'", b"\\'", b"\\u", b"\\bin99999999999", b"\n", b"\\cell", b"\\row "]
)
def test_anything_without_end_is_read(piece: bytes) -> None:
    read(rb"{\rtf1 " + piece * (200_000 // len(piece)))


PIECES = [
    *(
        "{",
        "}",
        "\\",
        "\\*",
        "\\'e9",
        "\\'8",
        "\\u8217?",
        "\\u-8704?",
        "\\u55357 ",
        "\\uc0 ",
        "\\uc99999 ",
        "\\bin3 ",
    ),
    *(
        "\\par",
        "\\row",
        "\\cell",
        "\\trowd",
        "\\intbl",
        "\\pard",
        "\\clvmrg",
        "\\clmrg",
        "\\cellx1",
        "\\nestcell ",
    ),
    *(
        "\\fonttbl",
        "\\f1",
        "\\fcharset128 ",
        "\\cpg0 ",
        "\\ansicpg932 ",
        "\\info",
        "\\author",
        "\\v",
        "\\deleted",
    ),
    *(
        "\\b",
        "\\b0",
        "\\plain",
        "\\header",
        "\\annotation",
        "\\pict",
        "\\outlinelevel-1",
        "x",
        "\xe9",
        "\0",
        "\n",
        " ",
    ),
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.binary(max_size=60))
def test_any_tokens_are_read_and_their_tables_are_rectangles(text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode("latin-1")
    document = document_of(SourceFile(rb"{\rtf1 " + data, "t.rtf", ".rtf"))
    for found in document.tables:
        assert len({len(row) for row in found.rows}) == 1
        assert all(found.rows[row][column] == "" for row, column in found.merged)
    "".join(texts(document)).encode()  # no half of a letter


@settings(max_examples=200)
@given(st.randoms(use_true_random=False))
def test_changed_files_are_read_or_refused(chance: random.Random) -> None:
    data = bytearray(
        f"{HEAD}\\trowd\\cellx1\\intbl a\\cell\\row\\pard {{\\v b}}\\f3\\'93\\'fa\\par}}".encode()
    )
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    try:
        read(bytes(data))
    except FaultsFound as found:
        assert str(found).startswith("t.rtf")  # noqa: PT017 - either outcome is right


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_whatever_is_written_as_numbers_reads_back(text: str) -> None:
    halves = text.encode("utf-16-le")
    codes = (int.from_bytes(halves[at : at + 2], "little", signed=True) for at in range(0, len(halves), 2))
    assert texts(read("x" + "".join(f"\\u{code}?" for code in codes) + "\\par")) == ["x" + text]
