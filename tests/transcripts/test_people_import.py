"""Attribute sheets as people keep them → rows of participants and cases, and the tables that they go into."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.delimited import Delimited, delimited_of
from qualcode.documents.document import Block, Document
from qualcode.errors import FaultsFound
from qualcode.model import Case, Transcript, Turn
from qualcode.tables import TableChoice
from qualcode.transcripts import read_cases, read_participants
from qualcode.transcripts.attributes import (
    AttributeMerge,
    AttributeOwner,
    AttributeRows,
    Known,
    attribute_rows,
    contradictions,
    merged,
    strangers,
)
from qualcode.transcripts.people import own_headings
from tests.documents.laid_out import document, table

PLACE = "people.xlsx"
CASES = (
    Case("North", ("Northland", "Northern"), {"country": "North"}),
    Case("South", (), {"country": "South"}),
)
STUDY = Known(("P01", "P02", "P03"), CASES, ("country",))


def read(
    *blocks: Block | str,
    kind: AttributeOwner = "participants",
    known: Known = STUDY,
    choice: TableChoice | None = None,
) -> AttributeRows:
    made = [table(block) if isinstance(block, str) else block for block in blocks]
    return attribute_rows(document(*made), kind, known, choice or TableChoice(), place=PLACE)


def refused(text: str, *, kind: AttributeOwner = "participants", choice: TableChoice | None = None) -> str:
    with pytest.raises(FaultsFound) as error:
        read(text, kind=kind, choice=choice)
    return str(error.value)


def values(found: AttributeRows) -> dict[str, dict[str, str]]:
    return {row.id: dict(row.values) for row in found.rows}


def old_table(text: str) -> Delimited:
    return delimited_of(text.encode(), place="participants.csv")


def merge(
    old: str | None, new: str, *, kind: AttributeOwner = "participants", known: Known = STUDY
) -> AttributeMerge:
    found = read(new, kind=kind, known=known)
    return merged(old_table(old) if old is not None else None, found, known, PLACE)


def counts(plan: AttributeMerge) -> tuple[int, int, int, int]:
    return plan.added, plan.changed, plan.unchanged, plan.kept


# --- columns ------------------------------------------------------------------------------


def test_the_header_stands_below_a_title_and_names_are_cleaned() -> None:
    found = read(
        """
        Sample of the storm study | | |
        | | |
        Participant ID | Country | Age (years) | % at home
        P01 | North | >61 | 50
        P02 | South | 34 | 20
        """
    )
    assert found.columns == {
        "participant": "Participant ID",
        "case": "Country",
        "age_years": "Age (years)",
        "percent_at_home": "% at home",
    }
    assert values(found) == {
        "P01": {"case": "North", "age_years": ">61", "percent_at_home": "50"},
        "P02": {"case": "South", "age_years": "34", "percent_at_home": "20"},
    }
    assert [row.number for row in found.rows] == [4, 5]
    assert found.warnings == ()


@pytest.mark.parametrize(
    "heading",
    [
        *("Participant", "participant id", "Pseudonym", "ID", "Code", "Respondent no.", "Interviewee", "No."),
        *("Speaker", "P#", "ID of participant", "Name"),
    ],
)
def test_the_id_is_known_under_its_many_names(heading: str) -> None:
    found = read(f"Role | {heading}\ncook | P01\ncook | P02")
    assert next(iter(found.columns.items())) == ("participant", heading)


def test_of_several_columns_of_ids_the_one_that_the_study_knows_is_taken() -> None:
    found = read("Participant ID | Code | Role\n101 | P01 | cook\n102 | P02 | farmer")
    assert found.columns == {"participant": "Code", "participant_id": "Participant ID", "role": "Role"}


def test_without_a_heading_for_ids_the_first_column_of_short_unique_values_is_taken() -> None:
    found = read("Job | Who is it | Remark\ncook | ann | long\ncook | bob | long")
    assert found.columns["participant"] == "Who is it"


def test_without_any_column_of_ids_the_headings_are_shown() -> None:
    assert refused("Job | Mood\ncook | good\ncook | bad\ncook | bad") == (
        "people.xlsx: has no column of ids; name it with --column id=HEADING; there are: Job, Mood"
    )


def test_headings_of_ids_over_groups_are_none() -> None:
    found = read("Code | Job title\nguest | cook\nguest | farmer\nguest | smith")
    assert found.columns["participant"] == "Job title"


def test_a_column_that_says_it_holds_participants_does_even_if_they_repeat() -> None:
    with pytest.raises(FaultsFound, match="'P01' has another score than in row 2"):
        merge(None, "Participant | Score\nP01 | 1\nP01 | 2\nP01 | 3")


def test_the_user_can_say_what_a_column_is() -> None:
    said = ("id=Who", "Home Town = Place", "case=Land", "ignore=Mood")
    found = read("Who | Place | Land | Mood\nx1 | Ulm | North | good", choice=TableChoice(columns=said))
    assert found.columns == {"participant": "Who", "home_town": "Place", "case": "Land"}
    assert found.warnings == ("Mood: left out.",)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("id", "--column: 'id' is not FIELD=HEADING; write it like --column id=Code"),
        ("=ID", "--column: '=ID' is not FIELD=HEADING; write it like --column id=Code"),
        ("id=Mode", "--column: people.xlsx has no heading 'mode'; write 'Mood'"),
    ],
)
def test_what_the_user_says_wrong_is_refused(said: str, message: str) -> None:
    assert refused("ID | Mood\nP01 | good", choice=TableChoice(columns=(said,))) == message


def test_headings_that_make_one_name_are_numbered_and_blank_ones_named_by_place() -> None:
    found = read("ID | Age | age! | | Participant\nP01 | 1 | 2 | 3 | 4")
    assert list(found.columns) == ["participant", "age", "age_2", "column_4", "participant_name"]
    assert found.columns["column_4"] == "column 4"


def test_long_questions_are_cut_at_a_word() -> None:
    found = read(f"ID | How many years have you been working in this place? | {'x' * 60}\nP01 | 3 | 4")
    assert list(found.columns)[1:] == ["how_many_years_have_you_been_working_in", "x" * 40]


def test_empty_columns_are_left_out_and_said() -> None:
    found = read("ID | Age | Mood |\nP01 | 3 | |")
    assert (list(found.columns), found.warnings) == (
        ["participant", "age"],
        ("Mood: left out, for it is empty.",),
    )


def test_columns_that_may_identify_people_are_said() -> None:
    found = read("ID | E-mail | Date of birth | Role\nP01 | a@b | 1970 | cook")
    assert found.warnings == (
        "May identify people: E-mail, Date of birth; leave out with --column ignore=HEADING.",
    )


def test_the_best_of_several_sheets_is_read_and_the_others_are_said() -> None:
    found = read(table("Notes | \nx | y", "About"), table("Participant | Country\nP01 | North", "People"))
    assert found.warnings == ("Read: People. Not read: About; name one with --sheet.",)


def test_a_row_of_questions_is_no_header() -> None:
    long = "Please answer as you like, and take your time. " * 5
    found = read(table([(long, long), ("ID", "Age"), ("P01", "3")]))
    assert found.columns == {"participant": "ID", "age": "Age"}


def test_a_table_without_rows_or_of_a_single_column_is_refused() -> None:
    assert refused("ID | Age\n | ").startswith("people.xlsx:1: has nothing below the headings")
    assert refused("Participant | Age\nna | 3").startswith("people.xlsx:1: has no rows with ids below it")
    assert "has no row of headings with at least two columns" in refused("ID\nP01")


def test_a_single_column_can_be_named() -> None:
    assert values(read("ID\nP01", choice=TableChoice(columns=("id=ID",)))) == {"P01": {}}


# --- cases of participants ----------------------------------------------------------------


def test_cases_are_found_by_name_and_alias_and_the_others_are_said() -> None:
    found = read("ID | Country\nP01 | northland\nP02 | Atlantis\nP03 | South\nP04 | Atlantis")
    assert [row.values.get("case") for row in found.rows] == ["North", None, "South", None]
    assert "'Atlantis' is none of the study's cases, so the case is left empty: rows 3, 5." in found.warnings


def test_many_unknown_cases_are_counted() -> None:
    rows = "\n".join(f"X{n} | Land {n}" for n in range(12))
    found = read(f"ID | Case\n{rows}")
    assert found.warnings[-1] == "2 more names are none of the study's cases."


def test_a_column_of_unknown_names_is_an_attribute_unless_the_study_calls_cases_so() -> None:
    assert "organisation" in read("ID | Organisation\nP01 | Acme\nP02 | Emca").columns
    assert "case" in read("ID | Country\nP01 | Acme\nP02 | Emca").columns


def test_a_column_is_the_case_by_its_values_whatever_it_is_called() -> None:
    assert read("ID | Where from\nP01 | North\nP02 | Northern").columns["case"] == "Where from"


@pytest.mark.parametrize(
    ("heading", "taken"), [("Home country", True), ("Site visited", True), ("Mood", False)]
)
def test_a_column_whose_heading_mentions_the_case_needs_most_of_its_values_to_be_cases(
    heading: str, *, taken: bool
) -> None:
    found = read(f"ID | {heading}\nP01 | North\nP02 | South\nP03 | Atlantis")
    assert ("case" in found.columns) is taken


def test_a_study_without_cases_keeps_them_as_an_attribute() -> None:
    found = read("ID | Case | Country\nP01 | North | X", known=Known())
    assert values(found) == {"P01": {"case_name": "North", "country": "X"}}


# --- values -------------------------------------------------------------------------------


def test_signs_for_missing_values_become_empty_and_are_counted() -> None:
    found = read(
        "ID | A | B | C\nP01 | na | N/A | -\nP02 | #N/A | none | >61\nP03 | na | 999 | ?\nP04 | 1 | | "
    )
    assert values(found) == {
        "P01": {},
        "P02": {"b": "none", "c": ">61"},
        "P03": {"b": "999", "c": "?"},
        "P04": {"a": "1"},
    }
    assert found.warnings == (
        "Cells that say “missing”: 5 (na × 2, N/A × 1, - × 1, #N/A × 1); they are empty now.",
    )


def test_changed_and_ambiguous_dates_are_said() -> None:
    found = read("ID | Date\nP01 | 15.03.2021\nP02 | 2021-03-15\nP03 | 03/04/2021")
    assert values(found)["P01"] == values(found)["P02"] == {"date": "2021-03-15"}
    assert values(found)["P03"] == {"date": "03/04/2021"}
    assert found.warnings == (
        "Dates brought into the form 2021-03-15: 1.",
        "Dates that can be read in two ways are kept as they are: row 4.",
    )


def test_rows_without_an_id_are_left_out_and_said() -> None:
    note = "Note: figures are as of May, and all names have been changed to protect the guests."
    rows = "\n".join(f" | {n}" for n in range(9))
    found = read(f"ID | Age\nP01 | 3\n | \n- | 4\n{note} | 5\nID | Age\n{rows}")
    assert list(values(found)) == ["P01"]
    assert found.warnings[-1] == "Rows without an id are left out: rows 4, 5, 7, 8, 9, 10, 11, 12 and 3 more."


def test_ids_are_spelled_as_the_study_spells_them() -> None:
    found = read("ID | Age\np01 | 3\nP02 | 4")
    assert list(values(found)) == ["P01", "P02"]
    assert "Ids spelled as in the study, which differs in capitals: 1." in found.warnings


def test_notes_of_the_reader_are_passed_on() -> None:
    made = Document("csv", (table("ID | Age\nP01 | 3"),), notes=("Odd.",))
    assert attribute_rows(made, "participants", STUDY, TableChoice(), place=PLACE).warnings == ("Odd.",)


# --- cases --------------------------------------------------------------------------------


def test_cases_have_aliases_however_they_are_divided() -> None:
    found = read(
        "Country | Also known as | Region\nA | x; y | r\nB | x1, y1 | r\nC | x2\\ny2 | r\nD | z | r\nE | q|r",
        kind="cases", known=Known(),
    )  # fmt: skip
    assert found.columns == {"country": "Country", "aliases": "Also known as", "region": "Region"}
    assert [row.values.get("aliases") for row in found.rows] == ["x; y", "x1; y1", "x2; y2", "z", "q"]


@pytest.mark.parametrize(
    ("heading", "owner"),
    [("State", "state"), ("Case ID", "case"), ("ID", "case"), ("Name", "case"), ("Thing", "case")],
)
def test_the_column_of_cases_keeps_a_name_of_its_own(heading: str, owner: str) -> None:
    found = read(f"{heading} | Size\nA | 1\nB | 2", kind="cases", known=Known())
    assert list(found.columns) == [owner, "size"]


def test_the_user_can_say_which_column_holds_the_cases() -> None:
    found = read("State | Place\nA | 1\nB | 2", kind="cases", choice=TableChoice(columns=("case=Place",)))
    assert found.columns == {"case": "Place", "state": "State"}


def test_own_headings_are_those_whose_values_are_the_ids() -> None:
    assert own_headings(CASES) == ("country",)
    assert own_headings([Case("A", (), {"size": "1"}), Case("B")]) == ()


# --- rows of one id -----------------------------------------------------------------------


def test_rows_that_say_the_same_are_read_once() -> None:
    plan = merge(None, "ID | Age | Role\nP01 | 3 | cook\np01 | 3 | \nP02 | 4 |\nP01 | | cook")
    assert plan.text == "participant,age,role\nP01,3,cook\nP02,4,\n"
    assert (plan.rows, plan.added) == (4, 2)
    assert "Rows like another of the same id, read once: 2." in plan.warnings


def test_rows_that_contradict_are_refused_all_at_once() -> None:
    with pytest.raises(FaultsFound) as error:
        merge(None, "ID | Age | Role\nP01 | 3 | cook\nP02 | 5 | smith\nP01 | 4 | farmer")
    assert [(fault.place, fault.problem) for fault in error.value.faults] == [
        ("people.xlsx:4", "'P01' has another age than in row 2"),
        ("people.xlsx:4", "'P01' has another role than in row 2"),
    ]


# --- into the table that is there ---------------------------------------------------------

OLD = "Participant,country,role,Old Note\nP01,Northland,cook,x\nP02,,farmer,\nP03,South,n/a,y\n"


def test_new_values_win_empty_ones_erase_nothing_and_the_rest_stays() -> None:
    plan = merge(
        OLD, "ID | Land | Role | Age\np01 | North | | 3\nP02 | South | smith |\nP09 | South | cook | 4"
    )
    assert plan.text == (
        "Participant,country,role,Old Note,age\n"
        "P01,Northland,cook,x,3\n"
        "P02,South,smith,,\n"
        "P03,South,n/a,y,\n"
        "P09,South,cook,,4\n"
    )
    assert counts(plan) == (1, 2, 0, 1)
    assert plan.changes == (
        "P01: age (empty) → 3",
        "P02: case (empty) → South; role farmer → smith",
        "P09: new",
    )
    assert plan.filled == {"participant": 3, "case": 3, "role": 2, "age": 2}
    assert plan.ids == ("P01", "P02", "P03", "P09")


def test_the_same_again_changes_nothing() -> None:
    new = "ID | Case | Role\nP01 | North | cook\nP03 | South |"
    assert counts(merge(OLD, new)) == (0, 0, 2, 1)


def test_a_case_by_another_of_its_names_is_no_change() -> None:
    assert counts(merge("participant,case\nP01,Northern\n", "ID | Case\nP01 | Northland")) == (0, 0, 1, 0)


def test_separator_and_mark_of_the_old_table_stay() -> None:
    plan = merge("\ufeffparticipant;role\nP01;cook\n", "ID | Role\nP02 | smith, baker")
    assert plan.text == "\ufeffparticipant;role\nP01;cook\nP02;smith, baker\n"


def test_blank_rows_of_the_old_table_are_no_rows_that_are_kept() -> None:
    plan = merge("participant,role\n,\nP01,cook\n", "ID | Role\nP02 | cook")
    assert counts(plan) == (1, 0, 0, 1)
    assert plan.ids == ("P01", "P02")


def test_cases_are_merged_by_any_of_their_names_and_their_aliases_united() -> None:
    old = "country,size,aliases\nNorth,1,Northland;Northern\nSouth,2,\n"
    new = "Country | Alias | Size\nNorthern | N; northland | 3\nEast | E |"
    plan = merge(old, new, kind="cases")
    assert plan.text == "country,size,aliases\nNorth,3,Northland;Northern;N\nSouth,2,\nEast,,E\n"
    assert counts(plan) == (1, 1, 0, 1)


def test_names_that_would_stand_for_two_cases_are_refused() -> None:
    with pytest.raises(FaultsFound) as error:
        merge(
            "country,aliases\nNorth,N\n", "Country | Alias\nEast | n\nWest | w", kind="cases", known=Known()
        )
    assert str(error.value) == "people.xlsx: 'n' would name both 'North' and 'East'; keep one of them"


CELLS = st.text(st.sampled_from('ab,;"\n|=-1 ä'), max_size=6)
ROWS = st.lists(
    st.tuples(st.sampled_from(["P01", "p01", "P02", "Q 1", "q,2"]), CELLS, CELLS), min_size=1, max_size=5
)


@settings(max_examples=60)
@given(ROWS, st.one_of(st.none(), ROWS))
def test_what_is_written_is_what_frame_reads_and_writing_it_again_changes_nothing(
    new: list[tuple[str, str, str]], old: list[tuple[str, str, str]] | None
) -> None:
    def plan(before: str | None) -> AttributeMerge:
        found = attribute_rows(
            document(sheet), "participants", Known(), TableChoice(columns=("id=ID",)), place=PLACE
        )
        return merged(old_table(before) if before is not None else None, found, Known(), PLACE)

    unique = {own.casefold(): (own, *cells) for own, *cells in new}
    sheet = table([("ID", "One", "Two"), *unique.values()])
    first = plan(None if old is None else plan(None).text)
    again = plan(first.text)
    assert (again.added, again.changed, again.text) == (0, 0, first.text)
    read_back = delimited_of(first.text.encode(), place="x")
    assert sorted(row[0].casefold() for row in read_back.rows) == sorted(unique)


def test_the_written_tables_are_read_as_cases_and_participants(tmp_path: Path) -> None:
    cases, people = tmp_path / "cases.csv", tmp_path / "people.csv"
    cases.write_text(merge(None, "State | Alias\nA | a1; a2\nB |", kind="cases", known=Known()).text, "utf-8")
    frame = read_cases(cases)
    assert [(case.id, case.aliases) for case in frame] == [("A", ("a1", "a2")), ("B", ())]
    known = Known((), frame, own_headings(frame))
    people.write_text(
        merge(None, "P# | State | Age (years)\nx | a2 | 3\ny | na | >60", known=known).text, "utf-8"
    )
    found = read_participants(people, frame)
    assert [(who.id, who.case, who.attributes) for who in found] == [
        ("x", "A", {"age_years": "3"}),
        ("y", None, {"age_years": ">60"}),
    ]


# --- held to the transcripts --------------------------------------------------------------


def transcript(own: str, *speakers: str, **attributes: str) -> Transcript:
    turns = tuple(Turn(n, n + 1, who, who, ((n, n + 1),)) for n, who in enumerate(speakers))
    return Transcript(own, "interview", "x" * len(speakers), turns, attributes)


def test_ids_without_speaker_and_speakers_without_row_are_said() -> None:
    found = read("ID | Age\nP01 | 1\nP08 | 2\nA2 | 3")
    talks = [transcript("A1", "P01", "P05"), transcript("A2", "P06")]
    assert list(strangers(found, ["P01", "P08", "A2", "P06"], talks)) == [
        "A2: ids of transcripts, not of speakers in them.",
        "P08: speak in no transcript.",
        "P05: speak in a transcript and have no row.",
    ]


def test_where_ids_and_speakers_agree_nothing_is_said() -> None:
    assert list(strangers(read("ID | Age\nP01 | 1"), ["P01"], [transcript("A1", "P01")])) == []


def test_long_lists_of_strangers_are_cut() -> None:
    rows = "\n".join(f"X{n} | 1" for n in range(15))
    (said,) = strangers(read(f"ID | Age\n{rows}"), ["P01"], [transcript("A1", "P01")])
    assert said.endswith("X11 and 3 more: speak in no transcript.")


def test_a_study_without_transcripts_says_so() -> None:
    assert list(strangers(read("ID | Age\nP01 | 1"), ["P01"], [])) == [
        "The study has no transcripts yet; ids could not be held to their speakers."
    ]


def test_values_that_contradict_the_head_of_the_only_transcript_are_said() -> None:
    found = read(
        "ID | Date of interview | Mode | Date of birth\n"
        "P01 | 15.03.2021 | Online | 1970-01-01\nP02 | 2021-03-16 | online |\n"
        "A3 | 2021-01-01 | |\nP03 | 2021-01-01 | |"
    )
    talks = [
        transcript("A1", "P01", date="2021-03-14", mode="online"),
        transcript("A2", "P02", date="2021-03-16"),
        transcript("A3", "P03", date="2021-03-17"),
        transcript("A4", "P03", date="2021-03-18"),
    ]
    assert list(contradictions(found, talks)) == [
        "A3 (row 4): date_of_interview is 2021-01-01, but 2021-03-17 in A3.",
        "P01 (row 2): date_of_interview is 2021-03-15, but 2021-03-14 in A1.",
    ]
