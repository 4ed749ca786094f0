"""A coder at work: each decision becomes lines in that coder's log, on disk when the call returns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.anchors import Anchor
from qualcode.errors import refuse
from qualcode.journal.events import DIRECTIONS
from qualcode.journal.journal import Journal
from qualcode.journal.ledger import Done, HandCoding, Note, Rejection, Verdict
from qualcode.journal.names import coder_name
from qualcode.journal.pointing import check_text, named
from qualcode.journal.requests import AppliedCoding, CodingRequest, PriorDecisions
from qualcode.journal.writer import ActBuilder, Writer
from qualcode.model import Codebook, Span, Transcript


class CoderSession(Writer):
    """One coder's decisions.

    Every method raises `FaultsFound` for what cannot be decided so, and `QualcodeError` where it cannot
    be saved; then nothing was. `said` holds what the log had to say about the last one (a torn line
    set aside).
    """

    def __init__(self, journal: Journal, codebook: Codebook, coder: str, *, blind: bool = False) -> None:
        super().__init__(journal, codebook, coder_name(coder), blind=blind)
        known = {event.coder for event in self.ledger.events}
        alike = [name for name in sorted(known) if name.casefold() == coder.casefold()]
        if alike and coder not in known:  # on some disks both would be one file
            refuse("--coder", f"{coder!r} differs from {alike[0]!r} in capitals only", f"write {alike[0]}")

    # --- codings --------------------------------------------------------------------------

    def apply(self, wanted: CodingRequest) -> AppliedCoding:
        """Apply one code (see `apply_all`)."""
        return self.apply_all([wanted])[0]

    def apply_all(self, wanted: Sequence[CodingRequest]) -> list[AppliedCoding]:
        """Apply codes to spans as one act.

        What the coder has done already is not done twice; another direction or memo takes the old
        one's place. Where the coder had rejected the code, that is taken back.
        """
        self.refresh()
        for each in wanted:
            self._check(each)
        act, decided = ActBuilder(self), PriorDecisions(self.ledger, self.coder)
        done: dict[tuple[str, Span, str], AppliedCoding] = {}
        applied: list[AppliedCoding] = []
        for each in wanted:
            what = each.transcript.id, each.span, each.code
            applied.append(
                replace(done[what], is_new=False) if what in done else self._apply(each, act, decided)
            )
            done.setdefault(what, applied[-1])
        self._record(act)
        return applied

    def _check(self, wanted: CodingRequest) -> None:
        named("code", wanted.code, self._codebook.by_id)
        if wanted.direction and wanted.direction not in DIRECTIONS:
            refuse("--direction", "is none of + ± -", "write +, ± or -")
        check_text("--memo", wanted.memo)

    def _apply(self, wanted: CodingRequest, act: ActBuilder, decided: PriorDecisions) -> AppliedCoding:
        transcript, span = wanted.transcript, wanted.span
        quote = transcript.body[span[0] : span[1]]
        same = decided.codings(wanted)
        direction, memo = wanted.direction, wanted.memo
        place = (transcript.id, *span, quote, wanted.code, self.coder)
        for old in same:
            if direction in {"", old.direction} and memo in {"", old.memo}:
                return AppliedCoding(old.id, *place, old.direction, is_new=False)
        if same:
            direction, memo = direction or same[-1].direction, memo or same[-1].memo
        event = act.add(
            "apply", anchor=self._anchor(transcript, span), code=wanted.code, direction=direction,
            memo=memo, suggested=wanted.suggested, reason=wanted.reason, codebook=self._codebook.version,
        )  # fmt: skip
        turned_down = [each.id for each in decided.rejections(wanted) if each.id not in act.targets]
        for name in (*(coding.id for coding in same), *turned_down):
            act.add("remove", target=name, reason="replaced")
        return AppliedCoding(event.id, *place, direction, is_new=True)

    def direct(self, coding: str, direction: str) -> AppliedCoding | None:
        """Give a coding another direction ("" takes it away); None where it has it already."""
        old = self._own(coding)
        if not isinstance(old, HandCoding):
            refuse("CODING", "is no coding", "only a coding has a direction")
        if direction and direction not in DIRECTIONS:
            refuse("--direction", "is none of + ± -", "write +, ± or -")
        if old.direction == direction:
            return None
        act = ActBuilder(self)
        anchor = old.anchor()
        event = act.add(
            "apply", anchor=anchor, code=old.code, direction=direction, memo=old.memo,
            suggested=old.suggested, codebook=self._codebook.version,
        )  # fmt: skip
        act.add("remove", target=old.id, reason="replaced")
        self._record(act)
        place = (anchor.transcript, anchor.start, anchor.end, anchor.quote)
        return AppliedCoding(event.id, *place, old.code, self.coder, direction, is_new=True)

    def remove(self, names: Iterable[str], reason: str = "") -> int:
        """Take back codings, rejections or notes of this coder, as one act; returns how many."""
        check_text("--reason", reason)
        act = ActBuilder(self)
        for name in names:
            self._own(name)
            act.add("remove", target=name, reason=reason)
        return self._record(act)

    def reject(self, suggestions: Iterable[tuple[Transcript, Span, str]], reason: str = "") -> int:
        """Turn suggestions down, as one act; returns how many had not been."""
        check_text("--reason", reason)
        self.refresh()
        act = ActBuilder(self)
        for transcript, span, code in suggestions:
            anchor = self._anchor(transcript, span)
            if not any(_is_about(each, self.coder, code, anchor) for each in self.ledger.rejections):
                act.add("reject", anchor=anchor, code=code, reason=reason, codebook=self._codebook.version)
        return self._record(act)

    # --- memos, and transcripts done ------------------------------------------------------

    def memo(self, name: str, text: str) -> int:
        """Put a memo on a coding, or change a note; an empty text takes it away."""
        check_text("MEMO", text)
        if isinstance(self._own(name), Rejection):
            refuse("CODING", "is a rejected suggestion", "put the memo on the place: leave CODING out")
        return self._act("memo", target=name, memo=text)

    def note(
        self, text: str, *, transcript: Transcript | None = None, span: Span | None = None, code: str = ""
    ) -> str:
        """Write a note on a span, a transcript, a code or the study; returns its id."""
        check_text("MEMO", text)
        if code:
            named("code", code, self._codebook.by_id)
        act = ActBuilder(self)
        anchor = self._anchor(transcript, span) if transcript and span else None
        name = transcript.id if transcript else ""
        event = act.add("memo", anchor=anchor, memo=text, code=code, transcript=name)
        self._record(act)
        return event.id

    def done(self, transcript: Transcript) -> bool:
        """Mark a transcript as finished by this coder; False if it was so already (see `done_all`)."""
        return bool(self.done_all([transcript]))

    def done_all(self, transcripts: Iterable[Transcript]) -> list[str]:
        """Mark transcripts as finished, as one act; returns those that were not so already.

        Finished is finished with this text, under this version of the codebook, as blind as now.
        """
        self.refresh()
        act, marked = ActBuilder(self), list[str]()
        for transcript in transcripts:
            known = self.ledger.finished.get((self.coder, transcript.id))
            state = (transcript.body_hash, self._codebook.version, self.blind)
            if transcript.id in marked or (known and (known.body, known.codebook, known.blind) == state):
                continue
            act.add("done", transcript=transcript.id, body=state[0], codebook=state[1])
            marked.append(transcript.id)
        self._record(act)
        return marked

    def reopen(self, transcript: str) -> bool:
        """Take the mark back; False if there is none."""
        return bool(self.reopen_all([transcript]))

    def reopen_all(self, transcripts: Iterable[str]) -> list[str]:
        """Take the marks of transcripts back, as one act; returns those that had one."""
        self.refresh()
        act, wanted = ActBuilder(self), set(transcripts)
        dones = (thing for thing in self.ledger.things if isinstance(thing, Done))
        own = [done for done in dones if done.coder == self.coder and done.transcript in wanted]
        for done in own:
            act.add("remove", target=done.id, reason="opened again")
        self._record(act)
        return sorted({done.transcript for done in own})

    def _own(self, name: str) -> HandCoding | Rejection | Note:
        """What holds under that id, if this coder may change it."""
        self.refresh()
        thing = self.ledger.get(name)
        if thing is None or isinstance(thing, Done | Verdict):
            refuse("CODING", "there is no such coding now", "it may have been removed meanwhile")
        if thing.coder != self.coder:
            refuse("--coder", f"this is {thing.coder}'s decision", f"only {thing.coder} can take it back")
        return thing

    def _act(self, op: str, **texts: str) -> int:
        act = ActBuilder(self)
        act.add(op, None, **texts)
        return self._record(act)


def _is_about(rejection: Rejection, coder: str, code: str, anchor: Anchor) -> bool:
    if (rejection.coder, rejection.code) != (coder, code):
        return False
    return any(
        (each.transcript, each.body_hash, each.start, each.end)
        == (anchor.transcript, anchor.body_hash, anchor.start, anchor.end)
        for each in rejection.anchors
    )
