"""Who has coded what: a summary of the logs by coder. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.journal.events import Event
from qualcode.journal.ledger import Decision, Done, HandCoding, Ledger, Note, Rejection


@dataclass(frozen=True, slots=True)
class Coder:
    """What holds of one coder's decisions.

    Attributes:
        codings: number of codings that hold; `blind` is how many of them were made blind.
        rejected: number of suggestions turned down.
        begun: transcripts with a decision of this coder that holds, in order.
        done: those that are marked as done, in order.
        first: when the first decision was made, and `last` when the last one (as the log writes it).
        logs: names of the files with lines of this coder.
    """

    name: str
    codings: int
    blind: int
    rejected: int
    notes: int
    begun: tuple[str, ...]
    done: tuple[str, ...]
    first: str
    last: str
    logs: tuple[str, ...]


def summaries(ledger: Ledger, logs: Mapping[str, Iterable[Event]]) -> tuple[Coder, ...]:
    """Every coder who has written, by name; `logs` are the events of each file, by its name."""
    events: dict[str, list[Event]] = defaultdict(list)
    for event in ledger.events:
        events[event.coder].append(event)
    things: dict[str, list[Decision]] = defaultdict(list)
    for thing in ledger.things:
        things[thing.coder].append(thing)
    files: dict[str, list[str]] = defaultdict(list)
    for file in sorted(logs):
        for name in {event.coder for event in logs[file]}:
            files[name].append(file)
    return tuple(_summary(name, events[name], things[name], files[name]) for name in sorted(events))


def _summary(name: str, events: Sequence[Event], things: Sequence[Decision], files: Sequence[str]) -> Coder:
    codings = [thing for thing in things if isinstance(thing, HandCoding)]
    return Coder(
        name,
        len(codings),
        sum(coding.blind for coding in codings),
        sum(isinstance(thing, Rejection) for thing in things),
        sum(isinstance(thing, Note) for thing in things),
        tuple(sorted({thing.transcript for thing in things if thing.transcript})),
        tuple(sorted({thing.transcript for thing in things if isinstance(thing, Done)})),
        events[0].time,
        events[-1].time,
        tuple(files),
    )
