"""What every screen here shares: the two looks, what is said last, keys in their order, and how it ends."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from threading import Timer
from typing import Any

from textual import events
from textual.app import App

from qualcode.errors import QualcodeError
from qualcode.screen.bars import KeyBar, Notice, NoticeKind
from qualcode.screen.dialogs.dialog import LOOKS as DIALOGS
from qualcode.screen.dialogs.dialog import Dialog
from qualcode.screen.leaving import leave_terminal
from qualcode.screen.themes import DARK, LIGHT
from qualcode.stopping import Stopped, stopped_by

LOOKS = (
    """
Screen { layout: vertical; background: $background; color: $foreground; }
#panes { height: 1fr; }
Panel { scrollbar-size: 1 1; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable;
    scrollbar-color: $thumb; scrollbar-background: $background; scrollbar-corner-color: $background;
    scrollbar-color-hover: $primary; scrollbar-color-active: $primary;
    scrollbar-background-hover: $background; scrollbar-background-active: $background; }
PlaceBar, SaidBar, KeyBar, Dialog .title { overflow-y: hidden; scrollbar-gutter: auto; }
PlaceBar { height: 1; background: $panel; }
SaidBar, KeyBar { height: 1; }
KeyBar { background: $surface; }
"""
    + DIALOGS
)


class Shell(App[None], inherit_bindings=False):
    """A screen of the terminal.

    Attributes:
        failure: what ended the screen other than the person, for whoever ran it; nothing is printed here.
    """

    TITLE = "qualcode"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, light: bool = False) -> None:
        super().__init__(ansi_color="NO_COLOR" in os.environ or None)  # if so: no shades of grey either
        self.animation_level = "none"
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.set_reactive(App.theme, (LIGHT if light else DARK).name)
        self.stylesheet.set_variables(self.get_css_variables())  # before it is parsed: it is parsed once
        self.failure: Exception | Stopped | None = None
        self._watch: Timer | None = None
        self._said = Notice()

    def on_mount(self) -> None:
        """Whatever breaks outside the screen's own messages ends it as well, without a word of the text."""
        asyncio.get_running_loop().set_exception_handler(self._broken)

    def present(self) -> None:
        """Show the screen until it ends; raises what ended it once the terminal was given back."""
        with stopped_by(self._stop):
            self.run()
        if self._watch is not None:
            self._watch.cancel()
        if self.failure is not None:
            raise self.failure

    def _stop(self, number: int) -> None:
        """Leave, told by a signal: every decision is on disk already."""
        self.failure = Stopped(number)
        if self._loop is None:  # not begun yet
            raise self.failure
        self._watch = leave_terminal(self.failure.code)
        self._loop.call_soon_threadsafe(self.exit)

    def draw(self) -> None:
        """Draw all there is."""

    def takes(self, event: events.Key) -> bool:  # noqa: ARG002 - of those that take keys which are no command
        """Take a key that is no command; whether it was taken."""
        return False

    # --- what is said ---------------------------------------------------------------------

    def say(self, words: str, kind: NoticeKind = "note") -> None:
        """Say something in the line above the keys; with "", what was said before fades."""
        if words:
            self._said = Notice(words, kind)
        else:
            self._said = Notice() if self._said.kind == "error" else Notice(self._said.words, "old")

    def bell(self) -> None:
        """Never ring."""

    def decide(self, decision: Callable[[], str], kind: NoticeKind = "saved") -> None:
        """Have something decided; what is said of it is shown when it is on disk, and why not if it isn't."""
        try:
            self.say(decision(), kind)
        except QualcodeError as error:
            self.say(str(error), "error")
        self.draw()

    # --- keys and mouse -------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Take one key after the other: each has done its work before the next is looked at."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            top = self.screen
            if len(self.screen_stack) == 1:
                if not self.takes(event):
                    await self._check_bindings(event.key)
                return
            if isinstance(top, Dialog) and not top.is_ready:
                top.keep(event)
                return
        await super().on_event(event)

    async def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """A key of the last line was clicked."""
        await self.run_action(event.action)

    def action_theme(self) -> None:
        """Change between light and dark."""
        if self.no_color:
            self.say("NO_COLOR is set: the terminal's own colours are used.")
        else:
            self.theme = (LIGHT if self.theme == DARK.name else DARK).name
        self.call_after_refresh(self.draw)

    def action_hint(self) -> None:
        """For those who want to leave as one leaves other programs."""
        self.say("q quits; every decision is saved already.")
        self.draw()

    # --- if it breaks ---------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """End the screen; a traceback could hold interview text, so none is made here."""
        self._return_code = 2
        self.failure = self.failure or error
        self._exception = error
        self._close_messages_no_wait()
        self._exception_event.set()

    def _broken(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError("the event loop"))
