"""Transcripts, captions and chats as services, programs and telephones write them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from tests.corpus.sample import Sample, Times, refused
from tests.corpus.talk import Turn, group, pair, pieces, stamp, timed, told
from tests.corpus.word import HEADING, ITALIC, TITLE, b, docx, labelled, p, r

SHAPES: list[tuple[str, int, str, str, str, str, Times]] = [
    # file, seed, speakers, a turn, what stands between, preset, times
    ("rev names", 402, "Anna Kowalski,Dr. Bo Chen", "{who} ({hms}):\n{text}", "\n\n", "otter", "exact"),
    ("happy scribe", 406, "Speaker 1,Ann Lee", "[{hms}.120] - {who}\n{text}", "\n\n", "word", "exact"),
    ("temi", 408, "Speaker 1,Speaker 2", "{who}:\t{ms}\t{text}", "\n\n", "plain", "exact"),
    ("fireflies", 409, "Ann Lee,Bo Chen", "{who} - {ms}\n{text}", "\n\n", "otter", "exact"),
    ("amazon", 416, "spk_0,spk_1", "[{hms}] {who}: {text}", "\n\n", "plain", "exact"),
    ("premiere", 709, "Speaker 1,Speaker 2", "{hms}:12 - {hms}:20\n{who}\n{text}", "\n\n", "plain", "exact"),
    ("riverside", 710, "Ann Lee,Guest", "{who} ({ms}.417)\n{text}", "\n\n", "otter", "exact"),
    ("pipe", 711, "Ann Lee,Guest", "{who} | {ms}\n{text}", "\n\n", "otter", "exact"),
]


def plain() -> Iterator[Sample]:
    for name, seed, names, form, gap, preset, times in SHAPES:
        ask, tell = names.split(",")
        talk = timed(pair(seed, ask, tell))
        yield Sample(f"services/{name}.txt", told(talk, form, gap), talk, preset=preset, times=times)

    # a name with brackets
    talk = timed(pair(410, "Ann Lee", "Bo Chen"))
    text = told(talk, "{ms} {who}: {text}").replace("Bo Chen:", "Bo Chen (Northfield):")
    yield Sample("services/tldv.txt", text, talk, times="exact", warns="9 remarks in brackets")


def chats() -> Iterator[Sample]:
    """Clock times; a name alone above the text, an indent, a telephone number as a name."""
    begin = 36131
    talk = timed(pair(413, "Ann Lee", "Bo Chen"), begin)
    blocks = (
        f"[{turn.who}] {stamp(turn.start + n * 8, 'hh:mm:ss')}\n{piece}\n\n"
        for turn in talk
        for n, piece in enumerate(pieces(turn.text, 25))
    )
    yield Sample("chats/zoom newer.txt", "".join(blocks), talk, preset="otter", times="any")

    talk = timed(group(414, "Ann Lee", ["Bo Chen", "Cleo (she/her)"], 14), begin)
    text = told(talk, "{hms} From {who} to Everyone:\n\t{text}", "\n")
    yield Sample("chats/zoom.txt", text, talk, preset="word", times="any")

    talk = timed(group(415, "Ann Lee", ["Bo Chen", "Cleo"], 14), begin)
    text = told(talk, "{hms}\t From {who} : {text}", "\r\n")
    yield Sample("chats/zoom older.txt", text, talk, times="any")

    talk = timed(pair(510, "Hanna", "+44 7700 900123", 10), begin)
    head = "Messages and calls are end-to-end encrypted."
    text = f"12/03/2023, 10:01 - {head}\n" + told(talk, "12/03/2023, {hm} - {who}: {text}", "\n")
    yield Sample("chats/whatsapp android.txt", text, talk, head=head, times="any")

    talk = timed(pair(511, "Hanna", "Tove Lind", 10), begin)
    text = told(talk, "[12.03.23, {hms}] {who}: {text}", "\n")
    yield Sample("chats/whatsapp iphone.txt", text, talk, times="any")

    talk = timed(pair(720, "Ann Lee", "Bo Chen"), begin)
    text = told(talk, "[{hm}] {who}\n    {text}")
    yield Sample("chats/teams copied.txt", text, talk, preset="word", times="any")


def marked() -> Iterator[Sample]:
    talk = timed(pair(405, "Hanna", "Tove", paras=True))
    text = f"# Interview 5\n\n{told(talk, '**{who}:** [{hms}] {text}')}\n"
    yield Sample("services/descript.md", text, talk, head="# Interview 5", times="exact")

    # links before some of the labels
    talk = timed(pair(421, "I", "P"))
    forms = ("[{ms}](#) **{who}:** {text}", *["**{who}:** {text}"] * 3)
    text = "\n\n".join(told([turn], forms[n % 4]) for n, turn in enumerate(talk))
    yield Sample("services/otranscribe.md", text, talk, ask="I", times="any")


def words_apart() -> Iterator[Sample]:
    """Times, noises and gaps in the middle of sentences; no word around them must be lost."""
    talk = pair(407, "Interviewer", "Respondent", 10)
    marks = ("[00:01:05]", "[inaudible 00:02:03]", "[background noise]", "[silence]")
    shown = [
        turn._replace(text=f" {marks[n % 4]} ".join(pieces(turn.text, 25))) for n, turn in enumerate(talk)
    ]
    body = p(b("Interview_03.mp3")) + "".join(map(labelled, shown)) + p(r("[01:02:11] [END OF AUDIO]"))
    may = " ".join(marks * 20) + " [01:02:11] [END OF AUDIO]"
    data = docx(body)
    path = "services/gotranscript.docx"
    yield Sample(path, data, talk, ask="Interviewer", head="Interview_03.mp3", may=may, times="any")


def meetings() -> Iterator[Sample]:
    """Meet: attendees, a time as a heading every five minutes, last lines that nobody said."""
    talk = pair(411, "Ann Lee", "Bo Chen", 10)
    head = ("Oven stories – 2024/03/05 10:02 GMT – Transcript", "Attendees", "Ann Lee, Bo Chen", "Transcript")
    ends = ("Meeting ended after 00:32:11", "This editable transcript was computer generated.")
    body = p(r(head[0]), look=TITLE) + "".join(p(b(line)) for line in head[1:])
    for n, turn in enumerate(talk):
        body += p(r(f"00:0{n}:00"), look=HEADING) if n % 5 == 0 else ""
        body += labelled(turn)
    body += p(r(ends[0])) + p(r(ends[1], ITALIC))
    shown, may = " ".join(head), " ".join(ends)
    yield Sample("services/google meet.docx", docx(body), talk, head=shown, may=may, times="any")

    # Webex: the speaker stands in the id of a cue
    talk, number, text = timed(pair(412, "Ann Lee", "Bo Chen")), 0, "WEBVTT\n\n"
    for turn in talk:
        for n, piece in enumerate(pieces(turn.text, 14)):
            number, at = number + 1, turn.start + n * 4.2
            span = f"{stamp(at, 'hh:mm:ss.mmm')} --> {stamp(at + 3, 'hh:mm:ss.mmm')}"
            text += f'{number} "{turn.who}" (3735283712)\n{span}\n{piece}\n\n'
    yield Sample("services/webex.vtt", text, talk, preset="teams", times="exact")


def headed() -> Iterator[Sample]:
    """Lines of the service above the talk."""
    talk = timed(pair(401, "Speaker 1", "Speaker 2", paras=True))
    head = "This transcript was exported on Mar 05, 2024 - view latest version here."
    body = p(r(head))
    for turn in talk:
        texts = (told([turn], "{who} ({ms}):"), *turn.paragraphs)
        body += "".join(p(r(text)) for text in texts)
    yield Sample("services/rev.docx", docx(body), talk, preset="otter", head=head, times="exact")

    talk = timed(pair(403, "Ann Lee", "Speaker 2"))
    body = "".join(p(b(f"{turn.who}: "), r(told([turn], "[{hms}] {text}"))) for turn in talk)
    yield Sample("services/trint.docx", docx(body), talk, times="exact")

    talk, head = timed(pair(404, "Speaker1", "Speaker2")), "walk-along_07.m4a\n\nTranscribed by Sonix"
    text = f"{head}\n\n{told(talk, '{who}: [{hms}] {text}')}\n"
    yield Sample("services/sonix.txt", text, talk, head=head, times="exact")

    # time and label by turns
    talk = timed(pair(419, "S00", "S01"))
    head = (
        "Transcribed with noScribe vers. 0.5\nAudio source: interview_12.m4a\n"
        "(Start: 00:00:00. Language: English. Speaker detection: 2. Overlapping speech: off.)"
    )
    forms = ("{who}: [{hms}] {text}", "[{hms}] {who}: {text}")
    text = "\n".join(told([turn], forms[n % 2]) for n, turn in enumerate(talk))
    yield Sample("services/noscribe.txt", f"{head}\n\n{text}\n", talk, head=head, times="exact")


def unnamed() -> Iterator[Sample]:
    """No speakers; the times are no talk."""
    chunks = pieces(" ".join(turn.text for turn in pair(417, "x", "y")), 12)
    talk = [Turn("", " ".join(chunks))]
    lines = (
        f"[{stamp(n * 5, 'mm:ss.mmm')} --> {stamp(n * 5 + 5, 'mm:ss.mmm')}]  {chunk}\n"
        for n, chunk in enumerate(chunks)
    )
    yield Sample("services/whisper screen.txt", "".join(lines), talk, preset="whisper", times="any")

    # milliseconds
    lines = (f"{n * 5000}\t{n * 5000 + 5000}\t{chunk}\n" for n, chunk in enumerate(chunks))
    text = "start\tend\ttext\n" + "".join(lines)
    yield Sample("services/whisper.tsv", text, talk, form="csv", preset="table", times="any")

    # copied from a web page: a time and a line of text by turns
    lines = (f"{stamp(n * 4, 'm:ss')}\n{chunk}\n" for n, chunk in enumerate(chunks))
    yield Sample("services/youtube copied.txt", "".join(lines), talk, preset="none", times="any")


def other_kinds() -> Iterator[Sample]:
    talk = timed(pair(716, "S00", "S01"))
    lines = (f'<p><a name="ts_{n}">{turn.who}: {escape(turn.text)}</a></p>\n' for n, turn in enumerate(talk))
    page = (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN">\n<html><head><meta charset="UTF-8"/></head>'
        f"<body><p>interview</p>\n{''.join(lines)}</body></html>"
    )
    yield refused("refused/noscribe.html", page, "web page")
    yield refused("refused/word web page.doc", page, "web page")

    spoken = {"transcripts": [{"transcript": talk[1].text}], "speaker_labels": {"speakers": 2}}
    result = json.dumps({"jobName": "i7", "results": spoken, "status": "COMPLETED"})
    yield refused("refused/amazon.json", result, "JSON file of another program")


FILES = (plain, chats, marked, words_apart, meetings, headed, unnamed, other_kinds)
