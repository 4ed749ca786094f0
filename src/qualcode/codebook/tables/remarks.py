"""What may not be as meant in a table that was read: whole sentences, without words of its texts."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.codebook.tables.columns import CodeColumns
from qualcode.codebook.tables.gathering import Gathered
from qualcode.documents.document import Document
from qualcode.documents.tables import HeaderFound


def on_choice(found: HeaderFound, columns: CodeColumns) -> Iterator[str]:
    """Which tables and columns were passed over or taken for something that they may not be."""
    headings = found.grid.headings(found.header)
    if found.others:
        yield f"Read: {found.named}. Not read: {', '.join(found.others)}; name one with --sheet."
    if columns.extra:
        named = ", ".join(headings[column] or f"column {column + 1}" for column in columns.extra)
        yield f"No field for: {named}. What stands there is kept at the end of the definitions."
    counter = [headings[column] for column in columns.texts.get("counterexamples", ())]
    atypical = next((heading for heading in counter if "atypical" in heading.casefold()), "")
    if atypical:
        yield f"{atypical}: read as counterexamples; else add --column 'examples={atypical}'."


def on_codes(gathered: Gathered) -> Iterator[str]:
    """What rows say against each other, and values that cannot be used as such."""
    if gathered.alike:
        yield f"Codes named as another in the same place that say something else: {gathered.alike}."
    if gathered.strangers():
        yield f"Codes of another kind than the one above them: {gathered.strangers()}; they get its kind."
    if gathered.reader.kinds:
        yield f"Kinds but theme, flag and topic: {gathered.reader.kinds}; they are kept in the definitions."
    if gathered.reader.colours:
        yield f"Colours that are not #rrggbb: {gathered.reader.colours}; they are kept in the definitions."


def on_file(document: Document) -> Iterator[str]:
    """What the reading of the file has to say."""
    yield from document.notes
    if document.left_out:
        named = ", ".join(f"{number} × {what}" for what, number in document.left_out.items())
        yield f"Left out of the file: {named}."
