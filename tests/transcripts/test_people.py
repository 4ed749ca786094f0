"""The sampling frame: tables of cases and participants, as people save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import FaultsFound
from qualcode.model import Case, Participant
from qualcode.transcripts import read_cases, read_participants
from qualcode.transcripts.people import attribute_name

STATES = "state,Region,aliases\nNorthland,North,the North; Northern ;\nSouthland,South,\n"


def table(folder: Path, text: str, name: str = "cases.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def cases(folder: Path, text: str = STATES) -> tuple[Case, ...]:
    return read_cases(table(folder, text), "cases.csv")


def participants(folder: Path, text: str, states: str = STATES) -> tuple[Participant, ...]:
    return read_participants(table(folder, text, "people.csv"), cases(folder, states), "people.csv")


def faults(caught: pytest.ExceptionInfo[FaultsFound]) -> list[str]:
    return [f"{fault.place}: {fault.problem}" for fault in caught.value.faults]


# --- cases --------------------------------------------------------------------------------


def test_cases_have_attributes_and_aliases_in_the_order_of_the_table(tmp_path: Path) -> None:
    assert cases(tmp_path) == (
        Case("Northland", ("the North", "Northern"), {"state": "Northland", "region": "North"}),
        Case("Southland", (), {"state": "Southland", "region": "South"}),
    )


@pytest.mark.parametrize("heading", ["case", "Case", "id", "ID "])
def test_a_column_that_only_names_the_case_is_no_attribute(tmp_path: Path, heading: str) -> None:
    (case,) = cases(tmp_path, f"{heading},region\nNorthland,North\n")
    assert case.attributes == {"region": "North"}


@pytest.mark.parametrize("cell", ["", "NA", "n/a", "-", "–", "  "])
def test_a_cell_that_says_missing_is_empty(tmp_path: Path, cell: str) -> None:
    (case,) = cases(tmp_path, f"case,rank\nNorthland,{cell}\n")
    assert case.attributes == {"rank": ""}


def test_columns_without_a_heading_are_passed_over(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, "case,region,\nNorthland,North,x\n")
    assert case.attributes == {"region": "North"}


def test_accents_typed_in_two_ways_are_one_name(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound) as caught:
        cases(tmp_path, "case\nCafe\u0301land\nCaf\u00e9land\n")
    assert faults(caught) == ["cases.csv:3: 'caféland' names a case on line 2 already"]


def test_every_fault_of_the_cases_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound) as caught:
        cases(tmp_path, "state,aliases\nNorthland,\n,nobody\nSouthland,NORTHLAND\nsouthland,\n")
    assert faults(caught) == [
        "cases.csv:3: the column 'state' is empty",
        "cases.csv:4: 'northland' names a case on line 2 already",
        "cases.csv:5: 'southland' names a case on line 4 already",
    ]


def test_a_case_may_repeat_its_own_name_among_its_aliases(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, "case,aliases\nNorthland,northland;Northern\n")
    assert case.names == ("Northland", "northland", "Northern")


@pytest.mark.parametrize(
    ("heading", "name"), [("Special  Status", "special_status"), (" Region ", "region"), ("role", "role")]
)
def test_headings_become_attribute_names(heading: str, name: str) -> None:
    assert attribute_name(heading) == name


def test_a_table_of_nothing_but_separators_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, ",,\n,,\n")
    for read in (read_cases, read_participants):
        with pytest.raises(FaultsFound, match=r"cases\.csv: "):
            read(path)


# --- participants -------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["Northland", "northland", "the North", "NORTHERN"])
def test_a_participants_case_goes_by_any_of_its_names(tmp_path: Path, named: str) -> None:
    (one,) = participants(tmp_path, f"participant,case,Role\nP1,{named},cook\n")
    assert one == Participant("P1", "Northland", {"role": "cook"})


def test_the_case_may_stand_under_the_heading_of_the_table_of_cases(tmp_path: Path) -> None:
    (one,) = participants(tmp_path, "participant,State,role\nP1,Southland,cook\n")
    assert one == Participant("P1", "Southland", {"role": "cook"})


def test_a_participant_may_belong_to_no_case(tmp_path: Path) -> None:
    (one, two) = participants(tmp_path, "participant,case\nP1,\nP2,n/a\n")
    assert (one.case, two.case) == (None, None)


def test_participants_without_a_column_of_cases_belong_to_none(tmp_path: Path) -> None:
    (one,) = participants(tmp_path, "participant,role\nP1,cook\n")
    assert one == Participant("P1", None, {"role": "cook"})


@pytest.mark.parametrize("states", ["case,area\nNorthland,far\n", "id,area\nNorthland,far\n"])
def test_an_attribute_that_cases_have_too_is_not_taken_for_the_case(tmp_path: Path, states: str) -> None:
    text = "participant,area,case\nP1,near,Northland\n"
    (one,) = participants(tmp_path, text, states)
    assert one == Participant("P1", "Northland", {"area": "near"})
    (other,) = participants(tmp_path, "participant,area\nP1,near\n", states)
    assert other == Participant("P1", None, {"area": "near"})


def test_where_both_headings_stand_the_column_case_holds_the_case(tmp_path: Path) -> None:
    (one,) = participants(tmp_path, "participant,state,case\nP1,of mind,Northland\n")
    assert one == Participant("P1", "Northland", {"state": "of mind"})


def test_every_fault_of_the_participants_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound) as caught:
        participants(tmp_path, "participant,case\nP1,Northland\nP1,Southland\n,Northland\nP2,Nortland\n")
    assert faults(caught) == [
        "people.csv:3: the participant 'P1' stands there already",
        "people.csv:4: the column 'participant' is empty",
        "people.csv:5: unknown case 'Nortland'",
    ]
    assert caught.value.faults[-1].remedy == "write 'Northland'"


def test_without_a_table_of_cases_every_case_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound, match="unknown case 'Northland'"):
        read_participants(table(tmp_path, "participant,case\nP1,Northland\n"), (), "people.csv")


def test_the_place_of_a_fault_is_the_path_where_no_other_is_given(tmp_path: Path) -> None:
    path = table(tmp_path, "participant\nP1\nP1\n")
    for read in (read_cases, read_participants):
        with pytest.raises(FaultsFound) as caught:
            read(path)
        assert caught.value.faults[0].place == f"{path}:3"


# --- as people save them ------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_usual_separators_and_encodings_give_the_same_cases(
    tmp_path: Path, separator: str, encoding: str, end: str
) -> None:
    text = separator.join(("state", "region")) + end + separator.join(("Åland", "North")) + end
    path = tmp_path / "cases.csv"
    path.write_bytes(text.encode(encoding))
    assert read_cases(path) == (Case("Åland", (), {"state": "Åland", "region": "North"}),)


def test_rows_shorter_than_the_heading_have_empty_cells(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, "case,region,rank\nNorthland,North\n")
    assert case.attributes == {"region": "North", "rank": ""}


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound, match=r"cases\.csv: is empty"):
        cases(tmp_path, "\n")


def test_rows_of_empty_cells_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("case,region\nNorth,one\n,\nSouth,two\n,\n", "utf-8")
    assert [case.id for case in read_cases(path)] == ["North", "South"]
