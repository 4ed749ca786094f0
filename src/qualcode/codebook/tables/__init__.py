"""Codebooks as tables: read from what others lay out, written for those who read on paper or in Excel."""

from qualcode.codebook.tables.book_rows import HEADER, table_rows
from qualcode.codebook.tables.book_table import BookTable, book_of
from qualcode.codebook.tables.markdown import as_markdown
from qualcode.codebook.tables.yaml_text import Kept, as_yaml, kept_from, refuse_size

__all__ = [
    "HEADER",
    "BookTable",
    "Kept",
    "as_markdown",
    "as_yaml",
    "book_of",
    "kept_from",
    "refuse_size",
    "table_rows",
]
