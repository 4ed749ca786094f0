"""The words of the field as frozen dataclasses; imports nothing above `errors`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

CodeKind = Literal["theme", "flag", "topic"]
Direction = Literal["+", "±", "-"]
UnitKind = Literal["turn", "paragraph", "sentence"]
Span = tuple[int, int]
Where = Mapping[str, Sequence[str]]


KINDS: tuple[CodeKind, ...] = ("theme", "flag", "topic")
UNITS: tuple[UnitKind, ...] = ("turn", "paragraph", "sentence")
TRANSCRIPT_KINDS = ("interview", "focus_group", "document")
INTERVIEWER = "interviewer"
RULES = "rules"
CONSENSUS = "consensus"
INHERITED = "inherited from the question"
"""The evidence of a topic that an answer has because it was asked about."""
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
"""What the id of a code or a transcript may be: it names files and stands in commands."""


# --- who and what was studied -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """The unit of study, here a partner state, with its attributes."""

    id: str
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that stands for this case: its id first, then the aliases."""
        return (self.id, *self.aliases)


@dataclass(frozen=True, slots=True)
class Participant:
    """A pseudonymous speaker; belongs to a case or, with `case` None, to none."""

    id: str
    case: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted talk: code points `[start, end)` of the body.

    `speaker` is the name in front of the turn in the text, `participant` who that is: a participant's
    id, `INTERVIEWER`, or None (a document, talk without a speaker). `start` lies behind the
    speaker's name. `paragraphs` are the spans of the turn's paragraphs. `time` is the time stamp in front of
    the turn (`00:03:29`), "" where there is none.
    """

    start: int
    end: int
    speaker: str | None
    participant: str | None
    paragraphs: tuple[tuple[int, int], ...]
    time: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """One source text in canonical form; offsets count Unicode code points of `body`."""

    id: str
    kind: str
    body: str
    turns: tuple[Turn, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    body_hash: str = ""
    place: str = ""

    @property
    def participants(self) -> tuple[str, ...]:
        """Ids of the participants who speak, in order of appearance."""
        speaking = (turn.participant for turn in self.turns)
        return tuple(dict.fromkeys(who for who in speaking if who and who != INTERVIEWER))


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of one turn in which things are counted: code points `[start, end)` of the body."""

    start: int
    end: int
    turn: int
    participant: str | None


Units = Mapping[str, Sequence[Unit]]
"""By transcript its units, in order."""


# --- the codebook -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the codebook writes it, with the line it stands on."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a code. At most one of `any`, `weak`, `all` and `patterns` is given.

    Attributes:
        name: how evidence refers to the rule.
        any: strong terms; one of them is enough.
        weak: terms that count only when two different ones meet, or beside a strong one.
        all: groups of terms; one term of every group must be there.
        within: with `all`: the words must lie within so many consecutive tokens.
        patterns: spaCy `Matcher` patterns, as JSON-like data.
        unless: terms that veto the rule (alone: the whole code) in the same unit.
    """

    name: str
    any: tuple[Term, ...] = ()
    weak: tuple[Term, ...] = ()
    all: tuple[tuple[Term, ...], ...] = ()
    within: int | None = None
    patterns: tuple[tuple[Mapping[str, object], ...], ...] = ()
    unless: tuple[Term, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the codebook; `parent` None makes it a top-level code."""

    id: str
    name: str
    kind: CodeKind
    parent: str | None = None
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    colour: str = ""
    line: int = 0


@dataclass(frozen=True)
class Codebook:
    """The checked codebook: its codes in the order of the file, parents before children.

    `lists` are the named lists of terms that its rules were read with.
    """

    title: str
    version: str
    codes: tuple[Code, ...]
    hash: str = ""
    place: str = ""
    lists: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self.by_id

    def __getitem__(self, code: str) -> Code:
        return self.by_id[code]

    @cached_property
    def by_id(self) -> Mapping[str, Code]:
        """Codes by their id."""
        return {code.id: code for code in self.codes}

    def lineage(self, code: str) -> tuple[str, ...]:
        """The code's id and those of all codes above it, nearest first."""
        ids, current = [], self.by_id.get(code)
        while current is not None:
            ids.append(current.id)
            current = self.by_id.get(current.parent) if current.parent else None
        return tuple(ids)

    def root(self, code: str) -> str:
        """The top-level code above `code` (or itself)."""
        return self.lineage(code)[-1]

    def children(self, code: str | None) -> tuple[Code, ...]:
        """The codes directly below `code`; the top-level codes for None."""
        return tuple(entry for entry in self.codes if entry.parent == code)

    def level(self, which: str) -> tuple[Code, ...]:
        """The codes of one level: ``themes``, ``subthemes``, ``flags``, ``topics`` or ``all``."""
        return tuple(code for code in self.codes if which in ("all", _level(code)))

    @property
    def themes(self) -> tuple[Code, ...]:
        """Top-level codes of kind `theme`."""
        return self.level("themes")


LEVELS = ("themes", "subthemes", "flags", "topics", "all")


def _level(code: Code) -> str:
    return "subthemes" if code.kind == "theme" and code.parent else f"{code.kind}s"


# --- codings ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of a transcript: code points `[start, end)` of its body."""

    transcript: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a rule coding stands: the rule's name and the words that met it, as written."""

    rule: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}: {' + '.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Coding:
    """Segment + code + coder; `participant` is the speaker of the segment."""

    segment: Segment
    code: str
    coder: str
    participant: str | None = None
    direction: Direction | None = None
    evidence: tuple[Evidence, ...] = ()
