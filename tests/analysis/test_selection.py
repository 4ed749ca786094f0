"""Attributes found by name, voices selected by them, and the filter that holds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import Study
from qualcode.analysis.selection import (
    attributes_of,
    group_order,
    grouped,
    resolve,
    select,
    source_in_words,
    where_in_words,
)
from qualcode.errors import QualcodeError

VOICES = pd.DataFrame(
    [
        ("A1", "Ana", "North", "interview", "farmer", "one", 15, 4),
        ("B2", "Di", "South", "interview", "cook", "two", 3, 2),
        ("D1", "", "", "document", "", "", 3, 1),
        ("F1", "Ana", "North", "focus_group", "farmer", "one", 1, 1),
        ("F1", "Eve", "", "focus_group", "farmer", "", 1, 1),
    ],
    columns=[
        "transcript",
        "participant",
        "case",
        "transcript.kind",
        "participant.role",
        "case.group",
        "words",
        "units",
    ],
)
ALL = ["A1 Ana", "B2 Di", "D1 ", "F1 Ana", "F1 Eve"]


def names(voices: pd.DataFrame) -> list[str]:
    return [f"{row.transcript} {row.participant}" for row in voices.itertuples()]


# --- attributes by name -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("group", "case.group"),
        ("case.group", "case.group"),
        (" Group ", "case.group"),
        ("kind", "transcript.kind"),
        ("role", "participant.role"),
        ("case", "case"),
        ("TRANSCRIPT", "transcript"),
    ],
)
def test_attribute_is_found_by_its_short_or_full_name(name: str, column: str) -> None:
    assert resolve(name, VOICES) == column


def test_a_name_that_several_have_is_the_transcripts_then_the_participants() -> None:
    voices = pd.DataFrame(columns=["transcript.kind", "participant.kind", "participant.age", "case.age"])
    assert resolve("kind", voices) == "transcript.kind"
    assert resolve("age", voices) == "participant.age"
    assert resolve("case.age", voices) == "case.age"


def test_attribute_headed_in_capitals_is_found() -> None:
    voices = pd.DataFrame(columns=["transcript.Place", "participant.role"])
    assert resolve("place", voices) == resolve("Place", voices) == "transcript.Place"


def test_unknown_attribute_is_refused_with_the_nearest() -> None:
    with pytest.raises(QualcodeError, match=r"^unknown attribute 'grup'; write 'group'$"):
        resolve("grup", VOICES)


def test_unknown_attribute_like_no_other_is_refused_with_all_there_are() -> None:
    with pytest.raises(QualcodeError) as caught:
        resolve("zzz", VOICES)
    assert str(caught.value) == (
        "unknown attribute 'zzz'; choose one of: transcript, participant, case, kind, role, group"
    )


def test_measures_are_no_attributes() -> None:
    assert attributes_of(VOICES) == [
        "transcript", "participant", "case", "transcript.kind", "participant.role", "case.group",
    ]  # fmt: skip
    with pytest.raises(QualcodeError):
        resolve("words", VOICES)


# --- voices by attribute ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, ALL),
        ({"kind": ["interview"]}, ["A1 Ana", "B2 Di"]),
        ({"kind": ["INTERVIEW", "Document"]}, ["A1 Ana", "B2 Di", "D1 "]),
        ({"kind": ["interview"], "role": ["farmer"]}, ["A1 Ana"]),
        ({"group": ["(none)"]}, ["D1 ", "F1 Eve"]),
        ({"group": ["(none)", "two"]}, ["B2 Di", "D1 ", "F1 Eve"]),
        ({"kind": ["*"]}, ALL),
        ({"kind": ["*", "interview"], "role": ["cook"]}, ["B2 Di"]),
        ({"case": ["north"], "kind": ["focus_group"]}, ["F1 Ana"]),
    ],
)
def test_voices_are_selected_by_all_attributes_and_any_value(
    where: dict[str, list[str]], expected: list[str]
) -> None:
    assert names(select(VOICES, where)) == expected


def test_value_nobody_has_is_refused_as_written_with_the_nearest() -> None:
    with pytest.raises(QualcodeError, match=r"^no transcript has role=Farmr; write 'farmer'$"):
        select(VOICES, {"role": ["cook", "Farmr"]})


def test_value_like_no_other_is_refused_with_those_that_occur() -> None:
    with pytest.raises(QualcodeError, match=r"^no transcript has group=x; choose one of: one, three, two$"):
        select(VOICES, {"group": ["x"]}, {"group": ["one", "two", "three"]})


@pytest.mark.parametrize("name", ["group", "case.group", "Group"])
def test_value_named_in_the_settings_is_known_though_nobody_has_it(name: str) -> None:
    assert names(select(VOICES, {name: ["three"]}, {"group": ["one", "two", "three"]})) == []


@given(
    kinds=st.lists(st.sampled_from(["interview", "document", "focus_group", "*"]), min_size=1),
    groups=st.lists(st.sampled_from(["one", "two", "(none)", "*"]), min_size=1),
)
def test_attributes_narrow_one_after_the_other(kinds: list[str], groups: list[str]) -> None:
    """Selecting by two attributes is selecting by one, then by the other, in any order."""
    both = names(select(VOICES, {"kind": kinds, "group": groups}))
    assert both == names(select(VOICES, {"group": groups, "kind": kinds}))
    by_kind = set(names(select(VOICES, {"kind": kinds})))
    by_group = set(names(select(VOICES, {"group": groups})))
    assert set(both) == by_kind & by_group


# --- groups -------------------------------------------------------------------------------


def test_groups_without_a_value_are_named_none() -> None:
    assert list(grouped(VOICES, "group")) == ["one", "two", "(none)", "one", "(none)"]


@pytest.mark.parametrize(
    ("ordered", "only", "expected"),
    [
        ((), None, ["one", "two", "(none)"]),
        (("three", "two"), None, ["three", "two", "one", "(none)"]),
        (("three", "two"), ["TWO", "three"], ["three", "two"]),
        (("three",), ["*"], ["three", "one", "two", "(none)"]),
        ((), ["(none)", "one"], ["one", "(none)"]),
    ],
)
def test_groups_stand_in_the_studys_order_then_as_they_occur_and_none_last(
    ordered: tuple[str, ...], only: list[str] | None, expected: list[str]
) -> None:
    assert group_order(VOICES, "group", ordered, only) == expected


# --- in words -----------------------------------------------------------------------------


def test_filter_in_words() -> None:
    assert where_in_words({"kind": ["interview", "document"], "role": ["cook"]}) == (
        "kind = interview or document; role = cook"
    )
    assert where_in_words({}) == "everything"


def test_source_in_words_says_that_rules_are_unreviewed() -> None:
    assert source_in_words({"rules": 24, "anna": 2}) == (
        "rules, unreviewed (24 transcripts), anna (2 transcripts)"
    )


# --- the filter that holds ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "holding"),
    [
        (None, {"kind": ["interview"]}),
        ({"role": ["cook"]}, {"kind": ["interview"], "role": ["cook"]}),
        ({"kind": ["document"]}, {"kind": ["document"]}),
        ({"transcript.kind": ["*"]}, {"transcript.kind": ["*"]}),
        ({"Kind": ["*"], "role": ["cook"]}, {"Kind": ["*"], "role": ["cook"]}),
        ({"case": ["Northland"]}, {"kind": ["interview"], "case": ["North"]}),
        ({"country": ["northern", "SOUTH"]}, {"kind": ["interview"], "country": ["North", "South"]}),
        ({"group": ["one"]}, {"kind": ["interview"], "group": ["one"]}),
    ],
)
def test_where_narrows_the_studys_filter_or_takes_its_place(
    small: Study, asked: dict[str, list[str]] | None, holding: dict[str, object]
) -> None:
    assert small.voices.where(asked) == holding


def test_naming_one_attribute_of_a_filter_of_two_replaces_both(sample: Study) -> None:
    assert set(sample.voices.where()) == {"kind", "participant.kind"}
    assert set(sample.voices.where({"role": ["analyst"]})) == {"kind", "participant.kind", "role"}
    assert set(sample.voices.where({"kind": ["focus_group"]})) == {"kind"}
    _, voices = sample.tables.select({"kind": ["focus_group"]})
    assert len(voices) == 5
    _, voices = sample.tables.select({"participant.kind": ["academic", "analyst"]})
    assert sorted(voices["transcript"]) == ["I25", "I26", "I27"]


@pytest.mark.parametrize("name", ["South Korea", "south korea", "ROK", "Republic of Korea"])
@pytest.mark.parametrize("attribute", ["state", "case", "case.state"])
def test_south_korea_is_the_republic_of_korea(sample: Study, attribute: str, name: str) -> None:
    _, voices = sample.tables.select({attribute: [name]})
    assert list(voices["transcript"]) == ["I21", "I22"]
    assert set(voices["case"]) == {"Republic of Korea"}


def test_unknown_case_is_refused_with_the_nearest(sample: Study) -> None:
    with pytest.raises(QualcodeError, match=r"^no transcript has state=Finlandd; write 'Finland'$"):
        sample.tables.select({"state": ["Finlandd"]})


def test_alias_of_a_case_resolves_in_the_studys_own_filter_too(small_folder: Path) -> None:
    settings = small_folder / "qualcode.toml"
    text = settings.read_text("utf-8").replace('kind = ["interview"]', 'country = ["Northland"]')
    settings.write_text(text, "utf-8")
    holding, voices = Study.open(small_folder).tables.select()
    assert holding == {"country": ["North"]}
    assert list(voices["transcript"]) == ["A1", "A2", "F1"]


def test_an_attribute_that_is_not_the_case_keeps_values_that_name_a_case(small_folder: Path) -> None:
    """Here the first column is headed `case`, and a town is called as a case is."""
    folder = small_folder / "transcripts"
    (folder / "cases.csv").write_text("case,town,aliases\nNorth,Northland,Harbour\nSouth,Harbour,\n", "utf-8")
    people = (folder / "participants.csv").read_text("utf-8")
    people = people.replace("country", "case").replace("Bo,Northland", "Bo,Harbour")
    (folder / "participants.csv").write_text(people, "utf-8")
    settings = small_folder / "qualcode.toml"
    text = settings.read_text("utf-8").replace('group = ["one", "two", "three"]', "")
    settings.write_text(text.replace('by = ["group"]', 'by = ["town"]'), "utf-8")
    study = Study.open(small_folder)
    assert list(study.tables.select({"town": ["Harbour"]})[1]["transcript"]) == ["B1", "B2"]
    assert list(study.tables.select({"case": ["Harbour"]})[1]["transcript"]) == ["A1", "A2"]
