"""Word documents with what Word can do to a text: revisions, comments, fields, tables, hidden text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tests.corpus.sample import Sample
from tests.corpus.talk import dialogue, nobody, sentences, stamp
from tests.corpus.word import BREAK, HEADING, ITALIC, Noise, W, b, docx, p, r, t, table

WHO = 'w:author="Dr. Sofia Lind" w:date="2023-06-14T10:11:00Z"'


def deleted(own: int, text: str) -> str:
    inside = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="{own}" {WHO}>{inside}</w:del>'


def commented(own: int, runs: str) -> str:
    mark = f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{own}"/></w:r>'
    return f'<w:commentRangeStart w:id="{own}"/>{runs}<w:commentRangeEnd w:id="{own}"/>{mark}'


def revised() -> Iterator[Sample]:
    """What was put in or moved in is talk; what was deleted or moved away is not; half a label is new."""
    w = Noise(65)

    def put_in(own: int, runs: str, kind: str = "ins") -> str:
        return f'<w:{kind} w:id="{own}" {WHO}>{runs}</w:{kind}>'

    ask, tell = b("Interviewer: "), b("P11: ")
    nurse = "The student nurse did. "
    body = [
        w.p(w.runs("Interview 11 – ward kitchen")),
        w.p(
            ask,
            w.runs("When did you ") + deleted(1, "first ") + w.runs("notice that the kitchen had gone "),
            put_in(2, w.runs("quiet")) + deleted(3, "silent") + w.runs("?"),
        ),
        w.p(
            tell,
            commented(0, w.runs("The week after the go-live")) + w.runs(", I think. You could hear "),
            put_in(4, w.runs("the fridge")) + w.runs("."),
        ),
        w.p(b("Inter"), put_in(5, b("viewer")), b(": "), w.runs("Who spoke first?")),
        w.p(
            tell,
            put_in(6, w.runs(nurse), "moveTo") + w.runs("She asked whether somebody had died."),
            put_in(7, r(f" {nurse}"), "moveFrom"),
        ),
        w.p(
            w.runs("Nobody had. It was only the ") + commented(1, w.runs("new screens")) + w.runs("."),
            deleted(8, " They were very bright."),
        ),
        w.p(ask, w.runs("And what did you say?")),
        w.p(tell, w.runs("I said: sit down, have a biscuit. "), put_in(9, w.runs("We’re learning."))),
    ]
    notes = ("Check the date with estates.", "Nice phrase, use in chapter four?")
    comments = "".join(
        f'<w:comment w:id="{n}" {WHO}>{p(r(note))}</w:comment>' for n, note in enumerate(notes)
    )
    comments = f"<w:comments {W}>{comments}</w:comments>"
    data = docx("".join(body), extra={"comments": comments}, settings="<w:trackRevisions/>")
    yield Sample(
        "docx/revisions comments.docx",
        data,
        dialogue("screens"),
        ask="Interviewer",
        head="Interview 11 – ward kitchen",
        hidden="silent bright. estates. phrase, Sofia Lind",
        warns=("2 comments", "4 tracked deletions", "2 author's names"),
    )


def controls() -> Iterator[Sample]:
    """Content controls, fields (the result stays, the code goes), a link, odd hyphens."""
    w = Noise(66)

    def control(inside: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="topic"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
        )

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> DATE \\@ &quot;MMMM yyyy&quot; </w:instrText></w:r>"
    date = mark("begin") + code + mark("separate") + w.runs("May 1998") + mark("end")
    link = r("www.example.org/minutes", '<w:rStyle w:val="Hyperlink"/>')
    ask, tell, tab = b("Interviewer: "), b("Chair: "), "<w:r><w:tab/></w:r>"
    body = [
        w.p(ask, w.runs("Where did you keep "), control(w.runs("the minutes")), w.runs("?")),
        control(
            w.p(
                tell,
                w.runs("In the shed, in a tin. There are "),
                f'<w:fldSimple w:instr=" NUMWORDS ">{r("four")}</w:fldSimple>',
                w.runs(" volumes; volume three got wet in ") + date + w.runs("."),
            )
        ),
        w.p(
            ask,
            w.runs("May I quote from "),
            f'<w:hyperlink r:id="page" w:history="1">{link}</w:hyperlink>' + w.runs(" as well?"),
        ),
        w.p(
            tell,
            w.runs("You may. It’s a well") + "<w:r><w:noBreakHyphen/></w:r>" + w.runs("known co"),
            "<w:r><w:softHyphen/></w:r>" + w.runs("operative tin, "),
            f'<w:smartTag w:element="place">{r("H")}</w:smartTag>{r("₂")}' + w.runs("O and all."),
        ),
        w.p(b("Interviewer:"), tab, w.runs("Thank you. Who’s next?")),
        w.p(
            b("Chair:") + tab,
            f'<w:customXml w:element="n">{w.runs("Mr. Petersen")}</w:customXml>' + w.runs(", at ten."),
        ),
    ]
    data = docx("".join(body), links={"page": "https://www.example.org/minutes"})
    yield Sample("docx/controls fields links.docx", data, dialogue("minutes"), ask="Interviewer")


def tables() -> Iterator[Sample]:
    w, talk = Noise(67), dialogue("nurse", I="Interviewer", P="N4")
    rows = [["Time", "Speaker", "Transcript"]]
    rows += [[stamp(turn.start, "hh:mm:ss"), turn.who, turn.text] for turn in talk]
    body = w.p(w.runs("Transcript N4", "<w:b/>")) + table(rows, header=True, noise=w) + w.p()
    yield Sample(
        "docx/table three columns.docx",
        docx(body),
        talk,
        preset="table",
        ask="Interviewer",
        times="exact",
        head="Transcript N4",
    )

    # no header row; an empty cell goes on with the turn
    talk = dialogue("library", I="I", P="L2")
    rows = [["" if n else turn.who, text] for turn in talk for n, text in enumerate(turn.paragraphs)]
    yield Sample("docx/table two columns.docx", docx(table(rows)), talk, preset="table", ask="I")


def box(inside: str) -> str:
    """A text box, which stands twice in the XML."""
    shape = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{shape}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{shape}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def hidden() -> Iterator[Sample]:
    """Hidden text with a real name, by itself and by style; header, footer, footnote, a text box."""
    w, talk = Noise(69), dialogue("museum", I="Int.", P="Curator")
    also = {
        1: r(" real name: Edda Falk", "<w:vanish/>"),
        3: '<w:r><w:footnoteReference w:id="2"/></w:r>',
        5: box(p(r("Sketch of the case, see folder B."))),
        7: r(" CALL BACK", '<w:rStyle w:val="Internal"/>'),
    }
    body = "".join(w.p(b(f"{turn.who}: "), w.runs(turn.line), also.get(n, "")) for n, turn in enumerate(talk))
    note = p("<w:r><w:footnoteRef/></w:r>", r(" Points to the owl while saying this."))
    line = f'<w:footnote w:type="separator" w:id="-1">{p("<w:r><w:separator/></w:r>")}</w:footnote>'
    footnotes = f'<w:footnotes {W}>{line}<w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
    header = f"<w:hdr {W}>{p(r('Bird room study – confidential'))}</w:hdr>"
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    extra = {
        "header1": header,
        "footer1": f"<w:ftr {W}>{p(r('Seite '), page)}</w:ftr>",
        "footnotes": footnotes,
    }
    yield Sample(
        "docx/hidden header footnote box.docx",
        docx(body, extra=extra),
        talk,
        ask="Int.",
        may="Sketch of the case, see folder B.",
        hidden="Edda Falk CALL BACK confidential Seite Points",
        warns=("2 stretch", "hidden text", "1 header", "1 footer", "1 footnote", "1 text box"),
    )


def programs() -> Iterator[Sample]:
    """As LibreOffice, Google Docs and others save .docx."""
    talk = dialogue("tower", I="I", P="B")
    normal = '<w:pStyle w:val="Normal"/><w:bidi w:val="0"/><w:jc w:val="left"/><w:rPr></w:rPr>'
    gap, bare = p(r(""), look=normal), "<w:r><w:rPr></w:rPr>{}</w:r>"
    legend = "Legend: I – interviewer; B – Bewohnerin (resident)"
    body = p(r(legend, ITALIC), look=normal) + gap
    for turn in talk:
        text = bare.format(t(turn.line[:30])) + bare.format(t(turn.line[30:]))
        body += p(b(f"{turn.who}: "), text, look=normal) + gap
    yield Sample("docx/docx of libreoffice.docx", docx(body, author=""), talk, ask="I", head=legend)

    # a bold label, a tab and no colon, line breaks inside the paragraph
    talk, body = dialogue("school", I="KL", P="Teacher"), ""
    rtl, hanging = '<w:rtl w:val="0"/>', '<w:ind w:left="1440" w:hanging="1440"/><w:rPr/>'
    for turn in talk:
        lines = (r(text + " ", rtl) + BREAK * (n % 2) for n, text in enumerate(sentences(turn.line)))
        body += p(r(turn.who, f'<w:b w:val="1"/>{rtl}'), "<w:r><w:tab/></w:r>", *lines, look=hanging)
    yield Sample("docx/google docs.docx", docx(body, author=None), talk)

    talk = dialogue("ferry", I="Interviewer", P="Skipper")
    bold, plain = '<w:b w:val="1"/>', '<w:b w:val="0"/>'
    body = "".join(p(r(turn.who, bold)) + p(r(turn.line, plain)) for turn in talk)
    data = docx(body, author=None)
    yield Sample("docx/names on their own line.docx", data, talk, ask="Interviewer")

    seconds = (2, 6.4, 27, 30.9, 66, 69.2, 84.5, 209.8)
    talk = dialogue("tower", I="SPEAKER 1", P="SPEAKER 2")
    talk = [turn._replace(at=at) for turn, at in zip(talk, seconds, strict=True)]
    lines = (p(r(stamp(turn.start, "h:mm:ss.t"))) + p(b(turn.who)) + p(r(turn.line)) for turn in talk)
    yield Sample("docx/bare times.docx", docx("".join(lines), author=None), talk, times="exact")


def documents() -> Iterator[Sample]:
    w, talk = Noise(73), nobody(dialogue("observation"))
    first, *others = talk[0].paragraphs
    body = w.p(w.runs(first), look=HEADING) + "".join(w.p(w.runs(text)) for text in others)
    yield Sample("docx/observation notes.docx", docx(body), talk, preset="none", warns="no speakers found")


def group() -> Iterator[Sample]:
    """Details in the label, paragraphs that begin `Look:` and `Note:`, a heading P1R1, U+2028 in a run."""
    w, talk = Noise(56), dialogue("letters")
    details = {"P1": "P1 (female, 34)", "P2": "P2 (male, 71)"}
    body = w.p(w.runs("Focus group 2, community room")) + w.p()
    for n, turn in enumerate(talk):
        first, *others = turn.paragraphs
        shown = first.replace(". Look", ".\u2028Look")
        body += w.p(w.runs(f"{details.get(turn.who, turn.who)}: "), w.runs(shown))
        body += "".join(w.p(w.runs(text)) for text in others) + (w.p(b("P1R1")) if n == 3 else "")
    yield Sample(
        "docx/focus group.docx",
        docx(body),
        talk,
        ask="Moderator",
        head="Focus group 2, community room",
        may="P1R1",
        warns="4 remarks in brackets behind a label",
    )


FILES = (revised, controls, tables, hidden, programs, documents, group)
