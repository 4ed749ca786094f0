"""The sheets of excerpts: one row a coding to review, and the quotes of each theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.report.excel.sheets import Book, SheetCell, reference
from qualcode.report.model import Excerpt, Report

EXCERPTS = "Excerpts"
QUOTES = "Quotes per theme"
CODER, DIRECTION = "Coder", "Direction"
REVIEWS = ("agree", "disagree", "unsure")
HEAD_ROW = 3


@dataclass
class Places:
    """Where on a sheet the rows of a code and group stand; the rows of one code follow one another."""

    sheet: str
    width: int
    rows: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def add(self, code: str, attributes: Mapping[str, str], row: int) -> None:
        """Note a row under its code, for every attribute and for none."""
        self.rows.setdefault((code, "", ""), []).append(row)
        for name, value in attributes.items():
            self.rows.setdefault((code, name, value), []).append(row)

    def link(self, code: str, attribute: str = "", group: str = "") -> str | None:
        """A link to the rows of a code and group; to all of the code where others stand between them."""
        rows = self.rows.get((code, attribute, group))
        if not rows:
            return None
        if rows[-1] - rows[0] >= len(rows):
            rows = self.rows[code, "", ""]
        return reference(self.sheet, f"A{rows[0]}:{get_column_letter(self.width)}{rows[-1]}")


@dataclass(frozen=True, slots=True)
class Links:
    """Where numbers lead: those of themes to the quotes, those of other codes to the excerpts."""

    quotes: Places
    excerpts: Places

    def link(self, code: str, attribute: str = "", group: str = "") -> str | None:
        """A link to what is behind a number, or None."""
        return self.quotes.link(code, attribute, group) or self.excerpts.link(code, attribute, group)


def by_code(report: Report) -> list[Excerpt]:
    """The excerpts by code, then by the groups of the first table; the report's order within a group."""
    order = {code.id: number for number, code in enumerate(report.codebook)}
    table = report.themes[0]
    groups = {group.group: number for number, group in enumerate(table.transcripts.groups)}
    return sorted(
        report.excerpts,
        key=lambda excerpt: (order[excerpt.code], groups[excerpt.attributes[table.attribute]]),
    )


@dataclass(frozen=True, slots=True)
class ThemeQuote:
    """A segment of a theme: its excerpts, one for the theme itself and one for each sub-theme it has."""

    theme: str
    excerpts: list[Excerpt]

    @property
    def below(self) -> list[str]:
        """The sub-themes of the segment."""
        return [excerpt.code for excerpt in self.excerpts if excerpt.code != self.theme]

    @property
    def coders(self) -> str:
        """Who coded it."""
        return "; ".join(dict.fromkeys(excerpt.coder for excerpt in self.excerpts))

    @property
    def direction(self) -> str:
        """The direction of its codings; several where they differ."""
        return " ".join(dict.fromkeys(filter(None, (excerpt.direction for excerpt in self.excerpts))))

    @property
    def evidence(self) -> str:
        """Why the segment has the theme: the evidence for all its codes, each once."""
        return "; ".join(dict.fromkeys(excerpt.evidence for excerpt in self.excerpts))


def plan_links(report: Report, quotes: Sequence[ThemeQuote], excerpts: Sequence[Excerpt]) -> Links:
    """Where the rows of both sheets will stand."""
    links = Links(
        Places(QUOTES, len(_quote_columns(report))), Places(EXCERPTS, len(_excerpt_columns(report)))
    )
    for number, quote in enumerate(quotes, start=HEAD_ROW + 1):
        links.quotes.add(quote.theme, quote.excerpts[0].attributes, number)
    for number, excerpt in enumerate(excerpts, start=HEAD_ROW + 1):
        links.excerpts.add(excerpt.code, excerpt.attributes, number)
    return links


def theme_quotes(report: Report) -> Iterator[ThemeQuote]:
    """Each segment of a theme once, by theme, then by the groups of the first attributes."""
    orders = {
        matrix.attribute: {group.group: number for number, group in enumerate(matrix.transcripts.groups)}
        for matrix in report.themes
    }

    def place(quote: ThemeQuote) -> list[int]:
        attributes = quote.excerpts[0].attributes
        return [order[attributes[name]] for name, order in reversed(orders.items())]

    for theme in report.codebook.themes:
        segments: dict[str, list[Excerpt]] = {}
        for excerpt in report.excerpts:
            if report.codebook.root(excerpt.code) == theme.id:
                segments.setdefault(excerpt.segment, []).append(excerpt)
        yield from sorted((ThemeQuote(theme.id, found) for found in segments.values()), key=place)


