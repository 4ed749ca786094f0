"""Tables of ratings as people keep them."""

from __future__ import annotations

import pytest

from qualcode.analysis.agreement import Level, measure_all
from qualcode.errors import FaultsFound
from tests.tables.rated import ratings_in


def alpha(text: str, layout: str = "", level: Level = "nominal") -> tuple[float | None, int, str]:
    patterns, found, *_ = ratings_in(text, layout, level)
    return measure_all(patterns, ("alpha",), level=level, resamples=5)[0].coefficient, patterns.coders, found


@pytest.mark.parametrize("text", [
    "unit,a,b\n1,x,x\n2,y,y\n3,x,y\n",
    "a;b\nx;x\ny;y\nx;y\n",
    "answer_id\ta\tb\n1\tx\tx\n2\ty\ty\n3\tx\ty\n",
    "coder,unit,rating\na,1,x\nb,1,x\na,2,y\nb,2,y\na,3,x\nb,3,y\n",
    "rating,item,rater\nx,1,a\nx,1,b\ny,2,a\ny,2,b\nx,3,a\ny,3,b\n",
])  # fmt: skip
def test_the_same_ratings_in_any_shape_are_the_same(text: str) -> None:
    # 3 x and 3 y: D_o = 1/3, D_e = 2 · 3 · 3 / (6 · 5) = 0.6
    value, coders, _ = alpha(text)
    assert value == pytest.approx(1 - (1 / 3) / 0.6)
    assert coders == 2


def test_triples_without_known_headings_are_read_in_their_order() -> None:
    assert alpha("p,q,r\na,1,x\nb,1,x\na,2,y\nb,2,y\n", "triples")[0] == 1


def test_1_and_1_0_are_one_rating_where_all_are_numbers() -> None:
    assert alpha("a,b\n1,1.0\n2,2.0\n3,\n")[0] == 1


def test_words_for_missing_are_missing() -> None:
    assert alpha("a,b,c\nx,x,NA\ny,y,nan\nx,y,\n")[1] == 2


def test_a_coder_who_rated_nothing_is_no_coder() -> None:
    assert alpha("a,b,c\nx,x,\ny,x,\n")[1] == 2


def test_cells_hold_sets_of_codes() -> None:
    patterns = ratings_in("a,b\nx;y,y|x\nx,{}\nz,z + x\n", "", "jaccard").patterns
    assert frozenset() in patterns.categories
    assert frozenset({"x", "y"}) in patterns.categories
    assert len(patterns.categories) == 5


def test_repeated_triples_are_a_set() -> None:
    text = "coder,unit,code\na,1,x\na,1,y\nb,1,y\nb,1,x\na,2,z\nb,2,z\n"
    patterns = ratings_in(text, "", "masi").patterns
    assert measure_all(patterns, ("masi",), resamples=5)[0].coefficient == 1


@pytest.mark.parametrize(("text", "layout", "level", "problem"), [
    ("unit,a\n1,x\n", "", "nominal", "one coder only"),
    ("a,b\nx,\ny,\n", "", "nominal", "one coder only"),
    ("unit,a,b\n1,,\n2,,\n", "", "nominal", "all ratings are missing"),
    ("unit,a,b\n", "", "nominal", "no units"),
    ("a,a\nx,y\n", "", "nominal", "own name"),
    ("a,,b\nx,y,z\n", "", "nominal", "no name of its own"),
    ("a,b\nx,y\n", "triples", "nominal", "no table of triples"),
    ("a,b\nx,y\n", "rows", "nominal", "none of units, triples"),
    ("coder,unit,rating\na,1,x\nb,1,x\n", "units", "nominal", "row for each rating"),
    ("coder,unit,rating\na,1,x\na,1,y\nb,1,x\n", "", "nominal", "rated this unit before"),
    ("coder,unit,rating\na,1,x\n,1,y\n", "", "nominal", "names no coder"),
    ("coder,unit,rating\na,1,x\na,2,y\n", "", "nominal", "one coder only"),
    ("a,b\n1,high\n2,2\n", "", "ordinal", "holds text"),
    ("a,b\n1,inf\n2,2\n", "", "interval", "holds text"),
    ("a,b\n1,-2\n2,2\n", "", "ratio", "below 0"),
])  # fmt: skip
def test_a_table_that_will_not_do_gets_a_sentence(text: str, layout: str, level: Level, problem: str) -> None:
    with pytest.raises(FaultsFound, match=problem) as error:
        alpha(text, layout, level)
    assert len(error.value.faults) == 1


