"""Cutting talk into sentences, against spaCy's sentencizer and, where it is installed, nupunkt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec

from benchmarks.timing import Ratio, compare
from qualcode.model import Transcript
from qualcode.transcripts import units_of
from qualcode.transcripts.sentences import sentence_spans
from qualcode.transcripts.units import units_by_id

PEER = "nupunkt"
ROUNDS = 4


def sentence_ratios(transcripts: Sequence[Transcript]) -> Iterator[Ratio]:
    """Ours against each peer, a paragraph at a time; then what ids cost beside cutting."""
    talk = ROUNDS * [
        transcript.body[start:end]
        for transcript in transcripts
        for turn in transcript.turns
        for start, end in turn.paragraphs
    ]
    ours = ("sentence_spans", lambda: [list(sentence_spans(text)) for text in talk])
    yield compare("sentences", ours, ("spaCy's sentencizer", sentencizer(talk)), goal=0.2)
    if find_spec(PEER):
        yield compare("sentences", ours, (PEER, nupunkt(talk)), goal=1)
    yield compare("ids of sentences", ("units_by_id", by_id(transcripts)), ("units_of", cut(transcripts)))


def sentencizer(talk: list[str]) -> Callable[[], object]:
    """The sentences of a blank English pipeline with spaCy's own rule."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return lambda: [[span.end_char for span in pipeline(text).sents] for text in talk]


def nupunkt(talk: list[str]) -> Callable[[], object]:
    """The sentences of nupunkt with its own model."""
    split: Callable[[str], list[str]] = import_module(PEER).sent_tokenize
    return lambda: [split(text) for text in talk]


def cut(transcripts: Sequence[Transcript]) -> Callable[[], object]:
    """The units, as every count needs them."""
    return lambda: [units_of(transcript, "sentence") for transcript in transcripts]


def by_id(transcripts: Sequence[Transcript]) -> Callable[[], object]:
    """The units with their ids."""
    return lambda: [units_by_id(transcript, "sentence") for transcript in transcripts]
