"""Transcripts that meeting programs and transcription services write as .docx."""

from __future__ import annotations

from collections.abc import Iterator

from tests.corpus.sample import Sample
from tests.corpus.talk import dialogue, sentences, stamp
from tests.corpus.word import HEADING, TITLE, b, docx, p, r, t

SEGOE = '<w:rFonts w:ascii="Segoe UI" w:hAnsi="Segoe UI"/>'
GREY = '<w:color w:val="808080"/>'
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="304800" cy="304800"/>'
    '<wp:docPr id="1" name="Picture 1" descr="Avatar of speaker"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)


def below(*texts: str) -> list[str]:
    """Runs, each on a line of its own."""
    return [f"<w:r><w:br/>{t(text)}</w:r>" for text in texts]


def teams() -> Iterator[Sample]:
    """A bold `P7` and a plain `3:37` with nothing between, the talk below in the same paragraph."""
    seconds = (2, 217, 239, 244, 281, 285, 302, 3731)
    talk = dialogue("garden", I="Hanna Brandt", P="P7")
    talk = [turn._replace(at=at) for turn, at in zip(talk, seconds, strict=True)]
    head = ("Interview with P7-20230612_100214-Meeting Recording", "June 12, 2023, 8:02AM", "1h 4m 5s")
    body = "".join(p(r(line, SEGOE)) for line in head) + p()
    body += p(b("Hanna Brandt"), r(" started transcription"))
    for turn in talk:
        name, time = r(turn.who, f"{SEGOE}<w:b/>"), r(stamp(turn.start, "m:ss"), SEGOE + GREY)
        body += p(name, time, *below(*sentences(turn.line)))
    body += p(b("Hanna Brandt"), r(" stopped transcription"))
    yield Sample(
        "docx/teams p7.docx",
        docx(body, title=head[0]),
        talk,
        preset="teams",
        times="exact",
        head=" ".join(head),
        date="2023-06-12",
        warns=("2 lines of the meeting program", "1 author's name"),
    )


def avatars() -> Iterator[Sample]:
    """A picture, the bold name, three blanks and the time; names with a comma and with brackets."""
    talk = dialogue("bus", I="Brandt, Hanna", P="Driver 41 (Guest)")
    head = ("Night bus talk", "14 March 2023, 03:02pm", "2m 38s")
    body = p(r(head[0], "<w:b/>"), look=TITLE) + p(r(head[1])) + p(r(head[2]))
    body += p(PICTURE, b("Brandt, Hanna"), r(" started transcription"))
    for n, turn in enumerate(talk):
        lines = sentences(turn.line)
        blocks = [(turn.start, lines)]
        if n == 3:  # the program parts one person's talk at pauses
            blocks = [(turn.start, lines[:2]), (turn.start + 9, lines[2:])]
        for at, some in blocks:
            body += p(PICTURE, b(turn.who), r(f"   {stamp(at, 'm:ss')}", GREY), *below(*some))
    body += p(PICTURE, b("Driver 41 (Guest)"), r(" stopped transcription"))
    yield Sample(
        "docx/teams avatars.docx",
        docx(body, author=None),
        talk,
        preset="teams",
        times="exact",
        head=" ".join(head),
        date="2023-03-14",
        warns="2 lines of the meeting program",
    )


def arrows() -> Iterator[Sample]:
    """Early Teams: `0:0:5.0 --> 0:0:7.0`, the name and the talk in one paragraph; no sections."""
    talk, body = dialogue("call", I="Hanna Brandt", P="Agent Smith"), ""
    for turn in talk:
        for n, text in enumerate(sentences(turn.line)):
            at = turn.start + 2.1 * n
            span = f"{stamp(at, 'h:m:s')} --> {stamp(at + 2, 'h:m:s')}"
            body += p(r(span), *below(turn.who, text))
    data = docx(body, author=None, section=False)
    yield Sample("docx/teams arrows.docx", data, talk, preset="teams", times="exact")


def transcribe() -> Iterator[Sample]:
    """Word's own: `00:00:01 Me` as a paragraph, then a paragraph for each sentence."""
    talk = dialogue("library", I="Me", P="Speaker 2")
    link = f'<w:hyperlink r:id="file">{r("interview_library.m4a")}</w:hyperlink>'
    body = p(r("Audio file"), look=HEADING) + p(link) + p(r("Transcript"), look=HEADING)
    for turn in talk:
        body += p(r(f"{stamp(turn.start, 'hh:mm:ss')} {turn.who}", GREY))
        body += "".join(p(r(text)) for text in sentences(turn.line))
    data = docx(body, links={"file": "https://example.org/interview_library.m4a"})
    head = "Audio file interview_library.m4a Transcript"
    yield Sample("docx/word transcribe.docx", data, talk, preset="word", times="exact", head=head)


def otter() -> Iterator[Sample]:
    talk = dialogue("farm", I="Hanna Brandt", P="Unknown Speaker")
    head = (
        "Farm visit",
        "Wed, Nov 09, 2022 9:31AM • 1:52",
        "SUMMARY KEYWORDS",
        "herd, creamery, barley, caravans, number 60",
        "SPEAKERS",
        "Hanna Brandt, Unknown Speaker",
    )
    body = "".join(p(b(line) if line.isupper() else r(line)) for line in head) + p()
    for turn in talk:
        name = p(b(turn.who), r(f"  {stamp(turn.start, 'mm:ss')}", GREY))
        body += name + p(r(turn.line)) + p()
    shown, date = " ".join(head), "2022-11-09"
    yield Sample("docx/otter.docx", docx(body), talk, preset="otter", times="exact", head=shown, date=date)


FILES = (teams, avatars, arrows, transcribe, otter)
