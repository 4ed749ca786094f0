"""The sheets on several coders: how far they agree, where they do not, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter

from qualcode.analysis.agreement import Measured
from qualcode.analysis.agreement.coded import CodeAgreement
from qualcode.analysis.agreement.reading import NAMES, listed
from qualcode.exchange.excel.matrices import heat
from qualcode.exchange.excel.quotes import HEAD_ROW, finish, heading
from qualcode.exchange.excel.sheets import Book, Cell, Sheet
from qualcode.exchange.report import Between, Decision, Dispute, Report

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
    if report.between is not None:
        _add_agreement(book, report, report.between)
        _add_disagreements(book, report, report.between)
        _add_adjudication(book, report, report.between)


# --- agreement ----------------------------------------------------------------------------


def _add_agreement(book: Book, report: Report, between: Between) -> None:
    sheet = book.sheet(SHEETS[0], [32, *[14] * 12], freeze="B5", one_page=True)
    sheet.add([Cell(f"Agreement of {listed(between.coders)}", "q title")], height=24)
    drawn = f"{between.resamples} resamples of transcripts, seed {between.seed}"
    number = f"{between.transcripts} transcripts that all of them finished"
    about = f"{number}; unit: {between.unit}; intervals: {drawn}"
    sheet.add([Cell(about, "q subtitle")])
    sheet.add()
    entries = [(report.codebook[each.code].name, each) for each in between.codes]
    _add_coefficients(sheet, [*entries, (_ALL, between.pooled)])
    for sentence in between.reading:
        sheet.add([Cell(sentence, "q subtitle")])
    measured = [each for _, entry in entries for each in entry.measured]
    for reason in sorted({each.undefined for each in measured if each.undefined}):
        sheet.add([Cell(f"undefined: {reason}", "q subtitle")])
    for reason in sorted({each.no_interval for each in measured if each.no_interval}):
        sheet.add([Cell(f"no interval: {reason}", "q subtitle")])
    sheet.add()
    _add_counts(sheet, [*entries, (f"{_ALL} (units × codes)", between.pooled)])
    _add_confusion(sheet, report, between)


def _add_coefficients(sheet: Sheet, entries: Sequence[tuple[str, CodeAgreement]]) -> None:
    metrics = [each.metric for each in entries[0][1].measured]
    heads = [NAMES[metric] for metric in metrics]
    at = metrics.index("alpha") + 1
    heads[at:at] = ["α from", "α to"]
    sheet.add([Cell("Code", "q head left"), *(Cell(name, "q head") for name in heads)], height=30)
    first = sheet.row + 1
    for name, entry in entries:
        cells = [_coefficient(entry.get(metric)) for metric in metrics]
        cells[at:at] = [_end(end) for end in entry.get("alpha").interval]
        sheet.add([Cell(name, "q row"), *cells])
    _add_chart(sheet, first, at + 1)


def _coefficient(found: Measured) -> Cell:
    if found.coefficient is None:
        return Cell("undefined", "q quiet number")
    if found.metric == "percent":
        return Cell(round(100 * found.coefficient, 1), "q percent")
    return Cell(round(found.coefficient, 4), "q coefficient")


def _end(value: float | None) -> Cell:
    return Cell(None if value is None else round(value, 4), "q coefficient")


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
        sheet.add([Cell(f"Units coded by {one} and {other}", "q section")])
        heads = ["both", f"{one} only", f"{other} only", "neither", f"has it: {one}", f"has it: {other}"]
        sheet.add([Cell("Code", "q head left"), *(Cell(name, "q head") for name in heads)], height=30)
        for name, entry in entries:
            counts = entry.counts[number]
            numbers = (counts.both, counts.first, counts.second, counts.neither)
            shares = (round(100 * entry.prevalence[coder], 1) for coder in counts.coders)
            cells = [*(Cell(n, "q number") for n in numbers), *(Cell(share, "q percent") for share in shares)]
            sheet.add([Cell(name, "q row"), *cells])
        sheet.add()


def _add_confusion(sheet: Sheet, report: Report, between: Between) -> None:
    table = between.confusion
    if not table.codes:
        return
    one, other = table.coders
    sheet.add([Cell(f"Units: what {one} gave (rows) where {other} gave (columns)", "q section")])
    names = [report.codebook[code].name if code else "nothing" for code in table.codes]
    sheet.add([Cell("Code", "q head left"), *(Cell(name, "q head") for name in names)], height=46)
    first = sheet.row + 1
    for name, row in zip(names, table.codes, strict=True):
        counts = [table.counts.get((row, column)) for column in table.codes]
        sheet.add([Cell(name, "q row"), *(Cell(count, "q number") for count in counts)])
    heat(sheet.worksheet, f"B{first}:{get_column_letter(len(names) + 1)}{sheet.row}")


# --- disagreements ------------------------------------------------------------------------


def _add_disagreements(book: Book, report: Report, between: Between) -> None:
    coders = between.coders
    columns = ["Unit and code", "Code", "Kind", *map(heading, report.attributes), "Words", *coders,
               "To decide", "Decided"]  # fmt: skip
    widths = [13, 26, 18, *[16] * len(report.attributes), 70, *[24] * len(coders), 10, 22]
    about = f"{len(between.disputes)} codes in {between.unit}s on which coders differ, as they were given"
    sheet = _headed(book, SHEETS[1], about, columns, widths)
    for dispute in between.disputes:
        needed = "yes" if dispute.needs_decision and not dispute.decision else ""
        decided = _verdict(dispute.decision) if dispute.decision else ""
        sheet.add(
            [
                *_about(report, dispute),
                *(Cell(dispute.said[coder], "q text") for coder in coders),
                Cell(needed),
                Cell(decided, "q code"),
            ]
        )
    finish(sheet.worksheet, len(columns), sheet.row)


def _about(report: Report, dispute: Dispute) -> Iterator[Cell]:
    yield Cell(dispute.id, "q quiet")
    yield Cell(report.codebook[dispute.code].name, "q code")
    yield Cell(dispute.kind, "q quiet")
    yield from (Cell(dispute.attributes[name]) for name in report.attributes)
    yield Cell(dispute.text, "q text")


# --- adjudication -------------------------------------------------------------------------


def _add_adjudication(book: Book, report: Report, between: Between) -> None:
    coders = between.coders
    columns = ["Unit and code", "Code", "Kind", *map(heading, report.attributes), "Words", *coders,
               "Decided", "Why", "By", "When (UTC)", "Names hidden"]  # fmt: skip
    widths = [13, 26, 18, *[16] * len(report.attributes), 60, *[20] * len(coders), 22, 40, 12, 16, 10]
    left = sum(dispute.needs_decision and dispute.decision is None for dispute in between.disputes)
    numbers = f"Decisions: {len(between.decided)}. Open disagreements: {left}."
    about = f"{numbers} Transcripts: {_states(between)}"
    sheet = _headed(book, SHEETS[2], about, columns, widths)
    for dispute in between.decided:
        if dispute.decision is None:  # pragma: no cover - a verdict has a decision
            continue
        decision = dispute.decision
        sheet.add(
            [
                *_about(report, dispute),
                *(Cell(dispute.said.get(coder, ""), "q text") for coder in coders),
                Cell(_verdict(decision), "q code"),
                Cell(decision.reason, "q text"),
                Cell(decision.by),
                Cell(decision.time, "q quiet"),
                Cell("yes" if decision.blind else ""),
            ]
        )
    finish(sheet.worksheet, len(columns), sheet.row)


def _verdict(decision: Decision) -> str:
    return decision.verdict + (f", as {decision.took} has it" if decision.took else "")


def _states(between: Between) -> str:
    return ", ".join(
        f"{between.states[state]} {words}" for state, words in _STATES.items() if between.states[state]
    )


def _headed(book: Book, name: str, about: str, columns: Iterable[str], widths: Sequence[float]) -> Sheet:
    sheet = book.sheet(name, widths, freeze=f"C{HEAD_ROW + 1}")
    sheet.add([Cell(name, "q title")], height=24)
    sheet.add([Cell(about, "q subtitle")])
    sheet.add([Cell(column, "q head left") for column in columns], height=20)
    return sheet
