"""A study as a script sees it: its parts as they are now, and what can be done with them.

>>> from qualcode import Study
>>> study = Study.open(".")
>>> [theme.id for theme in study.codebook.themes][:2]
['us_leadership', 'interoperability']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from qualcode.analysis.layers import AUTO
from qualcode.coding.tracking import Track, silently
from qualcode.errors import Fault, FaultsFound
from qualcode.journal import AppliedCoding, CoderSession, CodingRequest, PlacedCoding, merging, resolving
from qualcode.model import Case, Codebook, Coding, Participant, Span, Transcript, Where
from qualcode.settings import Settings
from qualcode.study.log import CODINGS, Log
from qualcode.study.suggestions import Suggestions
from qualcode.study.texts import Texts

if TYPE_CHECKING:
    from qualcode.analysis.concordance import CodedPlace, Concordance
    from qualcode.analysis.cooccur import Cooccurrence
    from qualcode.analysis.quotes import Quote
    from qualcode.analysis.tally import Count, Tally
    from qualcode.study.adjudication import Adjudication
    from qualcode.study.agreeing import Agreement
    from qualcode.study.assigned import AssignmentPlan, AssignmentRequest
    from qualcode.study.comparing import Compared
    from qualcode.study.disputes import Disputes
    from qualcode.study.finding import SearchRequest
    from qualcode.study.rounds import Rounds
    from qualcode.study.rules import Rules
    from qualcode.study.tables import Tables
    from qualcode.study.voices import Voices
    from qualcode.suggesting.derive import Derived


class Study:
    """A study: `texts`, `suggestions`, `rules` and `voices`, made once; `log` and `tables`, as they are now.

    What is written through a study is in its next `log` and `tables`; who keeps an older one keeps it as it
    was. Reading raises `FaultsFound` with every fault of a part; `check` gathers those of all parts.
    """

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.suggestions = Suggestions(texts)
        self._log: Log | None = None
        self._tables: Tables | None = None

    @classmethod
    def open(cls, path: str | Path | None = None) -> Self:
        """Open the study in `path`; without one, in this folder or the nearest above that has one.

        Raises `QualcodeError` where there is no `qualcode.toml`, `FaultsFound` where it is broken.
        """
        return cls(Texts.open(path))

    # --- parts ----------------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """Where the study is."""
        return self.texts.folder

    @property
    def settings(self) -> Settings:
        """What `qualcode.toml` says."""
        return self.texts.settings

    @property
    def codebook(self) -> Codebook:
        """The codebook."""
        return self.texts.codebook

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases, in the order of their table."""
        return self.texts.cases

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The participants, in the order of their table."""
        return self.texts.participants

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """The transcripts in order of their ids."""
        return self.texts.transcripts

    @cached_property
    def rules(self) -> Rules:
        """The codebook's rules, to be tried on texts."""
        from qualcode.study.rules import Rules

        return Rules(self.suggestions.ground)

    @cached_property
    def voices(self) -> Voices:
        """Who speaks, with all attributes."""
        from qualcode.study.voices import Voices

        return Voices(self.texts)

    @property
    def log(self) -> Log:
        """What people decided, with all that was written through this study."""
        self._log = self._log.now() if self._log else Log(self.texts)
        return self._log

    @property
    def tables(self) -> Tables:
        """What is counted, by the log as it is now."""
        from qualcode.study.tables import Tables

        log = self.log
        if self._tables is None or self._tables.log is not log:
            self._tables = Tables(self.voices, log, self.suggestions)
        return self._tables

    def refresh(self) -> bool:
        """Take in what others have written meanwhile; whether there was anything."""
        before = self.log
        before.journal.refresh()
        return self.log is not before

    def check(self, *, patterns: bool = True, logs: bool = True) -> list[Fault]:
        """Every fault of every part.

        `patterns` tries those of the codebook, too, which loads spaCy; `logs` looks at hand codings.
        """
        parts: list[Callable[[], object]] = [
            lambda: self.codebook,
            lambda: self.cases,
            lambda: self.participants,
            lambda: self.transcripts,
            lambda: _refuse(self.voices.faults()),
            *([lambda: _refuse(self.log.faults)] if logs else []),
            *([lambda: self.suggestions.ground.engine] if patterns else []),
        ]
        return list(dict.fromkeys(fault for part in parts for fault in _faults_of(part)))

    # --- results --------------------------------------------------------------------------

    def autocode(self, track: Track[Transcript] = silently) -> Derived:
        """Let the rules code the transcripts that they have not coded as they now stand."""
        return self.suggestions.derive(track=track)

    def tally(
        self, by: str = "", count: Count = "transcripts", codes: str = "themes", where: Where | None = None,
        *, source: str = AUTO,
    ) -> Tally:  # fmt: skip
        """Count what has each code, by an attribute (see `Tables.tally`)."""
        return self.tables.tally(by, count, codes, where, source=source)

    def cooccur(
        self, codes: str = "themes", having: str = "", unit: str = "", where: Where | None = None,
        *, source: str = AUTO,
    ) -> Cooccurrence:  # fmt: skip
        """In how many units codes of one level meet those of another (see `Tables.cooccur`)."""
        return self.tables.cooccur(codes, having, unit, where, source=source)

    def quotes(self, code: str, where: Where | None = None, *, source: str = AUTO) -> list[Quote]:
        """The segments that have a code or one below it, as coded (see `Tables.quotes`)."""
        return self.tables.quotes(code, where, source=source)

    def find(self, sought: str | SearchRequest, track: Track[Transcript] = silently) -> Concordance:
        """Find words: a term, a rule, or a request that says where, too (see `study.finding`)."""
        from qualcode.study.finding import SearchRequest, find, places

        def coded() -> list[CodedPlace]:
            self.autocode(track)
            return places(self.tables)

        request = SearchRequest(sought) if isinstance(sought, str) else sought
        return find(self.voices, lambda: self.suggestions.language, request, coded, track)

    def workbook(
        self, path: Path | None = None, *, internal: bool = False, source: str = AUTO, force: bool = False
    ) -> Path:
        """Write the workbook, whole or not at all, and return where it is (see `report.export_xlsx`)."""
        from qualcode.report import export_xlsx

        return export_xlsx(self.tables, path, internal=internal, source=source, force=force)

    # --- several coders -------------------------------------------------------------------

    def compare(
        self, coders: Sequence[str] = (), codes: str | Sequence[str] = "themes", where: Where | None = None,
        unit: str = "",
    ) -> Compared:  # fmt: skip
        """Put the work of coders side by side (see `study.comparing.compared`)."""
        from qualcode.study.comparing import compared

        return compared(self.tables, coders, codes, where, unit)

    def agreement(
        self, coders: Sequence[str] = (), codes: str | Sequence[str] = "themes", where: Where | None = None,
        unit: str = "", *, track: Track[str] = silently,
    ) -> Agreement:  # fmt: skip
        """Measure how far coders agree; without names, all who finished a transcript."""
        from qualcode.study.agreeing import agreement_of

        return agreement_of(self.compare(coders, codes, where, unit), track)

    def rounds(
        self, coders: Sequence[str] = (), codes: str | Sequence[str] = "themes", where: Where | None = None,
        unit: str = "", *, track: Track[str] = silently,
    ) -> Rounds:  # fmt: skip
        """Measure agreement under each version of the codebook."""
        from qualcode.study.rounds import rounds_of

        return rounds_of(self.tables, coders, codes, where, unit, track=track)

    def disputes(self, coders: Sequence[str] = ()) -> Disputes:
        """Where coders differ, transcript by transcript, and what was decided about it."""
        from qualcode.study.disputes import Disputes

        return Disputes(self.log, coders)

    def adjudication(
        self, by: str = "", coders: Sequence[str] = (), *, hide_names: bool = False
    ) -> Adjudication:
        """Somebody who settles disputes; without `by` they can be looked at only."""
        from qualcode.study.adjudication import Adjudication

        return Adjudication(self.log, coders, by=by, hide_names=hide_names)

    def plan(self, wish: AssignmentRequest) -> AssignmentPlan:
        """Plan who codes what; writes nothing."""
        from qualcode.study.assigned import planned

        return planned(self.tables, wish)

    def assign(self, plan: AssignmentPlan) -> str:
        """Write a plan, and return the place of its file within the study (see `study.assigned.write`)."""
        from qualcode.study.assigned import write

        return write(self.log, plan)

    # --- deciding -------------------------------------------------------------------------

    def session(self, coder: str, *, blind: bool = False) -> CoderSession:
        """A coder at work; raises `FaultsFound` for a name that no person may have."""
        return self.log.session(coder, blind=blind)

    def apply(
        self, code: str, transcript: str, *, coder: str, quote: str = "", nth: int = 0,
        at: str = "", direction: str = "", memo: str = "", blind: bool = False,
    ) -> AppliedCoding:  # fmt: skip
        """Apply a code to the words `quote` (the `nth` time they stand there), or to the span `at`.

        Raises `FaultsFound` where code, transcript, coder or place cannot be used.
        """
        text, hand = self.texts.transcript(transcript), self.session(coder, blind=blind)
        span = self.texts.span(text, quote=quote, nth=nth, at=at)
        return hand.apply(CodingRequest(text, span, code, direction, memo))

    def suggested(
        self, code: str, transcript: str, *, coder: str, span: Span | None = None,
        track: Track[Transcript] = silently,
    ) -> Sequence[Coding]:  # fmt: skip
        """The suggestions of a code at a span; without one, those open for a coder (`study.suggested`)."""
        from qualcode.study.suggested import suggested

        return suggested(self.suggestions, self.log, code, transcript, coder, span=span, track=track)

    def resolve(self, entry: PlacedCoding, span: Span | None, *, coder: str, reason: str = "") -> str:
        """Log that a coding belongs at `span` of its transcript, or (None) that it is dropped."""
        text = next((each for each in self.transcripts if each.id == entry.anchor.transcript), None)
        return resolving.resolve(self.log.journal, entry, text, span, coder=coder, reason=reason)

    def merge(self, paths: Iterable[Path] = (), *, dry_run: bool = False) -> merging.Merge:
        """Take in copies of this study, folders of logs or logs; without any, the copies among the logs here.

        Raises `FaultsFound` for what holds no log; lines that cannot be read are in `Merge.faults`.
        """
        named, journal = list(paths), self.log.journal
        if not named:
            return merging.merge_copies(journal, dry_run=dry_run)
        return merging.merge(journal, merging.sources_of(named, CODINGS), dry_run=dry_run)


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise FaultsFound(faults)


def _faults_of(part: Callable[[], object]) -> Sequence[Fault]:
    try:
        part()
    except FaultsFound as error:
        return error.faults
    return ()
