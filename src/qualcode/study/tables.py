"""A study's results: tables and quotes, of whoever's codings count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from qualcode.analysis import tables
from qualcode.analysis.account import Account, standing
from qualcode.analysis.cooccur import Cooccurrence, cooccur_pairs
from qualcode.analysis.layering import in_units
from qualcode.analysis.layers import AUTO
from qualcode.analysis.quotes import Quote, coded_segments, quotes_of
from qualcode.analysis.tally import COUNTS, Count, Tally, as_seen, tally_cells
from qualcode.errors import QualcodeError
from qualcode.model import LEVELS, UNITS, UnitKind, Where
from qualcode.positions import nearest
from qualcode.study.accounting import account_of
from qualcode.study.counted import Counted
from qualcode.study.log import Log
from qualcode.study.suggestions import Suggestions
from qualcode.study.voices import Voices
from qualcode.suggesters import is_suggester


class Tables:
    """What is counted in a study, made from its voices, its log as it was read, and its suggestions."""

    def __init__(self, voices: Voices, log: Log, suggestions: Suggestions) -> None:
        self.voices, self.log, self.suggestions, self.texts = voices, log, suggestions, log.texts
        self.counted = Counted(log, suggestions)
        self._codings: dict[tuple[str, UnitKind | None], pd.DataFrame] = {}

    # --- codings --------------------------------------------------------------------------

    @property
    def codings(self) -> pd.DataFrame:
        """The codings that are counted by default, one row each (see `analysis.tables`)."""
        return self.codings_of()

    def codings_of(self, source: str = AUTO, unit: UnitKind | None = None) -> pd.DataFrame:
        """The codings of a source as made; with `unit`, hand codings once for every unit they lie in."""
        if (source, unit) not in self._codings:
            made = self.counted.layered(source).codings
            by_hand = not all(is_suggester(coding.coder) for coding in made)
            if not by_hand and unit is not None:
                return self.codings_of(source)
            if unit is not None:
                bodies = {transcript.id: transcript.body for transcript in self.texts.transcripts}
                made = tuple(in_units(made, self.texts.units(unit), bodies))
            memos = self.counted.memos if by_hand else None
            self._codings[source, unit] = tables.codings_table(made, memos)
        return self._codings[source, unit]

    # --- tables ---------------------------------------------------------------------------

    def select(self, where: Where | None = None, source: str = AUTO) -> tuple[Where, pd.DataFrame]:
        """The filter that holds, and the voices that pass it in transcripts which the source has coded."""
        holding = self.voices.where(where)
        voices = self.voices.passing(holding)
        of = self.counted.layers(source).of
        everywhere = len(of) == len(self.texts.transcripts)
        return holding, voices if everywhere else voices[voices["transcript"].isin(of)]

    def source(self, voices: pd.DataFrame, source: str = AUTO) -> dict[str, int]:
        """Whose codings are counted: the number of transcripts by coder."""
        return self.counted.layers(source).mix(dict.fromkeys(voices["transcript"]))

    def notes(
        self, where: Where | None = None, source: str = AUTO, *, topics: bool = False, named: bool = True
    ) -> tuple[str, ...]:
        """What a reader of a table must know of its layers: what is left out, whose choice it was.

        `topics` says that the table shows topics; unless `named` no transcript is named.
        """
        voices = self.voices.passing(self.voices.where(where))
        notes = self.counted.notes(dict.fromkeys(voices["transcript"]), source, topics=topics)
        told = self.account(voices, source)
        return (*(told if named else told.unnamed()).in_words(), *notes)

    def account(
        self, voices: pd.DataFrame, source: str = AUTO, codes: Collection[str] | None = None
    ) -> Account:
        """Account for every coding in the logs, in a table of these voices and codes (or of all codes)."""
        layers = self.counted.layers(source)
        told = account_of(self.log, voices, standing(layers, self.log.coders), codes)
        return replace(told, tied=layers.tied(dict.fromkeys(voices["transcript"])))

    def lineages(self, level: str) -> dict[str, list[str]]:
        """For each code of a level (``themes`` …, ``all``) itself and the codes below it."""
        if level not in LEVELS:
            raise QualcodeError(f"unknown codes {level!r}; {nearest(level, LEVELS)}")
        codebook = self.texts.codebook
        return {
            code.id: [below.id for below in codebook if code.id in codebook.lineage(below.id)]
            for code in codebook.level(level)
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
        settings = self.texts.settings
        by = by or settings.by[0]
        holding, voices = self.select(where, source)
        order = self.voices.groups(by, voices, holding)
        codings = self.codings_of(source, None if count == "words" else settings.unit)
        groups, cells, totals = tally_cells(
            codings, voices, self.lineages(codes), by=by, count=count, groups=order, words=self.voices.words
        )
        looked = self.counted.looked_for(self.lineages(codes), source)
        cells, totals = (as_seen(each, voices, by, looked) for each in (cells, totals))
        mix, told = self.source(voices, source), self.account(voices, source, _all_of(self.lineages(codes)))
        return Tally(by, count, settings.unit, holding, mix, groups, cells, totals, told)

    def cooccur(
        self, codes: str = "themes", having: str = "", unit: str = "", where: Where | None = None,
        *, source: str = AUTO,
    ) -> Cooccurrence:  # fmt: skip
        """In how many units codes of one level meet those of another (`having`, by default the same)."""
        kind = next((known for known in UNITS if known == (unit or self.texts.settings.unit)), None)
        if kind is None:
            raise QualcodeError(f"unknown unit {unit!r}; {nearest(unit, UNITS)}")
        holding, voices = self.select(where, source)
        units = tables.units_table(self.texts.units(kind)).merge(voices[tables.VOICE], on=tables.VOICE)
        rows, columns = self.lineages(codes), self.lineages(having or codes)
        numbers, pairs = cooccur_pairs(self.codings_of(source, kind), units, rows, columns)
        mix, told = self.source(voices, source), self.account(voices, source, _all_of({**rows, **columns}))
        return Cooccurrence(kind, holding, mix, len(units), tuple(rows), tuple(columns), numbers, pairs, told)

    def quotes(self, code: str, where: Where | None = None, *, source: str = AUTO) -> list[Quote]:
        """The segments that have a code or one below it, as coded, in the order of transcripts and text.

        Raises `QualcodeError` for a code that the codebook does not have.
        """
        if code not in self.texts.codebook:
            known = list(self.texts.codebook.by_id)
            raise QualcodeError(f"no code {code!r} in the codebook; {nearest(code, known)}")
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
        return list(quotes_of(coded_segments(codings, voices, codes), self.texts.transcripts))


def _all_of(lineages: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(code for lineage in lineages.values() for code in lineage)
