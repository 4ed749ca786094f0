"""XML by namespace: callbacks for the elements that a reader knows, whatever prefixes the file uses.

Office programs give a prefix one meaning throughout, so names are compared as written; where a prefix changes
its meaning on the way, the parser resolves it, which is slower. Two thirds of the elements of a Word file are
properties that nobody asked for, in a few combinations that it repeats with every word or two. These are cut
out before the parser sees them, which doubles the speed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from qualcode.documents import xml

Attributes = Mapping[str, str]
Starts = Mapping[str, Callable[[Attributes], None]]
Ends = Mapping[str, Callable[[], None]]
Spaces = Mapping[str, tuple[str, ...]]
HandlerT = TypeVar("HandlerT")

_PREFIXES_LIMIT = 200
_WORTH_THINNING = 20_000
_SAMPLE = 8192
_STRETCHES = 12
_DECLARED = re.compile(
    rb"xmlns(?::([^\s=<>\"'/]{1,30}+))?+\s{0,9}+=\s{0,9}+(?:\"([^\"<&]{0,1000}+)\"|'([^'<&]{0,1000}+)')"
)


def walk(
    data: bytes,
    *,
    place: str,
    spaces: Spaces,
    starts: Starts,
    ends: Ends | None = None,
    text: xml.Text | None = None,
    repetitive: bool = False,
) -> None:
    """Call `starts["w:p"]` and `ends["w:p"]` for the elements `p` of the namespaces `spaces["w"]`.

    Ask for attributes by `attribute`; `repetitive` is for long text with the same few properties throughout.
    Raises `FaultsFound` as `xml.parse` does.
    """
    prefixes = _prefixes(data)
    if prefixes is None:
        written, separator = {uri: [uri] for uris in spaces.values() for uri in uris}, ":"
    else:
        written, separator = prefixes, None
    opening, closing = _as_written(starts, spaces, written), _as_written(ends or {}, spaces, written)
    if repetitive and prefixes is not None and len(data) > _WORTH_THINNING and b"<!" not in data:
        data = _thinned(data, frozenset(opening) | frozenset(closing))

    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > xml.DEPTH_LIMIT:
            raise xml.HostileError(f"is nested deeper than {xml.DEPTH_LIMIT} levels")
        act = opening.get(name)
        if act is not None:
            act(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        act = closing.get(name)
        if act is not None:
            act()

    xml.feed(data, place=place, start=start, end=end, text=text, separator=separator)


def attribute(attributes: Attributes, name: str) -> str:
    """The value of an attribute by its name without prefix; "" where there is none."""
    ending = f":{name}"
    for key, value in attributes.items():
        if key == name or key.endswith(ending):
            return value
    return ""


def _prefixes(data: bytes) -> dict[str, list[str]] | None:
    """The prefixes of every namespace; None where they cannot be told without parsing."""
    meanings: dict[bytes, bytes] = {}
    declarations = 0
    for match in _DECLARED.finditer(data):
        prefix, uri = match[1] or b"", match[2] if match[2] is not None else match[3]
        if meanings.setdefault(prefix, uri) != uri or len(meanings) > _PREFIXES_LIMIT:
            return None
        declarations += 1
    plain = not xml.is_wide(data) and all(prefix.isascii() for prefix in meanings)
    if not plain or declarations != data.count(b"xmlns"):
        return None
    written: dict[str, list[str]] = {}
    for prefix, uri in meanings.items():
        written.setdefault(uri.decode("utf-8", "replace"), []).append(prefix.decode("ascii"))
    return written


def _as_written(
    handlers: Mapping[str, HandlerT], spaces: Spaces, written: Mapping[str, list[str]]
) -> dict[str, HandlerT]:
    """The handlers by the names that their elements have in this file."""
    table = {}
    for name, act in handlers.items():
        space, _, local = name.partition(":")
        for prefix in (prefix for uri in spaces[space] for prefix in written.get(uri, ())):
            table[f"{prefix}:{local}" if prefix else local] = act
    return table


def _thinned(data: bytes, wanted: frozenset[str]) -> bytes:
    """The XML without the idle stretches that a sample of it repeats.

    A stretch is cut out only where it stands letter by letter, which outside of comments can only be itself.
    """
    middle = len(data) // 2
    sample = data[:_SAMPLE] + data[middle : middle + _SAMPLE]
    found = Counter(match[0] for match in _idle(wanted).finditer(sample))
    for stretch, count in found.most_common(_STRETCHES):
        if count > 2:
            data = data.replace(stretch, b"")
    return data


@lru_cache(maxsize=32)
def _idle(wanted: frozenset[str]) -> re.Pattern[bytes]:
    """Empty elements of other names than the wanted, one or several, and what holds nothing else."""
    unwanted = rf"(?!(?:{'|'.join(re.escape(name) for name in sorted(wanted))})[\s/>])[\w:.-]++"
    empty = rf"<{unwanted}(?:\s++[^\s\"'<>/=]++=\"[^\"<]*+\")*+\s*+/>"
    return re.compile(rf"<({unwanted})>(?:{empty})*+</\1>|(?:{empty})++".encode())
