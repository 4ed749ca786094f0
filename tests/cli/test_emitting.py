"""The one way out: what is wanted is computed and put out, and nothing else."""

from __future__ import annotations

import sys
from typing import NoReturn

import pytest

from qualcode.cli import render
from qualcode.cli.emitting import Output, Rows
from qualcode.cli.render.console import Drawing, dim, flowing
from qualcode.errors import QualcodeError


def never() -> NoReturn:
    raise AssertionError("was not asked for")


def rows() -> Rows:
    return ("code", "n"), iter([["apples", "1"], ["a,b", "2"]])


def test_json_computes_the_data_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=True).give(lambda: {"wörd": [1]}, never, never)
    assert capsys.readouterr().out == '{\n  "wörd": [\n    1\n  ]\n}\n'


def test_csv_computes_the_rows_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_csv=True).give(never, never, rows)
    assert capsys.readouterr().out == 'code,n\napples,1\n"a,b",2\n'


def test_lines_need_nothing_to_draw(capsys: pytest.CaptureFixture[str]) -> None:
    Output().give(never, ["one", "two"], never)
    assert capsys.readouterr().out == "one\ntwo\n"


def test_a_drawing_is_printed_from_top_to_bottom(capsys: pytest.CaptureFixture[str]) -> None:
    def drawing() -> Drawing:
        yield "[bold]first[/bold]"
        yield flowing("long " * 300)
        yield dim("last")

    Output().give(never, drawing, never)
    assert capsys.readouterr().out.splitlines() == ["first", "long " * 300, "last"]


def test_two_outputs_are_refused() -> None:
    with pytest.raises(QualcodeError, match="--json and --csv are two outputs; choose one"):
        Output(as_json=True, as_csv=True)


def test_what_draws_is_a_module_whatever_was_imported_before() -> None:
    for name in render.__all__:
        assert getattr(render, name) is sys.modules[f"qualcode.cli.render.{name}"]
    with pytest.raises(AttributeError, match="nonsense"):
        _ = render.nonsense
