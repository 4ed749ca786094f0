r"""Rich text (.rtf, and many a .doc): read token by token, with a stack of states for its groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from qualcode.documents.document import Document
from qualcode.documents.rtf import words
from qualcode.documents.rtf.blocks import Blocks
from qualcode.documents.rtf.tokens import DEFAULT, charset, code_page, tokens
from qualcode.documents.source import BY_CONTENT, NOT, Format, SourceFile
from qualcode.errors import refuse

DEPTH_LIMIT = 1000
TOKEN_LIMIT = 20_000_000
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")

_TEXT, _FONTS, _INFO, _AUTHOR, _NOWHERE = "text", "fonts", "info", "author", "nowhere"
_PLACES = {"fonttbl": _FONTS, "info": _INFO, "author": _AUTHOR, "operator": _AUTHOR}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class _State:
    r"""What holds inside a group. `skip` is the number of bytes that stand in for each ``\u``."""

    place: str = _TEXT
    encoding: str = ""
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    skip: int = 1


class _RtfReader:
    """Follows the tokens of one file."""

    def __init__(self, place: str) -> None:
        self.blocks = Blocks()
        self.left_out: Counter[str] = Counter()
        self.unread = self.inserted = 0
        self._place = place
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._default = DEFAULT
        self._bytes = bytearray()
        self._stand_ins = 0
        self._optional = self._leaving = self._unseen = ""

    def read(self, data: bytes) -> bool:
        """Follow all tokens; whether the file ends where it says it does."""
        for count, (kind, word, number, piece) in enumerate(tokens(data)):
            if count >= TOKEN_LIMIT:
                refuse(self._place, "is larger than can be read", "save it as .docx, or split it")
            if kind == "word":
                self._word(word, number)
            elif kind == "text":
                self._take(piece)
            elif kind == "open":
                self._open()
            else:
                self._close()
                if not self._stack:
                    break
        self._flush()
        whole = not self._stack
        self.blocks.end()
        return whole

    def _take(self, data: bytes) -> None:
        passed = min(self._stand_ins, len(data))
        self._stand_ins -= passed
        if self._state.place in (_TEXT, _AUTHOR):
            self._bytes += data[passed:]
        elif self._unseen and data.strip():
            self.left_out[self._unseen] += 1
            self._unseen = ""

    def _open(self) -> None:
        self._flush()
        if len(self._stack) >= DEPTH_LIMIT:
            refuse(
                self._place,
                f"is nested deeper than {DEPTH_LIMIT} levels",
                "save it anew from its own program",
            )
        self._stack.append(self._state)

    def _close(self) -> None:
        self._flush()
        self._state = self._stack.pop()

    def _flush(self) -> None:
        """Make text of the bytes that were gathered, in the encoding of their font."""
        self._stand_ins, self._optional = 0, ""
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            text = data.decode(self._state.encoding or self._default, "replace")
            self.unread += text.count("\ufffd")
            self._text(_CONTROL.sub("", text).replace("\ufffd", ""))

    def _text(self, text: str) -> None:
        state = self._state
        if state.place == _AUTHOR:
            self.left_out["author's name"] = 1
        if state.place != _TEXT or not text:
            return
        why = "tracked deletion" if state.deleted else "stretch of hidden text" if state.hidden else ""
        if why and why != self._leaving:
            self.left_out[why] += 1
        self._leaving = why
        if not why:
            self.blocks.text(text, state.bold)

    def _word(self, word: str, number: int | None) -> None:
        optional = self._optional
        if word not in _MEANT and not optional:  # most words are about looks
            self._stand_ins = 0
            return
        self._flush()
        if word == "*":
            self._optional = word
        elif word == "u":
            self._unicode(number or 0)
        elif word in words.SIGNS:
            self._text(words.SIGNS[word])
        elif word in words.PARAGRAPHS or word in words.BREAKS:
            self._end_paragraph(only_if_begun=word in words.BREAKS)
        elif self._state.place in (_TEXT, _FONTS, _INFO):
            self._destination(word, optional)
            if word in _SETTINGS:
                _SETTINGS[word](self, number)

    def _unicode(self, number: int) -> None:
        code = number + 0x10000 if -0x10000 < number < 0 else number
        self._text(_CONTROL.sub("", chr(code)) if 0 < code <= 0x10FFFF else "")
        self._stand_ins = self._state.skip

    def _end_paragraph(self, *, only_if_begun: bool) -> None:
        state = self._state
        if state.place != _TEXT or state.hidden or state.deleted:
            return
        self._leaving = ""
        if self.blocks.has_text or not only_if_begun:
            self.blocks.end_paragraph()

    def _destination(self, word: str, optional: str) -> None:
        """Take notice of a word that says that its group is no text."""
        if word in _PLACES:
            self.change(place=_PLACES[word])
        elif word in words.SKIPPED or word in words.LEFT_OUT or (optional and word not in words.KEPT):
            self._unseen = words.LEFT_OUT.get(word, "")
            self.change(place=_NOWHERE)

    def change(
        self,
        *,
        place: str | None = None,
        encoding: str | None = None,
        bold: bool | None = None,
        hidden: bool | None = None,
        deleted: bool | None = None,
        skip: int | None = None,
    ) -> None:
        """Change what holds from here to the end of the group."""
        state = self._state
        self._state = _State(
            place=state.place if place is None else place,
            encoding=state.encoding if encoding is None else encoding,
            bold=state.bold if bold is None else bold,
            hidden=state.hidden if hidden is None else hidden,
            deleted=state.deleted if deleted is None else deleted,
            skip=state.skip if skip is None else skip,
        )

    def set_encoding(self, name: str) -> None:
        """Set the encoding of fonts that name none."""
        self._default = name

    def set_font(self, number: int | None) -> None:
        """Choose a font, or begin to describe it."""
        self._font = number or 0
        if self._state.place == _TEXT:
            self.change(encoding=self._fonts.get(self._font, ""))

    def describe_font(self, encoding: str) -> None:
        """Set the encoding of the font at hand."""
        if self._state.place == _FONTS:
            self._fonts[self._font] = encoding

    def begin_look(self, *, in_table: bool) -> None:
        """Set what the paragraphs from here on are; a table's stay what they are but for that."""
        self.blocks.in_table = in_table
        self.blocks.heading = self.blocks.heading and in_table


