"""What all dialogs share: they lie over the foot of the screen, and Esc ends them."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen

from qualcode.screen.themes import Pens, pens

Answer = TypeVar("Answer")

LOOKS = """
Dialog { align: center bottom; background: transparent; }
Dialog > Vertical { width: 100%; height: auto; max-height: 80%; padding: 0 1;
    background: $panel; border-top: solid $primary; }
Dialog .title { height: 1; }
Dialog Input, Dialog TextArea { background: $background; color: $foreground; border: none; padding: 0 1; }
Dialog Input { height: 1; }
Dialog Input:focus { border: none; }
Dialog TextArea { height: 6; }
Dialog TextArea:focus { border: none; }
Dialog #words { height: 3; padding-top: 1; }
Dialog Panel { scrollbar-size: 1 1; overflow-x: hidden; }
"""


class Dialog(ModalScreen[Answer], Generic[Answer], inherit_bindings=False):
    """A question or a page to read; its answer goes to whoever pushed it, None where there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"), Binding("ctrl+c", "leave", "Leave"),
    ]  # fmt: skip
    AUTO_FOCUS = "Input, TextArea, .reading"
    is_ready = False

    def keep(self, event: Key) -> None:
        """Keep a key that was typed before there was anything to type it into."""
        self.__dict__.setdefault("_early", []).append(event)

    def on_descendant_focus(self) -> None:
        """Hand on what was typed meanwhile, in order."""
        self.is_ready = True
        for event in self.__dict__.pop("_early", []):
            if self.focused is not None:
                self.focused._forward_event(event)  # noqa: SLF001 - as the app hands keys on

    def action_leave(self) -> None:
        """End without an answer."""
        self.dismiss(None)

    @property
    def pens(self) -> Pens:
        """What to write in."""
        return pens(self.app)
