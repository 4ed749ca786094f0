"""A unit on which coders differ, as rows: the words, who gave what side by side, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.style import Style

from qualcode.desk.adjudication import AdjudicationDesk
from qualcode.desk.wrapping import cells, shown, wrap
from qualcode.model import Coding
from qualcode.screen.codebook import CodebookText
from qualcode.screen.panel import StyledRow, line, prose, spread
from qualcode.study.disputes import DisputeRecord

REACH = 240
_GAP = 3
_STATES = {
    "open": "open",
    "ready": "ready: d settles it",
    "settled": "settled",
    "changed": "changed since it was settled: d settles it again",
}
_SIGNS = {"-": "−"}


def place_row(adjudication: AdjudicationDesk, width: int, written: CodebookText) -> StyledRow:
    """Transcript, how far it is, and who decides."""
    pens, disputed = written.pens, adjudication.disputed
    decided = sum(item.verdict is not None for item in adjudication.items)
    left = [
        (f" {line(disputed.transcript.id, 24)}", pens.strong),
        (f"  {decided} of {len(adjudication.items)} decided", pens.plain),
        (f"  {_STATES[disputed.state]}", pens.good if disputed.state in {"ready", "settled"} else pens.quiet),
    ]
    hidden = [(" NAMES HIDDEN ", pens.cursor + pens.note)] if adjudication.work.hide_names else []
    return spread(left, [*hidden, (f" {adjudication.work.by} ", pens.strong)], width)


def unit_rows(
    adjudication: AdjudicationDesk, written: CodebookText, width: int
) -> tuple[list[StyledRow], int]:
    """All about the unit that the cursor is in, and the row of what is under the cursor."""
    item = adjudication.item
    if item is None:
        return [
            (),
            *prose(
                "Nobody differs in this transcript. d settles it, ] goes to the next.",
                width - 2, written.pens.plain, before=" ",
            ),
        ], 0  # fmt: skip
    rows: list[StyledRow] = [(), *_text(adjudication, item, written, width - 2), ()]
    rows += _side_by_side(adjudication, item, written, width - 2)
    rows += [(), [(" To decide", written.pens.title)]]
    at = len(rows)
    for each in adjudication.unit:
        at = len(rows) if each.found.id == item.found.id else at
        rows += _disputed(adjudication, each, written, width - 2, here=each.found.id == item.found.id)
    return rows, at


# --- the words ----------------------------------------------------------------------------


def _text(
    adjudication: AdjudicationDesk, item: DisputeRecord, written: CodebookText, width: int
) -> Iterator[StyledRow]:
    pens, disputed, unit = written.pens, adjudication.disputed, item.found.unit
    before, after = disputed.around(unit, REACH)
    body = disputed.transcript.body
    more = "…" * (unit.end + REACH < len(body))
    pieces = [
        (f"{'…' * (unit.start > REACH)}{_flat(before)} " if before else "", pens.quiet),
        (_flat(body[unit.start : unit.end]), pens.strong),
        (f" {_flat(after)}{more}" if after else "", pens.quiet),
    ]
    yield from _flowing(pieces, width)


def _flat(text: str) -> str:
    return shown(" ".join(text.split()))


def _flowing(pieces: Sequence[tuple[str, Style]], width: int) -> Iterator[StyledRow]:
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


def _side_by_side(
    adjudication: AdjudicationDesk, item: DisputeRecord, written: CodebookText, width: int
) -> Iterator[StyledRow]:
    """A column a coder: all codes that the coder gave in the unit."""
    columns = adjudication.columns
    room = max((width - _GAP * (len(columns) - 1)) // len(columns), 8)
    drawn = [
        _column(adjudication, item, written, room, (number, *who))
        for number, who in enumerate(columns, start=1)
    ]
    for cells_of in zip_longest(*drawn, fillvalue=()):
        row: list[tuple[str, Style]] = []
        for number, cell in enumerate(cells_of):
            taken = sum(cells(text) for text, _ in cell)
            row += cell
            if number < len(cells_of) - 1:
                row.append((" " * max(room + _GAP - taken, 0), Style()))
        yield row


def _column(
    adjudication: AdjudicationDesk,
    item: DisputeRecord,
    written: CodebookText,
    width: int,
    who: tuple[int, str, str],
) -> list[StyledRow]:
    pens, (number, called, coder) = written.pens, who
    rows: list[StyledRow] = [[(f" {number} ", pens.key), (line(called, width - 4), pens.title)]]
    given = adjudication.disputed.given(item.found.unit, coder)
    for coding in given:
        rows += _given(adjudication, item, written, width, coding)
    if not given:
        rows.append([("   nothing here", pens.quiet)])
    return rows


def _given(
    adjudication: AdjudicationDesk, item: DisputeRecord, written: CodebookText, width: int, coding: Coding
) -> list[StyledRow]:
    sign = f" {_SIGNS.get(coding.direction or '', coding.direction or '')}".rstrip()
    name = line(written.name(coding.code), width - 4 - cells(sign))
    rows: list[StyledRow] = [
        [(" ● ", written.pens.plain), (name, written.ink(coding.code)), (sign, written.pens.strong)]
    ]
    unit, body = item.found.unit, adjudication.disputed.transcript.body
    start, end = max(unit.start, coding.segment.start), min(unit.end, coding.segment.end)
    if _flat(body[start:end]).rstrip(".!?") != _flat(body[unit.start : unit.end]).rstrip(".!?"):
        rows += prose(f"“{body[start:end]}”", width - 1, written.pens.quiet, before="   ")
    return rows


# --- what is to be decided ----------------------------------------------------------------


def _disputed(
    adjudication: AdjudicationDesk, item: DisputeRecord, written: CodebookText, width: int, *, here: bool
) -> list[StyledRow]:
    pens, verdict = written.pens, item.verdict
    front: list[tuple[str, Style]] = [
        (" ▸ " if here else "   ", pens.key),
        (line(written.name(item.found.code), width - 30), written.ink(item.found.code) + Style(bold=here)),
        (f"  {item.found.kind}", pens.plain if here else pens.quiet),
    ]
    if verdict is None:
        return [[*front, ("  open", pens.note)]]
    return [front, *prose(adjudication.verdict(verdict), width - 1, pens.good, before="     ")]
