"""One decision, one line: written, read back, and refused when it is not what was written."""

from __future__ import annotations

import contextlib
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.anchors import Anchor
from qualcode.errors import FaultsFound
from qualcode.journal import coder_name, ids, new_id
from qualcode.journal.events import canonical_json, checksum, from_line, made, to_line
from qualcode.journal.ids import is_misdated
from qualcode.journal.lines import NoEvent
from tests.journal.lines import anchor, applied, moved, removed


def changed(**values: object) -> bytes:
    """A line with other values and a checksum that fits them."""
    data = json.loads(to_line(applied()))
    data.update(values)
    data["sum"] = checksum(data)
    return json.dumps(data).encode()


def problem(line: bytes) -> str:
    with pytest.raises(NoEvent) as refused:
        from_line(line)
    return refused.value.problem


# --- ids ----------------------------------------------------------------------------------


def test_ids_are_uuids_of_version_7_that_grow() -> None:
    ids = [new_id() for _ in range(2000)]
    assert ids == sorted(set(ids))
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", i) for i in ids
    )


def test_an_id_is_newer_than_what_it_follows_even_if_the_clock_was_set_back() -> None:
    future = "02ffffff-ffff-7fff-bfff-ffffffffffff"
    assert future < new_id(after=future) < "03000000-0000-8000"


def test_two_machines_that_follow_the_same_event_of_a_clock_gone_wrong_make_two_ids() -> None:
    future = "02ffffff-ffff-7000-8000-000000000000"
    known = list(ids._last)
    one = new_id(after=future)
    ids._last[:] = known  # the other one knows nothing of it
    assert new_id(after=future) != one


def test_an_id_from_the_end_of_time_leaves_room_for_others() -> None:
    for end in ("ffffffff-ffff-7fff-bfff-ffffffffffff", "03bb2cc3-d800-7000-8000-000000000000", "nonsense"):
        assert not is_misdated(new_id(after=end))
    assert not is_misdated("03bb2cc3-d7ff-7fff-bfff-ffffffffffff")


# --- lines --------------------------------------------------------------------------------


def test_a_line_reads_back_as_the_event_it_was() -> None:
    first = applied(direction="±", memo="a note\nin two lines")
    for event in (first, removed(first), moved(first, "I like pears")):
        assert from_line(to_line(event).encode()) == event
        assert "\n" not in to_line(event)


def test_a_line_says_who_decided_what_where_and_when() -> None:
    data = json.loads(to_line(applied(direction="+")))
    assert (data["v"], data["op"], data["coder"], data["code"]) == (1, "apply", "ana", "apples")
    assert (data["start"], data["end"], data["quote"]) == (18, 31, "I like apples")
    assert (data["nth"], data["of"], data["direction"]) == (1, 1, "+")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", data["time"])
    assert re.fullmatch("[0-9a-f]{16}", data["sum"])


@given(st.integers(0), st.sampled_from('0123456789abcdefxyz "{}:,'))
def test_no_sign_of_a_line_can_be_changed_unnoticed(place: int, sign: str) -> None:
    """Law: another sign anywhere makes the line unreadable or leaves its meaning as it was."""
    line = LINE
    other = line[: place % len(line)] + sign + line[place % len(line) + 1 :]
    try:
        event = from_line(other.encode())
    except NoEvent:
        return
    assert event == from_line(line.encode())


def test_signs_written_as_escapes_by_another_program_count() -> None:
    event = from_line(changed(memo="a tree \U0001f333"))
    assert event.memo == "a tree \U0001f333"


LINE = to_line(applied())


