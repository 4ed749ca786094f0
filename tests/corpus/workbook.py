"""Workbooks of Excel, and tables as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal, NamedTuple

from tests.corpus.word import OFFICE, PACKAGE, SCHEMAS, XML, content_types, core, relations, zipped

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MAIN = f'xmlns="{SCHEMAS}/spreadsheetml/2006/main"'
STYLES = (
    f'{XML}<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm:ss"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/>'
    '<xf numFmtId="164" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


class Clock(NamedTuple):
    """A cell that holds a time."""

    seconds: float


class Formula(NamedTuple):
    """A cell with a formula and what it came to."""

    text: str
    value: str


Cell = str | int | Clock | Formula | None
Rows = Sequence[Sequence[Cell]]


def _text(text: str, *, rich: bool) -> str:
    """A shared text; `rich`: with a part of it in bold."""
    cut = text.index(" ", 10) if rich and len(text) > 40 else 0
    keep = ' xml:space="preserve"'
    begin = f"<r><rPr><b/></rPr><t{keep}>{escape(text[:cut])}</t></r>" if cut else ""
    ends = f"<t{keep}>{escape(text[cut:])}</t>"
    return f"<si>{begin}<r>{ends}</r></si>" if cut else f"<si>{ends}</si>"


def _cell(at: str, value: Cell, shared: list[str], *, rich: bool) -> str:
    if isinstance(value, str):
        shared.append(_text(value, rich=rich))
        return f'<c r="{at}" t="s"><v>{len(shared) - 1}</v></c>'
    if isinstance(value, Clock):
        return f'<c r="{at}" s="1"><v>{value.seconds / 86400!r}</v></c>'
    if isinstance(value, Formula):
        return f'<c r="{at}" t="str"><f>{value.text}</f><v>{value.value}</v></c>'
    return f'<c r="{at}"/>' if value is None else f'<c r="{at}"><v>{value}</v></c>'


def _sheet(rows: Rows, shared: list[str], left: int, merges: str, *, rich: bool) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        places = (f"{chr(65 + left + at)}{number}" for at in range(len(row)))
        cells = "".join(_cell(at, value, shared, rich=rich) for at, value in zip(places, row, strict=True))
        lines.append(f'<row r="{number}">{cells}</row>' if row else "")
    ends = "".join(f'<mergeCell ref="{place}"/>' for place in merges.split())
    merged = f"<mergeCells>{ends}</mergeCells>" if ends else ""
    return f"{XML}<worksheet {MAIN}><sheetData>{''.join(lines)}</sheetData>{merged}</worksheet>"


def xlsx(sheets: Mapping[str, Rows], *, left: int = 0, merges: str = "", rich: bool = False) -> bytes:
    """A workbook; `left` columns of the sheets are empty, `merges` are the first sheet's merged cells."""
    shared: list[str] = []
    parts = [
        (
            f"xl/worksheets/sheet{number}.xml",
            _sheet(rows, shared, left, merges if number == 1 else "", rich=rich),
        )
        for number, rows in enumerate(sheets.values(), 1)
    ]
    types = {f"xl__worksheets__sheet{number}": f"{KIND}.worksheet" for number in range(1, len(sheets) + 1)}
    own = [
        (f"s{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)
    ]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="s{number}"/>' for number, name in enumerate(sheets, 1)
    )
    types |= {"xl__workbook": f"{KIND}.sheet.main", "xl__styles": f"{KIND}.styles"}
    types |= {"xl__sharedStrings": f"{KIND}.sharedStrings"}
    own += [("t1", "styles", "styles.xml"), ("t2", "sharedStrings", "sharedStrings.xml")]
    properties = f"{PACKAGE}/relationships/metadata/core-properties"
    return zipped(
        [
            ("[Content_Types].xml", content_types(**types)),
            (
                "_rels/.rels",
                relations(("a", "officeDocument", "xl/workbook.xml"), ("b", properties, "docProps/core.xml")),
            ),
            (
                "xl/workbook.xml",
                f'{XML}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
            ),
            ("xl/_rels/workbook.xml.rels", relations(*own)),
            *parts,
            ("xl/styles.xml", STYLES),
            ("xl/sharedStrings.xml", f"{XML}<sst {MAIN}>{''.join(shared)}</sst>"),
            ("docProps/core.xml", core("Hanna Brandt")),
        ]
    )


def separated(
    rows: Sequence[Sequence[object]], mark: str = ",", end: str = "\r\n", quote: Literal[0, 1, 3] = 0
) -> str:
    """Rows as text; `quote` as the module csv counts: 0 where needed, 1 always, 3 never."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator=end, quoting=quote).writerows(rows)
    return out.getvalue()
