"""Which code stands below which, in every way in which tables show it."""

from __future__ import annotations

import pytest

from qualcode.documents.document import Table
from tests.codebook.tabled import code_named, columns, read, refused, tree
from tests.documents.laid_out import across, down, table

# --- by columns ---------------------------------------------------------------------------


def test_merged_themes_are_filled_down() -> None:
    found = read(
        table(
            "Theme | Subtheme | Code | Quote\nA | A1 | x | q1\n | | y | q2\n | A2 | z | q3\nB | B1 | w | q4",
            merged=down(1, 0, 3) | down(1, 1, 2),
        )
    )
    assert tree(found) == [
        "A", "A > A1", "A > A1 > x", "A > A1 > y", "A > A2", "A > A2 > z", "B", "B > B1", "B > B1 > w",
    ]  # fmt: skip
    assert (found.levels, found.how) == ((2, 3, 4), "columns")
    assert found.columns == {"level 1": "Theme", "level 2": "Subtheme", "name": "Code", "examples": "Quote"}


def test_blank_cells_below_a_theme_go_on_with_it() -> None:
    found = read("Theme | Subtheme | Code\nA | A1 | x\n | | y\n | A2 | z\nB | | w")
    assert tree(found) == ["A", "A > A1", "A > A1 > x", "A > A1 > y", "A > A2", "A > A2 > z", "B", "B > w"]


def test_repeated_themes_leave_their_blank_subthemes_blank() -> None:
    found = read("Theme | Subtheme | Code\nA | A1 | x\nA | | y")
    assert tree(found) == ["A", "A > A1", "A > A1 > x", "A > y"]


def test_a_row_of_its_own_describes_the_theme() -> None:
    found = read("Theme | Code | Definition\nA | | all of it\n | x | a part\nB | | other")
    assert [(code.name, code.definition) for code in found.codes] == [
        ("A", "all of it"),
        ("x", "a part"),
        ("B", "other"),
    ]


def test_themes_to_the_right_of_codes_stand_above_them() -> None:
    assert tree(read("Code | Theme\nx | A\ny | A\nz | B")) == ["A", "A > x", "A > y", "B", "B > z"]


def test_of_columns_of_one_rank_the_one_with_fewer_names_is_above() -> None:
    found = read("Code | Category | Theme\nx | c1 | T\ny | c2 | T\nz | c3 | T")
    assert tree(found)[:3] == ["T", "T > c1", "T > c1 > x"]


def test_numbered_levels_are_in_order_of_their_numbers() -> None:
    assert tree(read("Level 3 | Level 2 | Level 1\nz | y | x")) == ["x", "x > y", "x > y > z"]


def test_a_theme_has_its_own_column_of_definitions() -> None:
    found = read(
        table(
            "Theme | Theme definition | Code | Code definition\n"
            "A | all | x | one\n | | y | two\nB | more | z |\nC | | | ",
            merged=down(1, 0, 2) | down(1, 1, 2),
        )
    )
    assert [(code.name, code.definition) for code in found.codes] == [
        ("A", "all"),
        ("x", "one"),
        ("y", "two"),
        ("B", "more"),
        ("z", ""),
        ("C", ""),
    ]
    assert found.columns["definition"] == "Code definition + Theme definition"


def test_a_code_merged_over_several_quotes_has_them_all() -> None:
    found = read(
        table("Theme | Code | Quote\nA | x | q1\n | | q2\n | | q3", merged=down(1, 0, 3) | down(1, 1, 3))
    )
    assert code_named(found, "x").examples == ("q1", "q2", "q3")


def test_rows_without_a_name_go_on_with_the_code_above() -> None:
    found = read("Code | Definition | Quote\n | lost | head\nx | d | q1\n | more | q2\n | d | q1")
    assert [(code.name, code.definition, code.examples) for code in found.codes] == [
        ("x", "d\n\nmore", ("q1", "q2"))
    ]


