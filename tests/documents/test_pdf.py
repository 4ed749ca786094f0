"""PDF: paragraphs out of lines, and hostile files in bounded time and memory."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.documents import apart, document_of, recognised
from qualcode.documents.document import Document, Paragraph
from qualcode.documents.formats import pdf
from qualcode.documents.pdf import pages as pdf_pages
from qualcode.documents.pdf.lines import PdfLine, line_of, without_running
from qualcode.documents.pdf.paragraphs import paragraphs
from qualcode.documents.source import BY_CONTENT, BY_NAME, NOT, SourceFile
from qualcode.errors import FaultsFound

Placed = tuple[float, float, float, str]
"""A line of text: x, y and size in points."""


def page_of(lines: Sequence[str], *, size: float = 12, left: float = 72, top: float = 760) -> list[Placed]:
    """Lines one below the other; "" leaves one out."""
    return [(left, top - 1.2 * size * number, size, text) for number, text in enumerate(lines) if text]


def build(*pages: Sequence[Placed], info: str = "", page_extra: str = "", trailer: str = "") -> bytes:
    """A PDF in Helvetica, its objects one after the other and a table of where they stand."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", font, f"<<{info}>>"]
    kids = []
    for page in pages:
        content = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({escaped(text)}) Tj ET\n" for x, y, size, text in page
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>{page_extra}>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    data, starts = b"%PDF-1.4\n", []
    for number, found in enumerate(objects, 1):
        starts.append(len(data))
        data += f"{number} 0 obj\n{found}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    root = f"/Size {size}/Root 1 0 R/Info 4 0 R"
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<<{root}{trailer}>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("cp1252")


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def read(data: bytes, suffix: str = ".pdf") -> Document:
    return document_of(SourceFile(data, f"t{suffix}", suffix))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def refused(data: bytes) -> str:
    with pytest.raises(FaultsFound) as found:
        read(data)
    (fault,) = found.value.faults
    return str(fault)


# --- what it is -----------------------------------------------------------------------------

ONE = build(page_of(["P1: We met (twice) at the café…", "P2: “Yes” – once."]))


@pytest.mark.parametrize("suffix", [".pdf", ".txt", ".doc", ""])
def test_a_pdf_is_known_by_how_it_begins(suffix: str) -> None:
    source = SourceFile(ONE, f"t{suffix}", suffix)
    assert recognised(source).name == "pdf"
    assert texts(document_of(source)) == ["P1: We met (twice) at the café…", "P2: “Yes” – once."]


def test_a_pdf_may_begin_a_little_later() -> None:
    assert texts(read(b"junk\n" + ONE))[0].startswith("P1: We met")
    assert pdf.recognises(SourceFile(b"\r\n" + ONE, "t.txt", ".txt")) == BY_CONTENT


def test_what_is_only_called_a_pdf_is_told_so() -> None:
    assert pdf.recognises(SourceFile(b"<html>", "t.pdf", ".pdf")) == BY_NAME
    assert pdf.recognises(SourceFile(b"About %PDF-1.4", "t.txt", ".txt")) == NOT
    assert refused(b"<html>Please log in</html>").startswith("t.pdf: is called a PDF and is none; ")


# --- from lines to paragraphs ---------------------------------------------------------------

WRAPPED = [
    "I: Would you tell us how the two of you came to work on the exercises in the",
    "first place, and what you made of it?",
    "P1: Well, it began with a letter. We had been asked about it, and the whole secu-",
    "rity of the harbour depended on our answer, so we gave it at once. In the Indo-",
    "Pacific nobody waits. That was a well-known rule there.",
    "[00:12] P2 (she, 34): Not at all.",
    "0:13 P1: She may say so, but I was there and she was not, and it was a well-",
    "known rule. We said: no, and I was going to-",
    "P2: You were not.",
    "",
    "Interviewer 1: Let us go on.",
]


def test_lines_that_were_wrapped_are_joined_and_turns_are_not() -> None:
    assert texts(read(build(page_of(WRAPPED)))) == [
        f"{WRAPPED[0]} {WRAPPED[1]}",
        (
            "P1: Well, it began with a letter. We had been asked about it, and the whole security of the "
            "harbour depended on our answer, so we gave it at once. In the Indo-Pacific nobody waits. "
            "That was a well-known rule there."
        ),
        "[00:12] P2 (she, 34): Not at all.",
        (
            "0:13 P1: She may say so, but I was there and she was not, and it was a well-known rule. "
            "We said: no, and I was going to-"
        ),
        "P2: You were not.",
        "",
        "Interviewer 1: Let us go on.",
    ]


