"""What is no event: a line that says why, in words, and a last one that was cut while it was written.

No remedy takes a decision out of the log.
"""

from __future__ import annotations

import codecs
import json
import re

KEEP = "restore the line from a copy; where there is none, move it into a file whose name ends in .torn"


class NoEvent(ValueError):
    """A line that is no event; says in words why, and what to do."""

    def __init__(self, problem: str, remedy: str = KEEP) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(problem)


class NewerEvent(NoEvent):
    """A line of a format, or with an operation, of which this version knows nothing."""


def newer(what: str = "", *, is_sound: bool = True) -> NewerEvent:
    """A line of a newer version; one whose checksum differs may have another kind of checksum, too."""
    written = f"{what}was written by a newer qualcode"
    if is_sound:
        return NewerEvent(written, "update qualcode")
    return NewerEvent(
        f"{written}, or is damaged", "update qualcode; if that does not help, restore the line from a copy"
    )


def unreadable(line: bytes, error: Exception) -> NoEvent:
    """Why a line is no JSON, as far as it can be told."""
    problem = "is not readable as JSON"
    if b"\0" in line:
        return NoEvent(f"{problem}: it holds zero bytes, as a disk leaves behind when the power fails")
    if b"\r" in line.rstrip(b"\r\n"):
        problem += ": its line ends are those of another system (CR)"
        return NoEvent(problem, "save the log with the line ends of Unix (LF)")
    if isinstance(error, json.JSONDecodeError) and error.doc.startswith("{", error.pos):
        return NoEvent(f"{problem}: more than one event stands in it", "put each on a line of its own")
    return NoEvent(problem)


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
