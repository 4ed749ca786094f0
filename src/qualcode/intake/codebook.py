"""A table of codes that takes the place of a codebook: what it would be, and writing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from qualcode.codebook import parse_codebook
from qualcode.codebook.tables import BookTable, Kept, as_yaml, book_of, kept_from, refuse_size
from qualcode.documents import read_document
from qualcode.errors import QualcodeError
from qualcode.files import read_bytes, replacing, write_text
from qualcode.locking import changing
from qualcode.model import Codebook
from qualcode.settings import FILE_NAME
from qualcode.tables import TableChoice

BACKUP = "before-import"


@dataclass(frozen=True, slots=True)
class BookPlan:
    """The codebook that a table makes, and what lies where it is to be written."""

    path: Path
    target: Path
    table: BookTable
    book: Codebook
    text: str
    old: bytes | None
    warnings: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether there is anything to write."""
        return self.old != self.text.encode("utf-8")

    def write(self) -> Path | None:
        """Put it in its place; returns where what was there before is kept.

        Raises `QualcodeError` where that is not what it was when this was planned.
        """
        with _alone(self.target):
            if (self.target.read_bytes() if self.target.exists() else None) != self.old:
                raise QualcodeError(
                    f"{self.target}: was changed by somebody else meanwhile; import once more"
                )
            backup = None if self.old is None else _kept_beside(self.target, self.old)
            write_text(self.target, self.text)
        return backup

    def as_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        table = self.table
        return {
            "path": str(self.path),
            "format": table.format,
            "sheet": table.sheet,
            "header_row": table.header_row,
            "columns": dict(table.columns),
            "ignored": list(table.ignored),
            "title": table.title,
            "codes": len(table.codes),
            "levels": list(table.levels),
            "warnings": list(self.warnings),
        }


def planned(
    path: Path, target: Path, choice: TableChoice, *, title: str = "", replace: bool = False
) -> BookPlan:
    """Make a codebook of a table; writes nothing. Without a `title` one is found.

    Raises `QualcodeError` where the target is there and is not to be replaced, `FaultsFound` for a table
    that is none of codes.
    """
    document = read_document(path)
    old = _old(path, target, replace=replace)
    kept = kept_from(old.decode("utf-8", "replace")) if old else Kept()
    name = kept.title or " ".join(path.stem.replace("_", " ").split()) or "Codebook"
    table = book_of(document, choice, place=str(path), name=name, title=title)
    refuse_size(table.codes, str(path))
    text = as_yaml(table.title, table.codes, source=path.name, kept=kept)
    book = parse_codebook(text, str(path))
    return BookPlan(path, target, table, book, text, old, (*table.warnings, *_on_rules(kept, book)))


def _old(path: Path, target: Path, *, replace: bool) -> bytes | None:
    """What the target holds now; None where it is not there. Refuses to replace what was not named."""
    if not target.exists():
        return None
    if path.exists() and target.samefile(path):
        raise QualcodeError(f"{target}: is the table itself; name another file with -o")
    if not replace:
        raise QualcodeError(
            f"{target}: is there already; say --replace (it is kept beside), or write elsewhere with -o FILE"
        )
    return read_bytes(target, place=str(target))


def _on_rules(kept: Kept, book: Codebook) -> Iterator[str]:
    """What becomes of the rules of the codebook that is replaced."""
    if kept.unreadable:
        yield "The codebook that is there has faults; its rules are not taken over."
        return
    stay = sum(1 for code in kept.rules if code in book)
    gone = len(kept.rules) - stay
    if stay:
        yield f"Codes that keep the rules they have in the codebook now: {stay}."
    if gone:
        yield f"Codes with rules that are not in the table: {gone}; they leave the codebook."


def _alone(target: Path) -> AbstractContextManager[None]:
    """The lock of the study that the target is in; where it is in none, nobody else changes it."""
    folders = (folder for folder in target.resolve().parents if (folder / FILE_NAME).is_file())
    return next(map(changing, folders), nullcontext())


def _kept_beside(target: Path, old: bytes) -> Path:
    """What was there before, under a name beside the target that nothing had yet."""
    path, number = target.with_name(f"{target.stem}.{BACKUP}{target.suffix}"), 1
    while path.exists():
        number += 1
        path = target.with_name(f"{target.stem}.{BACKUP}-{number}{target.suffix}")
    with replacing(path) as stream:
        stream.write(old)
    return path
