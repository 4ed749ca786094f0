"""What is open between coders, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from qualcode.cli.render.console import Drawing, figures
from qualcode.cli.render.disagreements import disagreement

if TYPE_CHECKING:
    from qualcode.journal import Verdict
    from qualcode.study.adjudication import Adjudication
    from qualcode.study.disputes import DisputeRecord, TranscriptDisputes

_STATES = {
    "open": "open",
    "ready": "ready: nothing is open",
    "settled": "settled",
    "changed": "changed since it was settled",
}


def listed(
    work: Adjudication, found: Sequence[TranscriptDisputes], named: Iterable[DisputeRecord]
) -> Drawing:
    """Draw disagreements that were asked for, then how far each transcript is."""
    yield from items(work, named)
    yield from how_far(found, hide_names=work.hide_names)


def how_far(found: Sequence[TranscriptDisputes], *, hide_names: bool) -> Drawing:
    """Draw the transcripts and how far each is."""
    rows = [
        (
            disputed.transcript.id,
            [
                str(len(disputed.coders)) if hide_names else " ".join(disputed.coders),
                str(len(disputed.items)),
                str(sum(item.verdict is not None for item in disputed.items)),
                str(len(disputed.open)),
                _STATES[disputed.state],
            ],
        )
        for disputed in found
    ]
    if rows:
        heads = ["coders", "disagreements", "decided", "open", "state"]
        yield from figures("Disagreements on their way to consensus", heads, rows, "Transcript")


def items(work: Adjudication, found: Iterable[DisputeRecord]) -> Drawing:
    """Draw disagreements with who said what, and what was decided."""
    for item in found:
        body = work.disputes.of(item.found.transcript).transcript.body
        yield from disagreement(item.found, body, work.codebook, work.names(item.found))
        if item.verdict is not None:
            yield Text("  ▶ ").append(decided(item.verdict, work.names(item.found)), "bold")
        yield ""


def decided(verdict: Verdict, names: Mapping[str, str]) -> str:
    """What was decided, by whom and why: `coded + as ana has it, by cy: names a format`."""
    direction = f" {verdict.direction}" if verdict.direction else ""
    took = f" as {names.get(verdict.took, verdict.took)} has it" if verdict.took else ""
    why = f": {verdict.reason}" if verdict.reason else ""
    return f"{verdict.verdict}{direction}{took}, by {verdict.by}{why}"
