"""Disagreements to be read: the words, who said what, and which codes are taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from qualcode.analysis.agreement.interpretation import listed
from qualcode.analysis.disputes import KINDS, around
from qualcode.analysis.selection import where_in_words
from qualcode.cli.render.console import Drawing, Printed, console, figures, flowing
from qualcode.journal.trail import plain

if TYPE_CHECKING:
    from qualcode.analysis.disputes import Confusion, Dispute, Stance
    from qualcode.model import Codebook
    from qualcode.study.comparing import Compared

_REACH = 80
_INDENT = 2
_MATRIX = 9
_OFTEN = 15
_COLOURS = {
    "missed": "yellow",
    "different code": "magenta",
    "different boundary": "cyan",
    "different direction": "red",
}


def compared(
    work: Compared,
    found: Sequence[Dispute],
    shown: Sequence[Dispute],
    confused: Confusion | None,
    codebook: Codebook,
) -> Drawing:
    """Draw the disagreements that are shown, which codes are taken for which, and how many there are."""
    yield from disagreements(shown, work.bodies, codebook)
    if confused:
        yield from confusion(confused, codebook)
    yield from summary(work, found, codebook)


def disagreements(found: Sequence[Dispute], bodies: Mapping[str, str], codebook: Codebook) -> Drawing:
    """Draw each (see `disagreement`), with a line between."""
    for each in found:
        names = {said.coder: said.coder for said in each.said}
        yield from disagreement(each, bodies[each.transcript], codebook, names)
        yield ""


def disagreement(found: Dispute, body: str, codebook: Codebook, names: Mapping[str, str]) -> Drawing:
    """Draw the words in bold, what stands around them, and what every coder made of them.

    `names` is what the coders are called.
    """
    head = Text(" · ".join(filter(None, [found.transcript, found.unit.participant])), "bold")
    head.append(f"  {codebook[found.code].name}", "default")
    head.append(f"  {found.kind}", _COLOURS[found.kind])
    head.append(f"  {found.id}", "dim")
    yield flowing(head)
    yield Printed(_quoted(found, body), {"soft_wrap": not console().is_terminal})
    width = max(map(len, names.values()))
    for said in sorted(found.said, key=lambda each: names[each.coder]):
        yield flowing(_line(said, names[said.coder].ljust(width), found, body, codebook))


def _quoted(found: Dispute, body: str) -> Text:
    before, after = around(body, found.unit, _REACH)
    cut = found.unit.start > _REACH, found.unit.end + _REACH < len(body)
    text = Text(f"{'…' * cut[0]}{plain(before)} " if before else "", "dim")
    text.append(plain(body[found.unit.start : found.unit.end]), "not dim bold")
    return text.append(f" {plain(after)}{'…' * cut[1]}" if after else "", "dim")


def _line(said: Stance, name: str, found: Dispute, body: str, codebook: Codebook) -> Text:
    line = Text(" " * _INDENT).append(name, "bold").append("  ")
    if not said.given:
        line.append("○ not coded", "dim")
        if said.instead:
            line.append(f"; instead: {', '.join(codebook[code].name for code in said.instead)}")
        return line
    line.append("● coded", "green").append(f" {said.direction}" if said.direction else "")
    words = " … ".join(plain(body[start:end]) for start, end in said.spans)
    if words != plain(body[found.unit.start : found.unit.end]):
        line.append(f"  “{words}”")
    return line


def confusion(found: Confusion, codebook: Codebook) -> Drawing:
    """Draw the codes of one coder by those of another; of many codes, what differs most often."""
    names = {code: codebook[code].name if code else "nothing" for code in found.codes}
    rows, columns = found.coders
    if len(names) > _MATRIX:
        apart = [cell for cell in found.counts if cell[0] != cell[1]]
        often = sorted(apart, key=lambda cell: -found.counts[cell])[:_OFTEN]
        listed = [(names[row], [names[column], str(found.counts[row, column])]) for row, column in often]
        heads = [f"where {columns} gave", "units"]
        yield from figures(f"Most often apart (of {len(apart)})", heads, listed, f"{rows} gave")
    elif names:
        heads = list(names.values())
        cells = [
            (name, [str(found.counts.get((code, column), "") or "·") for column in names])
            for code, name in names.items()
        ]
        what = "Units" if rows != "one" else "Units, in each pair of coders"
        yield from figures(f"{what}: what {rows} gave (rows) where {columns} gave (columns)", heads, cells)


def summary(work: Compared, found: Sequence[Dispute], codebook: Codebook) -> Drawing:
    """Draw how many there are of each kind, and of what."""
    kinds = Counter(each.kind for each in found)
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind]) or "none"
    number = len(work.transcripts)
    codes = Counter(each.code for each in found).most_common(3)
    mostly = ", ".join(f"{codebook[code].name} ({times})" for code, times in codes)
    yield Text(
        f"{len(found)} disagreements of {listed(work.coders)}: {parts}."
        + (f" Most on {mostly}." if mostly else "")
        + f" Unit: {work.unit}. {number} transcript{'s' * (number != 1)} that all of them marked done. "
        f"Counted: {where_in_words(work.where)}.",
        "dim",
    )
