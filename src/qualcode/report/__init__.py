"""A study's results gathered into a `Report`, and the report written as a workbook."""

from qualcode.report.gathering import UNSHOWN, export_xlsx, free_workbook_path, report_of

__all__ = ["UNSHOWN", "export_xlsx", "free_workbook_path", "report_of"]