def test_more_values_than_can_be_compared_pairwise_are_refused() -> None:
    text = "a,b\n" + "".join(f"{number},{number}\n" for number in range(1, 5_003))
    with pytest.raises(FaultsFound, match="different values"):
        alpha(text, level="ratio")
    assert alpha(text, level="interval")[0] == pytest.approx(1)


@pytest.mark.parametrize("head", ["sentence", "Einheit", "Item No.", "quote"])
def test_a_first_column_of_names_is_no_coder_whatever_its_head_and_that_is_said(head: str) -> None:
    found = ratings_in(f"{head},ana,bo\nu1,a,a\nu2,a,b\nu3,b,b\n")
    assert found.coders == ("ana", "bo")
    assert found.notes == (
        f"Taken as the names of the units, not as a coder: the column {head!r} (no two are alike).",
    )


def test_a_first_coder_is_a_coder() -> None:
    assert ratings_in("ana,bo,cy\na,b,c\nb,a,c\nc,c,c\n").coders == ("ana", "bo", "cy")
    measured = "ana,bo,cy\n1.5,1.25,1.75\n2.5,2.25,2.75\n3.5,3.25,3\n"
    assert ratings_in(measured, level="interval").coders == ("ana", "bo", "cy")


@pytest.mark.parametrize(
    "text",
    [
        "coder,unit,rating,comment\na,1,x,why\nb,1,x,\na,2,y,\nb,2,x,\n",
        "id,coder,unit,rating\n7,a,1,x\n8,b,1,x\n9,a,2,y\n10,b,2,x\n",
        "item,user,label\n1,a,x\n1,b,x\n2,a,y\n2,b,x\n",
    ],
)
def test_triples_are_known_by_their_heads_whatever_stands_beside_them(text: str) -> None:
    found = ratings_in(text)
    assert (found.layout, found.coders, found.patterns.units) == ("triples", ("a", "b"), 2)


def test_triples_of_which_some_heads_are_known() -> None:
    found = ratings_in("sentence,annotator,label\n1,a,x\n1,b,x\n2,a,y\n2,b,x\n", "triples")
    assert (found.coders, found.patterns.units) == (("a", "b"), 2)
    with pytest.raises(FaultsFound, match="no column of coders and none of ratings"):
        ratings_in("unit,ana,bo\n1,x,x\n2,y,x\n", "triples")


def test_none_is_a_category_and_other_words_for_missing_are_said() -> None:
    found = ratings_in("ana,bo\nnone,none\na,none\nNA,a\n.,a\n")
    assert found.patterns.categories == ("a", "none")
    assert found.patterns.units == 2
    assert found.notes == ("Taken as missing besides blanks: NA (1), . (1).",)


def test_a_unit_has_one_row() -> None:
    with pytest.raises(FaultsFound, match=r"t\.csv:3: names a unit that was named before"):
        ratings_in("unit,ana,bo\n1,x,x\n1,y,y\n")


def test_accents_and_decimal_commas_are_read_as_they_are_meant() -> None:
    assert len(ratings_in("ana,bo\ncaf\u00e9,cafe\u0301\nx,x\n").patterns.categories) == 2
    assert ratings_in("ana;bo\n1,5;1,5\n2;2,5\n", level="interval").patterns.categories == (1.5, 2.0, 2.5)


def test_a_header_of_numbers_may_be_ratings() -> None:
    assert "does it hold ratings?" in ratings_in("1,2\n1,1\n2,2\n").notes[0]
