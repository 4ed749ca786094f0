"""How far coders agree in a study, and where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.analysis.agreement import RESAMPLES, SEED
from qualcode.analysis.agreement.coded import CodeAgreement, coded, on_code, pooled, unitized
from qualcode.analysis.agreement.interpretation import reading
from qualcode.analysis.disputes import Confusion, Dispute, confusion, disputes_in
from qualcode.coding.tracking import Track, silently
from qualcode.model import Coding, Unit
from qualcode.study.comparing import Compared


@dataclass(frozen=True)
class Agreement:
    """How far coders agree, code by code and on all; `reading` says in sentences how to take it."""

    work: Compared
    codes: tuple[CodeAgreement, ...]
    pooled: CodeAgreement
    reading: tuple[str, ...]
    resamples: int = RESAMPLES
    seed: int = SEED

    def as_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        work = self.work
        return {
            "coders": list(work.coders),
            "unit": work.unit,
            "where": {key: list(values) for key, values in work.where.items()},
            "transcripts": list(work.transcripts),
            "resamples": self.resamples,
            "seed": self.seed,
            "codes": [each.as_data() for each in self.codes],
            "pooled": self.pooled.as_data(),
            "reading": list(self.reading),
            "notes": list(work.notes),
            **work.account.beside(),
        }


def agreement_of(work: Compared, track: Track[str] = silently) -> Agreement:
    """Measure how far the coders agree; transcripts are resampled whole."""
    found = coded(
        work.codings, work.units, work.bodies, coders=work.coders, codes=work.codes, roots=work.roots,
        by_length=work.unit == "character",
    )  # fmt: skip
    spans = unitized(work.codings, work.turns, coders=work.coders, roots=work.roots)
    codes = tuple(
        on_code(found, code).with_spans(spans.on_code(code)) for code in track(work.codes, "Measuring")
    )
    together = pooled(found).with_spans(spans.pooled())
    return Agreement(work, codes, together, tuple(reading(together, codes)))


# --- disagreements ------------------------------------------------------------------------


def disagreements_of(work: Compared) -> Iterator[Dispute]:
    """Where the coders disagree, in the order of transcripts and text."""
    for name, (units, body, codings) in _by_transcript(work).items():
        yield from disputes_in(
            name, units, body, codings, coders=work.coders, codes=work.codes, roots=work.roots
        )


def confusion_of(work: Compared) -> Confusion:
    """Which codes stand where another coder has others."""
    parts = _by_transcript(work).values()
    return confusion(parts, coders=work.coders, codes=work.codes, roots=work.roots)


def _by_transcript(work: Compared) -> dict[str, tuple[Sequence[Unit], str, list[Coding]]]:
    parts: dict[str, tuple[Sequence[Unit], str, list[Coding]]] = {
        name: (units, work.bodies[name], []) for name, units in work.units.items()
    }
    for coding in work.codings:
        parts[coding.segment.transcript][2].append(coding)
    return parts
