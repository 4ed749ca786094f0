"""The sheets that say what the figures are of: About, Codebook, Sample, Register."""

from __future__ import annotations

from qualcode.analysis.selection import source_in_words, where_in_words
from qualcode.report.excel.sheets import Book, Sheet, SheetCell, reference
from qualcode.report.model import Report


def add_about(book: Book, report: Report, contents: list[str]) -> None:
    """The sheet `About`: study, versions, filter, unit, N, dates, limits, and the other sheets."""
    sheet = book.sheet("About", [26, 100], landscape=False)
    sheet.add([SheetCell(report.title, "q title")], height=26)
    sheet.add([SheetCell("Theme tables, quotes and excerpts for review", "q subtitle")])
    sheet.add()
    codebook = report.codebook
    since, until = report.dates
    rows = {
        "Made with": report.program,
        "Codebook": f"{codebook.title}, version {codebook.version}",
        "Codebook hash (SHA-256)": codebook.hash,
        "Counted": where_in_words(report.where),
        "Coded by": source_in_words(report.source),
        "Unit": _unit(report),
        "N": ", ".join(f"{n} {name}" for name, n in report.numbers.items()),
        "Dates": f"{since} to {until}" if since else "not stated",
    }
    for name, text in rows.items():
        sheet.add([SheetCell(name, "q code"), SheetCell(text)])
    _section(sheet, "How to read, and limits", list(report.notes))
    sheet.add()
    sheet.add([SheetCell("Sheets", "q section"), SheetCell(None, "q section")])
    for name in contents:
        sheet.add([SheetCell(name, "q link left", reference(name, "A1"))])


def _unit(report: Report) -> str:
    rules = f"{report.unit}; rules look at one {report.unit} at a time"
    by_hand = f"a coding by hand counts in every {report.unit} that has one of its words"
    return f"{rules}; {by_hand}" if report.by_hand else rules


def add_closing_notes(book: Book, sheet_title: str) -> None:
    """A last sheet that says which cells were changed to fit; only where there are any."""
    if book.cut or book.cleaned:
        sheet = book.sheet(sheet_title, [100], landscape=False)
        sheet.add([SheetCell(sheet_title, "q title")], height=24)
        sheet.add(
            [
                SheetCell(
                    f"{book.cut} cells were longer than a cell may be and were cut; each says so at its end."
                )
            ]
        )
        sheet.add([SheetCell(f"{book.cleaned} cells held control characters, which were left out.")])


def _section(sheet: Sheet, title: str, lines: list[str]) -> None:
    sheet.add()
    sheet.add([SheetCell(title, "q section"), SheetCell(None, "q section")])
    for line in lines:
        sheet.add([SheetCell("", "q quiet"), SheetCell(line)])


def add_codebook(book: Book, report: Report) -> None:
    """The sheet `Codebook`: every code with its definition, criteria and examples."""
    columns = [
        "Code",
        "Name",
        "Kind",
        "Below",
        "Definition",
        "Include",
        "Exclude",
        "Examples",
        "Counterexamples",
    ]
    widths = [20, 26, 8, 16, 36, 32, 32, 40, 40]
    sheet = book.sheet("Codebook", widths, freeze="C4")
    sheet.add([SheetCell("Codebook", "q title")], height=24)
    sheet.add([SheetCell(f"{report.codebook.title}, version {report.codebook.version}", "q subtitle")])
    sheet.add([SheetCell(name, "q head left") for name in columns], height=20)
    for code in report.codebook:
        lists = (code.include, code.exclude, code.examples, code.counterexamples)
        sheet.add(
            [
                SheetCell(code.id, "q quiet"),
                SheetCell(code.name, "q code"),
                SheetCell(code.kind, "q quiet"),
                SheetCell(code.parent or "", "q quiet"),
                SheetCell(code.definition),
                *(SheetCell("\n".join(entries)) for entries in lists),
            ]
        )
    sheet.worksheet.auto_filter.ref = f"A3:I{sheet.row}"
    sheet.worksheet.print_title_rows = "3:3"


def add_sample(book: Book, report: Report) -> None:
    """The sheet `Sample`: who was counted, by each attribute that may be shown."""
    sheet = book.sheet("Sample", [34, 16, 16, 16], freeze="A4", landscape=False)
    sheet.add([SheetCell("Sample", "q title")], height=24)
    sheet.add([SheetCell(where_in_words(report.where), "q subtitle")])
    sheet.add()
    for name, rows in report.sample.items():
        head = [name.replace("_", " ").capitalize(), "Transcripts", "Participants", "Words spoken"]
        sheet.add(
            [SheetCell(head[0], "q head left"), *(SheetCell(text, "q head") for text in head[1:])], height=20
        )
        for group, *numbers in rows:
            sheet.add([SheetCell(group), *(SheetCell(number, "q number") for number in numbers)])
        sheet.add()


def add_register(book: Book, report: Report) -> None:
    """The sheet `Register`: every transcript counted, with all its attributes; internal exports only."""
    if not report.register:
        return
    names = list(report.register[0])
    sheet = book.sheet("Register", [18] * len(names), freeze="B4")
    sheet.add([SheetCell("Register", "q title")], height=24)
    sheet.add([SheetCell("INTERNAL: identifies participants", "q subtitle")])
    sheet.add([SheetCell(name.replace("_", " ").capitalize(), "q head left") for name in names], height=20)
    for row in report.register:
        sheet.add([SheetCell(row[name]) for name in names])
