"""Tables of talk: a row for every turn or excerpt, for every question and answer, or for every respondent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from qualcode.documents import Document, Paragraph, Table
from qualcode.intake.aliases import drifted
from qualcode.intake.labels import key_of
from qualcode.intake.lines import TalkDocument, mostly_tables
from qualcode.intake.talk import Talk, TalkParagraph, tidy
from qualcode.intake.talk_columns import TalkColumns, prose_columns, talk_columns, time_in
from qualcode.model import INTERVIEWER

SHEETS = ("csv", "xlsx")
QUESTION, ANSWER = "Question", "Answer"
FEWEST_RESPONDENTS = 2


def read(page: TalkDocument, _: frozenset[str] = frozenset()) -> Talk | None:
    """Fits a table with a column of text; where there are several, see `talks`."""
    found = talks(page.document)
    return found[0][1] if found else None


def talks(document: Document) -> list[tuple[str, Talk]]:
    """The talk of a document's tables by name: one a sheet, one a name in a column, or one ("")."""
    sheets = document.format in SHEETS
    if not sheets and not mostly_tables(document):
        return []
    known = [
        (table, columns) for table in _tables(document) if (columns := talk_columns(table, guessing=False))
    ]
    if sheets and sum(columns.speaker is not None for _, columns in known) > 1:
        return [
            (table.name, rows_as_talk(table, columns, table.rows[columns.header + 1 :]))
            for table, columns in known
        ]
    others = sum(1 for _ in document.tables) - 1
    if not known:
        survey = next(filter(None, map(_survey, _tables(document))), None) if sheets else None
        guessed = (
            [(table, columns) for table in _tables(document) if (columns := talk_columns(table))]
            if sheets
            else []
        )
        if survey is not None or not guessed:
            return [("", _noted(survey, others))] if survey is not None else []
        known = guessed
    table, columns = known[0]
    parts = list(_by_transcript(table, columns))
    found = [(name, rows_as_talk(table, columns, rows)) for name, rows in parts]
    for _, talk in found:
        if not sheets:
            talk.preamble[:0] = _outside(document)
        else:
            _noted(talk, others)
    return found if len(found) > 1 else [("", found[0][1])]


def _tables(document: Document) -> Iterator[Table]:
    """The tables; one of Word's that goes on in the next, without heads of its own, is one."""
    last: Table | None = None
    for table in document.tables:
        if not table.rows:
            continue
        same = last is not None and len(last.rows[0]) == len(table.rows[0])
        if (
            last is not None
            and same
            and document.format not in SHEETS
            and talk_columns(table, guessing=False) is None
        ):
            last = Table((*last.rows, *table.rows), last.name, last.first_row)
            continue
        if last is not None:
            yield last
        last = table
    if last is not None:
        yield last


def _outside(document: Document) -> list[str]:
    """The paragraphs that stand around the tables."""
    texts = (tidy(block.text) for block in document.blocks if isinstance(block, Paragraph))
    return [text for text in texts if text]


def _noted(talk: Talk, others: int) -> Talk:
    if others:
        talk.notes.append(f"{others} other table{'s' * (others > 1)} or sheet{'s' * (others > 1)} not read")
    return talk


def rows_as_talk(table: Table, columns: TalkColumns, rows: Sequence[Sequence[str]]) -> Talk:
    """Rows of a table as talk; what stands above its heads is the preamble."""
    talk = Talk("table")
    above = table.rows[: max(columns.header, 0)]
    talk.preamble.extend(tidy(cell) for row in above for cell in row if cell.strip())
    names = _names(table, columns, talk)
    for row in rows:
        label = "" if columns.speaker is None else names[tidy(row[columns.speaker])]
        time = None if columns.time is None else time_in(row[columns.time])
        if columns.question is not None:
            _say(talk.said, QUESTION, row[columns.question], time)
            label, time = ANSWER, None
        _say(talk.said, label, row[columns.text], time)
    read = {columns.text, columns.speaker, columns.time, columns.transcript, columns.question}
    others = sum(1 for row in rows for i, cell in enumerate(row) if i not in read and cell.strip())
    if others:
        talk.left_out["cell of other columns"] = others
    if columns.question is not None:
        talk.roles = {QUESTION: INTERVIEWER, ANSWER: "participant"}
    return talk


def _say(said: list[TalkParagraph], label: str, cell: str, time: float | None) -> None:
    """Add what a cell holds, a paragraph a line."""
    for text in cell.split("\n"):
        if text.strip():
            said.append(TalkParagraph(label, tidy(text), time))
            time = None


def _names(table: Table, columns: TalkColumns, talk: Talk) -> dict[str, str]:
    """For every entry of the speakers' column the name it stands for: case, a blank, a slip change nobody."""
    if columns.speaker is None:
        return {}
    written = Counter(tidy(row[columns.speaker]) for row in table.rows[columns.header + 1 :])
    counts: Counter[str] = Counter()
    for name, count in written.items():
        counts[key_of(name)] += count
    slips = drifted(counts, counts)
    slips = {slip: key for slip, key in slips.items() if key not in slips}
    shown = {key_of(name): name.rstrip(":") for name, _ in reversed(written.most_common())}
    talk.aliases.update({shown[slip]: shown[key] for slip, key in slips.items()})
    return {name: shown[slips.get(key_of(name), key_of(name))] for name in written}


def _by_transcript(table: Table, columns: TalkColumns) -> Iterator[tuple[str, list[Sequence[str]]]]:
    """The rows by what the column of transcripts says; one entry "" where there is no such column."""
    found: dict[str, list[Sequence[str]]] = {}
    name = ""
    for row in table.rows[columns.header + 1 :]:
        if columns.transcript is not None:
            name = tidy(row[columns.transcript]) or name
        found.setdefault(name, []).append(row)
    yield from found.items() if found else [("", [])]


def _survey(table: Table) -> Talk | None:
    """The answers of a survey: every respondent speaks, and the heads of the columns ask."""
    asked = prose_columns(table)
    if len(asked) < FEWEST_RESPONDENTS or len(table.rows) <= FEWEST_RESPONDENTS:
        return None
    header = max(
        range(min(3, len(table.rows))),
        key=lambda i: sum(table.rows[i][c].rstrip().endswith("?") for c in asked),
    )
    rows = [row for row in table.rows[header + 1 :] if not any("ImportId" in cell for cell in row)]
    who = _respondents(rows, asked)
    talk = Talk("table", roles={QUESTION: INTERVIEWER})
    left = [c for c in range(len(table.rows[0])) if c not in asked]
    filled = sum(1 for row in rows for c in left if row[c].strip())
    for row, name in zip(rows, who, strict=True):
        for column in asked:
            if row[column].strip():
                _say(talk.said, QUESTION, table.rows[header][column], None)
                _say(talk.said, name, row[column], None)
    talk.notes.append(f"read as the answers of {len(rows)} respondents to {len(asked)} questions")
    talk.left_out["cell of other columns"] = filled
    return talk


def _respondents(rows: Sequence[Sequence[str]], asked: Sequence[int]) -> list[str]:
    """What each row's respondent is called: by the first column that tells them apart, or by number."""
    for column in range(len(rows[0]) if rows else 0):
        cells = [tidy(row[column]) for row in rows]
        if (
            column not in asked
            and all(cells)
            and len(set(cells)) == len(cells)
            and max(map(len, cells)) <= 30
        ):
            return cells
    return [f"R{number}" for number in range(1, len(rows) + 1)]
