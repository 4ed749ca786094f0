"""The text of an OpenDocument file: paragraphs and tables as its reader sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from qualcode.documents.elements import Attributes, attribute
from qualcode.documents.office.draft import HIDDEN, DocumentBuilder
from qualcode.documents.office.looks import PLAIN, Look, Styles
from qualcode.documents.office.values import number

_BLANKS = re.compile(r"[ \t\r\n]+")
_SPACES_LIMIT = 100
_CELLS_LIMIT = 1000


@dataclass(slots=True)
class OpenTextState:
    """Where the reading stands in a flow of text; a text box has a place of its own.

    `looks` are those of the paragraph and of the spans around the text; `blank` is a space that counts only
    if more text follows it.
    """

    looks: list[Look] = field(default_factory=list)
    begun: bool = False
    blank: bool = False


class OpenText:
    """Writes the paragraphs and tables of a text into a draft."""

    def __init__(self, draft: DocumentBuilder, styles: Styles) -> None:
        self._draft = draft
        self._styles = styles
        self._at = OpenTextState()
        self._outer: list[OpenTextState] = []
        self._cells: list[tuple[int, int, int]] = []

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        """What to do where elements start."""
        return {
            "text:p": self._open_paragraph,
            "text:h": self._open_heading,
            "text:span": self._open_span,
            "text:s": self._spaces,
            "text:tab": lambda _: self._say("\t"),
            "text:line-break": lambda _: self._say("\n"),
            "text:list-item": lambda _: self._draft.leave_out("automatic number or bullet"),
            "table:table": lambda _: self._draft.open_table(),
            "table:table-row": lambda _: self._draft.open_row(),
            "table:table-cell": self._open_cell,
            "table:covered-table-cell": self._open_cell,
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        """What to do where elements end."""
        return {
            "text:p": self._close_paragraph,
            "text:h": self._close_paragraph,
            "text:span": self._close_span,
            "table:table": self._draft.close_table,
            "table:table-cell": self._close_cell,
            "table:covered-table-cell": self._close_cell,
        }

    def text(self, text: str) -> None:
        """Take text of a paragraph; blanks of any kind and number are one space."""
        at = self._at
        if not at.looks:
            return
        text = _BLANKS.sub(" ", text)
        words = text.strip(" ")
        at.blank |= at.begun and text.startswith(" ")
        if words:
            self._say(words)
            at.blank = text.endswith(" ")

    def open_box(self, _: Attributes) -> None:
        """Begin a text box."""
        self._enter()
        self._draft.open_box()

    def close_box(self) -> None:
        """End a text box."""
        self._draft.close_box()
        self._at = self._outer.pop()

    def _enter(self) -> None:
        self._outer.append(self._at)
        self._at = OpenTextState()

    def _say(self, text: str) -> None:
        at = self._at
        look = at.looks[-1] if at.looks else PLAIN
        if look.hidden:
            self._draft.leave_out_stretch(HIDDEN)
        else:
            self._draft.add(f" {text}" if at.blank else text, bold=look.bold)
        at.begun, at.blank = True, False

    def _spaces(self, attributes: Attributes) -> None:
        count = number(attribute(attributes, "c"), default=1, most=_SPACES_LIMIT)
        self._say(" " * count)

    def _open_paragraph(self, attributes: Attributes) -> None:
        look = self._styles.look("paragraph", attribute(attributes, "style-name"))
        self._at.looks, self._at.begun, self._at.blank = [look], False, False
        self._draft.open_paragraph()
        if look.heading:
            self._draft.make_heading()

    def _open_heading(self, attributes: Attributes) -> None:
        self._open_paragraph(attributes)
        self._draft.make_heading()

    def _close_paragraph(self) -> None:
        self._at.looks = []
        self._draft.close_paragraph()

    def _open_span(self, attributes: Attributes) -> None:
        looks = self._at.looks
        base = looks[-1] if looks else PLAIN
        looks.append(self._styles.look("text", attribute(attributes, "style-name"), base))

    def _close_span(self) -> None:
        if self._at.looks:
            self._at.looks.pop()

    def _open_cell(self, attributes: Attributes) -> None:
        names = ("number-columns-spanned", "number-rows-spanned", "number-columns-repeated")
        values = (number(attribute(attributes, name), default=1, most=_CELLS_LIMIT) for name in names)
        columns, rows, repeated = (max(value, 1) for value in values)
        self._cells.append((columns, rows, repeated))
        self._enter()
        self._draft.open_cell()

    def _close_cell(self) -> None:
        columns, rows, repeated = self._cells.pop()
        self._draft.close_cell(columns=columns, rows=rows, explicit=True)
        for _ in range(repeated - 1):
            self._draft.open_cell()
            self._draft.close_cell()
        self._at = self._outer.pop()
