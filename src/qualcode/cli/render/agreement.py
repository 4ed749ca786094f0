"""Agreement as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from qualcode.analysis.agreement.interpretation import NAMES, listed
from qualcode.analysis.selection import where_in_words
from qualcode.cli.render.console import Drawing, dim, figures, table
from qualcode.study.rounds import moved

if TYPE_CHECKING:
    from qualcode.analysis.agreement import Measured
    from qualcode.analysis.agreement.coded import CodeAgreement, Counts
    from qualcode.model import Codebook
    from qualcode.study.agreeing import Agreement
    from qualcode.study.rounds import Round, Rounds

_WIDTH = 20


def agreement(result: Agreement, codebook: Codebook) -> Drawing:
    """Draw coefficients with a picture of alpha's interval, then the counts, then how to read it."""
    work = result.work
    entries = [*result.codes, result.pooled]
    names = [escape(codebook[each.code].name) if each.code else "[bold]All codes[/bold]" for each in entries]
    metrics = [each.metric for each in result.codes[0].measured] if result.codes else []
    title = f"Agreement of {listed(work.coders)}"
    heads = [NAMES[metric] for metric in metrics]
    rows = [
        (name, [_figure(each.get(metric)) for metric in metrics])
        for name, each in zip(names, entries, strict=True)
    ]
    yield from figures(title, heads, rows)
    yield _pictures(names, entries)
    yield from _counts(names, entries)
    sets = ", ".join(f"{NAMES[name]} {_figure(result.pooled.get(name))}" for name in ("jaccard", "masi"))
    yield f"On the sets of codes of each unit: {sets}."
    yield (
        "uα asks of every sign of the text whether both marked it so: where boundaries are drawn counts. "
        "cuα asks it only where both marked something, whichever of the compared codes it was."
    )
    yield from _reasons([each for entry in entries for each in entry.measured])
    number = len(work.transcripts)
    yield dim(
        f"Unit: {work.unit}. {number} transcript{'s' * (number != 1)} that all of them marked done. "
        f"Counted: {escape(where_in_words(work.where))}. "
        f"Bootstrap: {result.resamples} resamples of transcripts, seed {result.seed}."
    )
    for sentence in result.reading:
        yield escape(sentence)


def _figure(found: Measured) -> str:
    if found.coefficient is None:
        return "undefined"
    return _number(found.coefficient, found.metric)


def _number(value: float, metric: str) -> str:
    return f"{value:.1%}" if metric == "percent" else f"{value:z.2f}"


def _pictures(names: Sequence[str], entries: Iterable[CodeAgreement]) -> Table:
    """Alpha with its interval, on a line from -1 (or 0) to 1."""
    drawn = [(name, each.get("alpha")) for name, each in zip(names, entries, strict=True)]
    lowest = min(
        [found.interval[0] or 0 for _, found in drawn] + [found.coefficient or 0 for _, found in drawn]
    )
    floor = 0.0 if lowest >= 0 else -1.0
    made = table(title="Krippendorff’s α with its 95 % interval", title_justify="left", title_style="bold")
    made.add_column("Code", overflow="fold")
    made.add_column("α", justify="right")
    made.add_column("95 %", justify="right")
    made.add_column(f"{floor:.0f}".ljust(_WIDTH - 1) + "1", no_wrap=True)
    for name, found in drawn:
        made.add_row(name, _figure(found), _ends(found), _line(found, floor))
    return made


def _ends(found: Measured) -> str:
    low, high = found.interval
    if low is None or high is None:
        return ""
    return f"{_number(low, found.metric)} – {_number(high, found.metric)}"


def _reasons(found: Iterable[Measured]) -> Drawing:
    """Say why some coefficients are undefined, or have no interval."""
    told = list(found)
    for reason in dict.fromkeys(each.undefined for each in told if each.undefined):
        yield dim(f"undefined: {reason}.")
    for reason in dict.fromkeys(each.no_interval for each in told if each.no_interval):
        yield dim(f"no interval: {reason}.")


