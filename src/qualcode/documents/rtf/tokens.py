r"""RTF cut into tokens: groups, control words, bytes of text; and its names of encodings."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Literal

TokenKind = Literal["open", "close", "word", "text"]

_TOKEN = re.compile(
    rb"(?P<text>[^\\{}\r\n\0]+)|(?P<open>\{)|(?P<close>\})"
    rb"|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)"
    rb"|\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<other>[\r\n\0\\])",
    re.DOTALL,
)
_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_CODE_PAGES = {10000: "mac_roman", 10007: "mac_cyrillic", 10029: "mac_latin2", 65001: "utf-8"}
DEFAULT = "cp1252"


Token = tuple[TokenKind, str, int | None, bytes]
"""`open` or `close` (of a group), `word` with its name and its number, or `text` with its bytes."""

_OPEN: Token = ("open", "", None, b"")
_CLOSE: Token = ("close", "", None, b"")


def tokens(data: bytes) -> Iterator[Token]:
    r"""The tokens of `data` in order; what stands in ``\bin`` is passed over, and what means nothing."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        kind = match.lastgroup
        if kind in ("word", "number"):
            name, number = match["word"].decode(), match["number"]
            if name == "bin":
                at += max(0, int(number or 0))
            yield "word", name, None if number is None else int(number), b""
        elif kind == "text":
            yield "text", "", None, match[0]
        elif kind == "bytes":
            yield "text", "", None, bytes.fromhex(match[0].replace(b"\\'", b"").decode())
        elif kind == "sign":
            yield "word", match["sign"].decode("latin-1"), None, b""
        elif kind != "other":
            yield _OPEN if kind == "open" else _CLOSE


def charset(number: int | None) -> str:
    r"""The encoding of a font's ``\fcharset``; "" where it says none."""
    return _CHARSETS.get(0 if number is None else number, "")


def code_page(number: int | None) -> str:
    r"""The encoding of an ``\ansicpg``; windows-1252 where there is none of that name."""
    name = _CODE_PAGES.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return DEFAULT
