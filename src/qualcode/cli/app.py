"""The command line as a whole. Imports no command: `--help` must be quick."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli import opening, options
from qualcode.cli.commands import Commands

app = typer.Typer(
    name="qualcode",
    cls=Commands,
    help="Code interviews from the terminal: transcripts and a codebook to tables, quotes and Excel.",
    epilog="Start with `qualcode init DIR`, or with `qualcode run` in a study. Every command has --help.",
    rich_markup_mode=None,  # Rich's help costs more than all of typer
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from qualcode.cli.main import print_version

        print_version()
        raise typer.Exit


@app.callback(invoke_without_command=True)
def alone(
    context: typer.Context,
    study: options.Study = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Code interviews from the terminal: transcripts and a codebook to tables, quotes and Excel.

    Alone, `qualcode` shows where the study stands and what to do next.
    """
    if study is not None:
        opening.named_first = study
    if context.invoked_subcommand is None:
        from qualcode.cli.emitting import draw
        from qualcode.cli.render.status import status

        draw(status(opening.study(study)))
