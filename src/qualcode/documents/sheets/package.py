"""A workbook's archive before a library unpacks it: its real size, and what it holds besides cells."""

from __future__ import annotations

import re
from collections import Counter

from qualcode.documents.archive import Archive
from qualcode.errors import refuse
from qualcode.files import MEGABYTE

SIZE_LIMIT = 200 * MEGABYTE
_HEAD = 4096
_READ = (".xml", ".rels", ".bin")
_EXTRAS = {
    "comment": re.compile(rb"<(?:\w+:)?comment[\s>]|<office:annotation[\s>]"),
    "author's name": re.compile(rb"<(?:dc:creator|meta:initial-creator)>\s*[^<\s]"),
    "error value": re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?t=\"e\""),
}
ERROR = "error value"


def inspected(archive: Archive) -> Counter[str]:
    """What the parts hold besides cells and how often; raises `FaultsFound` where they can't be trusted."""
    found: Counter[str] = Counter()
    size = 0
    for name in sorted(archive.names):
        if not name.lower().endswith(_READ):
            continue
        data = archive.read(name, SIZE_LIMIT)
        size += len(data)
        if size > SIZE_LIMIT:
            refuse(
                archive.place,
                f"unpacks to more than {SIZE_LIMIT // MEGABYTE} MB",
                "split it into smaller files",
            )
        if b"<!doctype" in data[:_HEAD].lower():
            refuse(archive.place, "declares a DOCTYPE", "save it anew from its own program")
        for what, pattern in _EXTRAS.items():
            found[what] += sum(1 for _ in pattern.finditer(data))
    found["author's name"] = min(1, found["author's name"])
    return +found
