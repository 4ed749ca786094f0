"""A file of the corpus, and what a careful reader would expect of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from pathlib import PurePath
from typing import Literal

from tests.corpus.talk import Talk, Turn

Times = Literal["none", "exact", "some", "any"]
TEXT = frozenset({"txt", "md", "vtt", "srt", "csv"})


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A file, the talk of each transcript in it, and what else has to come of it.

    `times`: every turn has its time, some paragraphs have theirs, none has, or nobody looks. `head` are
    words that the head must keep, `may` words that may stand in the talk or not, `hidden` words that must
    be nowhere. `warns` are parts of warnings; `ask` and `warns` are one or several.
    """

    path: str
    content: bytes | str
    talk: Talk = ()
    more: Sequence[Talk] = ()
    _: KW_ONLY
    form: str = ""
    preset: str = "plain"
    encoding: str = "utf-8"
    ask: str | Sequence[str] = ()
    times: Times = "none"
    head: str = ""
    date: str = ""
    may: str = ""
    hidden: str = ""
    warns: str | Sequence[str] = ()
    status: str = "imported"
    reason: str = ""

    @property
    def data(self) -> bytes:
        return self.content.encode() if isinstance(self.content, str) else self.content

    @property
    def talks(self) -> list[Talk]:
        return [self.talk, *self.more]

    @property
    def read(self) -> tuple[str, str, str]:
        """Format, preset and encoding."""
        form = self.form or PurePath(self.path).suffix[1:]
        return form, self.preset, self.encoding if form in TEXT else ""


def several(texts: str | Sequence[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


def refused(path: str, content: bytes | str, reason: str, status: str = "failed") -> Sample:
    """A file that has to stay out, with these words as the reason."""
    return Sample(path, content, status=status, reason=reason)


def merged(talk: Talk) -> list[Turn]:
    """The talk with the consecutive turns of one speaker as one."""
    turns: list[Turn] = []
    for turn in talk:
        if turns and turn.who and turns[-1].who == turn.who:
            turns[-1] = turns[-1]._replace(text=f"{turns[-1].text}\n\n{turn.text}")
        else:
            turns.append(turn)
    return turns


def speakers(talk: Talk) -> dict[str, int]:
    """How many turns everybody has."""
    return dict(Counter(turn.who for turn in merged(talk) if turn.who))
