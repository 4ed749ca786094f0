"""OpenDocument text as a whole: where its text is, and what in it is no part of it."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.documents.elements import Attributes, attribute, walk
from qualcode.documents.office.draft import DELETION, HIDDEN, DocumentBuilder
from qualcode.documents.office.looks import Styles
from qualcode.documents.office.open_styles import StyleReader
from qualcode.documents.office.open_text import OpenText

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_OASIS}office:1.0"
_SPACES = {
    **{name: (f"{_OASIS}{name}:1.0",) for name in ("office", "text", "table", "draw", "style", "meta")},
    "svg": (f"{_OASIS}svg-compatible:1.0",),
    "dc": ("http://purl.org/dc/elements/1.1/",),
}
_BOXES = tuple(
    f"draw:{name}"
    for name in (
        *("text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon"),
        *("regular-polygon", "path", "connector", "caption", "measure"),
    )
)
_NO_TEXT = (
    *("svg:title", "svg:desc", "office:binary-data", "office:forms", "office:event-listeners"),
    *("text:tracked-changes", "text:ruby-text", "office:scripts"),
)
_OBJECTS = ("draw:object", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame")
_SKIPPED = (*_NO_TEXT, *_OBJECTS, "office:annotation", "text:note", "text:section", "text:hidden-text")
_AUTHORS = ("dc:creator", "meta:initial-creator")
_MARGINS = {
    f"style:{kind}{which}": kind for kind in ("header", "footer") for which in ("", "-left", "-first")
}


class OpenDocument:
    """Reads the parts of an OpenDocument file into a draft; `found` is whether its text was among them."""

    def __init__(self, draft: DocumentBuilder) -> None:
        self.found = False
        self._draft = draft
        self._styles = Styles()
        self._text = OpenText(draft, self._styles)
        self._skipping = 1  # until the body begins
        self._skips: list[int] = []
        self._frames: list[str] = []
        self._pieces: list[str] | None = None

    def read(self, data: bytes, *, automatic: bool = True) -> None:
        """Read a part; its automatic styles count only where it holds the text."""
        styles = StyleReader(self._styles, automatic=automatic)
        starts = {
            **{name: self._within(act) for name, act in self._text.starts().items()},
            **dict.fromkeys(_BOXES, self._within(self._text.open_box)),
            **dict.fromkeys((*_AUTHORS, *_MARGINS), self._collect),
            **styles.starts(),
            **self._starts_of_the_rest(),
        }
        ends = {
            **{name: self._till(act) for name, act in self._text.ends().items()},
            **dict.fromkeys(_BOXES, self._till(self._text.close_box)),
            **dict.fromkeys((*_SKIPPED, "office:text"), self._close_skip),
            **dict.fromkeys(_AUTHORS, self._author),
            **{name: self._margin(kind) for name, kind in _MARGINS.items()},
            **styles.ends(),
            "draw:frame": self._close_frame,
        }
        walk(data, place=self._draft.place, spaces=_SPACES, starts=starts, ends=ends, text=self._take)

    def _starts_of_the_rest(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            **dict.fromkeys(_NO_TEXT, lambda _: self._skip(1)),
            **dict.fromkeys(_OBJECTS, self._object),
            "draw:frame": lambda _: self._frames.append(""),
            "draw:image": lambda _: self._hold("picture"),
            "office:text": self._open_body,
            "office:annotation": lambda _: self._leave_out("comment"),
            "text:note": lambda attributes: self._leave_out(
                attribute(attributes, "note-class") or "footnote"
            ),
            "text:deletion": lambda _: self._draft.leave_out(DELETION),
            "text:section": self._section,
            "text:hidden-text": lambda _: self._hide(1),
        }

    def _take(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)
        elif not self._skipping:
            self._text.text(text)

    def _within(self, act: Callable[[Attributes], None]) -> Callable[[Attributes], None]:
        return lambda attributes: None if self._skipping else act(attributes)

    def _till(self, act: Callable[[], None]) -> Callable[[], None]:
        return lambda: None if self._skipping else act()

    def _open_body(self, _: Attributes) -> None:
        """Begin the text; an embedded document's text is no part of it."""
        self._skip(0 if self.found else -1)
        self.found = True

    def _skip(self, levels: int) -> None:
        self._skips.append(levels)
        self._skipping += levels

    def _close_skip(self) -> None:
        self._skipping -= self._skips.pop()

    def _leave_out(self, what: str) -> None:
        if not self._skipping:
            self._draft.leave_out(what)
        self._skip(1)

    def _hide(self, levels: int) -> None:
        if levels and not self._skipping:
            self._draft.leave_out_stretch(HIDDEN)
        self._skip(levels)

    def _section(self, attributes: Attributes) -> None:
        self._hide(1 if attribute(attributes, "display") == "none" else 0)

    def _object(self, _: Attributes) -> None:
        self._hold("embedded object")
        self._skip(1)

    def _hold(self, what: str) -> None:
        """Note what a frame holds: an object's picture only stands for it."""
        if self._frames and self._frames[-1] != "embedded object":
            self._frames[-1] = what

    def _close_frame(self) -> None:
        what = self._frames.pop()
        if what and not self._skipping:
            self._draft.leave_out(what)

    def _collect(self, _: Attributes) -> None:
        self._pieces = []

    def _collected(self) -> str:
        pieces, self._pieces = self._pieces or [], None
        return "".join(pieces)

    def _author(self) -> None:
        self._draft.authors.add(self._collected())

    def _margin(self, kind: str) -> Callable[[], None]:
        def close() -> None:
            if self._collected().strip():
                self._draft.leave_out(kind)

        return close