def test_a_paragraph_may_run_over_the_end_of_a_page() -> None:
    first = page_of(["P1: It began with a letter that nobody in the whole office had wanted to be the", ""])
    second = page_of(["first to answer.", "P2: Quite."])
    assert texts(read(build(first, second))) == [
        "P1: It began with a letter that nobody in the whole office had wanted to be the first to answer.",
        "P2: Quite.",
    ]


def test_running_headers_and_page_numbers_are_left_out_and_counted() -> None:
    pages = [
        [
            *page_of([f"P1: Answer number {word}.", f"P2: Yes, {word}."], top=700),
            (72, 800, 9, f"Project Harbour, interview {number}"),
            (290, 30, 9, f"{number} / 4"),
        ]
        for number, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    document = read(build(*pages))
    assert texts(document)[:3] == [
        "P1: Answer number one.",
        "P2: Yes, one.",
        "P1: Answer number two.",
    ]
    assert dict(document.left_out) == {"running header": 4, "page number": 4}


# --- from lines to paragraphs, without a PDF ------------------------------------------------


def lines_of(*rows: str, left: float = 72, top: float = 700, size: float = 10) -> list[PdfLine]:
    """Lines whose letters are all 5 points wide; blanks at the start stand the line in."""
    found = []
    for number, row in enumerate(rows):
        text = row.strip()
        start = left + 5 * (len(row) - len(row.lstrip()))
        if text:
            found.append(PdfLine(text, start, start + 5 * len(text), top - 12 * number, size))
    return found


def joined(*pages: Sequence[PdfLine]) -> list[str]:
    return list(paragraphs(pages))


def test_hyphens_at_the_end_of_a_line_stay_where_they_belong_to_the_word() -> None:
    def after(*rows: str) -> str:
        return joined(lines_of("one", "two", "three", "", *rows))[-1]

    assert (
        after("the full width of this line is, secu\x02", "rity")
        == "the full width of this line is, security"
    )
    assert after("the full width of this line, the Indo\x02", "Pacific").endswith("the Indo-Pacific")
    assert after("the full width of this line from 19\x02", "fold").endswith("from 19-fold")
    assert after("the full width of this line, the COVID-", "19 time").endswith("the COVID-19 time")
    assert after("self-made is this line so the end: self-", "made").endswith("the end: self-made")
    assert after("full width with a dash at the end, so -", "yes").endswith("so - yes")
    assert after("the full width of this line, the secu\x02", "(rity)").endswith("the secu- (rity)")
    assert after("went out\x02") == "went out-"


def test_a_word_that_would_have_had_room_was_not_wrapped() -> None:
    long = "x " * 20 + "x"
    assert joined(lines_of("Short line here", "and another", long)) == [
        "Short line here",
        "and another",
        long,
    ]


def test_speakers_start_a_paragraph_even_below_a_full_line() -> None:
    full = "words of a full line that goes on and on"
    for name in (
        "P1: Yes",
        "I: Yes",
        "DR. MÜLLER: Yes",
        "speaker 2: Yes",
        "Anna Lee [laughs]: Yes",
        "[0:21] x",
    ):
        assert joined(lines_of(full, name)) == [full, name]
    for words in ("and she said: no", "the answer was this: no", "at 10:30 we met"):
        assert joined(lines_of(full, words)) == [f"{full} {words}"]


def test_a_name_in_small_letters_is_one_where_it_surely_begins_a_turn() -> None:
    full = "words of a full line that goes on and on"
    assert joined(lines_of("short", "anna of the hill: Yes.", full, "anna of the hill: No.")) == [
        "short",
        "anna of the hill: Yes.",
        full,
        "anna of the hill: No.",
    ]


def test_gaps_and_sizes_keep_blocks_apart() -> None:
    full = "words of a full line that goes on and on"
    assert joined(lines_of(full, full, "", full)) == [f"{full} {full}", "", full]
    title = [PdfLine(full, 72, 272, 712, 18)]
    assert joined([*title, *lines_of(full, full)]) == [full, f"{full} {full}"]


def test_first_lines_that_stand_in_or_out_begin_a_paragraph() -> None:
    full = "words of a full line that goes on and on"
    assert joined(lines_of("   " + full, full, full, "   " + full, full)) == [
        f"{full} " * 2 + full,
        f"{full} {full}",
    ]
    assert joined(lines_of(full, "   " + full, "   " + full, full)) == [f"{full} " * 2 + full, full]


def test_lines_of_two_columns_are_full_by_their_own_column() -> None:
    full = "a full line of one column"
    left, right = lines_of(full, full, "end."), lines_of(full, full, "end.", left=300)
    assert joined([*left, *right]) == [f"{full} {full} end.", f"{full} {full} end."]


def test_nothing_is_made_of_nothing() -> None:
    assert joined() == joined([]) == []


def test_ligatures_blanks_and_signs_without_meaning_are_mended() -> None:
    line = line_of(["of\ufb01ce\t\xa0 di\ufb03cult \x01\ufffe so\ufb02", 1, 2, 3, 4])
    assert line == PdfLine("office difficult sofl", 1.0, 2.0, 3.0, 4.0)


# --- running lines --------------------------------------------------------------------------


def pages_of(*edges: tuple[str, str]) -> list[list[PdfLine]]:
    """Pages with a line at the top, two of text, and one at the bottom."""
    return [
        [
            *lines_of(bottom, top=20),  # first in the file, last on the page
            *lines_of(
                *(f"{which} words of page {'abcdefgh'[number]}" for which in ("first", "last")), top=600
            ),
            *lines_of(top, top=800),
        ]
        for number, (top, bottom) in enumerate(edges)
    ]


@pytest.mark.parametrize(
    ("edges", "left_out"),
    [
        ([("Harbour", "1"), ("Harbour", "2"), ("Harbour", "3")], {"running header": 3, "page number": 3}),
        ([("", "Page 1 of 3"), ("", "Page 2 of 3"), ("", "Page 3 of 3")], {"page number": 3}),
        ([("", "i"), ("", "ii"), ("", "iii"), ("", "iv")], {"page number": 4}),
        (
            [("Even", ""), ("Odd", ""), ("Even", ""), ("Odd", ""), ("Even", ""), ("Odd", "")],
            {"running header": 6},
        ),
        ([("First part 1", ""), ("2 Second part", ""), ("Third part 3", "")], {"running header": 3}),
        ([("", "1"), ("", "2")], {"page number": 2}),
        ([("Harbour", ""), ("Harbour", "")], {}),
        ([("", "7"), ("", "3")], {}),
        ([("P1:", ""), ("P2:", ""), ("P1:", ""), ("P2:", "")], {}),
        ([("P1: Yes.", ""), ("P1: Yes.", ""), ("P1: Yes.", ""), ("Other", ""), ("Another", "")], {}),
        (
            [("Interview 1: Anna", ""), ("Interview 1: Anna", ""), ("Interview 1: Anna", "")],
            {"running header": 3},
        ),
    ],
)
def test_lines_that_recur_at_the_edges_are_left_out(
    edges: list[tuple[str, str]], left_out: dict[str, int]
) -> None:
    kept, counts = without_running(pages_of(*edges))
    assert dict(counts) == left_out
    every = [line.text for page in kept for line in page]
    assert sum(1 for text in every if " words of page " in text) == 2 * len(edges)
    assert len(every) == 2 * len(edges) + sum(map(bool, sum(edges, ()))) - sum(left_out.values())


def test_short_answers_that_happen_to_end_pages_stay() -> None:
    pages = [lines_of(f"P1: {'abcd'[number]}", "P2: Yes.", top=700 - 50 * number) for number in range(4)]
    assert without_running(pages) == (pages, {})


def test_a_title_that_later_pages_repeat_in_small_stays() -> None:
    pages = pages_of(("Harbour", ""), ("Harbour", ""), ("Harbour", ""), ("Harbour", ""))
    pages[0][-1] = pages[0][-1]._replace(size=24)
    kept, counts = without_running(pages)
    assert (kept[0][-1].text, counts["running header"]) == ("Harbour", 3)


def test_no_more_than_three_lines_at_an_edge_are_running_ones() -> None:
    rows = [f"line {word}" for word in "ABEFGHJK"]
    kept, counts = without_running([lines_of(*rows) for _ in range(4)])
    assert counts["running header"] == 4 * 6
    assert [line.text for line in kept[0]] == ["line F", "line G"]


# --- what else there is ---------------------------------------------------------------------


def test_comments_form_fields_and_authors_are_counted() -> None:
    marks = "".join(
        f"<</Type/Annot/Subtype/{kind}/Rect[10 10 20 20]/Contents(no)>>"
        for kind in ("Text", "Highlight", "Link", "Popup", "Widget")
    )
    document = read(build(page_of(["Yes."]), info="/Author(A. Writer)", page_extra=f"/Annots[null{marks}]"))
    assert dict(document.left_out) == {"comment": 2, "form field": 1, "author's name": 1}
    assert texts(document) == ["Yes."]


def test_pages_without_text_are_noted() -> None:
    document = read(build(page_of(["Yes."]), [], []))
    assert document.notes == ("2 of 3 pages hold no text; they may be pictures of pages.",)


def test_signs_without_a_letter_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"pages": [[["a\ufffd\ue001", 0, 9, 9, 9]]], "marks": []}
    monkeypatch.setattr(pdf, "run_apart", lambda *_: found)
    assert read(ONE).notes == ("2 signs have no letter in the file; its fonts don't say what they mean.",)


