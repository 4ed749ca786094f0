"""Text wrapped into the cells of a terminal: greedy by words, whatever the script, in blocks of bounded size.

A cell is what a terminal gives a sign: two for East Asian wide ones, none for marks that combine with the
sign before them. How many a sign takes is read off the tables of Rich, by which the screen is drawn. What
could speak to the terminal itself (control characters) or turn its lines round (embeddings of direction) is
never drawn but shown as a sign of one cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from rich.cells import get_character_cell_size

BLOCK = 2048
"""A paragraph is wrapped in blocks of about so many code points, so that a huge one costs no more."""
_LOOK_BACK = 400
_MARKS = 8  # code points a cell: letters with many marks, but not a thousand of them

_NARROW = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482–—‘’“”…\n]*")
_UNSHOWN = re.compile(
    "[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufe0f]"
)
_JOINT = re.compile("\ufe0f*\u200d[\u200d\ufe0f]*")  # a joiner, with what asks for colours around it
_LONE = re.compile(rf"[ \u3000]|{_UNSHOWN.pattern}")
_WORD = re.compile(r"[^ \t\u3000]+")
_STARTS_NO_LINE = frozenset("、。，．？！：；）」』】〕〉》・ー々〜…～％,.?!:;)]}%’”")
_ENDS_NO_LINE = frozenset("（「『【〔〈《([{‘“")


class WrappedLine(NamedTuple):
    """The code points `[start, end)` of the body that one line shows, without the blanks it was broken at."""

    start: int
    end: int


# --- cells --------------------------------------------------------------------------------


def shown(text: str) -> str:
    """The text as it may be drawn: what speaks to the terminal is replaced by visible signs."""
    if _JOINT.search(text):
        text = _JOINT.sub(lambda found: "\u200d" if _joins(found) else "", text)
    return _UNSHOWN.sub(lambda found: _sign(found[0]), text) if _UNSHOWN.search(text) else text


def _joins(found: re.Match[str]) -> bool:
    """Whether a joiner stands between two signs that it could join."""
    text, start, end = found.string, *found.span()
    return start > 0 and end < len(text) and not _LONE.match(text[start - 1]) and not _LONE.match(text[end])


def _sign(sign: str) -> str:
    if sign in "\t\n":
        return " "
    if (
        sign == "\ufe0f"
    ):  # asks for the coloured form of the sign before it: terminals disagree how wide that is
        return ""
    return chr(0x2400 + ord(sign)) if sign < " " else "␡" if sign == "\x7f" else "\ufffd"


@lru_cache(maxsize=8192)
def _width(sign: str) -> int:
    """The cells of a sign by itself, as it is shown."""
    drawn = shown(sign)
    return get_character_cell_size(drawn) if drawn else 0


def widths(text: str) -> list[int]:
    """The cells that each code point takes; none for one that is joined to the sign before it."""
    if _NARROW.fullmatch(text):
        return [1] * len(text)
    found = [_width(sign) for sign in text]
    for joint in _JOINT.finditer(text):
        if _joins(joint):
            found[joint.end()] = 0
    return found


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return len(text) if _NARROW.fullmatch(text) else sum(widths(text))


def offset_at(body: str, line: WrappedLine, cell: int) -> int:
    """Which code point of the line stands at a cell; the last one right of its end."""
    if line.end <= line.start:
        return line.start
    ends = list(accumulate(widths(body[line.start : line.end])))
    return min(line.start + bisect_right(ends, max(cell, 0)), line.end - 1)


# --- blocks -------------------------------------------------------------------------------


def block_start(body: str, start: int, end: int, number: int) -> int:
    """Where the block of that number of the paragraph `[start, end)` begins; `end` behind the last one.

    It depends on the words around it only, never on a width: a window may start anywhere in a huge
    paragraph and never has to wrap what is before it.
    """
    at = start + number * BLOCK
    if number <= 0 or at >= end:
        return start if number <= 0 else end
    seen = body[at - _LOOK_BACK : at]
    for mark in ("\n", ". ", "。", " "):
        found = seen.rfind(mark)
        if found >= 0:
            return at - _LOOK_BACK + found + len(mark)
    for further in range(at, min(at + _LOOK_BACK, end)):  # a sign keeps its marks
        if _width(body[further]):
            return further
    return at


def block_of(body: str, start: int, end: int, offset: int) -> int:
    """The number of the block of the paragraph `[start, end)` in which a code point is."""
    last = last_block(start, end)
    number = min(max(offset - start, 0) // BLOCK + 1, last)
    while number and block_start(body, start, end, number) > offset:
        number -= 1
    return number


def last_block(start: int, end: int) -> int:
    """The number of the last block of a paragraph."""
    return max(end - start - 1, 0) // BLOCK


# --- lines --------------------------------------------------------------------------------


def wrap(body: str, start: int, end: int, width: int, *, indent: int = 0) -> list[WrappedLine]:
    """Break `[start, end)` of the body into lines of at most `width` cells; at least one line.

    Line ends of the text stay; a word longer than a line is broken where the line is full. `indent` cells
    of the first line are taken already.
    """
    width, lines, left = max(width, 2), [], start
    for right in _line_ends(body, start, end):
        text, taken = body[left:right], indent if left == start else 0
        lines += [WrappedLine(left + a, left + b) for a, b in _lines(text, width, taken)]
        left = right + 1
    return lines


def _line_ends(body: str, start: int, end: int) -> Iterator[int]:
    while (at := body.find("\n", start, end)) >= 0:
        yield at
        start = at + 1
    yield end


def _lines(text: str, width: int, used: int) -> Iterator[tuple[int, int]]:
    left = right = 0
    for start, end, size in _pieces(text):
        gap = cells(text[right:start]) if start > right else 0
        if used + gap + size <= width:
            right, used = end, used + gap + size
            continue
        if used:
            yield left, right
        left, right, used = start, end, size
        if size > width:
            *full, (left, right) = _cut(text, start, end, width)
            yield from full
            used = _size(right - left, cells(text[left:right]))
    yield left, right


def _size(length: int, taken: int) -> int:
    """The cells of a piece, or more where heaps of marks stand on few letters: no line is endless."""
    return max(taken, -(-length // _MARKS))


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """What is not broken unless it is longer than a line, with its size: words, and single wide signs."""
    for word in _WORD.finditer(text):
        start, end = word.span()
        if _NARROW.fullmatch(text, start, end):
            yield start, end, end - start
        else:
            yield from _pieces_of_word(text, start, end)


def _pieces_of_word(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    sizes = widths(text[start:end])
    left, taken, before = start, 0, 0
    for at, size in enumerate(sizes, start):
        if taken and (size == 2 or (size and before == 2)) and _may_part(text[at - 1], text[at]):
            yield left, at, _size(at - left, taken)
            left, taken = at, 0
        taken += size
        before = size or before
    yield left, end, _size(end - left, taken)


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two signs one of which is wide."""
    return after not in _STARTS_NO_LINE and before not in _ENDS_NO_LINE


def _cut(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """A word longer than a line, cut where lines are full; a sign keeps the marks on it."""
    used, left = 0, start
    for at, size in enumerate(widths(text[start:end]), start):
        if (used + size > width and size) or at - left >= width * _MARKS:
            yield left, at
            left, used = at, 0
        used += size
    yield left, end
