"""The two looks of the screen, and the few pens that the panes are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

DARK = Theme(
    name="qualcode-dark", dark=True, background="#15181d", surface="#1b1f26", panel="#232932",
    foreground="#d6d9de", primary="#7fb4e8", error="#ff8f8f", success="#86c79a", warning="#e2b86b",
    variables={"selected": "#274d74", "watched": "#252b34", "evident": "#6b5413",
        "quiet": "#8b93a1", "cursor": "#2c3a4d", "thumb": "#4a525e"},
)  # fmt: skip
LIGHT = Theme(
    name="qualcode-light", dark=False, background="#fbfaf7", surface="#f3f1eb", panel="#e8e5dc",
    foreground="#24272c", primary="#1f5f99", error="#a3182b", success="#256b3a", warning="#7d5600",
    variables={"selected": "#bcd9f5", "watched": "#eceae3", "evident": "#ffdf8a",
        "quiet": "#636870", "cursor": "#d5e3f0", "thumb": "#b9b4a6"},
)  # fmt: skip


class Pens(NamedTuple):
    """What the panes are written with; without colours, bold, dim and reverse say the same."""

    plain: Style
    quiet: Style
    strong: Style
    key: Style
    title: Style
    cursor: Style
    good: Style
    note: Style
    error: Style


def pens(app: App[None]) -> Pens:
    """The pens of the theme that is on."""
    if app.no_color:
        bold, reverse = Style(bold=True), Style(reverse=True)
        return Pens(
            Style(), Style(dim=True), bold, bold, bold, reverse, bold, bold, Style(reverse=True, bold=True)
        )
    theme = app.current_theme
    return Pens(
        plain=Style(),
        quiet=Style(color=theme.variables["quiet"]),
        strong=Style(bold=True),
        key=Style(color=theme.primary, bold=True),
        title=Style(color=theme.primary, bold=True),
        cursor=Style(bgcolor=theme.variables["cursor"], bold=True),
        good=Style(color=theme.success),
        note=Style(color=theme.warning),
        error=Style(color="#ffffff", bgcolor="#9c2431", bold=True),
    )
