"""A study frozen as an older qualcode left it opens with the same figures, for good.

`tests/data/frozen_2026_12.zip` holds the sample study of December 2026 (invented, as its head says) with
further work in it — verdicts, a consensus that was settled and one opened again, suggestions taken and turned
down, undo and redo, an edited text — and the figures that the program of that day counted. They are never
made anew: where one differs, reading changed what people decided.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any, cast

import pytest

from qualcode import Study

FROZEN = Path(__file__).parent / "data" / "frozen_2026_12.zip"


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, dict[str, Any]]:
    """The study, opened and coded by its rules, and its figures."""
    folder = tmp_path_factory.mktemp("frozen")
    with zipfile.ZipFile(FROZEN) as archive:
        archive.extractall(folder)
    study = Study.open(folder / "study")
    study.autocode()
    return study, cast("dict[str, Any]", json.loads((folder / "figures.json").read_text("utf-8")))


def test_it_has_no_faults(frozen: tuple[Study, dict[str, Any]]) -> None:
    assert frozen[0].check() == []


def test_every_tally_is_what_it_was(frozen: tuple[Study, dict[str, Any]]) -> None:
    study, figures = frozen
    counted = 0
    for each in figures["tally"]:
        tally = study.tally(each["by"], each["count"], each["codes"], source=each["source"])
        cells = [[cell.code, cell.group, cell.n, cell.N] for cell in (*tally.cells, *tally.totals)]
        assert cells == each["cells"], {name: each[name] for name in ("source", "by", "count", "codes")}
        counted += len(cells)
    assert counted == 9_800


def test_every_cooccurrence_is_what_it_was(frozen: tuple[Study, dict[str, Any]]) -> None:
    study, figures = frozen
    for each in figures["cooccur"]:
        found = study.cooccur(unit=each["unit"], source=each["source"])
        assert found.units == each["units"]
        assert [[pair.a, pair.b, pair.n] for pair in found.pairs] == each["pairs"]


def test_every_quote_stands_where_it_stood(frozen: tuple[Study, dict[str, Any]]) -> None:
    study, figures = frozen
    places = 0
    for each in figures["quotes"]:
        quotes = study.quotes(each["code"], source=each["source"])
        assert [[one.transcript, one.start, one.end, one.coder] for one in quotes] == each["places"]
        places += len(quotes)
    assert places == 804
