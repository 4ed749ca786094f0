"""Values of attributes, as far as they can be relied on."""

from __future__ import annotations

import unicodedata

_OFF = frozenset(("0", "false", "off"))
_DIGITS = 5


def is_on(value: str) -> bool:
    """A switch: on unless it says that it is off."""
    return value.lower() not in _OFF


def number(value: str, *, default: int, most: int) -> int:
    """A number from 0 to `most`; `default` for what is none."""
    if not (value.isascii() and value.isdigit()):
        return default
    return min(int(value[-_DIGITS:]) if value[:-_DIGITS].strip("0") == "" else most, most)


def sign(code: str) -> str:
    """The sign of a hexadecimal code; "" for one that means something in its own font only, and for none."""
    try:
        point = int(code[:8], 16)
    except ValueError:
        return ""
    if not 0 < point < 0x110000 or unicodedata.category(chr(point)).startswith("C"):
        return ""
    return chr(point)
