"""Word files: the words that a careful reader would keep, and a count of the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import read_document, recognised
from qualcode.documents.document import Document, Paragraph, Run, Table
from qualcode.documents.formats import docx
from qualcode.documents.office import draft
from qualcode.documents.source import BY_CONTENT, NOT, SourceFile
from qualcode.errors import FaultsFound
from tests.documents.office_files import (
    NAMES,
    OOXML,
    W,
    complaint,
    document,
    looks,
    p,
    packed,
    paragraphs,
    r,
    row,
    word_file,
    word_xml,
)

BOLD = "<w:b/>"
RELATIONS = f"{OOXML}/package/2006/relationships"
TYPE = f"{OOXML}/officeDocument/2006/relationships"


def left_out(body: str, **others: str) -> dict[str, int]:
    return dict(document(word_file(body, **others)).left_out)


def related(**targets: str) -> str:
    items = "".join(f'<Relationship Type="{TYPE}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return f'<Relationships xmlns="{RELATIONS}">{items}</Relationships>'


# Text and its look


def test_paragraphs_come_in_reading_order_and_empty_ones_stay() -> None:
    data = word_file(p(r("One.")) + p() + p(r("Two.")) + "<w:sectPr/>")
    assert document(data) == Document(
        "docx", (Paragraph(plain("One.")), Paragraph(()), Paragraph(plain("Two.")))
    )


def plain(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_a_turn_of_a_teams_transcript_shows_where_the_speaker_ends() -> None:
    spoken = "<w:r><w:br/><w:t>We came late.</w:t></w:r>"
    data = word_file(p(r("P", BOLD), r("7", BOLD), r("3:37"), spoken))
    assert looks(data) == [("P7", True), ("3:37\nWe came late.", False)]


def test_bold_may_be_switched_off_and_former_looks_do_not_count() -> None:
    changed = '<w:rPrChange w:author="Ed"><w:rPr><w:b/><w:vanish/></w:rPr></w:rPrChange>'
    data = word_file(
        p(
            r("a", '<w:b w:val="0"/>'),
            r("b", '<w:b w:val="false"/>'),
            r("c", '<w:b w:val="true"/>'),
            r("d", changed),
        )
    )
    assert looks(data) == [("ab", False), ("c", True), ("d", False)]
    assert document(data).left_out == {"author's name": 1}


def test_the_mark_of_a_paragraph_has_a_look_of_its_own() -> None:
    assert looks(word_file(p(r("a"), properties="<w:rPr><w:b/><w:vanish/></w:rPr>"))) == [("a", False)]


def test_styles_make_bold_and_headings_whatever_their_ids_are() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lvl"><w:name w:val="x"/><w:pPr>'
        '<w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="table" w:styleId="T"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        p(r("A"), properties='<w:pStyle w:val="berschrift1"/>')
        + p(r("B"), r("C", '<w:rStyle w:val="Fett"/>'), properties='<w:pStyle w:val="Mine"/>')
        + p(r("D", '<w:rStyle w:val="Fett"/>'))
        + p(r("E"), properties='<w:pStyle w:val="Lvl"/>')
        + p(r("F"), properties='<w:outlineLvl w:val="0"/>')
        + p(r("G"), properties='<w:outlineLvl w:val="9"/>')
        + p(r("H"), properties='<w:pStyle w:val="T"/>')
    )
    blocks = document(word_file(body, styles=styles)).blocks
    assert [block.heading for block in blocks if isinstance(block, Paragraph)] == [
        *(True, True, False, True, True, False, False)
    ]
    bold = "".join(
        run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs if run.bold
    )
    assert bold == "BD", "bold on bold stands out by being light"


def test_a_heading_is_known_by_its_id_where_there_are_no_styles() -> None:
    blocks = document(word_file(p(r("A"), properties='<w:pStyle w:val="Heading2"/>'))).blocks
    assert blocks == (Paragraph(plain("A"), heading=True),)


def test_the_default_style_counts_for_paragraphs_without_one() -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:b/></w:rPr></w:style>'
    assert looks(word_file(p(r("A")), styles=styles)) == [("A", True)]


def test_styles_that_are_each_others_parents_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    assert looks(word_file(p(r("x"), properties='<w:pStyle w:val="A"/>'), styles=styles)) == [("x", False)]


def test_a_former_style_of_a_paragraph_does_not_count() -> None:
    former = (
        '<w:pPrChange w:author="Ed"><w:pPr><w:pStyle w:val="Title"/><w:outlineLvl w:val="1"/>'
        '<w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:pPrChange>'
    )
    found = document(
        word_file(
            p(r("A", '<w:rPrChange><w:rPr><w:rStyle w:val="S"/></w:rPr></w:rPrChange>'), properties=former)
        )
    )
    assert found.blocks == (Paragraph(plain("A")),)
    assert found.left_out == {"author's name": 1}


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a<w:tab/>b<w:ptab/>c", "a\tb\tc"),
        ('a<w:br/>b<w:br w:type="page"/>c<w:cr/>d', "a\nb\nc\nd"),
        ("Indo<w:noBreakHyphen/>Pacific", "Indo-Pacific"),
        ("secu<w:softHyphen/>rity", "security"),
        ('<w:sym w:font="Arial" w:char="00E9"/>', "é"),
        ("a<w:lastRenderedPageBreak/>b", "ab"),
        ("a<w:footnoteReference w:id='2'/>b", "ab"),
    ],
)
def test_signs_inside_of_runs(inside: str, text: str) -> None:
    parts = [part if part.startswith("<") else f"<w:t>{part}</w:t>" for part in _split(inside)]
    assert paragraphs(word_file(f"<w:p><w:r>{''.join(parts)}</w:r></w:p>")) == [text]


def _split(inside: str) -> list[str]:
    return [part for part in inside.replace("<", "\0<").replace(">", ">\0").split("\0") if part]


def test_tab_stops_are_no_tabs() -> None:
    data = word_file(p(r("a"), properties='<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'))
    assert paragraphs(data) == ["a"]


@pytest.mark.parametrize("code", ["F0E0", "D800", "110000", "0", "0007", "", "zz", "-5"])
def test_a_sign_without_meaning_outside_of_its_font_is_counted(code: str) -> None:
    data = word_file(f'<w:p><w:r><w:t>a</w:t><w:sym w:font="Wingdings" w:char="{code}"/></w:r></w:p>')
    assert paragraphs(data) == ["a"]
    assert document(data).left_out == {"symbol": 1}


def test_a_line_end_in_the_file_is_a_space() -> None:
    assert paragraphs(word_file(p("<w:r><w:t>one\n   two \n\t three</w:t></w:r>"))) == ["one two three"]


@pytest.mark.parametrize(
    "body",
    [
        '<w:ins w:author="Ed">{}</w:ins>',
        '<w:moveTo w:author="Ed">{}</w:moveTo>',
        "<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr=" AUTHOR ">{}</w:fldSimple>',
        "<w:hyperlink>{}</w:hyperlink>",
        '<w:smartTag w:element="place">{}</w:smartTag>',
        '<w:customXml w:element="x">{}</w:customXml>',
        "<w:bdo>{}</w:bdo>",
    ],
)
def test_words_inside_of_other_things_are_kept(body: str) -> None:
    assert looks(word_file(p(r("We "), body.format(r("all ")), r("agree.")))) == [("We all agree.", False)]


def test_whole_paragraphs_inside_of_content_controls_are_kept() -> None:
    assert paragraphs(word_file(f"<w:sdt><w:sdtContent>{p(r('a'))}</w:sdtContent></w:sdt>{p(r('b'))}")) == [
        "a",
        "b",
    ]


def test_an_equation_keeps_its_letters() -> None:
    assert paragraphs(word_file(p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"))) == ["E=mc"]


def test_reading_aids_are_left_out() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('kana')}</w:rt><w:rubyBase>{r('kanji')}</w:rubyBase></w:ruby></w:r>"
    assert paragraphs(word_file(p(ruby))) == ["kanji"]
    assert left_out(p(ruby)) == {"ruby text": 1}


# Fields


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_shows_its_result_only() -> None:
    inner = field("begin") + r("inner") + field("separate") + r("no") + field("end")
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = p(
        r("p. "), field("begin"), code, inner, r("no"), field("separate"), r("12"), field("end"), r(" ff.")
    )
    assert paragraphs(word_file(body)) == ["p. 12 ff."]


def test_a_field_without_end_does_not_swallow_the_next_paragraph() -> None:
    assert paragraphs(word_file(p(field("begin"), r("code")) + p(r("text")))) == ["", "text"]


def test_the_end_of_a_field_that_never_began_means_nothing() -> None:
    assert paragraphs(word_file(p(field("end"), field("separate"), r("text")))) == ["text"]


# Left out and counted


def test_deletions_next_to_each_other_are_one() -> None:
    gone = '<w:del w:author="Ed"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:author="Jo">{r("moved")}</w:moveFrom>'
    body = p(r("a"), gone, moved, r("b"), gone)
    assert paragraphs(word_file(body)) == ["ab"]
    assert left_out(body) == {"tracked deletion": 2, "author's name": 2}


def test_a_deletion_in_a_deletion_is_one() -> None:
    body = p(f"<w:del>{r('a')}<w:moveFrom>{r('b')}</w:moveFrom>{r('c')}</w:del>", r("d"))
    assert paragraphs(word_file(body)) == ["d"]
    assert left_out(body) == {"tracked deletion": 1}


def test_paragraphs_between_which_the_break_was_deleted_are_one() -> None:
    mark = '<w:rPr><w:del w:author="Ed"/></w:rPr>'
    body = p(r("Hel"), properties=mark) + p(r("lo.")) + p(r("end"), properties=mark)
    assert paragraphs(word_file(body)) == ["Hello.", "end"]
    assert left_out(body) == {"tracked deletion": 2, "author's name": 1}


def test_a_deleted_row_is_gone() -> None:
    deleted = f"<w:tr><w:trPr><w:del w:author='Ed'/></w:trPr><w:tc>{p(r('x'))}</w:tc></w:tr>"
    kept = row(p(r("a")))
    (table,) = document(word_file(f"<w:tbl>{deleted}{kept}{deleted}</w:tbl>")).tables
    assert table.rows == (("a",),)


def test_hidden_text_is_left_out_and_counted_by_stretches() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    hidden, by_style = r("secret", "<w:vanish/>"), r("secret", '<w:rStyle w:val="H"/>')
    body = p(r("a"), hidden, by_style, r("b", '<w:vanish w:val="0"/>'), by_style)
    assert paragraphs(word_file(body, styles=styles)) == ["ab"]
    assert left_out(body, styles=styles) == {"stretch of hidden text": 2}


def test_parts_beside_the_text_are_counted() -> None:
    note = '<w:{0} w:type="separator"/><w:{0} w:id="1">' + p(r("note")) + "</w:{0}>"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Type="x/core-properties" '
        'Target="docProps/core.xml"/><Relationship Type="x/officeDocument" Target="/word/document.xml"/>'
        '<Relationship Type="x/template" Target="http://x.org/" TargetMode="External"/></Relationships>',
        "word/_rels/document.xml.rels": related(header="header1.xml", footer="footer1.xml", comments="c.xml"),
        "word/document.xml": word_xml(p(r("text"))),
        "word/header1.xml": f"<w:hdr {NAMES}>{p(r('Study'))}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMES}>{p(r(' '))}</w:ftr>",
        "word/c.xml": f'<w:comments {NAMES}><w:comment w:author="Ed">{p(r("?"))}</w:comment>'
        '<w:comment w:author="Jo"/></w:comments>',
        "word/footnotes.xml": f"<w:footnotes {NAMES}>{note.format('footnote')}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {NAMES}>{note.format('endnote')}</w:endnotes>",
        "docProps/core.xml": '<x:coreProperties xmlns:x="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ed</dc:creator>'
        "<dc:title>T</dc:title><x:lastModifiedBy>Al</x:lastModifiedBy></x:coreProperties>",
    }
    found = document(packed(parts))
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["text"]
    assert found.left_out == {"comment": 2, "footnote": 1, "endnote": 1, "header": 1, "author's name": 3}


def test_pictures_objects_and_automatic_numbers_are_counted() -> None:
    body = (
        p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>", "<w:r><w:pict><v:imagedata/></w:pict></w:r>")
        + p("<w:r><w:object><v:imagedata/></w:object></w:r>", "<w:r><w:drawing><c:chart/></w:drawing></w:r>")
        + p(r("a"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
        + p(r("b"), properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + "<w:altChunk/>"
        + p('<w:del w:author="">', "<w:r><w:drawing><pic:pic/></w:drawing></w:r>", "</w:del>")
    )
    assert left_out(body) == {
        "picture": 2,
        "embedded object": 2,
        "chart": 1,
        "automatic number or bullet": 1,
        "tracked deletion": 1,
    }


# Text boxes and versions of the same


def box(text: str) -> str:
    return f"<wps:txbx><w:txbxContent>{p(r(text))}</w:txbxContent></wps:txbx>"


def versions(*choices: str, fallback: str = "") -> str:
    inside = "".join(f'<mc:Choice Requires="wps">{choice}</mc:Choice>' for choice in choices)
    return (
        f"<w:r><mc:AlternateContent>{inside}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_the_text_of_a_box_follows_its_paragraph_once() -> None:
    data = word_file(
        p(r("a"), versions(box("box"), box("box"), fallback=box("box")), r("b", BOLD)) + p(r("c"))
    )
    assert paragraphs(data) == ["ab", "box", "c"]
    assert document(data).notes == ("The text of 1 text box follows the paragraph that it hangs on.",)


def test_the_last_resort_is_taken_where_the_first_choice_says_nothing() -> None:
    assert paragraphs(word_file(p(versions("<wps:wsp/>", fallback=box("old"))))) == ["", "old"]


def test_an_empty_box_is_none() -> None:
    data = word_file(p(r("a"), f"<w:r>{box('')}</w:r>"))
    assert document(data) == Document("docx", (Paragraph(plain("a")),))


def test_a_box_in_hidden_text_is_hidden() -> None:
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr>{box('secret')}</w:r>"
    assert paragraphs(word_file(p(r("a"), hidden, r("b")))) == ["ab"]
    assert left_out(p(hidden)) == {"stretch of hidden text": 1}


def test_two_boxes_and_one_in_a_cell() -> None:
    boxes = f"<w:r>{box('one')}</w:r><w:r>{box('two')}</w:r>"
    found = document(word_file(f"<w:tbl>{row(p(r('a'), boxes))}</w:tbl>"))
    assert [table.rows for table in found.tables] == [(("a\none\ntwo",),)]
    assert found.notes == ("The text of 2 text boxes follows the paragraph that it hangs on.",)


# Tables


def merged(text: str, properties: str) -> str:
    return f"<w:tcPr>{properties}</w:tcPr>{p(r(text))}"


def test_a_table_has_rows_of_one_length_and_knows_what_is_merged() -> None:
    rows = (
        row(merged("A", '<w:gridSpan w:val="2"/>'), p(r("B")))
        + row(merged("C", '<w:vMerge w:val="restart"/>'), p(r("d")), p(r("e"), "") + p(r("f")))
        + row(merged("", "<w:vMerge/>"), p(r("g")))
    )
    assert document(word_file(f"<w:tbl>{rows}</w:tbl>")).blocks == (
        Table(
            (("A", "", "B"), ("C", "d", "e\nf"), ("", "g", "")),
            merged={(0, 1): (0, 0), (2, 0): (1, 0)},
        ),
    )


def test_a_block_of_cells_may_be_merged_both_ways() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    rows = row(merged("A", wide + '<w:vMerge w:val="restart"/>')) + row(merged("", wide + "<w:vMerge/>"))
    (table,) = document(word_file(f"<w:tbl>{rows}</w:tbl>")).tables
    assert table.merged == {(0, 1): (0, 0), (1, 0): (0, 0), (1, 1): (0, 0)}


def test_text_under_a_merged_cell_is_counted_as_hidden() -> None:
    rows = row(merged("A", '<w:vMerge w:val="restart"/>')) + row(merged("under", "<w:vMerge/>"))
    found = document(word_file(f"<w:tbl>{rows}</w:tbl>"))
    assert found.left_out == {"stretch of hidden text": 1}


def test_former_spans_do_not_count() -> None:
    former = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    before = '<w:trPr><w:trPrChange><w:trPr><w:gridBefore w:val="2"/></w:trPr></w:trPrChange></w:trPr>'
    (table,) = document(
        word_file(f"<w:tbl><w:tr>{before}<w:tc>{merged('A', former)}</w:tc></w:tr></w:tbl>")
    ).tables
    assert (table.rows, table.merged) == ((("A",),), {})


def test_a_row_may_begin_further_right() -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{p(r("b"))}</w:tc></w:tr>'
    (table,) = document(word_file(f"<w:tbl>{row(p(r('a')), p())}{late}</w:tbl>")).tables
    assert table.rows == (("a", ""), ("", "b"))


def test_a_table_in_a_cell_becomes_its_text() -> None:
    inner = f"<w:tbl>{row(p(r('x')), p(r('y')))}</w:tbl>"
    found = document(word_file(f"<w:tbl>{row(p(r('a')) + inner + p())}</w:tbl>{p(r('after'))}"))
    assert found.blocks == (Table((("a\nx\ty",),)), Paragraph(plain("after")))


def test_a_table_inside_of_a_content_control_is_one() -> None:
    body = f"<w:sdt><w:sdtContent><w:tbl>{row(p(r('a')))}</w:tbl></w:sdtContent></w:sdt>"
    assert [table.rows for table in document(word_file(body)).tables] == [(("a",),)]


def test_a_table_without_rows_is_none() -> None:
    assert document(word_file("<w:tbl/>" + p(r("a")))).blocks == (Paragraph(plain("a")),)


@pytest.mark.parametrize(
    "body", ["<w:r><w:t>stray</w:t></w:r>", f"<w:tc>{p(r('stray'))}</w:tc>", r("stray") + "<w:tr/>"]
)
def test_text_in_the_wrong_place_is_not_lost(body: str) -> None:
    assert paragraphs(word_file(body)) == ["stray"]


def test_rows_in_the_wrong_place_do_no_harm() -> None:
    deleted = "<w:tr><w:trPr><w:gridBefore w:val='1'/><w:del/></w:trPr></w:tr>"
    assert paragraphs(word_file(deleted + p(r("a")))) == ["a"]
    body = f"<w:tbl>{deleted}<w:trPr><w:gridBefore w:val='1'/></w:trPr></w:tbl>"
    assert document(word_file(body + p(r("a")))).blocks == (Paragraph(plain("a")),)


RESTART = '<w:vMerge w:val="restart"/>'


def test_a_merged_cell_that_begins_in_a_deleted_row_ends_with_it() -> None:
    first = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{merged('x', RESTART)}</w:tc></w:tr>"
    rows = row(p(r("a"))) + first + row(merged("b", "<w:vMerge/>"))
    (table,) = document(word_file(f"<w:tbl>{rows}</w:tbl>")).tables
    assert (table.rows, table.merged) == ((("a",), ("b",)), {})


def test_a_paragraph_in_a_paragraph_divides_it() -> None:
    assert paragraphs(word_file(p(r("a"), p(r("b")), r("c")))) == ["a", "b", "c"]


def test_a_cell_without_a_row_gets_one() -> None:
    (table,) = document(word_file(f"<w:tbl><w:tc>{p(r('a'))}</w:tc></w:tbl>")).tables
    assert table.rows == (("a",),)


# Which files are Word files


def test_the_main_part_may_be_elsewhere() -> None:
    parts = {
        "_rels/.rels": related(officeDocument="texts/main2.xml"),
        "texts/main2.xml": word_xml(p(r("here"))),
    }
    assert paragraphs(packed(parts)) == ["here"]


def test_the_relation_counts_more_than_the_usual_name() -> None:
    parts = {
        "_rels/.rels": related(officeDocument="word/document2.xml"),
        "word/document.xml": word_xml(p(r("old"))),
        "word/document2.xml": word_xml(p(r("new"))),
    }
    assert paragraphs(packed(parts)) == ["new"]


def test_a_broken_list_of_relations_does_not_hide_the_usual_name() -> None:
    assert recognised(SourceFile(packed({"_rels/.rels": "<", "word/document.xml": "x"}), "f")).name == "docx"


@pytest.mark.parametrize(
    "changes",
    [
        [(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")],
        [("<w:", "<word:"), ("</w:", "</word:"), (" w:", " word:"), ("xmlns:w=", "xmlns:word=")],
    ],
)
def test_other_namespaces_and_prefixes_are_understood(changes: list[tuple[str, str]]) -> None:
    xml = word_xml(p(r("P1", BOLD), r("no", '<w:b w:val="0"/>')))
    for old, new in changes:
        xml = xml.replace(old, new)
    assert looks(packed({"word/document.xml": xml})) == [("P1", True), ("no", False)]


def test_the_namespace_may_be_without_a_prefix_and_prefixes_may_change_their_meaning() -> None:
    without = f'<document xmlns="{W}" xmlns:w="{W}"><body><p><r><t>a</t></r></p></body></document>'
    assert paragraphs(packed({"word/document.xml": without})) == ["a"]
    run = '<x:r><x:t>a</x:t><x:t xmlns:x="urn:other">b</x:t></x:r>'
    changing = f'<x:document xmlns:x="{W}"><x:body><x:p>{run}</x:p></x:body></x:document>'
    assert paragraphs(packed({"word/document.xml": changing})) == ["a"]


def test_utf_16_is_understood() -> None:
    xml = word_xml(p(r("Zoë"), r("b", BOLD))).replace("UTF-8", "UTF-16")
    relations = related(officeDocument="w/m.xml").encode()
    parts = {"_rels/.rels": relations, "w/m.xml": xml.encode("utf-16")}
    assert looks(packed(parts)) == [("Zoë", False), ("b", True)]


@pytest.mark.parametrize(
    "parts",
    [
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": "<workbook/>",
            "_rels/.rels": related(officeDocument="xl/workbook.xml"),
        },
        {"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"},
        {"META-INF/MANIFEST.MF": "Manifest-Version: 1.0"},
        {"_rels/.rels": related(officeDocument="word/gone.xml")},
    ],
)
def test_other_archives_are_no_word_files(parts: dict[str, str]) -> None:
    source = SourceFile(packed(parts), "x.docx", ".docx")
    assert docx.recognises(source) == NOT
    with pytest.raises(FaultsFound, match="is no Word file"):
        docx.read(source)


def test_text_is_no_word_file() -> None:
    source = SourceFile(b"I: Hello", "x.docx", ".docx")
    assert docx.recognises(source) == NOT
    with pytest.raises(FaultsFound, match="is no Word file"):
        docx.read(source)


def test_a_folder_that_is_called_docx_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "x.docx"
    folder.mkdir()
    with pytest.raises(FaultsFound, match="is a folder"):
        read_document(folder)


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("", "broken XML"),
        (word_xml("<w:p>"), "broken XML"),
        (word_xml(p(r("secret word")))[:-30], "broken XML"),
        (f"<w:document {NAMES}/>", "holds no text of a Word file"),
        ("<!DOCTYPE a [<!ENTITY b 'secret'>]><a>&b;</a>", "DOCTYPE"),
        (word_xml("<w:sdt>" * 300 + "</w:sdt>" * 300), "nested deeper"),
    ],
)
def test_a_broken_or_hostile_text_is_refused_in_a_sentence(xml: str, said: str) -> None:
    with pytest.raises(FaultsFound, match=said) as caught:
        document(packed({"word/document.xml": xml}))
    assert "secret" not in str(caught.value)


def test_a_table_that_would_fill_the_memory_is_refused() -> None:
    wide, long = row(*[p()] * 2000), row(p()) * 2000
    with pytest.raises(FaultsFound, match="more table cells"):
        document(word_file(f"<w:tbl>{wide}{long}</w:tbl>"))


def test_spans_that_would_fill_the_memory_are_refused() -> None:
    cell = merged("", f'<w:gridSpan w:val="{"9" * 5000}"/>')
    with pytest.raises(FaultsFound, match="more table cells"):
        document(word_file(f"<w:tbl>{row(cell) * 600}</w:tbl>"))


def test_paragraphs_that_would_fill_the_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "PARAGRAPHS_LIMIT", 10)
    with pytest.raises(FaultsFound, match="more paragraphs"):
        document(word_file("<w:p/>" * 11))


# Laws

_WORDS = st.text(alphabet="ab é&<\u2028\U0001f600", min_size=1, max_size=5)


@settings(max_examples=60)
@given(st.lists(st.lists(st.tuples(_WORDS, st.booleans()), max_size=4), min_size=1, max_size=300))
def test_what_was_written_is_read(written: list[list[tuple[str, bool]]]) -> None:
    """Long texts too, where properties are cut out that repeat."""
    noise = '<w:rFonts w:ascii="A"/><w:sz w:val="22"/>' * 3

    def quoted(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    body = "".join(p(*(r(quoted(text), noise + BOLD * bold) for text, bold in runs)) for runs in written)
    blocks = document(word_file(body)).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "".join(text for text, _ in runs) for runs in written
    ]
    letters = [
        (sign, run.bold)
        for block in blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        for sign in run.text
    ]
    assert letters == [(sign, bold) for runs in written for text, bold in runs for sign in text]


_NAMES = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "pPr",
        "rPr",
        "tbl",
        "tr",
        "tc",
        "trPr",
        "tcPr",
        "txbxContent",
        "del",
        "ins",
        "moveFrom",
        "b",
        "vanish",
        "fldChar",
        "tab",
        "br",
        "sdt",
        "gridSpan",
        "vMerge",
        "rPrChange",
        "pPrChange",
        "object",
        "sym",
        "rt",
        "numId",
    ]
).map(lambda name: f"w:{name}") | st.sampled_from(
    ["mc:AlternateContent", "mc:Choice", "mc:Fallback", "wps:txbx"]
)
_VALUES = st.sampled_from(
    ["", ' w:val="2"', ' w:val="restart"', ' w:fldCharType="begin"', ' w:author="Ed"', ' w:char="41"']
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(children | st.just("text"), max_size=5).map("".join)
    return st.tuples(_NAMES, _VALUES, inside).map(lambda part: f"<{part[0]}{part[1]}>{part[2]}</{part[0]}>")


@settings(max_examples=150)
@given(st.lists(st.recursive(st.just("<w:t>text</w:t>"), _element, max_leaves=25), max_size=4).map("".join))
def test_elements_in_any_order_are_read_without_a_traceback(body: str) -> None:
    assert document(word_file(body)).format == "docx"


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(
        word_file(p(r("secret"), r("b", BOLD)) * 20, styles="<w:style/>", comments="<w:comment/>")
    )
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(4, len(whole)))
    assert "secret" not in complaint(bytes(whole[:cut]), ".docx")


def test_it_is_recognised_by_its_content() -> None:
    assert docx.recognises(SourceFile(word_file(p()), "f.txt", ".txt")) == BY_CONTENT
