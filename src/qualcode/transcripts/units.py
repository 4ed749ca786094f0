"""Transcripts cut into units: turns, paragraphs or sentences, and the ids by which units are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from qualcode.model import Transcript, Turn, Unit, UnitKind
from qualcode.transcripts.sentences import sentence_spans

_SHOWN = 10  # hexadecimal digits: two of 10,000 units share them once in 20,000 transcripts
_BETWEEN = "\x1f"  # white space to `str.split`, so no text holds it


def units_of(transcript: Transcript, kind: UnitKind) -> tuple[Unit, ...]:
    """Return the units of a transcript in order; no unit crosses from one turn into another."""
    return tuple(
        Unit(start, end, number, turn.participant)
        for number, turn in enumerate(transcript.turns)
        for start, end in _spans(transcript.body, turn, kind)
    )


def _spans(body: str, turn: Turn, kind: UnitKind) -> Iterator[tuple[int, int]]:
    if kind == "turn":
        yield turn.start, turn.end
        return
    for start, end in turn.paragraphs:
        if kind == "paragraph":
            yield start, end
        else:
            yield from ((start + left, start + right) for left, right in sentence_spans(body[start:end]))


# --- ids ----------------------------------------------------------------------------------


def units_by_id(transcript: Transcript, kind: UnitKind) -> dict[str, Unit]:
    """Return the units of a transcript in order, each under its id (see `unit_ids`)."""
    units = units_of(transcript, kind)
    ids = unit_ids((transcript.body[unit.start : unit.end] for unit in units), kind)
    return dict(zip(ids, units, strict=True))


def unit_ids(texts: Iterable[str], kind: UnitKind) -> list[str]:
    """Return the ids of units from their texts: a letter for the kind, ten hexadecimal digits.

    An id is made from what the unit says, not from where it stands: never from offsets, line breaks,
    the number of blanks or the speaker. Units that say the same (`Yes.`) are told apart by the unit
    before them; those that this leaves alike also by the unit after them; those still alike by their
    number among themselves.

    The law: when a transcript is edited, only units that say the same as a unit touched by the edit,
    or as a direct neighbour of one, can get another id. A unit that alone says what it says, before
    the edit and after it, keeps its id whatever happens elsewhere.
    """
    said = [" ".join(text.split()) for text in texts]
    digests = [_digest(key) for key in _keys(said)]
    shared = Counter(digest[:_SHOWN] for digest in digests)
    return [
        kind[0] + (digest if shared[digest[:_SHOWN]] > 1 else digest[:_SHOWN])  # clashes are told in full
        for digest in digests
    ]


def _digest(key: str) -> str:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _keys(said: Sequence[str]) -> list[str]:
    """What tells each unit from all others, as little as does."""
    keys = list(said)
    around = ["", *said, ""]
    for offset in (0, 2):  # the unit before, the unit after
        for place in _alike(keys):
            keys[place] += _BETWEEN + around[place + offset]
    seen: Counter[str] = Counter()
    for place in _alike(keys):
        seen[keys[place]] += 1
        keys[place] += f"{_BETWEEN}{seen[keys[place]]}"
    return keys


def _alike(keys: Sequence[str]) -> list[int]:
    """The places whose key another place has as well."""
    count = Counter(keys)
    return [place for place, key in enumerate(keys) if count[key] > 1]
