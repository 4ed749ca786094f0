"""The codings that count, put together from the layers of the transcripts, and the units they lie in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.coding.topics import inherited
from qualcode.model import INTERVIEWER, RULES, Codebook, Coding, Segment, Transcript, Unit, Units
from qualcode.suggesters import is_suggester

_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Layered:
    """The codings that count, as they were made: in the order of transcripts, then of the text.

    `topics_of_rules` are the transcripts of people or of the consensus in which the rules' topics stay,
    since nobody applied any there.
    """

    codings: tuple[Coding, ...]
    topics_of_rules: frozenset[str]


def layered(
    of: Mapping[str, str],
    suggested: Mapping[str, Sequence[Coding]],
    hand_codings: Iterable[Coding],
    *,
    transcripts: Sequence[Transcript],
    units: Units,
    codebook: Codebook,
) -> Layered:
    """Put the layers together.

    Topics that somebody applied to an interviewer's questions are inherited by the answers, as those of
    the rules are. Where a coder applied no topic in a transcript at all, the rules' topics stay there.

    Args:
        of: by transcript the coder who counts; codings in other transcripts are left out.
        suggested: those of the suggesters that count, and of the rules, by name; in the order of the
            transcripts.
        hand_codings: those of all coders, each within one turn.
        transcripts: the study's, in order.
        units: their units, of the study's kind.
        codebook: whose topics are inherited.
    """
    coders = {of.get(transcript.id, "") for transcript in transcripts}
    if len(coders) == 1 and coders <= suggested.keys():
        return Layered(tuple(suggested[coders.pop()]), frozenset())
    by_machine = {name: _by_transcript(codings) for name, codings in suggested.items()}
    by_rules, by_hand = by_machine.get(RULES, _by_transcript(())), _by_transcript(hand_codings)
    together: list[Coding] = []
    kept: set[str] = set()
    for transcript in transcripts:
        name = transcript.id
        coder = of.get(name, "")
        if is_suggester(coder):
            together += by_machine[coder][name]
            continue
        own = [coding for coding in by_hand[name] if coding.coder == coder]
        work = list(_work(transcript, units[name], own, codebook))
        together += work
        if coder and not any(_is_topic(coding, codebook) for coding in work):
            topics = [coding for coding in by_rules[name] if _is_topic(coding, codebook)]
            together += topics
            kept |= {name} if topics else set()
    return Layered(tuple(together), frozenset(kept))


def _by_transcript(codings: Iterable[Coding]) -> defaultdict[str, list[Coding]]:
    found: defaultdict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        found[coding.segment.transcript].append(coding)
    return found


def _work(
    transcript: Transcript, units: Sequence[Unit], own: Iterable[Coding], codebook: Codebook
) -> Iterator[Coding]:
    """A coder's codings by place, those of one place as in the codebook; then what answers inherit."""
    order = {code.id: number for number, code in enumerate(codebook)}
    said = [coding for coding in own if units_under(units, transcript.body, coding.segment)]
    said.sort(key=lambda each: (each.segment.start, each.segment.end, order.get(each.code, len(order))))
    yield from said
    asked = [each for each in said if each.participant == INTERVIEWER and _is_topic(each, codebook)]
    if asked:
        yield from inherited(transcript, units, asked, asked[0].coder)


def _is_topic(coding: Coding, codebook: Codebook) -> bool:
    code = codebook.by_id.get(coding.code)
    return code is not None and code.kind == "topic"


# --- in units -----------------------------------------------------------------------------


def in_units(codings: Iterable[Coding], units: Units, bodies: Mapping[str, str]) -> Iterator[Coding]:
    """Yield each hand coding once for every unit in which one of its words lies; suggestions as they are.

    `units` are in order and do not overlap, `bodies` the texts; both by transcript.
    """
    for coding in codings:
        if is_suggester(coding.coder):
            yield coding
            continue
        name = coding.segment.transcript
        for unit in units_under(units[name], bodies[name], coding.segment):
            yield replace(coding, segment=Segment(name, unit.start, unit.end))


def units_under(units: Sequence[Unit], body: str, segment: Segment) -> list[Unit]:
    """The units that a segment codes: those it shares a letter or digit with, or has all of.

    A full stop, a quote or a blank too many at its end so codes no neighbour.
    """
    first = bisect_right(units, segment.start, key=lambda unit: unit.end)
    last = bisect_left(units, segment.end, key=lambda unit: unit.start)
    return [unit for unit in units[first:last] if _holds_words(unit, body, segment)]


def _holds_words(unit: Unit, body: str, segment: Segment) -> bool:
    start, end = max(unit.start, segment.start), min(unit.end, segment.end)
    return (start, end) == (unit.start, unit.end) or _WORD.search(body, start, end) is not None
