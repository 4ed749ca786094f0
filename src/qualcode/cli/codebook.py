"""`qualcode codebook`: show it, test it, print its schema, take it from a table or to one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from qualcode.cli import codebook_tables, opening, options, render
from qualcode.cli.emitting import Output, print_json, say
from qualcode.errors import QualcodeError

app = typer.Typer(
    help="Show the codebook, test its rules, take it from a table or to one, print its JSON Schema.",
    rich_markup_mode=None,
)
app.command("import")(codebook_tables.import_)
app.command("export")(codebook_tables.export)


@app.command("show")
def show(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="Id of one code; else all of them.")] = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Print the codes as a tree, or one code with its criteria, examples and rules.

    Example: qualcode codebook show us_leadership
    """
    from qualcode.positions import nearest

    book = opening.study(study).codebook
    if code and code not in book:
        raise QualcodeError(
            f"no code {code!r} in the codebook; {nearest(code, [entry.id for entry in book])}"
        )
    shown = [book[code]] if code else list(book)
    Output(as_json).give(
        lambda: {"codebook": book.title, "version": book.version, "codes": [asdict(c) for c in shown]},
        lambda: render.texts.code(book, book[code]) if code else render.texts.codebook(book),
    )


@app.command("test")
def test(study: options.Study = None, as_json: options.Json = False) -> None:
    """Run the codebook's examples and counterexamples as tests of its rules. Exit code 1 if any fails.

    Examples of a code that has no rules, and none below it that has, are not tested.
    """
    from qualcode.coding.examples import untested

    opened = opening.study(study)
    left = sum(untested(opened.codebook).values())
    results = opened.rules.test()
    failed = [result for result in results if not result.passed]
    wanted = ("should not have it and has", "should have it and has not")
    Output(as_json).give(
        lambda: {
            "examples": len(results),
            "not_tested": left,
            "failed": [asdict(result) for result in failed],
        },
        (
            f"{opened.settings.codebook}:{each.line}: {each.code} {wanted[each.expected]}: {each.text}"
            for each in failed
        ),
    )
    say(f"{len(results) - len(failed)} of {len(results)} examples pass.")
    if left:
        say(f"Examples not tested, for their codes have no rules yet: {left}.")
    if failed:
        raise typer.Exit(1)


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of codebooks, for editors that check YAML while one types.

    Example: qualcode codebook schema > codebook.schema.json
    """
    from qualcode.codebook import json_schema

    print_json(json_schema())
