"""The first suggester: the rules of the study's own codebook."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.coding.cache import RulesKey
from qualcode.model import RULES, Coding, Transcript
from qualcode.suggesting.suggester import Ground

if TYPE_CHECKING:
    from qualcode.coding.engine import Engine


class RuleSuggester:
    """Suggests what the rules code; `engine` is asked for with the first transcript."""

    name = RULES

    def __init__(self, key: RulesKey, engine: Callable[[], Engine]) -> None:
        self._key = key
        self._engine = engine

    @cached_property
    def version(self) -> str:
        """The hash of the rules and of all else that they depend on."""
        return self._key.digest()

    def suggest(self, transcript: Transcript) -> tuple[Coding, ...]:
        """Code a transcript by the rules; topics are inherited by the answers."""
        return self._engine().transcript(transcript)


def suggester(ground: Ground) -> RuleSuggester:
    """The rules at work on a study."""
    return RuleSuggester(ground.key, lambda: ground.engine)
