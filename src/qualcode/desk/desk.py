"""The coding desk without a screen: one coder, one open transcript, and every decision on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial

from qualcode.anchors import count_words
from qualcode.desk.keys import keys_of
from qualcode.desk.marking import Marking
from qualcode.desk.marks import Mark, Marks
from qualcode.desk.progress import DeskProgress, Progresses
from qualcode.desk.selection import on
from qualcode.desk.text_cursor import TextCursor
from qualcode.errors import FaultsFound, QualcodeError
from qualcode.journal import Act, CodingRequest
from qualcode.journal.trail import in_words
from qualcode.model import INTERVIEWER, Codebook
from qualcode.study.log import Log
from qualcode.study.suggestions import Suggestions


class NotHere(QualcodeError):
    """There is nothing under the selection that this could be done to."""


class Desk(TextCursor):
    """One coder at work on a study (see `TextCursor` for how one gets about).

    Decisions are on disk when they return, and return what to say. They raise `FaultsFound` for what can't
    be decided, `QualcodeError` where nothing could be saved; then `unsaved` says what waits for `retry`.
    """

    def __init__(
        self, log: Log, suggestions: Suggestions, coder: str, *, blind: bool = False, transcript: str = ""
    ) -> None:
        self.texts, self.suggestions = log.texts, suggestions
        self.blind = blind
        self.codebook: Codebook = log.texts.codebook
        self.keys = keys_of(self.codebook)
        self.hand = log.session(coder, blind=blind)
        self.coder = self.hand.coder
        self._waiting: list[tuple[str, Callable[[], str]]] = []
        self._focus = ""
        transcripts = {entry.id: entry for entry in log.texts.transcripts}
        self._progress = Progresses(log, self.coder)
        super().__init__(transcripts, transcript or self._progress.first(self.hand.ledger))

    # --- what is shown --------------------------------------------------------------------

    def show(self, name: str, offset: int | None = None) -> None:
        """Open a transcript."""
        super().show(name, offset)
        self._marking = Marking(
            self.transcript, self.codebook, self.hand.ledger, self.coder, alone=self.blind
        )
        self.load_suggestions()

    def open(self, transcript: str, offset: int | None = None) -> None:
        """Open a transcript at an offset; raises `FaultsFound` where there is none of that name."""
        self.show(self.texts.transcript(transcript).id, offset)

    def suggestions_missing(self) -> bool:
        """Whether a suggester has yet to code what is open, as it now stands."""
        return not self.blind and self._suggestions is None

    def load_suggestions(self) -> None:
        """Read what is proposed for the open transcript."""
        self._suggestions = () if self.blind else self.suggestions.offered(self.transcript)
        self._marking.suggest(self._suggestions or ())
        self._redraw()

    def _redraw(self) -> None:
        self.__dict__.pop("marks", None)
        self.version += 1

    @cached_property
    def marks(self) -> Marks:
        """The codings and open suggestions of the open transcript."""
        return self._marking.marks()

    @property
    def under(self) -> tuple[Mark, ...]:
        """The marks over the selection."""
        return tuple(self.marks.over(self.selection.start, self.selection.end))

    @property
    def focus(self) -> Mark | None:
        """The mark that a decision is about: the one cycled to, else the likeliest under the selection."""
        under = self.under
        chosen = next((mark for mark in under if mark.id == self._focus), None)
        return chosen or min(under, key=self._farness, default=None)

    def _farness(self, mark: Mark) -> tuple[bool, bool, int]:
        """Exactly the selection comes first, then own codings, then the shortest."""
        exact = (mark.start, mark.end) == (self.selection.start, self.selection.end)
        return not exact, not mark.own, mark.end - mark.start

    def cycle(self, step: int = 1) -> bool:
        """Go on to the next mark under the selection."""
        under, focus = self.under, self.focus
        if focus is None or len(under) == 1:
            return False
        self._focus = under[(under.index(focus) + step) % len(under)].id
        self.version += 1
        return True

    @property
    def progress(self) -> tuple[DeskProgress, ...]:
        """How far the coder has come, transcript by transcript."""
        return self._progress.now(self.hand.ledger)

    @property
    def unsaved(self) -> str:
        """What could not be saved, in words; empty where everything is on disk."""
        if not self._waiting:
            return ""
        words = self._waiting[-1][0]
        more = len(self._waiting) - 1
        return f"Not saved: {words}" + (f" (and {more} more)" if more else "")

    # --- going to what is marked ----------------------------------------------------------

    def next_suggestion(self, step: int = 1) -> bool:
        """Select the next (or previous) place with an open suggestion."""
        return self._to((mark for mark in self.marks if mark.suggested), step)

    def next_coding(self, step: int = 1) -> bool:
        """Select the next (or previous) coding."""
        return self._to((mark for mark in self.marks if not mark.suggested), step)

    def _to(self, marks: Iterable[Mark], step: int) -> bool:
        """Go to the next of some marks; of several at one place, from one to the other."""
        wanted = sorted(marks, key=_order)
        focus = self.focus
        here = (self.selection.start, -self.selection.end, "", "")
        if focus is not None and focus in wanted:
            here = _order(focus)
        if step > 0:
            following = next((mark for mark in wanted if _order(mark) > here), None)
        else:
            following = next((mark for mark in reversed(wanted) if _order(mark) < here), None)
        if following is None:
            return False
        self._focus = following.id
        self.version += 1
        self.choose(on((following.start, following.end)))
        return True

    def next_uncoded(self, step: int = 1) -> bool:
        """Select the next (or previous) sentence of a participant that has no coding of this coder."""
        own = Marks(self._marking.own())
        offset = self.selection.end if step > 0 else self.selection.start
        while True:
            piece = (
                self.pieces.starting("sentence", offset)
                if step > 0
                else self.pieces.ending("sentence", offset)
            )
            if piece is None:
                return False
            asked = self.transcript.turns[self.pieces.turn_at(piece[0])].participant == INTERVIEWER
            if not asked and not own.over(*piece):
                return self.choose(on(piece))
            offset = piece[1] if step > 0 else piece[0]

    # --- deciding -------------------------------------------------------------------------

    def apply(self, code: str) -> str:
        """Apply a code to the selection."""
        wanted = CodingRequest(self.transcript, (self.selection.start, self.selection.end), code)
        return self._decide(f"{self._name(code)} on {_counted(self.quote)}", partial(self._apply, [wanted]))

    def _apply(self, wanted: list[CodingRequest]) -> str:
        done = self.hand.apply_all(wanted)
        self._focus = done[-1].id
        if not any(each.is_new for each in done):
            return "It was coded so already."
        if len(done) > 1:
            return f"{len(done)} codings"
        return f"{self._name(done[0].code)} on {_counted(done[0].quote)}{self._remark(wanted[0])}"

    def _remark(self, wanted: CodingRequest) -> str:
        """Said where a question gets the code of an answer, or an answer that of a question."""
        speaker = wanted.transcript.turns[self.pieces.turn_at(wanted.span[0])].participant
        is_topic = self.codebook[wanted.code].kind == "topic"
        if is_topic == (speaker == INTERVIEWER):
            return ""
        return " (a topic on what is no question)" if is_topic else " (the interviewer speaks here)"

    def direct(self, direction: str) -> str:
        """Give the coding under the cursor a direction; the one it has already is taken away."""
        mark = self._own_mark()
        wanted = "" if mark.direction == direction else direction
        words = f"{self._name(mark.code)} {wanted or 'without direction'}"

        def decision() -> str:
            done = self.hand.direct(mark.id, wanted)
            self._focus = done.id if done else mark.id
            return words

        return self._decide(words, decision)

    def remove(self) -> str:
        """Remove the coding under the cursor."""
        mark = self._own_mark()
        words = f"{self._name(mark.code)} removed"
        return self._decide(words, lambda: _then(self.hand.remove([mark.id]), words))

    def memo(self, text: str) -> str:
        """Write a memo on the coding under the cursor, or on the selection where nothing is coded."""
        focus = self.focus
        words = "memo" if text else "memo taken away"
        if focus is not None and focus.own:
            if text == focus.memo:
                return "The memo is as it was."
            return self._decide(words, lambda: _then(self.hand.memo(focus.id, text), words))
        if not text.strip():
            return "Nothing was written."
        transcript, span = self.transcript, (self.selection.start, self.selection.end)
        note = partial(self.hand.note, text, transcript=transcript, span=span)
        return self._decide("note", lambda: _then(note(), "note on the selected words"))

    def accept(self) -> str:
        """Take the suggestion under the cursor."""
        return self._accept([self._suggested_mark()])

    def accept_turn(self) -> str:
        """Take every open suggestion of the turn."""
        return self._accept(self._of_turn())

    def _accept(self, marks: list[Mark]) -> str:
        wanted = [
            CodingRequest(
                self.transcript, (mark.start, mark.end), mark.code, suggested=mark.coder, reason=mark.reason
            )
            for mark in marks
        ]
        return self._decide(f"{len(marks)} accepted", lambda: f"accepted: {self._apply(wanted)}")

    def reject(self) -> str:
        """Turn the suggestion under the cursor down."""
        return self._reject([self._suggested_mark()])

    def reject_turn(self) -> str:
        """Turn every open suggestion of the turn down."""
        return self._reject(self._of_turn())

    def _reject(self, marks: list[Mark]) -> str:
        about = [(self.transcript, (mark.start, mark.end), mark.code) for mark in marks]
        names = ", ".join(dict.fromkeys(self._name(mark.code) for mark in marks))
        return self._decide("rejection", lambda: _then(self.hand.reject(about), f"rejected: {names}"))

    def done(self) -> str:
        """Mark the transcript as done, or open it again."""
        transcript = self.transcript
        if (self.coder, transcript.id) in self.hand.ledger.finished:
            words = f"{transcript.id} is open again"
            return self._decide(words, lambda: _then(self.hand.reopen(transcript.id), words))
        words = f"{transcript.id} is done"
        return self._decide(words, lambda: _then(self.hand.done(transcript), words))

    # --- taking back ----------------------------------------------------------------------

    def undo(self) -> str:
        """Take the last decision back; one that could not be saved is just forgotten."""
        if self._waiting:
            self.version += 1
            return f"Given up: {self._waiting.pop()[0]}"
        return self._decide("undo", lambda: self._taken(self.hand.undo(), "Undone"), say="")

    def redo(self) -> str:
        """Bring again what was undone last."""
        return self._decide("redo", lambda: self._taken(self.hand.redo(), "Done again"), say="")

    def _taken(self, acts: list[Act], how: str) -> str:
        if not acts:
            return "There is nothing to undo." if how == "Undone" else "There is nothing to redo."
        event = acts[0].events[0]
        about = self.hand.ledger.event(event.target) if event.target else event
        if about is not None and about.transcript in self.transcripts:
            offset = about.anchor.start if about.anchor else None
            if about.transcript != self.transcript.id:
                self.show(about.transcript, offset)
            elif about.anchor is not None:
                self.choose(
                    on((about.anchor.start, about.anchor.end)) if self._fits(about.anchor.end) else None
                )
        return f"{how}: {in_words(event, self.hand.ledger)}"

    def _fits(self, end: int) -> bool:
        return end <= len(self.transcript.body)

    def retry(self) -> str:
        """Try once more to save what waits, in its order."""
        if not self._waiting:
            return "Everything is saved."
        while self._waiting:
            said = self._waiting[0][1]()
            self._waiting.pop(0)
            self._changed()
        return f"Saved: {said}"

    def refresh(self) -> bool:
        """Take in what others wrote meanwhile; whether something changed."""
        self.hand.refresh()
        return self._changed()

    # --- inside ---------------------------------------------------------------------------

    def _decide(self, words: str, decision: Callable[[], str], say: str = "Saved: ") -> str:
        try:
            said = decision()
        except FaultsFound:
            raise
        except QualcodeError:
            self._waiting.append((words, decision))
            self.version += 1
            raise
        self._changed()
        return " ".join(filter(None, (f"{say}{said}", self.hand.said)))

    def _changed(self) -> bool:
        changed = self.hand.changes()
        if changed:
            self._progress.forget(changed, self.hand.ledger)
            self._marking.update(changed)
            self._progress.count(self.transcript.id, ((mark.start, mark.end) for mark in self._marking.own()))
            self._redraw()
        return bool(changed)

    def _own_mark(self) -> Mark:
        focus = self.focus
        if focus is None or not focus.own:
            own = [mark for mark in self.under if mark.own]
            if not own:
                raise NotHere("there is no coding of yours under the selection")
            return min(own, key=self._farness)
        return focus

    def _suggested_mark(self) -> Mark:
        self._refuse_blind()
        focus = self.focus
        if focus is not None and focus.suggested:
            return focus
        suggested = [mark for mark in self.under if mark.suggested]
        if not suggested:
            raise NotHere("there is no suggestion under the selection; n goes to the next")
        return suggested[0]

    def _of_turn(self) -> list[Mark]:
        self._refuse_blind()
        turn = self.transcript.turns[self.pieces.turn_at(self.selection.start)]
        marks = [mark for mark in self.marks.over(turn.start, turn.end) if mark.suggested]
        if not marks:
            raise NotHere("this turn has no open suggestion; n goes to the next")
        return marks

    def _refuse_blind(self) -> None:
        if self.blind:
            raise NotHere("this is blind coding: there are no suggestions")

    def _name(self, code: str) -> str:
        return self.codebook[code].name if code in self.codebook else code


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start, -mark.end, mark.code, mark.id


def _counted(words: str) -> str:
    count = count_words(words)
    return f"{count} word{'s' * (count != 1)}"


def _then(_done: object, words: str) -> str:
    """What to say once something was done."""
    return words
