"""Counts as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape

from qualcode.analysis.selection import source_in_words, where_in_words
from qualcode.cli.render.console import console, table

if TYPE_CHECKING:
    from qualcode.analysis.cooccur import Cooccurrence
    from qualcode.analysis.scores import Score
    from qualcode.analysis.tally import Cell, Tally
    from qualcode.model import Codebook
    from qualcode.study import Study

ALL = "All"


def tally(result: Tally, codebook: Codebook) -> None:
    """Print a tally: n and percent by group, N below the names of the groups."""
    out = console()
    heads = [f"{group.group}\nN = {group.N}" for group in result.groups]
    made = table(f"{_level(result, codebook)} × {result.by}: {result.count}", *heads)
    made.add_column(f"{ALL}\nN = {result.totals[0].N if result.totals else 0}", justify="right")
    above = ""
    for total in result.totals:
        root = codebook.root(total.code)
        if root not in (above, total.code) and root not in result.codes:
            made.add_row(f"[bold]{escape(codebook[root].name)}[/bold]")
        above = root
        cells = [result.cell(total.code, group.group) for group in result.groups]
        code = codebook[total.code]
        indent = "  " * (len(codebook.lineage(code.id)) - 1)
        style = f"[{code.colour}]■[/] " if code.colour else ""
        made.add_row(f"{indent}{style}{escape(code.name)}", *map(_share, cells), _share(total))
    out.print(made)
    out.print(_counted(result.where, result.source, result.unit), style="dim")


def _counted(where: Mapping[str, Sequence[str]], source: Mapping[str, int], unit: str) -> str:
    return f"Counted: {escape(where_in_words(where))}. Unit: {unit}. Coded by {source_in_words(source)}."


def _level(result: Tally, codebook: Codebook) -> str:
    kinds = {
        "sub-theme" if codebook[c].kind == "theme" and codebook[c].parent else codebook[c].kind
        for c in result.codes
    }
    return kinds.pop().capitalize() if len(kinds) == 1 else "Code"


def _share(cell: Cell) -> str:
    share = "   –" if cell.percent is None else f"{int(cell.percent + 0.5):3}%"  # halves up, as in Excel
    return f"{cell.n} [dim]{share}[/dim]" if cell.n else f"[dim]{cell.n} {share}[/dim]"


def cooccurrence(result: Cooccurrence, codebook: Codebook) -> None:
    """Print how many units have both codes; the diagonal has those with the code at all."""
    out = console()
    names = [codebook[code].name for code in result.columns]
    made = table(f"Co-occurrence in {result.unit}s (N = {result.units})", *names)
    for a in result.rows:
        numbers = [str(result.pair(a, b).n) for b in result.columns]
        made.add_row(escape(codebook[a].name), *numbers)
    out.print(made)
    out.print(_counted(result.where, result.source, result.unit), style="dim")


def counts(study: Study, rows: Sequence[Mapping[str, object]]) -> None:
    """Print what the rules found, per theme, in all transcripts."""
    made = table(
        f"Rule codings in {len(study.transcripts)} transcripts",
        f"coded {study.settings.unit}s",
        "transcripts",
    )
    for row in rows:
        made.add_row(escape(str(row["name"])), str(row["codings"]), str(row["transcripts"]))
    console().print(made)


def scores(found: Sequence[Score], rows: int) -> None:
    """Print precision, recall and F1 per theme and their macro mean."""
    from qualcode.analysis.scores import macro_f1

    made = table(
        f"Rules against hand codes ({rows} texts)", "precision", "recall", "F1", "support", first="Theme"
    )
    for entry in found:
        made.add_row(entry.code, *map(_ratio, (entry.precision, entry.recall, entry.f1)), str(entry.support))
    made.add_section()
    made.add_row("macro", "", "", _ratio(macro_f1(found)), "")
    console().print(made)


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
