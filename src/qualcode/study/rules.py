"""The codebook's rules tried on texts: its own examples, excerpts from elsewhere, somebody's hand codes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from qualcode.analysis.scores import Score, score
from qualcode.anchors import normal
from qualcode.coding.examples import ExampleResult, run_examples
from qualcode.coding.tracking import Track, silently
from qualcode.errors import QualcodeError
from qualcode.model import Codebook
from qualcode.positions import nearest
from qualcode.suggesting import Ground

_ID_LIKE = re.compile(r"[\w.-]{1,40}")


class Rules:
    """The rules of a codebook; `ground` has the engine that runs them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    @property
    def codebook(self) -> Codebook:
        """Whose rules these are."""
        return self._ground.codebook

    def test(self) -> list[ExampleResult]:
        """Try the codebook's examples and counterexamples on its rules."""
        return list(run_examples(self.codebook, self._ground.engine))

    def code(self, texts: Sequence[str], track: Track[str] = silently) -> list[Mapping[str, str]]:
        """For each text its themes, in codebook order, with the evidence in words."""
        return [self._themes_of(normal(text)) for text in track(texts, "Coding by rules")]

    def _themes_of(self, text: str) -> Mapping[str, str]:
        evidence: dict[str, list[str]] = {}
        for code, found in self._ground.engine.excerpt(text).items():
            evidence.setdefault(self.codebook.root(code), []).extend(f"{code}: {entry}" for entry in found)
        return {
            theme.id: "; ".join(evidence[theme.id]) for theme in self.codebook.themes if theme.id in evidence
        }

    def evaluate(
        self, texts: Sequence[str], assigned: Sequence[Collection[str]], track: Track[str] = silently
    ) -> tuple[Score, ...]:
        """Hold the rules to hand codes (ids or names of themes or of codes below them), text by text.

        Raises `QualcodeError` for a code that the codebook does not have.
        """
        named = {name.casefold(): code.id for code in self.codebook for name in (code.name, code.id)}
        unknown = sorted({code for codes in assigned for code in codes if code.casefold() not in named})
        if unknown:
            known = [code.id for code in self.codebook]
            if not _ID_LIKE.fullmatch(unknown[0]):  # could be what somebody said
                raise QualcodeError(
                    "the hand codes are none of the codebook; name the column that holds codes"
                )
            raise QualcodeError(f"the codebook has no code {unknown[0]!r}; {nearest(unknown[0], known)}")
        hand = [{self.codebook.root(named[code.casefold()]) for code in codes} for codes in assigned]
        return score(hand, self.code(texts, track), [theme.id for theme in self.codebook.themes])
