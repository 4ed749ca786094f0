"""Canonical text: the one form of a transcript's body in which offsets are counted."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[^\W_]++(?:(?:\.?[-'’\u2010\u2011]|[.&+\u00ad])[^\W_]++)*+")


def normal(text: str) -> str:
    r"""Return a text in NFC with ``\n`` line ends."""
    if text.isascii() and "\r" not in text:
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def canonical(text: str) -> str:
    r"""Return the canonical form of a body: NFC, ``\n`` line ends, no blank lines at either end."""
    text = normal(text).rstrip()
    blank = len(text) - len(text.lstrip())
    return text[text.rfind("\n", 0, blank) + 1 :]


def body_hash(body: str) -> str:
    """SHA-256 of a canonical body in hexadecimal: the version of the transcript."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def count_words(text: str) -> int:
    """Number of words as a reader counts them (`U.S.-led`, `don't` and `S&T` are one each)."""
    return len(_WORD.findall(text))


def word_starts(text: str) -> list[int]:
    """Offsets at which the words of a text start."""
    return [match.start() for match in _WORD.finditer(text)]
