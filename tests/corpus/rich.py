"""RTF and OpenDocument texts of several programs."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tests.corpus.openfiles import odt, rtf_text
from tests.corpus.sample import Sample
from tests.corpus.talk import Turn, dialogue, pair, sentences, stamp, timed


def quoted(text: str) -> str:
    return escape(text, quote=False)


MARKS = r"\rtlch\fcs1 \af0\afs22 \ltrch\fcs0 \fs22\lang2057\langfe1033\insrsid8340147 "
HEAD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff31507\deff0\stshfdbch31505\deflang2057{\fonttbl"
    r"{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
    r"{\f39\fbidi \froman\fcharset238\fprq2 Times New Roman CE;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql \li0\ri0\sa160 \snext0 Normal;}{\*\cs10 \additive Default Paragraph Font;}}"
    r"{\*\revtbl {Unknown;}{Sofia Lind;}}{\*\rsidtbl \rsid8340147\rsid9901234}{\mmathPr\mmathFont34}"
    r"{\info{\title Ward kitchen}{\author Hanna Brandt}{\creatim\yr2023\mo6\dy12}{\nofpages2}}"
    r"\paperw11906\paperh16838\margl1440\ftnbj\aenddoc{\header \pard\plain {"
    rf"{MARKS}Ward study, transcript 12}}\par}}"
    r"{\footer \pard\plain {\field{\*\fldinst {PAGE}}{\fldrslt {1}}}\par}" + "\r\n"
)
ALSO = {
    1: rf"{{\v {MARKS} real name: Ngozi}}{{\deleted\revauthdel1 {MARKS} thank God}}",
    3: r"{\*\atnid SL}{\*\atnauthor Sofia Lind}\chatn {\*\annotation{\*\atndate 1}\pard\plain Ask estates.}"
    r"{\super\chftn{\footnote\pard\plain\chftn  The daughter came at noon.}}",
}
LINK = r'{\field{\*\fldinst {HYPERLINK "https://example.org" }}{\fldrslt {\cf2 clinical}}}'


def rtf_of_word() -> Iterator[Sample]:
    """Groups cut words; hidden, deleted, comment, footnote, header, field, data of the program."""
    talk, body = dialogue("nurse", I="Interviewer", P="P 12"), ""
    last = "He says the cable was too short. Łucja’s laugh was the best part — 5 € for the kettle fund."
    talk[7] = talk[7]._replace(text=last)
    for n, turn in enumerate(talk):
        text = rtf_text(turn.line).replace("clinical", LINK if n == 5 else "clinical")
        cut = text.index(" ", 20) if len(text) > 40 else len(text)
        body += rf"\pard\plain \ltrpar\ql \li0\ri0\sa160 {{\b{MARKS}{turn.who}: }}{{{MARKS}{text[:cut]}}}"
        body += rf"{{{MARKS}{text[cut:]}}}{ALSO.get(n, '')}{{{MARKS}\par }}" + "\r\n"
    data = rf"{HEAD}{body}{{\*\themedata 504b0304}}{{\*\datastore 0105000002000000}}}}"
    warns = (
        "1 stretch",
        "1 tracked deletion",
        "1 comment",
        "1 header",
        "1 footer",
        "1 footnote",
        "1 author",
    )
    gone = "Ngozi God estates. noon. transcript"
    yield Sample("rtf/word.rtf", data, talk, ask="Interviewer", hidden=gone, warns=warns)


def rtf_of_others() -> Iterator[Sample]:
    # TextEdit: a backslash at the end of a line ends a paragraph
    talk, body = dialogue("flood", I="INT", P="Greta"), ""
    for turn in talk:
        texts = "\\\n\\\n".join(rtf_text(text, program="textedit") for text in turn.paragraphs)
        body += f"\n\\f0\\b \\cf0 {turn.who}:\n\\f1\\b0  {texts}\\\n\\\n"
    head = (
        "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n\\cocoatextscaling0\\cocoaplatform0{\\fonttbl"
        "\\f0\\fswiss\\fcharset0 Helvetica-Bold;\\f1\\fswiss\\fcharset0 Helvetica;}\n"
        "{\\colortbl;\\red255\\green255\\blue255;}\n{\\*\\expandedcolortbl;;}\n\\paperw11900\\viewkind0\n"
        "\\pard\\tx566\\pardirnatural\\partightenfactor0\n"
    )
    yield Sample("rtf/textedit.rtf", f"{head}{body}}}", talk, ask="INT")

    # LibreOffice: \uN with a byte as its fallback, which must not be read twice
    talk, body = dialogue("czech kitchen"), ""
    for turn in talk:
        who, text = (rtf_text(part, "cp1250", "libreoffice") for part in (turn.who, turn.text))
        body += rf"\pard\plain \s0\ql{{\rtlch \ltrch\b\loch {who}:}}{{\rtlch \ltrch\loch  {text}}}"
        body += "\n\\par "
    head = (
        r"{\rtf1\ansi\deff3\adeflang1025{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
        r"{\f3\froman\fcharset238 Liberation Serif{\*\falt Times New Roman};}}"
        r"{\*\generator LibreOffice/7.4}{\info{\author Jana Nov\u225\'e1}}" + "\n"
    )
    yield Sample("rtf/rtf of libreoffice.rtf", f"{head}{body}}}", talk, ask="Tazatelka", warns="1 author")

    # a .doc that is RTF of WordPad, with a NUL after its end
    talk = dialogue("polish library")
    lines = (f"{turn.who}: {turn.text}\\par\r\n" for turn in talk)
    escaped = "".join(c if ord(c) < 128 else f"\\'{c.encode('cp1250')[0]:02x}" for c in "".join(lines))
    head = r"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\fnil\fcharset238 Arial CE;}}\viewkind4\pard\f0 "
    data = f"{head}\r\n{escaped}}}\r\n\0"
    yield Sample("mislabelled/really rtf.doc", data, talk, form="rtf", ask="Badaczka")


def rtf_of_archives() -> Iterator[Sample]:
    # f4: a mark at the end of each turn is no talk and no label
    talk = timed(pair(204, "I", "B1", 8, "de"))
    lines = (
        f"{turn.who}: {turn.text} #{stamp(turn.start, 'hh:mm:ss')}-{turn.start % 9:.0f}#" for turn in talk
    )
    body = "\\par\n".join(map(rtf_text, lines))
    data = f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\f0\\fs22 {body}\\par}}"
    yield Sample("languages/f4 end marks.rtf", data, talk, ask="I", times="any")

    # a table as head, bold labels, hanging tabs, a footer
    talk = pair(713, "I", "R", paras=True)
    rows = {
        "Interview ID": "INT 022",
        "Date": "9 November 2004",
        "Interviewee": "Retired ferry hand, b. 1938",
    }
    head = "".join(
        f"\\trowd\\cellx3000\\cellx9000 \\intbl {name}\\cell \\intbl {value}\\cell \\row\n"
        for name, value in rows.items()
    )
    yield Sample(
        "more/ukda.rtf",
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}{\\footer\\pard\\qc "
        "UK Data Archive \\endash  {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}\n"
        f"{head}\\pard\\par\n{''.join(map(hanging, talk))}}}",
        talk,
        ask="I",
        date="2004-11-09",
        head=" ".join(f"{name} {value}" for name, value in rows.items()),
        hidden="Archive",
    )


def hanging(turn: Turn) -> str:
    first, *others = (f"\\tab {rtf_text(text)}\\par\n" for text in turn.paragraphs)
    begin = "\\pard\\fi-720\\li720\\tx720\\qj "
    return f"{begin}{{\\b {turn.who}:}}{first}" + "".join(begin + text for text in others)


CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info>'
    "<dc:creator>Sofia Lind</dc:creator></office:change-info><text:p>and the microfilm</text:p>"
    '</text:deletion></text:changed-region><text:changed-region text:id="ct2"><text:insertion>'
    "<office:change-info><dc:creator>Sofia Lind</dc:creator></office:change-info></text:insertion>"
    "</text:changed-region></text:tracked-changes>"
)
ANNOTATION = (
    '<office:annotation office:name="a1"><dc:creator>Sofia Lind</dc:creator><text:p>Too strong?</text:p>'
    "</office:annotation>"
)
FOOTNOTE = (
    '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>She shows the badge.</text:p></text:note-body></text:note>"
)
INSIDE = {
    "I counted shelves": 'I <text:change text:change-id="ct1"/>counted<text:s/>shelves',
    "First Monday": '<text:change-start text:change-id="ct2"/>First<text:change-end text:change-id="ct2"/>'
    ' Mon<text:span text:style-name="T2">day</text:span>',
    "completely.": f"completely.{ANNOTATION}",
    "Now I’m": "Now<text:line-break/>I’m",
    "a boarding card.": f"a boarding card.{FOOTNOTE}",
    "On a bad day": '<text:soft-page-break/>On a bad day<text:bookmark text:name="b1"/>',
    "for a book.": 'for a book.<text:span text:style-name="TH"> Edda Falk</text:span>',
}


def open_text() -> Iterator[Sample]:
    """Tracked changes, an annotation, a footnote, hidden text, header and footer, breaks."""
    body, talk = CHANGES, dialogue("library", I="Interviewer", P="Host")
    body += '<text:h text:style-name="Heading_20_1" text:outline-level="1">Interview 14</text:h>'
    for n, turn in enumerate(talk):
        bold = f'<text:span text:style-name="T1">{turn.who}:</text:span>'
        label = bold + ("<text:tab/>" if n % 2 else "<text:s/>")
        for text in turn.paragraphs:
            body += f'<text:p text:style-name="P1">{label}{quoted(text)}</text:p>'
            label = ""
        body += '<text:p text:style-name="P1"/>' if n == 3 else ""
    for plain, shown in INSIDE.items():
        assert plain in body
        body = body.replace(plain, shown, 1)
    style = '<style:style style:name="{}" style:family="text"><style:text-properties {}/></style:style>'
    automatic = style.format("TH", 'text:display="none"') + style.format("T2", 'fo:color="#000000"')
    page = '<text:page-number text:select-page="current">2</text:page-number>'
    master = "<style:header><text:p>Library study</text:p></style:header>"
    master += f"<style:footer><text:p>Page {page}</text:p></style:footer>"
    data = odt(body, automatic=automatic, master=master)
    warns = (
        "1 tracked deletion",
        "1 comment",
        "hidden",
        "1 header",
        "1 footer",
        "1 footnote",
        "author's name",
    )
    yield Sample(
        "odt/odt of libreoffice.odt",
        data,
        talk,
        ask="Interviewer",
        head="Interview 14",
        hidden="microfilm strong? Edda Falk shows study Page Sofia",
        warns=warns,
    )


def open_table() -> Iterator[Sample]:
    talk, rows = dialogue("call", I="Interviewer", P="A3"), ""
    cell = '<table:table-cell office:value-type="string">{}</table:table-cell>'
    for turn in talk:
        texts = "".join(f"<text:p>{quoted(text)}</text:p>" for text in sentences(turn.line))
        who = cell.format(f"<text:p>{turn.who}</text:p>")
        rows += f"<table:table-row>{who}{cell.format(texts)}</table:table-row>"
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    section = f'<text:section><table:table table:name="T1">{columns}{rows}</table:table></text:section>'
    yield Sample("odt/table.odt", odt(section), talk, preset="table", ask="Interviewer")

    talk = dialogue("garden", I="Interviewer", P="G1")
    body = "".join(f"<text:p>{turn.who}: {quoted(turn.line)}</text:p>" for turn in talk)
    yield Sample("mislabelled/really odt.docx", odt(body), talk, form="odt", ask="Interviewer")

    # a tab, and empty paragraphs between
    talk, body = pair(203, "Interviewerin", "Befragte Person", 8, "de"), ""
    for turn in talk:
        who = f'<text:span text:style-name="T1">{turn.who}:</text:span>'
        body += f"<text:p>{who}<text:tab/>{quoted(turn.text)}</text:p><text:p/>"
    yield Sample("languages/german.odt", odt(body), talk, ask="Interviewerin")


FILES = (rtf_of_word, rtf_of_others, rtf_of_archives, open_text, open_table)
