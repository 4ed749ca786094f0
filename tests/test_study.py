"""A study's folder opened, its parts handed out, all its faults gathered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from qualcode import Study
from qualcode.analysis.scores import Score
from qualcode.errors import Fault, FaultsFound, QualcodeError
from qualcode.model import Transcript
from tests.small_study import write_small_study


@pytest.fixture(scope="module")
def fruit(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The study counted by hand; shared, so not to be changed."""
    return Study.open(write_small_study(tmp_path_factory.mktemp("study") / "fruit"))


def rewrite(path: Path, replacements: Mapping[str, str]) -> None:
    """Replace texts in a file; every one of them must be there."""
    text = path.read_text("utf-8")
    for old, new in replacements.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


# --- opening ------------------------------------------------------------------------------


def test_study_is_opened_by_its_folder(small_folder: Path) -> None:
    assert Study.open(small_folder).settings.title == "Fruit"
    assert Study.open(str(small_folder)).folder == small_folder


def test_study_is_found_from_any_folder_inside_it(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for inside in (small_folder, small_folder / "transcripts"):
        monkeypatch.chdir(inside)
        assert Study.open().folder.samefile(small_folder)


def test_the_nearest_study_above_is_the_one(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = write_small_study(small_folder / "inner")
    rewrite(inner / "qualcode.toml", {"Fruit": "Inner"})
    monkeypatch.chdir(inner / "transcripts")
    assert Study.open().settings.title == "Inner"


def test_a_folder_without_study_is_refused_and_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(QualcodeError) as caught:
        Study.open(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: no study there (no qualcode.toml); make one with `qualcode init {tmp_path}`"
    )


def test_a_named_folder_is_taken_as_it_is_and_not_searched_from(small_folder: Path) -> None:
    with pytest.raises(QualcodeError, match="no study there"):
        Study.open(small_folder / "transcripts")


def test_no_study_here_or_above_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QualcodeError, match=r"^no study here or above .*--study DIR.*`qualcode init DIR`$"):
        Study.open()


def test_broken_settings_are_told_with_their_place(small_folder: Path) -> None:
    rewrite(small_folder / "qualcode.toml", {'title = "Fruit"': 'titel = "Fruit"'})
    with pytest.raises(FaultsFound) as caught:
        Study.open(small_folder)
    assert [fault.place for fault in caught.value.faults] == [
        "qualcode.toml [study] titel",
        "qualcode.toml [study]",
    ]


# --- the parts ----------------------------------------------------------------------------


def test_parts_are_handed_out_as_they_stand(fruit: Study) -> None:
    assert [theme.id for theme in fruit.codebook.themes] == ["apples", "pears", "plums"]
    assert [(case.id, case.aliases) for case in fruit.cases] == [
        ("North", ("Northland", "Northern")),
        ("South", ()),
    ]
    assert [(who.id, who.case) for who in fruit.participants] == [
        ("Ana", "North"), ("Bo", "North"), ("Cy", "South"), ("Di", "South"), ("Eve", None),
    ]  # fmt: skip
    assert [transcript.id for transcript in fruit.transcripts] == ["A1", "A2", "B1", "B2", "D1", "F1"]


def test_a_study_of_documents_needs_no_cases_and_participants(small_folder: Path) -> None:
    folder = small_folder / "transcripts"
    for path in folder.iterdir():
        if path.name != "D1.txt":
            path.unlink()
    rewrite(small_folder / "qualcode.toml", {
        'kind = ["interview"]': 'kind = ["document"]',
        'group = ["one", "two", "three"]': "",
        'by = ["group"]': 'by = ["kind"]',
    })  # fmt: skip
    study = Study.open(small_folder)
    assert (study.cases, study.participants) == ((), ())
    assert study.check() == []
    assert study.tally().cell("apples", "document").n == 1


def test_lineages_have_a_code_and_all_below_it(fruit: Study) -> None:
    assert fruit.tables.lineages("themes") == {
        "apples": ["apples", "green_apples"],
        "pears": ["pears"],
        "plums": ["plums"],
    }
    assert fruit.tables.lineages("subthemes") == {"green_apples": ["green_apples"]}


def test_column_of_an_attribute(fruit: Study) -> None:
    assert fruit.voices.column("group") == "case.group"
    with pytest.raises(QualcodeError, match="unknown attribute 'grups'; write 'group'"):
        fruit.voices.column("grups")


def test_source_says_how_many_transcripts_the_rules_coded(fruit: Study) -> None:
    _, voices = fruit.tables.select({"kind": ["interview", "focus_group"]})
    assert fruit.tables.source(voices) == {"rules": 5}  # F1 has two voices and counts once


def test_workbooks_for_inside_and_outside_have_names_of_their_own(small_folder: Path) -> None:
    study = Study.open(small_folder)
    assert study.texts.workbook_path() == small_folder / "exports" / "qualcode.xlsx"
    assert study.texts.workbook_path(internal=True) == small_folder / "exports" / "qualcode-internal.xlsx"


def test_groups_follow_the_settings_and_else_the_table_of_cases(sample: Study, fruit: Study) -> None:
    assert [group.group for group in sample.tally("special_status").groups] == ["EOP", "(none)"]
    states = [group.group for group in sample.tally("state").groups]
    assert states == [case.id for case in sample.cases]
    assert states == [group.group for group in sample.tally("case").groups]
    assert [group.group for group in fruit.tally("role").groups] == ["cook", "farmer"]  # by the alphabet


# --- faults -------------------------------------------------------------------------------


def test_a_whole_study_has_no_faults(small: Study, sample: Study) -> None:
    assert small.check() == []
    assert sample.check() == []


def places(faults: Iterable[Fault]) -> list[str]:
    return sorted(fault.place for fault in faults)


def test_check_gathers_the_faults_of_every_part_at_once(small_folder: Path) -> None:
    rewrite(small_folder / "codebook.yaml", {"id: pears": "id: apples"})
    rewrite(small_folder / "transcripts" / "participants.csv", {"Cy,South": "Cy,Sowth", "Di,": "Bo,"})
    rewrite(small_folder / "transcripts" / "A2.txt", {"kind: interview": "kind: talk"})
    (small_folder / "transcripts" / "D1.txt").write_text("", "utf-8")
    (small_folder / "transcripts" / "G1.txt").write_text("no head", "utf-8")
    faults = Study.open(small_folder).check()
    assert places(faults) == [
        "codebook.yaml:17",
        "transcripts/A2.txt:3",
        "transcripts/D1.txt",
        "transcripts/G1.txt:1",
        "transcripts/participants.csv:4",
        "transcripts/participants.csv:5",
    ]
    assert len(faults) == len(set(faults))  # each is told once, though several parts stumble over it
    assert all(fault.problem and fault.remedy for fault in faults)


def test_broken_cases_do_not_hide_what_is_wrong_elsewhere(small_folder: Path) -> None:
    rewrite(small_folder / "transcripts" / "cases.csv", {"South,two": "North,two"})
    rewrite(small_folder / "transcripts" / "B1.txt", {"date: 2021-03-05": "date: March"})
    rewrite(small_folder / "codebook.yaml", {"definition: Apples.": "definitoin: Apples."})
    faults = Study.open(small_folder).check()
    assert places(faults) == ["codebook.yaml:8", "transcripts/B1.txt:4", "transcripts/cases.csv:3"]


def test_speakers_must_be_participants(small_folder: Path) -> None:
    rewrite(small_folder / "transcripts" / "B2.txt", {"Di: Di": "Di: Dii"})
    (fault,) = Study.open(small_folder).check()
    assert fault.place == "transcripts/B2.txt"
    assert "'Dii'" in fault.problem
    assert "'Di'" in fault.remedy


def test_a_folder_without_transcripts_is_a_fault(small_folder: Path) -> None:
    for path in (small_folder / "transcripts").glob("*.txt"):
        path.unlink()
    assert Study.open(small_folder).check() == [
        Fault("transcripts", "holds no transcript", "bring some in with `qualcode import FILE`")
    ]


def test_a_missing_folder_of_transcripts_is_a_fault(small_folder: Path) -> None:
    (small_folder / "transcripts").rename(small_folder / "elsewhere")
    assert places(Study.open(small_folder).check()) == ["transcripts"]


def test_check_names_what_the_settings_name_and_nobody_has(small_folder: Path) -> None:
    rewrite(small_folder / "qualcode.toml", {
        'kind = ["interview"]': 'kidn = ["interview"]',
        'group = ["one", "two", "three"]': 'grup = ["one"]',
        'by = ["group"]': 'by = ["group", "rloe"]',
        '"date"]': '"dote"]',
    })  # fmt: skip
    rewrite(small_folder / "codebook.yaml", {"id: pears": "id: apples"})
    assert [str(fault) for fault in Study.open(small_folder).check()][1:] == [
        "qualcode.toml [groups]: unknown attribute 'grup'; write 'group'",
        "qualcode.toml [filter]: unknown attribute 'kidn'; write 'kind'",
        "qualcode.toml [workbook] by: unknown attribute 'rloe'; write 'role'",
        "qualcode.toml [disclosure] identifying: unknown attribute 'dote'; write 'date'",
    ]


def test_check_names_values_of_the_filter_that_nobody_has(small_folder: Path) -> None:
    """They would leave every table without numbers to count."""
    rewrite(small_folder / "qualcode.toml", {'kind = ["interview"]': 'kind = ["interveiw"]\nrole = ["cook"]'})
    assert [str(fault) for fault in Study.open(small_folder).check()] == [
        "qualcode.toml [filter]: no transcript has kind=interveiw; write 'interview'"
    ]


def test_patterns_of_the_codebook_are_tried_unless_told_not_to(small_folder: Path) -> None:
    rewrite(small_folder / "codebook.yaml", {"rules: [pear]": "rules: [{pattern: [{LOWWER: pear}]}]"})
    study = Study.open(small_folder)
    assert study.check(patterns=False) == []
    (fault,) = study.check()
    assert fault.place == "codebook.yaml:17"
    assert "spaCy pattern" in fault.problem


def test_a_part_that_was_mended_is_read_again(small_folder: Path) -> None:
    study = Study.open(small_folder)
    rewrite(small_folder / "codebook.yaml", {"id: pears": "id: apples"})
    assert len(study.check()) == 1
    rewrite(small_folder / "codebook.yaml", {"{id: apples": "{id: pears"})
    assert study.check() == []


# --- rules to codings ---------------------------------------------------------------------


def test_only_what_changed_is_coded_anew(small_folder: Path) -> None:
    study = Study.open(small_folder)
    assert study.suggestions.stale() == 6
    first = study.autocode()
    assert (first.computed, first.cached, study.suggestions.stale()) == (6, 0, 0)
    again = Study.open(small_folder).autocode()
    assert (again.computed, again.cached) == (0, 6)
    assert again.codings == first.codings
    rewrite(small_folder / "transcripts" / "A2.txt", {"The pears": "The apples"})
    third = Study.open(small_folder)
    assert third.suggestions.stale() == 1
    derived = third.autocode()
    assert (derived.computed, derived.cached) == (1, 5)
    assert third.tally("group").cell("apples", "one").n == 2


def test_what_is_coded_anew_can_be_watched(small_folder: Path) -> None:
    seen: list[str] = []

    def track(entries: Sequence[Transcript], about: str) -> Iterable[Transcript]:
        for entry in entries:
            seen.append(f"{about}: {entry.id}")
            yield entry

    Study.open(small_folder).autocode(track)
    assert seen == [f"Coding by rules: {name}" for name in ("A1", "A2", "B1", "B2", "D1", "F1")]
    seen.clear()
    Study.open(small_folder).autocode(track)
    assert seen == []


def test_what_is_suggested_is_open_until_its_coder_decides(small_folder: Path) -> None:
    study = Study.open(small_folder)
    liked, green = study.suggested("apples", "A1", coder="ana")
    assert study.suggestions.stale() == 0  # the rules had not coded yet
    there = (liked.segment.start, liked.segment.end)
    study.session("ana").reject([(study.texts.transcript("A1"), there, "apples")])
    assert study.suggested("apples", "A1", coder="ana") == (green,)
    assert study.suggested("apples", "A1", coder="bo") == (liked, green)
    assert list(study.suggested("apples", "A1", coder="ana", span=there)) == [liked]
    with pytest.raises(FaultsFound, match="A11"):
        study.suggested("apples", "A11", coder="ana")


def test_codings_are_a_table_of_the_rule_codings(fruit: Study) -> None:
    codings = fruit.tables.codings
    assert len(codings) == len(fruit.suggestions.codings())
    themes = codings[codings["code"].isin(["apples", "pears"]) & (codings["transcript"] == "B1")]
    assert themes[["participant", "code", "evidence"]].values.tolist() == [
        ["Cy", "apples", "rule 1: apple"],
        ["Cy", "apples", "rule 1: Apples"],
        ["Cy", "pears", "rule 1: pears"],
    ]


def test_examples_of_the_codebook_are_tried_on_its_rules(fruit: Study) -> None:
    results = [(result.code, result.text, result.expected, result.passed) for result in fruit.rules.test()]
    assert results == [("apples", "An apple a day.", True, True), ("apples", "A pear a day.", False, True)]


def test_texts_get_their_themes_with_the_evidence(fruit: Study) -> None:
    texts = ["Pears. A green apple.", "A storm.", "", "Nothing. We eat plums."]
    assert fruit.rules.code(texts) == [
        {
            "apples": "apples: rule 1: apple; green_apples: rule 1: green + apple",
            "pears": "pears: rule 1: Pears",
        },
        {},  # a flag is no theme
        {},
        {"plums": "plums: rule 1: plums"},
    ]
    assert list(fruit.rules.code(texts)[0]) == ["apples", "pears"]  # as in the codebook, not as in the text


def test_rules_are_held_to_hand_codes(fruit: Study) -> None:
    texts = ["An apple.", "Fruit of the tree.", "A pear.", "A green apple."]
    assigned = [["apples"], ["apples"], [], ["green_apples"]]  # a code below a theme counts as the theme
    assert fruit.rules.evaluate(texts, assigned) == (
        Score("apples", hits=2, false_alarms=0, misses=1),
        Score("pears", hits=0, false_alarms=1, misses=0),
        Score("plums", hits=0, false_alarms=0, misses=0),
    )


def test_hand_codes_must_be_in_the_codebook(fruit: Study) -> None:
    with pytest.raises(QualcodeError, match=r"^the codebook has no code 'aples'; write 'apples'$"):
        fruit.rules.evaluate(["An apple."], [["aples"]])


def test_a_table_that_settings_name_must_be_there(small_folder: Path) -> None:
    path = small_folder / "qualcode.toml"
    path.write_text(path.read_text("utf-8").replace("[paths]", '[paths]\ncases = "cases.csv"'), "utf-8")
    faults = [str(fault) for fault in Study.open(small_folder).check()]
    assert faults[0] == "qualcode.toml [paths] cases: there is no cases.csv; correct the path"
