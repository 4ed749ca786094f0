"""What one row of a table says of its code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from qualcode.codebook.tables.code_headings import EXTRA, LISTS
from qualcode.codebook.tables.entries import split_entries
from qualcode.codebook.tables.tree import CodeRows
from qualcode.model import KINDS, CodeKind
from qualcode.tables.headings import plain

DEFINITION, NOTES = "definition", "notes"
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_COLOURS = {
    "red": "#c0392b", "orange": "#e67e22", "yellow": "#f1c40f", "green": "#27ae60", "blue": "#2980b9",
    "purple": "#8e44ad", "violet": "#8e44ad", "pink": "#e84393", "brown": "#8d5524", "grey": "#7f8c8d",
    "gray": "#7f8c8d", "black": "#2c3e50", "turquoise": "#16a085", "white": "#ffffff",
}  # fmt: skip
_STANDS_ANYWAY = frozenset(
    {"", "code", "subtheme", "sub theme", "subcode", "sub code", "category", "subcategory", "sub category"}
)


@dataclass(slots=True)
class CodeDetails:
    """What is known of a code besides its name: `texts` has the entries of each field.

    The definition is a list of paragraphs there; `notes` are more of them, from columns that no field takes.
    """

    id: str = ""
    kind: CodeKind | None = None
    colour: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def agrees(self, other: CodeDetails) -> bool:
        """Whether two rows may speak of one code: they contradict each other in nothing."""
        own = (self.id, self.kind, self.colour, self.texts.get(DEFINITION))
        others = (other.id, other.kind, other.colour, other.texts.get(DEFINITION))
        return all(not a or not b or a == b for a, b in zip(own, others, strict=True))

    def put(self, name: str, entries: Iterable[str]) -> None:
        """Add the entries of a field that are not there yet."""
        new = [entry for entry in entries if (name, entry) not in self._seen]
        if new:
            self.texts.setdefault(name, []).extend(new)
            self._seen.update((name, entry) for entry in new)

    def add(self, other: CodeDetails) -> None:
        """Take over what another row says."""
        self.id, self.colour = self.id or other.id, self.colour or other.colour
        self.kind = self.kind or other.kind
        for name, entries in other.texts.items():
            self.put(name, entries)

    @property
    def definition(self) -> str:
        """The definition with the notes below it, a blank line between paragraphs."""
        return "\n\n".join([*self.texts.get(DEFINITION, ()), *self.texts.get(NOTES, ())])


@dataclass(slots=True)
class RowReader:
    """Reads the details of rows; `kinds` and `colours` count those that could not be read as such."""

    rows: CodeRows
    kinds: int = 0
    colours: int = 0

    def read(self, line: int) -> CodeDetails:
        """What a row says besides names."""
        rows, columns = self.rows, self.rows.columns
        cells = rows.sheet.grid.rows[line]
        details = CodeDetails(id=rows.single(line, "id"))
        paragraphs = (cells[column] for column in columns.of(DEFINITION))
        details.put(DEFINITION, dict.fromkeys(filter(None, paragraphs)))
        for name in LISTS:
            entries = (split_entries(cells[column]) for column in columns.of(name))
            details.put(name, [entry for several in entries for entry in several])
        details.put(
            NOTES, (self._note(column, cells[column]) for column in columns.of(EXTRA) if cells[column])
        )
        self._kind(details, rows.single(line, "kind"))
        self._colour(details, rows.single(line, "colour"))
        return details

    def _note(self, column: int, text: str) -> str:
        heading = self.rows.sheet.headings[column]
        return f"{heading}: {text}" if heading else text

    def _kind(self, details: CodeDetails, text: str) -> None:
        word = plain(text)
        details.kind = next((kind for kind in KINDS if word in (kind, f"{kind}s")), None)
        if details.kind is None and word not in _STANDS_ANYWAY:
            self.kinds += 1
            details.put(NOTES, [self._note(self.rows.columns.of("kind")[0], text)])

    def _colour(self, details: CodeDetails, text: str) -> None:
        found = _HEX.fullmatch(text)
        if found:
            digits = found[1]
            details.colour = f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"
        elif plain(text) in _COLOURS:
            details.colour = _COLOURS[plain(text)]
        elif text:
            self.colours += 1
            details.put(NOTES, [self._note(self.rows.columns.of("colour")[0], text)])
