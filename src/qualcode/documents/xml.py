"""XML as events: no tree, no entities, no depth without end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from qualcode.errors import refuse

DEPTH_LIMIT = 250
Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_REMEDY = "save it anew from its own program"


class _HostileError(Exception):
    """Something that no office program writes."""


def parse(data: bytes, *, place: str, start: Start, end: End, text: Text) -> None:
    """Hand the elements of `data` to the callbacks; names come as written, with their prefix (`w:p`).

    Raises `FaultsFound` for broken XML, a DOCTYPE, and nesting deeper than `DEPTH_LIMIT`.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH_LIMIT:
            raise _HostileError(f"is nested deeper than {DEPTH_LIMIT} levels")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def doctype(*_: object) -> None:
        raise _HostileError("declares a DOCTYPE")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the parser takes it so
    except _HostileError as error:
        refuse(place, str(error), _REMEDY)
    except (expat.ExpatError, ValueError, LookupError):
        refuse(f"{place} line {parser.CurrentLineNumber}", "is broken XML", _REMEDY)
