"""Hand codings, each carried over to the body of its transcript as it stands now."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from qualcode.anchors import STATUSES, Anchor, Placement, relocate
from qualcode.errors import Fault
from qualcode.journal.ledger import HandCoding, PlaceDecision
from qualcode.journal.log import SUFFIX
from qualcode.model import Coding, Direction, Segment, Transcript
from qualcode.positions import nearest

_ADVICE = "see `qualcode anchors` and settle it with `qualcode anchors resolve`"


_P = TypeVar("_P", bound=PlaceDecision)


@dataclass(frozen=True, slots=True)
class Placed(Generic[_P]):
    """A coding (or rejection), the anchor that counts for the present body, and where that one leads."""

    coding: _P
    anchor: Anchor
    placement: Placement

    @property
    def quote(self) -> str:
        """The words that were coded."""
        return self.anchor.quote


def place_all(codings: Iterable[_P], transcripts: Iterable[Transcript]) -> tuple[Placed[_P], ...]:
    """Carry codings over to the transcripts, in order of transcript and place; orphaned where one is gone."""
    bodies = {transcript.id: transcript for transcript in transcripts}
    by_transcript: dict[str, list[_P]] = defaultdict(list)
    for coding in codings:
        by_transcript[coding.transcript].append(coding)
    return tuple(
        entry
        for name in sorted(by_transcript)
        for entry in sorted(
            _carried(by_transcript[name], bodies.get(name)),
            key=lambda each: (each.anchor.start, each.coding.id),
        )
    )


def _carried(codings: Sequence[_P], transcript: Transcript | None) -> list[Placed[_P]]:
    if transcript is None:
        return [Placed(coding, coding.anchor(), Placement("orphaned")) for coding in codings]
    anchors = [coding.anchor(transcript.body_hash) for coding in codings]
    placements = relocate(anchors, transcript.body, transcript.body_hash)
    return [Placed(*entry) for entry in zip(codings, anchors, placements, strict=True)]


PlacedCoding = Placed[HandCoding]


# --- what is wrong, and what is counted ---------------------------------------------------


def as_data(placed: Sequence[PlacedCoding]) -> dict[str, object]:
    """Hand codings as plain data: where each was, where it is, and how many there are of each kind."""
    counts = Counter(entry.placement.status for entry in placed)
    return {
        "counts": {status: counts[status] for status in STATUSES},
        "codings": [
            {
                "id": entry.coding.id,
                "transcript": entry.anchor.transcript,
                "status": entry.placement.status,
                "old": [entry.anchor.start, entry.anchor.end],
                "new": list(entry.placement.place) if entry.placement.place else None,
                "quote": entry.quote,
            }
            for entry in placed
        ],
    }


def faults_of(
    placed: Iterable[PlacedCoding], transcripts: Iterable[Transcript], codes: Collection[str], place: str
) -> list[Fault]:
    """What a check says about hand codings: codes and transcripts that are gone, open places, damaged lines.

    What is gone is told once, with how many codings of whom hang on it, and the nearest that is there.
    """
    placed, bodies = tuple(placed), {transcript.id: transcript for transcript in transcripts}
    return [
        *_gone(placed, "code", lambda entry: entry.coding.code, codes, place),
        *_gone(placed, "transcript", lambda entry: entry.anchor.transcript, bodies, place),
        *(
            Fault(f"{place}/{entry.coding.coder}{SUFFIX}", problem, _ADVICE)
            for entry in placed
            for problem in _problems(entry, bodies.get(entry.anchor.transcript))
        ),
    ]


def _gone(
    placed: Iterable[PlacedCoding],
    what: str,
    named: Callable[[PlacedCoding], str],
    known: Collection[str],
    place: str,
) -> Iterator[Fault]:
    """A fault for each code or transcript that codings name and nobody has."""
    missing: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in placed:
        if named(entry) not in known:
            missing[named(entry)][entry.coding.coder] += 1
    for name, coders in sorted(missing.items()):
        by_whom = ", ".join(f"{coder} {number}" for coder, number in sorted(coders.items()))
        number = coders.total()
        codings = "1 coding has" if number == 1 else f"{number} codings have"
        problem = f"{codings} the {what} {name!r}, which is gone ({by_whom})"
        yield Fault(place, problem, f"put it back; of those that are there: {nearest(name, sorted(known))}")


def _problems(entry: PlacedCoding, text: Transcript | None) -> Iterator[str]:
    if text is None:
        return
    name, where = f"coding {entry.coding.id}", text.id
    inside = text.body[entry.anchor.start : entry.anchor.end]
    if entry.anchor.body_hash == text.body_hash and inside != entry.anchor.quote:
        yield f"{name} is damaged: its quote does not stand in {where} where it says"
    if not entry.placement.settled:
        yield f"{name} is {entry.placement.status} since {where} was edited"


def as_codings(placed: Iterable[PlacedCoding], transcripts: Iterable[Transcript]) -> tuple[Coding, ...]:
    """The codings whose place is known, as all codings are counted; the others are left out.

    A coding that lies over several turns is several: one for what each speaker says of it.
    """
    bodies = {transcript.id: transcript for transcript in transcripts}
    return tuple(
        Coding(
            Segment(entry.anchor.transcript, start, end),
            entry.coding.code,
            entry.coding.coder,
            speaker,
            _direction(entry.coding.direction),
        )
        for entry in placed
        if entry.placement.place is not None
        for start, end, speaker in _spoken(bodies[entry.anchor.transcript], *entry.placement.place)
    )


def speakers_of(
    placed: Iterable[PlacedCoding], transcripts: Iterable[Transcript]
) -> dict[str, frozenset[str]]:
    """By id of a coding whose place is known the participants whose words it has; "" is nobody's."""
    bodies = {transcript.id: transcript for transcript in transcripts}
    return {
        entry.coding.id: frozenset(
            speaker or ""
            for _, _, speaker in _spoken(bodies[entry.anchor.transcript], *entry.placement.place)
        )
        for entry in placed
        if entry.placement.place is not None
    }


def _spoken(transcript: Transcript, start: int, end: int) -> Iterable[tuple[int, int, str | None]]:
    """What each turn says of a span, without blanks at its ends, and who says it."""
    turns = transcript.turns
    for turn in turns[bisect_right(turns, start, key=lambda turn: turn.end) :]:
        if turn.start >= end:
            return
        left, right = max(start, turn.start), min(end, turn.end)
        words = transcript.body[left:right]
        if words.strip():
            blank = len(words) - len(words.lstrip())
            yield left + blank, left + len(words.rstrip()), turn.participant


def _direction(text: str) -> Direction | None:
    return text if text in {"+", "±", "-"} else None  # type: ignore[return-value]


def speaker_at(transcript: Transcript, offset: int) -> str | None:
    """Whose turn an offset belongs to; a speaker's name in front of a turn belongs to that turn."""
    return next((turn.participant for turn in transcript.turns if offset < turn.end), None)
