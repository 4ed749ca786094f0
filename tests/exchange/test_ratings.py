"""Tables of ratings as people keep them."""

from __future__ import annotations

import pytest

from qualcode.analysis.agreement import Level, measure_all
from qualcode.delimited import delimited_of
from qualcode.errors import FaultsFound
from qualcode.exchange.ratings import ratings_in


def alpha(text: str, layout: str = "", level: Level = "nominal") -> tuple[float | None, int, str]:
    patterns, found = ratings_in(delimited_of(text.encode(), place="t.csv"), layout, level)
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
    patterns, _ = ratings_in(delimited_of(b"a,b\nx;y,y|x\nx,{}\nz,z + x\n", place="t"), "", "jaccard")
    assert frozenset() in patterns.categories
    assert frozenset({"x", "y"}) in patterns.categories
    assert len(patterns.categories) == 5


def test_repeated_triples_are_a_set() -> None:
    text = "coder,unit,code\na,1,x\na,1,y\nb,1,y\nb,1,x\na,2,z\nb,2,z\n"
    patterns, _ = ratings_in(delimited_of(text.encode(), place="t"), "", "masi")
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
