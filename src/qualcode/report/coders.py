"""How far coders agree, where they do not, and what was decided: for the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.analysis.disputes import Dispute, in_words
from qualcode.analysis.selection import NONE
from qualcode.journal import Verdict
from qualcode.model import Transcript, Unit
from qualcode.report.excerpts import Masks, coding_id
from qualcode.report.model import CoderComparison, DisputeRow, VerdictRow
from qualcode.study.agreeing import agreement_of, confusion_of, disagreements_of
from qualcode.study.comparing import compared
from qualcode.study.disputes import Disputes, TranscriptDisputes
from qualcode.study.sharing import comparable
from qualcode.study.tables import Tables

_TIME = len("2026-11-24T10:11")


def comparison_of(
    tables: Tables, transcripts: Collection[str], headings: Mapping[str, str], masks: Masks
) -> CoderComparison | None:
    """What coders who finished the same of these transcripts make of them; None where there are no two.

    `headings` are the columns of the voices' table that may be shown, and what they are called.
    """
    coders = comparable(tables.log.finished, transcripts)
    if not coders:
        return None
    themes, given = compared(tables, coders), compared(tables, coders, "given")
    measured = agreement_of(themes)
    every = [
        disputed for disputed in Disputes(tables.log, coders).each() if disputed.transcript.id in transcripts
    ]
    disputes = _DisputeRows(tables, headings, masks, every)
    return CoderComparison(
        coders=coders,
        transcripts=len(themes.transcripts),
        unit=themes.unit,
        seed=measured.seed,
        resamples=measured.resamples,
        codes=measured.codes,
        pooled=measured.pooled,
        reading=measured.reading,
        confusion=confusion_of(themes),
        disputes=_shown(map(disputes.of, disagreements_of(given)), masks),
        decided=_shown(disputes.decided(), masks),
        states=Counter(disputed.state for disputed in every),
    )


def _shown(disputes: Iterable[DisputeRow], masks: Masks) -> tuple[DisputeRow, ...]:
    """In the order of the text only where that may be known."""
    return tuple(disputes if masks.internal else sorted(disputes, key=lambda each: each.id))


class _DisputeRows:
    """The disagreements, with what was decided about them, and what was decided besides."""

    def __init__(
        self,
        tables: Tables,
        headings: Mapping[str, str],
        masks: Masks,
        every: Sequence[TranscriptDisputes],
    ) -> None:
        self._headings, self._masks = headings, masks
        records = tables.voices.table.astype(str).to_dict("records")
        self._voices = {(row["transcript"], row["participant"]): row for row in records}
        self._texts = {disputed.transcript.id: disputed.transcript for disputed in every}
        self._every, self._known = every, tables.texts.codebook.by_id
        self._verdicts = {
            item.found.id: item.verdict
            for disputed in every
            for item in disputed.items
            if item.verdict is not None
        }

    def of(self, found: Dispute) -> DisputeRow:
        """A disagreement."""
        dispute = self._dispute(found.transcript, found.unit, found.code, self._verdicts.get(found.id))
        said = {each.coder: in_words(each) for each in found.said}
        return replace(dispute, kind=found.kind, said=said, needs_decision=found.is_open)

    def decided(self) -> Iterator[DisputeRow]:
        """Each verdict, with what the coders had made of the unit."""
        for disputed in self._every:
            found = {item.verdict.id: item.found for item in disputed.items if item.verdict}
            for entry in disputed.verdicts:
                if entry.coding.id in found:
                    yield self.of(found[entry.coding.id])
                elif entry.placement.place and entry.coding.code in self._known:
                    unit = _unit(disputed.transcript, entry.placement.place)
                    yield self._dispute(disputed.transcript.id, unit, entry.coding.code, entry.coding)

    def _dispute(self, name: str, unit: Unit, code: str, verdict: Verdict | None) -> DisputeRow:
        text = self._texts[name]
        row = self._voices.get((name, unit.participant or ""), {})
        return DisputeRow(
            id=coding_id(name, text.body_hash, unit.start, unit.end, code),
            code=code,
            kind="",
            attributes={title: row.get(column, "") or NONE for column, title in self._headings.items()},
            text=self._masks.masked(text.body, unit.start, unit.end - unit.start, row.get("case", "")),
            said={},
            needs_decision=False,
            decision=_decision(verdict) if verdict else None,
        )


def _unit(text: Transcript, span: tuple[int, int]) -> Unit:
    at = next(number for number, turn in enumerate(text.turns) if turn.end > span[0])
    return Unit(*span, at, text.turns[at].participant)


def _decision(verdict: Verdict) -> VerdictRow:
    return VerdictRow(
        verdict=f"{verdict.verdict} {verdict.direction}".strip(),
        took=verdict.took,
        by=verdict.by,
        time=verdict.time[:_TIME].replace("T", " "),
        reason=verdict.reason,
        blind=verdict.blind,
    )
