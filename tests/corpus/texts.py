"""Plain text and Markdown: encodings, heads, times, labels that drift, talk that looks like labels."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from tests.corpus.sample import Sample, refused
from tests.corpus.talk import Talk, Turn, dialogue, sentences, stamp, told


def encoded() -> Iterator[Sample]:
    more = dialogue("garden, two interviewers")
    talk = [*more[:2], *dialogue("garden", I="Interviewer 1", P="Respondent"), *more[2:]]
    data = b"\xef\xbb\xbf" + told(talk).replace("\n", "\r\n").encode()
    asks = ("Interviewer 1", "Interviewer 2")
    yield Sample("txt/bom crlf two interviewers.txt", data, talk, encoding="utf-8-sig", ask=asks)

    talk = [*dialogue("nurse"), *dialogue("nurse, a youth worker")]
    legend = "I = interviewer, P = participant (ward nurse), Y = youth worker"
    text = f"\ufeff{legend}\n\n{told(talk)}\n".replace("\n", "\r\n")
    yield Sample(
        "txt/utf16 legend.txt", text.encode("utf-16-le"), talk, encoding="utf-16", ask="I", head=legend
    )

    talk = dialogue("school", I="Q", P="A")
    text = "\ufeff" + told(talk, gap="\n")
    yield Sample("txt/utf16be questions.txt", text.encode("utf-16-be"), talk, encoding="utf-16", ask="Q")

    # byte 0x85 is an ellipsis here, 0x92 to 0x97 are quotes and dashes
    talk = [*dialogue("bus", P="P4"), *dialogue("bus, on the stop")]
    data = told(talk).replace("\n", "\r\n").encode("cp1252")
    yield Sample("txt/cp1252 ellipsis.txt", data, talk, encoding="cp1252", ask="I")

    # read as cp1252 or latin-2, the letters turn into others
    talk = dialogue("polish")
    data = told(talk).replace("\n", "\r\n").encode("cp1250")
    yield Sample("txt/cp1250 polish.txt", data, talk, encoding="cp1250", ask="Badaczka")

    # a name with a leading blank; text in decomposed letters, as from a Mac
    talk = dialogue("czech")
    yield Sample("txt/ rozhovor žluťoučký kůň.txt", unicodedata.normalize("NFD", told(talk)), talk)

    talk = dialogue("emoji")
    yield Sample("txt/emoji.txt", told(talk), talk, ask="I")


def line_ends() -> Iterator[Sample]:
    talk = dialogue("ferry", I="Q", P="A")
    yield Sample("txt/mac cr only.txt", told(talk).replace("\n", "\r"), talk, ask="Q")

    talk = dialogue("choir", I="Interviewer", P="Alto")
    text = told(talk).replace(". You could set", ".\u2028You could set").replace("outside?", "outside?\u0085")
    text = text.replace("a list for soup. If", "a list for soup.\u2029If").replace("\n\n", "\r\n\r\n")
    yield Sample("txt/line separators.txt", text, talk, ask="Interviewer")

    talk = dialogue("french")
    spaced = [
        turn._replace(text=turn.text.replace(" ?", "\u202f?").replace(" ;", "\u202f;")) for turn in talk
    ]
    text = told(spaced, "{who}\u00a0: {text}").replace("Capitaine\u00a0:", "Capitaine :", 1)
    yield Sample("txt/french spacing.txt", text, spaced, ask="Interviewer")


def headed() -> Iterator[Sample]:
    # `Interviewer: Dr. Hanna Brandt` and `Participant: P3` are no turns
    talk = dialogue("bus", I="INTERVIEWER", P="PARTICIPANT 3")
    head = (
        "INTERVIEW TRANSCRIPT\nStudy: Night buses and the people who drive them\nDate: 14 March 2023\n"
        "Interviewer: Dr. Hanna Brandt\nParticipant: P3\nDuration: 45 min\nLocation: depot canteen"
    )
    text = f"{head}\n\n\n{told(talk)}\n"
    yield Sample("txt/header block.txt", text, talk, ask="INTERVIEWER", head=head, date="2023-03-14")

    talk = dialogue("library", I="Interviewer", P="Librarian")
    text = told(talk, "**{who}:** {text}").replace("half a question", "*half* a question")
    text = text.replace("completely", "**completely**")
    text = text.replace(
        "**Interviewer:** What about the quiet", "## Part two\n\n**Interviewer:** What about the quiet"
    )
    head = "# Interview 7: the new building\n\n*Date:* 2 May 2023  \n*Place:* staff room"
    yield Sample(
        "md/bold names.md",
        f"{head}\n\n---\n\n{text}\n",
        talk,
        ask="Interviewer",
        head=head.replace("*Date:*", "Date:").replace("*Place:*", "Place:"),
        date="2023-05-02",
        warns="1 heading inside the talk",
    )

    # the front matter of a program for notes, not our own head
    talk = dialogue("museum", I="Int", P="Curator")
    matter = "title: Curator, second talk\ndate: 2022-11-08\ntags: [interview, museum]"
    note = "> Recorded in the bird room. Fridge audible."
    text = f"---\n{matter}\n---\n\n{note}\n\n{told(talk, '**{who}**: {text}')}\n"
    yield Sample("md/front matter.md", text, talk, ask="Int", head=f"{matter} {note}", date="2022-11-08")


def services() -> Iterator[Sample]:
    talk = dialogue("choir", I="SPEAKER_00", P="SPEAKER_01")
    lines = (f"[{turn.who}]: {part}\n" for turn in talk for part in sentences(turn.line))
    yield Sample("txt/whisperx speakers.txt", "".join(lines), talk)

    talk = dialogue("garden", I="Hanna Brandt", P="Speaker 2")
    head = (
        "Plot holder interview\nTue, Jun 13, 2023 10:02AM • 2:14\n\nSUMMARY KEYWORDS\n"
        "plot, rhubarb, waiting list, hedges, committee, tap, water\n\nSPEAKERS\nHanna Brandt, Speaker 2\n"
    )
    text = head + "\n" + told(talk, "{who}  {m_ss}\n{line}\n", "\n") + "\nTranscribed by https://otter.ai\n"
    yield Sample(
        "txt/otter export.txt",
        text,
        talk,
        preset="otter",
        times="exact",
        head=head,
        date="2023-06-13",
        warns="1 line of the transcription service",
    )

    # f4 puts its marks at the end of paragraphs
    talk = dialogue("museum", I="Interviewer", P="Kustodin")
    text = "".join(f"{turn.who}: {turn.line} #{stamp(turn.start, 'hh:mm:ss')}-4#\r\n" for turn in talk)
    yield Sample("txt/f4 time marks.txt", text, talk, ask="Interviewer", times="any")

    talk = dialogue("ferry", I="Hanna Brandt", P="Skipper")
    cues = (
        f"{n}\n{stamp(turn.start, 'hh:mm:ss.mmm')} --> {stamp(turn.start + 4, 'hh:mm:ss.mmm')}\n"
        f"{turn.who}: {turn.line}\n\n"
        for n, turn in enumerate(talk, 1)
    )
    text = "WEBVTT\n\n" + "".join(cues)
    yield Sample("mislabelled/captions.txt", text, talk, form="vtt", preset="zoom", times="exact")


def clocked() -> Iterator[Sample]:
    # two styles of time in one file; 4:1 and 7:15 are talk
    talk = dialogue("carriers")
    forms = ("[{ms}] {who}: {text}\n\n", "{ms} {who}: {text}\n\n")
    text = "".join(told([turn], forms[turn.who.endswith("12")]) for turn in talk)
    yield Sample("txt/times two styles.txt", text, talk, ask="INTERVIEWER", times="exact")

    # a star, minutes and seconds with a point, an equals sign; `2.33 metres` is talk
    talk = dialogue("sign painter")
    lines = (f"*{stamp(turn.start, 'm:ss').replace(':', '.')} = {turn.who}: {turn.text}\n" for turn in talk)
    yield Sample("txt/star times.txt", "".join(lines), talk, ask=("I1", "I2"), times="exact")

    seconds = (2, 6.4, 27, 30.9, 66, 69.2, 84.5, 209.8)
    talk = dialogue("tower", I="Interviewer", P="Resident")
    talk = [turn._replace(at=at) for turn, at in zip(talk, seconds, strict=True)]
    lines = (f"{stamp(turn.start, 'h:mm:ss.t')}\n{turn.who}: {turn.line}\n\n" for turn in talk)
    yield Sample("txt/bare time lines.txt", "".join(lines), talk, ask="Interviewer", times="exact")


def drifting() -> Iterator[Sample]:
    # a slip, other case, and once no colon
    talk = dialogue("nurse", I="Interviewer", P="Participant 7")
    slips = {1: "Paticipant 7", 2: "INTERVIEWER", 5: "participant 7"}
    shown = [turn._replace(who=slips.get(n, turn.who)) for n, turn in enumerate(talk)]
    text = told(shown).replace("Participant 7: He says the cable", "Participant 7 He says the cable")
    warns = ("'Paticipant 7' taken for 'Participant 7'", "1 label without a colon")
    yield Sample("txt/drifting labels.txt", text, talk, ask="Interviewer", warns=warns)

    # the letter O for a nought, labels with and without the colon before the tab
    talk = dialogue("corridor")
    lines = (f"{turn.who}{'' if n in (2, 6) else ':'}\t{turn.text}\n" for n, turn in enumerate(talk))
    right = [turn._replace(who=turn.who.replace("BSRO6", "BSR06")) for turn in talk]
    yield Sample("txt/drift initials.txt", "".join(lines), right, warns="'BSRO6' taken for 'BSR06'")

    # titles with a point, hyphens, straight and curly apostrophes (one person)
    talk = dialogue("farm", I="Dr. Anna-Lena Møller", P="María-José O'Neil")
    more = dialogue("farm, a professor")
    right = [*talk, more[0], more[1]._replace(who="María-José O'Neil")]
    yield Sample("txt/names letters.txt", told([*talk, *more]), right, warns="'María-José O’Neil' taken for")


def not_labels() -> Iterator[Sample]:
    talk = dialogue("colons")
    yield Sample("txt/colons in speech.txt", told(talk), talk, ask="Int")

    # redactions, transcribers' notes and <…> are all content
    talk = dialogue("redactions")
    yield Sample("txt/redactions and notes.txt", told(talk), talk, ask="I")

    # the heading of another file is no speaker with an empty turn
    talk = dialogue("ferry", I="P2I", P="P2R1")
    text = f"{told(talk[:4])}\n\nP1R1\n\n{told(talk[4:])}"
    yield Sample("txt/foreign heading.txt", text, talk, may="P1R1", warns="1 heading inside the talk")

    talk = dialogue("field notes")
    yield Sample("txt/field notes.txt", talk[0].text, talk, preset="none", warns="no speakers found")


def wrapped(turn: Turn) -> str:
    shown = [textwrap.fill(text, 72, break_on_hyphens=False) for text in told([turn]).split("\n\n")]
    return "\n\n".join(shown)


def laid_out() -> Iterator[Sample]:
    # hard-wrapped; a wrapped line begins with `Note: the`
    talk = [*dialogue("flood", I="INTERVIEWER", P="MRS T"), *dialogue("flood, the wall")]
    text = "\n\n".join(map(wrapped, talk)).replace(" Note: the", "\nNote: the")
    yield Sample("txt/wrapped blank lines.txt", text, talk, ask="INTERVIEWER")

    talk = [
        *dialogue("tower", I="Interviewer", P="Resident"),
        *dialogue("farm", 0, 4, I="Interviewer", P="Resident"),
    ]
    yield pages(talk)


def pages(talk: Talk) -> Sample:
    """A running header and page numbers cut two turns in the middle of a sentence."""
    header, number = "Transcript 12 - Nineteenth floor study", 1
    text = f"{header}\n\n"
    for n, turn in enumerate(talk):
        shown = told([turn])
        if n in (3, 8):
            cut = shown.index(" ", len(shown) // 2)
            shown = f"{shown[:cut]}\n\n{' ' * 30}Page {number} of 3\n\f{header}\n\n{shown[cut + 1 :]}"
            number += 1
        text += f"{shown}\n\n"
    text += f"{' ' * 30}Page 3 of 3\n\f"
    return Sample("txt/pages and form feeds.txt", text, talk, ask="Interviewer", warns="6 running header")


def empty() -> Iterator[Sample]:
    lock = b"\x0cHanna Brandt".ljust(55) + "Hanna Brandt".encode("utf-16-le").ljust(107, b"\0")
    yield refused("skip/~$terview 04.docx", lock, "lock file", "skipped")
    yield refused("skip/.DS_Store", b"\0\0\0\x01Bud1" + b"\0" * 120, "hidden file", "skipped")
    yield refused("skip/empty.docx", b"", "is empty", "skipped")
    yield refused("skip/blank.txt", b"\xef\xbb\xbf \r\n\r\n\t\r\n", "no words", "skipped")
    yield refused("skip/eight bytes.vtt", b"WEBVTT\r\n", "no words", "skipped")


FILES = (encoded, line_ends, headed, services, clocked, drifting, not_labels, laid_out, empty)
