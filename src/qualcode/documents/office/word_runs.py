"""The runs of a Word file: their text, their look, the fields around them, and what is skipped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from qualcode.documents.elements import Attributes, Ends, Starts, attribute
from qualcode.documents.office.draft import DELETION, HIDDEN, DocumentBuilder
from qualcode.documents.office.looks import PLAIN, Look, Styles
from qualcode.documents.office.values import is_on, sign

_LINE_BREAK = re.compile(r"[ \t]{0,9}+[\r\n][ \t\r\n]*+")
_AT_ONCE = 1_000_000
_CHANGES = ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "sectPr")


@dataclass(slots=True)
class WordTextState:
    """Where the reading stands in a flow of text; a text box inside of a run has a place of its own.

    `properties` is whose properties are being read (`p`, `tr`); `fields` are the fields around the text, each
    with whether its instruction is over, and `instructions` how many are not.
    """

    style: Look = PLAIN
    bold: bool = False
    hidden: bool = False
    properties: str = ""
    mark_deleted: bool = False
    row_deleted: bool = False
    fields: list[bool] = field(default_factory=list)
    instructions: int = 0


class Runs:
    """Reads runs into a draft."""

    def __init__(self, draft: DocumentBuilder, styles: Styles) -> None:
        self.at = WordTextState()
        self.former = 0
        self._draft = draft
        self._styles = styles
        self._pieces: list[str] = []
        self._taking = False
        self._skipping = 0
        self._skips: list[bool] = []
        self._choices: list[int] = []
        self._objects = 0

    def starts(self) -> Starts:
        """What to do where elements start."""
        signs = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-"}
        left_out = {
            "pic:pic": "picture",
            "v:imagedata": "picture",
            "c:chart": "chart",
            "dgm:relIds": "diagram",
        }
        return {
            "w:r": self._open_run,
            "m:r": self._open_run,
            "w:t": self._open_text,
            "m:t": self._open_text,
            "w:b": self._bold,
            "w:vanish": self._vanish,
            "w:rStyle": self._style,
            "w:sym": self._symbol,
            "w:fldChar": self._field,
            "w:ins": self._author,
            "w:moveTo": self._author,
            "w:del": self._open_deletion,
            "w:moveFrom": self._open_deletion,
            "w:rt": self._open_ruby,
            "w:object": self._open_object,
            "w:altChunk": lambda _: self.leave_out("embedded object"),
            "mc:AlternateContent": lambda _: self._choices.append(self._draft.events),
            "mc:Choice": self._open_choice,
            "mc:Fallback": self._open_choice,
            **{f"w:{kind}Change": self._open_former for kind in _CHANGES},
            **{name: self._doing(self._sign, written) for name, written in signs.items()},
            **{name: self._doing(self._picture, what) for name, what in left_out.items()},
        }

    @staticmethod
    def _doing(act: Callable[[str], None], what: str) -> Callable[[Attributes], None]:
        return lambda _: act(what)

    def ends(self) -> Ends:
        """What to do where elements end."""
        skipped = ("w:del", "w:moveFrom", "w:rt", "mc:Choice", "mc:Fallback")
        return {
            "w:t": self._close_text,
            "m:t": self._close_text,
            "w:object": self._close_object,
            "mc:AlternateContent": lambda: void(self._choices.pop()),
            **dict.fromkeys(skipped, self.close_skip),
            **{f"w:{kind}Change": self._close_former for kind in _CHANGES},
        }

    def text(self, text: str) -> None:
        """Take text where it is text that people read."""
        if self._taking:
            self._pieces.append(text)

    def leave_out(self, what: str) -> None:
        """Count something that is not taken over, once for all versions of it."""
        if not self._skipping:
            self._draft.leave_out(what)

    def end_fields(self) -> None:
        """At a paragraph's end: a field whose instruction never ends must not swallow the rest."""
        if self.at.instructions:
            self.at.fields, self.at.instructions = [], 0

    def open_skip(self, *, skip: bool) -> None:
        """Begin a part, to be skipped or not."""
        self._skips.append(skip)
        self._skipping += skip

    def close_skip(self) -> None:
        """End such a part."""
        self._skipping -= self._skips.pop()

    def _open_run(self, _: Attributes) -> None:
        at = self.at
        at.bold, at.hidden = at.style.bold, at.style.hidden

    def _open_text(self, _: Attributes) -> None:
        self._taking = True

    def _close_text(self) -> None:
        self._taking = False
        text = "".join(self._pieces)
        self._pieces = []
        self._say(_in_one_line(text) if "\n" in text or "\r" in text else text)

    def _say(self, text: str) -> None:
        if self._skipping or self.at.instructions or not text:
            return
        if self.at.hidden:
            self._draft.leave_out_stretch(HIDDEN)
        else:
            self._draft.add(text, bold=self.at.bold)

    def _sign(self, written: str) -> None:
        """Say it, unless it stands among the properties of a paragraph: there a tab is a tab stop."""
        if not self.at.properties:
            self._say(written)

    def _symbol(self, attributes: Attributes) -> None:
        written = sign(attribute(attributes, "char"))
        if written:
            self._say(written)
        else:
            self.leave_out("symbol")

    def _bold(self, attributes: Attributes) -> None:
        if not self.former:
            self.at.bold = is_on(attribute(attributes, "val"))

    def _vanish(self, attributes: Attributes) -> None:
        if not self.former and not self.at.properties:
            self.at.hidden = is_on(attribute(attributes, "val"))

    def _style(self, attributes: Attributes) -> None:
        if not self.former:
            look = self._styles.look("character", attribute(attributes, "val"))
            self.at.bold = self.at.style.bold != look.bold
            self.at.hidden = self.at.style.hidden or look.hidden

    def _field(self, attributes: Attributes) -> None:
        at, kind = self.at, attribute(attributes, "fldCharType")
        if kind == "begin":
            at.fields.append(False)
            at.instructions += 1
        elif at.fields:
            at.instructions -= not at.fields.pop()
            if kind == "separate":
                at.fields.append(True)

    def _author(self, attributes: Attributes) -> None:
        self._draft.authors.add(attribute(attributes, "author"))

    def _open_former(self, attributes: Attributes) -> None:
        self._author(attributes)
        self.former += 1

    def _close_former(self) -> None:
        self.former -= 1

    def _open_deletion(self, attributes: Attributes) -> None:
        self._author(attributes)
        if not self._skipping:
            self._draft.leave_out_stretch(DELETION)
        self.at.mark_deleted |= self.at.properties == "p"
        self.at.row_deleted |= self.at.properties == "tr"
        self.open_skip(skip=True)

    def _open_ruby(self, _: Attributes) -> None:
        self.leave_out("ruby text")
        self.open_skip(skip=True)

    def _open_choice(self, _: Attributes) -> None:
        """Skip one version of something where another has been taken."""
        taken = bool(self._choices) and self._choices[-1] != self._draft.events
        self.open_skip(skip=taken)

    def _open_object(self, _: Attributes) -> None:
        self.leave_out("embedded object")
        self._objects += 1

    def _close_object(self) -> None:
        self._objects -= 1

    def _picture(self, what: str) -> None:
        """An object's picture only stands for it."""
        if not self._objects:
            self.leave_out(what)


def _in_one_line(text: str) -> str:
    """Text that a program has laid out over several lines, without its indents; in parts, to save memory."""
    parts = (text[begin : begin + _AT_ONCE] for begin in range(0, len(text), _AT_ONCE))
    return "".join(_LINE_BREAK.sub(" ", part) for part in parts)


def void(_: object) -> None:
    """Forget a value."""
