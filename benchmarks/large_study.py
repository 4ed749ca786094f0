"""A study to be slow in: one transcript of 300,000 code points, coded 5,000 times by two people; invented.

Its codebook is the sample study's; every tenth sentence is one of the codebook's own examples, so that the
rules have something to propose, too.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from qualcode import Study
from qualcode.anchors import anchor_at
from qualcode.journal.events import Event, made
from qualcode.model import INTERVIEWER, Codebook, Transcript
from qualcode.transcripts import units_of

ROOT = Path(__file__).parent.parent
LENGTH = 300_000
CODINGS = 5_000
CODERS = ("ana", "bo")
SETTINGS = """[study]
title = "A long talk (invented)"

[paths]
codebook = "codebook/partnerships.yaml"
transcripts = "transcripts"
"""
_HEAD = "---\nid: L01\nkind: interview\ndate: 2024-05-01\nspeakers:\n  INT: interviewer\n  P01: P01\n---\n\n"
_WHO = ("the office", "our minister", "a colleague", "the committee", "nobody", "the training team")
_DID = ("looked at", "postponed", "never liked", "wrote down", "paid for", "kept asking about")
_WHAT = (
    "the long list",
    "that visit",
    "another paper",
    "the spring calendar",
    "our small budget",
    "the seats",
)
_WHEN = ("last year", "at first", "in the end", "more than once", "before lunch", "as far as I know")


def write_large_study(folder: Path, length: int = LENGTH, codings: int = CODINGS, seed: int = 1) -> Study:
    """Write the study into `folder`, rules and logs included, and return it."""
    rng = random.Random(seed)  # noqa: S311 - the same every time
    shutil.copytree(ROOT / "codebook", folder / "codebook")
    (folder / "qualcode.toml").write_text(SETTINGS, "utf-8")
    (folder / "transcripts").mkdir()
    (folder / "transcripts" / "cases.csv").write_text("case\nNowhere\n", "utf-8")
    (folder / "transcripts" / "participants.csv").write_text("participant,case\nP01,Nowhere\n", "utf-8")
    study = Study.open(folder)
    (folder / "transcripts" / "L01.txt").write_text(_HEAD + talk(study.codebook, length, rng), "utf-8")
    for number, coder in enumerate(CODERS):
        write_codings(study, coder, codings // len(CODERS), random.Random(seed + number))  # noqa: S311
    study.autocode()
    return Study.open(folder)


def talk(codebook: Codebook, length: int, rng: random.Random) -> str:
    """Questions and answers, `length` code points of them."""
    examples = [" ".join(example.split()) for code in codebook for example in code.examples]
    turns: list[str] = []
    size = 0
    while size < length:
        said = " ".join(sentence(examples, rng) for _ in range(rng.randint(1, 12)))
        turns += [f"INT: And {rng.choice(_WHAT)}, {rng.choice(_WHEN)}?", f"P01: {said}"]
        size += sum(map(len, turns[-2:])) + 4
    return "\n\n".join(turns)[:length].rstrip() + "\n"


def sentence(examples: Sequence[str], rng: random.Random) -> str:
    if rng.random() < 0.1:
        return rng.choice(examples)
    who, did, what, when = (rng.choice(words) for words in (_WHO, _DID, _WHAT, _WHEN))
    return (
        f"{when.capitalize()} {who} {did} {what}{rng.choice(['', ', I think', ' and ' + rng.choice(_WHAT)])}."
    )


def write_codings(study: Study, coder: str, count: int, rng: random.Random) -> None:
    """One coder's log: sentences of the participant, each coding a decision of its own."""
    (transcript,) = study.transcripts
    spans = [
        (unit.start, unit.end) for unit in units_of(transcript, "sentence") if unit.participant != INTERVIEWER
    ]
    codes = [code.id for code in study.codebook]
    chosen = dict.fromkeys((rng.choice(spans), rng.choice(codes)) for _ in range(2 * count))
    events = [event_on(transcript, coder, span, code) for span, code in list(chosen)[:count]]
    study.log.journal.record(coder, events)


def event_on(transcript: Transcript, coder: str, span: tuple[int, int], code: str) -> Event:
    anchor = anchor_at(transcript.id, transcript.body, *span, transcript.body_hash)
    return made(coder, "apply", anchor=anchor, code=code, codebook="1")
