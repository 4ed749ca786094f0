"""Word and OpenDocument files, built by hand; all text is invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from qualcode.documents import document_of
from qualcode.documents.document import Document, Paragraph
from qualcode.documents.source import SourceFile
from qualcode.errors import FaultsFound

OOXML = "http://schemas.openxmlformats.org"
W = f"{OOXML}/wordprocessingml/2006/main"
PREFIXES = {
    "w": W,
    "m": f"{OOXML}/officeDocument/2006/math",
    "mc": f"{OOXML}/markup-compatibility/2006",
    "pic": f"{OOXML}/drawingml/2006/picture",
    "c": f"{OOXML}/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_NAMES = " ".join(
    [f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table", "draw", "style", "meta")]
    + [f'xmlns:fo="{OASIS}:xsl-fo-compatible:1.0" xmlns:svg="{OASIS}:svg-compatible:1.0"']
    + ['xmlns:dc="http://purl.org/dc/elements/1.1/"']
)
ODT = "application/vnd.oasis.opendocument.text"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def word_xml(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMES}><w:body>{body}</w:body></w:document>'


def word_file(body: str, **others: str) -> bytes:
    """A Word file; `others` are further parts, `styles` for `word/styles.xml`."""
    parts = {f"word/{name}.xml": f"<w:{name} {NAMES}>{text}</w:{name}>" for name, text in others.items()}
    return packed({"word/document.xml": word_xml(body), **parts})


def p(*runs: str, properties: str = "") -> str:
    """A Word paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A Word run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def open_xml(body: str, styles: str = "", before: str = "") -> str:
    return (
        f"<office:document-content {OPEN_NAMES}>{before}<office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def open_file(body: str, automatic: str = "", **others: str) -> bytes:
    """An OpenDocument text; `others` are further parts."""
    parts = {
        f"{name}.xml": f"<office:{name} {OPEN_NAMES}>{text}</office:{name}>" for name, text in others.items()
    }
    return packed({"mimetype": ODT, "content.xml": open_xml(body, automatic), **parts})


def document(data: bytes, suffix: str = "") -> Document:
    return document_of(SourceFile(data, f"talk{suffix}", suffix))


def complaint(data: bytes, suffix: str) -> str:
    """What is said of a file that cannot be read; "" of one that can."""
    try:
        document(data, suffix)
    except FaultsFound as error:
        return str(error)
    return ""


def paragraphs(data: bytes) -> list[str]:
    """The texts of all paragraphs."""
    return [block.text for block in document(data).blocks if isinstance(block, Paragraph)]


def looks(data: bytes) -> list[tuple[str, bool]]:
    """The runs of the only paragraph."""
    (block,) = document(data).blocks
    assert isinstance(block, Paragraph)
    return [(run.text, run.bold) for run in block.runs]
