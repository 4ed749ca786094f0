"""The words of the field: how codes hang together, who speaks, what evidence says."""

from __future__ import annotations

import pytest

from qualcode.model import INTERVIEWER, Case, Code, Codebook, Evidence, Transcript, Turn

#  war (theme) ── land ── tanks        storm (flag) ── hail        food (topic)
CODES = (
    Code("war", "War", "theme"),
    Code("land", "Land", "theme", "war"),
    Code("tanks", "Tanks", "theme", "land"),
    Code("storm", "Storm", "flag"),
    Code("hail", "Hail", "flag", "storm"),
    Code("food", "Food", "topic"),
    Code("peace", "Peace", "theme"),
)
BOOK = Codebook("Test", "1", CODES)


def ids(codes: tuple[Code, ...]) -> list[str]:
    return [code.id for code in codes]


def test_a_codebook_is_walked_in_the_order_of_its_file() -> None:
    assert ids(tuple(BOOK)) == ["war", "land", "tanks", "storm", "hail", "food", "peace"]


def test_a_code_is_asked_for_by_its_id() -> None:
    assert BOOK["hail"].name == "Hail"
    assert "hail" in BOOK
    assert "Hail" not in BOOK
    with pytest.raises(KeyError):
        BOOK["Hail"]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("themes", ["war", "peace"]),
        ("subthemes", ["land", "tanks"]),
        ("flags", ["storm", "hail"]),
        ("topics", ["food"]),
        ("all", ["war", "land", "tanks", "storm", "hail", "food", "peace"]),
    ],
)
def test_each_level_holds_its_codes_and_no_others(level: str, expected: list[str]) -> None:
    assert ids(BOOK.level(level)) == expected


def test_themes_are_the_top_level_codes_of_that_kind() -> None:
    assert BOOK.themes == BOOK.level("themes")


@pytest.mark.parametrize(
    ("code", "lineage"),
    [("tanks", ("tanks", "land", "war")), ("war", ("war",)), ("hail", ("hail", "storm")), ("nobody", ())],
)
def test_the_lineage_leads_from_a_code_up_to_its_top(code: str, lineage: tuple[str, ...]) -> None:
    assert BOOK.lineage(code) == lineage


def test_the_root_is_the_end_of_the_lineage() -> None:
    assert [BOOK.root(code) for code in ("tanks", "land", "war", "food")] == ["war", "war", "war", "food"]


def test_children_are_those_directly_below() -> None:
    assert ids(BOOK.children("war")) == ["land"]
    assert ids(BOOK.children(None)) == ["war", "storm", "food", "peace"]
    assert BOOK.children("food") == ()


def test_a_case_answers_to_all_its_names_its_own_first() -> None:
    assert Case("Northland", ("the North", "Northerners")).names == ("Northland", "the North", "Northerners")


def test_participants_of_a_transcript_are_those_who_speak_once_each_in_order() -> None:
    speakers = [INTERVIEWER, "Bo", None, "Ana", "Bo", INTERVIEWER]
    turns = tuple(Turn(n, n + 1, who, who, ((n, n + 1),)) for n, who in enumerate(speakers))
    assert Transcript("T1", "focus_group", "qbxabq", turns).participants == ("Bo", "Ana")


def test_evidence_reads_as_rule_and_words() -> None:
    assert str(Evidence("rule 2", ("joint", "exercises"))) == "rule 2: joint + exercises"
