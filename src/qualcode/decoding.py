"""Bytes → text: the usual encodings, guessed from the bytes and always named."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from qualcode.errors import refuse

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REMEDY = "name its encoding with --encoding, or save it as UTF-8"
_LOOKED_AT = 100_000
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
# Where the two differ, what one of them makes of a byte is a letter and the other a sign inside a word.
_IN_WORD = re.compile(r"(?<=[^\W\d_])[^\W\d_](?=[^\W\d_])")
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s'’.,;:!?()\-–—/&\"“”„](?=[^\W\d_])|(?<=[^\W\d_])[¹²³]")


def decode(data: bytes, *, place: str, encoding: str = "") -> tuple[str, str]:
    """Return the text and the name of the encoding it was read with; raises `FaultsFound` if it is none.

    Tried in turn: a byte order mark, UTF-8, UTF-16 without a mark, and the one-byte encodings windows-1252
    (West European) and windows-1250 (Central European), whichever makes the better words.
    """
    if encoding:
        return _decode_as(data, encoding, place), encoding
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decode_as(data, name, place), name
    wide = _wide(data)
    if wide:
        return _decode_as(data, wide, place), wide
    if b"\0" in data:
        refuse(place, "is not text (it holds NUL bytes)", "save it as text in UTF-8")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_broken(data, error, place)
        return _one_byte(data, place)


def _decode_as(data: bytes, encoding: str, place: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        refuse("--encoding", f"unknown encoding {encoding!r}", "write utf-8, utf-16, cp1252 or cp1250")
    except (UnicodeError, ValueError):
        refuse(place, f"is not {encoding} throughout", _REMEDY)
    if re.search("[\ud800-\udfff]", text):
        refuse(place, f"is no text in {encoding}", _REMEDY)
    if "\0" in text:
        refuse(place, "is not text (it holds NUL bytes)", "save it as text in UTF-8")
    return text.removeprefix("\ufeff")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: nearly every other byte of a Western text is NUL."""
    start = data[:_LOOKED_AT]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if half < 2 or max(even, odd) < 0.6 * half or min(even, odd) > 0.05 * half:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_broken(data: bytes, error: UnicodeDecodeError, place: str) -> None:
    """Refuse UTF-8 with a few broken bytes: read as anything else, every accent in it would be wrong."""
    sound = sum(1 for _ in islice(_MULTIBYTE.finditer(data), 10_000))
    covered = sum(len(match[0]) for match in islice(_MULTIBYTE.finditer(data), 10_000))
    high = sum(1 for _ in islice(_HIGH.finditer(data), 40_000))
    if sound >= 3 and covered > 0.8 * high:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"is UTF-8 but for a broken byte 0x{data[error.start]:02x}"
        refuse(f"{place}:{line}", problem, f"mend that byte, {_REMEDY}")


def _one_byte(data: bytes, place: str) -> tuple[str, str]:
    for name in sorted(("cp1252", "cp1250"), key=lambda name: _strangeness(data, name)):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    return refuse(place, "is neither UTF-8 nor cp1252 nor cp1250", _REMEDY)


def _strangeness(data: bytes, encoding: str) -> int:
    """How many signs stand inside words, where letters belong."""
    text = data.decode(encoding, "replace")
    return sum(1 for _ in islice(_SIGN_IN_WORD.finditer(text), 10_000))
