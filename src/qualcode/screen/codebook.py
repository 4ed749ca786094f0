"""The pane on the right: the codes with their keys, and what the codebook says about one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.style import Style
from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Vertical

from qualcode.desk.wrapping import cells
from qualcode.model import Code, Codebook
from qualcode.screen.palette import colour_of
from qualcode.screen.panel import Panel, StyledRow, line, prose
from qualcode.screen.themes import Pens

_APART = 0.45  # in brightness, 0 to 1
_INVITATION = (
    "Here stands what the codebook says about a code: about the one under the cursor, or the one you click."
)


class CodebookText:
    """The codebook as it is written in a pane: names in their colours, keys in front.

    Attributes:
        strokes: id of a code → its keystrokes; a code without any is not there.
        ground: what it is written on; the colours are chosen so that they can be read there.
    """

    def __init__(self, codebook: Codebook, keys: Mapping[str, str], pens: Pens, ground: Color) -> None:
        self.codebook, self.pens, self.ground = codebook, pens, ground
        self.strokes = {code: strokes for strokes, code in keys.items()}

    def ink(self, code: str) -> Style:
        """The ink of a code's name."""
        if self.pens.key.color is None:  # NO_COLOR
            return self.pens.plain
        return Style(color=readable(colour_of(self.codebook, code, self.ground), self.ground).rich_color)

    def name(self, code: str) -> str:
        """The code's name; of one that the codebook no longer has, its id."""
        return self.codebook[code].name if code in self.codebook else code


def readable(colour: Color, ground: Color) -> Color:
    """The colour, lighter or darker until words in it can be read on the ground.

    In the margin, where it is a bar, it may be nearer to the ground.
    """
    towards = Color(255, 255, 255) if ground.brightness < 0.5 else Color(0, 0, 0)
    shades = (colour.blend(towards, step / 20) for step in range(20))
    return next((shade for shade in shades if abs(shade.brightness - ground.brightness) > _APART), towards)


class CodeTree(Panel):
    """One row a code; a click shows what the codebook says about it."""


class CodebookPane(Vertical):
    """The tree of codes over the words about one of them."""

    about = ""
    """Id of the code whose definition is shown."""

    def compose(self) -> ComposeResult:
        """The tree above, the code below."""
        yield CodeTree(id="tree")
        yield Panel(id="about")

    def draw(self, written: CodebookText, about: str) -> None:
        """Write the codes, and the one `about`; its definition stays where it was scrolled to."""
        tree, below = self.query_one("#tree", Panel), self.query_one("#about", Panel)
        rows = [tree_row(written, code, tree.room, current=code.id == about) for code in written.codebook]
        numbers = {code.id: number for number, code in enumerate(written.codebook)}
        tree.write(rows, show=numbers.get(about) if about != self.about else None)
        below.write(about_rows(written, about, below.room))
        if about != self.about:
            self.about = about
            below.scroll_home(animate=False)


def tree_row(written: CodebookText, code: Code, width: int, *, current: bool) -> StyledRow:
    """A code in the tree: its keys, its place, its name in its colour."""
    depth = len(written.codebook.lineage(code.id)) - 1
    front = f" {written.strokes.get(code.id, ''):<2} {'  ' * min(depth, 4)}"
    ink = written.ink(code.id)
    if depth == 0 and code.kind == "theme":
        ink += written.pens.strong
    row = [(front, written.pens.key), (line(code.name, width - cells(front)), ink)]
    if not current:
        return row
    row.append((" " * max(width - sum(cells(text) for text, _ in row), 0), Style()))
    return [(text, ink + written.pens.cursor) for text, ink in row]


def about_rows(written: CodebookText, code: str, width: int) -> list[StyledRow]:
    """All that the codebook says about a code for those who code by hand."""
    if code not in written.codebook:
        return prose(_INVITATION, width - 1, written.pens.quiet, before=" ", behind=" ")
    return list(_about(written, written.codebook[code], width - 1))


def _about(written: CodebookText, code: Code, width: int) -> Iterator[StyledRow]:
    pens, strokes = written.pens, written.strokes.get(code.id, "")
    yield from prose(code.name, width, written.ink(code.id) + pens.strong, before=" ", behind=" ")
    above = [written.name(each) for each in reversed(written.codebook.lineage(code.id)[1:])]
    where = " › ".join([*above, f"{code.kind}, {strokes}" if strokes else code.kind])
    yield from prose(where, width, pens.quiet, before=" ", behind=" ")
    if code.definition:
        yield ()
        yield from prose(code.definition, width, pens.plain, before=" ", behind=" ")
    lists = (("Include", "+", code.include), ("Exclude", "−", code.exclude), ("Examples", "·", code.examples))
    for title, sign, entries in lists:
        if entries:
            yield ()
            yield [(f" {title}", pens.title)]
            for entry in entries:
                yield from prose(entry, width, pens.plain, before=f" {sign} ")
