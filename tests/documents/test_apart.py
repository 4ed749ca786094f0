"""Work in a process of its own: what it says, and what becomes of one that crashes, hangs or eats memory."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from qualcode.documents import apart
from qualcode.documents.apart import ChildError, answer, run_apart
from qualcode.errors import FaultsFound

TOO_MUCH = "t.pdf: takes more time or memory to read than any file of text does; "


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a body of Python as the module of a child."""

    def run(body: str, data: bytes = b"") -> Any:
        (tmp_path / "the_child.py").write_text(body, "utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return run_apart("the_child", data, "t.pdf")

    return run


def test_what_a_child_makes_of_the_data_comes_back(child: Any) -> None:
    body = "from qualcode.documents.apart import answer\nanswer(lambda data: [data.decode(), {'a': None}])"
    assert child(body, "é\ud7ff".encode()) == ["é\ud7ff", {"a": None}]


@pytest.mark.parametrize(
    "body",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "raise SystemExit(3)",
        "print('no JSON')",
        "from qualcode.documents.apart import answer\nanswer(lambda data: 'x' * 3_000_000_000)",
        "from qualcode.documents.apart import answer\nanswer(lambda data: data.wrong)",
    ],
    ids=["a crash", "an end without a word", "another word", "memory without end", "a fault of our own"],
)
def test_a_child_that_fails_is_a_sentence(child: Any, body: str) -> None:
    with pytest.raises(FaultsFound) as found:
        child(body)
    assert str(found.value).startswith(TOO_MUCH)


def test_a_child_that_hangs_is_ended(child: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.5)
    with pytest.raises(FaultsFound) as found:
        child("while True: pass")
    assert str(found.value).startswith(TOO_MUCH)


def test_a_module_in_the_folder_at_hand_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('hostile')", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FaultsFound, match=r"^t\.pdf: is damaged; "):
        run_apart("qualcode.documents.pdf.pages", b"no PDF", "t.pdf")


def answered(work: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """What a child writes, in this process and without its bounds."""
    monkeypatch.setattr(apart, "_bound_memory", lambda: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"abc")))
    answer(work)
    return json.loads(capsys.readouterr().out)


def test_a_child_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def locked(_: bytes) -> None:
        raise ChildError("password")

    def large(_: bytes) -> None:
        raise MemoryError

    assert answered(locked, monkeypatch, capsys) == {"error": "password"}
    assert answered(large, monkeypatch, capsys) == {"error": "large"}
    assert answered(len, monkeypatch, capsys) == {"result": 3}


def test_bounds_that_cannot_be_set_are_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")

    def refuse(*_: object) -> None:
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    apart._bound_memory()
    monkeypatch.setitem(sys.modules, "resource", None)
    apart._bound_memory()