def test_numbers_in_front_of_names_in_columns_are_taken_off() -> None:
    assert tree(read("Theme | Code\n1. Trust | 1.1 In others\n | 1.2 In me\n2. Doubt |")) == [
        "Trust", "Trust > In others", "Trust > In me", "Doubt",
    ]  # fmt: skip


# --- by a column of parents ---------------------------------------------------------------


def test_parents_are_found_by_name_or_id_in_any_case_and_any_order() -> None:
    found = read("Id | Name | Parent\nb | Below | TOP\nt | Top |\nc | Lower | b\nd | Other | below")
    assert tree(found) == ["Top", "Top > Below", "Top > Below > Lower", "Top > Below > Other"]
    assert found.how == "parents"


def test_parents_without_a_row_become_codes() -> None:
    found = read("Code | Parent code | Memo\nx | A | m\ny | a | n\nz | B | o")
    assert tree(found) == ["A", "A > x", "A > y", "B", "B > z"]
    assert found.warnings == ("Parents without a row of their own: 2; codes were made for them.",)


def test_a_parent_column_goes_before_signs_in_the_names() -> None:
    found = read("Name | Parent\nA | \nA > B | A\n1.2 C | A")
    assert tree(found) == ["A", "A > A > B", "A > 1.2 C"]


def test_with_parents_the_other_columns_of_names_are_kept_as_text() -> None:
    found = read("Theme | Code | Parent\nT | x |\nT | y | x")
    assert tree(found) == ["x", "x > y"]
    assert found.codes[0].definition == "Theme: T"


def test_rows_without_name_and_id_go_on_with_the_code_above_them() -> None:
    found = read("Name | Parent | Quote\n | | lost\nA | | q\n | | r")
    assert code_named(found, "A").examples == ("q", "r")


def test_a_row_with_an_id_but_no_name_is_named_by_it() -> None:
    assert read("Id | Name | Parent\na1 | | ").codes[0].name == "a1"


@pytest.mark.parametrize("rows", ["A | B\nB | A", "A | A", "C | A\nA | B\nB | A"])
def test_a_code_below_itself_is_refused_with_its_row(rows: str) -> None:
    assert (
        refused(f"Code | Parent\n{rows}")
        == "codes.xlsx:2: a code stands below itself; name another parent, or none"
    )


def test_a_chain_of_parents_without_end_is_refused() -> None:
    chain = [("Code", "Parent"), *((f"c{n}", f"c{n + 1}") for n in range(5000))]
    assert "stands below more than 14 others" in refused(table(chain))


# --- by numbers ---------------------------------------------------------------------------


def test_numbers_in_front_of_names_make_the_tree() -> None:
    found = read("Code | Memo\n1. Trust | a\n1.1 In others | b\n1.1.1 Old friends | c\n2) Doubt | d")
    assert tree(found) == ["Trust", "Trust > In others", "Trust > In others > Old friends", "Doubt"]
    assert (found.how, [code.id for code in found.codes][:2]) == ("numbers", ["trust", "in_others"])


def test_a_column_of_numbers_makes_the_tree() -> None:
    found = read("No | Code\n1 | Trust\n1.2 | In others\n2.0 | Doubt\n2.1 | In me")
    assert tree(found) == ["Trust", "Trust > In others", "Doubt", "Doubt > In me"]
    assert found.columns["number"] == "No"


def test_numbers_in_a_column_of_ids_make_the_tree_and_stay_ids() -> None:
    found = read("ID | Code\nA | Trust\nA.1 | In others\nB | Doubt")
    assert tree(found) == ["Trust", "Trust > In others", "Doubt"]
    assert [code.id for code in found.codes] == ["A", "A.1", "B"]


def test_a_number_whose_parent_is_missing_hangs_below_the_next_above() -> None:
    assert tree(read("Code\n1 A\n1.2.1 B")) == ["A", "A > B"]


