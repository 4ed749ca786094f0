"""`qualcode codebook import` and `export`: the codebook as a table, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options, render
from qualcode.cli.asking import agreed
from qualcode.cli.emitting import Output, say
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.intake.codebook import BookPlan
    from qualcode.model import Codebook

FORMATS = ("xlsx", "csv", "md")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Table of codes: .xlsx, .csv or .docx.")],
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="NAME", help="Sheet or table, by name or number; else found.")
    ] = "",
    header: Annotated[
        int, typer.Option("--header", metavar="ROW", help="Number of the row of headings; else found.")
    ] = 0,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=HEADING",
            help="What a column is: name, id, parent, kind, colour, definition, include, exclude, examples, "
            "counterexamples, number, level1, level2 …, ignore.",
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="T", help="Title of the codebook.")] = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write here instead of the study's codebook."),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Replace the codebook that is there; it is kept beside."),
    ] = False,
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Make a codebook of a table: header row, columns and hierarchy are found and shown first.

    Themes, sub-themes and codes may stand in columns of their own, be numbered (1.2.1), joined
    (Trust > In others), indented, or name their parent. A codebook that is there is replaced only with
    --replace; codes that it has keep their rules.

    Examples: qualcode codebook import codes.xlsx --dry-run;
    qualcode codebook import codes.docx --column name=Label --replace
    """
    from qualcode.intake.codebook import planned
    from qualcode.tables import TableChoice

    choice, out = TableChoice(sheet, header, tuple(column or ())), Output(as_json)
    target, named = output or _codebook_path(study), " ".join(title.split())
    plan = planned(file, target, choice, title=named, replace=replace or dry_run)
    if out.is_drawn:
        out.give(plan.as_data, lambda: render.previews.codebook(plan.table, plan.book, plan.warnings))
    written = not dry_run and _write(plan, yes=yes or as_json)
    if as_json:
        out.give(lambda: {**plan.as_data(), "written": str(plan.target) if written else None}, ())
    elif dry_run:
        needed = "" if plan.old is None or replace else " (needs --replace)"
        say(f"Nothing was written (--dry-run); without it, {plan.target} would be{needed}.")


def _codebook_path(study: Path | None) -> Path:
    opened = opening.texts(study)
    return opened.folder / opened.settings.codebook


def _write(plan: BookPlan, *, yes: bool) -> bool:
    if not plan.is_new:
        say(f"{plan.target}: holds this already; nothing was written.")
        return False
    if not agreed(f"Write {plan.target}?", yes=yes):
        return False
    backup = plan.write()
    if backup:
        say(f"{backup}: what was there before")
    say(f"{plan.target}: written; see it with `qualcode codebook show`, then give its codes rules.")
    return True


def export(
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="xlsx, csv or md; else by the name behind -o.")
    ] = "",
    output: options.Output = None,
    force: options.Force = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Write the codebook as a table for Excel (xlsx, csv), or as a text to read and print (md).

    `qualcode codebook import` reads the tables back: all but the rules, which the YAML keeps. A table that
    somebody edited is not overwritten unless --force is given.

    Example: qualcode codebook export --format xlsx
    """
    from qualcode.positions import nearest
    from qualcode.study.exported import Exports

    opened = opening.texts(study)
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    form = form.casefold() or (suffix if suffix in FORMATS else "xlsx")
    if form not in FORMATS:
        raise QualcodeError(f"--format {form}: unknown; {nearest(form, FORMATS)}")
    path = output or opened.folder / opened.settings.exports / f"codebook.{form}"
    source = opened.folder / opened.settings.codebook
    codebook = opened.codebook
    if path.exists() and path.samefile(source):
        raise QualcodeError(f"{path}: is the codebook itself; name another file")
    with Exports(opened.folder, _is_as_written).writing(path, force=force):
        _export(codebook, form, path)
    Output(as_json).give(
        lambda: {"path": str(path), "format": form, "codes": len(codebook.codes)}, [str(path)]
    )


def _is_as_written(path: Path) -> bool:
    from qualcode.report.excel import is_as_written

    return path.suffix.lower() == ".xlsx" and is_as_written(path)


def _export(codebook: Codebook, form: str, path: Path) -> None:
    from qualcode.codebook.tables import HEADER, as_markdown, table_rows
    from qualcode.delimited import write_delimited
    from qualcode.files import write_text

    if form == "md":
        write_text(path, as_markdown(codebook))
    elif form == "csv":
        write_text(path, write_delimited(HEADER, table_rows(codebook)))
    else:
        from importlib.metadata import version

        from qualcode.report.excel.codebook import write_codebook

        cut = write_codebook(codebook, f"qualcode {version('qualcode')}", path)
        if cut:
            say(f"Cells longer than Excel allows: {cut}; they were cut, and each says so at its end.")
