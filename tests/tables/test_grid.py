"""Tables as people lay them out: merged cells, titles above, several sheets."""

from __future__ import annotations

import pytest

from qualcode.documents.document import Table
from qualcode.tables.grid import Grid, clean, one_line
from tests.documents.laid_out import across, down, table

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
