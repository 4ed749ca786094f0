"""Word (.docx and its kin): the text as its reader sees it; what is left out of it is counted."""

from __future__ import annotations

from qualcode.documents.document import Document
from qualcode.documents.office.draft import DocumentBuilder
from qualcode.documents.office.looks import Styles
from qualcode.documents.office.package import PART_LIMIT, main_part, parts
from qualcode.documents.office.word import WordText
from qualcode.documents.office.word_parts import count_others
from qualcode.documents.office.word_styles import read_styles
from qualcode.documents.source import BY_CONTENT, NOT, Format, SourceFile
from qualcode.errors import refuse


def recognises(source: SourceFile) -> int:
    """By the part that holds the text, wherever in the archive it is."""
    return BY_CONTENT if source.archive is not None and main_part(source.archive) else NOT


def read(source: SourceFile) -> Document:
    """Read body, tables and text boxes; tracked insertions stay, tracked deletions are left out."""
    archive = source.archive
    main = main_part(archive) if archive is not None else ""
    if archive is None or not main:
        refuse(source.place, "is no Word file", "save it as .docx")
    found = parts(archive, main)
    draft, styles = DocumentBuilder(source.place), Styles()
    for name in found["styles"]:
        styles = read_styles(archive.read(name, PART_LIMIT), source.place)
    text = WordText(draft, styles)
    text.read(archive.read(main, PART_LIMIT))
    if not text.found:
        refuse(source.place, "holds no text of a Word file", "save it anew from its own program")
    count_others(archive, found, draft)
    return draft.document("docx")


FORMAT = Format("docx", (".docx", ".docm", ".dotx", ".dotm"), recognises, read)
