"""What other programs save, read into one form (`Document`); one module a format in `formats/`.

A format is recognised by content; its name decides only between those that content leaves open.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from qualcode.documents import formats
from qualcode.documents.document import Block, Cue, Document, Paragraph, Run, Table
from qualcode.documents.source import BY_CONTENT, NOT, Format, SourceFile
from qualcode.errors import refuse
from qualcode.files import MEGABYTE, read_bytes

__all__ = [
    "Block",
    "Cue",
    "Document",
    "Paragraph",
    "Run",
    "SourceFile",
    "Table",
    "known_formats",
    "read_document",
]

FILE_LIMIT = 200 * MEGABYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@cache
def known_formats() -> tuple[Format, ...]:
    """Every format there is, in order of its name."""
    modules = sorted(entry.name for entry in pkgutil.iter_modules(formats.__path__))
    return tuple(importlib.import_module(f"{formats.__name__}.{name}").FORMAT for name in modules)


def read_document(path: Path, place: str = "", encoding: str = "") -> Document:
    """Read a file of any known format; raises `FaultsFound` for one that cannot be read."""
    place = place or str(path)
    data = read_bytes(path, place=place, limit=FILE_LIMIT)
    return document_of(SourceFile(data, place, path.suffix.lower(), encoding))


def document_of(source: SourceFile) -> Document:
    """Read bytes of any known format; see `read_document`."""
    return recognised(source).read(source)


def recognised(source: SourceFile) -> Format:
    """The format of a source; raises `FaultsFound` where it has none."""
    if not source.data.strip(b"\0 \t\r\n"):
        refuse(source.place, "is empty", "look for the file that holds the text")
    best = max(known_formats(), key=lambda entry: entry.recognises(source))
    sure = best.recognises(source)
    if sure != BY_CONTENT and source.data.startswith(_OLE):
        _refuse_ole(source)
    if sure == NOT:
        known = ", ".join(sorted({suffix for entry in known_formats() for suffix in entry.suffixes}))
        refuse(source.place, "is of no kind that can be read", f"save it as one of: {known}")
    return best


def _refuse_ole(source: SourceFile) -> None:
    if _ENCRYPTED in source.data:
        refuse(source.place, "is protected by a password", "save it without one")
    refuse(source.place, "is in an old format of Office", "save it as .docx or .xlsx")
