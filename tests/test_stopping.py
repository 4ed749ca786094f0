"""SIGTERM and SIGHUP end a command as Ctrl-C does: tidied up, with a sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode import stopping
from qualcode.stopping import Stopped, stoppable, stopped_by
from tests.cli.importing import INTERVIEW, assert_clean, new_study, put, state

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
WAITING = """
import sys, time
from qualcode.cli.main import main
from qualcode.documents import document_of

def slow(source):
    if source.place == "b.txt":
        print("reading", flush=True)
        time.sleep(60)
    return document_of(source)

import qualcode.intake.plan
qualcode.intake.plan.document_of = slow
sys.argv = ["qualcode", "import", *sys.argv[1:]]
main()
"""


def told(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(0.01)  # python looks for signals between its own steps


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = [signal.getsignal(number) for number in SIGNALS]
    yield
    assert [signal.getsignal(number) for number in SIGNALS] == before


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_is_an_exception_that_no_handler_of_errors_takes(number: int) -> None:
    with pytest.raises(Stopped) as stopped, stoppable():  # noqa: PT012 - the signal is what raises
        try:
            told(number)
        except Exception:  # noqa: BLE001 - as broad as it gets
            pytest.fail("was taken for an error")
    assert stopped.value.code == 128 + number


def test_a_second_signal_does_not_cut_tidying_up_off(monkeypatch: pytest.MonkeyPatch) -> None:
    tidied = []
    with pytest.raises(Stopped), stoppable():  # noqa: PT012 - the signal is what raises
        try:
            told(signal.SIGHUP)
        finally:
            told(signal.SIGTERM)
            tidied.append("all")
    assert tidied == ["all"]
    monkeypatch.setattr(stopping, "GRACE", 0.0)
    with pytest.raises(Stopped), stoppable():  # noqa: PT012 - as above
        try:
            told(signal.SIGHUP)
        finally:
            told(signal.SIGTERM)
            pytest.fail("whoever insists is heard")


def test_what_is_to_go_on_without_its_terminal_does() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with stoppable():
        told(signal.SIGHUP)
    signal.signal(signal.SIGHUP, before)


def test_a_loop_can_be_told_instead() -> None:
    heard: list[int] = []
    with stoppable(), stopped_by(heard.append):
        told(signal.SIGTERM)
    assert heard == [signal.SIGTERM]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_import_that_is_told_to_stop_leaves_nothing(number: int, tmp_path: Path) -> None:
    study = new_study(tmp_path)
    put(tmp_path, "in/a.txt", INTERVIEW)
    put(tmp_path, "in/b.txt", INTERVIEW)
    before = state(study)
    command = [sys.executable, "-c", WAITING, str(tmp_path / "in")]
    with subprocess.Popen(
        command, cwd=study, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "reading\n"
        assert list((study / ".qualcode" / "incoming").rglob("*.txt"))
        process.send_signal(number)
        said = process.stderr.read()
    assert (process.returncode, said) == (128 + number, "qualcode: stopped; what was finished is kept\n")
    assert state(study) == before
    assert_clean(study)
