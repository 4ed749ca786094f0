"""Where coders disagree, unit by unit: who gave a code, who did not, what kind of difference it is. Pure.

Kinds, each before the next:

* different direction: all gave the code there, but not the same direction
* different boundary: all gave the code there, to other words; or somebody did not, but gave it right beside
* different code: who did not give it gave another one there, which those who gave it did not give
* missed: who did not give it gave nothing there that others had not given
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, get_args

from qualcode.analysis.layering import units_under
from qualcode.model import Coding, Span, Unit
from qualcode.suggesters import is_suggester

DisputeKind = Literal["different direction", "different boundary", "different code", "missed"]
KINDS: tuple[DisputeKind, ...] = get_args(DisputeKind)
Roots = Mapping[str, Sequence[str]]
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Stance:
    """What a coder made of a unit.

    Attributes:
        given: whether the coder gave the code there.
        direction: the direction given, "" for none.
        spans: the words that got the code, as far as they lie in the unit.
        instead: ids of codes given there by this coder and by none of those who gave the code.
    """

    coder: str
    given: bool
    direction: str = ""
    spans: tuple[Span, ...] = ()
    instead: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return {
            "coder": self.coder,
            "given": self.given,
            "direction": self.direction or None,
            "spans": [list(span) for span in self.spans],
            "instead": list(self.instead),
        }


@dataclass(frozen=True, slots=True)
class Dispute:
    """One code in one unit on which coders differ."""

    transcript: str
    unit: Unit
    code: str
    kind: DisputeKind
    said: tuple[Stance, ...]

    @property
    def id(self) -> str:
        """What it goes by, as long as the text stays as it is: `I01:1204:consultations`."""
        return f"{self.transcript}:{self.unit.start}:{self.code}"

    @property
    def place(self) -> tuple[str, int]:
        """The unit: transcript, and where it begins."""
        return self.transcript, self.unit.start

    @property
    def is_open(self) -> bool:
        """Whether consensus needs a decision; where all gave the same, other words in a unit do not."""
        return self.kind == "different direction" or not all(each.given for each in self.said)


def disputes_in(
    transcript: str,
    units: Sequence[Unit],
    body: str,
    codings: Iterable[Coding],
    *,
    coders: Sequence[str],
    codes: Sequence[str],
    roots: Roots,
) -> list[Dispute]:
    """The disagreements of coders in one transcript, by place, then as `codes` stand.

    Args:
        transcript: its id.
        units: its units, in order; what lies outside of them is not compared.
        body: its text.
        codings: of these coders in it.
        coders: who is compared, in order.
        codes: ids of the codes that are compared.
        roots: for each code the compared codes that it counts for.
    """
    own = list(codings)
    given = given_in(units, body, own, roots)
    spans = _spans_of(own, roots)
    order = {code: number for number, code in enumerate(codes)}
    found: list[Dispute] = []
    for place in sorted(given):
        here = given[place]
        for code in sorted({code for work in here.values() for code in work}, key=order.__getitem__):
            said = tuple(_said(units[place], here, coder, code) for coder in coders)
            kind = _kind(units[place], body, said, {coder: spans[coder, code] for coder in coders})
            if kind is not None:
                found.append(Dispute(transcript, units[place], code, kind, said))
    return found


_Here = Mapping[str, Mapping[str, Sequence[Coding]]]


def given_in(
    units: Sequence[Unit], body: str, codings: Iterable[Coding], roots: Roots
) -> dict[int, dict[str, dict[str, list[Coding]]]]:
    """By number of the unit, coder and compared code the codings that lie there."""
    places = {(unit.start, unit.end): at for at, unit in enumerate(units)}
    given: dict[int, dict[str, dict[str, list[Coding]]]] = {}
    for coding in codings:
        if not roots.get(coding.code):
            continue
        for unit in units_under(units, body, coding.segment):
            here = given.setdefault(places[unit.start, unit.end], {}).setdefault(coding.coder, {})
            for code in roots[coding.code]:
                here.setdefault(code, []).append(coding)
    return given


def _spans_of(codings: Iterable[Coding], roots: Roots) -> defaultdict[tuple[str, str], list[Span]]:
    """By coder and code where the code was given."""
    spans: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for coding in codings:
        for code in roots.get(coding.code, ()):
            spans[coding.coder, code].append((coding.segment.start, coding.segment.end))
    return spans


def _said(unit: Unit, here: _Here, coder: str, code: str) -> Stance:
    work = here.get(coder, {})
    if code not in work:
        theirs = {other for name in here if code in here[name] for other in here[name]}
        return Stance(coder, given=False, instead=tuple(sorted(work.keys() - theirs)))
    directions = sorted({coding.direction or "" for coding in work[code]})
    spans = united(clipped(unit, work[code]))
    return Stance(coder, given=True, direction="/".join(filter(None, directions)), spans=tuple(spans))


def clipped(unit: Unit, codings: Iterable[Coding]) -> list[Span]:
    """Where codings lie in a unit."""
    return [(max(unit.start, each.segment.start), min(unit.end, each.segment.end)) for each in codings]


def united(spans: Iterable[Span]) -> list[Span]:
    """All that is in any of the spans, in order; those that overlap or touch made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _kind(
    unit: Unit, body: str, said: Sequence[Stance], spans: Mapping[str, Sequence[Span]]
) -> DisputeKind | None:
    givers = [each for each in said if each.given]
    if len(givers) == len(said):
        told = [each.direction for each in said if each.direction or not is_suggester(each.coder)]
        if len(set(told)) > 1:
            return "different direction"
        return None if len({_words(body, each.spans) for each in said}) == 1 else "different boundary"
    over = [
        span for each in givers for span in spans[each.coder] if span[0] < unit.end and unit.start < span[1]
    ]
    others = [each for each in said if not each.given]
    if any(_touches(body, span, own) for each in others for own in spans[each.coder] for span in over):
        return "different boundary"
    return "different code" if any(each.instead for each in others) else "missed"


