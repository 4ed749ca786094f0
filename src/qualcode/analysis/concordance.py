"""Words found in transcripts as a concordance: each with what stands before and behind it (KWIC)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualcode.model import INTERVIEWER, Span, Transcript, Unit

PlaceKey = tuple[str, int, int]
"""Transcript, start, end."""
CodedPlace = tuple[str, int, int, str]
"""Transcript, start, end, code."""

HEADER = ("transcript", "participant", "speaker", "start", "end", "left", "hit", "right", "codes")
"""Of `ConcordanceLine.as_row`."""
_LONGEST = 24
_BLANK = re.compile(r"\s+")
_PIECE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a transcript that meet an expression.

    `words` are their spans (several where an expression needs words together), `unit` and `turn` those of
    what they stand in; `participant` is "" for talk that is nobody's. `codes` are those of the codings that
    share a code point with the hit.
    """

    transcript: str
    participant: str
    speaker: str
    words: tuple[Span, ...]
    unit: Span
    turn: Span
    codes: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where the first of the words starts."""
        return min(start for start, _ in self.words)

    @property
    def end(self) -> int:
        """Where the last of the words ends."""
        return max(end for _, end in self.words)


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """A line of the concordance; `left + words + right` is the text as it stands."""

    hit: Hit
    left: str
    words: str
    right: str

    def as_row(self) -> list[str]:
        """As a row below `HEADER`, each text on one line."""
        hit, texts = self.hit, (self.left, self.words, self.right)
        place = [hit.transcript, hit.participant, hit.speaker, str(hit.start), str(hit.end)]
        return [*place, *(flat(text).strip() for text in texts), ";".join(hit.codes)]

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        hit = self.hit
        return {
            "transcript": hit.transcript,
            "participant": hit.participant or None,
            "speaker": hit.speaker or None,
            "start": hit.start,
            "end": hit.end,
            "left": self.left,
            "hit": self.words,
            "right": self.right,
            "words": [list(span) for span in hit.words],
            "unit": list(hit.unit),
            "codes": list(hit.codes),
        }


@dataclass(frozen=True, slots=True)
class Concordance:
    """The hits of an expression in the order of the text, and in how many transcripts they were sought."""

    expression: str
    unit: str
    transcripts: int
    hits: tuple[Hit, ...]

    @property
    def found_in(self) -> int:
        """Number of transcripts with a hit."""
        return len({hit.transcript for hit in self.hits})

    @property
    def said_by(self) -> int:
        """Number of participants with a hit."""
        return len({hit.participant for hit in self.hits} - {"", INTERVIEWER})


def hits_in(
    transcript: Transcript, units: Sequence[Unit], found: Iterable[Sequence[tuple[Span, ...]]]
) -> Iterator[Hit]:
    """Yield what was found in each unit (as spans of the unit's text), in the order of the text."""
    for unit, entries in zip(units, found, strict=True):
        turn = transcript.turns[unit.turn]
        for words in sorted(entries):
            yield Hit(
                transcript=transcript.id,
                participant=turn.participant or "",
                speaker=turn.speaker or "",
                words=tuple((unit.start + start, unit.start + end) for start, end in words),
                unit=(unit.start, unit.end),
                turn=(turn.start, turn.end),
            )


# --- codes --------------------------------------------------------------------------------


def with_codes(hits: Sequence[Hit], codings: Iterable[CodedPlace]) -> list[Hit]:
    """The hits, each with the codes of the codings that share a code point with it."""
    places = [(hit.transcript, hit.start, hit.end) for hit in hits]
    return [replace(hit, codes=codes) for hit, codes in zip(hits, codes_over(places, codings), strict=True)]


def in_uncoded_units(hits: Sequence[Hit], codings: Iterable[CodedPlace]) -> list[Hit]:
    """The hits whose unit shares no code point with any of the codings."""
    units = [(hit.transcript, *hit.unit) for hit in hits]
    return [hit for hit, codes in zip(hits, codes_over(units, codings), strict=True) if not codes]


def codes_over(places: Sequence[PlaceKey], codings: Iterable[CodedPlace]) -> list[tuple[str, ...]]:
    """For each place the codes of the codings that share a code point with it, by where these start.

    Places of one transcript have to come in the order of their starts; then the work grows with the number
    of places and codings, not with their product.
    """
    waiting: dict[str, list[tuple[int, int, str]]] = {}
    for transcript, start, end, code in sorted(codings, reverse=True):
        waiting.setdefault(transcript, []).append((start, end, code))
    met: dict[str, list[tuple[int, int, str]]] = {}
    found: list[tuple[str, ...]] = []
    for transcript, start, end in places:
        ahead, near = waiting.get(transcript, []), met.setdefault(transcript, [])
        while ahead and ahead[-1][0] < end:
            near.append(ahead.pop())
        near[:] = [entry for entry in near if entry[1] > start]
        found.append(tuple(dict.fromkeys(code for first, _, code in near if first < end)))
    return found


# --- segments to code ---------------------------------------------------------------------


def segments(hits: Iterable[Hit], span: str = "unit") -> dict[PlaceKey, list[Hit]]:
    """The segments to code for some hits, each with its hits: their units, or (`hit`) their words."""
    found: dict[PlaceKey, list[Hit]] = {}
    for hit in hits:
        place = hit.unit if span == "unit" else (hit.start, hit.end)
        found.setdefault((hit.transcript, *place), []).append(hit)
    return found


def uncovered(places: Iterable[PlaceKey], coded: Collection[PlaceKey]) -> list[PlaceKey]:
    """The places that do not lie inside one of those coded already."""
    spans: dict[str, list[Span]] = {}
    for transcript, start, end in coded:
        spans.setdefault(transcript, []).append((start, end))
    return [
        (transcript, start, end)
        for transcript, start, end in places
        if not any(first <= start and end <= last for first, last in spans.get(transcript, ()))
    ]


# --- lines --------------------------------------------------------------------------------


def line(hit: Hit, body: str, context: int) -> ConcordanceLine:
    """A hit with at most `context` words on either side, all of the same turn.

    A word is what stands between blanks; where a script writes none, a context ends after some signs.
    """
    window = context * _LONGEST
    before = body[max(hit.turn[0], hit.start - window) : hit.start]
    after = body[hit.end : min(hit.turn[1], hit.end + window)]
    left, right = _last(before, context), _first(after, context)
    return ConcordanceLine(hit, left, body[hit.start : hit.end], right)


def _last(text: str, words: int) -> str:
    pieces = list(_PIECE.finditer(text))
    return text[pieces[-words].start() :] if 0 < words < len(pieces) else text if words else ""


def _first(text: str, words: int) -> str:
    pieces = list(_PIECE.finditer(text))
    return text[: pieces[words - 1].end()] if 0 < words < len(pieces) else text if words else ""


def flat(text: str) -> str:
    """The text on one line; a break between paragraphs shows as ¶."""
    return _BLANK.sub(" ", re.sub(r"\n\s*\n", " ¶ ", text))