@pytest.mark.parametrize("op", ["reject", "memo", "done"])
def test_what_another_version_adds_to_a_line_is_kept(op: str) -> None:
    event = from_line(changed(op=op, whatever={"a": [1]}))
    assert (event.op, event.data["whatever"]) == (op, {"a": [1]})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"", "JSON"),
        (b"\0\0\0", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "JSON"),  # Python 3.13 reads 5,000 levels
        (b'{"v":' + b"9" * 10_000 + b"}", "JSON"),
        (b'{"v":NaN}', "JSON"),
        (b'{"v":1e999}', "JSON"),
        (to_line(applied()).replace("apples", "\\ud83d").encode(), "no text"),
        (b"[1]", "no event"),
        (b"{}", "no version"),
        (b'{"v":true}', "no version"),
        (changed(v=0), "no version"),
        (changed(v=2), "newer qualcode"),
        (b'{"v":2}', "newer qualcode, or is damaged"),
        (to_line(applied()).replace("apples", "plums").encode(), "checksum"),
        (changed(id="1"), "id or time"),
        (changed(time=5), "id or time"),
        (changed(coder="../../x"), "coder"),
        (changed(coder="rules"), "coder"),
        (changed(coder=None), "coder"),
        (changed(op="destroy"), "operation"),
        (changed(op=[]), "operation"),
        (changed(code=""), "which code"),
        (changed(code=7), "code that is no text"),
        (changed(op="remove", target="x"), "which code or coding"),
        (changed(op="undo"), "which code or coding"),
        (changed(op="reject", code=""), "which code"),
        (changed(op="done", transcript=""), "which transcript"),
        (changed(op="memo", target="x"), "what it is a memo on"),
        (changed(op="adjudicate", coder="consensus", by="cy"), "what was decided"),
        (changed(op="adjudicate", coder="consensus", verdict="coded"), "by whom"),
        (changed(op="adjudicate", verdict="coded", by="cy"), "no verdict of the consensus"),
        (changed(op="adjudicate", coder="consensus", verdict="coded", by="rules"), "who decided"),
        (changed(op="adjudicate", coder="consensus", verdict="coded", by="cy", code=""), "which code"),
        (changed(direction="up"), "direction"),
        (changed(quote=None), "place"),
        (changed(start=-1), "place"),
        (changed(start=1.5), "place"),
        (changed(nth=True), "place"),
        (changed(end=10**30), "place"),
        (changed(end=30), "as long as"),
        (changed(end=18, quote=""), "as long as"),
    ],
)
def test_what_is_no_event_is_refused_in_words(line: bytes, expected: str) -> None:
    said = problem(line)
    assert expected in said
    assert "apples" not in said


def test_a_verdict_reads_back_as_it_was() -> None:
    verdict = made(
        "consensus", "adjudicate", anchor=anchor("pears"), code="pears", verdict="coded", took="bo",
        between="ana,bo", reason="it says so", by="cy", blind=True,
    )  # fmt: skip
    assert from_line(to_line(verdict).encode()) == verdict


def test_an_anchor_without_context_is_enough() -> None:
    bare = made("ana", "apply", anchor=Anchor("A1", "", 0, 3, "INT"), code="x")
    assert from_line(to_line(bare).encode()) == bare


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda each: (
            st.lists(each, max_size=3)
            | st.dictionaries(st.sampled_from(["v", "id", "op", "start", "quote"]), each, max_size=4)
        ),
        max_leaves=8,
    )
)
def test_any_json_is_an_event_or_refused(data: Any) -> None:
    """Law: whatever stands in a line, reading ends in an event or in a sentence."""
    if isinstance(data, dict):
        data = {**json.loads(LINE), **data}
        data["sum"] = checksum(data)
    line = canonical_json(data).encode("utf-8", "surrogatepass")
    with contextlib.suppress(NoEvent):
        assert from_line(line).data["coder"] == "ana"


# --- names --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ana", "A.B-c_9", "7", "x" * 40])
def test_plain_names_of_coders(name: str) -> None:
    assert coder_name(name) == name


@pytest.mark.parametrize(
    "name", ["", ".ana", "a/b", "a b", "é", "x" * 41, "rules", "Model", "consensus", "ana\n"]
)
def test_names_that_cannot_be_used(name: str) -> None:
    with pytest.raises(FaultsFound, match="--coder"):
        coder_name(name)


def test_the_context_of_an_anchor_is_in_the_line() -> None:
    data = json.loads(to_line(applied()))
    assert (
        data["before"] + data["quote"] + data["after"] == anchor().before + "I like apples" + anchor().after
    )
