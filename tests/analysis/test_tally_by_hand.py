"""Tallies of the small study against tables counted by hand.

The count, sentence by sentence (words in brackets; * is a coding of the sub-theme, too):

    A1  Ana  North  one  farmer   [3] apples, [3] -, [6] apples*, [3] pears     asked what she eats
    A2  Bo   North  one  cook     [1] -, [4] pears
    B1  Cy   South  two  farmer   [2] apples, [4] storm | [4] apples and pears   asked what he eats
    B2  Di   South  two  cook     [1] -, [2] -
    F1  Ana  North  one  farmer   [1] pears                                      focus group
        Eve                       [1] apples
    D1  nobody                    [3] apples                                     document

The topic of a question is inherited by every sentence of the answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from qualcode import Study
from qualcode.analysis.account import REASONS
from qualcode.analysis.tally import COUNTS, Count, Tally
from qualcode.errors import QualcodeError
from tests.small_study import write_small_study

Where = dict[str, list[str]]
Table = dict[str, dict[str, int]]

INTERVIEWS_BY_GROUP = {
    "transcripts": """
                       one  two  three | all
        N                2    2      0 |   4
        apples           1    1      0 |   2
        green_apples     1    0      0 |   1
        pears            2    1      0 |   3
        plums            0    0      0 |   0
        storm            0    1      0 |   1
        topic_food       1    1      0 |   2
    """,
    "participants": """
                       one  two  three | all
        N                2    2      0 |   4
        apples           1    1      0 |   2
        green_apples     1    0      0 |   1
        pears            2    1      0 |   3
        plums            0    0      0 |   0
        storm            0    1      0 |   1
        topic_food       1    1      0 |   2
    """,
    "cases": """
                       one  two  three | all
        N                1    1      0 |   2
        apples           1    1      0 |   2
        green_apples     1    0      0 |   1
        pears            1    1      0 |   2
        plums            0    0      0 |   0
        storm            0    1      0 |   1
        topic_food       1    1      0 |   2
    """,
    "codings": """
                       one  two  three | all
        N                6    5      0 |  11
        apples           2    2      0 |   4
        green_apples     1    0      0 |   1
        pears            2    1      0 |   3
        plums            0    0      0 |   0
        storm            0    1      0 |   1
        topic_food       4    3      0 |   7
    """,
    "words": """
                       one  two  three | all
        N               20   13      0 |  33
        apples           9    6      0 |  15
        green_apples     6    0      0 |   6
        pears            7    4      0 |  11
        plums            0    0      0 |   0
        storm            0    4      0 |   4
        topic_food      15   10      0 |  25
    """,
}

# A case can be in two groups: of the cooks only Bo of North has pears, of the farmers Ana and Cy have.
INTERVIEWS_BY_ROLE = {
    "transcripts": """
                      cook  farmer | all
        N                2       2 |   4
        apples           0       2 |   2
        green_apples     0       1 |   1
        pears            1       2 |   3
        plums            0       0 |   0
        storm            0       1 |   1
        topic_food       0       2 |   2
    """,
    "participants": """
                      cook  farmer | all
        N                2       2 |   4
        apples           0       2 |   2
        green_apples     0       1 |   1
        pears            1       2 |   3
        plums            0       0 |   0
        storm            0       1 |   1
        topic_food       0       2 |   2
    """,
    "cases": """
                      cook  farmer | all
        N                2       2 |   2
        apples           0       2 |   2
        green_apples     0       1 |   1
        pears            1       2 |   2
        plums            0       0 |   0
        storm            0       1 |   1
        topic_food       0       2 |   2
    """,
    "codings": """
                      cook  farmer | all
        N                4       7 |  11
        apples           0       4 |   4
        green_apples     0       1 |   1
        pears            1       2 |   3
        plums            0       0 |   0
        storm            0       1 |   1
        topic_food       0       7 |   7
    """,
    "words": """
                      cook  farmer | all
        N                8      25 |  33
        apples           0      15 |  15
        green_apples     0       6 |   6
        pears            4       7 |  11
        plums            0       0 |   0
        storm            0       4 |   4
        topic_food       0      25 |  25
    """,
}

# The filter on kinds replaced by `*`: Ana is in an interview and in the focus group, and counts once as a
# participant; F1 has voices in two groups and counts once among all. Eve and the document are of no group.
EVERYTHING_BY_GROUP = {
    "transcripts": """
                       one  two  three  (none) | all
        N                3    2      0       2 |   6
        apples           1    1      0       2 |   4
        green_apples     1    0      0       0 |   1
        pears            3    1      0       0 |   4
        plums            0    0      0       0 |   0
        storm            0    1      0       0 |   1
        topic_food       1    1      0       0 |   2
    """,
    "participants": """
                       one  two  three  (none) | all
        N                2    2      0       1 |   5
        apples           1    1      0       1 |   3
        green_apples     1    0      0       0 |   1
        pears            2    1      0       0 |   3
        plums            0    0      0       0 |   0
        storm            0    1      0       0 |   1
        topic_food       1    1      0       0 |   2
    """,
    "cases": """
                       one  two  three  (none) | all
        N                1    1      0       0 |   2
        apples           1    1      0       0 |   2
        green_apples     1    0      0       0 |   1
        pears            1    1      0       0 |   2
        plums            0    0      0       0 |   0
        storm            0    1      0       0 |   1
        topic_food       1    1      0       0 |   2
    """,
    "codings": """
                       one  two  three  (none) | all
        N                7    5      0       2 |  14
        apples           2    2      0       2 |   6
        green_apples     1    0      0       0 |   1
        pears            3    1      0       0 |   4
        plums            0    0      0       0 |   0
        storm            0    1      0       0 |   1
        topic_food       4    3      0       0 |   7
    """,
    "words": """
                       one  two  three  (none) | all
        N               21   13      0       4 |  38
        apples           9    6      0       4 |  19
        green_apples     6    0      0       0 |   6
        pears            8    4      0       0 |  12
        plums            0    0      0       0 |   0
        storm            0    4      0       0 |   4
        topic_food      15   10      0       0 |  25
    """,
}

EVERYTHING_BY_KIND = {
    "transcripts": """
                      document  focus_group  interview | all
        N                    1            1          4 |   6
        apples               1            1          2 |   4
        green_apples         0            0          1 |   1
        pears                0            1          3 |   4
        plums                0            0          0 |   0
        storm                0            0          1 |   1
        topic_food           0            0          2 |   2
    """,
    "participants": """
                      document  focus_group  interview | all
        N                    0            2          4 |   5
        apples               0            1          2 |   3
        green_apples         0            0          1 |   1
        pears                0            1          3 |   3
        plums                0            0          0 |   0
        storm                0            0          1 |   1
        topic_food           0            0          2 |   2
    """,
    "cases": """
                      document  focus_group  interview | all
        N                    0            1          2 |   2
        apples               0            0          2 |   2
        green_apples         0            0          1 |   1
        pears                0            1          2 |   2
        plums                0            0          0 |   0
        storm                0            0          1 |   1
        topic_food           0            0          2 |   2
    """,
    "codings": """
                      document  focus_group  interview | all
        N                    1            2         11 |  14
        apples               1            1          4 |   6
        green_apples         0            0          1 |   1
        pears                0            1          3 |   4
        plums                0            0          0 |   0
        storm                0            0          1 |   1
        topic_food           0            0          7 |   7
    """,
    "words": """
                      document  focus_group  interview | all
        N                    3            2         33 |  38
        apples               3            1         15 |  19
        green_apples         0            0          6 |   6
        pears                0            1         11 |  12
        plums                0            0          0 |   0
        storm                0            0          4 |   4
        topic_food           0            0         25 |  25
    """,
}

# Narrowed to farmers' interviews: A1 and B1.
FARMERS_BY_GROUP = {
    "transcripts": """
                       one  two  three | all
        N                1    1      0 |   2
        apples           1    1      0 |   2
        green_apples     1    0      0 |   1
        pears            1    1      0 |   2
        plums            0    0      0 |   0
        storm            0    1      0 |   1
        topic_food       1    1      0 |   2
    """,
    "codings": """
                       one  two  three | all
        N                4    3      0 |   7
        apples           2    2      0 |   4
        green_apples     1    0      0 |   1
        pears            1    1      0 |   2
        plums            0    0      0 |   0
        storm            0    1      0 |   1
        topic_food       4    3      0 |   7
    """,
    "words": """
                       one  two  three | all
        N               15   10      0 |  25
        apples           9    6      0 |  15
        green_apples     6    0      0 |   6
        pears            3    4      0 |   7
        plums            0    0      0 |   0
        storm            0    4      0 |   4
        topic_food      15   10      0 |  25
    """,
}

# Narrowed to one group: its column alone is printed.
GROUP_TWO_BY_GROUP = {
    "transcripts": """
                       two | all
        N                2 |   2
        apples           1 |   1
        green_apples     0 |   0
        pears            1 |   1
        plums            0 |   0
        storm            1 |   1
        topic_food       1 |   1
    """,
    "codings": """
                       two | all
        N                5 |   5
        apples           2 |   2
        green_apples     0 |   0
        pears            1 |   1
        plums            0 |   0
        storm            1 |   1
        topic_food       3 |   3
    """,
}

# `--where kind=focus_group` takes the filter's place: one transcript, in the group of one voice and in none.
FOCUS_GROUP_BY_GROUP = {
    "transcripts": """
                       one  two  three  (none) | all
        N                1    0      0       1 |   1
        apples           0    0      0       1 |   1
        green_apples     0    0      0       0 |   0
        pears            1    0      0       0 |   1
        plums            0    0      0       0 |   0
        storm            0    0      0       0 |   0
        topic_food       0    0      0       0 |   0
    """,
    "participants": """
                       one  two  three  (none) | all
        N                1    0      0       1 |   2
        apples           0    0      0       1 |   1
        green_apples     0    0      0       0 |   0
        pears            1    0      0       0 |   1
        plums            0    0      0       0 |   0
        storm            0    0      0       0 |   0
        topic_food       0    0      0       0 |   0
    """,
    "cases": """
                       one  two  three  (none) | all
        N                1    0      0       0 |   1
        apples           0    0      0       0 |   0
        green_apples     0    0      0       0 |   0
        pears            1    0      0       0 |   1
        plums            0    0      0       0 |   0
        storm            0    0      0       0 |   0
        topic_food       0    0      0       0 |   0
    """,
}

HAND: list[tuple[str, Where, dict[str, str]]] = [
    ("group", {}, INTERVIEWS_BY_GROUP),
    ("role", {}, INTERVIEWS_BY_ROLE),
    ("group", {"kind": ["*"]}, EVERYTHING_BY_GROUP),
    ("kind", {"kind": ["*"]}, EVERYTHING_BY_KIND),
    ("group", {"role": ["farmer"]}, FARMERS_BY_GROUP),
    ("group", {"group": ["two"]}, GROUP_TWO_BY_GROUP),
    ("group", {"kind": ["focus_group"]}, FOCUS_GROUP_BY_GROUP),
]


@pytest.fixture(scope="module")
def fruit(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The study counted by hand; shared, so not to be changed."""
    return Study.open(write_small_study(tmp_path_factory.mktemp("hand") / "fruit"))


