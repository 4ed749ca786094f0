"""The rules' layer of a study: from the cache where nothing changed, derived where something did."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from qualcode.coding.cache import Cache, RulesKey, transcript_key
from qualcode.errors import QualcodeError
from qualcode.model import Coding, Transcript

if TYPE_CHECKING:
    from qualcode.coding.engine import Engine

_Item = TypeVar("_Item")
Track = Callable[[Sequence[_Item], str], Iterable[_Item]]


def silently(entries: Sequence[_Item], _about: str) -> Iterable[_Item]:
    """A `Track` that shows nothing."""
    return entries


def load_engine(key: RulesKey) -> Engine:
    """The engine for a codebook; imports spaCy, which costs more than a second."""
    from qualcode.coding.engine import Engine
    from qualcode.coding.language import StudyLanguage

    return Engine(key.codebook, key.unit, StudyLanguage(key.language, key.pipeline))


@dataclass(frozen=True, slots=True)
class Derived:
    """Rule codings in the order of the transcripts, and how many transcripts were coded anew."""

    codings: tuple[Coding, ...]
    computed: int
    cached: int


def derive(
    transcripts: Sequence[Transcript],
    key: RulesKey,
    cache: Cache,
    engine: Callable[[], Engine],
    track: Track[Transcript] = silently,
) -> Derived:
    """Return the rule codings of the transcripts, coding only those whose cache is out of date.

    A cache that cannot be written (a read-only folder) costs time, not the result.
    """
    keys = _keys(transcripts, key)
    known = {entry.id: cache.load(entry, keys[entry.id]) for entry in transcripts}
    stale = [entry for entry in transcripts if known[entry.id] is None]
    for transcript in track(stale, "Coding by rules") if stale else ():
        codings = engine().transcript(transcript)
        known[transcript.id] = codings
        with contextlib.suppress(QualcodeError, OSError):
            cache.save(transcript, keys[transcript.id], codings)
    together = tuple(coding for entry in transcripts for coding in known[entry.id] or ())
    return Derived(together, len(stale), len(transcripts) - len(stale))


def count_stale(transcripts: Sequence[Transcript], key: RulesKey, cache: Cache) -> int:
    """Number of transcripts that `derive` would code anew."""
    keys = _keys(transcripts, key)
    return sum(cache.load(entry, keys[entry.id]) is None for entry in transcripts)


def _keys(transcripts: Sequence[Transcript], key: RulesKey) -> dict[str, str]:
    digest = key.digest()
    return {transcript.id: transcript_key(digest, transcript) for transcript in transcripts}
