"""The parts of a Word file: which of them holds the text, and what the others are to it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from qualcode.documents.archive import Archive
from qualcode.documents.elements import Attributes, attribute, walk
from qualcode.errors import FaultsFound
from qualcode.files import MEGABYTE

USUAL = "word/document.xml"
_OOXML = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
SPACES = {
    "w": (f"{_OOXML}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main"),
    "m": (f"{_OOXML}/officeDocument/2006/math", f"{_STRICT}/officeDocument/math"),
    "mc": (f"{_OOXML}/markup-compatibility/2006",),
    "pic": (f"{_OOXML}/drawingml/2006/picture", f"{_STRICT}/drawingml/picture"),
    "c": (f"{_OOXML}/drawingml/2006/chart", f"{_STRICT}/drawingml/chart"),
    "dgm": (f"{_OOXML}/drawingml/2006/diagram", f"{_STRICT}/drawingml/diagram"),
    "v": ("urn:schemas-microsoft-com:vml",),
}
PART_LIMIT = 100 * MEGABYTE
_RELATIONS_LIMIT = 10 * MEGABYTE
_RELATIONS = {"r": (f"{_OOXML}/package/2006/relationships",)}
_MARK = b"wordprocessingml"
_HEAD = 16_384
_USUAL_PLACES = {
    "styles": ["word/styles.xml"],
    "comments": ["word/comments.xml"],
    "footnotes": ["word/footnotes.xml"],
    "endnotes": ["word/endnotes.xml"],
    "core-properties": ["docProps/core.xml"],
}


def main_part(archive: Archive) -> str:
    """The name of the part that holds the text of a Word file; "" where the archive is something else."""
    try:
        named = relations(archive, "").get("officeDocument", [])
    except FaultsFound:
        named = []
    for name in named:
        # UTF-16 has a NUL beside every letter of the mark.
        if name in archive and _MARK in archive.head(name, _HEAD).replace(b"\0", b""):
            return name
    return USUAL if USUAL in archive else ""


def parts(archive: Archive, main: str) -> Mapping[str, list[str]]:
    """The parts that the text refers to and the properties, by the last word of their kind (`styles`)."""
    found = {**_USUAL_PLACES, **relations(archive, ""), **relations(archive, main)}
    return {kind: [name for name in names if name in archive] for kind, names in found.items()}


def relations(archive: Archive, part: str) -> dict[str, list[str]]:
    """What a part (or, for "", the whole file) refers to inside of the file."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, dict[str, None]] = {}
    if listing not in archive:
        return {}

    def add(attributes: Attributes) -> None:
        target = attribute(attributes, "Target")
        if target and attribute(attributes, "TargetMode") != "External":
            kind = attribute(attributes, "Type").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.setdefault(kind, {})[target] = None

    data = archive.read(listing, _RELATIONS_LIMIT)
    walk(data, place=archive.place, spaces=_RELATIONS, starts={"r:Relationship": add})
    return {kind: list(targets) for kind, targets in found.items()}
