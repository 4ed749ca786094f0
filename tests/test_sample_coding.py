"""The sample's codebook on texts that its rules have not seen, and on talk that only sounds like a theme."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualcode import Study
from qualcode.analysis.scores import macro_f1
from qualcode.transcripts import units_of

DATA = Path(__file__).parent / "data"

# Words of a theme in sentences that say nothing about it, as people drop them in talk.
TRAPS = [
    ("I01", "wedding"),
    ("I01", "exercised great restraint"),
    ("I02", "high technology"),
    ("I02", "consult my notes"),
    ("I03", "dining table"),
    ("I03", "laboratory"),
    ("I04", "I trust you"),
    ("I04", "By any standard"),
    ("I04", "quantum of patience"),
    ("I05", "private capacity"),
    ("I05", "historian"),
    ("I05", "being exercised"),
    ("I06", "hockey"),
    ("I06", "rye bread"),
    ("I06", "our own course"),
    ("I07", "compatible with anything"),
    ("I07", "rocket science"),
    ("I08", "its capacity"),
    ("I08", "resilient pessimist"),
    ("I09", "artificial intelligence"),
    ("I09", "training as a lawyer"),
    ("I10", "two presidents"),
    ("I10", "the standard answer"),
    ("I11", "innovation"),
    ("I12", "consulted the text"),
    ("I13", "in training"),
    ("I13", "consultants"),
    ("I14", "carpentry"),
    ("I15", "exact science"),
    ("I15", "street called Washington"),
    ("I16", "judo"),
    ("I16", "emergency consultations"),
    ("I17", "training video"),
    ("I18", "some format"),
    ("I18", "science fair"),
    ("I19", "complete autonomy"),
    ("I20", "called it an innovation"),
    ("I21", "Article 5"),
    ("I22", "the state"),
    ("I23", "certification"),
    ("I24", "doctrine"),
    ("I24", "accelerator"),
    ("I25", "format"),
    ("I25", "evaluation"),
    ("I26", "at capacity"),
    ("I26", "wedding"),
    ("I26", "training"),
    ("I27", "chemistry laboratory"),
    ("I27", "consultation hour"),
    ("I27", "summit of their patience"),
    ("F01", "years of training"),
    ("F01", "y our standards"),
    ("D01", "standard of accommodation"),
    ("D02", "tandards of living"),
    ("D02", "rocket science"),
]
# Rules see words: a tenants' council holding "emergency consultations" is more than they can tell apart.
FALSE_ALARMS = {("I16", "emergency consultations")}


@pytest.mark.parametrize(
    ("name", "at_least"), [("invented_report_sentences", 0.80), ("invented_indirect_sentences", 0.55)]
)
def test_macro_f1_on_sentences_held_out(sample: Study, name: str, at_least: float) -> None:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    hand = [[code for code in row["themes"].split(";") if code] for row in rows]
    scores = sample.rules.evaluate([row["text"] for row in rows], hand)
    mean = macro_f1(scores)
    assert mean is not None
    assert mean >= at_least
    assert all(entry.support >= 25 for entry in scores)


def test_mention_without_a_claim_is_not_coded(sample: Study) -> None:
    themes = {code.id for code in sample.codebook if code.kind == "theme"}
    coded = {
        (coding.segment.transcript, coding.segment.start)
        for coding in sample.suggestions.codings()
        if coding.code in themes
    }
    found = set()
    for transcript in sample.transcripts:
        for unit in units_of(transcript, "sentence"):
            text = transcript.body[unit.start : unit.end]
            for name, words in TRAPS:
                if name == transcript.id and words in text:
                    found.add((name, words, (name, unit.start) in coded))
    assert {(name, words) for name, words, _ in found} == set(TRAPS)
    assert {(name, words) for name, words, is_coded in found if is_coded} == FALSE_ALARMS


def test_every_theme_is_found_in_every_category_s_talk_somewhere(sample: Study) -> None:
    tally = sample.tally("category")
    assert all(total.n >= 5 for total in tally.totals)


def test_the_codebook_s_examples_pass(sample: Study) -> None:
    results = sample.rules.test()
    assert [result for result in results if not result.passed] == []
    for theme in sample.codebook.themes:
        assert len(theme.examples) >= 3
        assert len(theme.counterexamples) >= 3
        assert theme.include
        assert theme.exclude
