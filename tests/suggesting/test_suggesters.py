"""A suggester is a module and a line: everything else asks the registration."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

from qualcode import Coding, FaultsFound, Segment, Study, Transcript
from qualcode.analysis.selection import source_in_words
from qualcode.desk.selection import on
from qualcode.journal.names import is_coder
from qualcode.model import INTERVIEWER, Evidence
from qualcode.report import report_of
from qualcode.suggesters import SUGGESTERS, is_suggester
from qualcode.suggesting import Ground, Suggester, suggester
from qualcode.suggesting.rules import RuleSuggester
from tests.conftest import Run
from tests.desks import open_desk

PARROT = "parrot"


@dataclass
class Parrot:
    """Suggests plums wherever somebody says `pear`; counts how often it had to look."""

    name: str = PARROT
    version: str = "1"
    looked: list[str] = field(default_factory=list)

    def suggest(self, transcript: Transcript) -> list[Coding]:
        self.looked.append(transcript.id)
        why = (Evidence("sounds like", ("pear",)),)
        return [
            Coding(Segment(transcript.id, at, at + 4), "plums", PARROT, turn.participant, None, why)
            for turn in transcript.turns
            if turn.participant != INTERVIEWER
            and (at := transcript.body.find("pear", turn.start, turn.end)) >= 0
        ]


@pytest.fixture
def parrot(monkeypatch: pytest.MonkeyPatch) -> Parrot:
    """A second suggester, registered by its one line."""
    made = Parrot()
    module = ModuleType("its_own_room")
    module.suggester = lambda _ground: made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "its_own_room", module)
    monkeypatch.setitem(SUGGESTERS, PARROT, "its_own_room")
    return made


def test_the_rules_are_the_first_and_only_one(small: Study) -> None:
    assert list(SUGGESTERS) == ["rules"]
    rules: Suggester = suggester("rules", small.suggestions.ground)
    assert isinstance(rules, RuleSuggester)
    assert rules.name == "rules"
    assert rules.version == small.suggestions.ground.key.digest()
    (text,) = (entry for entry in small.transcripts if entry.id == "A2")
    assert rules.suggest(text) == tuple(
        coding for coding in small.suggestions.codings() if coding.segment.transcript == "A2"
    )


def test_its_suggestions_are_offered_beside_the_rules_at_the_desk(small_folder: Path, parrot: Parrot) -> None:
    Study.open(small_folder).suggestions.derive_all()
    desk = open_desk(small_folder, "ana", transcript="A2")
    offered = {(mark.code, mark.coder) for mark in desk.marks if mark.suggested}
    assert ("plums", PARROT) in offered
    assert {coder for _, coder in offered} == {"rules", PARROT}
    (mark,) = (mark for mark in desk.marks if mark.coder == PARROT)
    assert mark.reason == "sounds like: pear"
    desk.choose(on((mark.start, mark.end)))
    while desk.focus is not None and desk.focus.id != mark.id:
        desk.cycle()
    desk.accept()
    (coding,) = Study.open(small_folder).log.ledger.codings
    assert (coding.code, coding.coder, coding.suggested) == ("plums", "ana", PARROT)
    assert all(mark.coder != PARROT for mark in desk.marks)
    assert len(parrot.looked) == 6  # once each; the rest comes from the cache


def test_what_it_has_not_looked_at_is_said_to_be_missing(small_folder: Path, parrot: Parrot) -> None:
    study = Study.open(small_folder)
    study.autocode()
    assert (study.suggestions.stale(), parrot.looked) == (6, [])  # what needs the rules waits for nobody else
    assert open_desk(small_folder, "ana").suggestions_missing()
    study.suggestions.derive_all()
    assert study.suggestions.stale() == 0
    parrot.version = "2"
    assert study.suggestions.stale() == 6


@pytest.mark.usefixtures("parrot")
def test_accept_takes_it_and_the_log_says_whose_it_was(small_folder: Path, qualcode: Run) -> None:
    done = qualcode("accept", "plums", "A2", "--all", "--coder", "ana", "--json", cwd=small_folder)
    assert [each["code"] for each in json.loads(done.stdout)["accepted"]] == ["plums"]
    (event,) = Study.open(small_folder).log.logged.events
    assert (event.suggested, event.reason) == (PARROT, "sounds like: pear")


@pytest.mark.usefixtures("parrot")
def test_it_is_counted_as_unreviewed_when_it_is_named(small_folder: Path, qualcode: Run) -> None:
    done = qualcode("tally", "--by", "group", "--source", PARROT, "--json", cwd=small_folder)
    data = json.loads(done.stdout)
    assert data["source"] == {PARROT: 4}
    assert "left out" not in done.stderr
    study = Study.open(small_folder)
    tally = study.tally(source=PARROT, count="codings", codes="all")
    assert source_in_words(tally.source) == f"{PARROT}, unreviewed (4 transcripts)"
    assert {code: tally.total(code).n for code in ("apples", "plums")} == {"apples": 0, "plums": 3}
    assert study.tally().source == {"rules": 4}  # by default the rules stay the last layer
    assert {quote.coder for quote in study.quotes("plums", source=PARROT)} == {PARROT}
    assert not report_of(study.tables, source=PARROT).by_hand


@pytest.mark.usefixtures("parrot")
def test_it_can_be_compared_with_people(small_folder: Path) -> None:
    study = Study.open(small_folder)
    study.apply("plums", "A2", coder="ana", quote="The pears were good")
    study.session("ana").done(study.texts.transcript("A2"))
    work = study.compare([PARROT, "ana"], "all", {"kind": ["*"]})
    assert work.transcripts == ("A2",)
    assert {coding.coder for coding in work.codings} == {PARROT, "ana"}


def test_nobody_may_be_called_as_a_suggester_is(small: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_coder(PARROT)
    monkeypatch.setitem(SUGGESTERS, PARROT, "its_own_room")
    assert is_suggester(PARROT)
    assert not is_coder("Parrot")
    with pytest.raises(FaultsFound, match="'Parrot' is no person"):
        small.session("Parrot")


def test_the_language_is_loaded_once_for_all(small: Study) -> None:
    ground: Ground = small.suggestions.ground
    assert ground.language() is ground.language() is small.suggestions.language