def read_table(text: str) -> Table:
    """`row → column → number` of a table as written above."""
    lines = [line.replace("|", " ").split() for line in text.strip().splitlines()]
    groups = lines[0]
    return {row: dict(zip(groups, map(int, numbers), strict=True)) for row, *numbers in lines[1:]}


def table_of(tally: Tally) -> Table:
    """A tally in the same form."""
    groups = [group.group for group in tally.groups]
    out_of = {total.N for total in tally.totals}
    assert len(out_of) == 1  # all totals are out of the same
    table = {"N": {**{group.group: group.N for group in tally.groups}, "all": out_of.pop()}}
    for code in tally.codes:
        table[code] = {group: tally.cell(code, group).n for group in groups}
        table[code]["all"] = tally.total(code).n
    return table


@pytest.mark.parametrize(
    ("by", "where", "count", "table"),
    [
        pytest.param(by, where, count, table, id=f"{count} by {by} where {where or 'filter'}")
        for by, where, tables in HAND
        for count, table in tables.items()
    ],
)
def test_tally_agrees_with_the_count_by_hand(
    fruit: Study, by: str, where: Where, count: str, table: str
) -> None:
    tally = fruit.tally(by, cast("Count", count), "all", where)
    expected = read_table(table)
    assert table_of(tally) == expected
    # rows and columns stand in the order of codebook and settings, too
    assert [group.group for group in tally.groups] == list(expected["N"])[:-1]
    assert list(tally.codes) == list(expected)[1:]


