"""The sheets on several coders: how far they agree, where they do not, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter

from qualcode.analysis.agreement import Measured
from qualcode.analysis.agreement.coded import CodeAgreement
from qualcode.analysis.agreement.interpretation import NAMES, listed
from qualcode.report.excel.matrices import heat
from qualcode.report.excel.quotes import HEAD_ROW, finish, heading
from qualcode.report.excel.sheets import Book, Sheet, SheetCell
from qualcode.report.model import CoderComparison, DisputeRow, Report, VerdictRow

SHEETS = ("Agreement", "Disagreements", "Adjudication")
_ALL = "All codes"
_STATES = {
    "open": "with open disagreements",
    "ready": "ready to be settled",
    "settled": "settled",
    "changed": "changed since settled",
}


def add_between(book: Book, report: Report) -> None:
    """The sheets `Agreement`, `Disagreements` and `Adjudication`; none where there are no two coders."""
    if report.comparison is not None:
        _add_agreement(book, report, report.comparison)
        _add_disagreements(book, report, report.comparison)
        _add_adjudication(book, report, report.comparison)


# --- agreement ----------------------------------------------------------------------------


def _add_agreement(book: Book, report: Report, comparison: CoderComparison) -> None:
    sheet = book.sheet(SHEETS[0], [32, *[14] * 12], freeze="B5", one_page=True)
    sheet.add([SheetCell(f"Agreement of {listed(comparison.coders)}", "q title")], height=24)
    drawn = f"{comparison.resamples} resamples of transcripts, seed {comparison.seed}"
    number = f"{comparison.transcripts} transcripts that all of them finished"
    about = f"{number}; unit: {comparison.unit}; intervals: {drawn}"
    sheet.add([SheetCell(about, "q subtitle")])
    sheet.add()
    entries = [(report.codebook[each.code].name, each) for each in comparison.codes]
    _add_coefficients(sheet, [*entries, (_ALL, comparison.pooled)])
    for sentence in comparison.reading:
        sheet.add([SheetCell(sentence, "q subtitle")])
    measured = [each for _, entry in entries for each in entry.measured]
    for reason in sorted({each.undefined for each in measured if each.undefined}):
        sheet.add([SheetCell(f"undefined: {reason}", "q subtitle")])
    for reason in sorted({each.no_interval for each in measured if each.no_interval}):
        sheet.add([SheetCell(f"no interval: {reason}", "q subtitle")])
    sheet.add()
    _add_counts(sheet, [*entries, (f"{_ALL} (units × codes)", comparison.pooled)])
    _add_confusion(sheet, report, comparison)


def _add_coefficients(sheet: Sheet, entries: Sequence[tuple[str, CodeAgreement]]) -> None:
    metrics = [each.metric for each in entries[0][1].measured]
    heads = [NAMES[metric] for metric in metrics]
    at = metrics.index("alpha") + 1
    heads[at:at] = ["α from", "α to"]
    sheet.add([SheetCell("Code", "q head left"), *(SheetCell(name, "q head") for name in heads)], height=30)
    first = sheet.row + 1
    for name, entry in entries:
        cells = [_coefficient(entry.get(metric)) for metric in metrics]
        cells[at:at] = [_end(end) for end in entry.get("alpha").interval]
        sheet.add([SheetCell(name, "q row"), *cells])
    _add_chart(sheet, first, at + 1)


def _coefficient(found: Measured) -> SheetCell:
    if found.coefficient is None:
        return SheetCell("undefined", "q quiet number")
    if found.metric == "percent":
        return SheetCell(round(100 * found.coefficient, 1), "q percent")
    return SheetCell(round(found.coefficient, 4), "q coefficient")


def _end(value: float | None) -> SheetCell:
    return SheetCell(None if value is None else round(value, 4), "q coefficient")


def _add_chart(sheet: Sheet, first: int, column: int) -> None:
    """Alpha by code, beside the tables."""
    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", "Krippendorff’s α by code", None
    chart.height, chart.width, chart.gapWidth = 1.6 + 0.9 * (sheet.row - first + 1), 18, 60
    chart.y_axis.scaling.max, chart.y_axis.majorUnit, chart.y_axis.number_format = 1, 0.2, "0.0"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.add_data(Reference(sheet.worksheet, min_col=column, min_row=first, max_row=sheet.row))
    chart.set_categories(Reference(sheet.worksheet, min_col=1, min_row=first, max_row=sheet.row))
    chart.series[0].graphicalProperties.solidFill = "1F6F78"
    sheet.worksheet.add_chart(chart, f"I{sheet.row + 5}")


def _add_counts(sheet: Sheet, entries: Sequence[tuple[str, CodeAgreement]]) -> None:
    """The 2×2 counts of every pair."""
    for number, pair in enumerate(entries[0][1].counts):
        one, other = pair.coders
        sheet.add([SheetCell(f"Units coded by {one} and {other}", "q section")])
        heads = ["both", f"{one} only", f"{other} only", "neither", f"has it: {one}", f"has it: {other}"]
        sheet.add(
            [SheetCell("Code", "q head left"), *(SheetCell(name, "q head") for name in heads)], height=30
        )
        for name, entry in entries:
            counts = entry.counts[number]
            numbers = (counts.both, counts.first, counts.second, counts.neither)
            shares = (round(100 * entry.prevalence[coder], 1) for coder in counts.coders)
            cells = [
                *(SheetCell(n, "q number") for n in numbers),
                *(SheetCell(share, "q percent") for share in shares),
            ]
            sheet.add([SheetCell(name, "q row"), *cells])
        sheet.add()


def _add_confusion(sheet: Sheet, report: Report, comparison: CoderComparison) -> None:
    table = comparison.confusion
    if not table.codes:
        return
    one, other = table.coders
    sheet.add([SheetCell(f"Units: what {one} gave (rows) where {other} gave (columns)", "q section")])
    names = [report.codebook[code].name if code else "nothing" for code in table.codes]
    sheet.add([SheetCell("Code", "q head left"), *(SheetCell(name, "q head") for name in names)], height=46)
    first = sheet.row + 1
    for name, row in zip(names, table.codes, strict=True):
        counts = [table.counts.get((row, column)) for column in table.codes]
        sheet.add([SheetCell(name, "q row"), *(SheetCell(count, "q number") for count in counts)])
    heat(sheet.worksheet, f"B{first}:{get_column_letter(len(names) + 1)}{sheet.row}")


# --- disagreements ------------------------------------------------------------------------


def _add_disagreements(book: Book, report: Report, comparison: CoderComparison) -> None:
    coders = comparison.coders
    columns = ["Unit and code", "Code", "Kind", *map(heading, report.attributes), "Words", *coders,
               "To decide", "Decided"]  # fmt: skip
    widths = [13, 26, 18, *[16] * len(report.attributes), 70, *[24] * len(coders), 10, 22]
    about = (
        f"{len(comparison.disputes)} codes in {comparison.unit}s on which coders differ, as they were given"
    )
    sheet = _headed(book, SHEETS[1], about, columns, widths)
    for dispute in comparison.disputes:
        needed = "yes" if dispute.needs_decision and not dispute.decision else ""
        decided = _verdict(dispute.decision) if dispute.decision else ""
        sheet.add(
            [
                *_about(report, dispute),
                *(SheetCell(dispute.said[coder], "q text") for coder in coders),
                SheetCell(needed),
                SheetCell(decided, "q code"),
            ]
        )
    finish(sheet.worksheet, len(columns), sheet.row)


def _about(report: Report, dispute: DisputeRow) -> Iterator[SheetCell]:
    yield SheetCell(dispute.id, "q quiet")
    yield SheetCell(report.codebook[dispute.code].name, "q code")
    yield SheetCell(dispute.kind, "q quiet")
    yield from (SheetCell(dispute.attributes[name]) for name in report.attributes)
    yield SheetCell(dispute.text, "q text")


# --- adjudication -------------------------------------------------------------------------


def _add_adjudication(book: Book, report: Report, comparison: CoderComparison) -> None:
    coders = comparison.coders
    columns = ["Unit and code", "Code", "Kind", *map(heading, report.attributes), "Words", *coders,
               "Decided", "Why", "By", "When (UTC)", "Names hidden"]  # fmt: skip
    widths = [13, 26, 18, *[16] * len(report.attributes), 60, *[20] * len(coders), 22, 40, 12, 16, 10]
    left = sum(dispute.needs_decision and dispute.decision is None for dispute in comparison.disputes)
    numbers = f"Decisions: {len(comparison.decided)}. Open disagreements: {left}."
    about = f"{numbers} Transcripts: {_states(comparison)}"
    sheet = _headed(book, SHEETS[2], about, columns, widths)
    for dispute in comparison.decided:
        if dispute.decision is None:  # pragma: no cover - a verdict has a decision
            continue
        decision = dispute.decision
        sheet.add(
            [
                *_about(report, dispute),
                *(SheetCell(dispute.said.get(coder, ""), "q text") for coder in coders),
                SheetCell(_verdict(decision), "q code"),
                SheetCell(decision.reason, "q text"),
                SheetCell(decision.by),
                SheetCell(decision.time, "q quiet"),
                SheetCell("yes" if decision.blind else ""),
            ]
        )
    finish(sheet.worksheet, len(columns), sheet.row)


def _verdict(decision: VerdictRow) -> str:
    return decision.verdict + (f", as {decision.took} has it" if decision.took else "")


def _states(comparison: CoderComparison) -> str:
    return ", ".join(
        f"{comparison.states[state]} {words}" for state, words in _STATES.items() if comparison.states[state]
    )


def _headed(book: Book, name: str, about: str, columns: Iterable[str], widths: Sequence[float]) -> Sheet:
    sheet = book.sheet(name, widths, freeze=f"C{HEAD_ROW + 1}")
    sheet.add([SheetCell(name, "q title")], height=24)
    sheet.add([SheetCell(about, "q subtitle")])
    sheet.add([SheetCell(column, "q head left") for column in columns], height=20)
    return sheet
