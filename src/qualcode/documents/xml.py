"""XML as events: no tree, no entities, no depth without end, no tags and names without end."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from xml.parsers import expat

from qualcode.errors import refuse

DEPTH_LIMIT = 250
NAMES_LIMIT = 20_000
CHUNK = 1024 * 1024
TAG_LIMIT = 4 * CHUNK
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_REMEDY = "save it anew from its own program"
_URI_LIMIT = 1000
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODING = re.compile(rb"\A<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([^\"'>]{1,40})[\"']")


class HostileError(Exception):
    """Something that no office program writes."""


def parse(
    data: bytes, *, place: str, start: Start, end: End, text: Text, depth_limit: int = DEPTH_LIMIT
) -> None:
    """Hand the elements of `data` to the callbacks; names come as written, with their prefix (`w:p`).

    Raises `FaultsFound` for broken XML, a DOCTYPE, nesting deeper than `depth_limit`, a tag longer than
    `TAG_LIMIT` and more than `NAMES_LIMIT` different names. An encoding that the bytes contradict is ignored.
    """
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > depth_limit:
            raise HostileError(f"is nested deeper than {depth_limit} levels")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    feed(data, place=place, start=opened, end=closed, text=text)


def feed(
    data: bytes, *, place: str, start: Start, end: End, text: Text | None, separator: str | None = None
) -> None:
    """As `parse`, but the callbacks have to count the depth: a second layer of them would take its time.

    With a separator, names come as namespace, separator and name without prefix.
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate(_encoding(data), separator, names)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartNamespaceDeclHandler = _check_namespace
    try:
        _feed(parser, names, data)
    except HostileError as error:
        refuse(place, str(error), _REMEDY)
    except (expat.ExpatError, ValueError, LookupError):
        refuse(f"{place} line {parser.CurrentLineNumber}", "is broken XML", _REMEDY)


def _refuse_doctype(*_: object) -> None:
    raise HostileError("declares a DOCTYPE")


def _check_namespace(_prefix: str | None, uri: str | None) -> None:
    """The parser repeats a namespace with every name in it, however long it is."""
    if uri is not None and len(uri) > _URI_LIMIT:
        raise HostileError("has a namespace of more letters than any program writes")


def _feed(parser: expat.XMLParserType, names: dict[str, str], data: bytes) -> None:
    """Parse piece by piece: what the parser keeps of names and of an open tag shows only in between."""
    view = memoryview(data)
    for begin in range(0, len(data), CHUNK):
        end = min(begin + CHUNK, len(data))
        parser.Parse(view[begin:end], False)  # noqa: FBT003 - the parser takes it so
        if len(names) > NAMES_LIMIT:
            raise HostileError(f"has more than {NAMES_LIMIT:,} different names")
        if end - parser.CurrentByteIndex > TAG_LIMIT:
            raise HostileError(f"has a tag of more than {TAG_LIMIT // CHUNK} MB")
    parser.Parse(b"", True)  # noqa: FBT003 - the parser takes it so


def is_wide(data: bytes) -> bool:
    """Whether XML is in UTF-16, as far as its first letters tell."""
    return data.startswith(_WIDE) or b"\0" in data[:4]


def _encoding(data: bytes) -> str | None:
    """The encoding that the bytes show, whatever is declared; None to believe what is declared."""
    if is_wide(data):
        if data.startswith(_WIDE):
            return "utf-16"
        return "utf-16be" if data.startswith(b"\0") else "utf-16le"
    declared = _ENCODING.match(data)
    if declared is None or declared[1].lower() == b"utf-8":
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
