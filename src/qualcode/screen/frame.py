"""The frame of the screen: its panes, their widths, what is redrawn when, and what happens if it breaks."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget

from qualcode.desk import Desk
from qualcode.errors import QualcodeError
from qualcode.screen.bars import KeyBar, Kind, PlaceBar, Said, SaidBar
from qualcode.screen.codebook import CodebookPane, Written
from qualcode.screen.commands import COMMANDS
from qualcode.screen.details import Details
from qualcode.screen.dialogs.dialog import LOOKS
from qualcode.screen.page import Page
from qualcode.screen.strokes import Strokes
from qualcode.screen.themes import DARK, LIGHT, pens
from qualcode.screen.transcripts import TranscriptsPane

_LOOKS = """
Screen { layout: vertical; background: $background; color: $foreground; }
#panes { height: 1fr; }
Page { width: 1fr; height: 100%; }
Page > .page--participant { color: $primary; text-style: bold; }
Page > .page--interviewer { color: $quiet; text-style: bold italic; }
Page > .page--time { color: $quiet; }
Page > .page--thumb { color: $thumb; }
Page > .page--selection { background: $selected; }
Page > .page--focus { background: $watched; }
Page > .page--evidence { background: $evident; text-style: bold; }
Panel { scrollbar-size: 1 1; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable;
    scrollbar-color: $thumb; scrollbar-background: $background; scrollbar-corner-color: $background;
    scrollbar-color-hover: $primary; scrollbar-color-active: $primary;
    scrollbar-background-hover: $background; scrollbar-background-active: $background; }
TranscriptsPane { width: 24; height: 100%; border-right: solid $panel; }
CodebookPane { width: 34; height: 100%; border-left: solid $panel; }
CodebookPane #tree { height: 3fr; }
CodebookPane #about { height: 2fr; border-top: solid $panel; }
Details { height: 4; }
PlaceBar, SaidBar, KeyBar, Dialog .title { overflow-y: hidden; scrollbar-gutter: auto; }
PlaceBar { height: 1; background: $panel; }
SaidBar, KeyBar { height: 1; }
KeyBar { background: $surface; }
"""
_BESIDE_BOTH, _BESIDE_ONE = 100, 72
"""Columns from which there is room for the text with both panes beside it, with the codebook only."""


class CodingScreen(Screen[None], inherit_bindings=False):
    """The one screen below all dialogs."""

    AUTO_FOCUS = "Page"
    ALLOW_SELECT = False


class Frame(App[None], inherit_bindings=False):
    """The panes around the desk.

    Attributes:
        desk: what is shown.
        failure: the error that ended the screen, for whoever ran it; nothing is printed here.
        considered: id of a code that was clicked or is under the cursor of a dialog; "" if none is.
    """

    TITLE = "qualcode"
    ENABLE_COMMAND_PALETTE = False
    CSS = _LOOKS + LOOKS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "hint", show=False),
        *(Binding(",".join(each.keys), each.action, each.words, show=False) for each in COMMANDS),
    ]

    def __init__(self, desk: Desk, *, folder: Path | None = None, light: bool = False) -> None:
        super().__init__(ansi_color="NO_COLOR" in os.environ or None)  # if so: no shades of grey either
        self.animation_level = "none"
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.set_reactive(App.theme, (LIGHT if light else DARK).name)
        self.stylesheet.set_variables(self.get_css_variables())  # before it is parsed: it is parsed once
        self.desk, self.folder = desk, folder
        self.failure: Exception | None = None
        self.strokes = Strokes(desk.keys)
        self.considered = ""
        self._said = Said()
        self._wished: dict[str, bool] = {}
        self._seen = -1

    # --- the panes ------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The screen without keys of its own."""
        return CodingScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Transcripts, text, codebook; below them the codings here, and what there is to say."""
        self.transcripts, self.page, self.codebook = TranscriptsPane(), Page(self.desk), CodebookPane()
        self.details, self.place, self.saying, self.key_bar = Details(), PlaceBar(), SaidBar(), KeyBar()
        with Horizontal(id="panes"):
            yield self.transcripts
            yield self.page
            yield self.codebook
        yield from (self.place, self.details, self.saying, self.key_bar)

    def on_mount(self) -> None:
        """Whatever breaks outside the screen's own messages ends it as well, without a word of the text."""
        asyncio.get_running_loop().set_exception_handler(self._broken)

    def on_resize(self, event: Resize) -> None:
        """Give each pane the room there is for it."""
        self.arrange(event.size.width, event.size.height)

    def arrange(self, width: int, height: int) -> None:
        """Show the panes that are wished for or that there is room for, as wide as they may be."""
        self.transcripts.display = self._wished.get("transcripts", width >= _BESIDE_BOTH)
        self.codebook.display = self._wished.get("codebook", width >= _BESIDE_ONE)
        self.transcripts.styles.width = 22 if width < 120 else 26
        self.codebook.styles.width = 27 if width < _BESIDE_BOTH else min(width * 3 // 10, 48)
        self.details.styles.height = self.detail_lines(height)
        self.call_after_refresh(self.draw)

    def detail_lines(self, height: int) -> int:
        """How many lines the codings under the selection get."""
        return 4 if height < 30 else 6 if height < 46 else 8

    # --- drawing --------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw the desk as it is now, once there is room for it."""
        if not self.details.size:
            return
        ink = pens(self)
        if self.desk.version != self._seen:
            self._seen, self.considered = self.desk.version, ""
        self.page.refresh_from_desk()
        self.place.draw(self.desk, ink)
        if self.strokes.typed:
            self.details.menu(self.strokes.following(), self.written(self.details))
        else:
            self.details.draw(self.desk, self.written(self.details))
        wanted = self.detail_lines(self.size.height)
        if self.strokes.typed:
            wanted = max(wanted, min(len(self.details.rows), self.size.height // 2))
        self.details.styles.height = wanted
        self.saying.draw(self._said, self.desk.unsaved, ink)
        self.key_bar.draw(ink)
        if self.transcripts.display:
            self.transcripts.draw(self.desk, ink)
        self.draw_codebook()

    def draw_codebook(self) -> None:
        """Draw the codebook, with the code that is considered, or the one under the cursor."""
        if self.codebook.display:
            self.codebook.draw(self.written(self.codebook), self.code_in_view)

    def written(self, pane: Widget) -> Written:
        """The codebook as it is written in a pane."""
        return Written(self.desk.codebook, self.desk.keys, pens(self), pane.background_colors[1])

    @property
    def code_in_view(self) -> str:
        """Id of the code that the codebook's pane is about; "" if there is none yet."""
        focus = self.desk.focus
        return self.considered or (focus.code if focus else self.codebook.about)

    def say(self, words: str, kind: Kind = "note") -> None:
        """Say something in the line above the keys; with "", what was said before fades."""
        if words:
            self._said = Said(words, kind)
        else:
            self._said = Said() if self._said.kind == "error" else Said(self._said.words, "old")

    def bell(self) -> None:
        """Never ring."""

    def decide(self, decision: Callable[[], str], kind: Kind = "saved") -> None:
        """Have the desk do something; what it says is shown when it is on disk, and why not if it isn't."""
        try:
            self.say(decision(), kind)
        except QualcodeError as error:
            self.say(str(error), "error")
        self.draw()

    # --- if it breaks ---------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """End the screen; a traceback could hold interview text, so none is made here."""
        self._return_code = 2
        self.failure = self.failure or error
        self._exception = self.failure
        self._close_messages_no_wait()
        self._exception_event.set()

    def _broken(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError("the event loop"))
