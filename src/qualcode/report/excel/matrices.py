"""The sheets of counts: codes by groups, codes by codes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import ColorScale, FormatObject, Rule
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.analysis.cooccur import Cooccurrence
from qualcode.analysis.selection import source_in_words, where_in_words
from qualcode.analysis.tally import Tally, TallyCell
from qualcode.model import Codebook
from qualcode.report.excel.quotes import Links
from qualcode.report.excel.sheets import Book, Sheet, SheetCell, Value
from qualcode.report.excel.styles import HEAT, WHITE
from qualcode.report.model import Matrix, Report

ALL = "All"
COLOURS = ("2F5D8A", "C17F24", "3C8D5A", "B2434B", "7A4FA3", "6B7280")
FIRST_BLOCK = 4

UNSEEN = "–"


def add_matrix(book: Book, report: Report, matrix: Matrix, title: str, links: Links, *, chart: bool) -> None:
    """A sheet of one matrix: transcripts with n and percent, codings with n and number per transcript."""
    tally = matrix.transcripts
    groups = len(tally.groups) + 1
    widest = max((len(report.codebook[code].name) for code in tally.codes), default=0)
    widths = [max(30, 1.1 * widest + 2), *[13] * groups, 3, *[13] * groups]
    sheet = book.sheet(title, widths, freeze=f"B{FIRST_BLOCK}", landscape=chart, one_page=True)
    sheet.add([SheetCell(title, "q title")], height=24)
    what = f"{where_in_words(report.where)}; coded by {source_in_words(report.source)}; unit: {report.unit}"
    sheet.add([SheetCell(what, "q subtitle")])
    sheet.add()
    percents = _Block(sheet, report.codebook, matrix.attribute, links).transcripts(tally)
    sheet.add()
    _Block(sheet, report.codebook, matrix.attribute, links).codings(matrix.codings, tally)
    sheet.worksheet.print_title_rows = "1:2"
    if chart and tally.codes:
        _add_chart(sheet, percents, len(tally.groups), f"{title}: share of transcripts (%)")


class _Block:
    """Two tables side by side: counts on the left, what they are out of on the right."""

    def __init__(self, sheet: Sheet, codebook: Codebook, attribute: str, links: Links) -> None:
        self._sheet, self._codebook, self._attribute, self._links = sheet, codebook, attribute, links
        self._above: str | None = None

    def transcripts(self, tally: Tally) -> tuple[int, int]:
        """Transcripts that mention each code, n and percent; returns first and last row of the codes."""
        self._sheet.add(
            [SheetCell("Transcripts that mention the code: n (left) and % of N (right)", "q section")]
        )
        self._head(tally)
        self._numbers("N (transcripts)", tally)
        first = self._sheet.row + 1
        for code in tally.codes:
            cells = [*(tally.cell(code, group.group) for group in tally.groups), tally.total(code)]
            self._row(
                code,
                [self._count(cell) for cell in cells],
                [SheetCell(cell.percent if cell.seen else UNSEEN, "q percent") for cell in cells],
            )
        self._heat(tally, first)
        return first, self._sheet.row

    def codings(self, codings: Tally, transcripts: Tally) -> None:
        """Codings of each code, and how many there are per transcript."""
        unit = codings.unit
        self._sheet.add(
            [SheetCell(f"Codings (coded {unit}s): n (left) and number per transcript (right)", "q section")]
        )
        self._head(codings)
        self._numbers(f"N ({unit}s spoken)", codings)
        numbers = [group.N for group in transcripts.groups] + [transcripts.N]
        first = self._sheet.row + 1
        for code in codings.codes:
            cells = [*(codings.cell(code, group.group) for group in codings.groups), codings.total(code)]
            ratios = [
                SheetCell((cell.n / n if n else None) if cell.seen else UNSEEN, "q ratio")
                for cell, n in zip(cells, numbers, strict=True)
            ]
            self._row(code, [self._count(cell) for cell in cells], ratios)
        self._heat(codings, first)

    def _head(self, tally: Tally) -> None:
        names = [SheetCell(name, "q head") for name in (*(group.group for group in tally.groups), ALL)]
        self._sheet.add([SheetCell("Code", "q head left"), *names, None, *names], height=46)

    def _numbers(self, title: str, tally: Tally) -> None:
        numbers = [group.N for group in tally.groups] + [tally.N]
        self._sheet.add([SheetCell(title, "q quiet"), *(SheetCell(n, "q quiet number") for n in numbers)])

    def _row(self, code: str, left: Sequence[SheetCell], right: Sequence[SheetCell]) -> None:
        entry = self._codebook[code]
        root = self._codebook.root(code)
        if entry.parent and root != self._above:
            self._sheet.add([SheetCell(self._codebook[root].name, "q row")])
        self._above = root
        self._sheet.add(
            [SheetCell(entry.name, "q indented" if entry.parent else "q row"), *left, None, *right]
        )

    def _count(self, cell: TallyCell) -> SheetCell:
        """A number that leads to what is behind it; none where nobody has looked for the code."""
        if not cell.seen:
            return SheetCell(UNSEEN, "q number")
        attribute = self._attribute if cell.group else ""
        return linked(cell.n, self._links.link(cell.code, attribute, cell.group))

    def _heat(self, tally: Tally, first: int) -> None:
        """Shades the right-hand table by its values."""
        width = len(tally.groups) + 1
        left, right = get_column_letter(width + 3), get_column_letter(2 * width + 2)
        if not tally.codes:
            return
        heat(self._sheet.worksheet, f"{left}{first}:{right}{self._sheet.row}")


def linked(n: int, link: str | None) -> SheetCell:
    """A number with a link, where there is something behind it."""
    return SheetCell(n, "q link", link) if n and link else SheetCell(n, "q number")


def heat(worksheet: Worksheet, cells: str) -> None:
    """Shade cells from white (0) to the darkest (the highest value there)."""
    scale = ColorScale(cfvo=[FormatObject("num", 0), FormatObject("max")], color=[Color(WHITE), Color(HEAT)])
    worksheet.conditional_formatting.add(cells, Rule("colorScale", colorScale=scale))


def _add_chart(sheet: Sheet, rows: tuple[int, int], groups: int, title: str) -> None:
    """Bars of the percentages, one colour a group, under the tables."""
    first, last = rows
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "col", "clustered", -10
    chart.title, chart.height, chart.width, chart.gapWidth = title, 9.5, 26, 60
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.y_axis.number_format, chart.y_axis.majorUnit = "0", 25
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    head = first - 2
    for offset in range(groups):
        column = groups + 4 + offset
        values = Reference(sheet.worksheet, min_col=column, min_row=head, max_row=last)
        chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(sheet.worksheet, min_col=1, min_row=first, max_row=last))
    for series, colour in zip(chart.series, cycle(COLOURS), strict=False):
        # the head and the first row of the codes are parted by the row of N, which is no value
        series.val.numRef.f = series.val.numRef.f.replace(f"${head + 1}:", f"${first}:")
        series.graphicalProperties.solidFill = colour
    sheet.worksheet.add_chart(chart, f"A{sheet.row + 2}")


# --- codes by codes -----------------------------------------------------------------------


def add_cooccurrence(book: Book, report: Report, links: Links) -> None:
    """The sheet `Co-occurrence`: themes with themes, in the study's unit and in whole turns."""
    width = max(len(table.columns) for table in report.cooccurrence)
    sheet = book.sheet("Co-occurrence", [32, *[16] * (width + 1)], freeze="B4", one_page=True)
    sheet.add([SheetCell("Co-occurrence", "q title")], height=24)
    sheet.add(
        [
            SheetCell(
                "How many units have both codes; on the diagonal, how many have the code at all", "q subtitle"
            )
        ]
    )
    sheet.add()
    for table in report.cooccurrence:
        _pairs(sheet, report.codebook, table, links)
        sheet.add()


