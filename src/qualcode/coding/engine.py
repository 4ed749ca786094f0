"""The plain reference engine: spaCy looks at every unit; nothing is skipped, nothing is clever."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from qualcode.coding.folding import Folded, fold
from qualcode.coding.judging import Finding, families
from qualcode.coding.language import StudyLanguage
from qualcode.coding.matching import Finder
from qualcode.coding.topics import inherited
from qualcode.errors import Fault, FaultsFound
from qualcode.model import (
    INTERVIEWER,
    RULES,
    Codebook,
    Coding,
    Evidence,
    Segment,
    Transcript,
    Unit,
    UnitKind,
)
from qualcode.transcripts import units_of
from qualcode.transcripts.sentences import sentence_spans

EvidenceByCode = dict[str, tuple[Evidence, ...]]


class _KindReader:
    """The rules of some kinds of codes, ready to read units."""

    def __init__(self, codebook: Codebook, kinds: Sequence[str], language: StudyLanguage) -> None:
        self._language = language
        self._families = families(codebook, kinds)
        codes = [code for family in self._families for code in family.codes]
        self._finder = Finder(codes, language, codebook.place or "codebook")

    def read(self, texts: Sequence[str]) -> Iterator[EvidenceByCode]:
        """Yield the codes of each text, with evidence."""
        folded = [fold(text) for text in texts]
        docs = self._language.docs(entry.text for entry in folded)
        for text, form, doc in zip(texts, folded, docs, strict=True):
            hits = self._finder.hits(doc)
            findings = (
                [finding for family in self._families for finding in family.judge(hits)] if hits else []
            )
            yield _evidence(findings, text, form, doc)


def _evidence(findings: Iterable[Finding], text: str, form: Folded, doc: Doc) -> EvidenceByCode:
    words: dict[str, dict[str, list[str]]] = {}
    for code, rule, spans in findings:
        found = words.setdefault(code, {}).setdefault(rule, [])
        for span in spans:
            piece = doc[span.start : span.end]
            start, end = form.original(piece.start_char, piece.end_char)
            if text[start:end] not in found:
                found.append(text[start:end])
    return {
        code: tuple(Evidence(rule, tuple(found)) for rule, found in rules.items())
        for code, rules in words.items()
    }


class Engine:
    """Codes transcripts and excerpts by the rules of a codebook.

    Raises `FaultsFound` for all spaCy patterns of the codebook that are none.
    """

    def __init__(self, codebook: Codebook, unit: UnitKind, language: StudyLanguage) -> None:
        self._unit = unit
        self._talk, self._questions = _readers(codebook, (("theme", "flag"), ("topic",)), language)

    def excerpt(self, text: str) -> EvidenceByCode:
        """The themes and flags of a text: those of its units, together."""
        return _united(self._talk.read(_pieces(text, self._unit)))

    def question(self, text: str) -> EvidenceByCode:
        """The topics of an interviewer's question."""
        return _united(self._questions.read(_pieces(text, self._unit)))

    def transcript(self, transcript: Transcript) -> tuple[Coding, ...]:
        """All codings of a transcript: themes and flags on what participants (or a document) say.

        Topics are coded on the interviewer's questions and inherited by the turns that answer,
        until the interviewer turns to another topic.
        """
        units = units_of(transcript, self._unit)
        answers = [unit for unit in units if unit.participant != INTERVIEWER]
        questions = [unit for unit in units if unit.participant == INTERVIEWER]
        codings = list(_codings(transcript, answers, self._talk))
        asked = list(_codings(transcript, questions, self._questions))
        return (*codings, *asked, *inherited(transcript, units, asked))


def _readers(
    codebook: Codebook, groups: Iterable[Sequence[str]], language: StudyLanguage
) -> list[_KindReader]:
    """A reader for each group of kinds; the faults of all of them are raised together."""
    readers: list[_KindReader] = []
    faults: list[Fault] = []
    for kinds in groups:
        try:
            readers.append(_KindReader(codebook, kinds, language))
        except FaultsFound as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsFound(faults)
    return readers


def _pieces(text: str, unit: UnitKind) -> list[str]:
    if unit == "sentence":
        return [text[start:end] for start, end in sentence_spans(text)]
    return re.split(r"\n\s*\n", text) if unit == "paragraph" else [text]


def _united(pieces: Iterable[EvidenceByCode]) -> EvidenceByCode:
    together: EvidenceByCode = {}
    for found in pieces:
        for code, evidence in found.items():
            together[code] = tuple(dict.fromkeys((*together.get(code, ()), *evidence)))
    return together


def _codings(transcript: Transcript, units: Sequence[Unit], reader: _KindReader) -> Iterator[Coding]:
    texts = [transcript.body[unit.start : unit.end] for unit in units]
    for unit, found in zip(units, reader.read(texts), strict=True):
        segment = Segment(transcript.id, unit.start, unit.end)
        for code, evidence in found.items():
            yield Coding(segment, code, RULES, unit.participant, None, evidence)
