"""Where things stand in a table of talk: the row of the heads, the columns of text, speaker and time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.documents import Table
from qualcode.intake.talk import tidy
from qualcode.intake.times import seconds

_HEADS: Mapping[str, re.Pattern[str]] = {
    "text": re.compile(
        r"text|utterances?|transcript(?:ion)?|content|speech|talk|words|answers?|responses?|excerpts?|quotes?|"
        r"quotations?(?: content| text)?|text content|sentences?|paragraphs?|turns?(?: text)?|messages?|"
        r"comment|statement|said|what was said|annotation|texte|texto|testo|inhalt|aussage|wortlaut|beitrag"
    ),
    "speaker": re.compile(
        r"speakers?|names?|participants?|respondents?|who|role|voice|person|interviewees?|said by|tier|"
        r"(?:speaker|participant)[ _](?:name|id|code)|sprecher(?:in)?|locuteur|intervenant|hablante|parlante|"
        r"persona?"
    ),
    "time": re.compile(
        r"start(?:[ _-]?time)?|time(?:[ _-]?(?:stamp|code|in|span))?|timestamps?|begin(?:ning)?|from|offset|"
        r"in|zeit(?:marke)?|beginn|temps|d[ée]but|tiempo|inicio|tempo"
    ),
    "transcript": re.compile(
        r"transcript[ _]?(?:id|name)?|interview(?:[ _]?(?:id|no|number|code))?|"
        r"documents?(?:[ _](?:id|name))?|file(?:[ _]?name)?|source|session|id of interview"
    ),
    "question": re.compile(r"questions?|frage|pregunta|domanda|pergunta|q"),
}
_ANSWER = re.compile(r"answers?|responses?|antwort|réponse|respuesta|risposta|resposta|a")
_ROWS_LOOKED_AT = 15
PROSE = 25
LONGEST_HEAD = 40


@dataclass(frozen=True, slots=True)
class TalkColumns:
    """The row of the heads (-1: there is none) and the column of each thing, None where there is none."""

    header: int
    text: int
    speaker: int | None = None
    time: int | None = None
    transcript: int | None = None
    question: int | None = None


def columns_of(table: Table, *, guessing: bool = True) -> TalkColumns | None:
    """The columns by their heads, looked for in the first rows; without any, a guess by what they hold."""
    for number, row in enumerate(table.rows[:_ROWS_LOOKED_AT]):
        heads = [tidy(cell).casefold().strip(" :*") for cell in row]
        found = {what: _column(heads, form) for what, form in _HEADS.items()}
        text = _fullest(table, number, heads)
        known = sum(index is not None for index in found.values())
        if text is None or known < (1 if len(heads) < 3 else 2):
            continue
        transcript = found["transcript"] if found["transcript"] != text else None
        question = found["question"] if found["speaker"] is None and _ANSWER.fullmatch(heads[text]) else None
        return TalkColumns(number, text, found["speaker"], found["time"], transcript, question)
    return _headless(table) if guessing else None


def _column(heads: Sequence[str], form: re.Pattern[str]) -> int | None:
    return next((i for i, head in enumerate(heads) if form.fullmatch(head)), None)


def _fullest(table: Table, header: int, heads: Sequence[str]) -> int | None:
    """Of the columns that may be the text by their heads (`transcript`, `turn`), the one that holds most."""
    named = [i for i, head in enumerate(heads) if _HEADS["text"].fullmatch(head)]
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
    header = -1 if is_talk or len(first[text]) >= LONGEST_HEAD else 0
    return TalkColumns(header, text, speaker, time)


def _may_name(column: Sequence[str]) -> bool:
    """Whether a column may hold speakers: short, and the same few again and again; no times, no numbers."""
    filled = [cell.strip() for cell in column if cell.strip()]
    few = 1 < len(set(filled)) <= max(2, len(column) // 2)
    return few and max(map(len, filled)) <= LONGEST_HEAD and all(time_in(cell) is None for cell in filled)


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
