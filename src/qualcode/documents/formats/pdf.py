"""PDF: the text of its pages, its lines put together again to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.documents.apart import run_apart
from qualcode.documents.document import Document, Paragraph, Run
from qualcode.documents.numbering import without_numbers
from qualcode.documents.pdf.lines import PdfLine, line_of, without_running
from qualcode.documents.pdf.paragraphs import paragraphs
from qualcode.documents.source import BY_CONTENT, BY_NAME, NOT, Format, SourceFile
from qualcode.errors import refuse

_START = b"%PDF-"


def recognises(source: SourceFile) -> int:
    """By how it begins, or by its name, so that one that isn't a PDF is told so."""
    if source.data.removeprefix(b"\xef\xbb\xbf").lstrip()[: len(_START)] == _START:
        return BY_CONTENT
    return BY_NAME if source.suffix == ".pdf" else NOT


def read(source: SourceFile) -> Document:
    """Read the text of all pages; running headers, page numbers and comments are counted."""
    if _START not in source.data[:1024]:
        refuse(source.place, "is called a PDF and is none", "look at what it really is, or save it once more")
    found = run_apart("qualcode.documents.pdf.pages", source.data, source.place)
    pages = [[line for parts in page if (line := line_of(parts)).text] for page in found["pages"]]
    if not any(pages):
        remedy = "run text recognition (OCR) over it first"
        refuse(source.place, "holds pictures of pages and no text", remedy)
    kept, left_out = without_running(pages)
    kept, numbers = _without_numbers(kept)
    left_out.update(found["marks"])
    left_out.update({"line number": numbers} if numbers else {})
    blocks = tuple(Paragraph((Run(text),) if text else ()) for text in paragraphs(kept))
    notes = tuple(_notes(pages))
    return Document("pdf", blocks, left_out=dict(left_out), notes=notes)


def _without_numbers(pages: Sequence[Sequence[PdfLine]]) -> tuple[list[list[PdfLine]], int]:
    """The pages without numbers in the margin, and how many those were."""
    texts, numbers = without_numbers([line.text for page in pages for line in page])
    if not numbers:
        return [list(page) for page in pages], 0
    rest = iter(texts)
    renewed = [[line._replace(text=next(rest)) for line in page] for page in pages]
    return [[line for line in page if line.text] for page in renewed], numbers


def _notes(pages: Sequence[Sequence[PdfLine]]) -> Iterator[str]:
    empty = sum(1 for page in pages if not page)
    if empty:
        yield f"{empty} of {len(pages)} pages hold no text; they may be pictures of pages."
    unread = sum(_unknown(line.text) for page in pages for line in page)
    if unread:
        yield f"{unread} signs have no letter in the file; its fonts don't say what they mean."


def _unknown(text: str) -> int:
    return sum(1 for sign in text if sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff")


FORMAT = Format("pdf", (".pdf",), recognises, read)
