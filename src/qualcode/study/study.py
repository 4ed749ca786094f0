"""A study with its results: rule codings, tables, quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from qualcode.analysis import frames
from qualcode.analysis.cooccur import Cooccurrence, cooccur_pairs
from qualcode.analysis.naming import holding_where, naming_faults, ordered_groups
from qualcode.analysis.quotes import Quote, coded_segments, quotes_of
from qualcode.analysis.scores import Score, score
from qualcode.analysis.selection import Where, group_order, resolve, select
from qualcode.analysis.tally import COUNTS, Count, Tally, tally_cells
from qualcode.anchors import normal
from qualcode.coding.cache import Cache, RulesKey
from qualcode.coding.derive import Derived, Track, count_stale, derive, load_engine, silently
from qualcode.coding.examples import ExampleResult, run_examples
from qualcode.errors import Fault, FaultsFound, QualcodeError
from qualcode.model import LEVELS, RULES, UNITS, Transcript, Unit, UnitKind
from qualcode.positions import nearest
from qualcode.study.handwork import Handwork
from qualcode.transcripts import units_of

if TYPE_CHECKING:
    from qualcode.coding.engine import Engine

_ID_LIKE = re.compile(r"[\w.-]{1,40}")
DERIVED = Path(".qualcode") / "rules"
WORKBOOK = "qualcode.xlsx"
INTERNAL_WORKBOOK = "qualcode-internal.xlsx"


class Study(Handwork):
    """A study's parts and what is derived from them, each made when it is first asked for.

    Reading raises `FaultsFound` with every fault of a part; `check` gathers those of all parts.
    """

    def check(self, *, patterns: bool = True, logs: bool = True) -> list[Fault]:
        """Every fault of every part.

        `patterns` tries those of the codebook, too, which loads spaCy; `logs` looks at hand codings.
        """
        found: list[Fault] = []
        for part in (
            "codebook",
            "cases",
            "participants",
            "transcripts",
            "names",
            *(["logs"] if logs else []),
            *(["engine"] if patterns else []),
        ):
            try:
                getattr(self, part)
            except FaultsFound as error:
                found.extend(fault for fault in error.faults if fault not in found)
        return found

    @cached_property
    def names(self) -> None:
        """Refuses settings that name what nobody has."""
        voices = self.voices  # a fault of another part, met here, is not one of the settings
        faults = naming_faults(self.settings, voices, self.cases)
        if faults:
            raise FaultsFound(faults)

    # --- codings --------------------------------------------------------------------------

    @cached_property
    def rules_key(self) -> RulesKey:
        """What the rule codings depend on."""
        return RulesKey(self.codebook, self.settings.unit, self.settings.language, self.settings.pipeline)

    @cached_property
    def engine(self) -> Engine:
        """The engine that codes by the codebook's rules; loads spaCy."""
        return load_engine(self.rules_key)

    def autocode(self, track: Track[Transcript] = silently) -> Derived:
        """Code all transcripts by the rules, as far as the cache does not hold the result already."""
        cache = Cache(self.folder / DERIVED)
        derived = derive(self.transcripts, self.rules_key, cache, lambda: self.engine, track)
        self.__dict__["derived"] = derived
        return derived

    def stale(self) -> int:
        """How many transcripts the rules have not coded yet as they now stand."""
        return count_stale(self.transcripts, self.rules_key, Cache(self.folder / DERIVED))

    @cached_property
    def derived(self) -> Derived:
        """The rule codings of all transcripts."""
        return self.autocode()

    @cached_property
    def codings(self) -> pd.DataFrame:
        """The codings that are counted, one row each (see `analysis.frames`)."""
        return frames.codings_frame(self.derived.codings)

    def test_codebook(self) -> list[ExampleResult]:
        """Try the codebook's examples and counterexamples on its rules."""
        return list(run_examples(self.codebook, self.engine))

    def code_texts(self, texts: Sequence[str], track: Track[str] = silently) -> list[Mapping[str, str]]:
        """For each text its themes, in codebook order, with the evidence in words."""
        return [self._themes_of(normal(text)) for text in track(texts, "Coding by rules")]

    def _themes_of(self, text: str) -> Mapping[str, str]:
        evidence: dict[str, list[str]] = {}
        for code, found in self.engine.excerpt(text).items():
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
        return score(hand, self.code_texts(texts, track), [theme.id for theme in self.codebook.themes])

    # --- tables ---------------------------------------------------------------------------

    @cached_property
    def _words(self) -> frames.WordStarts:
        return frames.word_tables(self.transcripts)

    def _units(self, kind: UnitKind) -> dict[str, tuple[Unit, ...]]:
        return {transcript.id: units_of(transcript, kind) for transcript in self.transcripts}

    @cached_property
    def voices(self) -> pd.DataFrame:
        """One row a participant of a transcript, with all attributes (see `analysis.frames`)."""
        units = self._units(self.settings.unit)
        return frames.voices_frame(self.transcripts, self.participants, self.cases, units, self._words)

    def column(self, attribute: str) -> str:
        """The column of an attribute among the voices; raises `QualcodeError` for one that nobody has."""
        return resolve(attribute, self.voices)

    def effective_where(self, where: Where | None = None) -> Where:
        """The filter that holds: the study's, narrowed by `where`.

        Where `where` names an attribute of the study's filter, it takes that filter's place altogether.
        """
        return holding_where(where or {}, self.settings, self.voices, self.cases)

    def select(self, where: Where | None = None) -> tuple[Where, pd.DataFrame]:
        """The filter that holds, and the voices that pass it."""
        holding = self.effective_where(where)
        return holding, select(self.voices, holding, self.settings.groups)

    def source(self, voices: pd.DataFrame) -> dict[str, int]:
        """Whose codings are counted: the number of transcripts by coder."""
        return {RULES: int(voices["transcript"].nunique())}

    def lineages(self, level: str) -> dict[str, list[str]]:
        """For each code of a level (``themes`` …, ``all``) itself and the codes below it."""
        if level not in LEVELS:
            raise QualcodeError(f"unknown codes {level!r}; {nearest(level, LEVELS)}")
        return {
            code.id: [below.id for below in self.codebook if code.id in self.codebook.lineage(below.id)]
            for code in self.codebook.level(level)
        }

    def tally(
        self, by: str = "", count: Count = "transcripts", codes: str = "themes", where: Where | None = None
    ) -> Tally:
        """Count what has each code, by an attribute (by default the workbook's first).

        Raises `QualcodeError` for an unknown attribute, level of codes, or thing to count.
        """
        if count not in COUNTS:
            raise QualcodeError(f"cannot count {count!r}; {nearest(count, COUNTS)}")
        by = by or self.settings.by[0]
        holding, voices = self.select(where)
        column = resolve(by, self.voices)
        only = next((values for key, values in holding.items() if resolve(key, self.voices) == column), None)
        order = group_order(voices, by, ordered_groups(by, self.settings, self.voices, self.cases), only)
        groups, cells, totals = tally_cells(
            self.codings, voices, self.lineages(codes), by=by, count=count, groups=order, words=self._words
        )
        return Tally(by, count, self.settings.unit, holding, self.source(voices), groups, cells, totals)

    def cooccur(
        self, codes: str = "themes", having: str = "", unit: str = "", where: Where | None = None
    ) -> Cooccurrence:
        """In how many units codes of one level meet those of another (`having`, by default the same)."""
        kind = next((known for known in UNITS if known == (unit or self.settings.unit)), None)
        if kind is None:
            raise QualcodeError(f"unknown unit {unit!r}; {nearest(unit, UNITS)}")
        holding, voices = self.select(where)
        units = frames.units_frame(self._units(kind)).merge(voices[frames.VOICE], on=frames.VOICE)
        rows, columns = self.lineages(codes), self.lineages(having or codes)
        numbers, pairs = cooccur_pairs(self.codings, units, rows, columns)
        return Cooccurrence(
            kind, holding, self.source(voices), len(units), tuple(rows), tuple(columns), numbers, pairs
        )

    def quotes(self, code: str, where: Where | None = None) -> list[Quote]:
        """The segments that have a code or one below it, in the order of transcripts and text.

        Raises `QualcodeError` for a code that the codebook does not have.
        """
        if code not in self.codebook:
            raise QualcodeError(
                f"no code {code!r} in the codebook; {nearest(code, [c.id for c in self.codebook])}"
            )
        return self.segments(self.lineages("all")[code], where)

    def segments(self, codes: Sequence[str], where: Where | None = None) -> list[Quote]:
        """The segments that have one of the codes."""
        _, voices = self.select(where)
        return list(quotes_of(coded_segments(self.codings, voices, codes), self.transcripts))

    # --- what leaves the study ------------------------------------------------------------

    def workbook_path(self, *, internal: bool = False) -> Path:
        """Where the workbook is written unless another place is named."""
        return self.folder / self.settings.exports / (INTERNAL_WORKBOOK if internal else WORKBOOK)
