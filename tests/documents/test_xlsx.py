"""Workbooks: cells as a person sees them, and hostile ones in bounded time and memory."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import apart, document_of, recognised
from qualcode.documents.document import Document, Table
from qualcode.documents.formats import xlsx
from qualcode.documents.sheets import cells, package
from qualcode.documents.source import NOT, SourceFile
from qualcode.errors import FaultsFound

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DATE, DATE_TIME, TIME, DURATION = 1, 2, 3, 4
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm:ss"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/>'
    '<xf numFmtId="164"/></cellXfs></styleSheet>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def number(at: str, value: str, style: int = 0) -> str:
    return f'<c r="{at}" s="{style}"><v>{value}</v></c>'


def text(at: str, value: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def sheet(*rows: tuple[int, str], merged: str = "") -> str:
    body = "".join(f'<row r="{row}">{found}</row>' for row, found in rows)
    ranges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged.split())
    ranges = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{ranges}</worksheet>'


def workbook(*sheets: str, hidden: frozenset[int] = frozenset(), **parts: str) -> bytes:
    """An .xlsx of sheets called S1, S2 …; `parts` are further ones, written part__xml for part.xml."""
    entries = "".join(
        f'<sheet name="S{n}" sheetId="{n}" state="{"hidden" if n in hidden else "visible"}" r:id="r{n}"/>'
        for n in range(1, len(sheets) + 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rs" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{entries}</sheets></workbook>'
    root = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>',
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": found for n, found in enumerate(sheets, 1)},
        **{name.replace("__", ".").replace("_slash_", "/"): found for name, found in parts.items()},
    }
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, found in files.items():
            archive.writestr(name, found)
    return buffer.getvalue()


def open_document(rows: str, mimetype: str = "application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="One">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


def read(data: bytes, suffix: str = ".xlsx") -> Document:
    return document_of(SourceFile(data, f"t{suffix}", suffix))


def table(data: bytes) -> Table:
    (found,) = read(data).tables
    return found


def refused(data: bytes) -> str:
    with pytest.raises(FaultsFound) as found:
        read(data)
    (fault,) = found.value.faults
    return str(fault)


# --- what it is -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".docx", ""])
def test_a_workbook_is_known_by_its_parts(suffix: str) -> None:
    source = SourceFile(workbook(sheet((1, text("A1", "x")))), f"t{suffix}", suffix)
    assert recognised(source).name == "xlsx"


def test_other_archives_and_texts_are_no_workbooks() -> None:
    assert xlsx.recognises(SourceFile(b"a,b", "t.xlsx", ".xlsx")) == NOT
    assert xlsx.recognises(SourceFile(zipped({"a.xml": "x"}), "t.xlsx", ".xlsx")) == NOT
    text_document = open_document("", "application/vnd.oasis.opendocument.text")
    assert xlsx.recognises(SourceFile(text_document, "t.ods", ".ods")) == NOT


def test_old_office_files_other_than_workbooks_are_refused_with_what_to_do() -> None:
    assert refused(OLE + b"\0" * 600 + "WordDocument\0".encode("utf-16-le")).endswith(
        "save it as .docx or .xlsx"
    )
    locked = OLE + "Workbook\0EncryptedPackage\0".encode("utf-16-le")
    assert refused(locked) == "t.xlsx: is protected by a password; save it without one"


def test_an_old_workbook_that_is_broken_is_a_sentence() -> None:
    assert refused(OLE + b"\0" * 600 + "Workbook\0".encode("utf-16-le")).startswith("t.xlsx: is damaged; ")


def test_a_password_inside_an_old_workbook_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Locked:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise python_calamine.PasswordError

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Locked)
    with pytest.raises(apart.ChildError, match=r"^password$"):
        cells.sheets(b"")


# --- cells ----------------------------------------------------------------------------------


def test_cells_are_texts_as_a_person_sees_them() -> None:
    data = workbook(
        sheet(
            (1, text("A1", "P1: “Yes”, &lt;so&gt; ") + number("B1", "3") + number("C1", "2.5")),
            (2, number("A2", "44270", DATE) + number("B2", "44270.419444444444", DATE_TIME)),
            (3, number("A3", "0.00241898148148148", TIME) + number("B3", "1.25069444444444", DURATION)),
            (
                4,
                '<c r="A4" t="b"><v>1</v></c><c r="B4" t="b"><v>0</v></c>'
                + number("C4", "0.30000000000000004"),
            ),
            (
                5,
                '<c r="A5" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'
                + number("B5", "-7")
                + number("C5", "1e20"),
            ),
            (6, text("A6", "one\r\ntwo_x000D_\nthree_x0007_")),
        )
    )
    assert table(data).rows == (
        ("P1: “Yes”, <so> ", "3", "2.5"),
        ("2021-03-15", "2021-03-15 10:04:00", ""),
        ("00:03:29", "30:01:00", ""),
        ("TRUE", "FALSE", "0.3"),
        ("ab", "-7", "1e+20"),
        ("one\ntwo\nthree", "", ""),
    )


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (dt.date(2021, 3, 5), "2021-03-05"),
        (dt.timedelta(seconds=-61), "-00:01:01"),
        (dt.timedelta(days=2, seconds=5), "48:00:05"),
        (float("inf"), "inf"),
        (12345678901234567890.0, "1.23456789012346e+19"),
        (5, "5"),
        ("PT01H02M3.5S", "01:02:03"),
        ("PT100H00M00S", "100:00:00"),
    ],
)
def test_rare_values_are_seen_too(value: object, seen: str) -> None:
    assert cells.shown(value) == seen


def test_errors_are_empty_and_noted() -> None:
    document = read(workbook(sheet((1, text("A1", "x") + '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'))))
    assert [found.rows for found in document.tables] == [(("x", ""),)]
    assert document.notes == ("Errors such as #N/A stand in cells (1); these were read as empty.",)


def test_a_sheet_that_starts_lower_keeps_its_row_numbers_and_merged_cells() -> None:
    data = workbook(
        sheet(
            (5, text("C5", "Theme") + text("D5", "Code") + text("E5", "Memo")),
            (6, text("C6", "Trust") + text("D6", "a")),
            (7, text("D7", "b") + text("E7", "m")),
            merged="C6:C7 A1:B2 D5:E5 D5:E5",
        )
    )
    assert table(data).first_row == 5
    assert table(data).rows == (("Theme", "Code", ""), ("Trust", "a", ""), ("", "b", "m"))
    assert table(data).merged == {(2, 0): (1, 0), (0, 2): (0, 1)}


def test_sheets_are_tables_in_order_and_empty_ones_none() -> None:
    one, empty, three = sheet((1, text("A1", "x"))), sheet((1, text("A1", ""))), sheet((2, number("B2", "1")))
    document = read(workbook(one, empty, sheet(), three, hidden=frozenset({4})))
    assert [(found.name, found.rows, found.first_row) for found in document.tables] == [
        ("S1", (("x",),), 1),
        ("S4", (("1",),), 2),
    ]
    assert document.notes == ("1 of 2 sheets are hidden in the workbook; they were read all the same.",)


def test_comments_and_authors_are_counted() -> None:
    document = read(
        workbook(
            sheet((1, text("A1", "x"))),
            xl_slash_comments1__xml='<commentList><comment ref="A1"/><comment ref="A2"/></commentList>',
            docProps_slash_core__xml="<p><dc:creator>A. Writer</dc:creator></p>",
        )
    )
    assert dict(document.left_out) == {"comment": 2, "author's name": 1}


def test_open_document_sheets_are_read() -> None:
    row = (
        "<table:table-row>"
        '<table:table-cell office:value-type="string"><text:p>Yes</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>'
        "</table:table-row>"
    )
    document = read(open_document(row), ".ods")
    assert [(found.name, found.rows) for found in document.tables] == [("One", (("Yes", "3"),))]


# --- hostile files --------------------------------------------------------------------------


def test_a_workbook_without_a_filled_cell_is_refused() -> None:
    assert refused(workbook(sheet())).startswith("t.xlsx: is a workbook without any filled cell; ")


def test_an_archive_is_measured_by_what_it_unpacks_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "SIZE_LIMIT", 3 * 1024 * 1024)
    data = workbook(
        sheet((1, text("A1", "x"))), a__xml=" " * 2_000_000, b__xml=" " * 2_000_000, c__png="x" * 9
    )
    assert len(data) < 50_000
    assert refused(data) == "t.xlsx: unpacks to more than 3 MB; split it into smaller files"


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE a>", "<?xml version='1.0'?>\n<!doctype lolz [<!ENTITY a 'b'>]>"]
)
def test_a_doctype_is_refused(doctype: str) -> None:
    data = workbook(doctype + sheet((1, text("A1", "x"))))
    assert refused(data) == "t.xlsx: declares a DOCTYPE; save it anew from its own program"


@pytest.mark.parametrize(
    "data",
    [
        workbook("<worksheet"),
        zipped({"xl/workbook.xml": "<workbook/>"}),
        zipped({"xl/workbook.xml": "no markup"}),
        zipped({"xl/workbook.bin": "\x83\x01\0"}),
        open_document("<table:table-row>"),
    ],
    ids=[
        "cut off",
        "without a list of parts",
        "without markup",
        "a broken .xlsb",
        "a broken .ods",
    ],
)
def test_what_is_broken_is_a_sentence(data: bytes) -> None:
    assert refused(data).startswith(
        ("t.xlsx: is damaged; ", "t.xlsx: is a workbook without any filled cell; ")
    )


def test_two_cells_at_the_ends_of_a_sheet_don_t_fill_it_with_cells() -> None:
    data = workbook(sheet((1, text("A1", "x")), (1_048_576, text("XFD1048576", "y"))))
    assert refused(data).startswith("t.xlsx: takes more time or memory to read than any file of text does; ")


def test_merged_ranges_without_end_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(row, text(f"A{row}", "x")) for row in range(1, 51)]
    assert len(table(workbook(sheet(*rows, merged="A1:XFD1048576"))).merged) == 49
    monkeypatch.setattr(xlsx, "MERGED_LIMIT", 10)
    assert len(table(workbook(sheet(*rows, merged="A1:A8 A11:A30 A31:A33"))).merged) == 9


@pytest.mark.parametrize(("limit", "value"), [("CELLS_LIMIT", 3), ("OUTPUT_LIMIT", 3)])
def test_more_cells_or_text_than_bounds_allow_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(cells, limit, value)
    with pytest.raises(apart.ChildError, match=r"^large$"):
        cells.sheets(workbook(sheet((1, text("A1", "xy") + text("B1", "x") + text("D1", "y")))))


def test_only_sheets_of_cells_are_read() -> None:
    chart = workbook(sheet((1, text("A1", "x"))), "<chartsheet/>")
    files = zipfile.ZipFile(io.BytesIO(chart))
    parts = {name: files.read(name).decode() for name in files.namelist()}
    links = parts["xl/_rels/workbook.xml.rels"]
    at = links.index('Id="r2"')
    parts["xl/_rels/workbook.xml.rels"] = links[:at] + links[at:].replace("worksheet", "chartsheet", 2)
    assert [found["name"] for found in cells.sheets(zipped(parts))] == ["S1"]


PLAIN = workbook(
    sheet((1, text("A1", "x") + number("B1", "1")), (2, number("A2", "44270", DATE)), merged="A1:B1")
)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_changed_workbooks_are_read_or_refused(chance: random.Random) -> None:
    files = zipfile.ZipFile(io.BytesIO(PLAIN))
    parts = {name: bytearray(files.read(name)) for name in files.namelist()}
    for _ in range(chance.randint(1, 4)):
        part = parts[chance.choice(sorted(parts))]
        part[chance.randrange(len(part))] = chance.choice(b'<>/"=& 09Aazr')
    try:
        read(zipped({name: part.decode("latin-1") for name, part in parts.items()}))
    except FaultsFound as found:
        assert str(found).startswith("t.xlsx")  # noqa: PT017 - either outcome is right


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_changed_bytes_are_cells_or_a_word_of_what_is_wrong(chance: random.Random) -> None:
    """In this process, without the start of another: many more are tried."""
    data = bytearray(PLAIN)
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        cells.sheets(bytes(data))
    except apart.ChildError as error:
        assert str(error) in ("broken", "password", "large")  # noqa: PT017 - either outcome is right
