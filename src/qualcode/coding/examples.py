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
    """Try every example of a code that rules can find; it is found where it, or a code below it, is."""
    ruled = _ruled(codebook)
    for code in codebook:
        if code.id not in ruled:
            continue
        for text, expected in _examples(code):
            found = engine.question(text) if code.kind == "topic" else engine.excerpt(text)
            codes = {name for entry in found for name in codebook.lineage(entry)}
            yield ExampleResult(code.id, text, expected, code.id in codes, code.line)


def untested(codebook: Codebook) -> dict[str, int]:
    """How many examples each code has that nothing can find: neither it nor a code below it has rules."""
    ruled = _ruled(codebook)
    numbers = {code.id: len(list(_examples(code))) for code in codebook if code.id not in ruled}
    return {code: number for code, number in numbers.items() if number}


def _ruled(codebook: Codebook) -> set[str]:
    """The codes that rules can find: those that have some, and all above them."""
    return {name for code in codebook if code.rules for name in codebook.lineage(code.id)}


def _examples(code: Code) -> Iterator[tuple[str, bool]]:
    yield from ((text, True) for text in code.examples)
    yield from ((text, False) for text in code.counterexamples)
