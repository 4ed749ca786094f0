"""Several texts in one cell: how people list them, and a way of writing that is read back to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.tables.values import IN_ENTRIES, is_missing

LITERAL = "•\u00a0"
"""Begins an entry that is taken as it stands; its further lines begin with `MORE`."""
MORE = "\u00a0\u00a0"

_BULLET = re.compile(
    r"(?:(?:[•●▪◦‣·*○■–—-]+|\(?[0-9]{1,2}[.)]|\(?[a-z]\))(?=[ \t\u00a0])|[•●▪‣])[ \t\u00a0]*"
)
_PAIRS = {
    '"': '"', "'": "'", "“": "”", "‘": "’", "„": "“”", "‚": "‘’", "«": "»", "‹": "›", "»": "«", "”": "”",
}  # fmt: skip
_QUOTED = re.compile(r'(?:(?:"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»)(?:[,;/ \t]+|\Z))+')
_ONE_QUOTED = re.compile(r'"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»')
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_SHORT = 6


def split_entries(cell: str) -> tuple[str, ...]:
    """The texts of a cell: split where it clearly is a list, without bullets and outer quotation marks."""
    if cell.startswith(LITERAL):
        return tuple(_literal(cell))
    pieces = (bare(piece) for part in _parts(cell) for piece in _inline(part))
    return tuple(piece for piece in pieces if not is_missing(piece, IN_ENTRIES))


def join_entries(entries: Sequence[str]) -> str:
    """The texts as one cell, one a line; in the literal way where anything else would be read differently."""
    lines = "\n".join(entries)
    if lines == lines.strip() and split_entries(lines) == tuple(entries):
        return lines
    return "\n".join(LITERAL + entry.replace("\n", f"\n{MORE}") for entry in entries)


def bare(text: str) -> str:
    """The text without one pair of quotation marks around all of it."""
    text = text.strip()
    if len(text) < 3 or text[-1] not in _PAIRS.get(text[0], ""):
        return text
    inner = text[1:-1]
    signs = _APOSTROPHE.sub("", inner)
    return text if text[0] in signs or text[-1] in signs else inner.strip()


def _literal(cell: str) -> Iterator[str]:
    entry: list[str] = []
    for line in cell.split("\n"):
        if line.startswith(LITERAL) and entry:
            yield "\n".join(entry)
            entry = []
        entry.append(line.removeprefix(LITERAL if line.startswith(LITERAL) else MORE))
    yield "\n".join(entry)


def _parts(cell: str) -> Iterator[str]:
    """Entries behind bullets or numbers; else paragraphs, where blank lines divide them; else lines."""
    lines = [line for line in cell.split("\n") if line.strip()]
    if lines and _bulleted(lines[0]) is not None:
        yield from _bullets(lines)
    elif re.search(r"\n[^\S\n]*\n", cell):
        yield from re.split(r"\n(?:[^\S\n]*\n)+", cell)
    else:
        yield from lines


def _bulleted(line: str) -> tuple[int, str] | None:
    """The indentation of a line that begins with a bullet, and its text; None where there is no bullet."""
    text = line.lstrip()
    found = _BULLET.match(text)
    return (len(line) - len(text), text[found.end() :]) if found and found.end() < len(text) else None


def _bullets(lines: Sequence[str]) -> Iterator[str]:
    first = _bulleted(lines[0])
    outer = first[0] if first else 0
    entry: list[str] = []
    for line in lines:
        found = _bulleted(line)
        if found is not None and found[0] <= outer and entry:
            yield "\n".join(entry)
            entry = []
        entry.append(found[1] if found is not None and not entry else line.strip())
    yield "\n".join(entry)


def _inline(part: str) -> Sequence[str]:
    """The entries of one line: quotations side by side, or short ones between semicolons."""
    text = part.strip()
    if _QUOTED.fullmatch(text):
        return [match[0] for match in _ONE_QUOTED.finditer(text)]
    pieces = [piece.strip() for piece in text.split(";")]
    short = all(0 < len(piece.split()) <= _SHORT and not re.search(r"[.!?]", piece[:-1]) for piece in pieces)
    if len(pieces) > 2 and short and "\n" not in text:
        return pieces
    return [text]
