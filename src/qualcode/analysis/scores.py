"""How well codes found agree with codes assigned by hand: precision, recall, F1.

Source: van Rijsbergen (1979), *Information Retrieval*, 2nd ed., ch. 7. Worked example: with 8 found rightly,
2 found wrongly and 4 missed, precision is 0.8, recall 0.667 and F1 0.727.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """Of one code: hits (found and assigned), false alarms (found only), misses (assigned only)."""

    code: str
    hits: int
    false_alarms: int
    misses: int

    @property
    def support(self) -> int:
        """Number of texts that have the code by hand."""
        return self.hits + self.misses

    @property
    def precision(self) -> float | None:
        """Share of the found that is right; None where nothing was found."""
        return _ratio(self.hits, self.hits + self.false_alarms)

    @property
    def recall(self) -> float | None:
        """Share of the assigned that was found; None where nothing was assigned."""
        return _ratio(self.hits, self.support)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where nothing was found or assigned."""
        return _ratio(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def score(
    assigned: Sequence[Collection[str]], found: Sequence[Collection[str]], codes: Sequence[str]
) -> tuple[Score, ...]:
    """Compare, text by text, the codes assigned by hand with those found.

    Raises `ValueError` where the two differ in length.
    """
    pairs = list(zip(assigned, found, strict=True))
    return tuple(
        Score(
            code,
            hits=sum(code in hand and code in rule for hand, rule in pairs),
            false_alarms=sum(code not in hand and code in rule for hand, rule in pairs),
            misses=sum(code in hand and code not in rule for hand, rule in pairs),
        )
        for code in codes
    )


def macro_f1(scores: Sequence[Score]) -> float | None:
    """Mean F1 of the codes that were found or assigned anywhere; None where none was."""
    values = [entry.f1 for entry in scores if entry.f1 is not None]
    return sum(values) / len(values) if values else None


def as_data(scores: Sequence[Score]) -> dict[str, Any]:
    """The scores as plain data, for JSON."""
    per_code = [
        {
            "code": entry.code,
            "precision": entry.precision,
            "recall": entry.recall,
            "f1": entry.f1,
            "support": entry.support,
        }
        for entry in scores
    ]
    return {"per_code": per_code, "macro_f1": macro_f1(scores)}