def add_flags(book: Book, report: Report, links: Links) -> None:
    """The sheet `Flags × theme`."""
    table = report.flags
    sheet = book.sheet("Flags × theme", [32, *[16] * (len(table.columns) + 1)], freeze="B4", one_page=True)
    sheet.add([SheetCell("Flags × theme", "q title")], height=24)
    sheet.add([SheetCell("How many units have both the flag (row) and the theme (column)", "q subtitle")])
    sheet.add()
    _pairs(sheet, report.codebook, table, links)


def _pairs(sheet: Sheet, codebook: Codebook, table: Cooccurrence, links: Links) -> None:
    sheet.add([SheetCell(f"Unit: {table.unit} (N = {table.units})", "q section")])
    columns = [SheetCell(codebook[code].name, "q head") for code in table.columns]
    sheet.add([SheetCell("Code", "q head left"), SheetCell("n of the row", "q head"), *columns], height=46)
    first = sheet.row + 1
    for a in table.rows:
        numbers: list[SheetCell | Value] = [SheetCell(table.pair(a, b).n, "q number") for b in table.columns]
        sheet.add([SheetCell(codebook[a].name, "q row"), linked(table.having[a], links.link(a)), *numbers])
    if table.rows and table.columns:
        heat(sheet.worksheet, f"C{first}:{get_column_letter(len(table.columns) + 2)}{sheet.row}")
