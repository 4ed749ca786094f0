"""Relocation, counted: edits over the sample study's transcripts, in which every word is tracked.

Every transcript first gets some repeated short answers, so that there is something to confuse. Then
sentences, turns, phrases and single words are coded, the text is edited, and it is counted where the
codings come to lie.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.anchors.edits import (
    EDITS,
    Edit,
    Piece,
    Text,
    body,
    joined,
    offsets,
    paragraphs,
    pieces,
)
from tests.anchors.truth import outcome, truth_of

from qualcode.anchors import Anchor, anchor_at, relocate
from qualcode.transcripts import read_transcript

SHORT = ("Yes.", "Of course.", "I think so.", "Exactly.", "No, not really.", "Can you say more about that?")
SEVERAL = "three edits at once"
_SPANS = 40


def measured(folder: Path, rounds: int = 3, seed: int = 1) -> Iterator[str]:
    """A line for each kind of edit, and for their sum."""
    yield relocation_head()
    everything: Counter[str] = Counter()
    for kind in (*EDITS, SEVERAL):
        counts = counted(kind, sorted(folder.glob("*.txt")), rounds, seed)
        everything += counts
        yield line(kind, counts)
    yield line("all", everything)


def relocation_head() -> str:
    return (
        f"{'relocation after':22} {'words survive':>13} {'right':>7} {'ambig.':>7} {'orph.':>6} {'wrong':>6}"
        f" | {'partly survive':>14} {'right':>6} {'off':>5} {'ambig.':>7} {'orph.':>6} {'wrong':>6}"
        f" | {'gone':>6} {'wrong':>6}"
    )


def line(kind: str, counts: Counter[str]) -> str:
    """The counts of one kind of edit; `off`: on its own words, but not on all that are left, or on more."""

    def figure(group: str, *results: str) -> int:
        return sum(counts[f"{group} {result}"] for result in results)

    every = ("right", "off", "ambiguous", "orphaned", "wrong")
    return (
        f"{kind:22} {figure('whole', *every):13} {figure('whole', 'right'):7}"
        f" {figure('whole', 'ambiguous'):7}"
        f" {figure('whole', 'orphaned'):6} {figure('whole', 'wrong', 'off'):6}"
        f" | {figure('part', *every):14} {figure('part', 'right'):6} {figure('part', 'off'):5}"
        f" {figure('part', 'ambiguous'):7} {figure('part', 'orphaned'):6} {figure('part', 'wrong'):6}"
        f" | {figure('gone', *every):6} {figure('gone', 'wrong'):6}"
    )


def counted(kind: str, files: Sequence[Path], rounds: int, seed: int) -> Counter[str]:
    """What became of codings after one kind of edit."""
    counts: Counter[str] = Counter()
    for path in files:
        for number in range(rounds):
            rng = random.Random(f"{seed} {kind} {path.name} {number}")  # noqa: S311 - the same every time
            counts += one_round(kind, with_short_answers(path, rng), rng)
    return counts


def one_round(kind: str, old: Text, rng: random.Random) -> Counter[str]:
    """Code, edit, relocate, count."""
    new = old
    for edit in edits_of(kind, rng):
        new = edit(new, rng)
    spans = [span for span in (random_span(old, rng) for _ in range(_SPANS)) if span]
    placements = relocate(anchors_of(old, spans), body(new))
    counts: Counter[str] = Counter()
    for (first, last), placement in zip(spans, placements, strict=True):
        truth = truth_of(old, new, first, last)
        group = "gone" if truth.gone else "whole" if truth.whole and not truth.mingled else "part"
        result = outcome(old, new, first, last, placement.place)
        counts[f"{group} {placement.status if placement.place is None else result}"] += 1
    return counts


def edits_of(kind: str, rng: random.Random) -> list[Edit]:
    return rng.sample(list(EDITS.values()), 3) if kind == SEVERAL else [EDITS[kind]]


def with_short_answers(path: Path, rng: random.Random) -> Text:
    """A transcript's text with ten short answers put between its turns."""
    parts = paragraphs(pieces(read_transcript(path).body))
    for _ in range(10):
        parts.insert(
            rng.randint(0, len(parts)), pieces(rng.choice(["INT: ", "P01: ", ""]) + rng.choice(SHORT))
        )
    return pieces(body(joined(parts)))


def random_span(text: Text, rng: random.Random) -> tuple[int, int] | None:
    """The first and last word of a turn, a sentence, a phrase, or one word."""
    words = [number for number, piece in enumerate(text) if piece.is_word]
    start = rng.choice(words)
    if rng.random() < 0.5:
        last = words[min(words.index(start) + rng.choice([0, 0, 1, 2, 5, 12, 40]), len(words) - 1)]
        return start, last
    stops = {"\n\n"} if rng.random() < 0.4 else {"\n\n", ".", "?", "!"}
    left = start
    while left and text[left - 1].text not in stops:
        left -= 1
    right = start
    while right + 1 < len(text) and text[right + 1].text not in stops:
        right += 1
    inside = [number for number in words if left <= number <= right]
    if len(inside) > 2 and text[inside[0] + 1].text == ":":
        inside = inside[1:]
    return inside[0], inside[-1]


def anchors_of(text: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> list[Anchor]:
    at, old = offsets(text), body(text)
    return [anchor_at("X", old, at[first], at[last + 1]) for first, last in spans]


def seconds(folder: Path, codings: int = 5_000, length: int = 300_000) -> dict[str, float]:
    """How long it takes to carry 5,000 codings over to an edited body of 300,000 code points."""
    rng = random.Random(2)  # noqa: S311
    texts = [read_transcript(path) for path in sorted(folder.glob("*.txt"))]
    whole = "\n\n".join(text.body for text in texts)
    old = (whole + "\n\n") * (length // len(whole)) + whole[: length % len(whole)]
    del texts
    made = pieces(old)
    spans = [span for span in (random_span(made, rng) for _ in range(codings)) if span]
    anchors = anchors_of(made, spans)
    taken: dict[str, float] = {}
    for kind, edit in EDITS.items():
        new = body(edit(made, rng))
        start = time.perf_counter()
        relocate(anchors, new)
        taken[kind] = time.perf_counter() - start
    return taken
