"""What people coded by hand: a study's logs, each coding carried over to the text as it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from qualcode.errors import Fault, FaultsFound
from qualcode.journal import (
    Adjudicator,
    AppliedCoding,
    CoderSession,
    CodingRequest,
    Event,
    Journal,
    Ledger,
    LoggedEvents,
    Placed,
    PlacedCoding,
    Rejection,
    Verdict,
    coder_name,
    merging,
    placing,
    pointing,
    resolving,
    verifying,
)
from qualcode.journal.assignments import Assigned, read_assignments
from qualcode.model import Coding, Transcript
from qualcode.study.parts import StudyParts

CODINGS = "codings"


class Handwork(StudyParts):
    """The part of a study that knows the coders' logs."""

    @cached_property
    def journal(self) -> Journal:
        """The coders' logs."""
        return Journal(self.folder / CODINGS, CODINGS)

    @cached_property
    def logged(self) -> LoggedEvents:
        """Every event of every log, and the lines that could not be read."""
        return self.journal.read()

    @cached_property
    def ledger(self) -> Ledger:
        """What the coders decided, as it holds now; raises `FaultsFound` for lines of a newer qualcode."""
        if self.logged.newer:
            raise FaultsFound(self.logged.newer)
        return Ledger(self.logged.events)

    @cached_property
    def placed(self) -> tuple[PlacedCoding, ...]:
        """The hand codings that hold, each with its place in the present text."""
        return placing.place_all(self.ledger.codings, self.transcripts)

    @cached_property
    def rejected(self) -> tuple[Placed[Rejection], ...]:
        """The suggestions that were turned down, each with its place in the present text."""
        return placing.place_all(self.ledger.rejections, self.transcripts)

    @cached_property
    def verdicts(self) -> tuple[Placed[Verdict], ...]:
        """What was decided about disagreements, each with its place in the present text."""
        return placing.place_all(self.ledger.verdicts, self.transcripts)

    @cached_property
    def hand_codings(self) -> tuple[Coding, ...]:
        """The hand codings whose place is known, as all codings are counted: each within one turn."""
        return placing.as_codings(self.placed, self.transcripts)

    @cached_property
    def finished(self) -> Mapping[str, tuple[str, ...]]:
        """By transcript the coders who have finished it, by name; only transcripts that somebody finished."""
        coders: dict[str, list[str]] = defaultdict(list)
        for coder, transcript in sorted(self.ledger.finished):
            coders[transcript].append(coder)
        return {transcript: tuple(names) for transcript, names in sorted(coders.items())}

    @property
    def coders(self) -> tuple[str, ...]:
        """Everybody who has written a line, by name."""
        return tuple(sorted({event.coder for event in self.logged.events}))

    @cached_property
    def assignments(self) -> Assigned:
        """Who codes what, and what is wrong with the file that says so; nobody where there is none."""
        return read_assignments(self.journal.folder, self.journal.place, [t.id for t in self.transcripts])

    # --- what is wrong --------------------------------------------------------------------

    @cached_property
    def logs(self) -> None:
        """Refuses logs in which something is wrong or unsettled."""
        faults = self.log_faults()
        if faults:
            raise FaultsFound(faults)

    def log_faults(self) -> list[Fault]:
        """What is wrong with the logs: lines that can't be read, codings that need a decision."""
        codes, texts = self.codebook.by_id, self.transcripts
        if self.logged.newer:
            return [*self.logged.faults, *self.assignments.faults]
        return [
            *self.logged.faults,
            *self.assignments.faults,
            *placing.faults_of(self.placed, texts, codes, CODINGS),
            *verifying.damages(self.ledger, [*self.rejected, *self.verdicts], texts, CODINGS),
        ]

    def verify(self) -> verifying.Verified:
        """Hold every line against its checksum and every quote against its text."""
        ledger = Ledger(self.logged.events) if self.logged.newer else self.ledger
        return verifying.verified(self.journal, ledger, self.transcripts, self.log_faults())

    # --- other people's copies ------------------------------------------------------------

    def merge(self, paths: Iterable[Path] = (), *, dry_run: bool = False) -> merging.Merge:
        """Take in copies of this study, folders of logs or logs; without any, the copies among the logs here.

        Raises `FaultsFound` for what holds no log; lines that cannot be read are in `Merge.faults`.
        """
        named = list(paths)
        if named:
            sources = merging.sources_of(named, CODINGS)
            merged = merging.merge(self.journal, sources, dry_run=dry_run)
        else:
            merged = merging.merge_copies(self.journal, dry_run=dry_run)
        self._forget()
        return merged

    def elsewhere(self, events: Iterable[Event]) -> Mapping[str, int]:
        """Of the codings made on another body of their text: how many there are of each status."""
        new = {event.id: event for event in events}
        bodies = {text.id: text.body_hash for text in self.transcripts}
        codings = [
            coding
            for coding in Ledger([*self.logged.events, *new.values()]).codings
            if coding.id in new
            and coding.anchor(bodies.get(coding.transcript, "")).body_hash != bodies.get(coding.transcript)
        ]
        placed = placing.place_all(codings, self.transcripts)
        return Counter(entry.placement.status for entry in placed)

    # --- deciding -------------------------------------------------------------------------

    def transcript(self, name: str) -> Transcript:
        """The transcript of that id; raises `FaultsFound` with the nearest one."""
        return pointing.named("transcript", name, {entry.id: entry for entry in self.transcripts})

    def hand(self, coder: str, *, blind: bool = False) -> CoderSession:
        """A coder at work; raises `FaultsFound` for a name that no person may have."""
        self._forget()
        return CoderSession(self.journal, self.codebook, coder, blind=blind)

    def adjudicator(self, by: str, *, blind: bool = False) -> Adjudicator:
        """Somebody who settles disagreements; raises `FaultsFound` for a name that no person may have."""
        self._forget()
        return Adjudicator(self.journal, self.codebook, by, blind=blind)

    def span(self, transcript: Transcript, *, quote: str = "", nth: int = 0, at: str = "") -> tuple[int, int]:
        """The span of the words `quote` (the `nth` time they stand there) or of `at` (START:END)."""
        return pointing.span_at(transcript, at) if at else pointing.quoted_span(transcript, quote, nth)

    def apply(
        self, code: str, transcript: str, *, coder: str, quote: str = "", nth: int = 0,
        at: str = "", direction: str = "", memo: str = "", blind: bool = False,
    ) -> AppliedCoding:  # fmt: skip
        """Apply a code to the words `quote` (the `nth` time they stand there), or to the span `at`.

        Raises `FaultsFound` where code, transcript, coder or place cannot be used.
        """
        text = self.transcript(transcript)
        coder_name(coder)
        span = self.span(text, quote=quote, nth=nth, at=at)
        return self.hand(coder, blind=blind).apply(CodingRequest(text, span, code, direction, memo))

    def apply_all(
        self, code: str, places: Iterable[tuple[str, tuple[int, int]]], *, coder: str,
        direction: str = "", memo: str = "", blind: bool = False,
    ) -> Sequence[AppliedCoding]:  # fmt: skip
        """Apply a code to spans of transcripts as one act: one undo takes all of them back."""
        wanted = [CodingRequest(self.transcript(name), span, code, direction, memo) for name, span in places]
        return self.hand(coder, blind=blind).apply_all(wanted)

    def resolve(
        self, entry: PlacedCoding, span: tuple[int, int] | None, *, coder: str, reason: str = ""
    ) -> str:
        """Log that a coding belongs at `span` of its transcript, or (None) that it is dropped."""
        text = next((each for each in self.transcripts if each.id == entry.anchor.transcript), None)
        said = resolving.resolve(self.journal, entry, text, span, coder=coder, reason=reason)
        self._forget()
        return said

    def _forget(self) -> None:
        """What was read before something was written is old."""
        for name in (
            "logged",
            "ledger",
            "placed",
            "rejected",
            "verdicts",
            "hand_codings",
            "finished",
            "logs",
        ):
            self.__dict__.pop(name, None)