def _words(body: str, spans: Iterable[Span]) -> frozenset[int]:
    """The letters and digits that spans mark: pieces side by side or a full stop more are no other words."""
    return frozenset(at for start, end in spans for at in range(start, end) if body[at].isalnum())


def _touches(body: str, one: Span, other: Span) -> bool:
    """Whether two spans overlap, or have no letter or digit between them."""
    first, second = sorted((one, other))
    return first[1] >= second[0] or not any(map(str.isalnum, body[first[1] : second[0]]))


def in_words(said: Stance) -> str:
    """What a coder made of a unit: `coded`, `coded +`, `not coded`, `not coded; instead: russia`."""
    if said.given:
        return f"coded {said.direction}".strip()
    return "not coded" + (f"; instead: {', '.join(said.instead)}" if said.instead else "")


def around(body: str, unit: Unit, reach: int) -> tuple[str, str]:
    """What stands before and after a unit: whole words, at most `reach` code points on either side."""
    before, after = body[max(0, unit.start - reach) : unit.start], body[unit.end : unit.end + reach]
    if unit.start > reach:
        before = before.partition(" ")[2]
    if unit.end + reach < len(body):
        after = after.rpartition(" ")[0]
    return before.strip(), after.strip()


# --- all together -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Confusion:
    """Which codes are taken for which.

    Attributes:
        coders: row coder and column coder; of more than two, "one" and "another" of each pair, so that the
            table is the same both ways.
        codes: ids of the codes, rows and columns; "" is nothing.
        counts: number of units (of more than two coders, of units in each pair) by row code and column code;
            both gave it on the diagonal. Off it, who gave the row's code did not give the column's, and the
            other way round.
    """

    coders: tuple[str, str]
    codes: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        cells = [
            {"row": row or None, "column": column or None, "units": number}
            for (row, column), number in self.counts.items()
        ]
        return {"coders": list(self.coders), "codes": [code or None for code in self.codes], "cells": cells}


def confusion(
    work: Iterable[tuple[Sequence[Unit], str, Iterable[Coding]]],
    *,
    coders: Sequence[str],
    codes: Sequence[str],
    roots: Roots,
) -> Confusion:
    """Count which codes stand where another coder has others.

    `work` has for each transcript its units, its body and the coders' codings.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for units, body, codings in work:
        for here in given_in(units, body, codings, roots).values():
            for one, other in combinations(coders, _SEVERAL):
                cells = list(_confused(set(here.get(one, ())), set(here.get(other, ()))))
                counts.update(cells)
                if len(coders) > _SEVERAL:
                    counts.update((column, row) for row, column in cells if row != column)
    met = {code for cell in counts for code in cell}
    named = (coders[0], coders[1]) if len(coders) == _SEVERAL else ("one", "another")
    shown = (*(code for code in codes if code in met), *([""] if "" in met else []))
    order = {code: number for number, code in enumerate(shown)}
    ordered = sorted(counts, key=lambda cell: (order[cell[0]], order[cell[1]]))
    return Confusion(named, shown, {cell: counts[cell] for cell in ordered})


def _confused(one: set[str], other: set[str]) -> Iterator[tuple[str, str]]:
    yield from ((code, code) for code in one & other)
    left, right = one - other, other - one
    yield from ((row, column) for row in left or {""} for column in right or {""} if row or column)
