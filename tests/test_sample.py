"""The sample study stands on the frame of the study's design, and says that it is invented."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from qualcode import Study
from qualcode.model import Transcript

FOLDER = Path(__file__).parent.parent / "transcripts_sample"
INVASION = date(2022, 2, 24)

# Table 1 of the study: state, framework, special status, category, innovation rank; blank is not listed.
TABLE_1 = [
    ("Finland", "EAPC", "EOP", "NATO-Aspirant", "7"),
    ("Georgia", "EAPC", "EOP", "NATO-Aspirant", ""),
    ("Sweden", "EAPC", "EOP", "NATO-Aspirant", "2"),
    ("Ukraine", "EAPC", "EOP", "NATO-Aspirant", ""),
    ("Switzerland", "EAPC", "", "Europe-Non-NATO", "1"),
    ("Austria", "EAPC", "", "Europe-Non-NATO", "18"),
    ("Ireland", "EAPC", "", "Europe-Non-NATO", "19"),
    ("Serbia", "EAPC", "", "Europe-Non-NATO", ""),
    ("Australia", "PAG", "EOP", "Indo-Pacific", ""),
    ("Japan", "PAG", "", "Indo-Pacific", "13"),
    ("Republic of Korea", "PAG", "", "Indo-Pacific", "5"),
    ("New Zealand", "PAG", "", "Indo-Pacific", "26"),
]


def head_of(path: Path) -> dict[str, object]:
    head: dict[str, object] = yaml.safe_load(path.read_text("utf-8").split("---\n", 2)[1])
    return head


def of_kind(study: Study, kind: str) -> list[Transcript]:
    return [transcript for transcript in study.transcripts if transcript.kind == kind]


def kind_of(study: Study, transcript: Transcript) -> str:
    (who,) = transcript.participants
    return next(entry.attributes["kind"] for entry in study.participants if entry.id == who)


def officials(study: Study) -> list[Transcript]:
    return [entry for entry in of_kind(study, "interview") if kind_of(study, entry) == "official"]


# --- cases --------------------------------------------------------------------------------


def test_cases_are_table_1() -> None:
    with (FOLDER / "cases.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = ("state", "framework", "special_status", "category", "innovation_rank")
    assert [tuple(row[name] for name in columns) for row in rows] == TABLE_1


def test_cases_as_read_are_table_1(sample: Study) -> None:
    columns = ("framework", "special_status", "category", "innovation_rank")
    assert [(case.id, *(case.attributes[name] for name in columns)) for case in sample.cases] == TABLE_1


def test_table_1_has_the_numbers_of_the_design(sample: Study) -> None:
    def count(name: str) -> Counter[str]:
        return Counter(case.attributes[name] for case in sample.cases)

    assert count("category") == {"NATO-Aspirant": 4, "Europe-Non-NATO": 4, "Indo-Pacific": 4}
    assert count("framework") == {"EAPC": 8, "PAG": 4}
    assert count("special_status") == {"EOP": 5, "": 7}
    assert count("region") == {"Europe": 8, "Indo-Pacific": 4}
    ranks = [case.attributes["innovation_rank"] for case in sample.cases]
    assert sorted(int(rank) for rank in ranks if rank) == [1, 2, 5, 7, 13, 18, 19, 26]
    assert ranks.count("") == 4  # never zero


def test_region_is_that_of_the_category(sample: Study) -> None:
    for case in sample.cases:
        pacific = case.attributes["category"] == "Indo-Pacific"
        assert case.attributes["region"] == ("Indo-Pacific" if pacific else "Europe")


def test_south_korea_is_the_republic_of_korea(sample: Study) -> None:
    korea = next(case for case in sample.cases if "South Korea" in case.names)
    assert korea.id == "Republic of Korea"
    assert "South Korea" in (FOLDER / "participants.csv").read_text("utf-8")  # and is used there
    assert [who.id for who in sample.participants if who.case == korea.id] == ["P21", "P22"]


# --- who spoke ----------------------------------------------------------------------------


def test_every_state_has_two_interviews_or_more_with_officials_of_different_roles(sample: Study) -> None:
    people = {who.id: who for who in sample.participants}
    roles: dict[str | None, list[str]] = {}
    for transcript in officials(sample):
        who = people[transcript.participants[0]]
        roles.setdefault(who.case, []).append(who.attributes["role"])
    assert set(roles) == {row[0] for row in TABLE_1}
    assert sum(map(len, roles.values())) >= 24
    assert all(len(held) >= 2 for held in roles.values())
    assert all(len(set(held)) == len(held) for held in roles.values())


def test_no_state_has_two_ambassadors_to_nato(sample: Study) -> None:
    ambassadors = Counter(
        who.case for who in sample.participants if who.attributes["role"] == "NATO ambassador"
    )
    assert set(ambassadors.values()) == {1}


def test_officials_were_interviewed_in_2021(sample: Study) -> None:
    assert {transcript.attributes["date"][:4] for transcript in of_kind(sample, "interview")} == {"2021"}


def test_three_interviews_are_with_academics_and_analysts_of_no_state(sample: Study) -> None:
    others = [entry for entry in of_kind(sample, "interview") if kind_of(sample, entry) != "official"]
    assert len(others) == 3
    assert {kind_of(sample, entry) for entry in others} == {"academic", "analyst"}
    speaking = {entry.participants[0] for entry in others}
    assert {who.case for who in sample.participants if who.id in speaking} == {None}


def test_one_focus_group_has_five_voices_of_no_named_state(sample: Study) -> None:
    (group,) = of_kind(sample, "focus_group")
    assert len(group.participants) == 5
    people = [who for who in sample.participants if who.id in group.participants]
    assert [who.case for who in people] == [None] * 5
    assert {who.attributes["role"] for who in people} == {"deputy head of mission"}
    spoken = Counter(turn.participant for turn in group.turns)
    assert all(spoken[who] >= 2 for who in group.participants)  # all five take part


def test_two_documents_are_dated_after_the_invasion_and_nothing_else_is(sample: Study) -> None:
    later = [entry for entry in sample.transcripts if date.fromisoformat(entry.attributes["date"]) > INVASION]
    assert [entry.kind for entry in later] == ["document", "document"]
    assert later == of_kind(sample, "document")
    assert [entry.participants for entry in later] == [(), ()]


def test_everybody_speaks_in_one_transcript(sample: Study) -> None:
    speaking = [who for transcript in sample.transcripts for who in transcript.participants]
    assert sorted(speaking) == sorted(who.id for who in sample.participants)


def test_default_filter_leaves_the_officials(sample: Study) -> None:
    _, voices = sample.tables.select()
    assert sorted(voices["transcript"]) == sorted(entry.id for entry in officials(sample))


# --- the texts ----------------------------------------------------------------------------

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_head_says_that_the_text_is_invented(path: Path) -> None:
    head = head_of(path)
    assert head["id"] == path.stem
    assert str(head["note"]).startswith("Invented for the qualcode sample study.")


def test_participants_and_settings_say_so_too() -> None:
    with (FOLDER / "participants.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["invented"] for row in csv.DictReader(stream)} == {"yes"}
    assert "invented" in (FOLDER.parent / "qualcode.toml").read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem.startswith("I")], ids=lambda path: path.stem
)
def test_interviews_have_450_to_800_words(path: Path) -> None:
    body = path.read_text("utf-8").split("---\n", 2)[2]
    assert 450 <= len(body.split()) <= 800


def test_no_two_transcripts_share_a_sentence_of_an_answer(sample: Study) -> None:
    """No two alike: longer sentences of participants occur in one transcript only."""
    owners: dict[str, set[str]] = {}
    for transcript in sample.transcripts:
        for turn in transcript.turns:
            if turn.participant != "interviewer":
                for sentence in transcript.body[turn.start : turn.end].split(". "):
                    if len(sentence.split()) >= 6:
                        owners.setdefault(sentence.casefold().strip(".?! "), set()).add(transcript.id)
    assert len(owners) > 500
    assert not {sentence: where for sentence, where in owners.items() if len(where) > 1}


def test_pseudonyms_do_not_occur_in_what_is_said(sample: Study) -> None:
    names = {who.id for who in sample.participants}
    for transcript in sample.transcripts:
        talk = " ".join(transcript.body[turn.start : turn.end] for turn in transcript.turns)
        assert not names & set(talk.replace(".", " ").replace(",", " ").split())
