"""What was found is coded: which hits there are to code, and coding them as one act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from qualcode.analysis.concordance import Concordance, Hit, PlaceKey, segments, uncovered
from qualcode.errors import refuse
from qualcode.journal import CoderSession, CodingRequest, coder_name
from qualcode.model import INTERVIEWER, Codebook, Direction
from qualcode.positions import nearest
from qualcode.study.log import Log

WhatSpan = Literal["unit", "hit"]
SPANS: tuple[WhatSpan, ...] = get_args(WhatSpan)


@dataclass(frozen=True, slots=True)
class ApplyRequest:
    """What is to be made of hits.

    Attributes:
        span: whether the unit around a hit is coded, or its words.
        everybody: whether what interviewers say is coded, too; else it gets topics only.
    """

    code: str
    coder: str
    span: WhatSpan = "unit"
    direction: str = ""
    memo: str = ""
    everybody: bool = False
    blind: bool = False

    def check(self, codebook: Codebook) -> None:
        """Refuse what cannot be applied before anything is looked for; raises `FaultsFound`."""
        if not self.coder:
            refuse("--apply", "needs to know who decides", "add --coder NAME")
        coder_name(self.coder)
        if self.code not in codebook:
            refuse("--apply", "is no code of the codebook", nearest(self.code, codebook.by_id))
        if self.direction and self.direction not in get_args(Direction):
            refuse("--direction", "is none of + ± -", "write +, ± or -")


@dataclass(frozen=True, slots=True)
class ApplyPlan:
    """The hits there are to code, and how many are left alone: coded already, said by an interviewer."""

    wish: ApplyRequest
    hits: tuple[Hit, ...]
    coded: int
    asked: int

    def places(self, hits: Iterable[Hit]) -> list[PlaceKey]:
        """The segments to code for some of the hits."""
        return list(segments(hits, self.wish.span))

    def carry_out(self, log: Log, places: Iterable[PlaceKey]) -> tuple[CoderSession, int]:
        """Code these places; returns the coder at work, and how many codings are new."""
        wish, hand = self.wish, log.session(self.wish.coder, blind=self.wish.blind)
        wanted = [
            CodingRequest(log.texts.transcript(name), (start, end), wish.code, wish.direction, wish.memo)
            for name, start, end in places
        ]
        return hand, sum(each.is_new for each in hand.apply_all(wanted))

    def as_data(self, new: int) -> dict[str, Any]:
        """What was applied, as plain data."""
        return {"code": self.wish.code, "coder": self.wish.coder, "span": self.wish.span, "new": new}


def planned(log: Log, wish: ApplyRequest, found: Concordance) -> ApplyPlan:
    """Part the hits to code from those that are left alone."""
    codable = _codable(log.texts.codebook, wish, found.hits)
    own = [
        (coding.segment.transcript, coding.segment.start, coding.segment.end)
        for coding in log.hand_codings
        if (coding.coder, coding.code) == (wish.coder, wish.code)
    ]
    places = segments(codable, wish.span)
    hits = tuple(hit for place in uncovered(places, own) for hit in places[place])
    return ApplyPlan(wish, hits, len(codable) - len(hits), len(found.hits) - len(codable))


def _codable(codebook: Codebook, wish: ApplyRequest, hits: Iterable[Hit]) -> list[Hit]:
    """The hits without those in what interviewers say, which has topics only, unless they are asked for."""
    anybody = wish.everybody or codebook[wish.code].kind == "topic"
    return [hit for hit in hits if anybody or hit.participant != INTERVIEWER]