def _line(found: Measured, floor: float) -> str:
    if found.coefficient is None:
        return ""
    low, high = found.interval
    cells = [" "] * _WIDTH
    at, first, last = (
        _cell(found.coefficient if value is None else value, floor)
        for value in (found.coefficient, low, high)
    )
    cells[first : last + 1] = "─" * (last + 1 - first)
    cells[at] = "●"
    return "".join(cells)


def _cell(value: float, floor: float) -> int:
    share = (value - floor) / (1 - floor)
    return max(0, min(_WIDTH - 1, round(share * (_WIDTH - 1))))


def _counts(names: Sequence[str], entries: Sequence[CodeAgreement]) -> Drawing:
    """The 2×2 counts of every pair."""
    for number in range(len(entries[0].counts)):
        first, second = entries[0].counts[number].coders
        heads = ["both", f"{first} only", f"{second} only", "neither"]
        heads += [f"has it: {first}", f"has it: {second}"]
        all_of = [*names[:-1], f"{names[-1]} (units × codes)"]
        rows = [(name, _cells(each, each.counts[number])) for name, each in zip(all_of, entries, strict=True)]
        yield from figures(f"Units coded by {first} and {second}", heads, rows)


def _cells(entry: CodeAgreement, counts: Counts) -> list[str]:
    shares = [f"{entry.prevalence[coder]:.1%}" for coder in counts.coders]
    return [str(number) for number in (counts.both, counts.first, counts.second, counts.neither)] + shares


def rounds(found: Rounds, codebook: Codebook) -> Drawing:
    """Draw alpha and percent agreement by version of the codebook, and how they moved."""
    heads = [_round_head(each) for each in found.rounds]
    known = [each.agreement for each in found.rounds if each.agreement]
    codes = dict.fromkeys(code for agreement in known for code in agreement.work.codes)
    for metric in ("alpha", "percent"):
        rows = [
            (
                escape(codebook[code].name) if code else "[bold]All codes[/bold]",
                [_of_round(each, code, metric) for each in found.rounds],
            )
            for code in (*codes, "")
        ]
        yield from figures(
            f"{NAMES[metric]} of {listed(found.coders)}, by version of the codebook", heads, rows
        )
    for each in found.rounds:
        if each.why:
            yield f"{escape(each.version)}: no figures; {escape(each.why)}."
    for sentence in filter(None, [moved(found)]):
        yield escape(sentence)


def _round_head(entry: Round) -> str:
    number = len(entry.agreement.work.transcripts) if entry.agreement else 0
    return f"{entry.version or 'no version'}\nN = {number}"


def _of_round(entry: Round, code: str, metric: str) -> str:
    if entry.agreement is None:
        return "–"
    found = {each.code: each for each in (*entry.agreement.codes, entry.agreement.pooled)}.get(code)
    if found is None:
        return "–"
    measured = found.get(metric)
    ends = _ends(measured) if metric == "alpha" else ""
    return _figure(measured) + (f"\n{ends}" if ends else "")


def ratings(results: Sequence[Measured], coders: Sequence[str]) -> Drawing:
    """Draw the coefficients of a table of ratings, one a line."""
    rows = [
        (_name(each), [_figure(each), _ends(each), _share(each.observed), _share(each.expected)])
        for each in results
    ]
    first = results[0]
    heads = ["value", "95 %", "observed", "by chance"]
    number = f"{first.units} unit{'s' * (first.units != 1)}"
    yield from figures(f"Agreement of {listed(coders)} on {number}", heads, rows, "Coefficient")
    yield from _reasons(results)


def _name(found: Measured) -> str:
    plain = found.level in {"nominal", found.metric}
    return NAMES[found.metric] + ("" if plain else f" ({found.level})")


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:z.3f}"