def _heading(reader: _RtfReader, number: int | None) -> None:
    reader.blocks.heading = number is not None and 0 <= number < 9


def _insertion(reader: _RtfReader, number: int | None) -> None:
    reader.inserted += number != 0


_Setting = Callable[[_RtfReader, int | None], None]
_SETTINGS: Mapping[str, _Setting] = {
    "b": lambda reader, number: reader.change(bold=number != 0),
    "v": lambda reader, number: reader.change(hidden=number != 0),
    "deleted": lambda reader, number: reader.change(deleted=number != 0),
    "plain": lambda reader, _: reader.change(bold=False, hidden=False, deleted=False, encoding=""),
    "revised": _insertion,
    "uc": lambda reader, number: reader.change(skip=max(0, number or 0)),
    "f": _RtfReader.set_font,
    "fcharset": lambda reader, number: reader.describe_font(charset(number)),
    "cpg": lambda reader, number: reader.describe_font(code_page(number)),
    "ansicpg": lambda reader, number: reader.set_encoding(code_page(number)),
    "mac": lambda reader, _: reader.set_encoding("mac_roman"),
    "pc": lambda reader, _: reader.set_encoding("cp437"),
    "pca": lambda reader, _: reader.set_encoding("cp850"),
    "pard": lambda reader, _: reader.begin_look(in_table=False),
    "intbl": lambda reader, _: reader.begin_look(in_table=True),
    "outlinelevel": _heading,
    "trowd": lambda reader, _: reader.blocks.start_row(),
    "clvmrg": lambda reader, _: reader.blocks.merge("up"),
    "clmrg": lambda reader, _: reader.blocks.merge("left"),
    "cellx": lambda reader, _: reader.blocks.define_cell(),
    "cell": lambda reader, _: reader.blocks.end_cell(),
    "row": lambda reader, _: reader.blocks.end_row(),
}
_MEANT = frozenset({*_SETTINGS, *_PLACES, *words.ALL})


def recognises(source: SourceFile) -> int:
    """By how it begins, whatever it is called."""
    return BY_CONTENT if _START.match(source.data) else NOT


def read(source: SourceFile) -> Document:
    """Read the text as it is seen; hidden and deleted text, comments, notes and headers are counted."""
    reader = _RtfReader(source.place)
    whole = reader.read(source.data[max(0, source.data.find(b"{")) :])
    left_out = {what: times for what, times in reader.left_out.items() if times}
    notes = tuple(_notes(reader, whole=whole))
    return Document("rtf", tuple(reader.blocks.done), left_out=left_out, notes=notes)


def _notes(reader: _RtfReader, *, whole: bool) -> Iterator[str]:
    if not whole:
        yield "The file ends in the middle; it may have been cut off."
    if reader.unread:
        yield f"{reader.unread} bytes are no letters in the encoding of their font and were left out."
    if reader.inserted:
        yield f"Tracked insertions ({reader.inserted}) are taken over as text."


FORMAT = Format("rtf", (".rtf",), recognises, read)
