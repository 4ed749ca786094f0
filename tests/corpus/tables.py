"""Tables and workbooks: a row a turn, excerpts, several transcripts, surveys, reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.corpus.sample import Sample
from tests.corpus.talk import Speaker, Turn, dialogue, group, pair, stamp, timed, told
from tests.corpus.word import docx, p, r, table
from tests.corpus.workbook import Cell, Clock, Formula, separated, xlsx


def turns() -> Iterator[Sample]:
    talk = dialogue("garden", I="Interviewer", P="G4")
    rows = [["speaker", "start", "text"]]
    rows += [[turn.who, stamp(turn.start, "hh:mm:ss"), turn.text] for turn in talk]
    data = b"\xef\xbb\xbf" + separated(rows).encode()
    yield table_of("csv/turns bom.csv", data, talk, "Interviewer", encoding="utf-8-sig")

    # as Excel writes in German: semicolons, two lines above the header row, a line break inside a cell
    talk = dialogue("bus", I="Interviewerin", P="Fahrer")
    above = [["Projekt Nachtbus", "", "", ""], ["exportiert am 12.06.2023", "", "", ""]]
    rows = [*above, ["Nr.", "Zeit", "Sprecher", "Text"]]
    rows += [
        [str(n), stamp(turn.start, "mm:ss"), turn.who, "\n".join(turn.paragraphs)]
        for n, turn in enumerate(talk, 1)
    ]
    yield Sample(
        "csv/semicolon cp1252.csv",
        separated(rows, ";").encode("cp1252"),
        talk,
        preset="table",
        encoding="cp1252",
        times="exact",
        ask="Interviewerin",
        head="Projekt Nachtbus exportiert am 12.06.2023",
        date="2023-06-12",
    )

    # tabs, seconds as times, curly quotes that nothing closes
    talk = dialogue("call", P="R")
    rows = [["Speaker", "Start", "End", "Utterance"]]
    rows += [[turn.who, f"{turn.start:.1f}", f"{turn.start + 6:.1f}", turn.line] for turn in talk]
    yield table_of("csv/tabs.csv", separated(rows, "\t", "\n", 3).encode(), talk, "I")

    talk = dialogue("ferry", I="Interviewer", P="Skipper")
    rows = [["Speaker", "Time", "Text"]]
    rows += [[turn.who, stamp(turn.start, "h:mm:ss.t")[:-2], turn.line] for turn in talk]
    data = ("\ufeff" + separated(rows, "\t")).encode("utf-16-le")
    yield table_of("csv/excel unicode text.csv", data, talk, "Interviewer", encoding="utf-16")


def table_of(path: str, data: bytes, talk: Sequence[Turn], ask: str, encoding: str = "utf-8") -> Sample:
    return Sample(path, data, talk, preset="table", ask=ask, encoding=encoding, times="exact")


def careless() -> Iterator[Sample]:
    # a slip, other case, a blank at the end of a label
    talk = dialogue("key")
    rows = [["Who", "What was said"]]
    rows += [[turn.who + " " * (n == 1), turn.text] for n, turn in enumerate(talk)]
    right = {"Paticipant 3": "Participant 3", "INTERVIEWER": "Interviewer"}
    wanted = [turn._replace(who=right.get(turn.who, turn.who)) for turn in talk]
    text, warns = separated(rows, ";", "\n"), "'Paticipant 3' taken for 'Participant 3'"
    yield Sample("csv/drift.csv", text, wanted, preset="table", ask="Interviewer", warns=warns)

    # no header row; an empty cell goes on with the turn before
    talk = pair(622, "I", "P")
    rows = [["" if n == 5 else turn.who, turn.text] for n, turn in enumerate(talk)]
    talk[5] = talk[5]._replace(who=talk[4].who)
    yield Sample("tables/no header row.csv", separated(rows, quote=1), talk, preset="table", ask="I")


def exports() -> Iterator[Sample]:
    """Tables of transcription programs."""
    talk = timed(pair(420, "Ann Lee", "Bo Chen"))
    body = told(talk, '"{hms}.000","{hms}.900","{who}","{text}"', "\r\n")
    data = f"Start,End,Speaker,Text\r\n{body}\r\n"
    yield Sample("services/macwhisper.csv", data, talk, preset="table", times="exact")

    # tier, participant (empty), begin, end, duration twice each, annotation; no header row
    talk = timed(group(422, "Hanna", ["Tom", "Rosa"], 16))
    lines = (
        f"{turn.who}\t\t{stamp(turn.start, 'hh:mm:ss')}.250\t{turn.start:.0f}.25\t"
        f"{stamp(turn.start + 4, 'hh:mm:ss')}.750\t{turn.start + 4:.0f}.75\t00:00:04.500\t4.5\t{turn.text}\n"
        for turn in talk
    )
    yield Sample("services/elan tabs.txt", "".join(lines), talk, form="csv", preset="table", times="exact")

    talk = timed(group(423, "INT", ["AB [v]", "CD [v]"], 14))
    lines = (f'{turn.who};t;{turn.start:.0f}.1;{turn.start + 5:.0f}.2;"{turn.text}"\n' for turn in talk)
    data = "Speaker;Type;Start;End;Annotation\n" + "".join(lines)
    yield Sample("services/exmaralda.csv", data, talk, preset="table", ask="INT", times="exact")


def excerpts() -> Iterator[Sample]:
    """The column of excerpts is talk, the column of codes is not."""
    soup, hedges = dialogue("bus")[5], dialogue("garden")[5]
    cut = [("P01", "soup", soup), ("P02", "hedges", hedges), ("P01", "punctuality", dialogue("bus")[7])]
    cut += [("P03", "kitchen; board", dialogue("nurse")[3]), ("P03", "kitchen", dialogue("nurse")[7])]
    talk = [Turn(who, turn.paragraphs[0]) for who, _, turn in cut]
    rows = [["id", "participant", "excerpt", "code"]]
    rows += [[f"E{n}", who, turn.paragraphs[0], code] for n, (who, code, turn) in enumerate(cut, 1)]
    yield Sample("csv/excerpts.csv", separated(rows), talk, preset="table")

    quotes = [dialogue("farm")[5], dialogue("museum")[3], dialogue("tower")[3]]
    texts = [turn.paragraphs[0] for turn in quotes]
    texts.insert(2, "=we said nothing, and that was the agreement")
    data = xlsx({"Quotes": [["Excerpt"], *([text] for text in texts)]})
    talk = [Turn("", text) for text in texts]
    yield Sample("xlsx/excerpts only.xlsx", data, talk, preset="table", warns="no speakers found")

    # a report of quotations from two documents
    speaker = Speaker(621)
    rows = [["ID", "Document", "Quotation Content", "Codes", "Comment", "Reference"]]
    for n in range(10):
        document, codes = f"Interview 0{1 + n // 5}.docx", "Work; Warmth" if n % 2 else "Rules"
        rows.append(
            [f"{1 + n // 5}:{n}", document, speaker.says(1, 3), codes, "", f"{n * 100} - {n * 100 + 80}"]
        )
    first, second = ([Turn("", row[2]) for row in some] for some in (rows[1:6], rows[6:]))
    data = xlsx({"Quotations": rows})
    yield Sample("tables/atlas quotations.xlsx", data, first, [second], preset="table")


def several() -> Iterator[Sample]:
    """A column names the transcript that a row belongs to."""
    talks = {
        "INT-01": dialogue("museum", 0, 4, I="Interviewer", P="P01"),
        "INT-02": dialogue("tower", 0, 4, I="Interviewer", P="P02"),
        "INT-03": dialogue("farm", 0, 6, I="Interviewer", P="P03"),
    }
    rows = [["transcript", "turn", "speaker", "text"]]
    for name, talk in talks.items():
        rows += [[name, str(n), turn.who, turn.line] for n, turn in enumerate(talk, 1)]
    text = separated(rows)
    first, *more = talks.values()
    yield Sample("csv/several transcripts.csv", text, first, more, preset="table", ask="Interviewer")

    talks = {
        "Ferry": dialogue("ferry", 0, 4, I="Interviewer", P="Skipper"),
        "Choir": dialogue("choir", 0, 6, I="Interviewer", P="Alto"),
    }
    rows = [["File", "Speaker", "Text"]]
    rows += [[name, turn.who, turn.line] for name, talk in talks.items() for turn in talk]
    data = xlsx({"Sheet1": rows})
    first, *more = talks.values()
    yield Sample("xlsx/two transcripts.xlsx", data, first, more, preset="table", ask="Interviewer")

    by_sheet = {f"Interview P0{n}": pair(609 + n, "Interviewer", f"P0{n}", 6) for n in (1, 2, 3)}
    data = xlsx(
        {name: [["Speaker", "Text"], *([t.who, t.text] for t in talk)] for name, talk in by_sheet.items()}
    )
    first, *more = by_sheet.values()
    yield Sample("tables/three sheets.xlsx", data, first, more, preset="table", ask="Interviewer")


def sheets() -> Iterator[Sample]:
    # times of Excel, cells with bold words, a line break in a cell
    talk = dialogue("flood", I="Interviewer", P="Greta")
    rows: list[Sequence[Cell]] = [["Speaker", "Start", "Text"]]
    rows += [[turn.who, Clock(turn.start), "\n".join(turn.paragraphs)] for turn in talk]
    yield table_of("xlsx/turns.xlsx", xlsx({"Transcript": rows}, rich=True), talk, "Interviewer")

    # a header in row 5 and column C, merged titles, a formula, a column of memos, a second sheet
    talk = dialogue("school", P="T2")
    rows = [
        ["Tablet study"],
        ["Transcribed by HB, May 2023"],
        [],
        [],
        ["Time", "Speaker", "Utterance", "Memo"],
    ]
    for n, turn in enumerate(talk):
        who = Formula("C7", turn.who) if n == 3 else turn.who
        rows.append([stamp(turn.start, "hh:mm:ss"), who, turn.line, "check" if n == 2 else None])
    legend = [["I", "interviewer"], ["T2", "teacher, 12 years"]]
    yield Sample(
        "xlsx/header in row 5.xlsx",
        xlsx({"T2": rows, "Legend": legend}, merges="C1:F1 C2:F2", left=2),
        talk,
        preset="table",
        ask="I",
        times="exact",
        head="Tablet study Transcribed by HB, May 2023",
        warns="1 other table or sheet",
    )

    talk = timed(pair(620, "Interviewer", "Nils"))
    rows = [["Transcript of interview 3", None, None], [], ["Time", "Who", "Said"]]
    rows += [[Clock(turn.start), turn.who, turn.text] for turn in talk]
    data = xlsx({"Tabelle1": rows, "Tabelle2": []})
    head = "Transcript of interview 3"
    yield Sample(
        "tables/who said.xlsx", data, talk, preset="table", ask="Interviewer", times="exact", head=head
    )

    # nobody talks in it
    rows = [["id", "age", "score"], *([n, 20 + n, n * n] for n in range(1, 20))]
    may, warns = " ".join(f"{cell} {cell}:" for row in rows for cell in row), "no speakers found"
    data = xlsx({"Sheet1": rows})
    yield Sample("tables/numbers only.xlsx", data, [], preset="none", may=may, warns=warns)

    talk = dialogue("choir", I="Interviewer", P="Tenor")
    data = xlsx({"T": [["Speaker", "Text"], *([turn.who, turn.line] for turn in talk)]})
    path = "mislabelled/really xlsx.csv"
    yield Sample(path, data, talk, form="xlsx", preset="table", ask="Interviewer")


def documents() -> Iterator[Sample]:
    """Tables in documents of Word."""
    talk = pair(601, "INT", "F07", 10)
    notes = {2: "points at the window", 5: "long pause", 11: "phone rings", 14: "laughs, then quiet"}
    rows = [["No.", "Speaker", "Text", "Notes"]]
    rows += [[str(n), turn.who, turn.text, notes.get(n, "")] for n, turn in enumerate(talk, 1)]
    data = docx(p(r("Interview F07")) + table(rows, header=True))
    path = "tables/numbers and notes.docx"
    yield Sample(path, data, talk, preset="table", ask="INT", head="Interview F07")

    # NVivo: the speaker is the last column
    talk = timed(pair(708, "Interviewer", "P4"))
    rows = [["Timespan", "Content", "Speaker"]]
    rows += [
        [f"{stamp(turn.start, 'hh:mm:ss')}.0 - {stamp(turn.start + 8, 'hh:mm:ss')}.0", turn.text, turn.who]
        for turn in talk
    ]
    data = docx(p(r("Name: Interview P4")) + table(rows, header=True))
    yield Sample(
        "tables/nvivo timespan.docx",
        data,
        talk,
        preset="table",
        ask="Interviewer",
        times="exact",
        head="Name: Interview P4",
    )

    # a column a speaker, a row a turn
    talk = pair(623, "Anna", "Bo", 8)
    rows = [["Anna", "Bo"], *([t.text, ""] if t.who == "Anna" else ["", t.text] for t in talk)]
    yield Sample("tables/column a speaker.docx", docx(table(rows, header=True)), talk, preset="table")


def questions() -> Iterator[Sample]:
    talk = pair(602, "Question", "Answer")
    rows = [["Question", "Answer"], *([q.text, a.text] for q, a in zip(talk[::2], talk[1::2], strict=True))]
    data = docx(table(rows, header=True))
    yield Sample("tables/question answer.docx", data, talk, preset="table", ask="Question")


def answers(rows: Sequence[Sequence[str]], asked: Sequence[str], first: int) -> list[Turn]:
    """The questions put to every respondent, who answers each."""
    return [
        Turn(who, text)
        for row in rows
        for question, answer in zip(asked, row[first:], strict=True)
        for who, text in (("Question", question), (row[0], answer))
    ]


def surveys() -> Iterator[Sample]:
    """A row a respondent, a column a question."""
    speaker = Speaker(603)
    asked = [speaker.asks() for _ in range(4)]
    rows = [[f"R{n:02}", str(20 + n * 3), "yes", *(speaker.says(2, 4) for _ in asked)] for n in range(1, 8)]
    data = "\ufeff" + separated([["Respondent", "Age", "Consent", *asked], *rows], quote=1)
    yield Sample(
        "tables/survey.csv",
        data,
        answers(rows, asked, 3),
        preset="table",
        encoding="utf-8-sig",
        ask="Question",
        warns=("answers of 7 respondents to 4 questions", "21 cells of other columns"),
    )

    # a second header row holds the questions
    speaker = Speaker(604)
    asked = [speaker.asks() for _ in range(3)]
    heads = [["ResponseId", "StartDate", "Q1", "Q2", "Q3"], ["Response ID", "Start Date", *asked]]
    rows = [
        [f"R_{n}abX", f"2022-03-{n + 10} 09:12:00", *(speaker.says(2, 5) for _ in asked)] for n in range(1, 7)
    ]
    yield Sample(
        "tables/qualtrics.xlsx",
        xlsx({"Sheet0": [*heads, *rows]}),
        answers(rows, asked, 2),
        preset="table",
        ask="Question",
        warns="answers of 6 respondents to 3 questions",
    )


FILES = (turns, careless, exports, excerpts, several, sheets, documents, questions, surveys)
