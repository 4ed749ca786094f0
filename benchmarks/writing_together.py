"""Eight processes code at once: in one coder's log, in a log each, and one undoing while the others write.

Every process is forked from a warm one, works through `CoderSession` as every command and the screen do, and
sends the ids of what was saved down a pipe. Then every line is read with the product's reader, checksum
and all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.crashing import forked
from benchmarks.timing import Failure
from qualcode import Study
from qualcode.anchors.words import word_spans
from qualcode.journal import CoderSession, CodingRequest, Journal
from qualcode.journal.log import SUFFIX

PROCESSES = 8
EACH = 150
_CODE = "consultations"
Work = Callable[[Study, int, str], Iterator[str]]


def measured(folder: Path) -> Iterator[str]:
    """A line for each way of working together."""
    study = Study.open(folder)
    _ = study.codebook, study.transcripts  # read once, before the forks
    yield from one_way(study, "one log", apply_all, lambda _: "together")
    yield from one_way(study, "a log each", apply_all, lambda number: f"coder{number}")
    yield from one_way(study, "every second one undoes", apply_and_undo, lambda _: "undoing")


def one_way(study: Study, name: str, work: Work, coder_of: Callable[[int], str]) -> Iterator[str]:
    """Let them work, then read their logs."""
    start = time.perf_counter()
    works = [partial(work, study, number, coder_of(number)) for number in range(PROCESSES)]
    said, failed = at_once(works)
    took = time.perf_counter() - start
    coders = {coder_of(number) for number in range(PROCESSES)}
    journal = Journal(study.folder / "codings")
    ids = [event.id for event in journal.read().events if event.coder in coders]
    lines = sum((study.folder / "codings" / f"{coder}{SUFFIX}").read_bytes().count(b"\n") for coder in coders)
    lost, unsaid, twice = len(set(said) - set(ids)), len(set(ids) - set(said)), lines - len(ids)
    yield (
        f"{name}: {PROCESSES} processes, {len(set(said)):,} lines acknowledged in {took:.1f} s; "
        f"{lines:,} are there; "
        f"lost {lost}, twice {twice}, from nobody {unsaid}, torn or unreadable {len(journal.faults)}, "
        f"processes failed {failed}"
    )
    if lost or unsaid or twice or journal.faults or failed or len(set(said)) < PROCESSES * EACH:
        yield Failure(f"{name}: something was lost, torn or duplicated")


def at_once(works: Sequence[Callable[[], Iterator[str]]]) -> tuple[list[str], int]:
    """Do all of it at the same time; returns what the processes said, and how many of them failed."""
    pipes: list[tuple[int, int]] = []
    for work in works:
        reading, writing = os.pipe()
        pipes.append((forked(partial(_tell, work, writing)), reading))
        os.close(writing)
    said: list[str] = []
    failed = 0
    for process, reading in pipes:
        with os.fdopen(reading) as stream:
            words = stream.read().split()
        os.waitpid(process, 0)
        failed += words[-1:] != ["end"]
        said += [word for word in words if word != "end"]
    return said, failed


def _tell(work: Callable[[], Iterator[str]], pipe: int) -> None:
    for words in work():
        os.write(pipe, f"{words}\n".encode())
    os.write(pipe, b"end\n")


def apply_all(study: Study, number: int, coder: str) -> Iterator[str]:
    """Apply a code to words that no other process codes."""
    hand = study.session(coder)
    for wanted in wanted_by(study, number):
        yield hand.apply(wanted).id


def apply_and_undo(study: Study, number: int, coder: str) -> Iterator[str]:
    """Every second process applies and undoes in turn: the last decision of that coder, whosever it was."""
    hand = study.session(coder)
    for wanted in wanted_by(study, number):
        yield hand.apply(wanted).id
        if number % 2:
            yield from undone(hand)


def undone(hand: CoderSession) -> Iterator[str]:
    """Undo once; the ids of the lines that this wrote."""
    before = hand.ledger.newest
    for act in hand.undo():
        yield from (
            event.id
            for event in reversed(hand.ledger.events)
            if event.op == "undo" and event.id > before and event.target in {each.id for each in act.events}
        )


def wanted_by(study: Study, number: int) -> Iterator[CodingRequest]:
    spoken = [
        (transcript, (start + left, start + right))
        for transcript in study.transcripts
        for turn in transcript.turns
        for start, end in turn.paragraphs
        for left, right in word_spans(transcript.body[start:end])
    ]
    for transcript, span in spoken[number : PROCESSES * EACH : PROCESSES]:
        yield CodingRequest(transcript, span, _CODE)
