"""Transcripts as archives keep them, in several languages, and with labels of every shape."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from tests.corpus.sample import Sample
from tests.corpus.talk import Turn, group, pair, told
from tests.corpus.word import DOUBLE, HANGING, HEADING, ITALIC, TITLE, W, b, docx, labelled, p, r, table


def wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def hanging() -> Iterator[Sample]:
    """A block of fields, hanging tabs, hard-wrapped; second paragraphs start with a tab."""
    head = (
        "UK Data Archive Study Number 99041\n\nWork and Warmth: Life Histories of Small Towns, 1960-2010\n\n"
        "Interview ID: 07\nDate of interview: 14 May 2009\nInterviewer: H. Brandt\nGender: F\nAge: 63\n"
        "Occupation: retired machinist\nGeographic region: North East"
    )
    talk = pair(101, "I", "R", paras=True)
    shown = "\n\n".join(
        wrap(text, 70, "\t" if n else f"{turn.who}:\t", "\t")
        for turn in talk
        for n, text in enumerate(turn.paragraphs)
    )
    text = f"{head}\n\n{shown}\n".replace("\n", "\r\n")
    yield Sample("archive/ukda hanging.txt", text, talk, ask="I", head=head, date="2009-05-14")


def covers() -> Iterator[Sample]:
    """What is known about an interview stands in a table or in paragraphs above it."""
    talk = pair(102, "I", "R", paras=True)
    rows = [["Interviewee ID", "R 12"], ["Date of interview", "3 June 2011"], ["Interviewer", "Hanna Brandt"]]
    rows += [["Transcriber", "M. Olsen"], ["Duration", "52:10"], ["Note", "Names replaced: see key."]]
    notice = "CONFIDENTIAL – not to be passed on without the consent of the archive"
    body = table(rows) + p()
    for turn in talk:
        for n, text in enumerate(turn.paragraphs):
            body += p("" if n else b(f"{turn.who}:"), r(f"\t{text}"), look=HANGING)
    yield Sample(
        "archive/header table.docx",
        docx(body, extra={"footer1": f"<w:ftr {W}>{p(r(notice))}</w:ftr>"}),
        talk,
        ask="I",
        head=" ".join(cell for row in rows for cell in row),
        date="2011-06-03",
        hidden="CONFIDENTIAL consent",
        warns="1 footer",
    )

    talk = pair(106, "Interviewer", "Respondent", paras=True)
    more = " He was at [the university] then, with [name of colleague], […] and he left."
    talk[3] = talk[3]._replace(text=talk[3].text + more)
    head = (
        "Qualitative Data Repository",
        "Project: Petitions and Patience (QDR:Q99-77)",
        "Transcript 04 of 21. Redactions are marked by [square brackets]; “[…]” marks a passage withheld.",
        "Access: registered users",
        "Location: [a town in the north]",
        "Date: 2016-03-22",
    )
    body = "".join(p(r(line)) for line in head) + "".join(
        p(r(text)) for turn in talk for text in told([turn]).split("\n\n")
    )
    yield Sample(
        "archive/repository cover.docx",
        docx(body),
        talk,
        ask="Interviewer",
        head=" ".join(head),
        date="2016-03-22",
    )


def tapes() -> Iterator[Sample]:
    """Initials explained by a line, marks of the tape between turns and at the end."""
    talk = pair(103, "HB", "MS", paras=True)
    head = (
        "HARBOUR VOICES ORAL HISTORY PROJECT\n\nInterview with Margaret Sund, conducted by Hanna Brandt at "
        "Mrs. Sund’s home on 7 October 1998.\n\nKEY: HB = Hanna Brandt; MS = Margaret Sund\n\n"
        "[TAPE 1, SIDE A]"
    )
    marks = "[END OF TAPE 1, SIDE A]\n\n[TAPE 1, SIDE B]"
    text = f"{head}\n\n{told(talk[:9])}\n\n{marks}\n\n{told(talk[9:])}\n\n[END OF INTERVIEW]\n"
    may = f"{marks} [END OF INTERVIEW]"
    yield Sample("archive/oral history initials.txt", text, talk, ask="HB", head=head, may=may)


def capitals() -> Iterator[Sample]:
    # surnames with hyphen and apostrophe, hard-wrapped, no blank lines
    talk = group(104, "SMITH", ["LOPEZ-GARCIA", "O’BRIEN"], 20)
    text = "\n".join(wrap(told([turn]), 72) for turn in talk)
    yield Sample("archive/surnames capitals.txt", text, talk)

    # titles, points, particles
    talk = group(105, "DR. MARIA LOPEZ", ["JOHN K. WALTERS JR.", "RUTH VAN DER MEER"], 18)
    title = "Oral History of the Institute"
    body = p(b(title), look=TITLE) + "".join(labelled(turn, look=DOUBLE) for turn in talk)
    yield Sample("archive/full names capitals.docx", docx(body), talk, head=title)

    # capitals and an em dash, as in older printed oral histories
    talk = pair(706, "INTERVIEWER", "DAHL")
    yield Sample("more/em dash.txt", told(talk, "{who}—{text}"), talk, ask="INTERVIEWER")


def hearings() -> Iterator[Sample]:
    talk = group(107, "The CHAIR", ["Mr TOMLIN", "Ms ABARA", "Senator DE WITT"], 20)
    opening = "Order. I declare open this hearing on the upkeep of halls and baths."
    talk[0] = talk[0]._replace(text=opening)
    text = told(talk).replace("Ms ABARA:", "Ms ABARA (Northfield):", 1)
    head = "COMMITTEE ON HALLS AND BATHS\n\nHANSARD (uncorrected proof)"
    yield Sample("archive/hearing.txt", f"{head}\n\n{text}\n", talk, head=head, warns="1 remark in brackets")

    # `Q.` and `A.`, and lines numbered 1 to 25 in the margin
    talk = pair(108, "Q", "A", 10)
    lines = [line for turn in talk for line in wrap(told([turn], "{who}.  {text}"), 58, " " * 5).split("\n")]
    text = "".join(f"{n % 25 + 1:>3}  {line}\n" for n, line in enumerate(lines))
    yield Sample("archive/deposition.txt", text, talk, ask="Q")


def languages() -> Iterator[Sample]:
    talk, head = pair(201, "H", "V", 8, "fi"), "Haastattelu 3, 12.4.2018\nH = haastattelija, V = vastaaja"
    text = head + "\n\n" + told(talk, gap="\n")
    yield Sample("languages/finnish.txt", text, talk, ask="H", head=head, date="2018-04-12")

    # the whole question is bold, the answer plain
    talk, head = pair(202, "I", "B", 8, "de"), "Transkript Interview B4 – Transkription nach Dresing/Pehl"
    body = p(r(head)) + "".join(
        p(b(f"{turn.who}: ", ITALIC * (turn.who == "I")) + (b if turn.who == "I" else r)(turn.text))
        for turn in talk
    )
    yield Sample("languages/german all bold.docx", docx(body), talk, ask="I", head=head)

    # a no-break blank before the colon; `disait toujours :` in the talk
    talk = pair(205, "Enquêtrice", "Mme R.", 8, "fr")
    body = "".join(labelled(turn, "\u00a0: ") for turn in talk)
    yield Sample("languages/french.docx", docx(body), talk, ask="Enquêtrice")

    # labels that differ by their last letters only
    talk = pair(206, "Entrevistador", "Entrevistada", 8, "es")
    head = "Entrevista nº 7\nFecha: 3 de mayo de 2017\nLugar: biblioteca"
    data = f"{head}\n\n{told(talk)}".replace("\n", "\r\n").encode("cp1252")
    yield Sample(
        "languages/spanish cp1252.txt",
        data,
        talk,
        encoding="cp1252",
        ask="Entrevistador",
        head=head,
        date="2017-05-03",
    )

    # a dash instead of a colon
    talk, head = pair(207, "Entrevistadora", "Entrevistado 3", 8, "pt"), "Transcrição da entrevista"
    body = p(r(head)) + "".join(labelled(turn, " – ") for turn in talk)
    yield Sample("languages/portuguese dashes.docx", docx(body), talk, ask="Entrevistadora", head=head)

    talk = pair(208, "И", "Р", 7, "ru")
    yield Sample("languages/russian.txt", told(talk), talk)

    # the fullwidth colon, and no blank behind it
    talk = pair(209, "问", "答", 7, "zh")
    yield Sample("languages/chinese.txt", told(talk, "{who}：{text}", "\n"), talk)

    talk = pair(210, "E1", "L2", 7, "fr")
    data = told(talk, "{who} : {text}", "\r\n").encode("cp1252")
    yield Sample("languages/french letters cp1252.txt", data, talk, encoding="cp1252")

    # two people whose labels resemble each other
    talk = pair(722, "Interviewerin", "Interviewte", language="de")
    yield Sample("languages/interviewerin interviewte.txt", told(talk), talk, ask="Interviewerin")
    talk = pair(723, "Haastattelija", "Haastateltava", 8, "fi")
    yield Sample("languages/haastattelija haastateltava.txt", told(talk), talk, ask="Haastattelija")


GROUPS = [
    # file, seed, who asks, who speaks, turns, form, gap, which of them is seen to be an interviewer
    ("fg1-p3", 301, "FG1-M", "FG1-P1,FG1-P2,FG1-P3", 24, "{who}: {text}", "\n\n", ""),
    ("m1 f2 all", 303, "Mod", "M1,M2,F1,F2,All,M1/F2", 26, "{who}:\t{text}", "\n\n", "Mod"),
    ("hash numbers", 304, "Moderator", "Participant #4,Participant #11,Participant #2", 22, "{who}: {text}",
     "\n\n", "Moderator"),
    ("dash numbers", 305, "INT-1", "P-07,P-08", 18, "{who}: {text}", "\n\n", "INT-1"),
    ("resp point", 306, "Int. 1", "Resp. 3,Resp. 4", 18, "{who}: {text}", "\n", "Int. 1"),
    ("slashes", 307, "INT", "P12/F/45,P13/M/61", 18, "{who}: {text}", "\n\n", "INT"),
    ("speaker a alone", 308, "Speaker A", "Speaker B,Speaker C", 18, "{who}\n{text}", "\n\n", ""),
    ("square names", 311, "Hanna Brandt", "Tom Ekeland,Rosa Weil", 16, "[{who}] {text}", "\n\n", ""),
    ("name hyphen", 312, "Hanna", "Tom,Rosa", 16, "{who} - {text}", "\n\n", ""),
    ("angle names", 313, "Hanna", "Tom,Rosa", 16, "<{who}> {text}", "\n", ""),
    ("r1 r11", 703, "MOD", "R1,R2,R11,R12", 26, "{who}: {text}", "\n", "MOD"),
]  # fmt: skip


def shapes() -> Iterator[Sample]:
    for name, seed, asks, others, n, form, gap, known in GROUPS:
        talk = group(seed, asks, others.split(","), n)
        yield Sample(f"groups/{name}.txt", told(talk, form, gap), talk, ask=[known] if known else ())

    talk = pair(310, "I", "R")
    yield Sample("groups/bracket letters.txt", told(talk, "({who}) {text}"), talk, ask="I")
    talk = pair(705, "I", "R")
    yield Sample("more/no blank after colon.txt", told(talk, "{who}:{text}"), talk, ask="I")
    talk = pair(702, "IR", "IE")
    yield Sample("more/ir ie.txt", told(talk), talk, ask="IR")
    talk = pair(701, "Interviewer", "Interviewee", paras=True)
    data = docx("".join(map(labelled, talk)))
    yield Sample("more/interviewer interviewee.docx", data, talk, ask="Interviewer")

    # two women, and people whom nobody could tell apart
    names = ["Female 1", "Male 2", "Woman (40s)", "Woman (60s)", "Unknown", "Several voices"]
    talk = group(302, "Facilitator", names, 26)
    data = docx("".join(map(labelled, talk)))
    yield Sample("groups/several voices.docx", data, talk, ask="Facilitator")

    # typed by hand: each slip once
    talk = pair(309, "Int", "Ann", 10)
    slips = {4: "Int;", 7: "Ann :", 8: "INT:", 11: "ann:", 14: "Int.:"}
    text = "\n\n".join(f"{slips.get(n, turn.who + ':')} {turn.text}" for n, turn in enumerate(talk))
    yield Sample("groups/careless labels.txt", text, talk, ask="Int", warns="1 label without a colon")


def headings() -> Iterator[Sample]:
    # no speakers
    talk, parts = (
        pair(314, "I", "P"),
        ("Part 1: Beginnings", "Part 2: The work itself", "Part 3: Looking back"),
    )
    text = "\n\n".join(f"{part}\n\n{told(talk[6 * n : 6 * n + 6])}" for n, part in enumerate(parts))
    yield Sample("groups/part headings.txt", text, talk, ask="I", head=parts[0], may=" ".join(parts[1:]))

    # the speaker is a heading above the turn
    talk = pair(315, "Interviewer", "Grace", paras=True)
    body = "".join(p(r(turn.who), look=HEADING) + paragraphs(turn.paragraphs) for turn in talk)
    yield Sample("groups/headings as speakers.docx", docx(body), talk, ask="Interviewer")


def paragraphs(texts: Sequence[str]) -> str:
    return "".join(p(r(text)) for text in texts)


def once() -> Iterator[Sample]:
    """Somebody who speaks only once, and what nobody says."""
    talk = pair(704, "Interviewer", "Mrs. Dahl", 10)
    talk[6:6] = [Turn("Husband", "The keys are on the table, I’m off then.")]
    no = Turn("Mrs. Dahl", "No, thank you, that will be all.")
    talk[12:12] = [Turn("Waiter", "Anything else?"), no]
    yield Sample("more/once only speakers.txt", told(talk), talk, ask="Interviewer")

    talk = pair(714, "Interviewer", "R. 7")
    tail = "Interviewer’s notes: The kitchen was warm. A dog came in twice.\n\nTranscribed by: M. Olsen"
    text = f"{told(talk)}\n\n{tail}\n"
    yield Sample("more/notes at the end.txt", text, talk, ask="Interviewer", may=tail)


FILES = (hanging, covers, tapes, capitals, hearings, languages, shapes, headings, once)
