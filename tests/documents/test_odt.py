"""OpenDocument text: the words that a careful reader would keep, and a count of the others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import document_of, recognised
from qualcode.documents.document import Document, Paragraph, Run, Table
from qualcode.documents.formats import odt
from qualcode.documents.source import BY_CONTENT, BY_NAME, NOT, SourceFile
from qualcode.errors import FaultsFound
from tests.documents.office_files import (
    ODT,
    OPEN_NAMES,
    complaint,
    document,
    looks,
    open_file,
    open_xml,
    packed,
    paragraphs,
)


def p(text: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{text}</text:p>"


def style(
    name: str, properties: str = "", parent: str = "", family: str = "paragraph", more: str = ""
) -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}" {more}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def flat(body: str, styles: str = "", before: str = "") -> bytes:
    xml = open_xml(body, styles, before).replace("office:document-content", "office:document")
    return xml.replace(" xmlns", f' office:mimetype="{ODT}" xmlns', 1).encode()


BOLD = 'fo:font-weight="bold"'
HIDDEN = 'text:display="none"'


def left_out(body: str, styles: str = "") -> dict[str, int]:
    return dict(document(open_file(body, styles)).left_out)


def test_paragraphs_and_headings_come_in_reading_order() -> None:
    body = (
        '<text:h text:outline-level="1">Talk</text:h>'
        + p("One.")
        + p("")
        + "<text:section>"
        + p("Two.")
        + "</text:section>"
    )
    assert document(open_file(body)) == Document(
        "odt",
        (
            Paragraph((Run("Talk"),), heading=True),
            Paragraph((Run("One."),)),
            Paragraph(()),
            Paragraph((Run("Two."),)),
        ),
    )


def test_a_flat_file_is_the_same() -> None:
    body, styles = p("a<text:span text:style-name='B'>b</text:span>"), style("B", BOLD, family="text")
    assert document(flat(body, styles)) == document(open_file(body, styles))
    assert looks(flat(body, styles)) == [("a", False), ("b", True)]


def test_a_flat_file_may_be_in_utf_16() -> None:
    assert paragraphs(flat(p("Zoë")).decode().encode("utf-16")) == ["Zoë"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  one \n\t two  ", "one two"),
        ("one<text:s/>", "one "),
        ("one<text:s text:c='3'/>two", "one   two"),
        ("one <text:s/> two", "one   two"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        ("a<text:soft-page-break/>b", "ab"),
        ("one <text:span> two</text:span> <text:span>three</text:span>", "one two three"),
        ("one<text:span> </text:span>two", "one two"),
        ("<text:a>a link</text:a> and <text:date>1 May</text:date>", "a link and 1 May"),
        ("<text:bookmark-start/>a<text:change-start/>b<text:change-end/>", "ab"),
        (
            "<text:ruby><text:ruby-base>kanji</text:ruby-base><text:ruby-text>kana</text:ruby-text></text:ruby>",
            "kanji",
        ),
        ("a\xa0b\u2028c", "a\xa0b\u2028c"),
    ],
)
def test_blanks_and_signs(written: str, read: str) -> None:
    assert paragraphs(open_file(p(written))) == [read]


def test_spaces_in_great_numbers_are_not_believed() -> None:
    assert paragraphs(open_file(p(f"a<text:s text:c='{'9' * 5000}'/>b"))) == ["a" + " " * 100 + "b"]


def test_styles_make_bold_and_light() -> None:
    styles = (
        style("B", BOLD, family="text")
        + style("L", 'fo:font-weight="normal"', family="text")
        + style("P", "", parent="Strong")
        + style("I", 'fo:font-style="italic"', family="text")
    )
    named = f"<office:styles>{style('Strong', BOLD)}</office:styles>"
    body = p("a<text:span text:style-name='L'>b<text:span text:style-name='I'>c</text:span></text:span>", "P")
    assert looks(open_file(body, styles, styles=named)) == [("a", True), ("bc", False)]
    assert looks(open_file(p("x<text:span text:style-name='B'>y</text:span>"), styles)) == [
        ("x", False),
        ("y", True),
    ]


def test_automatic_styles_of_the_headers_are_not_those_of_the_text() -> None:
    named = f"<office:automatic-styles>{style('P1', BOLD)}</office:automatic-styles>"
    assert looks(open_file(p("a", "P1"), styles=named)) == [("a", False)]


@pytest.mark.parametrize(
    ("name", "styles", "heading"),
    [
        ("Title", "", True),
        ("P1", style("P1", parent="Heading_20_2"), True),
        ("P1", style("P1", more='style:default-outline-level="1"'), True),
        ("P1", style("P1", parent="Text_20_body"), False),
    ],
)
def test_a_paragraph_is_a_heading_by_its_style(name: str, styles: str, heading: bool) -> None:
    assert document(open_file(p("a", name), styles)).blocks == (Paragraph((Run("a"),), heading=heading),)


def test_lists_keep_their_words_and_say_that_numbers_are_missing() -> None:
    items = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in "ab")
    assert paragraphs(open_file(f"<text:list>{items}</text:list>")) == ["a", "b"]
    assert left_out(f"<text:list>{items}</text:list>") == {"automatic number or bullet": 2}


def test_deletions_comments_notes_and_authors_are_counted() -> None:
    def region(kind: str, author: str, text: str) -> str:
        info = (
            f"<office:change-info><dc:creator>{author}</dc:creator><dc:date>1</dc:date></office:change-info>"
        )
        return f"<text:changed-region><text:{kind}>{info}{text}</text:{kind}></text:changed-region>"

    changes = region("deletion", "Ed", p("gone")) + region("insertion", "Jo", "")
    comment = f"<office:annotation><dc:creator>Al</dc:creator>{p('why?')}</office:annotation>"
    inside = f"<text:note-citation>1</text:note-citation><text:note-body>{p('note')}</text:note-body>"
    note = f'<text:note text:note-class="{{}}">{inside}</text:note>'
    body = f"<text:tracked-changes>{changes}</text:tracked-changes>" + p(
        f"a{comment}b{note.format('footnote')}c<office:annotation-end/>{note.format('endnote')}"
    )
    meta = "<meta:initial-creator>Mo</meta:initial-creator><dc:creator>Ed</dc:creator>"
    data = open_file(body, meta=meta)
    assert paragraphs(data) == ["abc"]
    assert document(data).left_out == {
        "tracked deletion": 1,
        "comment": 1,
        "footnote": 1,
        "endnote": 1,
        "author's name": 4,
    }


def test_headers_and_footers_are_counted_where_they_say_something() -> None:
    named = (
        f"<office:master-styles><style:master-page><style:header>{p('Study')}</style:header>"
        f"<style:footer>{p(' ')}</style:footer></style:master-page></office:master-styles>"
    )
    found = document(open_file(p("a"), styles=named))
    assert (found.blocks, found.left_out) == ((Paragraph((Run("a"),)),), {"header": 1})
    assert document(flat(p("a"), before=named)) == found


def test_hidden_text_is_left_out_and_counted_by_stretches() -> None:
    styles = style("H", HIDDEN, family="text") + style("HP", HIDDEN)
    hidden = "<text:span text:style-name='H'>secret</text:span>"
    body = p(f"a{hidden}{hidden}b<text:hidden-text>secret</text:hidden-text>") + p("secret", "HP") + p("c")
    body += f'<text:section text:display="none">{p("secret")}</text:section>'
    assert paragraphs(open_file(body, styles)) == ["ab", "", "c"]
    assert left_out(body, styles) == {"stretch of hidden text": 3}


def frame(inside: str) -> str:
    return f"<draw:frame>{inside}<svg:title>a title</svg:title><svg:desc>words</svg:desc></draw:frame>"


def test_pictures_and_objects_are_counted_once_each() -> None:
    image = "<draw:image><office:binary-data>AAAA</office:binary-data></draw:image>"
    inner = f"<draw:object><office:body><office:text>{p('inner')}</office:text></office:body></draw:object>"
    body = p("a" + frame(image) + frame(inner + image) + frame(image + inner) + "b" + image)
    assert paragraphs(open_file(body)) == ["ab"]
    assert left_out(body) == {"picture": 1, "embedded object": 2}


def test_a_picture_in_a_deletion_is_part_of_it() -> None:
    inside = f"<text:deletion>{p(frame('<draw:image/>'))}</text:deletion>"
    assert left_out(f"<text:tracked-changes>{inside}</text:tracked-changes>{p('a')}") == {
        "tracked deletion": 1
    }


def test_the_text_of_a_box_follows_its_paragraph() -> None:
    box = frame(f"<draw:text-box>{p('in the box')}</draw:text-box>")
    shape = f"<draw:custom-shape>{p('on the shape')}</draw:custom-shape>"
    data = open_file(p(f"before {box}{shape}after") + p("next"))
    assert paragraphs(data) == ["before after", "in the box", "on the shape", "next"]
    assert document(data).notes == ("The text of 2 text boxes follows the paragraph that it hangs on.",)


def test_a_box_before_all_paragraphs_comes_first() -> None:
    assert paragraphs(open_file(frame(f"<draw:text-box>{p('box')}</draw:text-box>") + p("a"))) == ["box", "a"]


def cell(text: str, columns: int = 1, rows: int = 1) -> str:
    spans = f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
    return f"<table:table-cell {spans}>{p(text)}</table:table-cell>"


def table(*rows: str) -> str:
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f"<table:table><table:table-column/>{inside}</table:table>"


COVERED = "<table:covered-table-cell/>"


def test_a_table_knows_what_is_merged() -> None:
    body = table(
        cell("A", 2, 2) + COVERED + cell("b"),
        '<table:covered-table-cell table:number-columns-repeated="2"/>' + cell("c"),
        cell("d"),
    )
    assert document(open_file(body)).blocks == (
        Table(
            (("A", "", "b"), ("", "", "c"), ("d", "", "")),
            merged={(0, 1): (0, 0), (1, 0): (0, 0), (1, 1): (0, 0)},
        ),
    )


def test_a_span_that_leads_out_of_the_table_ends_with_it() -> None:
    (found,) = document(open_file(table(cell("A", 3, 3)))).tables
    assert (found.rows, found.merged) == ((("A",),), {})


def test_text_under_a_merged_cell_is_counted_as_hidden() -> None:
    body = table(cell("A", 2) + f"<table:covered-table-cell>{p('under')}</table:covered-table-cell>")
    assert left_out(body) == {"stretch of hidden text": 1}


def test_a_table_in_a_cell_becomes_its_text() -> None:
    body = table(f"<table:table-cell>{p('a')}{table(cell('x') + cell('y'))}</table:table-cell>")
    assert [found.rows for found in document(open_file(body)).tables] == [(("a\nx\ty",),)]


def test_spans_that_would_fill_the_memory_are_refused() -> None:
    with pytest.raises(FaultsFound, match="more table cells"):
        document(open_file(table(cell("A", 10**9, 10**9))))


# Which files are OpenDocument text


@pytest.mark.parametrize(
    ("parts", "suffix", "sure"),
    [
        ({"mimetype": ODT, "content.xml": ""}, "", BY_CONTENT),
        ({"mimetype": f"{ODT}-template", "content.xml": ""}, ".ott", BY_CONTENT),
        ({"content.xml": ""}, ".odt", BY_NAME),
        ({"content.xml": ""}, ".zip", NOT),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}, ".odt", NOT),
        ({"mimetype": "application/epub+zip"}, ".odt", NOT),
    ],
)
def test_the_kind_decides(parts: dict[str, str], suffix: str, sure: int) -> None:
    assert odt.recognises(SourceFile(packed(parts), "f", suffix)) == sure


def test_a_file_without_a_kind_is_read_by_its_name() -> None:
    source = SourceFile(packed({"content.xml": open_xml(p("a"))}), "f.odt", ".odt")
    assert document_of(source).blocks == (Paragraph((Run("a"),)),)


@pytest.mark.parametrize("data", [b"office:document", b"<a/>", f"<a {OPEN_NAMES}/>".encode()])
def test_other_text_is_no_flat_file(data: bytes) -> None:
    assert recognised(SourceFile(data, "f.fodt", ".fodt")).name != "odt"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            {"META-INF/manifest.xml": "<m:manifest><m:encryption-data/></m:manifest>", "content.xml": "x"},
            "password",
        ),
        ({"META-INF/manifest.xml": "<m:manifest/>"}, "lacks its part 'content.xml'"),
        ({"content.xml": open_xml(p("secret"))[:-20]}, "broken XML"),
        ({"content.xml": f"<office:document-content {OPEN_NAMES}/>"}, "holds no text"),
        ({"content.xml": "<!DOCTYPE a><a/>"}, "DOCTYPE"),
        ({"content.xml": open_xml("<text:list>" * 300 + "</text:list>" * 300)}, "nested deeper"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(parts: dict[str, str], said: str) -> None:
    with pytest.raises(FaultsFound, match=said) as caught:
        document(packed({"mimetype": ODT, **parts}))
    assert "secret" not in str(caught.value)


def test_text_in_the_wrong_place_is_not_lost() -> None:
    assert paragraphs(open_file(f"<text:span>stray{p('a')}</text:span>")) == ["straya"]


# Laws

_NAMES = st.sampled_from(
    [
        "text:p",
        "text:h",
        "text:span",
        "text:s",
        "text:tab",
        "text:note",
        "text:section",
        "text:list-item",
        "office:annotation",
        "office:text",
        "draw:frame",
        "draw:text-box",
        "draw:rect",
        "draw:image",
        "draw:object",
        "table:table",
        "table:table-row",
        "table:table-cell",
        "table:covered-table-cell",
        "text:tracked-changes",
        "text:deletion",
        "dc:creator",
        "style:header",
        "style:style",
    ]
)
_VALUES = st.sampled_from(["", ' text:c="4"', ' table:number-columns-spanned="2"', ' text:display="none"'])


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(children, max_size=5).map("".join)
    return st.tuples(_NAMES, _VALUES, inside).map(lambda part: f"<{part[0]}{part[1]}>{part[2]}</{part[0]}>")


@settings(max_examples=150)
@given(st.lists(st.recursive(st.just("text"), _element, max_leaves=25), max_size=4).map("".join))
def test_elements_in_any_order_are_read_without_a_traceback(body: str) -> None:
    assert document(open_file(body)).format == "odt"


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([open_file(p("secret") * 20), flat(p("secret") * 20)])))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert "secret" not in complaint(bytes(whole), ".odt")


_LETTERS = st.text(alphabet="ab é\U0001f600&<", min_size=1, max_size=8).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=60)
@given(st.lists(_LETTERS, min_size=1, max_size=20))
def test_what_was_written_is_read(texts: list[str]) -> None:
    body = "".join(p(text.replace("&", "&amp;").replace("<", "&lt;")) for text in texts)
    assert paragraphs(open_file(body)) == texts
