"""Two people work, undo, merge and crash at random; what the logs say is held to a plain dictionary."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qualcode.journal import CoderSession, CodingRequest, Journal, Ledger
from qualcode.journal.events import made, to_line
from qualcode.journal.merging import merge, merge_copies, sources_of
from qualcode.model import Code, Codebook
from tests.journal.lines import BODY, anchor
from tests.journal.test_ledger import transcript

TEXT = transcript()
BOOK = Codebook("Fruit", "1", (Code("apples", "Apples", "theme"), Code("pears", "Pears", "theme")))
QUOTES = ("I like apples", "like apples. Not", "Not much else", "I like pears, too")
SPANS = [(BODY.index(quote), BODY.index(quote) + len(quote)) for quote in QUOTES]

Key = tuple[Any, ...]
State = dict[Key, Any]
CODERS = st.sampled_from(["ana", "bo"])
PLACES = st.sampled_from(SPANS)
CODES = st.sampled_from(["apples", "pears"])
DIRECTIONS = st.sampled_from(["", "+", "-"])
TEXTS = st.sampled_from(["", "m", "n"])
WINDOWS = st.integers(0, 1)


class Desk:
    """The model of one coder: what holds, and what can be undone and redone, each as what it changed."""

    def __init__(self) -> None:
        self.holds: State = {}
        self.undo: list[tuple[State, State]] = []
        self.redo: list[tuple[State, State]] = []

    def act(self, after: State) -> None:
        """Do something: keys to their new values, None for what is gone."""
        before = {key: self.holds.get(key) for key in after}
        self.undo.append((before, after))
        self.redo.clear()
        self.set(after)

    def set(self, values: State) -> None:
        self.holds |= values
        self.holds = {key: value for key, value in self.holds.items() if value is not None}

    def back(self) -> None:
        if self.undo:
            self.redo.append(self.undo.pop())
            self.set(self.redo[-1][0])

    def again(self) -> None:
        if self.redo:
            self.undo.append(self.redo.pop())
            self.set(self.undo[-1][1])

    def of(self, kind: str) -> list[Key]:
        return sorted(key for key in self.holds if key[0] == kind)


def told(ledger: Ledger, coder: str) -> State:
    """What a ledger says of one coder, in the model's words."""
    state: State = {}
    for coding in ledger.codings:
        if coding.coder == coder:
            place = coding.anchor().start, coding.anchor().end
            assert ("coding", place, coding.code) not in state
            state["coding", place, coding.code] = coding.id, coding.direction, coding.memo
    for rejection in ledger.rejections:
        if rejection.coder == coder:
            state["rejection", (rejection.anchor().start, rejection.anchor().end), rejection.code] = True
    state |= {("note", note.id): note.text for note in ledger.notes if note.coder == coder}
    state |= {("done", name): done.blind for (who, name), done in ledger.finished.items() if who == coder}
    return state


