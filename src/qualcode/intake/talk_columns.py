"""Where things stand in a table of talk: the row of the heads, the columns of text, speaker and time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qualcode.documents import Table
from qualcode.intake.times import seconds
from qualcode.tables.headings import SHOWN, plain, vocabulary

TEXT, SPEAKER, TIME, TRANSCRIPT, QUESTION = "text", "speaker", "time", "transcript", "question"
_NAMES = {
    what: frozenset(vocabulary([(what, names)]))
    for what, names in (
        (TEXT, """text, utterance, utterances, transcript, transcription, content, speech, talk, words,
            answer, answers, response, responses, excerpt, excerpts, quote, quotes, quotation, quotations,
            quotation content, quotations content, quotation text, quotations text, text content, sentence,
            sentences, paragraph, paragraphs, turn, turns, turn text, turns text, message, messages, comment,
            statement, said, what was said, annotation, texte, texto, testo, inhalt, aussage, wortlaut,
            beitrag"""),
        (SPEAKER, """speaker, speakers, name, names, participant, participants, respondent, respondents, who,
            role, voice, person, interviewee, interviewees, said by, tier, speaker name, speaker id,
            speaker code, participant name, participant id, participant code, sprecher, sprecherin, locuteur,
            intervenant, hablante, parlante, persona"""),
        (TIME, """start, start time, starttime, time, time stamp, time code, time in, time span, timestamp,
            timestamps, timecode, timein, timespan, begin, beginning, from, offset, in, zeit, zeitmarke,
            beginn, temps, début, tiempo, inicio, tempo"""),
        (TRANSCRIPT, """transcript, transcript id, transcriptid, transcript name, transcriptname, interview,
            interview id, interviewid, interview no, interview number, interview code, document, documents,
            document id, document name, documents id, documents name, file, file name, filename, source,
            session, id of interview"""),
        (QUESTION, "question, questions, frage, pregunta, domanda, pergunta, q"),
    )
}  # fmt: skip
_ANSWER = frozenset(
    vocabulary(
        [
            (
                "answer",
                "answer, answers, response, responses, antwort, réponse, respuesta, risposta, resposta, a",
            )
        ]
    )
)
_ROWS_LOOKED_AT = 15
PROSE = 25


@dataclass(frozen=True, slots=True)
class TalkColumns:
    """The row of the heads (-1: there is none) and the column of each thing, None where there is none."""

    header: int
    text: int
    speaker: int | None = None
    time: int | None = None
    transcript: int | None = None
    question: int | None = None


def talk_columns(table: Table, *, guessing: bool = True) -> TalkColumns | None:
    """The columns by their heads, looked for in the first rows; without any, a guess by what they hold."""
    for number, row in enumerate(table.rows[:_ROWS_LOOKED_AT]):
        heads = [plain(cell) for cell in row]
        found = {what: _column(heads, names) for what, names in _NAMES.items()}
        text = _fullest(table, number, heads)
        known = sum(index is not None for index in found.values())
        if text is None or known < (1 if len(heads) < 3 else 2):
            continue
        transcript = found[TRANSCRIPT] if found[TRANSCRIPT] != text else None
        question = found[QUESTION] if found[SPEAKER] is None and heads[text] in _ANSWER else None
        return TalkColumns(number, text, found[SPEAKER], found[TIME], transcript, question)
    return _headless(table) if guessing else None


def _column(heads: Sequence[str], names: Collection[str]) -> int | None:
    return next((i for i, head in enumerate(heads) if head in names), None)


def _fullest(table: Table, header: int, heads: Sequence[str]) -> int | None:
    """Of the columns that may be the text by their heads (`transcript`, `turn`), the one that holds most."""
    named = [i for i, head in enumerate(heads) if head in _NAMES[TEXT]]
    return max(named, key=lambda i: sum(len(row[i]) for row in table.rows[header + 1 :]), default=None)


def _headless(table: Table) -> TalkColumns | None:
    """A table whose heads say nothing: the column of the longest texts, the first of few short ones."""
    if len(table.rows) < 2:
        return None
    body = table.rows[1:]
    columns = [[row[i] for row in body] for i in range(len(table.rows[0]))]
    lengths = [sum(map(len, column)) / len(body) for column in columns]
    text = max(range(len(lengths)), key=lengths.__getitem__)
    if lengths[text] < PROSE:
        return None
    speaker = next((i for i, column in enumerate(columns) if i != text and _may_name(column)), None)
    time = next((i for i, column in enumerate(columns) if i != text and _all_times(column)), None)
    first = table.rows[0]
    is_talk = speaker is not None and first[speaker] in columns[speaker]
    header = -1 if is_talk or len(first[text]) >= SHOWN else 0
    return TalkColumns(header, text, speaker, time)


def _may_name(column: Sequence[str]) -> bool:
    """Whether a column may hold speakers: short, and the same few again and again; no times, no numbers."""
    filled = [cell.strip() for cell in column if cell.strip()]
    few = 1 < len(set(filled)) <= max(2, len(column) // 2)
    return few and max(map(len, filled)) <= SHOWN and all(time_in(cell) is None for cell in filled)


def _all_times(column: Sequence[str]) -> bool:
    return all(seconds(cell) is not None for cell in column)


def time_in(cell: str) -> float | None:
    """The seconds of a cell: a time stamp, or a number of seconds."""
    found = seconds(cell)
    if found is None:
        try:
            found = float(cell)
        except ValueError:
            return None
    return found if 0 <= found < 1_000_000 else None


def prose_columns(table: Table) -> list[int]:
    """The columns in which people wrote at length, as in the export of a survey."""
    body = table.rows[1:]
    return [
        i
        for i in range(len(table.rows[0]) if table.rows else 0)
        if (filled := [row[i] for row in body if row[i].strip()])
        and len(filled) >= len(body) / 2
        and sum(map(len, filled)) / len(filled) >= PROSE
        and sum(" " in cell for cell in filled) > 0.8 * len(filled)
    ]