def test_numbers_that_stand_twice_and_codes_without_are_said() -> None:
    found = read("Code\n1 A\n1.1 B\n1.1 C\n2 D\nE")
    assert tree(found) == ["A", "A > B", "A > C", "D", "E"]
    assert found.warnings == (
        "Numbers that stand twice: 1; their codes are kept apart by name.",
        "Codes without a number: 1; they stand on top.",
    )


def test_a_number_here_and_there_is_part_of_the_name() -> None:
    assert tree(read("Code\n2 percent target\nTrust\nDoubt")) == ["2 percent target", "Trust", "Doubt"]


# --- by signs in the names ----------------------------------------------------------------


@pytest.mark.parametrize("sign", [">", " > ", ">>", " -> ", "→", "::", "\\", " » "])
def test_signs_between_the_parts_make_the_tree(sign: str) -> None:
    found = read(columns(("Code",), ("Trust",), (f"Trust{sign}In others",), (f"Doubt{sign}In me{sign}Deep",)))
    assert tree(found) == ["Trust", "Trust > In others", "Doubt", "Doubt > In me", "Doubt > In me > Deep"]
    assert found.how == "signs in the names"


def test_parts_that_several_names_share_are_codes_though_they_never_stand_alone() -> None:
    assert tree(read("Code\nA > x\nA > y\nB\nC\nD\nE")) == ["A", "A > x", "A > y", "B", "C", "D", "E"]


def test_a_single_sign_without_a_parent_is_part_of_the_name() -> None:
    assert tree(read("Code\nBudget > last year\nTrust\nDoubt")) == ["Budget > last year", "Trust", "Doubt"]


def test_a_sign_before_a_number_is_none() -> None:
    assert tree(read("Code\nSpending\nSpending > 2\nTrust > 3")) == ["Spending", "Spending > 2", "Trust > 3"]


def test_a_slash_divides_only_below_codes_that_stand_alone() -> None:
    found = read("Code\nTrust\nTrust/In others\nand/or\nDoubt")
    assert tree(found) == ["Trust", "Trust > In others", "and/or", "Doubt"]


def test_a_slash_in_most_names_divides_them_all() -> None:
    assert tree(read("Code\nA/x\nA/y\nB")) == ["A", "A > x", "A > y", "B"]


def test_a_slash_in_few_names_divides_none() -> None:
    assert tree(read("Code\nhis/her\nTrust\nDoubt")) == ["his/her", "Trust", "Doubt"]


# --- by indentation and by rows across the table ------------------------------------------


def test_indented_names_stand_below_the_ones_before() -> None:
    found = read(columns(("Code",), ("A",), ("  x",), ("    deep",), ("  y",), ("B",), ("\tz",)))
    assert tree(found) == ["A", "A > x", "A > x > deep", "A > y", "B", "B > z"]
    assert found.how == "indentation"


def test_dashes_in_front_of_names_set_them_in() -> None:
    assert tree(read("Code\nA\n- x\n-- deep\n- y\nB")) == ["A", "A > x", "A > x > deep", "A > y", "B"]


def test_dashes_in_front_of_all_names_set_none_in() -> None:
    assert tree(read("Code\n- A\n- B")) == ["- A", "- B"]


def test_different_dashes_in_front_of_all_names_set_them_in() -> None:
    assert tree(read("Code\n- A\n-- x\n- B")) == ["A", "A > x", "B"]


def test_a_first_name_set_in_more_than_others_shows_no_tree() -> None:
    assert tree(read(columns(("Code",), ("   A",), ("x",)))) == ["A", "x"]


def test_rows_merged_across_the_table_are_themes() -> None:
    found = read(
        table(
            "Code | Definition | Quote\nnone yet | x | y\n"
            "Trust | |\nIn others | a | b\nDoubt | |\nIn me | c | d",
            merged=across(2, 0, 3) | across(4, 0, 3),
        )
    )
    assert tree(found) == ["none yet", "Trust", "Trust > In others", "Doubt", "Doubt > In me"]
    assert found.how == "rows across the table"


