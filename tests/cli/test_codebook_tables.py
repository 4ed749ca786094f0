"""`qualcode codebook import` and `export` through real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from qualcode import Study
from qualcode.codebook import read_codebook
from tests.conftest import Run
from tests.documents.office_files import p, r, row, word_file

CSV = """\
Code;Memo;Example
Trust;In others.;"We rely on them; always."
Trust > Old friends;;
Storm;;It blew.
"""


@pytest.fixture
def codes(tmp_path: Path) -> Path:
    """A small codebook as a table."""
    path = tmp_path / "storm_codes.csv"
    path.write_text(CSV, "utf-8")
    return path


def yaml_of(folder: Path) -> Path:
    return folder / "codebook.yaml"


# --- import -------------------------------------------------------------------------------


def test_a_table_becomes_a_codebook_that_check_accepts(
    small_folder: Path, codes: Path, qualcode: Run
) -> None:
    (small_folder / "codebook.yaml").unlink()
    done = qualcode("codebook", "import", str(codes), cwd=small_folder)
    assert done.returncode == 0, done.stderr
    assert "Code" in done.stdout
    assert "├── trust Trust" in done.stdout
    assert "3 codes: 2 on level 1, 1 on level 2; hierarchy by signs in the names." in done.stdout
    book = read_codebook(small_folder / "codebook.yaml")
    assert [code.id for code in book] == ["trust", "old_friends", "storm"]
    assert book.title == "storm codes"
    assert book["trust"].examples == ("We rely on them; always.",)
    assert qualcode("check", cwd=small_folder).returncode == 0


def test_json_says_how_the_table_was_read(small_folder: Path, codes: Path, qualcode: Run) -> None:
    done = qualcode(
        "codebook", "import", str(codes), "--json", "-o", "new.yaml", "--title", "Storm", cwd=small_folder
    )
    assert json.loads(done.stdout) == {
        "path": str(codes),
        "format": "csv",
        "sheet": "",
        "header_row": 1,
        "columns": {"name": "Code", "definition": "Memo", "examples": "Example"},
        "ignored": [],
        "title": "Storm",
        "codes": 3,
        "levels": [2, 1],
        "warnings": [],
        "written": "new.yaml",
    }
    assert read_codebook(small_folder / "new.yaml").title == "Storm"


def test_a_codebook_is_made_outside_of_any_study(tmp_path: Path, codes: Path, qualcode: Run) -> None:
    assert qualcode("codebook", "import", str(codes), "-o", "new.yaml", cwd=tmp_path).returncode == 0
    assert "storm" in read_codebook(tmp_path / "new.yaml")


def test_without_a_study_and_without_a_place_nothing_happens(
    tmp_path: Path, codes: Path, qualcode: Run
) -> None:
    done = qualcode("codebook", "import", str(codes), cwd=tmp_path)
    assert done.returncode == 2
    assert "no study here or above" in done.stderr


def test_a_dry_run_writes_nothing(small_folder: Path, codes: Path, qualcode: Run) -> None:
    before = yaml_of(small_folder).read_text("utf-8")
    done = qualcode("codebook", "import", str(codes), "--dry-run", cwd=small_folder)
    assert (done.returncode, yaml_of(small_folder).read_text("utf-8")) == (0, before)
    assert "Nothing was written (--dry-run)" in done.stderr
    assert "(needs --replace)" in done.stderr
    done = qualcode(
        "codebook", "import", str(codes), "--dry-run", "--json", "-o", "new.yaml", cwd=small_folder
    )
    assert json.loads(done.stdout)["written"] is None
    assert not (small_folder / "new.yaml").exists()


def test_a_codebook_is_never_overwritten_unasked(small_folder: Path, codes: Path, qualcode: Run) -> None:
    before = yaml_of(small_folder).read_text("utf-8")
    done = qualcode("codebook", "import", str(codes), "--yes", cwd=small_folder)
    assert (done.returncode, yaml_of(small_folder).read_text("utf-8")) == (2, before)
    assert "is there already; say --replace" in done.stderr


def test_a_replaced_codebook_is_kept_beside(small_folder: Path, codes: Path, qualcode: Run) -> None:
    before = yaml_of(small_folder).read_bytes()
    for number, name in enumerate(["codebook.before-import.yaml", "codebook.before-import-2.yaml"]):
        codes.write_text(f"{CSV}Code {number};;\n", "utf-8")
        before = yaml_of(small_folder).read_bytes()
        done = qualcode("codebook", "import", str(codes), "--replace", cwd=small_folder)
        assert done.returncode == 0, done.stderr
        assert (small_folder / name).read_bytes() == before
    assert "code_1" in Study.open(small_folder).codebook


def test_codes_keep_the_rules_of_the_codebook_that_is_replaced(
    small_folder: Path, codes: Path, qualcode: Run
) -> None:
    done = qualcode("codebook", "import", str(codes), "--replace", "--json", cwd=small_folder)
    assert json.loads(done.stdout)["warnings"] == [
        "Codes that keep the rules they have in the codebook now: 1.",
        "Codes with rules that are not in the table: 5; they leave the codebook.",
    ]
    book = Study.open(small_folder).codebook
    assert ([rule.any[0].text for rule in book["storm"].rules], book["trust"].rules) == (["storm"], ())
    assert book.title == "Fruit"


def test_a_broken_codebook_can_be_replaced_and_its_bytes_are_kept(
    small_folder: Path, codes: Path, qualcode: Run
) -> None:
    yaml_of(small_folder).write_bytes(b"codebook: [\xff\r\n")
    done = qualcode("codebook", "import", str(codes), "--replace", cwd=small_folder)
    assert "has faults; its rules are not taken over" in done.stdout
    assert (small_folder / "codebook.before-import.yaml").read_bytes() == b"codebook: [\xff\r\n"
    assert "trust" in Study.open(small_folder).codebook


def test_importing_the_same_table_again_changes_nothing(
    small_folder: Path, codes: Path, qualcode: Run
) -> None:
    for _ in range(2):
        done = qualcode("codebook", "import", str(codes), "--replace", "--title", "Storm", cwd=small_folder)
        assert done.returncode == 0
    assert "holds this already" in done.stderr
    assert not (small_folder / "codebook.before-import-2.yaml").exists()


def test_the_table_itself_is_never_the_target(tmp_path: Path, codes: Path, qualcode: Run) -> None:
    done = qualcode("codebook", "import", str(codes), "-o", str(codes), "--replace", cwd=tmp_path)
    assert (done.returncode, codes.read_text("utf-8")) == (2, CSV)
    assert "is the table itself" in done.stderr


@pytest.mark.parametrize("answer", [False, True])
def test_a_terminal_is_asked(
    tmp_path: Path, codes: Path, qualcode: Run, monkeypatch: pytest.MonkeyPatch, *, answer: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: answer)
    done = qualcode("codebook", "import", str(codes), "-o", "new.yaml", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "new.yaml").exists() is answer
    assert ("Nothing was written." in done.stderr) is not answer


def test_sheet_header_and_columns_can_be_said(tmp_path: Path, qualcode: Run) -> None:
    workbook = Workbook()
    first = workbook.worksheets[0]
    first.title = "Codes"
    first.append(["Code"])
    first.append(["not these"])
    second = workbook.create_sheet("Draft")
    for line in (["Our draft"], [], ["Thing", "Sense", "Notes"], ["Trust", "In others.", "x"]):
        second.append(line)
    workbook.save(tmp_path / "codes.xlsx")
    said = ("--sheet", "draft", "--header", "3", "--column", "name=Thing", "--column", "definition=Sense")
    done = qualcode("codebook", "import", "codes.xlsx", *said, "--json", "-o", "new.yaml", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert (data["sheet"], data["header_row"], data["title"]) == ("Draft", 3, "Our draft")
    assert data["columns"] == {"name": "Thing", "definition": "Sense"}
    assert read_codebook(tmp_path / "new.yaml")["trust"].definition == "In others.\n\nNotes: x"


def test_a_workbook_with_merged_themes_becomes_a_tree(tmp_path: Path, qualcode: Run) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for line in (
        [None, None, "Codebook of the storm study"],
        [],
        [None, None, "Theme", "Subtheme", "Code", "Illustrative quote"],
        [None, None, "Trust", "In others", "Friends", "“We know them.”"],
        [None, None, None, None, "Foes", None],
        [None, None, None, "In me", "Doubt", "“Who, me?”"],
    ):
        sheet.append(line)
    sheet.merge_cells("C4:C6")
    sheet.merge_cells("D4:D5")
    workbook.save(tmp_path / "codes.xlsx")
    done = qualcode("codebook", "import", "codes.xlsx", "--json", "-o", "new.yaml", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert (data["header_row"], data["levels"], data["title"]) == (
        3,
        [1, 2, 3],
        "Codebook of the storm study",
    )
    book = read_codebook(tmp_path / "new.yaml")
    assert {code.name: code.parent for code in book} == {
        "Trust": None, "In others": "trust", "Friends": "in_others", "Foes": "in_others", "In me": "trust",
        "Doubt": "in_me",
    }  # fmt: skip
    assert book["doubt"].examples == ("Who, me?",)


def test_a_table_in_a_text_becomes_a_codebook(tmp_path: Path, qualcode: Run) -> None:
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        row(cell("Theme"), cell("Code"), cell("Inclusion criteria")),
        row(cell("Trust", start), cell("Friends"), cell("old ones") + p(r("new ones"))),
        row(cell("", goes_on), cell("Foes"), cell("")),
    ]
    heading = p(r("Codes of the storm"), properties='<w:pStyle w:val="Heading1"/>')
    (tmp_path / "codes.docx").write_bytes(word_file(f"{heading}<w:tbl>{''.join(rows)}</w:tbl>"))
    done = qualcode("codebook", "import", "codes.docx", "--json", "-o", "new.yaml", cwd=tmp_path)
    assert json.loads(done.stdout)["columns"] == {
        "level 1": "Theme",
        "name": "Code",
        "include": "Inclusion criteria",
    }
    book = read_codebook(tmp_path / "new.yaml")
    assert [(code.name, code.parent) for code in book] == [
        ("Trust", None),
        ("Friends", "trust"),
        ("Foes", "trust"),
    ]
    assert book["friends"].include == ("old ones", "new ones")


def cell(text: str, properties: str = "") -> str:
    return f"<w:tcPr>{properties}</w:tcPr>{p(r(text))}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Speaker,Text\nINT,What is the secret?\n", "has no row of headings"),
        ("", "is empty"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_codebook_is_refused_in_a_sentence(
    tmp_path: Path, qualcode: Run, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "x.csv").write_text(content, "utf-8")
    done = qualcode("codebook", "import", "x.csv", "-o", "new.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "secret" not in done.stderr + done.stdout
    assert not (tmp_path / "new.yaml").exists()


def test_preview_shows_fields_columns_left_out_and_warnings(tmp_path: Path, qualcode: Run) -> None:
    (tmp_path / "x.csv").write_text("Name,Description,Files,Mood\nTrust,d,3,good\nDoubt,,4,\n", "utf-8")
    done = qualcode("codebook", "import", "x.csv", "-o", "new.yaml", cwd=tmp_path)
    assert "headings in row 1 (csv)" in done.stdout
    shown = [line.split() for line in done.stdout.splitlines()]
    assert ["definition", "Description", "1"] in shown
    assert "Left out: Files" in done.stdout
    assert "! No field for: Mood." in done.stdout


# --- examples of codes without rules ------------------------------------------------------


def test_examples_of_codes_without_rules_are_no_failures(
    small_folder: Path, codes: Path, qualcode: Run
) -> None:
    qualcode("codebook", "import", str(codes), "--replace", cwd=small_folder)
    done = qualcode("codebook", "test", cwd=small_folder)
    assert (done.returncode, done.stdout) == (
        1,
        "codebook.yaml:15: storm should have it and has not: It blew.\n",
    )
    assert "0 of 1 examples pass." in done.stderr
    assert "Examples not tested, for their codes have no rules yet: 1." in done.stderr
    done = qualcode("codebook", "test", "--json", cwd=small_folder)
    assert {**json.loads(done.stdout), "failed": []} == {"examples": 1, "not_tested": 1, "failed": []}


def test_a_codebook_without_any_rule_passes_its_test(small_folder: Path, codes: Path, qualcode: Run) -> None:
    yaml_of(small_folder).unlink()
    qualcode("codebook", "import", str(codes), cwd=small_folder)
    done = qualcode("codebook", "test", cwd=small_folder)
    assert done.returncode == 0, done.stderr
    assert "Examples not tested, for their codes have no rules yet: 2." in done.stderr


# --- export -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_exported_codebook_comes_back_with_its_rules(small_folder: Path, qualcode: Run, form: str) -> None:
    before = Study.open(small_folder).codebook
    done = qualcode("codebook", "export", "--format", form, "--json", cwd=small_folder)
    path = small_folder / "exports" / f"codebook.{form}"
    assert json.loads(done.stdout) == {"path": str(path), "format": form, "codes": len(before.codes)}
    qualcode("codebook", "import", str(path), "--replace", cwd=small_folder)
    after = Study.open(small_folder).codebook
    assert [
        (code.id, code.name, code.kind, code.parent, code.colour, code.examples, len(code.rules))
        for code in after
    ] == [
        (code.id, code.name, code.kind, code.parent, code.colour, code.examples, len(code.rules))
        for code in before
    ]
    assert after.title == "Fruit"


def test_the_name_of_the_file_says_the_format(small_folder: Path, qualcode: Run) -> None:
    done = qualcode("codebook", "export", "-o", "book.md", cwd=small_folder)
    assert done.stdout == "book.md\n"
    assert (small_folder / "book.md").read_text("utf-8").startswith("# Fruit\n\nVersion 1\n\n## Apples\n")


def test_without_a_word_it_is_excel(small_folder: Path, qualcode: Run) -> None:
    done = qualcode("codebook", "export", cwd=small_folder)
    assert load_workbook(done.stdout.strip()).sheetnames == ["Codebook"]


def test_cells_that_were_cut_are_said(small_folder: Path, qualcode: Run) -> None:
    text = (
        yaml_of(small_folder)
        .read_text("utf-8")
        .replace("definition: Apples.", f"definition: {'a ' * 20_000}")
    )
    yaml_of(small_folder).write_text(text, "utf-8")
    assert "Cells longer than Excel allows: 1;" in qualcode("codebook", "export", cwd=small_folder).stderr


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (("--format", "docx"), "--format docx: unknown; choose one of: xlsx, csv, md"),
        (("--format", "csv", "-o", "codebook.yaml"), "codebook.yaml: is the codebook itself"),
    ],
)
def test_wrong_exports_are_refused(
    small_folder: Path, qualcode: Run, said: tuple[str, ...], message: str
) -> None:
    before = yaml_of(small_folder).read_bytes()
    done = qualcode("codebook", "export", *said, cwd=small_folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert yaml_of(small_folder).read_bytes() == before
