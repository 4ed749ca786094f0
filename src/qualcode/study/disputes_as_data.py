"""Disputes and verdicts as plain data, for JSON and CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from qualcode.analysis.disputes import Dispute, around, in_words
from qualcode.journal import Verdict
from qualcode.study.adjudication import Adjudication
from qualcode.study.comparing import Compared
from qualcode.study.disputes import DisputeRecord, TranscriptDisputes

REACH = 160
"""So many code points on either side of what is disputed."""

DisputeTable = tuple[tuple[str, ...], list[list[str]]]


# --- between coders -----------------------------------------------------------------------


def compared_data(work: Compared, found: Sequence[Dispute], shown: Sequence[Dispute]) -> dict[str, Any]:
    """What was compared, and what of it is shown."""
    return {
        "coders": list(work.coders),
        "unit": work.unit,
        "where": {name: list(values) for name, values in work.where.items()},
        "transcripts": list(work.transcripts),
        "total": len(found),
        "kinds": dict(Counter(each.kind for each in found)),
        "disagreements": [dispute_data(each, work.bodies[each.transcript]) for each in shown],
        "notes": list(work.notes),
        **work.account.beside(),
    }


def dispute_data(found: Dispute, body: str) -> dict[str, Any]:
    """A dispute with its words and what stands around them."""
    before, after = around(body, found.unit, REACH)
    return {
        "id": found.id,
        "transcript": found.transcript,
        "participant": found.unit.participant,
        "start": found.unit.start,
        "end": found.unit.end,
        "code": found.code,
        "kind": found.kind,
        "said": [each.as_data() for each in found.said],
        "text": body[found.unit.start : found.unit.end],
        "before": before,
        "after": after,
    }


def dispute_rows(work: Compared, found: Sequence[Dispute]) -> DisputeTable:
    """A header, and a row a dispute."""
    header = ("id", "transcript", "participant", "start", "end", "code", "kind", *work.coders, "text")
    rows = [
        [
            each.id, each.transcript, each.unit.participant or "", str(each.unit.start), str(each.unit.end),
            each.code, each.kind, *map(in_words, each.said),
            " ".join(work.bodies[each.transcript][each.unit.start : each.unit.end].split()),
        ]
        for each in found
    ]  # fmt: skip
    return header, rows


# --- on their way to consensus ------------------------------------------------------------


def transcript_data(work: Adjudication, disputed: TranscriptDisputes) -> dict[str, Any]:
    """How far a transcript is."""
    return {
        "transcript": disputed.transcript.id,
        "coders": sorted(work.called(disputed.transcript.id, 0, disputed.coders).values()),
        "state": disputed.state,
        "disagreements": len(disputed.items),
        "open": len(disputed.open),
        "decided": sum(item.verdict is not None for item in disputed.items),
    }


def record_data(work: Adjudication, item: DisputeRecord) -> dict[str, Any]:
    """A dispute with what was decided on it; coders as they are called there."""
    data = dispute_data(item.found, work.disputes.of(item.found.transcript).transcript.body)
    names = work.names(item.found)
    said = sorted(
        ({**each, "coder": names[each["coder"]]} for each in data["said"]), key=lambda each: each["coder"]
    )
    decided = verdict_data(work, item.verdict) if item.verdict else None
    return {**data, "open": item.is_open, "said": said, "decided": decided}


def verdict_data(work: Adjudication, verdict: Verdict) -> dict[str, Any]:
    """What was decided, by whom and why."""
    return {
        "id": verdict.id,
        "place": place_of(verdict),
        "verdict": verdict.verdict,
        "direction": verdict.direction or None,
        "took": names_in(work, verdict).get(verdict.took, verdict.took) or None,
        "by": verdict.by,
        "time": verdict.time,
        "reason": verdict.reason or None,
    }


def place_of(verdict: Verdict) -> str:
    """What it is on: `I01:1204:consultations`."""
    return f"{verdict.transcript}:{verdict.anchor().start}:{verdict.code}"


def names_in(work: Adjudication, verdict: Verdict) -> Mapping[str, str]:
    """What coders are called there."""
    return work.called(verdict.transcript, verdict.anchor().start, verdict.between)
