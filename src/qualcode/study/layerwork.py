"""Whose codings count in a study's transcripts, and those codings; needs no pandas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

from qualcode.analysis.layering import Layered, layered
from qualcode.analysis.layers import (
    AUTO,
    Layers,
    choose,
    names_in,
    note_on_changed,
    note_on_topics,
    note_on_unread,
    notes_on,
)
from qualcode.journal.placing import as_codings
from qualcode.model import CONSENSUS, RULES, Coding, Unit, UnitKind
from qualcode.study.disputes import Disputes
from qualcode.study.rulework import Rulework
from qualcode.transcripts import units_of


class Layerwork(Rulework):
    """The part of a study that knows whose codings are counted.

    `source` is `auto` (consensus, then a person's finished work, then the rules), `rules`, `consensus`,
    a coder's name, or several of these in order of preference, joined with commas.
    """

    @cached_property
    def _layers(self) -> dict[str, Layers]:
        return {}

    @cached_property
    def _layered(self) -> dict[str, Layered]:
        return {}

    def layers(self, source: str = AUTO) -> Layers:
        """Whose codings count in which transcript; raises `QualcodeError` for a source that can't be used."""
        if source not in self._layers:
            rules_alone = set(names_in(source)) == {RULES}  # nobody's log is read then
            finished, coders = ({}, ()) if rules_alone else (self.finished, self.coders)
            ids = [transcript.id for transcript in self.transcripts]
            self._layers[source] = choose(source, ids, finished, coders)
        return self._layers[source]

    def layered(self, source: str = AUTO) -> Layered:
        """The codings that count, as they were made."""
        if source not in self._layered:
            of = self.layers(source).of
            somebody = bool(set(of.values()) - {RULES})
            by_hand = self.hand_codings if somebody else ()
            units = self._units(self.settings.unit) if somebody else {}
            self._layered[source] = layered(
                of,
                self.derived.codings,
                by_hand,
                transcripts=self.transcripts,
                units=units,
                codebook=self.codebook,
            )
        return self._layered[source]

    @cached_property
    def memos(self) -> Mapping[Coding, str]:
        """The memos of hand codings; of codings that have one."""
        by_id = {transcript.id: transcript for transcript in self.transcripts}
        memos: dict[Coding, list[str]] = defaultdict(list)
        for entry in self.placed:
            if entry.coding.memo and entry.placement.place:
                for coding in as_codings([entry], [by_id[entry.anchor.transcript]]):
                    memos[coding].append(entry.coding.memo)
        return {coding: "; ".join(texts) for coding, texts in memos.items()}

    def notes_on_layers(
        self, transcripts: Collection[str], source: str = AUTO, *, topics: bool = False
    ) -> tuple[str, ...]:
        """What a reader of a table of these transcripts must know of the layers, in sentences.

        With `topics` also where the topics are the rules'; that needs the rules' codings.
        """
        layers = self.layers(source)
        if layers.order == (RULES,):
            return ()
        begun: dict[str, list[str]] = defaultdict(list)
        for name, coder in sorted({(each.segment.transcript, each.coder) for each in self.hand_codings}):
            if coder not in layers.finished[name]:
                begun[name].append(coder)
        settled = [name for name in transcripts if layers.of.get(name) == CONSENSUS]
        kept = self.layered(source).topics_of_rules.intersection(transcripts) if topics else ()
        return (
            *note_on_unread(len(self.logged.faults)),
            *notes_on(layers, transcripts, begun),
            *note_on_changed(self._changed(settled)),
            *note_on_topics(len(kept)),
        )

    def _changed(self, settled: Collection[str]) -> tuple[str, ...]:
        """Those of the transcripts that somebody changed since they were settled."""
        cases = Disputes(self) if settled else None
        if cases is None:
            return ()
        known = [name for name in cases.transcripts if name in settled]
        return tuple(case.transcript.id for case in map(cases.case, known) if case.state == "changed")

    def _units(self, kind: UnitKind) -> Mapping[str, tuple[Unit, ...]]:
        if kind not in self._cuts:
            self._cuts[kind] = {entry.id: units_of(entry, kind) for entry in self.transcripts}
        return self._cuts[kind]

    @cached_property
    def _cuts(self) -> dict[UnitKind, Mapping[str, tuple[Unit, ...]]]:
        return {}

    def _forget(self) -> None:
        super()._forget()
        for name in ("_layers", "_layered", "memos"):
            self.__dict__.pop(name, None)
