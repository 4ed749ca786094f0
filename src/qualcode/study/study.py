"""A study with its results: tables and quotes, of whoever's codings count."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

from qualcode.analysis import tables
from qualcode.analysis.cooccur import Cooccurrence, cooccur_pairs
from qualcode.analysis.layering import in_units
from qualcode.analysis.layers import AUTO
from qualcode.analysis.naming import holding_where, naming_faults, ordered_groups
from qualcode.analysis.quotes import Quote, coded_segments, quotes_of
from qualcode.analysis.scores import Score, score
from qualcode.analysis.selection import group_order, resolve, select
from qualcode.analysis.tally import COUNTS, Count, Tally, tally_cells
from qualcode.anchors import normal
from qualcode.coding.derive import Track, silently
from qualcode.coding.examples import ExampleResult, run_examples
from qualcode.errors import Fault, FaultsFound, QualcodeError
from qualcode.model import LEVELS, RULES, UNITS, UnitKind, Where
from qualcode.positions import nearest
from qualcode.study.layerwork import Layerwork

_ID_LIKE = re.compile(r"[\w.-]{1,40}")
WORKBOOK = "qualcode.xlsx"
INTERNAL_WORKBOOK = "qualcode-internal.xlsx"


class Study(Layerwork):
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

    @property
    def codings(self) -> pd.DataFrame:
        """The codings that are counted by default, one row each (see `analysis.tables`)."""
        return self.codings_of()

    def codings_of(self, source: str = AUTO, unit: UnitKind | None = None) -> pd.DataFrame:
        """The codings of a source as made; with `unit`, hand codings once for every unit they lie in."""
        if (source, unit) not in self._tables:
            made = self.layered(source).codings
            by_hand = any(coding.coder != RULES for coding in made)
            if not by_hand and unit is not None:
                return self.codings_of(source)
            if unit is not None:
                bodies = {transcript.id: transcript.body for transcript in self.transcripts}
                made = tuple(in_units(made, self._units(unit), bodies))
            self._tables[source, unit] = tables.codings_table(made, self.memos if by_hand else None)
        return self._tables[source, unit]

    @cached_property
    def _tables(self) -> dict[tuple[str, UnitKind | None], pd.DataFrame]:
        return {}

    def _forget(self) -> None:
        super()._forget()
        self.__dict__.pop("_tables", None)

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
    def _words(self) -> tables.WordStarts:
        return tables.word_tables(self.transcripts)

    @cached_property
    def voices(self) -> pd.DataFrame:
        """One row a participant of a transcript, with all attributes (see `analysis.tables`)."""
        units = self._units(self.settings.unit)
        return tables.voices_table(self.transcripts, self.participants, self.cases, units, self._words)

    def column(self, attribute: str) -> str:
        """The column of an attribute among the voices; raises `QualcodeError` for one that nobody has."""
        return resolve(attribute, self.voices)

    def effective_where(self, where: Where | None = None) -> Where:
        """The filter that holds: the study's, narrowed by `where`.

        Where `where` names an attribute of the study's filter, it takes that filter's place altogether.
        """
        return holding_where(where or {}, self.settings, self.voices, self.cases)

    def select(self, where: Where | None = None, source: str = AUTO) -> tuple[Where, pd.DataFrame]:
        """The filter that holds, and the voices that pass it in transcripts which the source has coded."""
        holding = self.effective_where(where)
        voices = select(self.voices, holding, self.settings.groups)
        of = self.layers(source).of
        return holding, voices if len(of) == len(self.transcripts) else voices[voices["transcript"].isin(of)]

    def source(self, voices: pd.DataFrame, source: str = AUTO) -> dict[str, int]:
        """Whose codings are counted: the number of transcripts by coder."""
        return self.layers(source).mix(dict.fromkeys(voices["transcript"]))

    def notes_on_source(
        self, where: Where | None = None, source: str = AUTO, *, topics: bool = False
    ) -> tuple[str, ...]:
        """What a reader of a table must know of its layers: what is left out, whose choice it was.

        `topics` says that the table shows topics.
        """
        voices = select(self.voices, self.effective_where(where), self.settings.groups)
        transcripts = dict.fromkeys(voices["transcript"])
        return self.notes_on_layers(transcripts, source, topics=topics)

    def lineages(self, level: str) -> dict[str, list[str]]:
        """For each code of a level (``themes`` …, ``all``) itself and the codes below it."""
        if level not in LEVELS:
            raise QualcodeError(f"unknown codes {level!r}; {nearest(level, LEVELS)}")
        return {
            code.id: [below.id for below in self.codebook if code.id in self.codebook.lineage(below.id)]
            for code in self.codebook.level(level)
        }

    def tally(
        self, by: str = "", count: Count = "transcripts", codes: str = "themes", where: Where | None = None,
        *, source: str = AUTO,
    ) -> Tally:  # fmt: skip
        """Count what has each code, by an attribute (by default the workbook's first).

        Codings are counted in units of the study: a hand coding in every unit that has one of its words.
        Raises `QualcodeError` for an unknown attribute, level of codes, thing to count, or source.
        """
        if count not in COUNTS:
            raise QualcodeError(f"cannot count {count!r}; {nearest(count, COUNTS)}")
        by = by or self.settings.by[0]
        holding, voices = self.select(where, source)
        column = resolve(by, self.voices)
        only = next((values for key, values in holding.items() if resolve(key, self.voices) == column), None)
        order = group_order(voices, by, ordered_groups(by, self.settings, self.voices, self.cases), only)
        codings = self.codings_of(source, None if count == "words" else self.settings.unit)
        groups, cells, totals = tally_cells(
            codings, voices, self.lineages(codes), by=by, count=count, groups=order, words=self._words
        )
        mix = self.source(voices, source)
        return Tally(by, count, self.settings.unit, holding, mix, groups, cells, totals)

    def cooccur(
        self, codes: str = "themes", having: str = "", unit: str = "", where: Where | None = None,
        *, source: str = AUTO,
    ) -> Cooccurrence:  # fmt: skip
        """In how many units codes of one level meet those of another (`having`, by default the same)."""
        kind = next((known for known in UNITS if known == (unit or self.settings.unit)), None)
        if kind is None:
            raise QualcodeError(f"unknown unit {unit!r}; {nearest(unit, UNITS)}")
        holding, voices = self.select(where, source)
        units = tables.units_table(self._units(kind)).merge(voices[tables.VOICE], on=tables.VOICE)
        rows, columns = self.lineages(codes), self.lineages(having or codes)
        numbers, pairs = cooccur_pairs(self.codings_of(source, kind), units, rows, columns)
        mix = self.source(voices, source)
        return Cooccurrence(kind, holding, mix, len(units), tuple(rows), tuple(columns), numbers, pairs)

    def quotes(self, code: str, where: Where | None = None, *, source: str = AUTO) -> list[Quote]:
        """The segments that have a code or one below it, as coded, in the order of transcripts and text.

        Raises `QualcodeError` for a code that the codebook does not have.
        """
        if code not in self.codebook:
            raise QualcodeError(
                f"no code {code!r} in the codebook; {nearest(code, [c.id for c in self.codebook])}"
            )
        return self.segments(self.lineages("all")[code], where, source=source)

    def segments(
        self,
        codes: Sequence[str],
        where: Where | None = None,
        *,
        source: str = AUTO,
        unit: UnitKind | None = None,
    ) -> list[Quote]:
        """The segments that have one of the codes, as coded; with `unit`, the units they are counted in."""
        _, voices = self.select(where, source)
        codings = self.codings_of(source, unit)
        return list(quotes_of(coded_segments(codings, voices, codes), self.transcripts))

    # --- what leaves the study ------------------------------------------------------------

    def workbook_path(self, *, internal: bool = False) -> Path:
        """Where the workbook is written unless another place is named."""
        return self.folder / self.settings.exports / (INTERNAL_WORKBOOK if internal else WORKBOOK)