# --- hostile files --------------------------------------------------------------------------


def test_pictures_of_pages_are_told_so() -> None:
    assert refused(build([], [])) == (
        "t.pdf: holds pictures of pages and no text; run text recognition (OCR) over it first"
    )


def test_a_locked_file_is_told_so() -> None:
    keys = f"/O<{'00' * 32}>/U<{'11' * 32}>"
    locked = build(
        page_of(["secret"]),
        trailer=f"/Encrypt<</Filter/Standard/V 1/R 2/P -4{keys}>>/ID[<{'22' * 16}><{'22' * 16}>]",
    )
    assert refused(locked) == "t.pdf: is protected by a password; save it without one"


@pytest.mark.parametrize("data", [ONE[:40], b"%PDF-1.7\n" + b"\0" * 500, b"%PDF-1.4\n" + b"<<" * 5000])
def test_what_is_broken_is_a_sentence(data: bytes) -> None:
    assert refused(data) == "t.pdf: is damaged; save or download the file once more"


@pytest.mark.parametrize("limit", ["PAGES_LIMIT", "OUTPUT_LIMIT"])
def test_more_pages_or_text_than_bounds_allow_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(pdf_pages, limit, 1)
    with pytest.raises(apart.ChildError, match=r"^large$"):
        pdf_pages.pages(build(page_of(["Yes."]), page_of(["No."])))


