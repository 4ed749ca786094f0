"""Events: what a coder decided, one line of JSON each.

A line is canonical JSON (keys sorted, no blanks) and carries a checksum of itself without it. What one
key press or command decides may take several lines (`act`): they are undone together.

Every line says its format (`v`): the lowest one whose readers count it right. What may be passed over
without a number changing can be added to a line of an old format; a new operation, or another meaning of an
old one, needs a higher one. A reader that meets a higher format, or an operation it does not know,
counts nothing (`NewerEvent`), rather than counting wrongly.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from typing import Any, NoReturn

from qualcode.anchors import Anchor
from qualcode.journal.ids import is_id, new_id
from qualcode.journal.lines import NoEvent, newer, unreadable
from qualcode.journal.names import is_coder, is_writer
from qualcode.model import CONSENSUS

VERSION = 1
WRITTEN = ("apply", "remove", "reject", "memo", "done", "reanchor", "undo", "adjudicate")
DIRECTIONS = ("+", "±", "-")
VERDICTS = ("coded", "not coded")
_ANCHOR = ("transcript", "body", "start", "end", "quote", "before", "after", "nth", "of")
_PLACE = ("transcript", "body", "quote", "before", "after")
_TEXTS = (
    "act", "code", "direction", "memo", "codebook", "suggested", "target", "reason", "transcript", "body",
    "by", "verdict", "took", "between", "takes",
)  # fmt: skip
_CODED = ("apply", "reject", "adjudicate")
_TARGETED = ("remove", "reanchor", "undo")
_PLACED = ("apply", "reject", "reanchor", "adjudicate")
_SUM = re.compile(rb',"sum":"([0-9a-f]{16})"')
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_FURTHEST = 1 << 40
ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a log.

    Attributes:
        id: time-ordered and unique; a coding goes by the id of the event that applied it.
        time: UTC, ISO 8601.
        op: one of `WRITTEN`.
        anchor: the place (`apply`, `reject`, `reanchor`, `adjudicate`; a `memo` on a place).
        transcript: the transcript (of the place; of `done`; of a `memo` on a transcript).
        body: the hash of the text that was read.
        act: the id of the first event of the decision this one is part of.
        target: the id of what is removed, placed anew, annotated or undone.
        suggested: who suggested what was applied (`rules`), where somebody did.
        reason: why, in the coder's words; of an accepted suggestion its evidence.
        codebook: the version of the codebook that was coded by.
        by: who decided, in the log of the consensus.
        verdict: one of `VERDICTS` (`adjudicate`).
        took: whose version was taken, where it was somebody's (`adjudicate`).
        between: the coders who were heard, joined with commas (`adjudicate`).
        takes: `ALIKE` where a `remove` takes back what the same coder decided alike before it, too.
        blind: whether the coder saw neither suggestions nor other people's codings; of a verdict, whether
            it was found without seeing names.
        data: the whole line, without its checksum.
    """

    id: str
    time: str
    coder: str
    op: str
    anchor: Anchor | None = None
    transcript: str = ""
    body: str = ""
    act: str = ""
    code: str = ""
    direction: str = ""
    memo: str = ""
    codebook: str = ""
    suggested: str = ""
    target: str = ""
    reason: str = ""
    by: str = ""
    verdict: str = ""
    took: str = ""
    between: str = ""
    takes: str = ""
    blind: bool = False
    data: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


