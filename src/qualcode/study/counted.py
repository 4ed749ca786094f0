"""Whose codings count in a study's transcripts, and those codings; needs no pandas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from qualcode.analysis.layering import Layered, layered
from qualcode.analysis.layers import (
    AUTO,
    Layers,
    choose,
    names_in,
    note_on_changed,
    note_on_topics,
    notes_on,
)
from qualcode.journal.placing import as_codings
from qualcode.model import CONSENSUS, RULES, Coding
from qualcode.study.disputes import Disputes
from qualcode.study.log import Log
from qualcode.study.suggestions import Suggestions
from qualcode.suggesters import is_suggester


class Counted:
    """The codings that are counted.

    `source` is `auto` (consensus, then a person's finished work, then the rules), a suggester such as
    `rules`, `consensus`, a coder's name, or several of these in order of preference, joined with commas.
    """

    def __init__(self, log: Log, suggestions: Suggestions) -> None:
        self.log, self.texts, self.suggestions = log, log.texts, suggestions
        self._layers: dict[str, Layers] = {}
        self._layered: dict[str, Layered] = {}

    def layers(self, source: str = AUTO) -> Layers:
        """Whose codings count in which transcript; raises `QualcodeError` for a source that can't be used."""
        if source not in self._layers:
            ids = [transcript.id for transcript in self.texts.transcripts]
            if all(map(is_suggester, names_in(source))):  # what the logs say is not asked then
                self._layers[source] = choose(source, ids, {}, ())
            else:
                self._layers[source] = choose(
                    source, ids, self.log.finished, self.log.coders,
                    prefer=self.texts.settings.prefer, oldest=self.log.oldest, begun=self.log.begun,
                )  # fmt: skip
        return self._layers[source]

    def layered(self, source: str = AUTO) -> Layered:
        """The codings that count, as they were made."""
        if source not in self._layered:
            of = self.layers(source).of
            somebody = not all(map(is_suggester, of.values()))
            named = {coder for coder in of.values() if is_suggester(coder)} | ({RULES} if somebody else set())
            self._layered[source] = layered(
                of,
                {name: self.suggestions.codings(name) for name in named},
                self.log.hand_codings if somebody else (),
                transcripts=self.texts.transcripts,
                units=self.texts.units(self.texts.settings.unit) if somebody else {},
                codebook=self.texts.codebook,
            )
        return self._layered[source]

    def looked_for(
        self, lineages: Mapping[str, Sequence[str]], source: str = AUTO
    ) -> dict[str, frozenset[str]]:
        """For each code the transcripts in which it was looked for.

        A person who finished a transcript has looked for every code; the rules for those that have rules, or
        have codes below them that do.
        """
        of, rules = self.layers(source).of, {code.id for code in self.texts.codebook if code.rules}
        people = {name for name, coder in of.items() if coder != RULES}
        return {
            code: frozenset(of if rules.intersection(lineage) else people)
            for code, lineage in lineages.items()
        }

    @cached_property
    def memos(self) -> Mapping[Coding, str]:
        """The memos of hand codings; of codings that have one."""
        by_id = {transcript.id: transcript for transcript in self.texts.transcripts}
        memos: dict[Coding, list[str]] = defaultdict(list)
        for entry in self.log.placed:
            if entry.coding.memo and entry.placement.place:
                for coding in as_codings([entry], [by_id[entry.anchor.transcript]]):
                    memos[coding].append(entry.coding.memo)
        return {coding: "; ".join(texts) for coding, texts in memos.items()}

    def notes(
        self, transcripts: Collection[str], source: str = AUTO, *, topics: bool = False
    ) -> tuple[str, ...]:
        """What a reader of a table of these transcripts must know of the layers, in sentences.

        With `topics` also where the topics are the rules'; that needs the rules' codings.
        """
        layers = self.layers(source)
        if all(map(is_suggester, layers.order)):
            return ()
        settled = [name for name in transcripts if layers.of.get(name) == CONSENSUS]
        kept = self.layered(source).topics_of_rules.intersection(transcripts) if topics else ()
        return (
            *notes_on(layers, transcripts, self.log.begun),
            *note_on_changed(self._changed(settled)),
            *note_on_topics(len(kept)),
        )

    def _changed(self, settled: Collection[str]) -> tuple[str, ...]:
        """Those of the transcripts that somebody changed since they were settled."""
        if not settled:
            return ()
        disputes = Disputes(self.log)
        known = [name for name in disputes.transcripts if name in settled]
        return tuple(name for name in known if disputes.of(name).state == "changed")
