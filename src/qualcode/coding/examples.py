"""The codebook's own examples and counterexamples, run as tests of its rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import Code, Codebook

if TYPE_CHECKING:
    from qualcode.coding.engine import Engine


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of one example: `expected` says whether the code should be there."""

    code: str
    text: str
    expected: bool
    found: bool
    line: int

    @property
    def passed(self) -> bool:
        """Whether the rules did what the codebook says."""
        return self.expected == self.found


def run_examples(codebook: Codebook, engine: Engine) -> Iterator[ExampleResult]:
    """Try every example; a code is found where it, or a code below it, is."""
    for code in codebook:
        for text, expected in _examples(code):
            found = engine.question(text) if code.kind == "topic" else engine.excerpt(text)
            codes = {name for entry in found for name in codebook.lineage(entry)}
            yield ExampleResult(code.id, text, expected, code.id in codes, code.line)


def _examples(code: Code) -> Iterator[tuple[str, bool]]:
    yield from ((text, True) for text in code.examples)
    yield from ((text, False) for text in code.counterexamples)