def made(
    coder: str, op: str, *, after: str = "", anchor: Anchor | None = None, blind: bool = False, **texts: str
) -> Event:
    """Return a new event of now; `after` is the newest id known."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if anchor is not None:
        texts |= {"transcript": anchor.transcript, "body": anchor.body_hash}
    if op == "remove":
        texts["takes"] = ALIKE
    return Event(new_id(after), now, coder, op, anchor, blind=blind, **texts)  # type: ignore[arg-type]


# --- to a line ----------------------------------------------------------------------------


def to_line(event: Event) -> str:
    """The line of an event, without its line end; of one that was read, with all that stood in it."""
    data = dict(event.data) or _data(event)
    return canonical_json({**data, "sum": checksum(data)})


def _data(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = {"v": VERSION, "id": event.id, "time": event.time, "coder": event.coder}
    data["op"] = event.op
    for key in _TEXTS:
        if getattr(event, key):
            data[key] = getattr(event, key)
    if event.blind:
        data["blind"] = True
    return data | (_anchor_data(event.anchor) if event.anchor is not None else {})


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
        data = _DECODER.decode(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise unreadable(line, error) from None
    if _HALF.search(line) and not _can_be_written(data):
        raise NoEvent("holds signs that are no text")
    if not isinstance(data, dict):
        raise NoEvent("is no event")
    is_sound = _is_as_written(line) or data.get("sum") == _sum_of(data)
    _check_version(data, is_sound=is_sound)
    if not is_sound:
        raise NoEvent("was changed after it was written: its checksum is another")
    data.pop("sum", None)
    return _event(data)


def _no_number(_name: str) -> NoReturn:
    raise ValueError


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise ValueError
    return value


_DECODER = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)  # json.loads makes one a line


def _can_be_written(data: object) -> bool:
    """Whether no text of a line holds half a sign (a lone surrogate)."""
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        return False
    return True


def _is_as_written(line: bytes) -> bool:
    """Whether the line without its checksum has that checksum: far quicker than writing it once more."""
    found = _SUM.search(line)
    if found is None:
        return False
    bare = hashlib.sha256(line[: found.start()])
    bare.update(line[found.end() :].rstrip(b"\r\n"))
    return bare.hexdigest()[:16].encode() == found[1]


def _sum_of(data: Mapping[str, Any]) -> str:
    try:
        return checksum(data)
    except (ValueError, RecursionError):  # pragma: no cover - nested just as deep as can be read
        return ""


def _check_version(data: Mapping[str, Any], *, is_sound: bool) -> None:
    version = data.get("v")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NoEvent("has no version")
    if version > VERSION:
        raise newer(is_sound=is_sound)


def _event(data: dict[str, Any]) -> Event:
    op, coder = data.get("op"), data.get("coder")
    if op not in WRITTEN:
        raise newer("has an operation that this version does not know: it ")
    if not is_id(data.get("id")) or not isinstance(data.get("time"), str):
        raise NoEvent("has no usable id or time")
    if not is_writer(coder):
        raise NoEvent("names no person as its coder")
    texts = [data.get(key, "") for key in _TEXTS]
    if not all(map(_is_text, texts)):
        _refuse_text(data)
    said = dict(zip(_TEXTS, texts, strict=True))
    _check_particulars(op, data, said)
    anchor = _anchor(data) if op in _PLACED or (op == "memo" and "quote" in data) else None
    return Event(
        data["id"], data["time"], data["coder"], data["op"], anchor,
        blind=data.get("blind") is True, data=data, **said,
    )  # fmt: skip


def _check_particulars(op: str, data: Mapping[str, Any], said: Mapping[str, str]) -> None:
    target = said["target"]
    if said["direction"] and said["direction"] not in DIRECTIONS:
        raise NoEvent("has a direction that is none of + ± -")
    if (op in _CODED and not said["code"]) or (op in _TARGETED and not is_id(target)):
        raise NoEvent("does not say which code or coding it is about")
    if op == "done" and not data.get("transcript"):
        raise NoEvent("does not say which transcript is done")
    if op == "memo" and target and not is_id(target):
        raise NoEvent("does not say what it is a memo on")
    if said["by"] and not is_coder(said["by"]):
        raise NoEvent("names no person as who decided")
    if op == "adjudicate":
        _check_verdict(data, said)


def _check_verdict(data: Mapping[str, Any], said: Mapping[str, str]) -> None:
    if said["verdict"] not in VERDICTS or not said["by"]:
        raise NoEvent("does not say what was decided, or by whom")
    if data["coder"] != CONSENSUS:
        raise NoEvent("is a verdict, and no verdict of the consensus")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _refuse_text(data: Mapping[str, Any]) -> NoReturn:
    key = next(key for key in _TEXTS if not _is_text(data.get(key, "")))
    raise NoEvent(f"has a {key} that is no text")


def _anchor(data: Mapping[str, Any]) -> Anchor:
    texts = [data.get(key) for key in _PLACE]
    start, end, nth, of = (data.get(key, 0) for key in ("start", "end", "nth", "of"))
    if not all(map(_is_text, texts)) or not all(map(_is_count, (start, end, nth, of))):
        raise NoEvent("has no usable place")
    if end - start != len(data["quote"]) or end == start:
        raise NoEvent("has a place that is not as long as its quote")
    transcript, body, quote, before, after = texts
    return Anchor(str(transcript), str(body), start, end, str(quote), str(before), str(after), nth, of)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _FURTHEST
