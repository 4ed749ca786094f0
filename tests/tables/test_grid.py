"""Tables as people lay them out: merged cells, titles above, several sheets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qualcode.documents.document import Document, Table
from qualcode.errors import FaultsFound
from qualcode.tables.grid import ROW_LIMIT, Grid, clean, one_line
from qualcode.tables.sheet import HeadedTable, TableChoice, headed_table
from tests.documents.laid_out import across, document, down, table


def fruits(headings: Sequence[str]) -> float:
    """How many of the headings are fruit."""
    return sum(heading in ("Apple", "Pear", "Plum") for heading in headings)


def chosen(found: Document, sheet: str = "", header: int = 0) -> HeadedTable:
    return headed_table(found, TableChoice(sheet, header), fruits, place="fruit.xlsx", what="a fruit")


def refused(found: Document, sheet: str = "", header: int = 0) -> str:
    with pytest.raises(FaultsFound) as error:
        chosen(found, sheet, header)
    return str(error.value)


# --- cells --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\r\nlines\x0bthree\u2028four ", "two\nlines\nthree\nfour"),
        ("nul\0 and bell\x07", "nul and bell"),
        ("half \ud800 a pair", "half  a pair"),
        ("e\u0301", "é"),
    ],
)
def test_cells_hold_clean_text(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_name_is_one_line_without_what_nobody_sees() -> None:
    assert one_line("\ufeff U.S.\n  leadership\u200b") == "U.S. leadership"


# --- merged cells -------------------------------------------------------------------------


def test_cells_merged_downwards_are_filled_and_known_as_such() -> None:
    grid = Grid.of(table("Theme | Code\nA | x\n | y\n | z", merged=down(1, 0, 3)))
    assert [row[0] for row in grid.rows] == ["Theme", "A", "A", "A"]
    assert grid.below == {(2, 0), (3, 0)}


def test_cells_merged_sideways_are_not_repeated_but_measured() -> None:
    grid = Grid.of(table("Title | | \nA | b | c", merged=across(0, 0, 3)))
    assert grid.rows[0] == ("Title", "", "")
    assert grid.across == {(0, 0): 3}


def test_merged_ranges_that_leave_the_table_are_passed_over() -> None:
    grid = Grid.of(table("A | b\nC | d", merged={(9, 0): (1, 0), (1, 7): (0, 7), (0, 0): (1, 0)}))
    assert grid.rows == (("A", "b"), ("C", "d"))


def test_blanks_in_front_of_a_cell_are_its_indentation() -> None:
    grid = Grid.of(table([("Top",), ("    Below",), ("\t\u00a0Tab",), ("\n  Line",), ("   ",)]))
    assert grid.indents == {(1, 0): 4, (2, 0): 5, (3, 0): 2}
    assert grid.rows[1] == ("Below",)


# --- the title ----------------------------------------------------------------------------


def test_the_title_is_a_single_text_above_the_header() -> None:
    grid = Grid.of(table(" | \n | Fruit of the\\nseason\nMade | by us\nApple | Pear"))
    assert grid.title(3) == "Fruit of the season"
    assert grid.title(0) == ""


def test_a_long_text_above_the_header_is_no_title() -> None:
    assert Grid.of(table([("How to read this " * 20, ""), ("Apple", "Pear")])).title(1) == ""


def test_a_table_without_rows_has_no_width() -> None:
    assert Grid.of(Table(())).width == 0


# --- which table, which header ------------------------------------------------------------


def test_the_header_is_the_row_that_scores_best_the_first_of_several() -> None:
    found = chosen(document(table("Apple | x\nApple | Pear\nPear | Apple\n1 | 2", first_row=3)))
    assert (found.header, found.grid.number(found.header)) == (1, 4)


def test_a_header_is_not_looked_for_far_down() -> None:
    assert "no row of headings with a fruit" in refused(document(table([("x",)] * 60 + [("Apple",)])))


def test_the_best_table_is_chosen_and_the_others_are_named() -> None:
    sheets = (
        table("Read me", "About"),
        table("Apple | Pear", "Fruit"),
        table("Apple", ""),
        table(" ", "Empty"),
    )
    found = chosen(document(*sheets))
    assert (found.name, found.others) == ("Fruit", ("About", "table 3"))


@pytest.mark.parametrize("sheet", ["fruit 2 ", "2"])
def test_a_table_can_be_named_or_numbered(sheet: str) -> None:
    found = chosen(document(table("Apple | Pear", "Fruit"), table("Plum", "Fruit 2")), sheet)
    assert found.grid.rows == (("Plum",),)


def test_a_table_that_is_not_there_is_refused_with_those_that_are() -> None:
    message = refused(document(table("Apple", "Fruit"), table("Plum", "More")), "Nuts")
    assert message == "--sheet: fruit.xlsx has no 'Nuts'; choose one of: Fruit, More"


def test_a_header_that_the_user_names_is_believed() -> None:
    found = chosen(document(table("Apple | Pear\nx | y\nz | q", first_row=5)), header=6)
    assert found.header == 1


def test_a_header_in_several_tables_is_that_of_the_best() -> None:
    found = chosen(document(table("x\ny", "One"), table("x\nApple", "Two")), header=2)
    assert found.name == "Two"


@pytest.mark.parametrize("header", [9, -1])
def test_a_header_that_is_no_row_is_refused(header: int) -> None:
    assert f"fruit.xlsx has no row {header}" in refused(document(table("Apple")), header=header)


def test_rows_are_called_what_their_program_calls_them() -> None:
    lines = Table((("Title",), ("Apple",), ("x",)), numbers=(1, 4, 9))
    found = chosen(document(lines, kind="csv"), header=4)
    assert [found.grid.number(row) for row in range(3)] == [1, 4, 9]
    assert found.header == 1


@pytest.mark.parametrize("blocks", [(), (table(" | \n | "),)])
def test_a_document_without_a_table_is_refused(blocks: tuple[Table, ...]) -> None:
    assert "holds no table" in refused(document(*blocks))


def test_tables_of_data_are_passed_over() -> None:
    data = Table(tuple(("Apple", "Pear") for _ in range(ROW_LIMIT + 1)), "Data")
    assert chosen(document(data, table("Apple", "Fruit"))).name == "Fruit"
    assert "has more than 20,000 rows" in refused(document(data))
