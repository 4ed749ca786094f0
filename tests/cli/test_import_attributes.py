"""`qualcode import --participants FILE` and `--cases FILE` through real files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from qualcode import Study
from tests.conftest import Done, Run

PEOPLE = """\
Sample,,,
Pseudonym,Home country,Age (years),Role
ana,Northern,41,
Bo,North,>61,chef
Zed,Atlantis,n/a,guest
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A messy table of participants."""
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


@pytest.fixture
def table(small_folder: Path) -> Path:
    """The study's table of participants."""
    return small_folder / "transcripts" / "participants.csv"


def write_workbook(path: Path, rows: Sequence[Sequence[str | int | None]]) -> None:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    workbook.save(path)


def imported(done: Done) -> dict[str, object]:
    assert done.returncode == 0, done.stderr
    data: dict[str, object] = json.loads(done.stdout)
    return data


def test_participants_are_merged_into_the_study(
    small_folder: Path, people: Path, table: Path, qualcode: Run
) -> None:
    data = imported(qualcode("import", "--participants", str(people), "--json", cwd=small_folder))
    assert {key: value for key, value in data.items() if key != "warnings"} == {
        "path": str(people),
        "format": "csv",
        "target": str(table),
        "columns": {
            "participant": "Pseudonym",
            "case": "Home country",
            "age_years": "Age (years)",
            "role": "Role",
        },
        "rows": 3,
        "added": 1,
        "changed": 2,
        "unchanged": 0,
        "kept": 3,
        "written": True,
    }
    assert "'Atlantis' is none of the study's cases, so the case is left empty: row 5." in str(
        data["warnings"]
    )
    assert "Zed: speak in no transcript." in str(data["warnings"])
    assert table.read_text("utf-8") == (
        "participant,country,role,age_years\n"
        "Ana,North,farmer,41\nBo,Northland,chef,>61\nCy,South,farmer,\nDi,South,cook,\nEve,,farmer,\nZed,,guest,\n"
    )
    assert qualcode("check", cwd=small_folder).returncode == 0


def test_the_preview_shows_columns_changes_and_warnings(
    small_folder: Path, people: Path, qualcode: Run
) -> None:
    done = qualcode("import", "--participants", str(people), "--dry-run", cwd=small_folder)
    shown = [line.split() for line in done.stdout.splitlines()]
    assert ["age_years", "Age", "(years)", "2"] in shown
    assert "  Bo: age_years (empty) → >61; role cook → chef" in done.stdout
    assert "3 rows: 1 added, 2 changed, 0 unchanged; 3 more are kept as they are." in done.stdout
    assert "! Zed: speak in no transcript." in done.stdout
    assert "Nothing was written (--dry-run)" in done.stderr


def test_a_long_list_of_changes_is_cut(small_folder: Path, people: Path, qualcode: Run) -> None:
    people.write_text("ID,Role\n" + "".join(f"X{n},guest\n" for n in range(33)), "utf-8")
    done = qualcode("import", "--participants", str(people), "--dry-run", cwd=small_folder)
    assert "  … and 3 more changes" in done.stdout


def test_a_dry_run_writes_nothing(small_folder: Path, people: Path, table: Path, qualcode: Run) -> None:
    before = table.read_bytes()
    data = imported(
        qualcode("import", "--participants", str(people), "--dry-run", "--json", cwd=small_folder)
    )
    assert (data["written"], data["added"], table.read_bytes()) == (False, 1, before)


def test_the_same_table_again_changes_nothing(small_folder: Path, people: Path, qualcode: Run) -> None:
    qualcode("import", "--participants", str(people), cwd=small_folder)
    done = qualcode("import", "--participants", str(people), cwd=small_folder)
    assert "holds all this already; nothing was written" in done.stderr


@pytest.mark.parametrize("answer", [False, True])
def test_a_terminal_is_asked(
    small_folder: Path, people: Path, qualcode: Run, monkeypatch: pytest.MonkeyPatch, *, answer: bool
) -> None:
    table = small_folder / "transcripts" / "participants.csv"
    before = table.read_bytes()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: answer)
    qualcode("import", "--participants", str(people), cwd=small_folder)
    assert (table.read_bytes() != before) is answer


