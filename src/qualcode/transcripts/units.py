"""Transcripts cut into units: turns, paragraphs or sentences."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model import Transcript, Turn, Unit, UnitKind
from qualcode.transcripts.sentences import sentence_spans


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
