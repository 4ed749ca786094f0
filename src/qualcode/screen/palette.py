"""Colours of codes, and the styles of words: legible on dark and light, and without any colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from rich.style import Style
from textual.color import Color, ColorParseError

from qualcode.model import Codebook

_PALETTE = ("#2f6fb5", "#c77700", "#2e8b57", "#b2434b", "#7a4fa3", "#0e8a8a", "#a0522d", "#c2568f", "#6b7d1f")
_CONTRAST = 3.0  # what WCAG asks of graphical signs
_STEPS = 20
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)
_BOTH = (0.1, 0.3)  # luminances that keep the contrast with black and with white

_REVERSE, _BOLD, _ITALIC, _DIM = Style(reverse=True), Style(bold=True), Style(italic=True), Style(dim=True)
_UPRIGHT = Style(reverse=False)
_ONE, _DOUBLE = Style(underline=True), Style(underline2=True)


def colour_of(codebook: Codebook, code: str, background: Color) -> Color:
    """The colour of a code on a background: its own, else that of the code above it, else one by its theme.

    A code that the codebook no longer has gets one as well.
    """
    for own in codebook.lineage(code):
        if codebook[own].colour:
            return legible(codebook[own].colour, background)
    roots = [entry.id for entry in codebook.children(None)]
    number = roots.index(codebook.root(code)) if code in codebook else len(roots)
    return legible(_PALETTE[number % len(_PALETTE)], background)


@lru_cache(maxsize=1024)
def legible(colour: str, background: Color) -> Color:
    """The colour, as much darker or lighter as it has to be to stand out from the background."""
    try:
        found = Color.parse(colour)
    except ColorParseError:
        found = Color.parse(_PALETTE[0])
    found = Color(found.r, found.g, found.b)
    if background.ansi is not None:  # the terminal's own, which may be dark or light
        return _between(found)
    towards = _WHITE if _luminance(background) < 0.2 else _BLACK
    shades = (found.blend(towards, step / _STEPS) for step in range(_STEPS + 1))  # the last one always does
    return next(shade for shade in shades if _contrast(shade, background) >= _CONTRAST)


def _between(colour: Color) -> Color:
    darkest, lightest = _BOTH
    towards = _WHITE if _luminance(colour) < darkest else _BLACK
    shades = (colour.blend(towards, step / _STEPS) for step in range(_STEPS))
    return next((shade for shade in shades if darkest <= _luminance(shade) <= lightest), colour)


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: Color) -> float:
    """The relative luminance of WCAG 2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PARTS = ("participant", "interviewer", "time", "selection", "focus", "evidence", "thumb")
"""What a theme may style by itself: `page--participant` and so on."""


@dataclass(frozen=True)
class Inks:
    """The styles of the page in the present theme.

    `plain`: there are no colours to count on (NO_COLOR, or the terminal's own sixteen): what matters is
    shown by reversed, bold, italic and underlined signs.
    """

    text: Style
    participant: Style
    interviewer: Style
    time: Style
    selection: Style
    focus: Style
    evidence: Style
    thumb: Style
    background: Color
    plain: bool

    @cached_property
    def _bars(self) -> dict[tuple[Color, bool, bool, bool], Style]:
        return {}

    @cached_property
    def _mixed(self) -> dict[tuple[int, int, bool, bool, bool], Style]:
        return {}

    def words(self, own: int, others: int, *, selected: bool, focused: bool, evident: bool) -> Style:
        """The style of words in so many own and others' codings, and in what is selected and looked at."""
        key = (min(own, 2), min(others, 2), selected, focused, evident)
        if key not in self._mixed:
            self._mixed[key] = self._mix(*key)
        return self._mixed[key]

    def _mix(self, own: int, others: int, selected: bool, focused: bool, evident: bool) -> Style:  # noqa: FBT001 # a key of the table above
        style = self.text
        if own + others:
            style += _ONE
        if focused and not selected:
            style += self.focus
        if selected:
            style += self.selection
        if evident:
            style += self.evidence
            style += (_UPRIGHT if selected else _REVERSE) if self.plain else Style()
        if others and not own:
            style += _ITALIC
        return style + _BOLD if own + others > 1 else style

    def bar(self, colour: Color, *, own: bool, suggested: bool, focused: bool) -> Style:
        """The style of a bar and its keystrokes in the margin."""
        key = colour, own, suggested, focused
        if key not in self._bars:
            style = self.text + Style.from_color(colour.rich_color)
            style += _BOLD if own else _ITALIC if suggested else Style()
            self._bars[key] = style + _REVERSE if focused else style
        return self._bars[key]


def plain_inks(text: Style, background: Color) -> Inks:
    """Styles without colours."""
    return Inks(
        text,
        participant=_BOLD,
        interviewer=_BOLD + _ITALIC,
        time=_DIM,
        selection=_REVERSE,
        focus=_DOUBLE,
        evidence=_BOLD,
        thumb=Style(),
        background=background,
        plain=True,
    )
