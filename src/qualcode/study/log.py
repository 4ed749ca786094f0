"""What people decided: a study's logs as they were read once, their codings carried over to the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from qualcode.errors import Fault, FaultsFound
from qualcode.journal import (
    Adjudicator,
    CoderSession,
    Event,
    Journal,
    Ledger,
    LoggedEvents,
    Placed,
    PlacedCoding,
    Rejection,
    Verdict,
    placing,
    verifying,
)
from qualcode.journal.assignments import Assigned, read_assignments
from qualcode.model import Coding
from qualcode.study.texts import Texts

CODINGS = "codings"


class Log:
    """What the coders' logs held when they were read for it: it stays so, whatever is written later.

    `session` and `adjudicator` write; `now` is the log that has what they wrote. The logs are read when
    something of them is first asked for, or else before anything can be written.
    """

    def __init__(self, texts: Texts, journal: Journal | None = None) -> None:
        self.texts = texts
        self._journal = journal or Journal(texts.folder / CODINGS, CODINGS)
        self._revision = 0
        if self._journal.revision:
            self._read()

    @cached_property
    def logged(self) -> LoggedEvents:
        """Every event of every log, and the lines that could not be read."""
        logged = self._journal.read()
        self._revision = self._journal.revision
        return logged

    def _read(self) -> LoggedEvents:
        return self.logged

    @property
    def journal(self) -> Journal:
        """The logs, to be written to."""
        self._read()
        return self._journal

    def now(self) -> Log:
        """What the logs hold now: the same log where nothing was written since and nothing more read."""
        return self if self._revision == self._journal.revision else Log(self.texts, self._journal)

    # --- what was decided -----------------------------------------------------------------

    @cached_property
    def ledger(self) -> Ledger:
        """What holds of all that the coders decided; raises `FaultsFound` for lines of a newer qualcode."""
        if self.logged.newer:
            raise FaultsFound(self.logged.newer)
        return Ledger(self.logged.events)

    @cached_property
    def placed(self) -> tuple[PlacedCoding, ...]:
        """The hand codings that hold, each with its place in the present text."""
        return placing.place_all(self.ledger.codings, self.texts.transcripts)

    @cached_property
    def rejected(self) -> tuple[Placed[Rejection], ...]:
        """The suggestions that were turned down, each with its place in the present text."""
        return placing.place_all(self.ledger.rejections, self.texts.transcripts)

    @cached_property
    def verdicts(self) -> tuple[Placed[Verdict], ...]:
        """What was decided about disagreements, each with its place in the present text."""
        return placing.place_all(self.ledger.verdicts, self.texts.transcripts)

    @cached_property
    def hand_codings(self) -> tuple[Coding, ...]:
        """The hand codings whose place is known, as all codings are counted: each within one turn."""
        return placing.as_codings(self.placed, self.texts.transcripts)

    @cached_property
    def speakers(self) -> Mapping[str, frozenset[str]]:
        """By id of a hand coding whose place is known the participants whose words it has."""
        return placing.speakers_of(self.placed, self.texts.transcripts)

    @cached_property
    def finished(self) -> Mapping[str, tuple[str, ...]]:
        """By transcript the coders who have finished it, by name; only transcripts that somebody finished."""
        coders: dict[str, list[str]] = defaultdict(list)
        for coder, transcript in sorted(self.ledger.finished):
            coders[transcript].append(coder)
        return {transcript: tuple(names) for transcript, names in sorted(coders.items())}

    @cached_property
    def oldest(self) -> Mapping[str, str]:
        """By coder the time of the oldest mark as done that holds."""
        times: dict[str, str] = {}
        for (coder, _), done in self.ledger.finished.items():
            times[coder] = min(done.time, times.get(coder, done.time))
        return times

    @cached_property
    def begun(self) -> Mapping[str, tuple[str, ...]]:
        """By transcript the coders who have coded there and have not marked it done, by name."""
        coders: dict[str, list[str]] = defaultdict(list)
        for name, coder in sorted({(each.segment.transcript, each.coder) for each in self.hand_codings}):
            if coder not in self.finished.get(name, ()):
                coders[name].append(coder)
        return {transcript: tuple(names) for transcript, names in coders.items()}

    @cached_property
    def coders(self) -> tuple[str, ...]:
        """Everybody who has written a line, by name."""
        return tuple(sorted({event.coder for event in self.logged.events}))

    @cached_property
    def assignments(self) -> Assigned:
        """Who codes what, and what is wrong with the file that says so; nobody where there is none."""
        names = [entry.id for entry in self.texts.transcripts]
        return read_assignments(self._journal.folder, self._journal.place, names)

    # --- what is wrong --------------------------------------------------------------------

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the logs: lines that can't be read, codings that need a decision."""
        codes, texts = self.texts.codebook.by_id, self.texts.transcripts
        if self.logged.newer:
            return (*self.logged.faults, *self.assignments.faults)
        return (
            *self.logged.faults,
            *self.assignments.faults,
            *placing.faults_of(self.placed, texts, codes, CODINGS),
            *verifying.damages(self.ledger, [*self.rejected, *self.verdicts], texts, CODINGS),
        )

    def verify(self) -> verifying.Verified:
        """Hold every line against its checksum and every quote against its text."""
        ledger = Ledger(self.logged.events) if self.logged.newer else self.ledger
        return verifying.verified(self.journal, ledger, self.texts.transcripts, list(self.faults))

    def elsewhere(self, events: Iterable[Event]) -> Mapping[str, int]:
        """Of the codings made on another body of their text: how many there are of each status."""
        new = {event.id: event for event in events}
        bodies = {text.id: text.body_hash for text in self.texts.transcripts}
        codings = [
            coding
            for coding in Ledger([*self.logged.events, *new.values()]).codings
            if coding.id in new
            and coding.anchor(bodies.get(coding.transcript, "")).body_hash != bodies.get(coding.transcript)
        ]
        placed = placing.place_all(codings, self.texts.transcripts)
        return Counter(entry.placement.status for entry in placed)

    # --- deciding -------------------------------------------------------------------------

    def session(self, coder: str, *, blind: bool = False) -> CoderSession:
        """A coder at work; raises `FaultsFound` for a name that no person may have."""
        return CoderSession(self.journal, self.texts.codebook, coder, blind=blind)

    def adjudicator(self, by: str, *, blind: bool = False) -> Adjudicator:
        """Somebody who settles disagreements; raises `FaultsFound` for a name that no person may have."""
        return Adjudicator(self.journal, self.texts.codebook, by, blind=blind)
