"""The sheets that say what the figures are of: About, Codebook, Sample, Register."""

from __future__ import annotations

from qualcode.analysis.selection import source_in_words, where_in_words
from qualcode.exchange.excel.sheets import Book, Cell, Sheet, reference
from qualcode.exchange.report import Report


def add_about(book: Book, report: Report, contents: list[str]) -> None:
    """The sheet `About`: study, versions, filter, unit, N, dates, limits, and the other sheets."""
    sheet = book.sheet("About", [26, 100], landscape=False)
    sheet.add([Cell(report.title, "q title")], height=26)
    sheet.add([Cell("Theme tables, quotes and excerpts for review", "q subtitle")])
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
        sheet.add([Cell(name, "q code"), Cell(text)])
    _section(sheet, "How to read, and limits", list(report.notes))
    sheet.add()
    sheet.add([Cell("Sheets", "q section"), Cell(None, "q section")])
    for name in contents:
        sheet.add([Cell(name, "q link left", reference(name, "A1"))])


def _unit(report: Report) -> str:
    rules = f"{report.unit}; rules look at one {report.unit} at a time"
    by_hand = f"a coding by hand counts in every {report.unit} that has one of its words"
    return f"{rules}; {by_hand}" if report.by_hand else rules


def add_closing_notes(book: Book, sheet_title: str) -> None:
    """A last sheet that says which cells were changed to fit; only where there are any."""
    if book.cut or book.cleaned:
        sheet = book.sheet(sheet_title, [100], landscape=False)
        sheet.add([Cell(sheet_title, "q title")], height=24)
        sheet.add(
            [Cell(f"{book.cut} cells were longer than a cell may be and were cut; each says so at its end.")]
        )
        sheet.add([Cell(f"{book.cleaned} cells held control characters, which were left out.")])


def _section(sheet: Sheet, title: str, lines: list[str]) -> None:
    sheet.add()
    sheet.add([Cell(title, "q section"), Cell(None, "q section")])
    for line in lines:
        sheet.add([Cell("", "q quiet"), Cell(line)])


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
    sheet.add([Cell("Codebook", "q title")], height=24)
    sheet.add([Cell(f"{report.codebook.title}, version {report.codebook.version}", "q subtitle")])
    sheet.add([Cell(name, "q head left") for name in columns], height=20)
    for code in report.codebook:
        lists = (code.include, code.exclude, code.examples, code.counterexamples)
        sheet.add(
            [
                Cell(code.id, "q quiet"),
                Cell(code.name, "q code"),
                Cell(code.kind, "q quiet"),
                Cell(code.parent or "", "q quiet"),
                Cell(code.definition),
                *(Cell("\n".join(entries)) for entries in lists),
            ]
        )
    sheet.worksheet.auto_filter.ref = f"A3:I{sheet.row}"
    sheet.worksheet.print_title_rows = "3:3"


def add_sample(book: Book, report: Report) -> None:
    """The sheet `Sample`: who was counted, by each attribute that may be shown."""
    sheet = book.sheet("Sample", [34, 16, 16, 16], freeze="A4", landscape=False)
    sheet.add([Cell("Sample", "q title")], height=24)
    sheet.add([Cell(where_in_words(report.where), "q subtitle")])
    sheet.add()
    for name, rows in report.sample.items():
        head = [name.replace("_", " ").capitalize(), "Transcripts", "Participants", "Words spoken"]
        sheet.add([Cell(head[0], "q head left"), *(Cell(text, "q head") for text in head[1:])], height=20)
        for group, *numbers in rows:
            sheet.add([Cell(group), *(Cell(number, "q number") for number in numbers)])
        sheet.add()


def add_register(book: Book, report: Report) -> None:
    """The sheet `Register`: every transcript counted, with all its attributes; internal exports only."""
    if not report.register:
        return
    names = list(report.register[0])
    sheet = book.sheet("Register", [18] * len(names), freeze="B4")
    sheet.add([Cell("Register", "q title")], height=24)
    sheet.add([Cell("INTERNAL: identifies participants", "q subtitle")])
    sheet.add([Cell(name.replace("_", " ").capitalize(), "q head left") for name in names], height=20)
    for row in report.register:
        sheet.add([Cell(row[name]) for name in names])
