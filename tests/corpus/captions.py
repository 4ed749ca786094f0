"""Captions: WebVTT and SubRip as meeting programs and transcription services write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.corpus.sample import Sample
from tests.corpus.talk import Turn, dialogue, pieces, sentences, stamp

MILLI = "hh:mm:ss.mmm"


def cue(begin: float, end: float, text: str, own: str = "", style: str = MILLI) -> str:
    return f"{own}{stamp(begin, style)} --> {stamp(end, style)}\n{text}\n\n"


def one_by_one(texts: Iterable[str], step: float, begin: float = 0.0) -> list[Turn]:
    """A turn of nobody for each text, so many seconds apart."""
    return [Turn("", text, begin + step * n) for n, text in enumerate(texts)]


def meetings() -> Iterator[Sample]:
    # Zoom names a speaker in the first cue of a turn; in one of the others somebody `said: keep`
    talk = dialogue("school", I="Hanna Brandt", P="P07")
    more = Turn("P07", "He looked at me, and I said: keep the charger.", 140)
    number, text = 0, "WEBVTT\n\n"
    for turn in [*talk, more]:
        for n, piece in enumerate(pieces(turn.line, 12)):
            number, at = number + 1, turn.start + n * 3.3
            label = f"{turn.who}: " if n == 0 and turn is not more else ""
            text += cue(at, at + 3.2, label + piece, f"{number}\n")
    yield Sample(
        "vtt/zoom captions.vtt", text.replace("\n", "\r\n"), [*talk, more], preset="zoom", times="exact"
    )

    # Teams: one sentence over several cues, lines broken inside a cue
    talk = dialogue("nurse", I="Brandt, Hanna", P="Okafor, Ngozi")
    text = "WEBVTT\n\n"
    for turn in talk:
        for n, piece in enumerate(piece for part in sentences(turn.line) for piece in pieces(part, 9)):
            at, words = turn.start + n * 2.45, piece.split()
            shown = " ".join(words[:6]) + "\n" + " ".join(words[6:]) if len(words) > 7 else piece
            own = f"8f3c1d52-6b0e-4a7f-9c1d-2e5f7a9b0c{int(turn.start) % 100:02}/{n}-0\n"
            text += cue(at, at + 2.4, f"<v {turn.who}>{shown}</v>", own)
    yield Sample("vtt/teams voices.vtt", text, talk, preset="teams", times="exact")

    # no ids, times like 0:0:10.20, the first of them negative
    talk = dialogue("garden", I="Hanna Brandt", P="P 3")
    talk[0] = talk[0]._replace(at=0)
    text = "WEBVTT\n\n"
    for turn in talk:
        for n, piece in enumerate(pieces(turn.line, 14)):
            at = turn.start + n * 3.2
            text += cue(at, at + 3, f"<v {turn.who}>{piece}</v>", style="h:m:s")
    text = text.replace("0:0:0.0 -->", "-0:0:1.25 -->").replace("\n", "\r\n")
    warns = "1 cue with a negative time"
    yield Sample("vtt/teams negative.vtt", text, talk, preset="teams", times="exact", warns=warns)


PAINTING = (
    "WEBVTT - Interview 9, kitchen\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n"
    "STYLE\n::cue {\n  background-image: linear-gradient(to bottom, dimgray, lightgray);\n}\n\n"
    "REGION\nid:fred\nwidth:40%\nregionanchor:0%,100%\nscroll:up\n\n"
    "NOTE checked by HB\n\nNOTE\nThis comment has two lines:\nthe second one looks like Maren: talk\n\n"
    "NOTE Confidence: 0.91\n\nintro\n00:12.500 --> 00:18.000 region:fred line:0 position:20% align:start\n"
    "<v.loud Maren><i>Tea &amp; biscuits</i>, that’s what she left. Less than &lt;5&nbsp;euros, I’d say.\n\n"
    "00:19.000 --> 00:21.500\n<v Interviewer>Who&#39;s <[?]> in the <c.yellow.bg_blue>picture</c>?\n\n"
    "00:22.040 --> 00:29.000\n<v Maren>My <b>aunt</b>, with <n(Peter)> on her <00:00:25.000><u>arm</u>. "
    "She was <lang en>really</lang>\nfond of him &amp; his dog.</v>\n\nNOTE Confidence: 0.55\n\n"
    "00:30.000 --> 00:32.000\n<v Interviewer>“R&amp;D”, it says on the back.</v>\n\n"
    "00:33.300 --> 00:35.000\n<v Maren>Rhubarb and damsons.</v>\n"
)


def voices() -> Iterator[Sample]:
    # entities and marks go; <[?]>, <n(Peter)> and <5 stay
    yield Sample(
        "vtt/notes styles marks.vtt",
        PAINTING,
        dialogue("painting"),
        preset="teams",
        ask="Interviewer",
        times="exact",
        warns=("4 note blocks", "1 region block", "1 style block"),
    )


def named() -> Iterator[Sample]:
    # two people talk at once
    talk = dialogue("boat")
    ends = (4.2, 3.6, 8.5, 10, 9.8)
    spans = zip(talk, ends, strict=True)
    text = "WEBVTT\n\n" + "".join(cue(turn.start, end, f"{turn.who}: {turn.text}") for turn, end in spans)
    warns = "4 overlapping cues"
    yield Sample("vtt/overlapping.vtt", text, talk, preset="zoom", times="exact", warns=warns)

    talk = dialogue("call", I="SPEAKER_01", P="SPEAKER_00")
    text = "WEBVTT\n\n"
    for turn in talk:
        for n, part in enumerate(sentences(turn.line)):
            at = turn.start + 2 * n
            text += cue(at, at + 1.9, f"[{turn.who}]: {part}", style="mm:ss.mmm")
    yield Sample("vtt/whisperx.vtt", text, talk, preset="whisper", times="exact")


def unnamed() -> Iterator[Sample]:
    talk = one_by_one((part for turn in dialogue("choir") for part in sentences(turn.line)), 5.28)
    cues = (cue(turn.start, turn.start + 5.28, turn.text, style="mm:ss.mmm") for turn in talk)
    yield Sample(
        "vtt/whisper captions.vtt", "WEBVTT\n\n" + "".join(cues), talk, preset="whisper", times="some"
    )

    # Stream: a confidence before each cue, saved as UTF-16
    whole = " ".join(turn.line for turn in dialogue("library"))
    talk = one_by_one(pieces(whole, 11), 4.1)
    text = 'WEBVTT\n\nNOTE duration:"00:02:31.2300000"\n\nNOTE language:en-us\n\n'
    for n, turn in enumerate(talk):
        words = turn.text.split()
        shown = " ".join(words[:6]) + ("\n" + " ".join(words[6:]) if words[6:] else "")
        own = f"NOTE Confidence: 0.{82 + n % 10}\n\n{0xA1B2C3D4 + n:08x}-5e6f-4a1b-8c2d-3e4f5a6b7c8d\n"
        text += cue(turn.start, turn.start + 4, shown, own)
    data = f"\ufeff{text}".replace("\n", "\r\n").encode("utf-16-le")
    warns = "18 note blocks"
    yield Sample(
        "vtt/stream utf16.vtt", data, talk, preset="whisper", encoding="utf-16", times="some", warns=warns
    )


ROLLING = (
    "[Music] how did you come to have a plot here well my neighbour was giving hers up she was 81 and her "
    "knees had had enough she said I could have the gooseberries if I promised not to pull out the rhubarb "
    "so I have rhubarb now forever"
)


def services() -> Iterator[Sample]:
    # every line of YouTube's stands in up to three cues, once with a time at each word
    text, at, before, talk = "WEBVTT\nKind: captions\nLanguage: en\n\n", 0.16, " ", list[Turn]()
    for piece in pieces(ROLLING, 6):
        first, *words = piece.split()
        rolled = first + "".join(f"<{stamp(at + 0.3 * n, MILLI)}><c> {w}</c>" for n, w in enumerate(words, 1))
        place = " align:start position:0%\n"
        text += cue(at, at + 2.2, f"{before}\n{rolled}").replace("\n", place, 1)
        text += cue(at + 2.2, at + 2.21, f"{piece}\n ").replace("\n", place, 1)
        talk.append(Turn("", piece, at))
        before, at = piece, at + 2.21
    warns = "15 repeated lines"
    yield Sample("vtt/youtube rolling.vtt", text, talk, preset="whisper", times="some", warns=warns)


def subrip() -> Iterator[Sample]:
    talk = dialogue("flood", I="INTERVIEWER", P="MRS T")
    number, text = 0, ""
    for turn in talk:
        for n, piece in enumerate(pieces(turn.line, 13)):
            number, at = number + 1, turn.start + 3 * n
            shown = ("{\\an8}" if number == 3 else "") + (f"{turn.who}: " if n == 0 else "")
            shown += piece.replace("floating", "<i>floating</i>")
            text += cue(at, at + 2.9, shown, f"{number}\n", "hh:mm:ss,mmm")
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    yield Sample("srt/named.srt", data, talk, encoding="utf-8-sig", ask="INTERVIEWER", times="exact")

    # points for commas, numbers that are missing or jump, three forms of time, no newline at the end
    talk = one_by_one(pieces(" ".join(turn.line for turn in dialogue("farm")), 12), 3, 0.5)
    text = ""
    for n, turn in enumerate(talk):
        own = "" if n == 2 else f"{n + 1 if n < 5 else n + 3}\n"
        style = (MILLI, "mm:ss.mmm", "h:m:s")[n % 3]
        shown = cue(turn.start, turn.start + 2.9, turn.text, own, style)
        first, rest = shown.removesuffix("\n\n").rsplit("\n", 1)
        text += (first.replace(".", ",") + " " if n % 3 == 2 else first) + f"\n{rest}\n\n" + "\n" * (n % 2)
    data = text.rstrip("\n").encode("cp1252")
    yield Sample("srt/careless.srt", data, talk, preset="whisper", encoding="cp1252", times="some")

    # a .vtt without its first line
    talk = one_by_one(sentences(" ".join(turn.line for turn in dialogue("tower"))), 4.0)
    cues = (
        cue(turn.start, turn.start + 3.9, turn.text, f"{n}\n", "hh:mm:ss,mmm")
        for n, turn in enumerate(talk, 1)
    )
    yield Sample(
        "mislabelled/really srt.vtt", "".join(cues), talk, form="srt", preset="whisper", times="some"
    )


FILES = (meetings, voices, named, unnamed, services, subrip)
