"""The workbook; this package is the only one that imports openpyxl."""

from qualcode.report.excel.workbook import write_workbook

__all__ = ["write_workbook"]
