"""A coder who never rests: decides at random, at a real desk, and says after each decision what was saved."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from qualcode import Study
from qualcode.desk import Desk
from qualcode.errors import QualcodeError
from qualcode.journal import CodingRequest

READY = "ready"
_MANY = 40


class Restless:
    """Decides until it is killed; the ids of what was saved go down `pipe` once the decision returned."""

    def __init__(self, study: Study, coder: str, seed: int, pipe: int) -> None:
        self.desk = Desk(study.log, study.suggestions, coder)
        self.rng = random.Random(seed)  # noqa: S311 - the same every time
        self.pipe = pipe
        self.newest = self.desk.hand.ledger.newest
        self.codes = [code.id for code in study.codebook]

    def work(self) -> None:
        """Go on for ever."""
        self.say(READY)
        while True:
            self.go_somewhere()
            decision = self.rng.choice(self.decisions())
            try:
                decision()
            except QualcodeError:  # nothing there to decide on
                continue
            self.acknowledge()

    def go_somewhere(self) -> None:
        if self.rng.random() < 0.1:
            self.desk.open(self.rng.choice(list(self.desk.transcripts)))
        offset = self.rng.randrange(len(self.desk.transcript.body))
        self.desk.point(offset, by=self.rng.choice(["word", "sentence", "turn"]))
        if self.rng.random() < 0.4:
            self.rng.choice([self.desk.next_suggestion, self.desk.next_coding])(self.rng.choice([-1, 1]))

    def decisions(self) -> list[Callable[[], object]]:
        """What may be decided now: what people do most stands here more than once."""
        desk, code = self.desk, self.rng.choice(self.codes)
        return [
            *[lambda: desk.apply(code)] * 5, *[desk.accept] * 3, lambda: desk.direct(self.rng.choice("+±-")),
            lambda: desk.memo("A note. " * self.rng.randint(1, 30)), desk.remove, desk.reject,
            desk.accept_turn, desk.reject_turn, desk.done, desk.undo, desk.undo, desk.redo, self.apply_many,
        ]  # fmt: skip

    def apply_many(self) -> None:
        """One act of many lines, as `find --apply` makes them."""
        transcript = self.desk.transcript
        pieces = [self.desk.pieces.at("word", self.rng.randrange(len(transcript.body))) for _ in range(_MANY)]
        code = self.rng.choice(self.codes)
        self.desk.hand.apply_all([CodingRequest(transcript, piece, code) for piece in pieces if piece])
        self.desk.refresh()

    def acknowledge(self) -> None:
        """Say what is new in the log: the decision has returned, so it must be on disk."""
        saved: list[str] = []
        for event in reversed(self.desk.hand.ledger.events):
            if event.id <= self.newest:
                break
            if event.coder == self.desk.coder:
                saved.append(event.id)
        self.newest = self.desk.hand.ledger.newest
        if saved:
            self.say(" ".join(saved))

    def say(self, words: str) -> None:
        os.write(self.pipe, f"{words}\n".encode())


def slow_disk(rng: random.Random) -> None:
    """Let the log's writes take some bytes at a time, and a while: so a kill finds half a line."""
    write = os.write

    def some(handle: int, data: bytes) -> int:
        time.sleep(0.002)
        return write(handle, data[: rng.randint(1, 900)])

    sys.modules["qualcode.journal.log"].os = _Slow(some)  # type: ignore[attr-defined]


def merge(folder: Path, other: Path, pipe: int) -> None:
    """Take another person's log in, again and again; its ids go down the pipe once it is in."""
    os.write(pipe, f"{READY}\n".encode())
    while True:
        merged = Study.open(folder).merge([other])
        for name in sorted(merged.new):
            os.write(pipe, f"{name}\n".encode())


class _Slow:
    """The module `os` with another `write`."""

    def __init__(self, write: Callable[[int, bytes], int]) -> None:
        self.write = write

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)


if __name__ == "__main__":  # a fresh process: FOLDER CODER SEED PIPE
    Restless(Study.open(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])).work()
