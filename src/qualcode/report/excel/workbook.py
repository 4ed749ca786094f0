"""A report as an Excel workbook: the sheets in their order, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from qualcode.files import replacing
from qualcode.report.excel.about import (
    add_about,
    add_closing_notes,
    add_codebook,
    add_register,
    add_sample,
)
from qualcode.report.excel.archive import packed
from qualcode.report.excel.coders import SHEETS, add_between
from qualcode.report.excel.matrices import add_cooccurrence, add_flags, add_matrix
from qualcode.report.excel.quotes import (
    EXCERPTS,
    QUOTES,
    add_excerpts,
    add_quotes,
    by_code,
    plan_links,
    theme_quotes,
)
from qualcode.report.excel.sheets import Book, unique_names
from qualcode.report.excel.styles import named_styles
from qualcode.report.model import Report

NOTES = "Notes on cells"


def write_workbook(report: Report, path: Path) -> None:
    """Write the report to `path`; the same report gives the same bytes.

    Raises `QualcodeError` where the file cannot be written; an older file then stays as it was.
    """
    content = _content(report)
    with replacing(path) as stream:
        stream.write(content)


def _content(report: Report) -> bytes:
    workbook = Workbook(write_only=True)
    workbook.properties.creator = report.program
    for style in named_styles():
        workbook.add_named_style(style)
    book = Book(workbook)
    workbook.properties.title = book.fitting(report.title)
    quotes, excerpts = list(theme_quotes(report)), by_code(report)
    links = plan_links(report, quotes, excerpts)
    comparison = SHEETS if report.comparison else ()
    fixed = ["Co-occurrence", "Flags × theme", EXCERPTS, QUOTES, *comparison, "Codebook", "Sample"]
    named = [f"Theme × {matrix.attribute}" for matrix in report.themes]
    *titles, below = unique_names([*named, f"Sub-theme × {report.subthemes.attribute}"], fixed)
    add_about(book, report, [*titles, below, *fixed])
    for title, matrix in zip(titles, report.themes, strict=True):
        add_matrix(book, report, matrix, title, links, chart=True)
    add_matrix(book, report, report.subthemes, below, links, chart=False)
    add_cooccurrence(book, report, links)
    add_flags(book, report, links)
    add_excerpts(book, report, excerpts)
    add_quotes(book, report, quotes)
    add_between(book, report)
    add_codebook(book, report)
    add_sample(book, report)
    add_register(book, report)
    add_closing_notes(book, NOTES)
    return packed(workbook)
