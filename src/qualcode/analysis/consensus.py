"""What coders agree on in a transcript, by themselves and by verdict: the codings of the consensus. Pure.

In a unit where all gave a code, the consensus has the words that all marked; where those are none, all that
anybody marked. Where a verdict was found it has what the verdict says: the version that was taken, else all
that anybody marked, else the whole unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from qualcode.analysis.disputes import Dispute, clipped, given_in, united
from qualcode.journal.ledger import Verdict
from qualcode.model import Coding, Span, Unit

PlacedVerdict = tuple[Span, Verdict]
CODED = "coded"


@dataclass(frozen=True, slots=True)
class ConsensusPiece:
    """A span with a code in the consensus."""

    start: int
    end: int
    code: str
    direction: str


def verdict_on(unit: Unit, code: str, body: str, verdicts: Iterable[PlacedVerdict]) -> Verdict | None:
    """The newest verdict on that code whose place has all words of the unit."""
    found = [
        verdict
        for span, verdict in verdicts
        if verdict.code == code and _covers(span, _trimmed(body, (unit.start, unit.end)))
    ]
    return max(found, key=lambda verdict: verdict.id, default=None)


def open_of(disagreements: Iterable[Dispute], body: str, verdicts: Sequence[PlacedVerdict]) -> list[Dispute]:
    """Those that need a decision and have none."""
    return [
        each
        for each in disagreements
        if each.is_open and verdict_on(each.unit, each.code, body, verdicts) is None
    ]


def consensus_of(
    units: Sequence[Unit],
    body: str,
    codings: Iterable[Coding],
    *,
    coders: Sequence[str],
    codes: Sequence[str],
    verdicts: Sequence[PlacedVerdict],
) -> list[ConsensusPiece]:
    """The codings of the consensus in one transcript, by place; what is open is left out.

    Args:
        units: of the transcript, in order.
        body: its text.
        codings: of these coders in it.
        coders: those who must agree.
        codes: ids of the codes that count; each is taken as it was given.
        verdicts: each with its place in the text.
    """
    given = given_in(units, body, codings, {code: (code,) for code in codes})
    pieces: list[tuple[int, ConsensusPiece]] = []
    for at, unit in enumerate(units):
        here = given.get(at, {})
        ruled = {verdict.code for span, verdict in verdicts if _shares(span, unit) and verdict.code in codes}
        for code in {code for work in here.values() for code in work} | ruled:
            told = {coder: here.get(coder, {}).get(code, ()) for coder in coders}
            verdict = verdict_on(unit, code, body, verdicts)
            pieces += [(unit.turn, piece) for piece in _pieces(unit, code, told, verdict)]
    return sorted(_joined(pieces, body), key=lambda piece: (piece.start, piece.end, piece.code))


def _pieces(
    unit: Unit, code: str, told: Mapping[str, Sequence[Coding]], verdict: Verdict | None
) -> Iterator[ConsensusPiece]:
    if verdict is None:
        yield from _agreed(unit, code, told)
    elif verdict.verdict == CODED:
        named = {verdict.took: told.get(verdict.took, ())} if verdict.took else told
        spans = united(span for codings in named.values() for span in clipped(unit, codings))
        whole = [] if verdict.took else [(unit.start, unit.end)]
        yield from (ConsensusPiece(*span, code, verdict.direction) for span in spans or whole)


def _agreed(unit: Unit, code: str, told: Mapping[str, Sequence[Coding]]) -> Iterator[ConsensusPiece]:
    """What all gave, each direction by itself; nothing where they differ."""
    directions = {frozenset(coding.direction or "" for coding in codings) for codings in told.values()}
    if len(directions) > 1:
        return
    for direction in sorted(*directions):
        spans = [
            clipped(unit, [coding for coding in codings if (coding.direction or "") == direction])
            for codings in told.values()
        ]
        yield from (
            ConsensusPiece(*span, code, direction) for span in _shared(spans) or united(chain(*spans))
        )


def _shared(spans: Sequence[Sequence[Span]]) -> list[Span]:
    """What is in all of them."""
    common = united(spans[0])
    for other in spans[1:]:
        met = [
            (max(one[0], two[0]), min(one[1], two[1]))
            for one in common
            for two in united(other)
            if max(one[0], two[0]) < min(one[1], two[1])
        ]
        common = united(met)
    return common


def _joined(pieces: Iterable[tuple[int, ConsensusPiece]], body: str) -> Iterator[ConsensusPiece]:
    """Pieces of one code, direction and turn with nothing but blanks and stops between them made one."""
    alike: dict[tuple[int, str, str], list[ConsensusPiece]] = defaultdict(list)
    for turn, piece in pieces:
        alike[turn, piece.code, piece.direction].append(piece)
    for (_, code, direction), own in alike.items():
        current: ConsensusPiece | None = None
        for piece in sorted(own, key=lambda each: each.start):
            if current and not any(map(str.isalnum, body[current.end : piece.start])):
                current = ConsensusPiece(current.start, max(piece.end, current.end), code, direction)
                continue
            if current:
                yield current
            current = piece
        if current:
            yield current


def _trimmed(body: str, span: Span) -> Span:
    start, end = span
    while start < end and not body[end - 1].isalnum():
        end -= 1
    return start, end


def _covers(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _shares(span: Span, unit: Unit) -> bool:
    return span[0] < unit.end and unit.start < span[1]
