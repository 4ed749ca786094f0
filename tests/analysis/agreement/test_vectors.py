"""Published worked examples, through the table reader as a user would have them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from qualcode.analysis.agreement import Level, measure_all
from qualcode.delimited import write_delimited
from tests.conftest import ROOT
from tests.tables.rated import ratings_in

VECTORS = json.loads((ROOT / "tests" / "data" / "agreement_vectors.json").read_text(encoding="utf-8"))
NAMES = {
    "brennan_prediger": "pabak",
    "S (bennett)": "pabak",
    "conger_kappa (=cohen for 2 raters)": "conger",
    "davies_fleiss_multi_kappa": "conger",
    "fleiss_kappa (Gwet generalised to missing)": "fleiss",
    "fleiss_kappa": "fleiss",
    "scott_pi": "fleiss",
    "gwet_ac1": "ac1",
    "krippendorff_alpha": "alpha",
    "cohen_kappa": "cohen",
}


def as_table(data: dict[str, Any]) -> str:
    """A published data set as the CSV that somebody would make of it."""
    if data["layout"] == "triples":
        return write_delimited(
            ["coder", "unit", "rating"], [[str(cell) for cell in row] for row in data["triples"]]
        )
    if data["layout"] == "rater_by_unit":
        return _rows(list(zip(*data["ratings"], strict=True)))
    if data["layout"] == "unit_by_rater":
        return _rows(data["ratings"])
    if data["layout"] == "contingency_2raters":
        pairs = [(one, other) for one in data["categories"] for other in data["categories"]]
        numbers = [number for row in data["table"] for number in row]
        return _rows([pair for pair, number in zip(pairs, numbers, strict=True) for _ in range(number)])
    named = data["categories"]
    return _rows(
        [[name for name, n in zip(named, row, strict=True) for _ in range(n)] for row in data["counts"]]
    )


def _rows(rows: list[Any]) -> str:
    header = ["unit", *(f"coder {number}" for number in range(len(rows[0])))]
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return write_delimited(header, [[str(number), *row] for number, row in enumerate(cells)])


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda each: f"{each['dataset']} {each['metric']}")
def test_published_values_come_out(vector: dict[str, Any]) -> None:
    level: Level = vector.get("level", "nominal")
    text = as_table(VECTORS["datasets"][vector["dataset"]])
    patterns = ratings_in(text, "", level).patterns
    found = measure_all(patterns, (NAMES[vector["metric"]],), level=level, resamples=50)[0]
    if vector.get("convention"):  # all ratings the same: some call it 1; we say why it can't be told
        assert found.coefficient is None
        assert "without variation" in (found.undefined or "")
        return
    within = vector["tolerance"]
    expected = vector["expected"]
    assert found.coefficient == pytest.approx(expected["coefficient_value"], abs=within)
    if "pa" in expected:
        assert found.observed == pytest.approx(expected["pa"], abs=within)
        assert found.expected == pytest.approx(expected["pe"], abs=within)
