"""OpenDocument text (.odt, flat .fodt): the text as its reader sees it; what is left out of it is counted."""

from __future__ import annotations

from qualcode.documents.archive import Archive
from qualcode.documents.document import Document
from qualcode.documents.office.draft import DocumentBuilder
from qualcode.documents.office.open_document import OFFICE, OpenDocument
from qualcode.documents.source import BY_CONTENT, BY_NAME, NOT, Format, SourceFile
from qualcode.errors import refuse
from qualcode.files import MEGABYTE

SUFFIXES = (".odt", ".ott", ".fodt")
_PART_LIMIT = 100 * MEGABYTE
_KIND = b"application/vnd.oasis.opendocument.text"
_HEAD = 16_384
_MANIFEST = "META-INF/manifest.xml"


def recognises(source: SourceFile) -> int:
    """By the kind that the file says it is of; by its name where it says none."""
    if source.archive is None:
        return BY_CONTENT if _is_flat(source.data) else NOT
    if "mimetype" in source.archive:
        return BY_CONTENT if source.archive.head("mimetype").startswith(_KIND) else NOT
    return BY_NAME if source.suffix in SUFFIXES and "content.xml" in source.archive else NOT


def read(source: SourceFile) -> Document:
    """Read body, tables and text boxes; tracked insertions stay, tracked deletions are left out."""
    draft = DocumentBuilder(source.place)
    text = OpenDocument(draft)
    if source.archive is None:
        text.read(source.data)
    else:
        _read_parts(source.archive, text)
    if not text.found:
        refuse(source.place, "holds no text of OpenDocument", "save it anew from its own program")
    return draft.document("odt")


def _read_parts(archive: Archive, text: OpenDocument) -> None:
    """Read properties and styles before the text that refers to them."""
    if _MANIFEST in archive and b":encryption-data" in archive.read(_MANIFEST, _PART_LIMIT):
        refuse(archive.place, "is protected by a password", "save it without one")
    for name in ("meta.xml", "styles.xml"):
        if name in archive:
            text.read(archive.read(name, _PART_LIMIT), automatic=False)
    text.read(archive.read("content.xml", _PART_LIMIT))


def _is_flat(data: bytes) -> bool:
    """Whether this is OpenDocument in a single XML file; in UTF-16, NULs stand between the letters."""
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and OFFICE.encode() in head and _KIND in head


FORMAT = Format("odt", SUFFIXES, recognises, read)
