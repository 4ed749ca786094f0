"""The end of a log behind its last line end: a line that was cut while it was written, or something else."""

from __future__ import annotations

import codecs
import json
import re

_CONTROL = re.compile(r"[\x00-\x1f]")
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{0,4}")
_SECOND = re.compile(r'.\{"\w')  # no word stands behind the quotation mark that ends a text
_WORDS = ("true", "false", "null", "-")


def is_cut(piece: bytes) -> bool:
    """Whether a piece without a line end is how one of our lines begins, and nothing more.

    Behind it may stand zero bytes: a disk that lost power may have known how long a file would be, and not
    yet what stands in it. What is whole, more than one line, or written by something else is not cut.
    """
    begun = piece.removeprefix(codecs.BOM_UTF8).rstrip(b"\0")
    if not begun:
        return True
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(begun)  # the last sign may be cut, too
    except UnicodeDecodeError:
        return False
    return text.startswith("{") and not _CONTROL.search(text) and not _holds_more(text) and _stops(text)


def _holds_more(text: str) -> bool:
    """Whether another event seems to begin within a text, and to be whole."""
    second = _SECOND.search(text)
    return second is not None and '"sum":"' in text[second.start() :]


def _stops(text: str) -> bool:
    """Whether a text is JSON as far as it goes, and not whole."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        rest = text[error.pos :]
        return (
            not rest
            or error.msg.startswith("Unterminated string")
            or (error.msg.startswith("Invalid \\u") and bool(_ESCAPE.fullmatch(text[text.rfind("\\") :])))
            or any(word.startswith(rest) for word in _WORDS)
        )
    except RecursionError:
        return False
    return False


def is_utf16(head: bytes) -> bool:
    """Whether a file that begins so was saved as UTF-16."""
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b'{\0"\0', b'\0{\0"'))
