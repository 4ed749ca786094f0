"""Who speaks in a study, and which of them a filter lets pass; depends on the texts alone."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from qualcode.analysis import tables
from qualcode.analysis.naming import holding_where, naming_faults, ordered_groups
from qualcode.analysis.selection import group_order, resolve, select
from qualcode.errors import Fault
from qualcode.model import Where
from qualcode.study.texts import Texts


class Voices:
    """The participants of the transcripts with their attributes."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    @cached_property
    def words(self) -> tables.WordStarts:
        """By transcript where its words start."""
        return tables.word_tables(self.texts.transcripts)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a participant of a transcript, with all attributes (see `analysis.tables`)."""
        texts = self.texts
        units = texts.units(texts.settings.unit)
        return tables.voices_table(texts.transcripts, texts.participants, texts.cases, units, self.words)

    def faults(self) -> list[Fault]:
        """Where the settings name what nobody has."""
        voices = self.table  # a fault of another part, met here, is not one of the settings
        return naming_faults(self.texts.settings, voices, self.texts.cases)

    def column(self, attribute: str) -> str:
        """The column of an attribute among the voices; raises `QualcodeError` for one that nobody has."""
        return resolve(attribute, self.table)

    def where(self, where: Where | None = None) -> Where:
        """The filter that holds: the study's, narrowed by `where`.

        Where `where` names an attribute of the study's filter, it takes that filter's place altogether.
        """
        return holding_where(where or {}, self.texts.settings, self.table, self.texts.cases)

    def passing(self, holding: Where) -> pd.DataFrame:
        """The voices that a filter lets pass."""
        return select(self.table, holding, self.texts.settings.groups)

    def groups(self, by: str, among: pd.DataFrame, holding: Where | None = None) -> list[str]:
        """The groups of an attribute among some voices, in the study's order; those that a filter names."""
        column, named = self.column(by), (holding or {}).items()
        only = next((values for name, values in named if self.column(name) == column), None)
        ordered = ordered_groups(by, self.texts.settings, self.table, self.texts.cases)
        return group_order(among, by, ordered, only)
