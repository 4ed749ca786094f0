"""The workbook, read back: figures, links, excerpts, privacy, bytes."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from qualcode import Study
from qualcode.analysis.tally import Tally
from qualcode.errors import QualcodeError
from qualcode.report import export_xlsx
from qualcode.report.excel.sheets import unique_names

Rows = list[tuple[Any, ...]]
SHEETS = [
    "About",
    "Theme × category",
    "Theme × region",
    "Sub-theme × category",
    "Co-occurrence",
    "Flags × theme",
    "Excerpts",
    "Quotes per theme",
    "Agreement",
    "Disagreements",
    "Adjudication",
    "Codebook",
    "Sample",
]
STATES = ["Finland", "Georgia", "Sweden", "Ukraine", "Switzerland", "Austria", "Ireland", "Serbia",
          "Australia", "Japan", "Republic of Korea", "New Zealand"]  # fmt: skip


@pytest.fixture(scope="module")
def path(sample: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study's workbook."""
    return export_xlsx(sample.tables, tmp_path_factory.mktemp("out") / "book.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    """The sample study's workbook, read back."""
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def internal(sample: Study, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The workbook for the team, read back."""
    return openpyxl.load_workbook(
        export_xlsx(sample.tables, tmp_path_factory.mktemp("out") / "in.xlsx", internal=True)
    )


def rows(book: Workbook, sheet: str) -> Rows:
    """The values of a sheet, row by row."""
    return list(book[sheet].iter_rows(values_only=True))


def records(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """The rows below the heads in row 3, by their heads."""
    head, *rest = rows(book, sheet)[2:]
    return [dict(zip(map(str, head), row, strict=True)) for row in rest]


def test_it_has_the_sheets_asked_for(book: Workbook) -> None:
    assert book.sheetnames == SHEETS


# --- figures ------------------------------------------------------------------------------


def named_rows(book: Workbook, sheet: str, names: set[str]) -> Rows:
    """The rows of a matrix whose first cell names a code, in order; two blocks of them."""
    return [row for row in rows(book, sheet) if row[0] in names and isinstance(row[1], int)]


@pytest.mark.parametrize(("sheet", "by", "codes"), [
    ("Theme × category", "category", "themes"),
    ("Theme × region", "region", "themes"),
    ("Sub-theme × category", "category", "subthemes"),
])  # fmt: skip
def test_matrices_equal_the_tallies_cell_for_cell(
    book: Workbook, sample: Study, sheet: str, by: str, codes: str
) -> None:
    transcripts, codings = sample.tally(by, "transcripts", codes), sample.tally(by, "codings", codes)
    names = {sample.codebook[code].name for code in transcripts.codes}
    found = named_rows(book, sheet, names)
    half = len(transcripts.codes)
    assert len(found) == 2 * half
    groups = [group.group for group in transcripts.groups]
    width = len(groups) + 1
    for code, row in zip(transcripts.codes, found[:half], strict=True):
        cells = [*(transcripts.cell(code, group) for group in groups), transcripts.total(code)]
        assert row[0] == sample.codebook[code].name
        assert list(row[1 : 1 + width]) == [cell.n for cell in cells]
        assert list(row[2 + width : 2 + 2 * width]) == pytest.approx([cell.percent for cell in cells])
    numbers = [group.N for group in transcripts.groups] + [transcripts.totals[0].N]
    for code, row in zip(codings.codes, found[half:], strict=True):
        counts = [*(codings.cell(code, group).n for group in groups), codings.total(code).n]
        assert list(row[1 : 1 + width]) == counts
        ratios = [n / out_of for n, out_of in zip(counts, numbers, strict=True)]
        assert list(row[2 + width : 2 + 2 * width]) == pytest.approx(ratios)


def test_matrix_states_groups_and_their_numbers(book: Workbook) -> None:
    sheet = rows(book, "Theme × category")
    head = next(row for row in sheet if row[0] == "Code")
    assert head[1:5] == ("NATO-Aspirant", "Europe-Non-NATO", "Indo-Pacific", "All")
    numbers = next(row for row in sheet if row[0] == "N (transcripts)")
    assert numbers[1:5] == (8, 8, 8, 24)


def test_cooccurrence_equals_the_study_s(book: Workbook, sample: Study) -> None:
    sheet = rows(book, "Co-occurrence")
    themes = {theme.name: theme.id for theme in sample.codebook.themes}
    found = [row for row in sheet if row[0] in themes]
    expected = [
        (table, code) for table in (sample.cooccur(), sample.cooccur(unit="turn")) for code in table.rows
    ]
    assert len(found) == len(expected) == 10
    for row, (table, code) in zip(found, expected, strict=True):
        assert row[1] == table.having[code]
        assert list(row[2:7]) == [table.pair(code, other).n for other in table.columns]


def test_flags_by_theme_equal_the_study_s(book: Workbook, sample: Study) -> None:
    table = sample.cooccur("flags", having="themes")
    names = {sample.codebook[code].name: code for code in table.rows}
    found = {names[row[0]]: row for row in rows(book, "Flags × theme") if row[0] in names}
    assert {code: list(row[2:7]) for code, row in found.items()} == {
        code: [table.pair(code, theme).n for theme in table.columns] for code in table.rows
    }


def test_cells_link_to_exactly_the_quotes_behind_them(book: Workbook, sample: Study) -> None:
    quotes = rows(book, "Quotes per theme")
    tally: Tally = sample.tally("category", "codings")
    linked = 0
    for row in book["Theme × category"].iter_rows(max_col=4):
        theme = next((t for t in sample.codebook.themes if t.name == row[0].value), None)
        for cell, group in zip(row[1:], tally.groups, strict=False):
            if theme is None or cell.hyperlink is None:
                continue
            linked += 1
            place = str(cell.hyperlink.location)
            assert place.startswith("'Quotes per theme'!")
            _, first, _, last = range_boundaries(place.partition("!")[2])
            behind = quotes[(first or 0) - 1 : last]
            assert {entry[0] for entry in behind} == {theme.name}
            assert {entry[1] for entry in behind} == {group.group}
            assert len(behind) == tally.cell(theme.id, group.group).n
    mentioned = [cell for cell in sample.tally("category").cells if cell.n]
    assert linked == 2 * len(mentioned) > 10  # in the table of transcripts and in that of codings


# --- excerpts -----------------------------------------------------------------------------


def test_excerpts_are_one_row_a_coding(book: Workbook, sample: Study) -> None:
    wanted = [code.id for code in sample.codebook if code.kind != "topic"]
    expected = sum(len(segment.codes) for segment in sample.tables.segments(wanted, unit="sentence"))
    found = records(book, "Excerpts")
    assert len(found) == expected
    assert len({row["Coding"] for row in found}) == expected
    assert all(row["Review"] is None and row["Comment"] is None for row in found)
    assert all(row["Excerpt"] and bool(row["Found by"]) == (row["Coder"] == "rules") for row in found)
    assert {row["Coder"] for row in found} == {"ana", "rules"}


def test_review_offers_three_answers(book: Workbook) -> None:
    sheet = book["Excerpts"]
    validation = sheet.data_validations.dataValidation[0]
    assert validation.formula1 == '"agree,disagree,unsure"'
    head = [cell.value for cell in sheet[3]]
    column = head.index("Review") + 1
    first, top, last, bottom = range_boundaries(str(validation.sqref))
    assert (first, top, last, bottom) == (column, 4, column, sheet.max_row)


def test_lists_have_filters_and_frozen_heads(book: Workbook) -> None:
    for name in ("Excerpts", "Quotes per theme", "Codebook"):
        sheet = book[name]
        assert str(sheet.auto_filter.ref).startswith("A3:")
        assert str(sheet.freeze_panes).endswith("4")
        assert sheet.print_title_rows == "$3:$3"


def test_matrices_have_heat_and_a_native_chart(path: Path, book: Workbook) -> None:
    assert len(book["Theme × category"].conditional_formatting) == 2
    with zipfile.ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 3  # one of them of the agreement
        drawn = archive.read(charts[0]).decode()
    first = next(row.row for row in book["Theme × category"]["A"] if row.value == "U.S. leadership")
    for column in "GHI":  # the percentages of the three categories
        assert f"'Theme × category'!${column}${first}:${column}${first + 4}" in drawn


def test_codebook_sheet_has_every_code(book: Workbook, sample: Study) -> None:
    found = records(book, "Codebook")
    assert [row["Code"] for row in found] == [code.id for code in sample.codebook]
    assert all(row["Definition"] for row in found if not row["Below"])


def test_sample_adds_up(book: Workbook) -> None:
    found = rows(book, "Sample")
    start = next(number for number, row in enumerate(found) if row[0] == "Category")
    assert [row[:3] for row in found[start + 1 : start + 4]] == [
        ("NATO-Aspirant", 8, 8),
        ("Europe-Non-NATO", 8, 8),
        ("Indo-Pacific", 8, 8),
    ]


def test_about_states_what_a_reader_must_know(book: Workbook, sample: Study) -> None:
    text = "\n".join(str(value) for row in rows(book, "About") for value in row if value)
    for words in (
        sample.settings.title,
        "qualcode 0.",
        sample.codebook.hash,
        "kind = interview; participant.kind = official",
        "ana (9 transcripts), rules, unreviewed (15 transcripts)",
        "sentence",
        "24 transcripts, 24 participants, 12 cases",
        "2021-02 to 2021-12",
        "Pseudonymised",
        *sample.settings.limits,
    ):
        assert words in text


# --- privacy ------------------------------------------------------------------------------


def cells(book: Workbook) -> list[str]:
    """Every text cell of a workbook, outside the codebook."""
    sheets = [sheet for sheet in book.worksheets if sheet.title != "Codebook"]
    return [
        str(v) for sheet in sheets for row in sheet.iter_rows(values_only=True) for v in row if v is not None
    ]


def test_no_cell_is_an_identifying_value(book: Workbook, sample: Study) -> None:
    identifying = {
        *STATES,
        *(participant.id for participant in sample.participants),
        *(transcript.id for transcript in sample.transcripts),
        *(transcript.attributes["date"] for transcript in sample.transcripts),
    }
    found = set(cells(book))
    assert not identifying & found
    assert not {"Participant", "Transcript", "State", "Special status", "Innovation rank", "Date"} & {
        str(value) for name in ("Excerpts", "Quotes per theme") for value in rows(book, name)[2]
    }


def test_speakers_do_not_name_their_own_state(book: Workbook, internal: Workbook) -> None:
    own = [row for row in records(internal, "Excerpts") if str(row["State"]) in str(row["Excerpt"])]
    shown = {row["Coding"]: row["Excerpt"] for row in records(book, "Excerpts")}
    for row in own:
        assert str(row["State"]) not in shown[row["Coding"]]
        assert "[own case]" in shown[row["Coding"]]


def test_internal_has_what_identifies_and_says_so(internal: Workbook) -> None:
    assert internal.sheetnames == [*SHEETS, "Register"]
    found = records(internal, "Excerpts")
    assert {"State", "Participant", "Transcript", "Date"} <= set(found[0])
    assert len(records(internal, "Register")) == 24
    assert any("INTERNAL" in text for text in cells(internal))


# --- cells and files ----------------------------------------------------------------------


def test_formula_like_over_long_and_illegal_text(small_folder: Path) -> None:
    path = small_folder / "transcripts" / "A1.txt"
    words = "A" + "n apple " * 6000
    text = path.read_text("utf-8").replace("I like apples.", "=1+1 apples\x07 here. " + words.strip() + ".")
    path.write_text(text, "utf-8")
    target = export_xlsx(Study.open(small_folder).tables, small_folder / "out.xlsx")
    book = openpyxl.load_workbook(target)
    excerpts = {str(row["Excerpt"])[:6]: row["Excerpt"] for row in records(book, "Excerpts")}
    assert excerpts["=1+1 a"] == "=1+1 apples here."
    cell = next(c for row in book["Excerpts"].iter_rows() for c in row if str(c.value).startswith("=1+1"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    long = next(str(row["Excerpt"]) for row in records(book, "Excerpts") if len(str(row["Excerpt"])) > 1000)
    assert len(long) <= 32_767
    assert long.endswith("… [cut: 48001 characters]")
    notes = "\n".join(cells(book))
    assert "cells were longer than a cell may be" in notes
    assert "cells held control characters" in notes


def test_same_input_same_bytes(small_folder: Path) -> None:
    study = Study.open(small_folder)
    first = export_xlsx(study.tables, small_folder / "a.xlsx").read_bytes()
    again = export_xlsx(Study.open(small_folder).tables, small_folder / "b.xlsx").read_bytes()
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(again).hexdigest()


def test_the_file_is_private_and_names_its_maker(small_folder: Path) -> None:
    target = export_xlsx(Study.open(small_folder).tables)
    assert target == small_folder / "exports" / "qualcode.xlsx"
    assert target.stat().st_mode & 0o077 == 0
    assert openpyxl.load_workbook(target).properties.creator == "qualcode 0.1.0"


def test_a_failed_write_leaves_the_old_file(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = small_folder / "exports" / "qualcode.xlsx"
    target.parent.mkdir()
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    study = Study.open(small_folder)
    with pytest.raises(QualcodeError, match="no space left on device"):
        export_xlsx(study.tables, force=True)
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_no_sheet_is_ever_in_the_temporary_folder(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", None)
    assert export_xlsx(Study.open(small_folder).tables).stat().st_size > 0


def test_a_study_without_flags_or_subthemes_has_a_workbook(small_folder: Path) -> None:
    (small_folder / "codebook.yaml").write_text(
        "codebook: One\nversion: 1\ncodes: [{id: apples, name: Apples, rules: [apple]}]\n", "utf-8"
    )
    book = openpyxl.load_workbook(export_xlsx(Study.open(small_folder).tables))
    assert "Sub-theme × group" in book.sheetnames
    assert "Flags × theme" in book.sheetnames


def test_a_filter_on_what_identifies_is_not_printed(small_folder: Path) -> None:
    path = small_folder / "qualcode.toml"
    path.write_text(path.read_text("utf-8").replace('kind = ["interview"]', 'case = ["North"]'), "utf-8")
    study = Study.open(small_folder)
    shown = "\n".join(cells(openpyxl.load_workbook(export_xlsx(study.tables))))
    assert "case = (not shown)" in shown
    assert "case = North" not in shown
    inside = "\n".join(cells(openpyxl.load_workbook(export_xlsx(study.tables, internal=True))))
    assert "case = North" in inside


def test_numbers_of_sub_themes_lead_to_exactly_their_excerpts(book: Workbook, sample: Study) -> None:
    excerpts = rows(book, "Excerpts")
    names = {code.name: code.id for code in sample.codebook.level("subthemes")}
    tally = sample.tally("category", "codings", "subthemes")
    seen = 0
    for row in book["Sub-theme × category"].iter_rows(max_col=4):
        code = names.get(str(row[0].value))
        for cell, group in zip(row[1:], tally.groups, strict=False):
            if code is None or cell.hyperlink is None:
                continue
            sheet, _, place = str(cell.hyperlink.location).partition("!")
            _, first, _, last = range_boundaries(place)
            behind = excerpts[(first or 0) - 1 : last]
            assert sheet == "'Excerpts'"
            assert {(entry[1], entry[4]) for entry in behind} == {(code, group.group)}
            assert len(behind) == tally.cell(code, group.group).n
            seen += 1
    assert seen == 2 * sum(cell.n > 0 for cell in tally.cells)


def test_charts_of_many_groups_keep_every_bar_under_its_theme(sample: Study, tmp_path: Path) -> None:
    study = Study.open(sample.folder)
    study.texts.settings = replace(study.settings, by=("state",))
    path = export_xlsx(study.tables, tmp_path / "states.xlsx", internal=True)
    with zipfile.ZipFile(path) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    spans = re.findall(r"<val><numRef><f>'Theme × state'!\$[A-Z]+\$(\d+):\$[A-Z]+\$(\d+)</f>", drawn)
    assert len(spans) == 12
    assert len(set(spans)) == 1


def test_names_of_sheets_are_short_and_unlike() -> None:
    names = unique_names(["Theme × " + "a" * 40, "Theme × " + "a" * 50, "Sample", "a/b:c"], ["sample"])
    assert all(len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == 4
    assert names[2:] == ["Sample (2)", "a b c"]


def test_a_control_character_in_the_title_breaks_nothing(small_folder: Path) -> None:
    path = small_folder / "qualcode.toml"
    path.write_text(path.read_text("utf-8").replace('"Fruit"', '"A \\u0001 b"'), "utf-8")
    book = openpyxl.load_workbook(export_xlsx(Study.open(small_folder).tables))
    assert book.properties.title == "A  b"


def test_what_is_finer_than_the_case_stays_inside(small_folder: Path) -> None:
    path = small_folder / "transcripts" / "cases.csv"
    path.write_text("country,group,capital\nNorth,one,Northtown\nSouth,two,Southtown\n", "utf-8")
    people = small_folder / "transcripts" / "participants.csv"
    people.write_text(people.read_text("utf-8").replace("Northland", "North"), "utf-8")
    study = Study.open(small_folder)
    shown = cells(openpyxl.load_workbook(export_xlsx(study.tables)))
    assert not any("Northtown" in text for text in shown)
    inside = cells(openpyxl.load_workbook(export_xlsx(study.tables, internal=True)))
    assert "Northtown" in inside
