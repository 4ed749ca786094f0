"""`qualcode import`: files of other programs → transcripts of the study, or rows of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli import opening, options, render
from qualcode.cli.asking import agreed
from qualcode.cli.emitting import Output, say, track
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.intake.results import ImportOptions, ImportResult
    from qualcode.study.texts import Texts
    from qualcode.tables import TableChoice
    from qualcode.transcripts.attributes import AttributeOwner

_NAMED = 8


def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE|FOLDER...", help="What to import; folders with all below them."),
    ] = None,
    preset: Annotated[
        str,
        typer.Option(
            "--preset",
            metavar="NAME",
            help="teams, word, zoom, otter, whisper, plain, table or none; else found.",
        ),
    ] = "",
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Of text files; else found.")
    ] = "",
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            "--speaker", metavar="LABEL=PARTICIPANT", help="Who a label is; the id replaces it in the text."
        ),
    ] = None,
    interviewer: Annotated[
        list[str] | None, typer.Option("--interviewer", metavar="LABEL", help="A label of the interviewer.")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="interview, focus_group or document.")] = "",
    date: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of the interview.")] = "",
    own: Annotated[
        str, typer.Option("--id", metavar="ID", help="Id of the transcript; else the file's name.")
    ] = "",
    participants: Annotated[
        Path | None,
        typer.Option("--participants", metavar="FILE", help="Import a table of participants instead."),
    ] = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="FILE", help="Import a table of cases instead.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=HEADING", help="Of such a table: which column is what."),
    ] = None,
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="Of such a table; else found.")] = "",
    header: Annotated[
        int, typer.Option("--header", metavar="ROW", help="Row of its headings; else found.")
    ] = 0,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Also where the transcript was edited in the study, or is another text."
        ),
    ] = False,
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Import transcripts: .txt .md .docx .vtt .srt .rtf .odt .pdf .csv .xlsx, whatever they are called.

    Formats, encodings, speakers and time stamps are found and shown before anything is written. A file
    that can't be read never stops the others; exit code 2 says that there was one. A file that came in
    before is an edit: codings made on it move with their words (`qualcode anchors`).

    Examples: qualcode import interviews/; qualcode import --participants people.xlsx;
    qualcode import "P07 Teams.docx" --speaker "Ann Lee=P07" --interviewer "Max Roth"
    """
    opened, output = opening.texts(study), Output(as_json)
    if participants is not None or cases is not None:
        if files:
            raise QualcodeError(
                "--participants and --cases take the place of files; run them one after the other"
            )
        from qualcode.tables import TableChoice

        choice = TableChoice(sheet, header, tuple(column or ()))
        tables: dict[AttributeOwner, Path | None] = {"cases": cases, "participants": participants}
        _import_tables(opened, tables, choice, output, dry_run=dry_run, yes=yes)
        return
    if column or sheet or header:
        raise QualcodeError("--column, --sheet and --header go with --participants or --cases")
    if not files:
        raise QualcodeError("nothing to import; name files or folders")
    from qualcode.intake.choosing import chosen

    wishes = chosen(
        preset=preset, encoding=encoding, speakers=speaker or (), interviewers=interviewer or (), kind=kind,
        date=date, own=own, replace=replace,
    )  # fmt: skip
    _import(opened, files, wishes, output, dry_run=dry_run, yes=yes)


# --- transcripts --------------------------------------------------------------------------


def _import(
    opened: Texts,
    files: Sequence[Path],
    choice: ImportOptions,
    output: Output,
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    from qualcode.intake.people import newcomers
    from qualcode.intake.plan import commit, discard, planned
    from qualcode.intake.results import WRITTEN

    try:
        incoming = planned(opened, files, choice, staging=not dry_run, track=track)
        coming = [entry for entry in incoming if entry.status in WRITTEN]
        people = newcomers(opened, coming)
        if output.is_drawn:
            output.give(list, lambda: render.importing.incoming(incoming))
        if coming and not dry_run:
            if not agreed(_question(coming), yes=yes or not output.is_drawn):
                return
            commit(opened, coming, people)
    finally:  # also where the person stops it
        if not dry_run:
            discard(opened.folder)
    if output.is_drawn:
        _report(incoming, people, opened.settings.participants, dry_run=dry_run)
    else:
        output.give(lambda: {"files": [entry.as_data() for entry in incoming]}, ())
    if any(entry.status == "failed" for entry in incoming):
        raise typer.Exit(2)


def _question(coming: Sequence[ImportResult]) -> str:
    many = f"{len(coming)} transcripts" if len(coming) > 1 else "this transcript"
    return f"Bring {many} in?"


def _report(incoming: Sequence[ImportResult], people: Sequence[str], table: str, *, dry_run: bool) -> None:
    for entry in incoming:
        if entry.status in ("failed", "skipped"):
            say(f"{entry.path}: {entry.status}: {entry.reason}")
    counts = Counter(entry.status for entry in incoming)
    said = ", ".join(
        f"{counts[status]} {status}"
        for status in ("imported", "edited", "unchanged", "skipped", "failed")
        if counts[status]
    )
    say(f"{said or 'Nothing found'}{' (nothing written: --dry-run)' if dry_run else ''}.")
    if people and not dry_run:
        named = f"{', '.join(people[:_NAMED])}{', …' if len(people) > _NAMED else ''}"
        say(f"{len(people)} new in {table}: {named}; fill in their rows.")
    if counts["edited"] and not dry_run:
        say("Next: `qualcode anchors` shows where codings made before went.")


# --- rows of tables -----------------------------------------------------------------------


def _import_tables(
    study: Texts,
    tables: dict[AttributeOwner, Path | None],
    choice: TableChoice,
    output: Output,
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    """Import the tables that are named, cases first: participants refer to them."""
    done: dict[str, dict[str, Any]] = {}
    for kind, path in tables.items():
        if path is not None:
            fresh = type(study)(study.folder)
            done[kind] = _import_table(fresh, kind, path, choice, output, dry_run=dry_run, yes=yes)
    if not output.is_drawn:
        output.give(lambda: done if len(done) > 1 else next(iter(done.values())), ())


def _import_table(
    study: Texts,
    kind: AttributeOwner,
    path: Path,
    choice: TableChoice,
    output: Output,
    *,
    dry_run: bool,
    yes: bool,
) -> dict[str, Any]:
    from qualcode.intake.attributes import planned

    plan = planned(study, kind, path, choice)
    if output.is_drawn:
        output.give(dict, lambda: render.previews.attributes(plan.merge))
    written = False
    if dry_run and output.is_drawn:
        say(f"Nothing was written (--dry-run); without it, {plan.target} would be.")
    elif not dry_run and not plan.is_new:
        say(f"{plan.target}: holds all this already; nothing was written.")
    elif not dry_run and agreed(f"Write {plan.target}?", yes=yes or not output.is_drawn):
        plan, written = plan.write(), True
        say(f"{plan.target}: {plan.merge.added} rows added, {plan.merge.changed} changed.")
    return {**plan.as_data(), "written": written}
