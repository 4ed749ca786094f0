"""Ten times as much to do against a tenth of it: work that grows with what there is, and no faster.

A hundred would be the square of it. Each has a margin for what a machine does besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.screen.fakes import interview

from benchmarks.timing import Failure, Ratio, worst
from qualcode.anchors import Anchor, Placement
from qualcode.journal import CoderSession, CodingRequest, HandCoding, Journal, Placed
from qualcode.model import RULES, Code, Codebook, Coding, Segment, Transcript
from qualcode.screen.view import View
from qualcode.screen.window import TextLayout
from qualcode.suggesting import open_suggestions

_BOOK = Codebook("Fruit", "1", (Code("apples", "Apples", "theme"),))


def growth_ratios(folder: Path) -> Iterator[Ratio | Failure]:
    """What grows with a text, with suggestions, and what must not grow at all."""
    yield from worst(
        "many codings at once, looked for in an edited text",
        {"300 codings": applying(folder / "many", 3_000)},
        ("30 codings", applying(folder / "few", 300)),
        25,
    )
    yield from worst(
        "suggestions that meet no decision",
        {"50,000 of them": suggestions(50_000)},
        ("5,000 of them", suggestions(5_000)),
        25,
    )
    for turns in (1, 300):
        yield from worst(
            "ten jumps through a text, drawn",
            {f"3,000,000 signs in {turns} turns": jumps(3_000_000, turns)},
            (f"300,000 signs in {turns} turns", jumps(300_000, turns)),
            4,
        )


def applying(folder: Path, words: int) -> Callable[[], object]:
    """Apply a code at every tenth word of a text that was edited since it was coded there."""
    said = " ".join(f"word{n}" for n in range(words))
    old, new = interview(f"P01: {said}"), interview("INT: Well?", f"P01: {said}")

    def every(text: Transcript) -> list[CodingRequest]:
        starts = [text.body.index(f"word{n}") for n in range(0, words, 10)]
        return [CodingRequest(text, (start, start + 5), "apples") for start in starts]

    def hand() -> CoderSession:
        return CoderSession(Journal(folder), _BOOK, "ana")

    hand().apply_all(every(old))
    return lambda: hand().apply_all(every(new))


def suggestions(count: int) -> Callable[[], object]:
    """Every second one meets a coding."""
    asked = [Coding(Segment("A1", 10 * n, 10 * n + 5), "apples", RULES) for n in range(count)]
    own = [_coded(10 * n, 10 * n + 5) for n in range(0, count, 2)]
    return lambda: open_suggestions(asked, own, [], _BOOK)


def _coded(start: int, end: int) -> Placed[HandCoding]:
    anchor = Anchor("A1", "x", start, end, "x" * (end - start))
    placed = Placement("unchanged", (start, end))
    return Placed(HandCoding("1", "ana", "apples", "", blind=False, anchors=(anchor,)), anchor, placed)


def jumps(length: int, turns: int) -> Callable[[], object]:
    """Wrapped anew each time, as when the screen opens."""
    talk = "They often talk about the sea and the fog over there. " * (length // 54 // turns)
    transcript = interview(*[f"P01: {talk}"] * turns)

    def work() -> None:
        view = View(TextLayout(transcript, 110), 48)
        for share in range(10):
            at = len(transcript.body) * share // 10
            view.follow(at, at + 54, at + 54)
            view.rows  # noqa: B018 - what is drawn is wrapped when it is asked for

    return work
