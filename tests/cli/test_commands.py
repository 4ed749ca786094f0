"""The commands as issue and README state them, run in processes of their own."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

COMMANDS = [
    [],
    ["init"],
    ["import"],
    ["status"],
    ["assign"],
    ["code"],
    ["apply"],
    ["accept"],
    ["reject"],
    ["remove"],
    ["memo"],
    ["done"],
    ["undo"],
    ["redo"],
    ["coders"],
    ["log"],
    ["merge"],
    ["verify"],
    ["find"],
    ["anchors"],
    ["anchors", "resolve"],
    ["units"],
    ["check"],
    ["autocode"],
    ["evaluate"],
    ["tally"],
    ["cooccur"],
    ["agreement"],
    ["disagreements"],
    ["adjudicate"],
    ["quotes"],
    ["run"],
    ["codebook"],
    ["codebook", "show"],
    ["codebook", "test"],
    ["codebook", "schema"],
    ["codebook", "import"],
    ["codebook", "export"],
    ["export"],
    ["export", "xlsx"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(command: list[str], qualcode: Run) -> None:
    done = qualcode(*command, "--help")
    assert done.returncode == 0
    assert "Usage: qualcode" in done.stdout


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
def test_every_command_stands_in_the_readme(command: list[str]) -> None:
    if command not in (["codebook"], ["export"]):
        assert f"qualcode {' '.join(command)}" in (ROOT / "README.md").read_text("utf-8")


def test_version(qualcode: Run) -> None:
    assert re.fullmatch(r"qualcode \d+\.\d+\.\d+\n", qualcode("--version").stdout)


# --- init, check, status ------------------------------------------------------------------


def test_a_new_study_passes_check_and_runs(tmp_path: Path, qualcode: Run) -> None:
    made = qualcode("init", "new", "--title", 'Teachers "on" work', cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    checked = qualcode("check", cwd=tmp_path / "new")
    assert (checked.returncode, checked.stdout) == (0, "")
    done = qualcode("run", cwd=tmp_path / "new")
    assert done.returncode == 0, done.stderr
    assert "Workload" in done.stdout
    assert (tmp_path / "new" / "exports" / "qualcode.xlsx").stat().st_size > 5000
    assert 'Teachers "on" work' in qualcode(cwd=tmp_path / "new").stdout


def test_init_overwrites_nothing(small_folder: Path, qualcode: Run) -> None:
    before = (small_folder / "qualcode.toml").read_text("utf-8")
    done = qualcode("init", str(small_folder))
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert (small_folder / "qualcode.toml").read_text("utf-8") == before
    assert not (small_folder / "codebook").exists()


def test_check_prints_every_fault_with_its_place(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "codebook.yaml").write_text(
        "codebook: X\nversion: 1\ncodes:\n  - {id: a, name: A, kin: theme}\n"
    )
    (small_folder / "transcripts" / "A1.txt").write_text("no head\n")
    done = qualcode("check", cwd=small_folder)
    assert done.returncode == 1
    assert "codebook.yaml:4: unknown key in a code 'kin'; write 'kind'" in done.stdout
    assert "transcripts/A1.txt:1: has no head" in done.stdout
    data = json.loads(qualcode("check", "--json", cwd=small_folder).stdout)
    assert [fault["place"] for fault in data["faults"]] == ["codebook.yaml:4", "transcripts/A1.txt:1"]


def test_alone_it_says_what_to_do_next(small_folder: Path, qualcode: Run) -> None:
    assert "Next: `qualcode run`" in qualcode(cwd=small_folder).stdout
    assert qualcode("run", cwd=small_folder).returncode == 0
    assert "Next: open the workbook" in qualcode(cwd=small_folder).stdout
    (small_folder / "codebook.yaml").write_text("- nothing\n")
    assert "Next: `qualcode check`" in qualcode(cwd=small_folder).stdout


def test_without_a_study_it_says_how_to_get_one(tmp_path: Path, qualcode: Run) -> None:
    done = qualcode(cwd=tmp_path)
    assert done.returncode == 2
    assert "qualcode init DIR" in done.stderr


def test_study_may_be_named_from_anywhere(small_folder: Path, tmp_path: Path, qualcode: Run) -> None:
    done = qualcode("check", "--study", str(small_folder), cwd=tmp_path)
    assert done.returncode == 0


def test_study_is_found_above(small_folder: Path, qualcode: Run) -> None:
    assert qualcode("check", cwd=small_folder / "transcripts").returncode == 0


# --- codebook -----------------------------------------------------------------------------


def test_codebook_show(small_folder: Path, qualcode: Run) -> None:
    tree = qualcode("codebook", "show", cwd=small_folder).stdout
    assert tree.index("apples") < tree.index("green_apples") < tree.index("pears")
    one = qualcode("codebook", "show", "apples", cwd=small_folder).stdout
    assert "An apple a day." in one
    wrong = qualcode("codebook", "show", "aples", cwd=small_folder)
    assert wrong.returncode == 2
    assert "write 'apples'" in wrong.stderr
    data = json.loads(qualcode("codebook", "show", "--json", cwd=small_folder).stdout)
    assert [code["id"] for code in data["codes"]][:2] == ["apples", "green_apples"]


def test_codebook_test_fails_with_the_example(small_folder: Path, qualcode: Run) -> None:
    assert qualcode("codebook", "test", cwd=small_folder).returncode == 0
    path = small_folder / "codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("An apple a day.", "A quince a day."), "utf-8")
    done = qualcode("codebook", "test", cwd=small_folder)
    assert done.returncode == 1
    assert "apples should have it and has not: A quince a day." in done.stdout
    failed = json.loads(qualcode("codebook", "test", "--json", cwd=small_folder).stdout)["failed"]
    assert [entry["text"] for entry in failed] == ["A quince a day."]


def test_codebook_schema_needs_no_study(tmp_path: Path, qualcode: Run) -> None:
    schema = json.loads(qualcode("codebook", "schema", cwd=tmp_path).stdout)
    assert schema["properties"]["codes"]["items"] == {"$ref": "#/$defs/code"}


# --- coding -------------------------------------------------------------------------------


def test_autocode_counts_per_theme(small_folder: Path, qualcode: Run) -> None:
    data = json.loads(qualcode("autocode", "--json", cwd=small_folder).stdout)
    # by hand: apples in A1 (twice), B1 (twice), F1, D1; pears in A1, A2, B1, F1
    counts = {entry["code"]: (entry["codings"], entry["transcripts"]) for entry in data["codes"]}
    assert counts == {"apples": (6, 4), "pears": (4, 4), "plums": (0, 0)}
    assert (data["computed"], data["cached"]) == (6, 0)
    again = json.loads(qualcode("autocode", "--json", cwd=small_folder).stdout)
    assert (again["computed"], again["cached"]) == (0, 6)
    assert "Apples" in qualcode("autocode", cwd=small_folder).stdout


TABLE = 'id;answer;note\n7;"Pears; and an apple.";=1+1\n3;nothing;"two\nlines"\n'


def test_autocode_adds_two_columns_to_any_table(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "answers.csv").write_text(TABLE, "utf-8")
    done = qualcode(
        "autocode", "--table", "answers.csv", "--text", "answer", "-o", "out.csv", cwd=small_folder
    )
    assert done.returncode == 0, done.stderr
    written = (small_folder / "out.csv").read_bytes().decode("utf-8")
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))
    assert rows[0] == ["id", "answer", "note", "codes", "evidence"]
    assert [row[:3] for row in rows[1:]] == [
        ["7", "Pears; and an apple.", "=1+1"],
        ["3", "nothing", "two\nlines"],
    ]
    assert rows[1][3] == "apples;pears"
    assert "apple" in rows[1][4]
    assert "Pears" in rows[1][4]
    assert rows[2][3:] == ["", ""]


def test_autocode_table_without_output_goes_to_stdout(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "answers.csv").write_text(TABLE, "utf-8")
    done = qualcode("autocode", "--table", "answers.csv", "--text", "ANSWER", cwd=small_folder)
    assert next(csv.reader(io.StringIO(done.stdout), delimiter=";"))[-2:] == ["codes", "evidence"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--table", "answers.csv"], "--table needs --text COL"),
        (
            ["--table", "answers.csv", "--text", "reply"],
            "has no column 'reply'; choose one of: id, answer, note",
        ),
        (["--table", "none.csv", "--text", "answer"], "none.csv: cannot be read"),
        (["--text", "answer"], "--text and -o go with --table"),
    ],
)
def test_autocode_refuses_in_a_sentence(
    arguments: list[str], sentence: str, small_folder: Path, qualcode: Run
) -> None:
    (small_folder / "answers.csv").write_text(TABLE, "utf-8")
    done = qualcode("autocode", *arguments, cwd=small_folder)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_autocode_overwrites_no_column(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "coded.csv").write_text("text,Codes\napple,hand\n", "utf-8")
    done = qualcode("autocode", "--table", "coded.csv", "--text", "text", cwd=small_folder)
    assert done.returncode == 2
    assert "has a column 'codes' already" in done.stderr


def test_evaluate_against_hand_codes(small_folder: Path, qualcode: Run) -> None:
    rows = [
        "an apple,apples",
        "a green apple,green_apples",
        "a pear,apples",
        "an apple,",
        "a pear,pears",
        "x,pears",
    ]
    (small_folder / "hand.csv").write_text("\n".join(["text,codes", *rows]) + "\n", "utf-8")
    done = qualcode("evaluate", "hand.csv", "--text", "text", "--codes", "codes", "--json", cwd=small_folder)
    data = json.loads(done.stdout)
    scores = {entry["code"]: entry for entry in data["per_code"]}
    # apples: found in rows 1, 2, 4; by hand in 1, 2, 3 → 2 hits, 1 false alarm, 1 miss
    assert scores["apples"]["precision"] == pytest.approx(2 / 3)
    assert scores["apples"]["recall"] == pytest.approx(2 / 3)
    assert scores["apples"]["support"] == 3
    # pears: found in rows 3, 5; by hand in 5, 6 → 1 hit, 1 false alarm, 1 miss
    assert scores["pears"]["f1"] == pytest.approx(0.5)
    assert scores["plums"] == {"code": "plums", "precision": None, "recall": None, "f1": None, "support": 0}
    assert data["macro_f1"] == pytest.approx((2 / 3 + 0.5) / 2)
    assert (
        "0.67"
        in qualcode("evaluate", "hand.csv", "--text", "text", "--codes", "codes", cwd=small_folder).stdout
    )


def test_evaluate_names_an_unknown_code(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "hand.csv").write_text("text,codes\nan apple,aples\n", "utf-8")
    done = qualcode("evaluate", "hand.csv", "--text", "text", "--codes", "codes", cwd=small_folder)
    assert done.returncode == 2
    assert "the codebook has no code 'aples'; write 'apples'" in done.stderr


# --- counting -----------------------------------------------------------------------------


def test_tally_json_has_the_stated_shape(small_folder: Path, qualcode: Run) -> None:
    data = json.loads(qualcode("tally", "--json", cwd=small_folder).stdout)
    figures = ["by", "count", "unit", "where", "source", "groups", "cells", "totals"]
    assert list(data) == [*figures, "account", "tied"]
    assert list(data["account"]) == ["total", "counted", "left_out"]
    assert list(data["account"]["left_out"]) == [
        "damaged", "transcript", "place", "code", "layer", "unfinished", "filter", "not_asked",
    ]  # fmt: skip
    assert data["tied"] == {"transcripts": 0, "coders": []}
    assert (data["by"], data["count"], data["unit"]) == ("group", "transcripts", "sentence")
    assert data["where"] == {"kind": ["interview"]}
    assert data["source"] == {"rules": 4}
    assert data["groups"] == [{"group": "one", "N": 2}, {"group": "two", "N": 2}, {"group": "three", "N": 0}]
    assert data["cells"][0] == {"code": "apples", "group": "one", "n": 1, "N": 2, "percent": 50.0}
    assert data["cells"][2] == {"code": "apples", "group": "three", "n": 0, "N": 0, "percent": None}
    assert data["totals"] == [
        {"code": "apples", "n": 2, "N": 4, "percent": 50.0},
        {"code": "pears", "n": 3, "N": 4, "percent": 75.0},
        {"code": "plums", "n": 0, "N": 4, "percent": 0.0},
    ]


def test_tally_csv_is_one_row_a_cell(small_folder: Path, qualcode: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(qualcode("tally", "--csv", cwd=small_folder).stdout)))
    assert rows[0] == {"code": "apples", "group": "one", "n": "1", "N": "2", "percent": "50.00"}
    assert len(rows) == 3 * 3 + 3


def test_tally_table_states_what_it_counted(small_folder: Path, qualcode: Run) -> None:
    text = qualcode("tally", "--by", "role", "--count", "words", "--codes", "all", cwd=small_folder).stdout
    for words in (
        "farmer",
        "cook",
        "Green apples",
        "kind = interview",
        "Unit: sentence",
        "rules, unreviewed",
    ):
        assert words in text


def test_where_replaces_the_filter_it_names(small_folder: Path, qualcode: Run) -> None:
    asked = ["tally", "--by", "kind", "--where", "kind=document,focus_group", "--json"]
    data = json.loads(qualcode(*asked, cwd=small_folder).stdout)
    assert data["where"] == {"kind": ["document", "focus_group"]}
    assert {group["group"]: group["N"] for group in data["groups"]} == {"document": 1, "focus_group": 1}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["tally", "--by", "gruop"], "unknown attribute 'gruop'; write 'group'"),
        (["tally", "--count", "people"], "cannot count 'people'"),
        (["tally", "--codes", "theme"], "unknown codes 'theme'; write 'themes'"),
        (["tally", "--where", "group"], "--where group: is not K=V"),
        (["tally", "--where", "group=four"], "no transcript has group=four"),
        (["cooccur", "--unit", "word"], "unknown unit 'word'"),
        (["quotes", "peers"], "no code 'peers' in the codebook; write 'pears'"),
    ],
)
def test_wrong_use_is_a_sentence(
    arguments: list[str], sentence: str, small_folder: Path, qualcode: Run
) -> None:
    done = qualcode(*arguments, cwd=small_folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert sentence in done.stderr


def test_cooccur(small_folder: Path, qualcode: Run) -> None:
    data = json.loads(qualcode("cooccur", "--json", cwd=small_folder).stdout)
    # one sentence (B1) has apples and pears; apples in 4 sentences, pears in 3
    assert data["cells"][0] == {"a": "apples", "b": "pears", "n": 1, "jaccard": pytest.approx(1 / 6)}
    assert [entry["n"] for entry in data["codes"]] == [4, 3, 0]
    turns = json.loads(qualcode("cooccur", "--unit", "turn", "--json", cwd=small_folder).stdout)
    assert turns["cells"][0]["n"] == 2  # the answers of A1 and the last of B1
    flags = qualcode(
        "cooccur", "--codes", "flags", "--with", "themes", "--unit", "turn", cwd=small_folder
    ).stdout
    assert re.search(r"Storm +1 +0 +0", flags)


def test_quotes(small_folder: Path, qualcode: Run) -> None:
    data = json.loads(qualcode("quotes", "apples", "--limit", "2", "--json", cwd=small_folder).stdout)
    assert data["total"] == 4
    assert [quote["text"] for quote in data["quotes"]] == ["I like apples.", "A green apple, in the North."]
    assert data["quotes"][1]["codes"] == ["apples", "green_apples"]
    text = qualcode("quotes", "apples", "--where", "group=two", cwd=small_folder).stdout
    assert "An apple." in text
    assert "I like apples." not in text


# --- export and run -----------------------------------------------------------------------


def test_export_says_where_the_file_is(small_folder: Path, qualcode: Run) -> None:
    done = qualcode("export", "xlsx", "-o", "out.xlsx", cwd=small_folder)
    assert done.stdout == "out.xlsx\n"
    internal = json.loads(qualcode("export", "xlsx", "--internal", "--json", cwd=small_folder).stdout)
    assert internal["internal"] is True
    assert internal["path"].endswith("qualcode-internal.xlsx")


def test_run_refuses_a_study_with_faults(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "transcripts" / "A1.txt").write_bytes(b"\x00\x01")
    done = qualcode("run", cwd=small_folder)
    assert done.returncode == 2
    assert "transcripts/A1.txt: is not text" in done.stderr
    assert not (small_folder / "exports").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_exports_folder_is_a_sentence(small_folder: Path, qualcode: Run) -> None:
    exports = small_folder / "exports"
    exports.mkdir(mode=0o500)
    done = qualcode("run", cwd=small_folder)
    assert done.returncode == 2
    assert "cannot be written (permission denied)" in done.stderr


def test_exports_that_cannot_be_a_folder_are_a_sentence(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "exports").write_text("in the way")
    done = qualcode("run", cwd=small_folder)
    assert done.returncode == 2
    assert "exports/qualcode.xlsx: cannot be written" in done.stderr
    assert (small_folder / "exports").read_text() == "in the way"


def test_a_full_disk_is_a_sentence(
    small_folder: Path, qualcode: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qualcode("autocode", cwd=small_folder).returncode == 0

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = qualcode("export", "xlsx", cwd=small_folder)
    assert done.returncode == 2
    assert "cannot be written (no space left on device); nothing was changed there" in done.stderr
    assert list((small_folder / "exports").iterdir()) == []


def test_autocode_gives_every_row_back(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "answers.csv").write_text("id;answer\n1;an apple\n;\n3;a pear\n;\n", "utf-8")
    done = qualcode("autocode", "--table", "answers.csv", "--text", "answer", cwd=small_folder)
    rows = list(csv.reader(io.StringIO(done.stdout), delimiter=";"))
    assert [row[:3] for row in rows[1:]] == [
        ["1", "an apple", "apples"],
        ["", "", ""],
        ["3", "a pear", "pears"],
        ["", "", ""],
    ]


def test_evaluate_takes_names_as_well_as_ids(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "hand.csv").write_text("text;codes\nan apple;Apples, PEARS\n", "utf-8")
    done = qualcode("evaluate", "hand.csv", "--text", "text", "--codes", "codes", "--json", cwd=small_folder)
    assert {e["code"]: e["support"] for e in json.loads(done.stdout)["per_code"]} == {
        "apples": 1,
        "pears": 1,
        "plums": 0,
    }


def test_a_study_may_be_named_before_the_command(small_folder: Path, tmp_path: Path, process: Run) -> None:
    named = process("--study", str(small_folder), "tally", "--json", cwd=tmp_path)
    assert json.loads(named.stdout)["by"] == "group"
    wrong = process("--study", str(tmp_path / "none"), "tally", cwd=small_folder)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "no study there" in wrong.stderr


def test_broken_settings_are_faults_to_check(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "qualcode.toml").write_text("[study]\nname = 'x'\n", "utf-8")
    done = qualcode("check", cwd=small_folder)
    assert done.returncode == 1
    assert "qualcode.toml [study] name: unknown key" in done.stdout
    assert qualcode("tally", cwd=small_folder).returncode == 2


def test_an_unknown_pipeline_hides_no_other_fault(small_folder: Path, qualcode: Run) -> None:
    path = small_folder / "qualcode.toml"
    path.write_text(
        path.read_text("utf-8").replace('title = "Fruit"', 'title = "F"\npipeline = "xx_none"'), "utf-8"
    )
    (small_folder / "transcripts" / "A1.txt").write_text("no head\n")
    done = qualcode("check", cwd=small_folder)
    assert done.returncode == 1
    assert "has no head" in done.stdout
    assert "python -m spacy download xx_none" in done.stdout


def test_hand_codes_that_are_prose_are_not_quoted(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "hand.csv").write_text("text,codes\nan apple,my boss said no\n", "utf-8")
    done = qualcode("evaluate", "hand.csv", "--text", "text", "--codes", "codes", cwd=small_folder)
    assert done.returncode == 2
    assert "boss" not in done.stderr
    assert "name the column that holds codes" in done.stderr


def test_evaluate_takes_none_for_no_code(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "hand.csv").write_text("text,codes\nbread,none\nan apple,apples\n", "utf-8")
    done = qualcode("evaluate", "hand.csv", "--text", "text", "--codes", "codes", "--json", cwd=small_folder)
    assert json.loads(done.stdout)["macro_f1"] == 1


def test_autocode_never_overwrites_its_table(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "answers.csv").write_text(TABLE, "utf-8")
    asked = ["autocode", "--table", "answers.csv", "--text", "answer", "-o", "./answers.csv"]
    done = qualcode(*asked, cwd=small_folder)
    assert done.returncode == 2
    assert "is the table itself" in done.stderr
    assert (small_folder / "answers.csv").read_text("utf-8") == TABLE


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["autocode", "--table", "answers.csv", "--text", "answer", "--json"], "leave --json out"),
        (["tally", "--json", "--csv"], "choose one"),
    ],
)
def test_two_outputs_at_once_are_refused(
    arguments: list[str], sentence: str, small_folder: Path, qualcode: Run
) -> None:
    (small_folder / "answers.csv").write_text(TABLE, "utf-8")
    done = qualcode(*arguments, cwd=small_folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_where_takes_a_value_with_a_comma_in_quotes(small_folder: Path, qualcode: Run) -> None:
    path = small_folder / "transcripts" / "participants.csv"
    path.write_text(
        path.read_text("utf-8").replace("Bo,Northland,cook", 'Bo,Northland,"cook, retired"'), "utf-8"
    )
    done = qualcode("tally", "--where", 'role="cook, retired",farmer', "--json", cwd=small_folder)
    assert json.loads(done.stdout)["totals"][0]["N"] == 3


def test_autocode_counts_everything_whatever_the_filter(small_folder: Path, qualcode: Run) -> None:
    path = small_folder / "qualcode.toml"
    path.write_text(path.read_text("utf-8").replace('kind = ["interview"]', 'role = ["cook"]'), "utf-8")
    data = json.loads(qualcode("autocode", "--json", cwd=small_folder).stdout)
    assert [entry["codings"] for entry in data["codes"]] == [6, 4, 0]


def test_a_codebook_without_themes_runs(small_folder: Path, qualcode: Run) -> None:
    text = "codebook: F\nversion: 1\ncodes: [{id: storm, name: Storm, kind: flag, rules: [storm]}]\n"
    (small_folder / "codebook.yaml").write_text(text, "utf-8")
    done = qualcode("run", cwd=small_folder)
    assert done.returncode == 0, done.stderr
    assert qualcode("cooccur", cwd=small_folder).returncode == 0


def test_a_very_long_answer_is_coded(small_folder: Path, qualcode: Run) -> None:
    (small_folder / "answers.csv").write_text("answer\n" + "bread and " * 110_000 + "an apple\n", "utf-8")
    done = qualcode(
        "autocode", "--table", "answers.csv", "--text", "answer", "-o", "out.csv", cwd=small_folder
    )
    assert done.returncode == 0, done.stderr
    assert (small_folder / "out.csv").read_text("utf-8").rstrip().endswith("apples: rule 1: apple")


def test_wide_tables_keep_their_figures(small_folder: Path, qualcode: Run) -> None:
    shown = qualcode("tally", "--by", "participant", "--where", "kind=*", cwd=small_folder).stdout
    assert "…" not in shown
    assert "Northland" not in shown
