"""Topics: coded on the interviewer's questions, and had by the answers. Needs no spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.model import (
    INHERITED,
    INTERVIEWER,
    RULES,
    Coding,
    Evidence,
    Segment,
    Transcript,
    Turn,
    Unit,
)


def inherited(
    transcript: Transcript, units: Sequence[Unit], asked: Sequence[Coding], coder: str = RULES
) -> Iterator[Coding]:
    """The topics of each unit of an answer: those of the last question that had any.

    `asked` are the topics that `coder` applied to questions; whose they are doesn't matter to the answer.
    """
    topics: list[str] = []
    for unit in units:
        turn = transcript.turns[unit.turn]
        if turn.participant == INTERVIEWER:
            topics = _topics(turn, asked) or topics
            continue
        segment = Segment(transcript.id, unit.start, unit.end)
        for topic in topics:
            yield Coding(segment, topic, coder, unit.participant, None, (Evidence(INHERITED, ()),))


def _topics(turn: Turn, asked: Sequence[Coding]) -> list[str]:
    within = (coding.code for coding in asked if turn.start <= coding.segment.start < turn.end)
    return list(dict.fromkeys(within))
