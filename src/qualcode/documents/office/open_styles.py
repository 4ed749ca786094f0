"""The styles of an OpenDocument file, as they come."""

from __future__ import annotations

from qualcode.documents.elements import Attributes, Ends, Starts, attribute
from qualcode.documents.office.looks import Style, Styles
from qualcode.documents.office.values import number

_BOLD = ("bold", "600", "700", "800", "900")
_TEXT_LEVEL = 9


class StyleReader:
    """Fills in one style after the other; automatic ones only where they are the text's own."""

    def __init__(self, styles: Styles, *, automatic: bool) -> None:
        self._styles = styles
        self._automatic = automatic
        self._ignoring = False
        self._style = Style()

    def starts(self) -> Starts:
        """What to do where elements start."""
        return {
            "office:automatic-styles": self._open_automatic,
            "style:style": self._open,
            "style:text-properties": self._properties,
        }

    def ends(self) -> Ends:
        """What to do where elements end."""
        return {"office:automatic-styles": self._close_automatic, "style:style": self._close}

    def _open_automatic(self, _: Attributes) -> None:
        self._ignoring = not self._automatic

    def _close_automatic(self) -> None:
        self._ignoring = False

    def _open(self, attributes: Attributes) -> None:
        level = attribute(attributes, "default-outline-level")
        self._style = Style(
            attribute(attributes, "name"),
            attribute(attributes, "parent-style-name"),
            outline=max(number(level, default=0, most=_TEXT_LEVEL) - 1, 0) if level else None,
        )
        if not self._ignoring:
            self._styles.add(attribute(attributes, "family"), self._style.name, self._style)

    def _close(self) -> None:
        self._style = Style()

    def _properties(self, attributes: Attributes) -> None:
        weight = attribute(attributes, "font-weight")
        if weight:
            self._style.bold = weight in _BOLD
        display = attribute(attributes, "display")
        if display:
            self._style.hidden = display == "none"
