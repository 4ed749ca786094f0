"""Which disputes a name stands for, and deciding them.

A name is a transcript (I01), a unit of it (I01:338), or one code there (I01:338:russia).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.errors import QualcodeError
from qualcode.study.adjudication import Adjudication
from qualcode.study.disputes import DisputeRecord, TranscriptDisputes


@dataclass(frozen=True, slots=True)
class VerdictWish:
    """What is to be decided: as `take` has it, or that `code` is right there or not."""

    take: str
    direction: str
    reason: str
    code: str
    quote: str
    at: str
    coded: bool

    def decide(self, work: Adjudication, names: Sequence[str]) -> list[str]:
        """Decide on what the names stand for; returns the ids of new verdicts."""
        if self.quote or self.at:
            return self._on_span(work, names)
        items = meant(work, names, self.code)
        if not self.take:
            return work.code(items, coded=self.coded, direction=self.direction, reason=self.reason)
        if work.hide_names and len({item.found.place for item in items}) > 1:
            raise QualcodeError(
                "--take with --hide-names: name one unit (I01:338); in others A is another coder"
            )
        return work.take(items, self.take, self.reason)

    def _on_span(self, work: Adjudication, names: Sequence[str]) -> list[str]:
        if len(names) != 1 or not self.code or self.take or bool(self.quote) == bool(self.at):
            raise QualcodeError(
                "--quote and --at: name one transcript, the code (--code), one of the two, "
                "--coded or --not-coded"
            )
        text = work.disputes.of(names[0]).transcript
        span = work.texts.span(text, quote=self.quote, at=self.at)
        how = {"direction": self.direction, "reason": self.reason}
        return work.code_span(text.id, span, self.code, coded=self.coded, **how)


def meant(
    work: Adjudication, names: Sequence[str], code: str = "", *, decided: bool = False
) -> list[DisputeRecord]:
    """The disputes that names stand for: those that are open, or those that are decided.

    One that is named with its code is meant in any case. Raises `QualcodeError` for what is none.
    """
    if not names:
        raise QualcodeError("say what is decided: a transcript (I01), a unit (I01:338) or I01:338:CODE")
    found = [item for name in names for item in _named(work, name, decided=decided)]
    wanted = [item for item in found if code in {"", item.found.code}]
    if not wanted:
        what = "decided" if decided else "open"
        on = f" on {code!r}" if code else ""
        raise QualcodeError(
            f"{', '.join(names)}: nothing is {what} there{on}; `qualcode adjudicate --list` shows"
        )
    return list({item.found.id: item for item in wanted}.values())


def listed(
    work: Adjudication, names: Sequence[str], code: str = ""
) -> tuple[list[TranscriptDisputes], list[DisputeRecord]]:
    """The transcripts that names are of (without any: all), and the disputes there, open or decided."""
    every = disputed_in(work, names)
    items = [item for name in names or work.disputes.transcripts for item in _named(work, name)]
    return every, [item for item in items if code in {"", item.found.code}]


def disputed_in(work: Adjudication, names: Iterable[str]) -> list[TranscriptDisputes]:
    """The transcripts that names are of, each once; without any, all."""
    return work.disputes.each(dict.fromkeys(name.partition(":")[0] for name in names))


def _named(work: Adjudication, name: str, *, decided: bool | None = None) -> list[DisputeRecord]:
    """What a name stands for; None for what is open or decided."""
    transcript, _, place = name.partition(":")
    if ":" in place:
        return [work.disputes.item(name)]
    items = work.disputes.of(transcript).items
    if place and place not in {str(item.found.unit.start) for item in items}:
        raise QualcodeError(f"{name}: is no disagreement; see `qualcode adjudicate {transcript} --list`")
    there = [item for item in items if place in {"", str(item.found.unit.start)}]
    return [
        item
        for item in there
        if (item.verdict is not None and decided is not False) or (item.is_open and not decided)
    ]
