"""The parts of a Word file beside its text: none of them is taken over, all are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qualcode.documents.archive import Archive
from qualcode.documents.elements import Attributes, attribute, walk
from qualcode.documents.office.draft import DocumentBuilder
from qualcode.documents.office.package import PART_LIMIT, SPACES

_PROPERTIES = {
    "dc": ("http://purl.org/dc/elements/1.1/",),
    "cp": ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties",),
}
_NAMES = ("dc:creator", "cp:lastModifiedBy")


def count_others(archive: Archive, parts: Mapping[str, list[str]], draft: DocumentBuilder) -> None:
    """Count comments, notes, headers, footers and the names of authors into `draft.left_out`."""
    readers: dict[str, Callable[[bytes, str, DocumentBuilder], None]] = {
        "comments": _comments,
        "footnotes": _notes,
        "endnotes": _notes,
        "header": _margin,
        "footer": _margin,
        "core-properties": _properties,
    }
    for kind, read in readers.items():
        for name in parts.get(kind, ()):
            read(archive.read(name, PART_LIMIT), kind.removesuffix("s"), draft)


def _comments(data: bytes, kind: str, draft: DocumentBuilder) -> None:
    def comment(attributes: Attributes) -> None:
        draft.leave_out(kind)
        draft.authors.add(attribute(attributes, "author"))

    walk(data, place=draft.place, spaces=SPACES, starts={"w:comment": comment})


def _notes(data: bytes, kind: str, draft: DocumentBuilder) -> None:
    """Count notes; those of another type are the lines that separate notes from the text."""

    def note(attributes: Attributes) -> None:
        if attribute(attributes, "type") in ("", "normal"):
            draft.leave_out(kind)

    walk(data, place=draft.place, spaces=SPACES, starts={f"w:{kind}": note})


def _margin(data: bytes, kind: str, draft: DocumentBuilder) -> None:
    """Count a header or footer that says something."""
    pieces = _Pieces()
    walk(
        data,
        place=draft.place,
        spaces=SPACES,
        starts={"w:t": pieces.open},
        ends={"w:t": pieces.close},
        text=pieces.text,
    )
    if any(text.strip() for text in pieces.texts):
        draft.leave_out(kind)


def _properties(data: bytes, _: str, draft: DocumentBuilder) -> None:
    pieces = _Pieces()
    walk(
        data,
        place=draft.place,
        spaces=_PROPERTIES,
        starts=dict.fromkeys(_NAMES, pieces.open),
        ends=dict.fromkeys(_NAMES, pieces.close),
        text=pieces.text,
    )
    draft.authors.update(pieces.texts)


class _Pieces:
    """The texts of the elements that were asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._taking = False
        self._pieces: list[str] = []

    def open(self, _: Attributes) -> None:
        self._taking = True

    def text(self, text: str) -> None:
        if self._taking:
            self._pieces.append(text)

    def close(self) -> None:
        self._taking = False
        self.texts.append("".join(self._pieces))
        self._pieces = []
