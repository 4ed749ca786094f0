"""Small logs for the tests."""

from __future__ import annotations

from pathlib import Path

from qualcode.anchors import Anchor, anchor_at
from qualcode.journal.events import Event, made, to_line

BODY = "INT: Hello?\n\nAna: I like apples. Not much else.\n\nINT: And pears?\n\nAna: I like pears, too."


def anchor(quote: str = "I like apples", body: str = BODY) -> Anchor:
    start = body.index(quote)
    return anchor_at("A1", body, start, start + len(quote))


def applied(quote: str = "I like apples", coder: str = "ana", *, blind: bool = False, **more: str) -> Event:
    return made(
        coder, "apply", anchor=anchor(quote), blind=blind, **{"code": "apples", "codebook": "1", **more}
    )


def removed(event: Event, coder: str = "ana") -> Event:
    return made(coder, "remove", target=event.id)


def moved(event: Event, quote: str, coder: str = "ana", body: str = BODY) -> Event:
    return made(coder, "reanchor", anchor=anchor(quote, body), target=event.id)


def write(path: Path, *events: Event, tail: bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{to_line(event)}\n" for event in events).encode() + tail)
    return path