@pytest.mark.parametrize("count", COUNTS)
def test_cells_are_out_of_the_number_of_their_group(fruit: Study, count: Count) -> None:
    tally = fruit.tally("group", count, "all", {"kind": ["*"]})
    number = read_table(EVERYTHING_BY_GROUP[count])["N"]
    assert {(cell.group, cell.N) for cell in tally.cells} == {
        (group, n) for group, n in number.items() if group != "all"
    }


@pytest.mark.parametrize("count", COUNTS)
def test_countries_count_as_their_groups_do(fruit: Study, count: Count) -> None:
    # North is all of group one, South all of group two; no third country is named anywhere
    hand = read_table(INTERVIEWS_BY_GROUP[count])
    expected = {
        row: {"North": cells["one"], "South": cells["two"], "all": cells["all"]}
        for row, cells in hand.items()
    }
    assert table_of(fruit.tally("country", count, "all")) == expected
    assert table_of(fruit.tally("case", count, "all")) == expected


@pytest.mark.parametrize("count", COUNTS)
def test_default_filter_leaves_one_kind(fruit: Study, count: Count) -> None:
    hand = read_table(EVERYTHING_BY_KIND[count])
    expected = {
        row: {"interview": cells["interview"], "all": cells["interview"]} for row, cells in hand.items()
    }
    assert table_of(fruit.tally("kind", count, "all")) == expected


