"""What a study's suggesters propose, the codebook's rules first; needs no pandas: the screen uses it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.coding.cache import Cache, RulesKey
from qualcode.coding.tracking import Track, silently
from qualcode.model import RULES, Coding, Transcript
from qualcode.study.texts import Texts
from qualcode.suggesters import SUGGESTERS
from qualcode.suggesting import Ground, Suggester, suggester, suggestions_of
from qualcode.suggesting.derive import Derived, derive, kept

if TYPE_CHECKING:
    from qualcode.coding.language import StudyLanguage

MADE = ".qualcode"


class Suggestions:
    """What each suggester proposes for the study's texts; what was made is kept in the folder `.qualcode`."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._suggesters: dict[str, Suggester] = {}
        self._derived: dict[str, Derived] = {}

    @cached_property
    def language(self) -> StudyLanguage:
        """The study's language; imports spaCy."""
        from qualcode.coding.language import StudyLanguage

        return StudyLanguage(self.texts.settings.language, self.texts.settings.pipeline)

    @cached_property
    def ground(self) -> Ground:
        """What the suggesters build on."""
        settings = self.texts.settings
        key = RulesKey(self.texts.codebook, settings.unit, settings.language, settings.pipeline)
        return Ground(key, self.texts.folder / MADE, lambda: self.language)

    def codings(self, name: str = RULES) -> tuple[Coding, ...]:
        """All that a suggester proposes, in the order of the transcripts."""
        if name not in self._derived:
            self.derive(name)
        return self._derived[name].codings

    def derive(self, name: str = RULES, track: Track[Transcript] = silently) -> Derived:
        """Let a suggester code the transcripts, as far as the cache does not hold the result already."""
        found = derive(self._suggester(name), self.texts.transcripts, self._cache(name), track)
        self._derived[name] = found
        return found

    def derive_all(self, track: Track[Transcript] = silently) -> Derived:
        """Let all suggesters code the transcripts; returns what the rules did."""
        return {name: self.derive(name, track) for name in SUGGESTERS}[RULES]

    def offered(self, transcript: Transcript) -> tuple[Coding, ...] | None:
        """What is proposed for a transcript; None where not all of it was made yet (see `derive_all`)."""
        offered: list[Coding] = []
        for name in SUGGESTERS:
            codings = kept(self._suggester(name), transcript, self._cache(name))
            if codings is None:
                return None
            offered += suggestions_of(codings)
        return tuple(offered)

    def stale(self) -> int:
        """How many transcripts some suggester has not coded yet as they now stand."""
        return sum(self.offered(entry) is None for entry in self.texts.transcripts)

    def _suggester(self, name: str) -> Suggester:
        if name not in self._suggesters:
            self._suggesters[name] = suggester(name, self.ground)
        return self._suggesters[name]

    def _cache(self, name: str) -> Cache:
        return Cache(self.ground.folder / name)
