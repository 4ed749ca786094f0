"""Why a line of a log is no event, and what to do about it. No remedy takes a decision out of the log."""

from __future__ import annotations

import json

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