@pytest.mark.parametrize(
    ("level", "codes"),
    [
        ("themes", ("apples", "pears", "plums")),
        ("subthemes", ("green_apples",)),
        ("flags", ("storm",)),
        ("topics", ("topic_food",)),
        ("all", ("apples", "green_apples", "pears", "plums", "storm", "topic_food")),
    ],
)
def test_levels_name_their_codes_in_codebook_order(fruit: Study, level: str, codes: tuple[str, ...]) -> None:
    assert fruit.tally("group", codes=level).codes == codes


def test_document_has_no_group_case_or_participant(fruit: Study) -> None:
    where = {"kind": ["document"]}
    assert table_of(fruit.tally("group", "transcripts", "themes", where))["apples"] == {
        "one": 0, "two": 0, "three": 0, "(none)": 1, "all": 1,
    }  # fmt: skip
    for count in ("participants", "cases"):
        tally = fruit.tally("group", count, "themes", where)
        assert table_of(tally)["N"] == {"one": 0, "two": 0, "three": 0, "(none)": 0, "all": 0}
        assert tally.total("apples").percent is None


def test_percent_is_none_where_there_is_nobody_to_count(fruit: Study) -> None:
    tally = fruit.tally("group")
    assert tally.cell("pears", "one").percent == 100
    assert tally.cell("apples", "one").percent == 50
    assert tally.cell("plums", "one").percent == 0
    assert tally.cell("apples", "three").percent is None
    assert tally.total("pears").percent == 75


def test_tally_as_data_is_what_the_command_line_promises(fruit: Study) -> None:
    data = fruit.tally("group", "transcripts", "subthemes", {"role": ["farmer"]}).as_data()
    assert data == {
        "by": "group",
        "count": "transcripts",
        "unit": "sentence",
        "where": {"kind": ["interview"], "role": ["farmer"]},
        "source": {"rules": 2},
        "groups": [{"group": "one", "N": 1}, {"group": "two", "N": 1}, {"group": "three", "N": 0}],
        "cells": [
            {"code": "green_apples", "group": "one", "n": 1, "N": 1, "percent": 100.0},
            {"code": "green_apples", "group": "two", "n": 0, "N": 1, "percent": 0.0},
            {"code": "green_apples", "group": "three", "n": 0, "N": 0, "percent": None},
        ],
        "totals": [{"code": "green_apples", "n": 1, "N": 2, "percent": 50.0}],
        "account": {"total": 0, "counted": 0, "left_out": dict.fromkeys(REASONS, 0)},
        "tied": {"transcripts": 0, "coders": []},
    }


def test_tally_groups_by_the_workbooks_first_attribute_unless_told(fruit: Study) -> None:
    assert fruit.tally().by == "group"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"by": "grop"}, "unknown attribute 'grop'; write 'group'"),
        ({"count": "wrods"}, "cannot count 'wrods'; write 'words'"),
        ({"codes": "theme"}, "unknown codes 'theme'; write 'themes'"),
        ({"where": {"role": ["cok"]}}, "no transcript has role=cok; write 'cook'"),
    ],
)
def test_wrong_use_is_a_sentence_with_a_remedy(
    fruit: Study, arguments: dict[str, str], sentence: str
) -> None:
    with pytest.raises(QualcodeError) as caught:
        fruit.tally(**arguments)  # type: ignore[arg-type]
    assert str(caught.value) == sentence


def test_there_is_no_cell_of_an_unknown_code_or_group(fruit: Study) -> None:
    tally = fruit.tally("group")
    with pytest.raises(KeyError):
        tally.cell("apples", "four")
    with pytest.raises(KeyError):
        tally.cell("cherries", "one")
    with pytest.raises(KeyError):
        tally.total("cherries")


def test_another_unit_changes_what_codings_are_out_of(small_folder: Path) -> None:
    """By turns the two sentences of Cy's first turn are one unit, with both its codes."""
    settings = small_folder / "qualcode.toml"
    settings.write_text(settings.read_text("utf-8").replace('"Fruit"', '"Fruit"\nunit = "turn"'), "utf-8")
    tally = Study.open(small_folder).tally("group", "codings", "all")
    assert tally.unit == "turn"
    # turns: Ana 1, Bo 1 | Cy 2, Di 1; apples in Ana's one, in both of Cy's; storm in Cy's first
    assert table_of(tally)["N"] == {"one": 2, "two": 3, "three": 0, "all": 5}
    assert table_of(tally)["apples"] == {"one": 1, "two": 2, "three": 0, "all": 3}
    assert table_of(tally)["storm"] == {"one": 0, "two": 1, "three": 0, "all": 1}


def test_a_group_nobody_is_in_yet_counts_nothing(fruit: Study) -> None:
    tally = fruit.tally("group", "words", "all", {"case.group": ["three"]})
    assert table_of(tally)["N"] == {"three": 0, "all": 0}
    assert {total.n for total in tally.totals} == {0}
    assert {total.percent for total in tally.totals} == {None}
