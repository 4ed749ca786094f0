"""The workbook; this package is the only one that imports openpyxl."""

from qualcode.exchange.excel.workbook import write_workbook

__all__ = ["write_workbook"]
