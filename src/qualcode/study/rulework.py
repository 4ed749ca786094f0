"""What the rules code in a study; counts nothing and needs no pandas: the coding screen uses it, too."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.coding.cache import Cache, RulesKey, transcript_key
from qualcode.coding.derive import Derived, Track, count_stale, derive, load_engine, silently
from qualcode.journal.suggestions import suggestions_of
from qualcode.model import Coding, Transcript
from qualcode.study.handwork import Handwork

if TYPE_CHECKING:
    from qualcode.coding.engine import Engine

DERIVED = Path(".qualcode") / "rules"


class Rulework(Handwork):
    """The part of a study that knows what the rules code."""

    @cached_property
    def rules_key(self) -> RulesKey:
        """What the rule codings depend on."""
        return RulesKey(self.codebook, self.settings.unit, self.settings.language, self.settings.pipeline)

    @cached_property
    def engine(self) -> Engine:
        """The engine that codes by the codebook's rules; loads spaCy."""
        return load_engine(self.rules_key)

    def autocode(self, track: Track[Transcript] = silently) -> Derived:
        """Code all transcripts by the rules, as far as the cache does not hold the result already."""
        cache = Cache(self.folder / DERIVED)
        derived = derive(self.transcripts, self.rules_key, cache, lambda: self.engine, track)
        self.__dict__["derived"] = derived
        return derived

    def stale(self) -> int:
        """How many transcripts the rules have not coded yet as they now stand."""
        return count_stale(self.transcripts, self.rules_key, Cache(self.folder / DERIVED))

    def suggested(self, transcript: Transcript) -> tuple[Coding, ...] | None:
        """What the rules propose for a transcript; None where the cache is out of date (see `autocode`)."""
        key = transcript_key(self._digest, transcript)
        kept = Cache(self.folder / DERIVED).load(transcript, key)
        return None if kept is None else suggestions_of(kept)

    @cached_property
    def _digest(self) -> str:
        return self.rules_key.digest()

    @cached_property
    def derived(self) -> Derived:
        """The rule codings of all transcripts."""
        return self.autocode()
