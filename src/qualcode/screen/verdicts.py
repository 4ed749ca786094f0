"""A unit on which coders differ, as rows: the words, who gave what side by side, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.style import Style

from qualcode.desk.docket import Docket
from qualcode.desk.wrapping import cells, shown, wrap
from qualcode.model import Coding
from qualcode.screen.codebook import Written
from qualcode.screen.panel import Row, line, prose, spread
from qualcode.study.cases import Item

REACH = 240
_GAP = 3
_STATES = {
    "open": "open",
    "ready": "ready: d settles it",
    "settled": "settled",
    "changed": "changed since it was settled: d settles it again",
}
_SIGNS = {"-": "−"}


def place_row(docket: Docket, width: int, written: Written) -> Row:
    """Transcript, how far it is, and who decides."""
    pens, case = written.pens, docket.case
    decided = sum(item.ruling is not None for item in docket.items)
    left = [
        (f" {line(case.transcript.id, 24)}", pens.strong),
        (f"  {decided} of {len(docket.items)} decided", pens.plain),
        (f"  {_STATES[case.state]}", pens.good if case.state in {"ready", "settled"} else pens.quiet),
    ]
    hidden = [(" NAMES HIDDEN ", pens.cursor + pens.note)] if docket.work.hide_names else []
    return spread(left, [*hidden, (f" {docket.work.by} ", pens.strong)], width)


def unit_rows(docket: Docket, written: Written, width: int) -> tuple[list[Row], int]:
    """All about the unit that the cursor is in, and the row of what is under the cursor."""
    item = docket.item
    if item is None:
        return [
            (),
            *prose(
                "Nobody differs in this transcript. d settles it, ] goes to the next.",
                width - 2, written.pens.plain, before=" ",
            ),
        ], 0  # fmt: skip
    rows: list[Row] = [(), *_text(docket, item, written, width - 2), ()]
    rows += _side_by_side(docket, item, written, width - 2)
    rows += [(), [(" To decide", written.pens.title)]]
    at = len(rows)
    for each in docket.unit:
        at = len(rows) if each.found.id == item.found.id else at
        rows += _disputed(docket, each, written, width - 2, here=each.found.id == item.found.id)
    return rows, at


# --- the words ----------------------------------------------------------------------------


def _text(docket: Docket, item: Item, written: Written, width: int) -> Iterator[Row]:
    pens, case, unit = written.pens, docket.case, item.found.unit
    before, after = case.around(unit, REACH)
    body = case.transcript.body
    more = "…" * (unit.end + REACH < len(body))
    pieces = [
        (f"{'…' * (unit.start > REACH)}{_flat(before)} " if before else "", pens.quiet),
        (_flat(body[unit.start : unit.end]), pens.strong),
        (f" {_flat(after)}{more}" if after else "", pens.quiet),
    ]
    yield from _flowing(pieces, width)


def _flat(text: str) -> str:
    return shown(" ".join(text.split()))


def _flowing(pieces: Sequence[tuple[str, Style]], width: int) -> Iterator[Row]:
    """Pieces of one paragraph in their inks, in lines."""
    text = "".join(words for words, _ in pieces)
    for start, end in wrap(text, 0, len(text), max(width - 1, 2)):
        row: list[tuple[str, Style]] = [(" ", Style())]
        place = 0
        for words, ink in pieces:
            part = words[max(start - place, 0) : max(end - place, 0)]
            row += [(part, ink)] if part else []
            place += len(words)
        yield row


# --- side by side -------------------------------------------------------------------------


def _side_by_side(docket: Docket, item: Item, written: Written, width: int) -> Iterator[Row]:
    """A column a coder: all codes that the coder gave in the unit."""
    columns = docket.columns
    room = max((width - _GAP * (len(columns) - 1)) // len(columns), 8)
    drawn = [
        _column(docket, item, written, room, (number, *who)) for number, who in enumerate(columns, start=1)
    ]
    for cells_of in zip_longest(*drawn, fillvalue=()):
        row: list[tuple[str, Style]] = []
        for number, cell in enumerate(cells_of):
            taken = sum(cells(text) for text, _ in cell)
            row += cell
            if number < len(cells_of) - 1:
                row.append((" " * max(room + _GAP - taken, 0), Style()))
        yield row


def _column(docket: Docket, item: Item, written: Written, width: int, who: tuple[int, str, str]) -> list[Row]:
    pens, (number, called, coder) = written.pens, who
    rows: list[Row] = [[(f" {number} ", pens.key), (line(called, width - 4), pens.title)]]
    given = docket.case.given(item.found.unit, coder)
    for coding in given:
        rows += _given(docket, item, written, width, coding)
    if not given:
        rows.append([("   nothing here", pens.quiet)])
    return rows


def _given(docket: Docket, item: Item, written: Written, width: int, coding: Coding) -> list[Row]:
    sign = f" {_SIGNS.get(coding.direction or '', coding.direction or '')}".rstrip()
    name = line(written.name(coding.code), width - 4 - cells(sign))
    rows: list[Row] = [
        [(" ● ", written.pens.plain), (name, written.ink(coding.code)), (sign, written.pens.strong)]
    ]
    unit, body = item.found.unit, docket.case.transcript.body
    start, end = max(unit.start, coding.segment.start), min(unit.end, coding.segment.end)
    if _flat(body[start:end]).rstrip(".!?") != _flat(body[unit.start : unit.end]).rstrip(".!?"):
        rows += prose(f"“{body[start:end]}”", width - 1, written.pens.quiet, before="   ")
    return rows


# --- what is to be decided ----------------------------------------------------------------


def _disputed(docket: Docket, item: Item, written: Written, width: int, *, here: bool) -> list[Row]:
    pens, ruling = written.pens, item.ruling
    front: list[tuple[str, Style]] = [
        (" ▸ " if here else "   ", pens.key),
        (line(written.name(item.found.code), width - 30), written.ink(item.found.code) + Style(bold=here)),
        (f"  {item.found.kind}", pens.plain if here else pens.quiet),
    ]
    if ruling is None:
        return [[*front, ("  open", pens.note)]]
    return [front, *prose(docket.verdict(ruling), width - 1, pens.good, before="     ")]
