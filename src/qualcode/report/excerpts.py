"""The codings as excerpts: their words, without names, and the attributes that may be shown."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from qualcode.analysis.quotes import Quote
from qualcode.analysis.selection import NONE
from qualcode.privacy.masking import mask_excerpt
from qualcode.report.model import Excerpt
from qualcode.study.tables import Tables


class Masks:
    """Takes the names of a speaker's own case out of what they say; `times` counts them.

    What is `internal` stays as it is.
    """

    def __init__(self, tables: Tables, *, internal: bool) -> None:
        self.internal, self.times = internal, 0
        self._cases = {case.id: case.names for case in tables.texts.cases}

    def masked(self, text: str, start: int, length: int, case: str) -> str:
        """`length` code points of a text from a place on, without the names of the case."""
        if self.internal:
            return text[start : start + length]
        masked, times = mask_excerpt(text, (start, start + length), self._cases.get(case, ()))
        self.times += times
        return masked


def segment_id(transcript: str, body_hash: str, start: int, end: int) -> str:
    """What a segment goes by, which says nothing about where it comes from."""
    return _short_hash(f"{transcript}:{body_hash}:{start}:{end}")


def coding_id(transcript: str, body_hash: str, start: int, end: int, code: str) -> str:
    """What a code of a segment goes by, on every sheet."""
    return _short_hash(f"{segment_id(transcript, body_hash, start, end)}:{code}")


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


class Excerpts:
    """The codings of themes and flags as excerpts."""

    def __init__(self, tables: Tables, headings: Mapping[str, str], masks: Masks, *, source: str) -> None:
        self.tables, self.headings, self.internal, self._masks = tables, headings, masks.internal, masks
        self._source = source
        self._topics: dict[str, list[Quote]] = defaultdict(list)
        for quote in self._segments([code.id for code in tables.texts.codebook.level("topics")]):
            self._topics[quote.transcript].append(quote)
        self._hashes = {transcript.id: transcript.body_hash for transcript in tables.texts.transcripts}
        self._wanted = [code.id for code in tables.texts.codebook if code.kind != "topic"]
        self._codes = {self._segment(quote): quote.codes for quote in self._segments(self._wanted)}

    def __iter__(self) -> Iterator[Excerpt]:
        # asked for code by code, a quote brings the evidence for this code and no other
        excerpts = [self._excerpt(quote, code) for code in self._wanted for quote in self._segments([code])]
        talk = {segment: number for number, segment in enumerate(self._codes)}
        order = {code: number for number, code in enumerate(self._wanted)}
        if self.internal:
            return iter(sorted(excerpts, key=lambda entry: (talk[entry.segment], order[entry.code])))
        return iter(sorted(excerpts, key=lambda entry: (order[entry.code], entry.id)))

    def _segments(self, codes: Sequence[str]) -> list[Quote]:
        """Units, as they are counted: so behind a number there are as many excerpts."""
        return self.tables.segments(codes, source=self._source, unit=self.tables.texts.settings.unit)

    def _topics_of(self, quote: Quote) -> tuple[str, ...]:
        """The topics of the place where a quote begins."""
        asked = self._topics[quote.transcript]
        before = asked[: bisect_right(asked, quote.start, key=lambda topic: topic.start)]
        return tuple(
            dict.fromkeys(code for topic in before if quote.start < topic.end for code in topic.codes)
        )

    def _segment(self, quote: Quote) -> str:
        return segment_id(*self._place(quote))

    def _place(self, quote: Quote) -> tuple[str, str, int, int]:
        return quote.transcript, self._hashes[quote.transcript], quote.start, quote.end

    def _excerpt(self, quote: Quote, code: str) -> Excerpt:
        attributes = {"transcript": quote.transcript, "participant": quote.participant, **quote.attributes}
        segment, case = self._segment(quote), quote.attributes.get("case", "")
        return Excerpt(
            id=coding_id(*self._place(quote), code),
            segment=segment,
            code=code,
            codes=self._codes[segment],
            topics=self._topics_of(quote),
            attributes={name: attributes[column] or NONE for column, name in self.headings.items()},
            text=self._masks.masked(quote.context, quote.start - quote.context_start, len(quote.text), case),
            context=quote.context if self.internal else "",
            evidence=self._masks.masked(quote.evidence, 0, len(quote.evidence), case),
            coder=quote.coder,
            direction=quote.direction,
        )