def _quote_columns(report: Report) -> list[str]:
    hand = [CODER, DIRECTION] if report.by_hand else []
    return ["Theme", *map(heading, report.attributes), "Quote", "Sub-themes", *hand, "Found by"]


def add_quotes(book: Book, report: Report, rows: Sequence[ThemeQuote]) -> None:
    """The sheet `Quotes per theme`."""
    columns = _quote_columns(report)
    hand = report.by_hand
    widths = [24, *[16] * len(report.attributes), 90, 30, *([12, 10] if hand else []), 46]
    sheet = book.sheet(QUOTES, widths, freeze=f"A{HEAD_ROW + 1}")
    sheet.add([SheetCell("Quotes per theme", "q title")], height=24)
    sheet.add([SheetCell(f"{len(rows)} coded {report.unit}s; cells of the tables lead here", "q subtitle")])
    sheet.add([SheetCell(name, "q head left") for name in columns], height=20)
    names = {code.id: code.name for code in report.codebook}
    for quote in rows:
        excerpt = quote.excerpts[0]
        sheet.add(
            [
                SheetCell(names[quote.theme], "q code"),
                *(SheetCell(excerpt.attributes[name]) for name in report.attributes),
                SheetCell(excerpt.text, "q text"),
                SheetCell("; ".join(names[code] for code in quote.below)),
                *(
                    (SheetCell(quote.coders, "q quiet"), SheetCell(quote.direction, "q quiet"))
                    if hand
                    else ()
                ),
                SheetCell(quote.evidence, "q quiet"),
            ]
        )
    finish(sheet.worksheet, len(columns), sheet.row)


def _excerpt_columns(report: Report) -> list[str]:
    context = ["Context"] if report.internal else []
    who = [CODER, DIRECTION] if report.by_hand else [CODER]
    return ["Coding", "Code", "Name", "Kind", *map(heading, report.attributes), "Excerpt", *context,
            "All codes of it", "Topic asked", *who, "Found by", "Review", "Comment"]  # fmt: skip


def add_excerpts(book: Book, report: Report, excerpts: Sequence[Excerpt]) -> None:
    """The sheet `Excerpts`: one row a coding of a theme or flag, with empty columns for the reviewer."""
    columns = _excerpt_columns(report)
    context = ["Context"] if report.internal else []
    hand = report.by_hand
    widths = [
        13,
        20,
        26,
        9,
        *[16] * len(report.attributes),
        80,
        *([80] if context else []),
        28,
        18,
        *([12, 10] if hand else [9]),
        44,
        12,
        30,
    ]
    sheet = book.sheet(EXCERPTS, widths, freeze=f"C{HEAD_ROW + 1}")
    sheet.add([SheetCell("Excerpts", "q title")], height=24)
    sheet.add(
        [
            SheetCell(
                "One row a coding of a theme or flag; choose agree, disagree or unsure under Review",
                "q subtitle",
            )
        ]
    )
    sheet.add([SheetCell(name, "q head left") for name in columns], height=20)
    codebook = report.codebook
    for excerpt in excerpts:
        code = codebook[excerpt.code]
        sheet.add(
            [
                SheetCell(excerpt.id, "q quiet"),
                SheetCell(code.id, "q quiet"),
                SheetCell(code.name, "q code"),
                SheetCell(code.kind, "q quiet"),
                *(SheetCell(excerpt.attributes[name]) for name in report.attributes),
                SheetCell(excerpt.text, "q text"),
                *([SheetCell(excerpt.context, "q quiet")] if context else []),
                SheetCell("; ".join(excerpt.codes), "q quiet"),
                SheetCell("; ".join(codebook[topic].name for topic in excerpt.topics), "q quiet"),
                SheetCell(excerpt.coder, "q quiet"),
                *([SheetCell(excerpt.direction, "q quiet")] if hand else []),
                SheetCell(excerpt.evidence, "q quiet"),
                SheetCell(None, "q review"),
                SheetCell(None, "q review"),
            ]
        )
    review = get_column_letter(columns.index("Review") + 1)
    choice = DataValidation("list", formula1=f'"{",".join(REVIEWS)}"', allow_blank=True)
    choice.add(f"{review}{HEAD_ROW + 1}:{review}{max(sheet.row, HEAD_ROW + 1)}")
    sheet.worksheet.data_validations.append(choice)
    finish(sheet.worksheet, len(columns), sheet.row)


def heading(attribute: str) -> str:
    """An attribute's name as the head of a column."""
    return attribute.replace("_", " ").capitalize()


def finish(sheet: Worksheet, columns: int, last: int) -> None:
    """Filters over the rows, and the head repeated on every printed page."""
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(columns)}{max(last, HEAD_ROW + 1)}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
