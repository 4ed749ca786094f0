"""The account of a table: every coding once, whatever was damaged, renamed, taken away or filtered."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from qualcode.analysis import account as accounting
from qualcode.analysis.account import REASONS, Account, Shown, account, standing
from qualcode.analysis.layers import Layers
from qualcode.anchors import Anchor, Placement
from qualcode.errors import Fault
from qualcode.journal import HandCoding, Placed, PlacedCoding

TEXTS, CODES, PEOPLE, VOICES = (
    ("T1", "T2", "T3", "T4"),
    ("a", "b", "c", "d"),
    ("ana", "bo", "cy"),
    ("P1", "P2"),
)


class Generated:
    """A table of a study in which anything may be gone, and every coding in its logs."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311 - a study, no secret
        self.texts = [text for text in TEXTS if rng.random() < 0.8]
        self.codes = [code for code in CODES if rng.random() < 0.8]
        self.asked = [code for code in CODES if rng.random() < 0.7]
        self.topics = ["d"]
        done = {text: [who for who in PEOPLE if rng.random() < 0.6] for text in self.texts}
        order = tuple(rng.sample(PEOPLE, rng.randint(1, 3))) + (("rules",) if rng.random() < 0.5 else ())
        of = {
            text: next(who for who in order if who == "rules" or who in done[text])
            for text in self.texts
            if any(who == "rules" or who in done[text] for who in order)
        }
        self.layers = Layers(order, order, of, done, Counter(who for names in done.values() for who in names))
        self.voices = {(text, voice) for text in self.texts for voice in VOICES if rng.random() < 0.7}
        self.damaged = [
            Fault(f"codings/{rng.choice(PEOPLE)}.jsonl:{n}", "", "") for n in range(rng.randint(0, 3))
        ]
        self.placed = [self._coding(rng, number) for number in range(rng.randint(0, 12))]
        self.speakers = {
            each.coding.id: rng.sample(("P1", "P2", "interviewer"), rng.randint(0, 2)) for each in self.placed
        }

    @staticmethod
    def _coding(rng: random.Random, number: int) -> PlacedCoding:
        anchor = Anchor(rng.choice(TEXTS), "hash", 0, 4, "four", "", "", 1, 1)
        coding = HandCoding(str(number), rng.choice(PEOPLE), rng.choice(CODES), "", False, (anchor,))
        placement = rng.choice(
            [Placement("unchanged", (0, 4)), Placement("orphaned"), Placement("ambiguous")]
        )
        return Placed(coding, anchor, placement)

    def account(self) -> Account:
        shown = Shown(
            self.texts, self.codes, self.asked, self.topics, *standing(self.layers, PEOPLE), self.voices
        )
        return account(self.placed, self.damaged, self.speakers, shown)


def recounted(study: Generated) -> Counter[str]:
    """The same, read off the issue's words by somebody else: the classes one after the other."""
    left = list(study.placed)
    found = Counter(damaged=len(study.damaged))

    def out(reason: str, gone: list[PlacedCoding]) -> None:
        found[reason] = len(gone)
        left[:] = [each for each in left if each not in gone]

    out("transcript", [each for each in left if each.coding.transcript not in study.texts])
    out("place", [each for each in left if not each.placement.place])
    out("code", [each for each in left if each.coding.code not in study.codes])
    others: list[PlacedCoding] = []
    unfinished: list[PlacedCoding] = []
    for each in left:
        who, text = each.coding.coder, each.coding.transcript
        chosen = study.layers.of.get(text)
        if who == chosen:
            continue
        better = study.layers.order[: study.layers.order.index(chosen)] if chosen else study.layers.order
        (unfinished if who in better and who not in study.layers.finished[text] else others).append(each)
    out("layer", others)
    out("unfinished", unfinished)
    for_answers = {text for text, _ in study.voices}
    outside: list[PlacedCoding] = []
    for each in left:
        heard = [(each.coding.transcript, who) for who in study.speakers[each.coding.id]]
        passes = (
            each.coding.transcript in for_answers if each.coding.code == "d" else set(heard) & study.voices
        )
        outside += [] if passes else [each]
    out("filter", outside)
    out("not_asked", [each for each in left if each.coding.code not in study.asked])
    found["counted"] = len(left)
    return found


def as_counter(found: Account) -> Counter[str]:
    return Counter(found.as_data()["left_out"]) + Counter(counted=found.counted)


def test_the_parts_sum_to_the_whole_in_thousands_of_damages() -> None:
    seen: Counter[str] = Counter()
    for seed in range(2_500):
        study = Generated(seed)
        found = study.account()
        assert sum(as_counter(found).values()) == found.total == len(study.placed) + len(study.damaged)
        assert as_counter(found) == +recounted(study), seed
        seen += as_counter(found)
    assert set(seen) == {*REASONS, "counted"}
    assert min(seen.values()) > 100


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason != "damaged"])
def test_without_one_of_the_classes_it_would_be_wrong(reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    every = accounting._reasons
    monkeypatch.setattr(
        accounting, "_reasons", lambda *given: (each for each in every(*given) if each != reason)
    )
    assert any(as_counter(study.account()) != +recounted(study) for study in map(Generated, range(200)))


def test_it_says_what_is_left_out_though_nobody_asked_for_that() -> None:
    study = Generated(0)
    study.texts, study.codes, study.asked, study.damaged = ["T1"], ["a"], ["a"], []
    study.layers = Layers(("ana",), ("ana",), {"T1": "ana"}, {"T1": ["ana"]}, {"ana": 1})
    study.voices = {("T1", "P1")}
    anchor = Anchor("T1", "hash", 0, 4, "four", "", "", 1, 1)
    study.placed = [
        Placed(HandCoding(str(n), "ana", code, "", False, (anchor,)), anchor, Placement("unchanged", (0, 4)))
        for n, code in enumerate("aabbb")
    ]
    study.speakers = {str(n): ["P1"] for n in range(5)}
    found = study.account()
    assert found.in_words() == ["3 of ana's 5 codings not counted: code b gone (`qualcode account`)."]
    study.codes = ["a", "b"]
    assert study.account().in_words() == []
    assert study.account().left_out("not_asked") == 3


def test_what_may_leave_the_team_names_no_transcript_and_no_coding() -> None:
    for seed in range(300):
        found = Generated(seed).account()
        shown = found.unnamed()
        assert shown.as_data() == found.as_data()
        text = repr([line.as_data() for line in shown.lines]) + " ".join(shown.in_words())
        assert not any(name in text for name in TEXTS)
        assert all(set(line.lines) == {""} for line in shown.lines)
        assert len(shown.in_words()) == len(found.in_words())
