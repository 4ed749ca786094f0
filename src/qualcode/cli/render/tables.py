"""Counts as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape

from qualcode.analysis.selection import source_in_words, where_in_words
from qualcode.cli.render.console import Drawing, dim, figures, table, uncut

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.analysis.account import Account, AccountLine
    from qualcode.analysis.cooccur import Cooccurrence
    from qualcode.analysis.scores import Score
    from qualcode.analysis.tally import Tally, TallyCell
    from qualcode.model import Codebook

ALL = "All"
_ID, _LISTED = 13, 3


def tally(result: Tally, codebook: Codebook) -> Drawing:
    """Draw a tally: n and percent by group, N below the names of the groups."""
    heads = [f"{group.group}\nN = {group.N}" for group in result.groups] + [f"{ALL}\nN = {result.N}"]
    rows: list[tuple[str, list[str]]] = []
    above = ""
    for total in result.totals:
        root = codebook.root(total.code)
        if root not in (above, total.code) and root not in result.codes:
            rows.append((f"[bold]{escape(codebook[root].name)}[/bold]", []))
        above = root
        cells = [*(result.cell(total.code, group.group) for group in result.groups), total]
        rows.append((_name(codebook, total.code), [_share(cell) for cell in cells]))
    yield from figures(f"{_level(result, codebook)} × {result.by}: {result.count}", heads, rows)
    yield dim(_counted(result.where, result.source, result.unit))


def _name(codebook: Codebook, code: str) -> str:
    """A code's name, indented below its theme, behind a bar in its colour."""
    entry = codebook[code]
    indent = "  " * (len(codebook.lineage(code)) - 1)
    return (
        f"{indent}[{entry.colour}]▍[/]{escape(entry.name)}"
        if entry.colour
        else f"{indent}{escape(entry.name)}"
    )


def _counted(where: Mapping[str, Sequence[str]], source: Mapping[str, int], unit: str) -> str:
    return f"Counted: {escape(where_in_words(where))}. Unit: {unit}. Coded by {source_in_words(source)}."


def _level(result: Tally, codebook: Codebook) -> str:
    kinds = {
        "sub-theme" if codebook[c].kind == "theme" and codebook[c].parent else codebook[c].kind
        for c in result.codes
    }
    return kinds.pop().capitalize() if len(kinds) == 1 else "Code"


def _share(cell: TallyCell) -> str:
    if not cell.seen:
        return "[dim]–[/dim]"  # nobody has looked: that is not none
    share = "   –" if cell.percent is None else f"{int(cell.percent + 0.5):3}%"  # halves up, as in Excel
    return f"{cell.n}\u00a0[dim]{share}[/dim]" if cell.n else f"[dim]{cell.n}\u00a0{share}[/dim]"


def cooccurrence(result: Cooccurrence, codebook: Codebook) -> Drawing:
    """Draw how many units have both codes; the diagonal has those with the code at all."""
    heads = [codebook[code].name for code in result.columns]
    rows = [
        (escape(codebook[a].name), [str(result.pair(a, b).n) for b in result.columns]) for a in result.rows
    ]
    yield from figures(f"Co-occurrence in {result.unit}s (N = {result.units})", heads, rows)
    yield dim(_counted(result.where, result.source, result.unit))


def counts(study: Study, rows: Sequence[Mapping[str, object]]) -> Drawing:
    """Draw what the rules found, per theme, in all transcripts."""
    heads = [f"coded {study.settings.unit}s", "transcripts"]
    shown = [(escape(str(row["name"])), [str(row["codings"]), str(row["transcripts"])]) for row in rows]
    return figures(f"Rule codings in {len(study.transcripts)} transcripts", heads, shown)


def scores(found: Sequence[Score], rows: int) -> Drawing:
    """Draw precision, recall and F1 per theme and their macro mean."""
    from qualcode.analysis.scores import macro_f1

    heads = ["precision", "recall", "F1", "support"]
    shown = [
        (entry.code, [*map(_ratio, (entry.precision, entry.recall, entry.f1)), str(entry.support)])
        for entry in found
    ]
    shown.append(("macro", ["", "", _ratio(macro_f1(found)), ""]))
    return figures(f"Rules against hand codes ({rows} texts)", heads, shown, "Theme")


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def account(found: Account) -> Drawing:
    """Draw what is counted and, reason by reason, what is left out, with how the lines behind it begin."""
    rows = [("counted", ["", "", str(found.counted), ""])]
    rows += [
        (line.reason.replace("_", " "), [escape(line.coder), escape(line.about), str(line.n), _first(line)])
        for line in found.lines
    ]
    rows += [("[bold]all[/bold]", ["", "", str(found.total), ""])]
    made = table("Why", "Whose", "About")
    made.add_column("Codings", justify="right")
    made.add_column("Lines", overflow="fold", style="dim")
    for name, cells in rows:
        made.add_row(name, *cells)
    yield uncut(made)


def _first(line: AccountLine) -> str:
    shown = [name if line.reason == "damaged" else name[:_ID] for name in line.lines[:_LISTED]]
    return escape(", ".join(shown) + (", …" if line.n > _LISTED else ""))
