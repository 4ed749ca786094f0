"""Imports a file of the corpus as `qualcode import` does, and reads back what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from unicodedata import normalize

from qualcode.intake.plan import planned
from qualcode.intake.results import ImportOptions, ImportResult
from qualcode.model import INTERVIEWER
from qualcode.study.texts import Texts
from qualcode.transcripts import parse_transcript
from tests.corpus.sample import Sample
from tests.corpus.talk import Talk, Turn


@dataclass(frozen=True)
class Came:
    """What came of a file: the results, and of each transcript its text, its head and its talk."""

    results: list[ImportResult]
    texts: list[str]

    @property
    def heads(self) -> list[str]:
        return [text.split("---\n", 2)[1] for text in self.texts]

    @property
    def talks(self) -> list[list[Turn]]:
        return [said(text) for text in self.texts]

    @property
    def dates(self) -> set[str]:
        return {parse_transcript(text).attributes.get("date", "") for text in self.texts}

    @property
    def interviewers(self) -> set[str]:
        read = (turn for text in self.texts for turn in parse_transcript(text).turns)
        return {turn.speaker for turn in read if turn.speaker and turn.participant == INTERVIEWER}

    @property
    def warnings(self) -> str:
        return " | ".join(warning for result in self.results for warning in result.warnings)


def new_study(folder: Path) -> Texts:
    """A study without anything in it."""
    folder.mkdir()
    (folder / "qualcode.toml").write_text('[study]\ntitle = "Corpus"\n', "utf-8")
    return Texts.open(folder)


def put(folder: Path, sample: Sample) -> Path:
    """The sample as a file."""
    path = folder / sample.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sample.data)
    return path


def plan(study: Texts, *paths: Path) -> list[ImportResult]:
    """What would come in, its text waiting."""
    return planned(study, paths, ImportOptions(), staging=True, track=lambda files, _: files)


def come(folder: Path, sample: Sample) -> Came:
    """Import a sample into a study of its own."""
    results = plan(new_study(folder / "study"), put(folder, sample))
    return Came(results, [result.staged.read_text("utf-8") for result in results if result.staged])


def said(text: str) -> list[Turn]:
    """The turns of a transcript, as the study will read them."""
    read = parse_transcript(text)
    turns = []
    for turn in read.turns:
        texts = [read.body[begin:end] for begin, end in turn.paragraphs]
        turns.append(Turn(turn.speaker or "", "\n\n".join(texts), _seconds(turn.time)))
    return turns


def _seconds(time: str) -> float | None:
    if not time:
        return None
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def words(talk: Talk) -> list[tuple[str, str]]:
    """Every word of the talk with who says it."""
    return [(turn.who, word) for turn in talk for word in normalize("NFC", turn.text).split()]


def faults(want: Sequence[tuple[str, str]], have: Sequence[tuple[str, str]], may: str) -> list[str]:
    """Words that are missing, and words that should not be there; those of `may` may be, once each."""
    missing, more = list[tuple[str, str]](), list[tuple[str, str]]()
    for what, a, b, c, d in SequenceMatcher(None, want, have, autojunk=False).get_opcodes():
        if what != "equal":
            missing += want[a:b]
            more += have[c:d]
    allowed = Counter(may.split())
    added = Counter(word for _, word in more) - allowed
    return [f"lost: {who}: {word}" for who, word in missing] + [f"added: {word}" for word in added.elements()]


def absent(want: Iterable[str], text: str) -> list[str]:
    """The words that stand nowhere in a text, signs apart."""

    def bare(word: str) -> str:
        return "".join(letter for letter in word if letter.isalnum())

    there = Counter(map(bare, text.split()))
    return [word for word in want if bare(word) and not there[bare(word)]]
