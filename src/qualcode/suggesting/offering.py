"""What is offered for review: suggestions, and on which of them a coder has not decided yet. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from qualcode.journal.ledger import Rejection
from qualcode.journal.placing import Placed, PlacedCoding
from qualcode.model import INHERITED, Codebook, Coding, Evidence, Span

_Decided = Mapping[tuple[str, str], list[Span]]


def suggestions_of(codings: Iterable[Coding]) -> tuple[Coding, ...]:
    """What a suggester found in the words themselves: all but the topics that answers inherit."""
    return tuple(coding for coding in codings if not _is_inherited(coding.evidence))


def _is_inherited(evidence: tuple[Evidence, ...]) -> bool:
    return bool(evidence) and all(found.rule == INHERITED for found in evidence)


def reason_of(suggestion: Coding) -> str:
    """Its evidence in words, as the log keeps it where the suggestion is accepted."""
    return "; ".join(str(found) for found in suggestion.evidence)


def open_suggestions(
    codings: Iterable[Coding],
    own: Iterable[PlacedCoding],
    rejected: Iterable[Placed[Rejection]],
    codebook: Codebook,
) -> tuple[Coding, ...]:
    """The suggestions on which a coder has decided nothing, in the order given.

    `own` and `rejected` are that coder's alone. A coding with the suggestion's code or one below it, or a
    rejection of it, decides on it where they share a code point; one whose place is not known decides
    on nothing.
    """
    decided = _decided(own, rejected, codebook)
    return tuple(
        suggestion
        for suggestion in suggestions_of(codings)
        if not _meets(
            decided.get((suggestion.segment.transcript, suggestion.code), ()),
            (suggestion.segment.start, suggestion.segment.end),
        )
    )


def _decided(
    own: Iterable[PlacedCoding], rejected: Iterable[Placed[Rejection]], codebook: Codebook
) -> _Decided:
    """By transcript and code the spans that are decided on: apart from each other, in order."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for entry in own:
        if entry.placement.place is not None:
            for code in codebook.lineage(entry.coding.code) or (entry.coding.code,):
                spans[entry.anchor.transcript, code].append(entry.placement.place)
    for turned_down in rejected:
        if turned_down.placement.place is not None:
            where = turned_down.anchor.transcript, turned_down.coding.code
            spans[where].append(turned_down.placement.place)
    return {key: _joined(sorted(found)) for key, found in spans.items()}


def _joined(ordered: Iterable[Span]) -> list[Span]:
    """Spans in order → the spans they cover together."""
    joined: list[Span] = []
    for start, end in ordered:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _meets(spans: list[Span] | tuple[()], asked: Span) -> bool:
    """Whether one of the spans shares a code point with the one asked about."""
    behind = bisect_right(spans, asked[0], key=lambda span: span[1]) if spans else 0
    return behind < len(spans) and spans[behind][0] < asked[1]
