"""The workbook; this package is the only one that imports openpyxl."""

from qualcode.report.excel.archive import is_as_written
from qualcode.report.excel.workbook import write_workbook

__all__ = ["is_as_written", "write_workbook"]
