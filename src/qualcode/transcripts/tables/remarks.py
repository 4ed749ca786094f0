"""What there is to say about a table of participants or cases, in whole sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from qualcode.documents.document import Document
from qualcode.documents.tables import HeaderFound
from qualcode.transcripts.tables.headings import is_personal

if TYPE_CHECKING:
    from qualcode.transcripts.tables.incoming import AttributeRowReader


def on_reading(document: Document, found: HeaderFound, reading: AttributeRowReader) -> Iterator[str]:
    """What may not be as meant in a table that was read."""
    columns = reading.columns
    if found.others:
        yield f"Read: {found.named}. Not read: {', '.join(found.others)}; name one with --sheet."
    yield from columns.remarks
    personal = [heading for heading in columns.shown(found).values() if is_personal(heading)]
    if personal:
        yield f"May identify people: {', '.join(personal)}; leave out with --column ignore=HEADING."
    yield from _on_values(reading)
    yield from document.notes


def _on_values(reading: AttributeRowReader) -> Iterator[str]:
    if reading.missing:
        tokens = ", ".join(f"{token} × {number}" for token, number in reading.missing.most_common())
        yield f"Cells that say “missing”: {reading.missing.total()} ({tokens}); they are empty now."
    if reading.dates:
        yield f"Dates brought into the form 2021-03-15: {reading.dates}."
    if reading.ambiguous:
        yield f"Dates that can be read in two ways are kept as they are: {in_rows(reading.ambiguous)}."
    if reading.nameless:
        yield f"Rows without an id are left out: {in_rows(reading.nameless)}."
    if reading.respelled:
        yield f"Ids spelled as in the study, which differs in capitals: {reading.respelled}."
    for name, numbers in list(reading.unmatched.items())[:10]:
        yield f"{name!r} is none of the study's cases, so the case is left empty: {in_rows(numbers)}."
    if len(reading.unmatched) > 10:
        yield f"{len(reading.unmatched) - 10} more names are none of the study's cases."


def in_rows(numbers: Collection[int]) -> str:
    """`row 3`, `rows 3, 5 and 2 more`."""
    shown = [str(number) for number in list(numbers)[:8]]
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"row{'s' if len(numbers) > 1 else ''} {', '.join(shown)}{more}"
