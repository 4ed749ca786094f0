"""Tables with a separator (.csv, .tsv): one `Table`, its cells as written."""

from __future__ import annotations

import re

from qualcode.delimited import SEPARATORS, delimited_of
from qualcode.documents.document import Document, Table
from qualcode.documents.source import BY_CONTENT, BY_NAME, NOT, Format, SourceFile

_SUFFIXES = (".csv", ".tsv", ".tab")
_HEADS = frozenset(
    {
        "code", "coder", "comment", "date", "end", "excerpt", "id", "interview",
        "name", "participant", "quotation", "quote", "respondent", "role", "segment", "speaker",
        "start", "text", "time", "timestamp", "transcript", "turn", "utterance",
    }
)  # fmt: skip
_START = 8_000
_LINE = re.compile(r"[^\r\n]+")


def recognises(source: SourceFile) -> int:
    """By its name, or as a .txt whose first line is the head of a table of talk."""
    if source.archive is not None:
        return NOT
    if source.suffix in _SUFFIXES:
        return BY_NAME
    return BY_CONTENT if source.suffix == ".txt" and _has_heads(source.data[:_START]) else NOT


def _has_heads(start: bytes) -> bool:
    """Whether the first line names two columns that tables of talk have, and the second is cut as it is."""
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    lines = _LINE.findall(start.decode("utf-16" if wide else "utf-8-sig", "replace"))[:2]
    for separator in SEPARATORS:
        cells = [[cell.strip().strip('"').casefold() for cell in line.split(separator)] for line in lines]
        if len(cells) == 2 and len(_HEADS & set(cells[0])) >= 2 and len(cells[1]) >= 2:
            return True
    return False


def read(source: SourceFile) -> Document:
    """Read a table whose rows may be ragged: they are filled up, and a note says so."""
    table = delimited_of(source.data, place=source.place, encoding=source.encoding, ragged=True)
    notes = []
    if table.longer:
        have = "row has" if table.longer == 1 else "rows have"
        notes.append(f"{table.longer} {have} more cells than the first; is a separator missing its quotes?")
    rows = (table.header, *table.rows)
    lines = (table.header_line, *table.lines)
    made = Table(rows, first_row=table.header_line, numbers=lines)
    return Document("csv", (made,), table.encoding, notes=tuple(notes))


FORMAT = Format("csv", (".csv", ".tsv"), recognises, read)
