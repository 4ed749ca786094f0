"""Who codes what, as the file says it: what is written is read, what is wrong is said in sentences."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import QualcodeError
from qualcode.journal import Journal
from qualcode.journal.assignments import PARTS, Assigned, Assignment, read_assignments, write_assignments

KNOWN = ["I01", "I02", "I03"]


def read(folder: Path, text: str | bytes) -> Assigned:
    data = text.encode() if isinstance(text, str) else text
    (folder / "assignments.csv").write_bytes(data)
    return read_assignments(folder, "codings", KNOWN)


def faults(folder: Path, text: str | bytes) -> list[str]:
    return [str(fault) for fault in read(folder, text).faults]


def test_where_nothing_was_assigned_there_is_nothing(tmp_path: Path) -> None:
    assert read_assignments(tmp_path / "codings", "codings", KNOWN) == Assigned()


def test_the_file_is_a_table_in_order_that_only_its_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "codings"
    given = [Assignment("I02", "ben", "own"), Assignment("I01", "ben", "shared")]
    write_assignments(folder, [*given, Assignment("I01", "anna", "shared")])
    path = folder / "assignments.csv"
    assert path.read_text("utf-8") == (
        "transcript,coder,part\nI01,anna,shared\nI01,ben,shared\nI02,ben,own\n"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert Journal(folder).logs() == []


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(KNOWN), st.sampled_from(["anna", "ben", "c.d-e_9"])), st.sampled_from(PARTS)
    )
)
def test_what_is_written_is_read(entries: dict[tuple[str, str], str]) -> None:
    assigned = [Assignment(*pair, part) for pair, part in entries.items()]  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        write_assignments(Path(folder), assigned)
        found = read_assignments(Path(folder), "codings", KNOWN)
    assert found == Assigned(tuple(sorted(assigned)))


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    text = "\ufeffCoder;Part;Transcript;remark\r\n anna ;Own; I02 ;late\r\n;;;\r\nben;SHARED;I01;\r\n"
    assert read(tmp_path, text) == Assigned(
        (Assignment("I01", "ben", "shared"), Assignment("I02", "anna", "own"))
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("I04,anna,own", "there is no transcript 'I04'; write 'I03', or take the row out"),
        (",anna,own", "there is no transcript; name one, or take the row out"),
        ("what she said then,anna,own", "there is no transcript; name one, or take the row out"),
        ("I02,rules,own", "the coder's name cannot be used; write up to 40 letters"),
        ("I02,she said so,own", "the coder's name cannot be used; write up to 40 letters"),
        ("I02,anna,both", "the part is neither 'shared' nor 'own'; write one of the two"),
        ("I01,Anna,own", "Anna has I01 already; take one of the two rows out"),
    ],
)
def test_a_row_that_says_nothing_is_a_fault_and_the_others_count(
    tmp_path: Path, row: str, expected: str
) -> None:
    found = read(tmp_path, f"transcript,coder,part\nI01,anna,own\n{row}\nI03,anna,own\n")
    assert [entry.transcript for entry in found.entries] == ["I01", "I03"]
    assert str(found.faults[0]).startswith(f"codings/assignments.csv:3: {expected}")
    assert len(found.faults) == 1
    assert "said" not in str(found.faults[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "codings/assignments.csv: is empty"),
        ("transcript,who,part\n", "codings/assignments.csv: has no column 'coder'"),
        ("transcript,coder,part\nI01,anna,own,x\n", "codings/assignments.csv:2: has 4 cells under 3 columns"),
        (b"transcript,coder,part\nI01,\0,own\n", "codings/assignments.csv"),
        ('transcript,coder,part\n"I01,anna,own\n', "codings/assignments.csv:2: cannot be read as a table"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_a_fault(tmp_path: Path, text: str | bytes, expected: str) -> None:
    found = faults(tmp_path, text)
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_of_a_file_of_nothing_but_faults_a_thousand_are_said(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "transcript,coder,part\n" + "X9,anna,own\n" * 1500)) == 1000


def test_a_folder_in_the_place_of_the_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "assignments.csv").mkdir()
    found = read_assignments(tmp_path, "codings", KNOWN)
    assert [str(fault) for fault in found.faults] == [
        "codings/assignments.csv: is a folder, not a file; name a file"
    ]


def test_what_cannot_be_written_is_a_sentence_and_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "codings").write_text("a file, not a folder", "utf-8")
    with pytest.raises(QualcodeError, match=r"assignments\.csv: cannot be written"):
        write_assignments(tmp_path / "codings", [])
    assert (tmp_path / "codings").read_text("utf-8") == "a file, not a folder"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_anything(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "assignments.csv").write_bytes(data)
        found = read_assignments(Path(folder), "codings", KNOWN)
    assert not found.entries
    assert all(str(fault).startswith("codings/assignments.csv") for fault in found.faults)