class Work(RuleBasedStateMachine):
    """Each coder has a machine, with two windows open on one log; they get each other's work by merging."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.desks = {"ana": Desk(), "bo": Desk()}
        self.seen: dict[str, State] = {"ana": {}, "bo": {}}  # what the other one's machine has of a coder
        self.hands = {who: [self.hand(who), self.hand(who)] for who in self.desks}

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def logs(self, who: str) -> Path:
        return self.folder / who / "codings"

    def hand(self, who: str, *, blind: bool = False) -> CoderSession:
        return CoderSession(Journal(self.logs(who)), BOOK, who, blind=blind)

    # --- deciding -------------------------------------------------------------------------

    @rule(who=CODERS, window=WINDOWS, place=PLACES, code=CODES, direction=DIRECTIONS, memo=TEXTS)
    def apply(
        self, *, who: str, window: int, place: tuple[int, int], code: str, direction: str, memo: str
    ) -> None:
        desk, key = self.desks[who], ("coding", place, code)
        done = self.hands[who][window].apply(CodingRequest(TEXT, place, code, direction, memo))
        old = desk.holds.get(key, ("", "", ""))
        as_before = key in desk.holds and direction in {"", old[1]} and memo in {"", old[2]}
        assert done.is_new is not as_before
        if as_before:
            assert done.id == old[0]
            return
        rejected = [
            known
            for known in desk.of("rejection")
            if known[2] == code and known[1][0] < place[1] and place[0] < known[1][1]
        ]
        desk.act({key: (done.id, direction or old[1], memo or old[2]), **dict.fromkeys(rejected)})

    @rule(who=CODERS, window=WINDOWS, direction=DIRECTIONS, data=st.data())
    def direct(self, who: str, window: int, direction: str, data: st.DataObject) -> None:
        desk = self.desks[who]
        if not (codings := desk.of("coding")):
            return
        key = data.draw(st.sampled_from(codings))
        name, was, memo = desk.holds[key]
        done = self.hands[who][window].direct(name, direction)
        assert (done is None) is (was == direction)
        if done is not None:
            desk.act({key: (done.id, direction, memo)})

    @rule(who=CODERS, window=WINDOWS, data=st.data())
    def remove(self, who: str, window: int, data: st.DataObject) -> None:
        desk = self.desks[who]
        if not (codings := desk.of("coding")):
            return
        keys = data.draw(st.lists(st.sampled_from(codings), min_size=1, max_size=2, unique=True))
        self.hands[who][window].remove(desk.holds[key][0] for key in keys)
        desk.act(dict.fromkeys(keys))

    @rule(who=CODERS, window=WINDOWS, place=PLACES, code=CODES)
    def reject(self, who: str, window: int, place: tuple[int, int], code: str) -> None:
        desk, key = self.desks[who], ("rejection", place, code)
        number = self.hands[who][window].reject([(TEXT, place, code)])
        assert (number == 0) is (key in desk.holds)
        if number:
            desk.act({key: True})

    @rule(who=CODERS, window=WINDOWS, text=TEXTS, data=st.data())
    def memo(self, who: str, window: int, text: str, data: st.DataObject) -> None:
        desk = self.desks[who]
        if not (things := [*desk.of("coding"), *desk.of("note")]):
            return
        key = data.draw(st.sampled_from(things))
        if key[0] == "note":
            self.hands[who][window].memo(key[1], text)
            desk.act({key: text or None})
        else:
            name, direction, _ = desk.holds[key]
            self.hands[who][window].memo(name, text)
            desk.act({key: (name, direction, text)})

    @rule(who=CODERS, window=WINDOWS)
    def note(self, who: str, window: int) -> None:
        self.desks[who].act({("note", self.hands[who][window].note("a note", transcript=TEXT)): "a note"})

    @rule(who=CODERS, window=WINDOWS)
    def done(self, who: str, window: int) -> None:
        desk, hand = self.desks[who], self.hands[who][window]
        known = desk.holds.get(("done", "A1"))
        assert hand.done(TEXT) is (known is None or known is not hand.blind)
        if known is None or known is not hand.blind:
            desk.act({("done", "A1"): hand.blind})

    @rule(who=CODERS, window=WINDOWS)
    def reopen(self, who: str, window: int) -> None:
        desk, key = self.desks[who], ("done", "A1")
        assert self.hands[who][window].reopen("A1") is (key in desk.holds)
        if key in desk.holds:
            desk.act({key: None})

    # --- undo and redo --------------------------------------------------------------------

    @rule(who=CODERS, window=WINDOWS, count=st.integers(1, 4))
    def undo(self, who: str, window: int, count: int) -> None:
        desk = self.desks[who]
        assert len(self.hands[who][window].undo(count)) == min(count, len(desk.undo))
        for _ in range(count):
            desk.back()

    @rule(who=CODERS, window=WINDOWS, count=st.integers(1, 4))
    def redo(self, who: str, window: int, count: int) -> None:
        desk = self.desks[who]
        assert len(self.hands[who][window].redo(count)) == min(count, len(desk.redo))
        for _ in range(count):
            desk.again()

    # --- merging --------------------------------------------------------------------------

    @rule(who=CODERS)
    def merge(self, who: str) -> None:
        other = "bo" if who == "ana" else "ana"
        if list(self.logs(other).glob("*.jsonl")):
            merged = merge(Journal(self.logs(who)), sources_of([self.logs(other)], "codings"))
            assert not [fault for fault in merged.faults if "unfinished" not in fault.problem]
            self.seen[other] = dict(self.desks[other].holds)

    @rule(who=CODERS, name=st.sampled_from(["{} (1)", "{}-DESKTOP-AB12", "{} (Bo's conflicted copy)"]))
    def conflict(self, who: str, name: str) -> None:
        log = self.logs(who) / f"{who}.jsonl"
        if log.exists():
            shutil.copy(log, log.with_name(f"{name.format(who)}.jsonl"))

    @rule(who=CODERS)
    def merge_copies(self, who: str) -> None:
        assert not merge_copies(Journal(self.logs(who))).missing

    # --- what happens to files ------------------------------------------------------------

    def edit(self, who: str, change: Callable[[list[bytes]], list[bytes]]) -> None:
        """Change the whole lines of a log; an unfinished one stays last."""
        log = self.logs(who) / f"{who}.jsonl"
        if log.exists():
            whole, end, torn = log.read_bytes().rpartition(b"\n")
            log.write_bytes(b"".join(change((whole + end).splitlines(keepends=True))) + torn)

    @rule(who=CODERS, rng=st.randoms(use_true_random=False))
    def reorder(self, who: str, rng: random.Random) -> None:
        self.edit(who, lambda lines: rng.sample(lines, len(lines)))

    @rule(who=CODERS, rng=st.randoms(use_true_random=False))
    def duplicate(self, who: str, rng: random.Random) -> None:
        self.edit(who, lambda lines: [*lines, *rng.sample(lines, min(2, len(lines)))])

    @rule(who=CODERS, share=st.floats(0.01, 0.99))
    def crash(self, who: str, share: float) -> None:
        """A line was being written when the machine stopped: nobody was told that it is saved."""
        log = self.logs(who) / f"{who}.jsonl"
        if log.exists() and log.read_bytes().endswith(b"\n"):
            line = to_line(made(who, "apply", anchor=anchor(), code="pears")).encode()
            with log.open("ab") as stream:
                stream.write(line[: max(1, int(len(line) * share))])

    @rule(who=CODERS, blind=st.booleans())
    def start_again(self, who: str, blind: bool) -> None:
        self.hands[who][0] = self.hand(who, blind=blind)

    # --- what must hold -------------------------------------------------------------------

    @precondition(lambda self: hasattr(self, "desks"))
    @invariant()
    def the_logs_say_what_the_dictionary_says(self) -> None:
        for who, other in (("ana", "bo"), ("bo", "ana")):
            fresh = Ledger(Journal(self.logs(who)).read().events)
            assert told(fresh, who) == self.desks[who].holds
            assert told(fresh, other) == self.seen[other]

    @precondition(lambda self: hasattr(self, "desks"))
    @invariant()
    def a_window_that_was_open_all_along_says_so_too(self) -> None:
        for who, hands in self.hands.items():
            hands[1].refresh()
            assert told(hands[1].ledger, who) == self.desks[who].holds


TestWork = Work.TestCase
TestWork.settings = settings(
    max_examples=100,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to make a failure small may take minutes
)
