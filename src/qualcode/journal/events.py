"""Events: what a coder decided, one line of JSON each.

A line is canonical JSON (keys sorted, no blanks) and carries a checksum of itself without it. This
version writes `apply`, `remove` and `reanchor`; the other operations of the log are read and kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from qualcode.anchors import Anchor
from qualcode.journal.ids import is_id, new_id
from qualcode.journal.names import is_coder

VERSION = 1
WRITTEN = ("apply", "remove", "reanchor")
KEPT = ("reject", "memo", "done", "adjudicate", "undo")
DIRECTIONS = ("+", "±", "-")
_ANCHOR = ("transcript", "body", "start", "end", "quote", "before", "after", "nth", "of")
_TEXTS = ("transcript", "body", "quote", "before", "after")
_FURTHEST = 1 << 40


class NoEvent(ValueError):
    """A line that is no event; says in words why, and what to do."""

    def __init__(self, problem: str, remedy: str = "restore the line from a copy, or take it out") -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Event:
    """One decision.

    Attributes:
        id: time-ordered and unique; a coding goes by the id of the event that applied it.
        time: UTC, ISO 8601.
        op: one of `WRITTEN`, or of `KEPT`, whose particulars are in `data` alone.
        anchor: the place (`apply`, `reanchor`).
        target: the id of the coding that is removed or placed anew.
        reason: why, in the coder's words.
        codebook: the version of the codebook that was coded by.
        data: the whole line, without its checksum.
    """

    id: str
    time: str
    coder: str
    op: str
    anchor: Anchor | None = None
    code: str = ""
    direction: str = ""
    memo: str = ""
    codebook: str = ""
    target: str = ""
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


def made(coder: str, op: str, *, after: str = "", anchor: Anchor | None = None, **texts: str) -> Event:
    """Return a new event of now; `after` is the newest id known."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return replace(Event(new_id(after), now, coder, op, anchor), **texts)  # type: ignore[arg-type]


# --- to a line ----------------------------------------------------------------------------


def to_line(event: Event) -> str:
    """The line of an event, without its line end."""
    data: dict[str, Any] = {"v": VERSION, "id": event.id, "time": event.time, "coder": event.coder}
    data["op"] = event.op
    if event.anchor is not None:
        data |= _anchor_data(event.anchor)
    for key in ("code", "direction", "memo", "codebook", "target", "reason"):
        if getattr(event, key):
            data[key] = getattr(event, key)
    return canonical_json({**data, "sum": checksum(data)})


def _anchor_data(anchor: Anchor) -> dict[str, Any]:
    values = (
        anchor.transcript, anchor.body_hash, anchor.start, anchor.end, anchor.quote,
        anchor.before, anchor.after, anchor.nth, anchor.of,
    )  # fmt: skip
    return dict(zip(_ANCHOR, values, strict=True))


def canonical_json(data: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no blanks: the form over which checksums are made."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def checksum(data: Mapping[str, Any]) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a line without its `sum`."""
    bare = {key: value for key, value in data.items() if key != "sum"}
    return hashlib.sha256(canonical_json(bare).encode("utf-8", "surrogatepass")).hexdigest()[:16]


# --- from a line --------------------------------------------------------------------------


def from_line(line: bytes) -> Event:
    """Read one line; raises `NoEvent` with what is wrong."""
    try:
        data = json.loads(line.decode("utf-8"))
        summed = checksum(data) if isinstance(data, dict) else ""
    except (ValueError, RecursionError):
        raise NoEvent("is not readable as JSON") from None
    if not summed:
        raise NoEvent("is no event")
    _check_version(data)
    if data.get("sum") != summed:
        raise NoEvent("was changed after it was written: its checksum is another")
    return _event({key: value for key, value in data.items() if key != "sum"})


def _check_version(data: Mapping[str, Any]) -> None:
    version = data.get("v")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NoEvent("has no version")
    if version > VERSION:
        raise NoEvent("was written by a newer qualcode and is not counted", "update qualcode")


def _event(data: Mapping[str, Any]) -> Event:
    op, coder = data.get("op"), data.get("coder")
    if not is_id(data.get("id")) or not isinstance(data.get("time"), str):
        raise NoEvent("has no usable id or time")
    if not is_coder(coder):
        raise NoEvent("names no person as its coder")
    if op in KEPT:
        return Event(data["id"], data["time"], data["coder"], data["op"], data=data)
    if op not in WRITTEN:
        raise NoEvent("has an operation that this version does not know", "update qualcode")
    texts = {key: _text(data, key) for key in ("code", "direction", "memo", "codebook", "target", "reason")}
    if texts["direction"] and texts["direction"] not in DIRECTIONS:
        raise NoEvent("has a direction that is none of + ± -")
    if (op == "apply" and not texts["code"]) or (op != "apply" and not is_id(texts["target"])):
        raise NoEvent("does not say which code or coding it is about")
    anchor = None if op == "remove" else _anchor(data)
    event = Event(data["id"], data["time"], data["coder"], data["op"], anchor, data=data)
    return replace(event, **texts)  # type: ignore[arg-type]


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise NoEvent(f"has a {key} that is no text")
    return value


def _anchor(data: Mapping[str, Any]) -> Anchor:
    texts = [data.get(key) for key in _TEXTS]
    start, end, nth, of = (data.get(key, 0) for key in ("start", "end", "nth", "of"))
    numbers = (start, end, nth, of)
    if not all(isinstance(text, str) for text in texts) or not all(_is_count(n) for n in numbers):
        raise NoEvent("has no usable place")
    if end - start != len(data["quote"]) or end == start:
        raise NoEvent("has a place that is not as long as its quote")
    transcript, body, quote, before, after = texts
    return Anchor(str(transcript), str(body), start, end, str(quote), str(before), str(after), nth, of)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _FURTHEST
