"""What the rules find: counted per theme in a study, or written beside the rows of any table of texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qualcode.coding.tracking import Track, silently
from qualcode.delimited import read_delimited
from qualcode.errors import QualcodeError
from qualcode.model import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.study.rules import Rules
    from qualcode.study.tables import Tables

ADDED = ("codes", "evidence")


def theme_counts(tables: Tables) -> list[dict[str, object]]:
    """Codings and transcripts of each theme, over all transcripts whatever their kind."""
    everything = {name: ["*"] for name in tables.texts.settings.where}  # takes the filter's place
    codings = tables.tally("kind", "codings", where=everything, source=RULES)
    transcripts = tables.tally("kind", "transcripts", where=everything, source=RULES)
    return [
        {
            "code": theme.id,
            "name": theme.name,
            "codings": codings.total(theme.id).n,
            "transcripts": transcripts.total(theme.id).n,
        }
        for theme in tables.texts.codebook.themes
    ]


class TextTable(NamedTuple):
    """A table of texts: its header and rows, and which column is the text; `about` says how it was read."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    column: int
    separator: str
    marked: bool
    about: str


def read_texts(path: Path, text: str) -> TextTable:
    """Read a table of texts; raises `QualcodeError` where columns that would be added are there already."""
    table = read_delimited(path, place=str(path))
    column = table.column(text)
    taken = [name for name in ADDED if name in [title.strip().casefold() for title in table.header]]
    if taken:
        raise QualcodeError(
            f"{path}: has a column {taken[0]!r} already; rename it, so that nothing is overwritten"
        )
    about = f"{path}: {len(table.rows)} rows, {table.guess}"
    return TextTable(table.header, table.rows, column, table.separator, table.encoding != "utf-8", about)


def coded_rows(rules: Rules, table: TextTable, track: Track[str] = silently) -> tuple[list[list[str]], int]:
    """The rows with the themes of their text and the evidence behind them, and how many have any."""
    found = rules.code([row[table.column] for row in table.rows], track)
    rows = [
        [*row, ";".join(themes), " | ".join(themes.values())]
        for row, themes in zip(table.rows, found, strict=True)
    ]
    return rows, sum(map(bool, found))
