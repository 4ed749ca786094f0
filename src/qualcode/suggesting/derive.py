"""The suggestions for a study: from the cache where nothing changed, made where something did."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.coding.cache import Cache, transcript_key
from qualcode.coding.tracking import Track, silently
from qualcode.errors import QualcodeError
from qualcode.model import Coding, Transcript
from qualcode.suggesting.suggester import Suggester


@dataclass(frozen=True, slots=True)
class Derived:
    """A suggester's codings in the order of the transcripts, and how many transcripts were coded anew."""

    codings: tuple[Coding, ...]
    computed: int
    cached: int


def derive(
    suggester: Suggester,
    transcripts: Sequence[Transcript],
    cache: Cache,
    track: Track[Transcript] = silently,
) -> Derived:
    """Return what is suggested for the transcripts, coding only those whose cache is out of date.

    A cache that cannot be written (a read-only folder) costs time, not the result.
    """
    version = suggester.version
    keys = {entry.id: transcript_key(version, entry) for entry in transcripts}
    known = {entry.id: cache.load(entry, keys[entry.id]) for entry in transcripts}
    stale = [entry for entry in transcripts if known[entry.id] is None]
    for transcript in track(stale, f"Coding by {suggester.name}") if stale else ():
        codings = tuple(suggester.suggest(transcript))
        known[transcript.id] = codings
        with contextlib.suppress(QualcodeError, OSError):
            cache.save(transcript, keys[transcript.id], codings)
    together = tuple(coding for entry in transcripts for coding in known[entry.id] or ())
    return Derived(together, len(stale), len(transcripts) - len(stale))


def kept(suggester: Suggester, transcript: Transcript, cache: Cache) -> tuple[Coding, ...] | None:
    """What is suggested for a transcript as it now stands; None where it was not made yet."""
    return cache.load(transcript, transcript_key(suggester.version, transcript))
