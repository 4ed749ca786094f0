"""Speakers that the table of participants doesn't have yet: a row with their id, to be filled in."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.delimited import read_delimited, write_delimited
from qualcode.files import write_text
from qualcode.intake.results import WRITTEN, ImportResult
from qualcode.study.texts import Texts


def newcomers(study: Texts, incoming: Iterable[ImportResult]) -> list[str]:
    """Ids of participants who speak in what comes in and have no row."""
    known = {entry.id for entry in study.participants}
    speaking = (who for entry in incoming if entry.status in WRITTEN for who in entry.participants)
    return [who for who in dict.fromkeys(speaking) if who not in known]


def add_rows(study: Texts, people: Iterable[str]) -> None:
    """Add a row for each of them who has none yet; columns and rows that are there stay as they are.

    To be called under the study's lock (`locking.changing`): another import may have added some meanwhile.
    """
    path = study.folder / study.settings.participants
    header: tuple[str, ...] = ("participant",)
    rows: list[tuple[str, ...]] = []
    separator, marked = ",", False
    if path.exists():
        table = read_delimited(path, place=study.settings.participants)
        header, rows = table.header, list(table.rows)
        separator, marked = table.separator, table.encoding == "utf-8-sig"
    known = {row[0].strip() for row in rows}
    missing = [who for who in people if who not in known]
    if not missing:
        return
    blank = ("",) * (len(header) - 1)
    rows += [(who, *blank) for who in missing]
    write_text(path, write_delimited(header, rows, separator, bom=marked))
