"""The commands, put together. Imports nothing heavy: `--help` must be quick."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from qualcode.cli import (
    anchors,
    apply,
    autocode,
    check,
    codebook,
    cooccur,
    evaluate,
    export,
    import_,
    init,
    options,
    quotes,
    run,
    tally,
    units,
)
from qualcode.cli.options import StudyOption, open_study

app = typer.Typer(
    name="qualcode",
    help="Code interviews from the terminal: transcripts and a codebook to tables, quotes and Excel.",
    epilog="Start with `qualcode init DIR`, or with `qualcode run` in a study. Every command has --help.",
    rich_markup_mode=None,  # Rich's help costs more than all of typer
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (init, import_, apply, units, check, autocode, evaluate, tally, cooccur, quotes, run):
    module.register(app)
app.add_typer(anchors.app, name="anchors")
app.add_typer(codebook.app, name="codebook")
app.add_typer(export.app, name="export")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"qualcode {version('qualcode')}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def status(
    context: typer.Context,
    study: StudyOption = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Code interviews from the terminal: transcripts and a codebook to tables, quotes and Excel.

    Alone, `qualcode` shows where the study stands and what to do next.
    """
    if study is not None:
        options.named_first = study
    if context.invoked_subcommand is None:
        from qualcode.cli import render

        render.status(open_study(study))
