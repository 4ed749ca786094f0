"""Layouts: numbers in the margin, copies, questions in bold, letters, chats, talk full of colons."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tests.corpus.openfiles import ole
from tests.corpus.sample import Sample, refused
from tests.corpus.talk import Speaker, Turn, dialogue, nobody, pair, told
from tests.corpus.word import DOUBLE, HANGING, ITALIC, TITLE, W, b, docx, labelled, p, r, zipped


def numbered() -> Iterator[Sample]:
    """Numbers before lines, turns and paragraphs are no talk."""
    talk = pair(501, "Interviewer", "Resident")
    lines = [line for turn in talk for line in textwrap.wrap(told([turn]), 64, break_on_hyphens=False)]
    text = "".join(f"{n if n % 5 == 0 or n == 1 else '':>4}  {line}\n" for n, line in enumerate(lines, 1))
    yield Sample("layout/every fifth line.txt", text, talk, ask="Interviewer")

    talk = pair(503, "I", "R")
    text = "".join(f"{n:>3}  {told([turn])}\n" for n, turn in enumerate(talk, 1))
    yield Sample("layout/numbered turns.txt", text, talk, ask="I")

    talk = pair(504, "I", "R")
    rows = ((r(f"{n}."), r("\t"), b(f"{turn.who}:"), r(f" {turn.text}")) for n, turn in enumerate(talk, 1))
    data = docx("".join(p(*runs, look=HANGING) for runs in rows))
    yield Sample("layout/numbered paragraphs.docx", data, talk, ask="I")


def looks() -> Iterator[Sample]:
    """Questions that only their look tells: a document, with a word about it."""
    for name, seed, look in (("bold", 505, "<w:b/><w:bCs/>"), ("italic", 506, ITALIC)):
        talk = pair(seed, "I", "R", paras=True)
        lines = ((text, look * (turn.who == "I")) for turn in talk for text in turn.paragraphs)
        body = p(b("Interview 9"), look=TITLE) if name == "bold" else ""
        data = docx(body + "".join(p(r(text, own)) for text, own in lines))
        may, warns = "Interview 9", "no speakers found"
        path = f"layout/{name} questions.docx"
        yield Sample(path, data, nobody(talk), preset="none", may=may, warns=warns)


def numbered_questions() -> Iterator[Sample]:
    # no speakers, and certainly not nine of them
    talk = pair(507, "Q", "A")
    shown = (f"Q{n // 2 + 1}. {turn.text}" if n % 2 == 0 else turn.text for n, turn in enumerate(talk))
    may = " ".join(f"Q{n}." for n in range(1, 10))
    path = "layout/numbered questions.txt"
    yield Sample(path, "\n\n".join(shown), nobody(talk), preset="none", may=may)

    # one asks, one answers
    talk = pair(508, "Q", "A", 8)
    text = "\n\n".join(f"{turn.who}{n // 2 + 1}: {turn.text}" for n, turn in enumerate(talk))
    yield Sample("layout/q1 a1.txt", text, talk, ask="Q")


def letters() -> Iterator[Sample]:
    """An interview by e-mail; `From:` and `To:` are no speakers."""
    talk = pair(509, "Hanna Brandt", "Tove Lind", 7)
    head = (
        "From: Tove Lind <tove@example.org>\nTo: Hanna Brandt <hb@example.org>\n"
        "Date: Tue, 5 Mar 2019 10:02:11 +0100\nSubject: Re: Interview questions"
    )
    marks = {"Hanna Brandt": "> ", "Tove Lind": ""}
    letter = "\n\n".join(
        textwrap.fill(turn.text, 70, initial_indent=marks[turn.who], subsequent_indent=marks[turn.who])
        for turn in talk
    )
    may = f"{head} {'> ' * letter.count('>')}Best wishes, Tove"
    text = f"{head}\n\n{letter}\n\nBest wishes,\nTove\n"
    yield Sample("layout/email.txt", text, nobody(talk), preset="none", may=may)


def copied() -> Iterator[Sample]:
    """From a PDF: broken lines, a page number and a running header in the middle of sentences."""
    talk, text, page, may = pair(512, "INTERVIEWER", "MRS PELL", 12), "", 1, ""
    lines = [line for turn in talk for line in textwrap.wrap(told([turn]), 66, break_on_hyphens=False)]
    for n, line in enumerate(lines):
        if n and n % 22 == 0:
            furniture = f"{page}\n\nWork and Warmth – Interview 12 – confidential\n"
            text, may, page = f"{text}\n{furniture}", f"{may} {furniture}", page + 1
        text += f"{line}\n"
    yield Sample("layout/copied from pdf.txt", text, talk, ask="INTERVIEWER", may=may)


def broken() -> Iterator[Sample]:
    # double-spaced, empty paragraphs, a page break in the middle of a sentence
    talk, body = pair(513, "Interviewer", "Curator", 12), ""
    for n, turn in enumerate(talk):
        words = turn.text.split()
        half = len(words) // 2 if n == 9 else 0
        shown = turn._replace(text=" ".join(words[:half])) if half else turn
        body += labelled(shown, look=DOUBLE)
        if half:
            body += p('<w:r><w:br w:type="page"/></w:r>') + p(r(" ".join(words[half:])))
        body += p()
    data = docx(body, extra={"header1": f"<w:hdr {W}>{p(r('Draft 2 – do not quote'))}</w:hdr>"})
    path = "layout/page break in a turn.docx"
    yield Sample(path, data, talk, ask="Interviewer", hidden="Draft", warns="1 header")

    # as Pages saves it: the colon in a run of its own
    talk, body = pair(514, "Hanna", "Per-Ole", paras=True), ""
    bold, rtl = '<w:b w:val="1"/>', '<w:rtl w:val="0"/>'
    for turn in talk:
        label = r(turn.who, bold + rtl) + r(":", bold) + r(" ", rtl)
        for text in turn.paragraphs:
            body += p(label, r(text, rtl), look='<w:pStyle w:val="Body"/>')
            label = ""
    yield Sample("layout/pages.docx", docx(body), talk)


def long() -> Iterator[Sample]:
    # the whole interview is one paragraph, with line breaks between the turns
    talk = pair(707, "I", "R", paras=True)
    runs = (b(f"{turn.who}: ") + r("\n".join(turn.paragraphs) + "\n") for turn in talk)
    yield Sample("layout/one paragraph.docx", docx(p(*runs)), talk, ask="I")

    # one question, then nine paragraphs: each label stands once
    question, speaker = pair(719, "Interviewer", "", 1)[0], Speaker(719)
    talk = [question, Turn("Alma", "\n\n".join(speaker.says(3, 6) for _ in range(9)))]
    yield Sample("layout/one label only.txt", told(talk), talk, ask="Interviewer")


def colons() -> Iterator[Sample]:
    """`First: …`, `My boss: “…”`, `Me: “…”` inside an answer; only the true labels are bold."""
    speaker = Speaker(721)
    three = ("Three things: ", "First: the door. ", "Second: the lamp. ", "Third: the dog. ")
    boss = "My boss: “Bo, you’re late.”\n\nMe: “I’m always late.”"
    talk = [
        Turn("Ann", "I said: no. He said: yes. " + speaker.says(3, 3)),
        Turn("Bo", "My mother: always early. My father: always late. " + speaker.says(3, 4)),
        Turn("Ann", "Look: " + speaker.asks()),
        Turn("Bo", "\n\n".join(begin + speaker.says(1, 2) for begin in three)),
        Turn("Ann", speaker.asks()),
        Turn("Bo", f"{speaker.says(3, 4)}\n\n{boss}\n\n{speaker.says(3, 4)}"),
        Turn("Ann", speaker.asks()),
        Turn("Bo", speaker.says(4, 6)),
    ]
    yield Sample("layout/talk with colons.docx", docx("".join(map(labelled, talk))), talk)


def mislabelled() -> Iterator[Sample]:
    talk = dialogue("choir", I="Interviewer", P="Alto 2")
    path = "mislabelled/plain text.docx"
    yield Sample(path, told(talk), talk, form="txt", ask="Interviewer")

    photos = zipped([("photos/readme.txt", "holiday\n"), ("photos/1.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 64)])
    yield refused("mislabelled/photos.docx", photos, "of no kind that can be read")
    package = {
        "EncryptionInfo": b"\4\0\4\0\x40\0\0\0<encryption/>",
        "EncryptedPackage": bytes(range(256)) * 20,
    }
    yield refused("mislabelled/locked.docx", ole(package), "protected by a password")
    old = {"WordDocument": b"\xec\xa5\xc1\0" + b"\0" * 300 + b"Interviewer: Hello.\r" * 20, "1Table": b""}
    yield refused("mislabelled/old word.doc", ole(old), "in an old format of Office")


FILES = (numbered, looks, numbered_questions, letters, copied, broken, long, colons, mislabelled)