def test_dates_that_contradict_a_transcript_are_said(small_folder: Path, people: Path, qualcode: Run) -> None:
    people.write_text("Speaker,Interview date\nBo,06.02.2021\nCy,05.03.2021\n", "utf-8")
    data = imported(
        qualcode("import", "--participants", str(people), "--dry-run", "--json", cwd=small_folder)
    )
    warnings = str(data["warnings"])
    assert "Bo (row 2): interview_date is 2021-02-06, but 2021-02-05 in A2." in warnings
    assert "Cy (row" not in warnings
    assert "Ana, Di, Eve: speak in a transcript" not in warnings  # they have rows in the study's table


def test_contradictory_rows_are_refused_with_both_rows(
    small_folder: Path, people: Path, table: Path, qualcode: Run
) -> None:
    before = table.read_bytes()
    people.write_text('ID,Role\nBo,chef\n"Cy",cook\n\nBo,cook\n', "utf-8")
    done = qualcode("import", "--participants", str(people), cwd=small_folder)
    assert (done.returncode, table.read_bytes()) == (2, before)
    assert f"{people}:5: 'Bo' has another role than in row 2" in done.stderr


def test_a_new_study_gets_its_tables_from_workbooks(small_folder: Path, qualcode: Run) -> None:
    folder = small_folder / "transcripts"
    (folder / "participants.csv").unlink()
    (folder / "cases.csv").unlink()
    write_workbook(
        small_folder / "cases.xlsx",
        [
            ["Cases"],
            [],
            ["Country", "Also known as", "Group"],
            ["North", "Northland", "one"],
            ["South", None, "two"],
        ],
    )
    others = [[name, "South", "na"] for name in ("Bo", "Cy", "Di", "Eve")]
    write_workbook(small_folder / "people.xlsx", [["P#", "Country", "Age"], ["Ana", "North", 41], *others])
    both = ("--cases", "cases.xlsx", "--participants", "people.xlsx")
    data = imported(qualcode("import", *both, "--json", cwd=small_folder))
    assert set(data) == {"cases", "participants"}
    study = Study.open(small_folder)
    assert [(case.id, case.aliases, case.attributes) for case in study.cases] == [
        ("North", ("Northland",), {"country": "North", "group": "one"}),
        ("South", (), {"country": "South", "group": "two"}),
    ]
    assert [(who.id, who.case, who.attributes["age"]) for who in study.participants][:2] == [
        ("Ana", "North", "41"),
        ("Bo", "South", ""),
    ]
    assert study.check() == []


def test_cases_are_merged_into_the_study(small_folder: Path, tmp_path: Path, qualcode: Run) -> None:
    (tmp_path / "cases.csv").write_text("Case,Synonyms,Size\nNorthern,N,5\nEast,,\n", "utf-8")
    data = imported(qualcode("import", "--cases", str(tmp_path / "cases.csv"), "--json", cwd=small_folder))
    assert (data["added"], data["changed"], data["kept"]) == (1, 1, 1)
    assert (small_folder / "transcripts" / "cases.csv").read_text("utf-8") == (
        "country,group,aliases,size\nNorth,one,Northland;Northern;N,5\nSouth,two,,\nEast,,,\n"
    )


def test_columns_sheet_and_header_can_be_said(small_folder: Path, people: Path, qualcode: Run) -> None:
    people.write_text("x,y\nWho,Job\nBo,chef\nCy,cook\n", "utf-8")
    how = ("--column", "id=Who", "--column", "role=Job", "--sheet", "1", "--header", "2")
    table = ("--participants", str(people), "--dry-run", "--json")
    data = imported(qualcode("import", *table, *how, cwd=small_folder))
    assert data["columns"] == {"participant": "Who", "role": "Job"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("Once upon a time\nsecret words\n", "has no row of headings"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    small_folder: Path, tmp_path: Path, qualcode: Run, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "x.csv").write_text(content, "utf-8")
    done = qualcode("import", "--participants", str(tmp_path / "x.csv"), cwd=small_folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert "secret" not in done.stderr
