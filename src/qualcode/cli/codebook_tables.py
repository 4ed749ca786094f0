"""`qualcode codebook import` and `export`: the codebook as a table, in and out."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.options import ForceOption, JsonOption, StudyOption, open_parts, print_json, say
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.codebook.tables import BookTable, Kept
    from qualcode.model import Codebook

FORMATS = ("xlsx", "csv", "md")
BACKUP = "before-import"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_)
    app.command("export")(export)


# --- in -----------------------------------------------------------------------------------


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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would come in; write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a codebook of a table: header row, columns and hierarchy are found and shown first.

    Themes, sub-themes and codes may stand in columns of their own, be numbered (1.2.1), joined
    (Trust > In others), indented, or name their parent. A codebook that is there is replaced only with
    --replace; codes that it has keep their rules.

    Examples: qualcode codebook import codes.xlsx --dry-run;
    qualcode codebook import codes.docx --column name=Label --replace
    """
    from qualcode.codebook import parse_codebook
    from qualcode.codebook.tables import Kept, as_yaml, book_of, kept_from, refuse_size
    from qualcode.documents import read_document
    from qualcode.tables import TableChoice

    target = output or _codebook_path(study)
    document = read_document(file)
    old = _old(file, target, replace=replace or dry_run)
    kept = kept_from(old.decode("utf-8", "replace")) if old else Kept()
    choice = TableChoice(sheet, header, tuple(column or ()))
    name = kept.title or " ".join(file.stem.replace("_", " ").split()) or "Codebook"
    table = book_of(document, choice, place=str(file), name=name, title=" ".join(title.split()))
    refuse_size(table.codes, str(file))
    text = as_yaml(table.title, table.codes, source=file.name, kept=kept)
    book = parse_codebook(text, str(file))
    warnings = [*table.warnings, *_on_rules(kept, book)]
    if not as_json:
        from qualcode.cli.render import previews

        previews.codebook(table, book, warnings)
    written = not dry_run and _write(target, text, old, yes=yes or as_json)
    if as_json:
        print_json(_as_data(file, table, warnings, target if written else None))
    elif dry_run:
        needed = "" if old is None or replace else " (needs --replace)"
        say(f"Nothing was written (--dry-run); without it, {target} would be{needed}.")


def _codebook_path(study: Path | None) -> Path:
    opened = open_parts(study)
    return opened.folder / opened.settings.codebook


def _old(file: Path, target: Path, *, replace: bool) -> bytes | None:
    """What the target holds now; None where it is not there. Refuses to replace what was not named."""
    from qualcode.files import read_bytes

    if not target.exists():
        return None
    if file.exists() and target.samefile(file):
        raise QualcodeError(f"{target}: is the table itself; name another file with -o")
    if not replace:
        raise QualcodeError(
            f"{target}: is there already; say --replace (it is kept beside), or write elsewhere with -o FILE"
        )
    return read_bytes(target, place=str(target))


def _on_rules(kept: Kept, book: Codebook) -> list[str]:
    """What becomes of the rules of the codebook that is replaced."""
    if kept.unreadable:
        return ["The codebook that is there has faults; its rules are not taken over."]
    stay = sum(1 for code in kept.rules if code in book)
    gone = len(kept.rules) - stay
    said = [f"Codes that keep the rules they have in the codebook now: {stay}."] if stay else []
    return said + (
        [f"Codes with rules that are not in the table: {gone}; they leave the codebook."] if gone else []
    )


def _write(target: Path, text: str, old: bytes | None, *, yes: bool) -> bool:
    from qualcode.cli.asking import agreed
    from qualcode.files import replacing, write_text

    if old == text.encode("utf-8"):
        say(f"{target}: holds this already; nothing was written.")
        return False
    if not agreed(f"Write {target}?", yes=yes):
        return False
    with _alone(target):
        if (target.read_bytes() if target.exists() else None) != old:
            raise QualcodeError(f"{target}: was changed by somebody else meanwhile; import once more")
        if old is not None:
            backup = _backup_path(target)
            with replacing(backup) as stream:
                stream.write(old)
            say(f"{backup}: what was there before")
        write_text(target, text)
    say(f"{target}: written; see it with `qualcode codebook show`, then give its codes rules.")
    return True


def _alone(target: Path) -> AbstractContextManager[None]:
    """The lock of the study that the target is in; where it is in none, nobody else changes it."""
    from qualcode.locking import changing
    from qualcode.settings import FILE_NAME

    folders = (folder for folder in target.resolve().parents if (folder / FILE_NAME).is_file())
    return next(map(changing, folders), nullcontext())


def _backup_path(target: Path) -> Path:
    """A name beside the target that nothing has yet."""
    path, number = target.with_name(f"{target.stem}.{BACKUP}{target.suffix}"), 1
    while path.exists():
        number += 1
        path = target.with_name(f"{target.stem}.{BACKUP}-{number}{target.suffix}")
    return path


def _as_data(file: Path, table: BookTable, warnings: list[str], written: Path | None) -> dict[str, object]:
    return {
        "path": str(file),
        "format": table.format,
        "sheet": table.sheet,
        "header_row": table.header_row,
        "columns": dict(table.columns),
        "ignored": list(table.ignored),
        "title": table.title,
        "codes": len(table.codes),
        "levels": list(table.levels),
        "warnings": warnings,
        "written": str(written) if written else None,
    }


# --- out ----------------------------------------------------------------------------------


def export(
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="xlsx, csv or md; else by the name behind -o.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of exports/.")
    ] = None,
    force: ForceOption = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the codebook as a table for Excel (xlsx, csv), or as a text to read and print (md).

    `qualcode codebook import` reads the tables back: all but the rules, which the YAML keeps. A table that
    somebody edited is not overwritten unless --force is given.

    Example: qualcode codebook export --format xlsx
    """
    from qualcode.positions import nearest
    from qualcode.study.exported import Exports

    opened = open_parts(study)
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
    if as_json:
        print_json({"path": str(path), "format": form, "codes": len(codebook.codes)})
    else:
        typer.echo(str(path))


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
