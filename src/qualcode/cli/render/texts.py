"""Quotes and the codebook, to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.tree import Tree

from qualcode.analysis.selection import source_in_words, where_in_words
from qualcode.cli.render.console import Drawing, dim, flowing
from qualcode.suggesters import is_suggester

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.analysis.quotes import Quote
    from qualcode.model import Code, Codebook


def quotes(
    study: Study,
    code: str,
    shown: Sequence[Quote],
    total: int,
    where: Mapping[str, Sequence[str]],
    source: Mapping[str, int],
) -> Drawing:
    """Draw quotes with who said them, and the rule's evidence or who coded them how."""
    columns = [
        *(study.voices.column(name) for name in study.settings.by),
        "participant.role",
        "transcript.date",
    ]
    for quote in shown:
        about = dict.fromkeys(quote.attributes.get(column, "") for column in columns)
        names = ", ".join(study.codebook[entry].name for entry in quote.codes)
        head = " · ".join(filter(None, [quote.transcript, quote.participant, *about]))
        yield f"[bold]{escape(head)}[/bold]  [dim]{escape(names)}[/dim]"
        yield flowing(escape(quote.text))
        yield f"[dim]{escape(_why(quote))}[/dim]\n"
    yield dim(
        f"{len(shown)} of {total} quotes of {code}; filter: {escape(where_in_words(where))}; "
        f"coded by {source_in_words(source)}"
    )


def _why(quote: Quote) -> str:
    """The evidence of the rules; of people their name, the direction and the memo."""
    coder = "" if is_suggester(quote.coder) else quote.coder
    memo = f"memo: {quote.memo}" if quote.memo else ""
    return " · ".join(filter(None, [coder, quote.direction, quote.evidence, memo]))


def codebook(book: Codebook) -> Drawing:
    """Draw the codes as a tree."""
    tree = Tree(f"[bold]{escape(book.title)}[/bold] {escape(book.version)}")
    places = {None: tree}
    branches: dict[str, Tree] = {}
    for entry in book:
        above = branches[entry.parent] if entry.parent else places[None]
        mark = f"[{entry.colour}]■[/] " if entry.colour else ""
        kind = "" if entry.parent or entry.kind == "theme" else f" [dim]{entry.kind}[/dim]"
        branches[entry.id] = above.add(f"{mark}{escape(entry.id)} [dim]{escape(entry.name)}[/dim]{kind}")
    yield tree


def code(book: Codebook, entry: Code) -> Drawing:
    """Draw one code: definition, criteria, examples, rules."""
    yield f"[bold]{escape(entry.name)}[/bold] ({escape(entry.id)}, {entry.kind})"
    if entry.parent:
        yield f"below {escape(' < '.join(book.lineage(entry.id)[1:]))}"
    yield escape(entry.definition)
    for title in ("include", "exclude", "examples", "counterexamples"):
        lines: tuple[str, ...] = getattr(entry, title)
        if lines:
            yield f"\n[bold]{title.capitalize()}[/bold]"
            for line in lines:
                yield flowing(f"  - {escape(line)}")
    below = book.children(entry.id)
    if below:
        yield "\n[bold]Below[/bold] " + escape(", ".join(child.id for child in below))
    terms = sum(len(r.any) + len(r.weak) + len(r.unless) + sum(map(len, r.all)) for r in entry.rules)
    yield f"\n[dim]{len(entry.rules)} rules with {terms} terms, line {entry.line}[/dim]"
