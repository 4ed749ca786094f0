"""`qualcode find … --apply`: what was found is coded at once, after a look and a question."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from qualcode.cli.asking import agreed
from qualcode.cli.deciding import saved, several
from qualcode.cli.options import say
from qualcode.errors import refuse
from qualcode.model import INTERVIEWER, Direction

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.analysis.concordance import Concordance, Hit

WhatSpan = Literal["unit", "hit"]
SPANS: tuple[WhatSpan, ...] = get_args(WhatSpan)


@dataclass(frozen=True, slots=True)
class ApplyRequest:
    """What `--apply` asks for."""

    code: str
    coder: str
    span: WhatSpan
    direction: str
    memo: str
    speaker_chosen: bool
    blind: bool
    yes: bool

    def check(self, study: Study) -> None:
        """Refuse what cannot be applied before anything is looked for; raises `FaultsFound`."""
        from qualcode.journal import coder_name
        from qualcode.positions import nearest

        if not self.yes and not sys.stdin.isatty():
            refuse("--apply", "there is nobody here to ask", "look at the hits without it, then add --yes")
        if not self.coder:
            refuse("--apply", "needs to know who decides", "add --coder NAME")
        coder_name(self.coder)
        if self.code not in study.codebook:
            refuse("--apply", "is no code of the codebook", nearest(self.code, study.codebook.by_id))
        if self.direction and self.direction not in get_args(Direction):
            refuse("--direction", "is none of + ± -", "write +, ± or -")


@dataclass(frozen=True, slots=True)
class ApplyPlan:
    """The hits there are to code, and how many are left alone: coded already, said by an interviewer."""

    wish: ApplyRequest
    hits: tuple[Hit, ...]
    unit: str
    coded: int
    asked: int

    def carry_out(self, study: Study, hits: tuple[Hit, ...]) -> dict[str, Any]:
        """Code these hits if the person agrees; returns what `--json` says of it."""
        from qualcode.analysis.concordance import segments

        places = list(segments(hits, self.wish.span))
        new = self._apply(study, places) if places and self._agreed(study, places, len(hits)) else 0
        if not places:
            say("There is nothing to code.")
        wish = self.wish
        return {"applied": {"code": wish.code, "coder": wish.coder, "span": wish.span, "new": new}}

    def say_left_alone(self) -> None:
        """Say which hits are not coded, and why."""
        if self.coded:
            say(f"Left alone: {several(self.coded, 'hit')} that {self.wish.coder} coded so already.")
        if self.asked:
            say(
                f"Left alone: {several(self.asked, 'hit')} in what interviewers say; "
                "--speaker interviewer codes them."
            )

    def _agreed(self, study: Study, places: list[tuple[str, int, int]], hits: int) -> bool:
        what = self.unit if self.wish.span == "unit" else "place"
        inside = len({transcript for transcript, _, _ in places})
        question = (
            f"Apply {self.wish.code} ({study.codebook[self.wish.code].name}) as {self.wish.coder} "
            f"to {several(len(places), what)} ({several(hits, 'hit')}, {several(inside, 'transcript')})?"
        )
        return agreed(question, yes=self.wish.yes)

    def _apply(self, study: Study, places: list[tuple[str, int, int]]) -> int:
        from qualcode.journal import CodingRequest

        wish, texts = self.wish, {transcript.id: transcript for transcript in study.transcripts}
        hand = study.session(wish.coder, blind=wish.blind)
        done = hand.apply_all(
            [
                CodingRequest(texts[transcript], (start, end), wish.code, wish.direction, wish.memo)
                for transcript, start, end in places
            ]
        )
        new = sum(each.is_new for each in done)
        back = f"`qualcode undo --coder {wish.coder}` takes back all of them."
        saved(hand, f"Saved: {several(new, 'coding')}; {back}")
        return new


def planned(study: Study, wish: ApplyRequest, found: Concordance) -> ApplyPlan:
    """Part the hits to code from those that are left alone."""
    from qualcode.analysis.concordance import segments, uncovered

    codable = _codable(study, wish, found.hits)
    own = [
        (coding.segment.transcript, coding.segment.start, coding.segment.end)
        for coding in study.log.hand_codings
        if (coding.coder, coding.code) == (wish.coder, wish.code)
    ]
    places = segments(codable, wish.span)
    hits = tuple(hit for place in uncovered(places, own) for hit in places[place])
    return ApplyPlan(wish, hits, found.unit, len(codable) - len(hits), len(found.hits) - len(codable))


def _codable(study: Study, wish: ApplyRequest, hits: Iterable[Hit]) -> list[Hit]:
    """The hits without those in what interviewers say, which has topics only, unless they are asked for."""
    anybody = wish.speaker_chosen or study.codebook[wish.code].kind == "topic"
    return [hit for hit in hits if anybody or hit.participant != INTERVIEWER]
