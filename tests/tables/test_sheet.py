"""Which table of a document is meant, where its headings are, and what is said of both."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qualcode.documents.document import Document, Paragraph, Run, Table
from qualcode.errors import FaultsFound
from qualcode.tables import HeadedTable, TableChoice, headed_table
from qualcode.tables.grid import ROW_LIMIT
from tests.documents.laid_out import document, table


def fruits(headings: Sequence[str]) -> float:
    """How many of the headings are fruit."""
    return sum(heading in ("Apple", "Pear", "Plum") for heading in headings)


def chosen(found: Document, sheet: str = "", header: int = 0) -> HeadedTable:
    return headed_table(found, TableChoice(sheet, header), fruits, place="fruit.xlsx", what="a fruit")


def refused(found: Document, sheet: str = "", header: int = 0) -> str:
    with pytest.raises(FaultsFound) as error:
        chosen(found, sheet, header)
    return str(error.value)


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


# --- a table with its headings ------------------------------------------------------------


def test_a_table_says_what_its_rows_and_columns_are_called() -> None:
    found = chosen(document(table("Apple | | Pear\n1 | 2 | 3\nApple | | Pear\n4 | |", first_row=7)))
    assert [found.called(column) for column in range(3)] == ["Apple", "column 2", "Pear"]
    assert found.at(1) == "fruit.xlsx:8"
    assert found.column(0) == ["1", "Apple", "4"]
    assert [row for row in found.body if found.repeats_headings(row)] == [2]


def test_tables_that_were_not_read_are_said_and_how_to_read_them() -> None:
    (said,) = chosen(document(table("Apple | Pear", "Fruit"), table("x", ""))).on_others()
    assert said == "Read: Fruit. Not read: table 2; name one with --sheet."
    assert list(chosen(document(table("Apple", "Fruit"))).on_others()) == []


def test_a_title_in_the_table_comes_before_a_heading_of_the_text() -> None:
    heading = Paragraph((Run("Of trees"),), heading=True)
    assert chosen(document(heading, table("Apple | Pear"))).title == "Of trees"
    assert chosen(document(heading, table("Of fruit | \nApple | Pear"))).title == "Of fruit"
    assert chosen(document(table("Apple | Pear"), heading)).title == ""
