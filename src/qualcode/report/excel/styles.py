"""How the workbook looks: a few named styles, so that a reader can restyle it in one place."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

INK = "1F2A37"
QUIET = "6B7280"
LINE = "D1D5DB"
HEAD = "E5EAF1"
LINK = "1D4E89"
HEAT = "7FA6D6"
WHITE = "FFFFFF"

_THIN = Side(style="thin", color=LINE)
_WRAP = Alignment(wrap_text=True, vertical="top")
_NUMBER = Alignment(horizontal="center", vertical="center")


def _font(color: str = INK, size: float = 11, **more: Any) -> Font:
    return Font(name="Calibri", size=size, color=color, **more)


def named_styles() -> list[NamedStyle]:
    """The styles, by the names that cells use."""
    return [
        NamedStyle("q title", font=_font(size=15, bold=True)),
        NamedStyle("q subtitle", font=_font(size=10, italic=True, color=QUIET)),
        NamedStyle("q section", font=_font(size=11, bold=True), border=Border(bottom=_THIN)),
        NamedStyle(
            "q head",
            font=_font(bold=True),
            fill=PatternFill("solid", HEAD),
            alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
            border=Border(bottom=_THIN),
        ),
        NamedStyle(
            "q head left",
            font=_font(bold=True),
            fill=PatternFill("solid", HEAD),
            alignment=Alignment(wrap_text=True, vertical="center"),
            border=Border(bottom=_THIN),
        ),
        NamedStyle("q text", font=_font(), alignment=_WRAP),
        NamedStyle("q quiet", font=_font(size=9, color=QUIET), alignment=_WRAP),
        NamedStyle("q code", font=_font(bold=True), alignment=_WRAP),
        NamedStyle("q row", font=_font(bold=True), alignment=Alignment(vertical="center")),
        NamedStyle("q indented", font=_font(), alignment=Alignment(vertical="center", indent=2)),
        NamedStyle("q number", font=_font(), alignment=_NUMBER, number_format="0"),
        NamedStyle("q quiet number", font=_font(size=9, color=QUIET), alignment=_NUMBER, number_format="0"),
        NamedStyle("q ratio", font=_font(), alignment=_NUMBER, number_format="0.0"),
        NamedStyle("q coefficient", font=_font(), alignment=_NUMBER, number_format="0.00"),
        NamedStyle("q percent", font=_font(), alignment=_NUMBER, number_format='0" %"'),
        NamedStyle(
            "q link", font=_font(color=LINK, underline="single"), alignment=_NUMBER, number_format="0"
        ),
        NamedStyle("q link left", font=_font(color=LINK, underline="single")),
        NamedStyle("q review", font=_font(), fill=PatternFill("solid", "FFF9E5"), alignment=_WRAP),
    ]
