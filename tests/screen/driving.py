"""The screen as a coder drives it: keys in, words on the screen and lines in the log out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from qualcode.desk import Desk
from tests.desks import open_desk

Scene = Callable[[Pilot[None]], Awaitable[None]]


def desk_of(folder: Path, coder: str = "ana", transcript: str = "A1", *, blind: bool = False) -> Desk:
    """The desk of a coder."""
    return open_desk(folder, coder, blind=blind, transcript=transcript)


def play(app: App[None], *keys: str, size: tuple[int, int] = (100, 30), scene: Scene | None = None) -> str:
    """Open the screen, press the keys, then play the scene; returns what stands on the screen at the end."""

    async def run() -> str:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            if scene is not None:
                await scene(pilot)
                await pilot.pause()
            return text_of(app)

    return asyncio.run(run())


def text_of(app: App[None]) -> str:
    """The words on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def foot(shown: str, lines: int = 9) -> str:
    """The last lines of the screen."""
    return "\n".join(shown.splitlines()[-lines:])


def codings(folder: Path, coder: str = "ana", transcript: str = "A1") -> list[tuple[str, str, str, str]]:
    """What a coder's log holds, read anew: words, code, direction, memo."""
    desk = desk_of(folder, coder, transcript)
    body = desk.transcript.body
    return [
        (body[mark.start : mark.end], mark.code, mark.direction, mark.memo) for mark in desk.marks if mark.own
    ]
