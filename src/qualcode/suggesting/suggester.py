"""What a suggester is, and what it is given to build on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qualcode.coding.cache import RulesKey
from qualcode.model import Codebook, Coding, Transcript
from qualcode.suggesters import SUGGESTERS

if TYPE_CHECKING:
    from qualcode.coding.engine import Engine
    from qualcode.coding.language import StudyLanguage


class Suggester(Protocol):
    """Proposes codings, each with its evidence: why, in words that stand in the text."""

    @property
    def name(self) -> str:
        """What it is called as a coder, and what its codings have as `coder`."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same transcript might get other suggestions; costs no computing."""
        ...

    def suggest(self, transcript: Transcript) -> Sequence[Coding]:
        """Code a transcript; nothing but the transcript and the version may matter."""
        ...


@dataclass(frozen=True)
class Ground:
    """What a study's suggesters build on, and share.

    `folder` is where they may keep what can be made again. `language` is loaded when it is first called for,
    which imports spaCy and costs more than a second.
    """

    key: RulesKey
    folder: Path
    language: Callable[[], StudyLanguage]

    @property
    def codebook(self) -> Codebook:
        """The study's codebook."""
        return self.key.codebook

    @cached_property
    def engine(self) -> Engine:
        """The engine that codes by the codebook's rules; needs the language."""
        from qualcode.coding.engine import Engine

        return Engine(self.key.codebook, self.key.unit, self.language())


def suggester(name: str, ground: Ground) -> Suggester:
    """The suggester of that name at work on a study."""
    made: Suggester = import_module(SUGGESTERS[name]).suggester(ground)
    return made
