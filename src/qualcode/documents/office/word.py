"""The text of a Word file: paragraphs and tables as its reader sees them, tracked changes accepted."""

from __future__ import annotations

from qualcode.documents.elements import Attributes, Ends, Starts, attribute, walk
from qualcode.documents.office.draft import HIDDEN, DocumentBuilder
from qualcode.documents.office.looks import Styles
from qualcode.documents.office.package import SPACES
from qualcode.documents.office.values import number
from qualcode.documents.office.word_runs import Runs, WordTextState

_COLUMNS_LIMIT = 1000
_TEXT_LEVEL = 9


class WordText:
    """Reads the main part of a Word file into a draft; `found` is whether there was one."""

    def __init__(self, draft: DocumentBuilder, styles: Styles) -> None:
        self.found = False
        self._draft = draft
        self._styles = styles
        self._runs = Runs(draft, styles)
        self._outer: list[WordTextState] = []
        self._spans: list[tuple[int, bool]] = []

    def read(self, data: bytes) -> None:
        """Read the part; raises `FaultsFound` where it is broken or hostile."""
        starts, ends = {**self._runs.starts(), **self._starts()}, {**self._runs.ends(), **self._ends()}
        walk(
            data,
            place=self._draft.place,
            spaces=SPACES,
            starts=starts,
            ends=ends,
            text=self._runs.text,
            repetitive=True,
        )

    def _starts(self) -> Starts:
        return {
            "w:body": self._find,
            "w:p": self._open_paragraph,
            "w:pPr": lambda _: self._properties("p"),
            "w:pStyle": self._style,
            "w:outlineLvl": self._outline,
            "w:numId": self._numbered,
            "w:txbxContent": self._open_box,
            "w:tbl": lambda _: self._draft.open_table(),
            "w:tr": self._open_row,
            "w:trPr": lambda _: self._properties("tr"),
            "w:gridBefore": self._skip_cells,
            "w:tc": self._open_cell,
            "w:gridSpan": self._span,
            "w:vMerge": self._merge,
        }

    def _ends(self) -> Ends:
        return {
            "w:p": self._close_paragraph,
            "w:pPr": lambda: self._properties(""),
            "w:txbxContent": self._close_box,
            "w:tbl": self._draft.close_table,
            "w:tr": self._close_row,
            "w:trPr": lambda: self._properties(""),
            "w:tc": self._close_cell,
        }

    def _find(self, _: Attributes) -> None:
        self.found = True

    def _properties(self, whose: str) -> None:
        self._runs.at.properties = whose

    def _open_paragraph(self, _: Attributes) -> None:
        at = self._runs.at
        at.style, at.mark_deleted = self._styles.look("paragraph", ""), False
        self._draft.open_paragraph()

    def _close_paragraph(self) -> None:
        self._runs.end_fields()
        self._draft.close_paragraph(joins=self._runs.at.mark_deleted)

    def _style(self, attributes: Attributes) -> None:
        if not self._runs.former:
            self._runs.at.style = self._styles.look("paragraph", attribute(attributes, "val"))
            if self._runs.at.style.heading:
                self._draft.make_heading()

    def _outline(self, attributes: Attributes) -> None:
        level = number(attribute(attributes, "val"), default=_TEXT_LEVEL, most=_TEXT_LEVEL)
        if not self._runs.former and level < _TEXT_LEVEL:
            self._draft.make_heading()

    def _numbered(self, attributes: Attributes) -> None:
        if not self._runs.former and attribute(attributes, "val") != "0":
            self._runs.leave_out("automatic number or bullet")

    def _open_box(self, _: Attributes) -> None:
        hidden = self._runs.at.hidden
        if hidden:
            self._draft.leave_out_stretch(HIDDEN)
        self._runs.open_skip(skip=hidden)
        self._outer.append(self._runs.at)
        self._runs.at = WordTextState()
        self._draft.open_box()

    def _close_box(self) -> None:
        self._draft.close_box()
        self._runs.at = self._outer.pop()
        self._runs.close_skip()

    def _open_row(self, _: Attributes) -> None:
        self._enter()
        self._draft.open_row()

    def _close_row(self) -> None:
        if self._runs.at.row_deleted:
            self._draft.drop_row()
        self._leave()

    def _skip_cells(self, attributes: Attributes) -> None:
        if not self._runs.former:
            self._draft.skip_cells(number(attribute(attributes, "val"), default=0, most=_COLUMNS_LIMIT))

    def _open_cell(self, _: Attributes) -> None:
        self._enter()
        self._spans.append((1, False))
        self._draft.open_cell()

    def _close_cell(self) -> None:
        columns, continues = self._spans.pop()
        self._draft.close_cell(columns=columns, continues=continues)
        self._leave()

    def _span(self, attributes: Attributes) -> None:
        if self._spans and not self._runs.former:
            columns = number(attribute(attributes, "val"), default=1, most=_COLUMNS_LIMIT)
            self._spans[-1] = (max(columns, 1), self._spans[-1][1])

    def _merge(self, attributes: Attributes) -> None:
        if self._spans and not self._runs.former:
            self._spans[-1] = (self._spans[-1][0], attribute(attributes, "val") != "restart")

    def _enter(self) -> None:
        """A row's or cell's own place: what stands in it says nothing of what it stands in."""
        self._outer.append(self._runs.at)
        self._runs.at = WordTextState()

    def _leave(self) -> None:
        self._runs.at = self._outer.pop()
