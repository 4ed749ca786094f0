"""The lines of a PDF page by page, with where they stand; run in a process of its own (see `apart`).

Says nothing about what belongs together: that is seen, and tested, without a PDF.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from qualcode.documents.apart import OUTPUT_LIMIT, ChildError, answer

PAGES_LIMIT = 20_000
HYPHEN = 2
"""What pdfium makes of a hyphen at the end of a line, and of the line's end."""
_LINE_ENDS = (10, 13, HYPHEN)
WORD_GAP = 0.22
"""Letters so much of their size further apart than the line's usually are, are those of two words."""
_BLANK = (0, 9, 32, 160)
_MARKS = {**dict.fromkeys((1, 3, 8, 9, 10, 11, 12), "comment"), 20: "form field"}


def pages(data: bytes) -> dict[str, Any]:
    """The pages of a PDF: a list of lines each, in the parts of a `Line`; and what else there is."""
    import pypdfium2  # type: ignore[import-untyped]
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", 0) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise ChildError("password" if locked else "broken") from None
    if len(document) > PAGES_LIMIT:
        raise ChildError("large")
    found: list[list[list[Any]]] = []
    marks: list[str] = []
    room = OUTPUT_LIMIT
    for number in range(len(document)):
        try:
            page = document[number]
            found.append(list(_lines(page.get_textpage())))
        except pypdfium2.PdfiumError:
            marks.append("unreadable page")
            continue
        marks += _marks(page)
        room -= sum(len(line[0]) for line in found[-1])
        if room < 0:
            raise ChildError("large")
        page.close()
    if document.get_metadata_value("Author").strip():
        marks.append("author's name")
    return {"pages": found, "marks": marks}


def _lines(page: Any) -> Iterator[list[Any]]:
    """Text, left, right, base line and size of the letters of each line."""
    from pypdfium2 import raw

    codes = [raw.FPDFText_GetUnicode(page, index) for index in range(page.count_chars())]
    start = 0
    for index, code in enumerate([*codes, 10]):
        if code not in _LINE_ENDS or (code == HYPHEN and _goes_on(page, index, len(codes))):
            continue
        inked = [at for at in range(start, min(index + 1, len(codes))) if codes[at] not in (*_BLANK, 10, 13)]
        if inked:
            first, last = inked[0], inked[-1]
            size = raw.FPDFText_GetFontSize(page, (first + last) // 2)
            left, base = _origin(page, first)
            text = _text(_parted(page, codes, start, last, size), ends=code)
            yield [text, *(round(number, 1) for number in (left, _sides(page, last)[1], base, size))]
        start = index + 1


def _parted(page: Any, codes: Sequence[int], start: int, last: int, size: float) -> list[int]:
    """The codes of a line, with a blank where words are parted by their place alone."""
    sides = [_sides(page, at) if codes[at] not in _BLANK else None for at in range(start, last + 1)]
    gaps = [
        after[0] - before[1] if before is not None and after is not None else None
        for before, after in pairwise(sides)
    ]
    known = [gap for gap in gaps if gap is not None]
    usual = median(known) if known else 0.0
    parted = [codes[start]]
    for gap, code in zip(gaps, codes[start + 1 : last + 1], strict=True):
        if gap is not None and gap - usual > WORD_GAP * size > 0:
            parted.append(32)
        parted.append(code)
    return parted


def _text(codes: Sequence[int], ends: int) -> str:
    signs = "".join("-" if code == HYPHEN else chr(code) for code in codes if 0 < code < 0x110000)
    sound = signs.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return f"{sound[:-1]}\x02" if ends == HYPHEN else sound


def _goes_on(page: Any, index: int, count: int) -> bool:
    """Whether the line goes on behind a hyphen."""
    return index + 1 < count and abs(_origin(page, index)[1] - _origin(page, index + 1)[1]) < 1


def _origin(page: Any, index: int) -> tuple[float, float]:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    return x.value, y.value


def _sides(page: Any, index: int) -> tuple[float, float]:
    """Left and right of the room that a letter takes."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, index, box)
    return box.left, box.right


def _marks(page: Any) -> Iterator[str]:
    """What is laid over the page, by what it is called."""
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        mark = raw.FPDFPage_GetAnnot(page, index)
        if mark:
            kind = _MARKS.get(raw.FPDFAnnot_GetSubtype(mark))
            raw.FPDFPage_CloseAnnot(mark)
            if kind:
                yield kind


if __name__ == "__main__":
    answer(pages)
