"""What people coded by hand: a study's logs, each coding carried over to the text as it stands."""

from __future__ import annotations

from functools import cached_property

from qualcode.errors import Fault, FaultsFound
from qualcode.journal import Applied, Carried, Journal, Reading, applying, carrying, settling
from qualcode.journal.fold import fold
from qualcode.model import Coding, Transcript
from qualcode.study.parts import StudyParts

CODINGS = "codings"


class Handwork(StudyParts):
    """The part of a study that knows the coders' logs."""

    @property
    def journal(self) -> Journal:
        """The coders' logs."""
        return Journal(self.folder / CODINGS, CODINGS)

    @cached_property
    def logged(self) -> Reading:
        """Every event of every log, and the lines that could not be read."""
        return self.journal.read()

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """The hand codings that hold, each with its place in the present text."""
        return carrying.carry(fold(self.logged.events), self.transcripts)

    @cached_property
    def hand_codings(self) -> tuple[Coding, ...]:
        """The hand codings whose place is known, as all codings are counted."""
        return carrying.as_codings(self.carried, self.transcripts)

    @cached_property
    def logs(self) -> None:
        """Refuses logs in which something is wrong or unsettled."""
        faults = self.log_faults()
        if faults:
            raise FaultsFound(faults)

    def log_faults(self) -> list[Fault]:
        """What is wrong with the logs: lines that can't be read, codings that need a decision."""
        codes = self.codebook.by_id
        return [*self.logged.faults, *carrying.faults_of(self.carried, self.transcripts, codes, CODINGS)]

    def transcript(self, name: str) -> Transcript:
        """The transcript of that id; raises `FaultsFound` with the nearest one."""
        return applying.named("transcript", name, {entry.id: entry for entry in self.transcripts})

    def apply(
        self, code: str, transcript: str, *, coder: str, quote: str = "", nth: int = 0,
        at: str = "", direction: str = "", memo: str = "",
    ) -> Applied:  # fmt: skip
        """Apply a code to the words `quote` (the `nth` time they stand there), or to the span `at`.

        Raises `FaultsFound` where code, transcript, coder or place cannot be used.
        """
        text = self.transcript(transcript)
        span = applying.span_at(text, at) if at else applying.quoted_span(text, quote, nth)
        done = applying.apply(
            self.journal, self.codebook, text, span, code=code, coder=coder, direction=direction, memo=memo
        )
        self._forget()
        return done

    def settle(self, entry: Carried, span: tuple[int, int] | None, *, coder: str, reason: str = "") -> str:
        """Log that a coding belongs at `span` of its transcript, or (None) that it is dropped."""
        text = next((each for each in self.transcripts if each.id == entry.anchor.transcript), None)
        said = settling.settle(self.journal, entry, text, span, coder=coder, reason=reason)
        self._forget()
        return said

    def _forget(self) -> None:
        """What was read before something was written is old."""
        for name in ("logged", "carried", "hand_codings", "logs"):
            self.__dict__.pop(name, None)