def test_a_page_that_cannot_be_read_is_counted() -> None:
    broken = build(page_of(["Yes."]), page_of(["No."])).replace(b"/Kids[6 0 R 8 0 R]", b"/Kids[6 0 R 9 0 R]")
    found = pdf_pages.pages(broken)
    assert found["marks"] == ["unreadable page"]
    assert [line[0] for page in found["pages"] for line in page] == ["Yes."]


def test_a_hyphen_within_a_line_stays_in_it() -> None:
    (line,) = pdf_pages.pages(build(page_of(["well-known"])))["pages"][0]
    assert line[0] == "well-known"


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_changed_bytes_are_pages_or_a_word_of_what_is_wrong(chance: random.Random) -> None:
    """In this process, without the start of another: many more are tried."""
    data = bytearray(build(page_of(WRAPPED)))
    for _ in range(chance.randint(1, 10)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        found = pdf_pages.pages(bytes(data))
    except apart.ChildError as error:
        assert str(error) in ("broken", "password", "large")  # noqa: PT017 - either outcome is right
    else:
        list(paragraphs([[line_of(parts) for parts in page] for page in found["pages"]]))


words = st.lists(
    st.sampled_from(
        ["P1:", "[0:12]", "word", "Word", "long-drawn", "secu\x02", "so-", "12", "\x02", "-", "é"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
places = st.integers(0, 600).map(float)
some_lines = st.builds(PdfLine, words, places, places, places, st.sampled_from([0.0, 10.0, 24.0]))


@given(st.lists(st.lists(some_lines, max_size=6), max_size=5))
def test_no_word_is_lost_however_lines_are_joined(pages: list[list[PdfLine]]) -> None:
    def letters(rows: list[str]) -> str:
        return "".join(sign for row in rows for sign in row if sign.isalnum())

    kept, counts = without_running(pages)
    assert sum(len(page) for page in kept) + counts.total() == sum(len(page) for page in pages)
    assert letters(list(paragraphs(pages))) == letters([line.text for page in pages for line in page])
