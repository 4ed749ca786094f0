"""What stands behind the last line end: only one line that was cut is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.journal.events import made, to_line
from qualcode.journal.lines import is_cut
from qualcode.journal.log import append, read_log
from tests.journal.lines import applied, removed, write

FIRST = applied(memo='é “memo” 😀 \\ "{}" \u0001 {', direction="±", blind=True)
LINES = [to_line(event).encode() for event in (FIRST, removed(FIRST), made("ana", "memo", memo="m"))]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_cut_wherever_it_was_cut(line: bytes) -> None:
    for end in range(1, len(line)):
        assert is_cut(line[:end])
        assert is_cut(line[:end] + b"\0" * 20)
    assert not is_cut(line)


A, B = LINES[1], LINES[2]
NOT_CUT = {
    "two events": A + B,
    "two events, the second cut": A + B[:50],
    "one within another": b'{"end":' + A,
    "a valid sum, and a blank": A + b" x",
    "line ends of an old system": A + b"\r" + B + b"\r",
    "one line and CR": A[:40] + b"\r",
    "UTF-16": A.decode().encode("utf-16-le"),
    "UTF-16 with its mark": A.decode().encode("utf-16"),
    "zeros before a line": b"\0\0" + A[:40],
    "no JSON": b'{"v":1,' + b"x" * 100,
    "no object": b'["v"',
    "another encoding": '{"memo":"é'.encode("latin-1") + b"e",
    "of a newer version": b'{"v":9}',
    "deep": b'{"a":' * 100_000,
}


@pytest.mark.parametrize("tail", NOT_CUT.values(), ids=NOT_CUT)
def test_anything_else_is_a_fault_that_stays_where_it_is(tail: bytes, tmp_path: Path) -> None:
    first, second = applied(), applied("I like pears")
    path = write(tmp_path / "ana.jsonl", first, tail=tail)
    assert not is_cut(tail)
    read = read_log(path, "ana.jsonl")
    assert (read.events, read.torn) == ((first,), False)
    assert "unfinished" not in read.faults[0].problem
    assert append(path, "ana.jsonl", [second]) == ""
    assert tail in path.read_bytes()
    assert read_log(path, "ana.jsonl").events == (first, second)
    assert not (tmp_path / "ana.torn").exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("two events", "more than one event stands in it; put each on a line of its own"),
        ("line ends of an old system", "(CR); save the log with the line ends of Unix (LF)"),
        ("UTF-16", "zero bytes"),
        ("of a newer version", "newer qualcode"),
    ],
)
def test_a_fault_says_what_to_do(name: str, expected: str, tmp_path: Path) -> None:
    path = write(tmp_path / "ana.jsonl", applied(), tail=NOT_CUT[name])
    assert expected in str(read_log(path, "ana.jsonl").faults[0])


def test_zeros_where_a_line_was_to_be_are_set_aside(tmp_path: Path) -> None:
    first, second = applied(), applied("I like pears")
    for zeros in (b"\0", b"\0" * 5000):
        path = write(tmp_path / "ana.jsonl", first, tail=zeros)
        assert read_log(path, "x").torn
        assert "ana.torn" in append(path, "ana.jsonl", [second])
        assert read_log(path, "x").events == (first, second)


def test_blanks_at_the_end_are_nothing(tmp_path: Path) -> None:
    first, second = applied(), applied("I like pears")
    path = write(tmp_path / "ana.jsonl", first, tail=b"  ")
    assert append(path, "x", [second]) == ""
    assert (read_log(path, "x").events, read_log(path, "x").faults) == ((first, second), ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_a_log_saved_as_utf16_is_one_fault_and_not_written_to(encoding: str, tmp_path: Path) -> None:
    path = write(tmp_path / "ana.jsonl", applied(), applied())
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    before = path.read_bytes()
    read = read_log(path, "ana.jsonl")
    assert [str(fault) for fault in read.faults] == [
        "ana.jsonl: is saved as UTF-16, of which nothing is read; save it as UTF-8"
    ]
    assert not read.torn
    with pytest.raises(QualcodeError, match=r"save it as UTF-8; nothing was saved"):
        append(path, "ana.jsonl", [applied()])
    assert path.read_bytes() == before


def test_a_mark_at_the_beginning_is_dropped(tmp_path: Path) -> None:
    first, second = applied(), applied("I like pears")
    path = write(tmp_path / "ana.jsonl", first)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    append(path, "x", [second])
    assert (read_log(path, "x").events, read_log(path, "x").faults) == ((first, second), ())
    path.write_bytes(b"\xef\xbb\xbf{")
    assert "ana.torn" in append(path, "x", [first])
