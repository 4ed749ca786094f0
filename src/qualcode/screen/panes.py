"""The frame of the coding screen: its panes, their widths, and what is redrawn when."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget

from qualcode.desk import Desk
from qualcode.screen.bars import KeyBar, PlaceBar, SaidBar
from qualcode.screen.codebook import CodebookPane, CodebookText
from qualcode.screen.commands import COMMANDS
from qualcode.screen.details import DetailsPane
from qualcode.screen.page import Page
from qualcode.screen.shell import LOOKS, Shell
from qualcode.screen.strokes import Strokes
from qualcode.screen.themes import pens
from qualcode.screen.transcripts import TranscriptsPane

_LOOKS = """
Page { width: 1fr; height: 100%; }
Page > .page--participant { color: $primary; text-style: bold; }
Page > .page--interviewer { color: $quiet; text-style: bold italic; }
Page > .page--time { color: $quiet; }
Page > .page--thumb { color: $thumb; }
Page > .page--selection { background: $selected; }
Page > .page--focus { background: $watched; }
Page > .page--evidence { background: $evident; text-style: bold; }
TranscriptsPane { width: 24; height: 100%; border-right: solid $panel; }
CodebookPane { width: 34; height: 100%; border-left: solid $panel; }
CodebookPane #tree { height: 3fr; }
CodebookPane #about { height: 2fr; border-top: solid $panel; }
DetailsPane { height: 4; }
"""
_BESIDE_BOTH, _BESIDE_ONE = 100, 72
"""Columns from which there is room for the text with both panes beside it, with the codebook only."""


class CodingScreen(Screen[None], inherit_bindings=False):
    """The one screen below all dialogs."""

    AUTO_FOCUS = "Page"
    ALLOW_SELECT = False


class PanesApp(Shell, inherit_bindings=False):
    """The panes around the desk.

    Attributes:
        desk: what is shown.
        considered: id of a code that was clicked or is under the cursor of a dialog; "" if none is.
    """

    CSS = LOOKS + _LOOKS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "hint", show=False),
        *(Binding(",".join(each.keys), each.action, each.words, show=False) for each in COMMANDS),
    ]

    def __init__(self, desk: Desk, *, folder: Path | None = None, light: bool = False) -> None:
        super().__init__(light=light)
        self.desk, self.folder = desk, folder
        self.strokes = Strokes(desk.keys)
        self.considered = ""
        self._wished: dict[str, bool] = {}
        self._seen = -1

    # --- the panes ------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The screen without keys of its own."""
        return CodingScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Transcripts, text, codebook; below them the codings here, and what there is to say."""
        self.transcripts, self.page, self.codebook = TranscriptsPane(), Page(self.desk), CodebookPane()
        self.details, self.place, self.saying, self.key_bar = DetailsPane(), PlaceBar(), SaidBar(), KeyBar()
        with Horizontal(id="panes"):
            yield self.transcripts
            yield self.page
            yield self.codebook
        yield from (self.place, self.details, self.saying, self.key_bar)

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

    def written(self, pane: Widget) -> CodebookText:
        """The codebook as it is written in a pane."""
        return CodebookText(self.desk.codebook, self.desk.keys, pens(self), pane.background_colors[1])

    @property
    def code_in_view(self) -> str:
        """Id of the code that the codebook's pane is about; "" if there is none yet."""
        focus = self.desk.focus
        return self.considered or (focus.code if focus else self.codebook.about)
