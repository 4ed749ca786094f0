"""Exports that somebody edited: nothing of theirs is overwritten without a word."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import QualcodeError
from qualcode.study.exported import RECORD, Exports
from tests.conftest import Run


def written(exports: Exports, path: Path, text: str = "a table") -> None:
    with exports.writing(path):
        path.write_text(text, "utf-8")


def edit(path: Path) -> bytes:
    """Change a workbook as people do, with a program of theirs."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["H1"] = "to be discussed"
    book.save(path)
    return path.read_bytes()


# --- what is remembered -------------------------------------------------------------------


def test_what_is_as_it_was_written_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "exports" / "a.csv"
    path.parent.mkdir()
    written(Exports(tmp_path), path)
    written(Exports(tmp_path), path, "another")
    assert path.read_text("utf-8") == "another"
    assert '"exports/a.csv"' in (tmp_path / RECORD).read_text("utf-8")  # the study may move


@pytest.mark.parametrize("known", [True, False])
def test_what_was_edited_or_is_not_known_is_left(tmp_path: Path, *, known: bool) -> None:
    path = tmp_path / "a.csv"
    if known:
        written(Exports(tmp_path), path)
    path.write_text("edited", "utf-8")
    with pytest.raises(QualcodeError, match=r"a\.csv: is not as it was last written here.+-o FILE.+--force"):
        written(Exports(tmp_path), path)
    assert path.read_text("utf-8") == "edited"
    with Exports(tmp_path).writing(path, force=True):
        path.write_text("forced", "utf-8")
    written(Exports(tmp_path), path)


def test_beside_an_edited_one_lies_always_the_same(tmp_path: Path) -> None:
    exports, path = Exports(tmp_path), tmp_path / "a.csv"
    assert exports.free(path) == path
    path.write_text("edited", "utf-8")
    (tmp_path / "a (2).csv").write_text("so was this", "utf-8")
    beside = tmp_path / "a (3).csv"
    assert exports.free(path) == beside
    written(exports, beside)
    assert exports.free(path) == beside


@pytest.mark.parametrize("record", ["", "[]", "[" * 5000, '{"a.csv": 3}'])
def test_a_record_that_cannot_be_read_is_none(tmp_path: Path, record: str) -> None:
    (tmp_path / RECORD).parent.mkdir()
    (tmp_path / RECORD).write_text(record, "utf-8")
    assert Exports(tmp_path).is_free(tmp_path / "a.csv")
    (tmp_path / "a.csv").write_text("whose?", "utf-8")
    assert not Exports(tmp_path).is_free(tmp_path / "a.csv")


def test_an_export_that_cannot_be_remembered_is_an_export(tmp_path: Path) -> None:
    (tmp_path / ".qualcode").write_text("a file", "utf-8")
    written(Exports(tmp_path), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").exists()


# --- the commands -------------------------------------------------------------------------


def test_an_edited_workbook_is_not_overwritten_unasked(small_folder: Path, qualcode: Run) -> None:
    book = small_folder / "exports" / "qualcode.xlsx"
    assert qualcode("run", cwd=small_folder).returncode == 0
    (small_folder / RECORD).unlink()  # one that is known by its stamp alone
    assert qualcode("export", "xlsx", cwd=small_folder).returncode == 0
    edited = edit(book)
    refused = qualcode("export", "xlsx", cwd=small_folder)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "qualcode.xlsx: is not as it was last written here" in refused.stderr
    (small_folder / RECORD).unlink()
    done = qualcode("run", cwd=small_folder)
    assert done.returncode == 0
    assert "qualcode.xlsx: was edited since it was written, so it stays" in done.stderr
    assert "qualcode (2).xlsx" in done.stdout
    assert book.read_bytes() == edited
    assert sorted(path.name for path in book.parent.iterdir()) == ["qualcode (2).xlsx", "qualcode.xlsx"]
    assert qualcode("export", "xlsx", "--force", cwd=small_folder).returncode == 0
    assert book.read_bytes() == (book.parent / "qualcode (2).xlsx").read_bytes()


@pytest.mark.parametrize("form", ["xlsx", "csv", "md"])
def test_an_edited_codebook_table_is_not_overwritten_unasked(
    small_folder: Path, qualcode: Run, form: str
) -> None:
    path = small_folder / "exports" / f"codebook.{form}"
    command = ("codebook", "export", "--format", form)
    for _ in range(2):
        assert qualcode(*command, cwd=small_folder).returncode == 0
    edited = edit(path) if form == "xlsx" else b"edited"
    path.write_bytes(edited)
    assert qualcode(*command, cwd=small_folder).returncode == 2
    assert path.read_bytes() == edited
    assert qualcode(*command, "--force", cwd=small_folder).returncode == 0
    assert path.read_bytes() != edited
