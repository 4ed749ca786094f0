"""`qualcode codebook`: show it, test it, print its schema, take it from a table or to one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from qualcode.cli import codebook_tables
from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json, say

app = typer.Typer(
    help="Show the codebook, test its rules, take it from a table or to one, print its JSON Schema.",
    rich_markup_mode=None,
)
codebook_tables.register(app)


@app.command("show")
def show(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="Id of one code; else all of them.")] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the codes as a tree, or one code with its criteria, examples and rules.

    Example: qualcode codebook show us_leadership
    """
    from qualcode.cli import render
    from qualcode.errors import QualcodeError
    from qualcode.positions import nearest

    codebook = open_study(study).codebook
    if code and code not in codebook:
        raise QualcodeError(
            f"no code {code!r} in the codebook; {nearest(code, [entry.id for entry in codebook])}"
        )
    shown = [codebook[code]] if code else list(codebook)
    if as_json:
        print_json(
            {"codebook": codebook.title, "version": codebook.version, "codes": [asdict(c) for c in shown]}
        )
    elif code:
        render.code(codebook, codebook[code])
    else:
        render.codebook(codebook)


@app.command("test")
def test(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Run the codebook's examples and counterexamples as tests of its rules. Exit code 1 if any fails.

    Examples of a code that has no rules, and none below it that has, are not tested.
    """
    from qualcode.coding.examples import untested

    opened = open_study(study)
    left = untested(opened.codebook)
    results = opened.rules.test()
    failed = [result for result in results if not result.passed]
    if as_json:
        data = {"examples": len(results), "not_tested": sum(left.values())}
        print_json({**data, "failed": [asdict(result) for result in failed]})
    else:
        for result in failed:
            wanted = "should have it and has not" if result.expected else "should not have it and has"
            typer.echo(f"{opened.settings.codebook}:{result.line}: {result.code} {wanted}: {result.text}")
    say(f"{len(results) - len(failed)} of {len(results)} examples pass.")
    if left:
        say(f"Examples not tested, for their codes have no rules yet: {sum(left.values())}.")
    if failed:
        raise typer.Exit(1)


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of codebooks, for editors that check YAML while one types.

    Example: qualcode codebook schema > codebook.schema.json
    """
    from qualcode.codebook import json_schema

    print_json(json_schema())
