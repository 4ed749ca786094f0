"""The styles of a Word file."""

from __future__ import annotations

from qualcode.documents.elements import Attributes, attribute, walk
from qualcode.documents.office.looks import Style, Styles
from qualcode.documents.office.package import SPACES
from qualcode.documents.office.values import is_on, number

_KINDS = ("paragraph", "character")


def read_styles(data: bytes, place: str) -> Styles:
    """The styles of `styles.xml`; raises `FaultsFound` where it is broken."""
    reader = _StyleReader()
    starts = {
        "w:style": reader.style,
        "w:name": lambda attributes: reader.set_text("name", attributes),
        "w:basedOn": lambda attributes: reader.set_text("parent", attributes),
        "w:b": lambda attributes: reader.set_switch("bold", attributes),
        "w:vanish": lambda attributes: reader.set_switch("hidden", attributes),
        "w:outlineLvl": reader.outline,
    }
    walk(data, place=place, spaces=SPACES, starts=starts)
    for kind, name in reader.defaults:
        reader.styles.make_default(kind, name)
    return reader.styles


class _StyleReader:
    """Fills in one style after the other."""

    def __init__(self) -> None:
        self.styles = Styles()
        self.defaults: list[tuple[str, str]] = []
        self._style = Style()

    def style(self, attributes: Attributes) -> None:
        kind, name = attribute(attributes, "type") or "paragraph", attribute(attributes, "styleId")
        self._style = Style()
        if kind in _KINDS:
            self.styles.add(kind, name, self._style)
            if is_on(attribute(attributes, "default") or "0"):
                self.defaults.append((kind, name))

    def set_text(self, what: str, attributes: Attributes) -> None:
        setattr(self._style, what, attribute(attributes, "val"))

    def set_switch(self, what: str, attributes: Attributes) -> None:
        setattr(self._style, what, is_on(attribute(attributes, "val")))

    def outline(self, attributes: Attributes) -> None:
        self._style.outline = number(attribute(attributes, "val"), default=9, most=9)