def test_rows_across_the_table_may_hold_rows_that_go_on() -> None:
    found = read(
        table("Code | Definition | Quote\nTrust | |\nIn others | a | b\n | | c", merged=across(1, 0, 3))
    )
    assert code_named(found, "In others").examples == ("b", "c")


def test_a_code_without_more_is_no_theme() -> None:
    assert tree(read("Code | Definition\nTrust | \nDoubt | x")) == ["Trust", "Doubt"]


# --- the same name twice ------------------------------------------------------------------


def test_rows_of_one_code_are_put_together_where_they_agree() -> None:
    found = read("Code | Definition | Quote\nTrust | d | one\nDoubt | | x\nTRUST | | two\nTrust | d | one")
    assert [(code.name, code.definition, code.examples) for code in found.codes] == [
        ("Trust", "d", ("one", "two")),
        ("Doubt", "", ("x",)),
    ]
    assert found.warnings == ()


def test_rows_of_one_name_that_contradict_are_codes_of_their_own() -> None:
    found = read("Code | Definition\nTrust | one\nDoubt | x\nTrust | two\nTrust | one\nTrust | three")
    assert [(code.id, code.definition) for code in found.codes] == [
        ("trust", "one"),
        ("trust_2", "two"),
        ("trust_3", "three"),
        ("doubt", "x"),
    ]
    assert found.warnings == (
        "Codes named as another in the same place that say something else: 2.",
        "Names that stand twice in one place: 2; their ids are numbered.",
    )


def test_one_name_below_different_parents_gets_theirs_in_front() -> None:
    found = read("Theme | Code\nA | Other\nB | Other\nOther | x")
    assert {code.id for code in found.codes} == {"a", "a_other", "b", "b_other", "other", "x"}


def test_one_name_with_two_ids_is_two_codes() -> None:
    found = read("Id | Code\na | Trust\nb | Trust")
    assert [code.id for code in found.codes] == ["a", "b"]


# --- ids ----------------------------------------------------------------------------------


def test_names_without_latin_letters_are_numbered() -> None:
    found = read("Code\n信頼\nTrust\n疑い")
    assert [code.id for code in found.codes] == ["code_1", "trust", "code_2"]
    assert found.warnings == ("Names without Latin letters: 2; their ids are code_1, code_2 …",)


def test_ids_that_cannot_be_used_are_made_anew_and_said() -> None:
    found = read("Id | Name\ngood.1 | Trust\nno good | Doubt\ngood.1 | Fear\n | Hope")
    assert [code.id for code in found.codes] == ["good.1", "doubt", "fear", "hope"]
    assert found.warnings == (
        "Ids that cannot be used or stand twice: 2; their codes got ids from the names.",
    )


def test_ids_are_the_same_whenever_the_table_is_read() -> None:
    rows = "Theme | Code\nA | Other\nB | Other\nC | 信頼\nC | x\nC | X."
    assert [code.id for code in read(rows).codes] == [code.id for code in read(rows).codes]


def test_an_id_that_somebody_has_already_is_not_given_again() -> None:
    codes = read("Id | Name\ntrust_2 | Doubt\n | Trust\n | Trust.\n | TRUST!").codes
    assert [code.id for code in codes] == ["trust_2", "trust", "trust_3", "trust_4"]


# --- tables that mean no good -------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        columns(("Code",), *((" " * depth + "x",) for depth in range(2000))),
        columns(("Code",), ("a",), ("a" + ">a" * 200_000,)),
    ],
    ids=["indentation", "signs"],
)
def test_trees_too_deep_for_anybody_are_refused_quickly(hostile: Table) -> None:
    assert "stands below more than 14 others; make the tree flatter" in refused(hostile)


def test_thousands_of_contradictory_rows_are_read_in_bounded_time() -> None:
    rows = [("Code", "Definition"), *(("x", f"d{n}") for n in range(3000))]
    assert len(read(table(rows)).codes) == 3000
