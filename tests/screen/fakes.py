"""A desk without a study behind it: a transcript, marks, and the moves of the real one."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.desk.keys import keys_of
from qualcode.desk.marks import Mark, Marks
from qualcode.desk.text_cursor import TextCursor
from qualcode.model import Code, Codebook, Transcript
from qualcode.transcripts.canonical import parse_transcript

CODEBOOK = Codebook(
    "Invented",
    "1",
    (
        Code("trust", "Trust", "theme", colour="#2f5d8a"),
        Code("trust_lost", "Trust lost", "theme", parent="trust"),
        Code("money", "Money", "theme", colour="#ffff00"),
        Code("sea", "The sea", "flag"),
    ),
)


class FakeDesk(TextCursor):
    """Shows what it is told to."""

    def __init__(
        self, transcript: Transcript, marks: Iterable[Mark] = (), codebook: Codebook = CODEBOOK
    ) -> None:
        self.codebook, self.keys = codebook, keys_of(codebook)
        self.marks = Marks(marks)
        self.focus: Mark | None = None
        super().__init__({transcript.id: transcript}, transcript.id)


def interview(*turns: str, name: str = "T01") -> Transcript:
    """A transcript of an interviewer `INT` and two participants `P01` and `P02`."""
    head = f"---\nid: {name}\nkind: interview\nspeakers:\n  INT: interviewer\n  P01: P01\n  P02: P02\n---\n\n"
    return parse_transcript(head + "\n\n".join(turns) + "\n")


def mark(desk: FakeDesk, words: str, code: str, *, own: bool = True, suggested: bool = False) -> Mark:
    """A mark on words of the transcript."""
    start = desk.transcript.body.index(words)
    coder = "rules" if suggested else "ana" if own else "bo"
    return Mark(
        f"{start}:{code}:{coder}", start, start + len(words), code, coder, own=own, suggested=suggested
    )
