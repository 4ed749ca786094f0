"""Files are read within bounds, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import FaultsFound, QualcodeError
from qualcode.files import MEGABYTE, private_folder, read_bytes, read_text, replacing, write_text

NOBODY = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- reading --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfapple", "apple"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("Äpfel – “alle”".encode(), "Äpfel – “alle”"),
        (b"a\xef\xbb\xbfb", "a\ufeffb"),
    ],
    ids=["empty", "a mark at the start", "any line ends", "letters of all kinds", "a mark inside"],
)
def test_text_is_read_as_it_was_meant(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read_text(path, place="a.txt") == text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"one\ntwo\nth\xe9\n", "a.txt:3: is not UTF-8 (byte 0xe9); save the file as UTF-8"),
        (b"\xff\xfea\0", "a.txt: is not text (it holds NUL bytes); save it as plain text in UTF-8"),
        (b"one\0", "a.txt: is not text (it holds NUL bytes); save it as plain text in UTF-8"),
        (b"a" * (MEGABYTE + 1), "a.txt: is larger than 1 MB; split it into smaller files"),
    ],
    ids=["another encoding", "UTF-16", "NUL bytes", "too much"],
)
def test_what_is_no_text_is_refused_in_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(FaultsFound) as found:
        read_text(path, place="a.txt", limit=MEGABYTE)
    assert str(found.value) == sentence


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"a" * 1000)
    assert len(read_bytes(path, place="a", limit=1000)) == 1000


def test_a_file_of_2_gigabytes_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024 * MEGABYTE)
    with pytest.raises(FaultsFound, match="zeros: is larger than 1 MB"):
        read_bytes(path, place="zeros", limit=MEGABYTE)


def test_a_source_without_end_is_not_read() -> None:
    with pytest.raises(FaultsFound, match="zeros: is not an ordinary file"):
        read_bytes(Path("/dev/zero"), place="zeros")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("folder", "x: is a folder, not a file; name a file"),
        ("missing", "x: cannot be read (no such file or directory); check the path and its permissions"),
        ("file/below", "x: cannot be read (not a directory); check the path and its permissions"),
        ("a" * 300, "x: cannot be read (file name too long); check the path and its permissions"),
    ],
)
def test_what_cannot_be_opened_is_a_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(FaultsFound) as found:
        read_bytes(tmp_path / name, place="x")
    assert str(found.value) == sentence


# --- writing --------------------------------------------------------------------------------


def test_a_file_is_written_where_no_folder_was_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.txt"
    write_text(path, "Äpfel\n")
    assert path.read_bytes() == "Äpfel\n".encode()
    assert mode(path) == 0o600


def test_a_new_file_is_private_even_where_the_old_one_was_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")
    path.chmod(0o644)
    write_text(path, "new")
    assert (path.read_text("utf-8"), mode(path)) == ("new", 0o600)


def test_the_old_file_can_be_read_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")
    with replacing(path) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_text("utf-8") == "old"
    assert path.read_text("utf-8") == "new"


@given(st.text())
def test_text_that_was_written_reads_back(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        write_text(path, text)
        assert path.read_bytes().decode("utf-8") == text
        assert [entry.name for entry in Path(folder).iterdir()] == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError("half way"), KeyboardInterrupt()])
def test_a_block_that_ends_badly_changes_nothing(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")

    def write_half() -> None:
        with replacing(path) as stream:
            stream.write(b"half")
            raise error

    with pytest.raises(type(error)):
        write_half()
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def _full_on_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes the bytes and finds out that it is full when they are to be kept."""

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)


@pytest.fixture
def _full_on_write() -> Iterator[None]:
    """A real limit on the size of files, as near to a full disk as a test can get."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize(
    ("disk", "reason"), [("_full_on_sync", "no space left on device"), ("_full_on_write", "file too large")]
)
@pytest.mark.parametrize("existing", [True, False])
def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, request: pytest.FixtureRequest, disk: str, reason: str, *, existing: bool
) -> None:
    path = tmp_path / "a.xlsx"
    if existing:
        path.write_bytes(b"old")
    request.getfixturevalue(disk)
    with pytest.raises(QualcodeError) as refused:
        write_text(path, "a" * MEGABYTE)
    assert str(refused.value) == (
        f"{path}: cannot be written ({reason}); nothing was changed there; "
        "free some space or choose another place"
    )
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == [b"old"] * existing


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder with a file that nobody may write into, whoever runs the tests.

    It lies outside of pytest's folders, which are closed to others altogether.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_text("old", "utf-8")
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:  # whom permissions don't bind
            os.seteuid(NOBODY)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_read_only_folder_stays_as_it_was(closed_folder: Path) -> None:
    path = closed_folder / "a.txt"
    with pytest.raises(QualcodeError, match=r"a\.txt: cannot be written \(permission denied\); nothing was"):
        write_text(path, "new")
    assert path.read_text("utf-8") == "old"
    assert list(closed_folder.iterdir()) == [path]


def test_a_folder_cannot_be_made_in_a_read_only_one(closed_folder: Path) -> None:
    with pytest.raises(QualcodeError, match=r"cannot be written \(permission denied\)"):
        write_text(closed_folder / "exports" / "a.txt", "new")
    assert [entry.name for entry in closed_folder.iterdir()] == ["a.txt"]


def _is_a_folder(path: Path) -> None:
    path.mkdir()


def _is_below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("a file", "utf-8")


@pytest.mark.parametrize(
    ("obstacle", "sentence"),
    [
        (_is_a_folder, "is not an ordinary file; name another, nothing was written"),
        (_is_below_a_file, r"cannot be written \(.+\); nothing was changed"),
    ],
)
def test_a_place_that_is_taken_is_a_sentence(
    tmp_path: Path, obstacle: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "out" / "a.txt"
    path.parent.mkdir()
    obstacle(path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(QualcodeError, match=sentence):
        write_text(path, "new")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_private_folder_is_its_owners_only_and_may_exist_already(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "one" / "two")
    assert mode(folder) == 0o700
    (folder / "kept").touch()
    assert private_folder(folder) == folder
    assert (folder / "kept").exists()


def test_pipes_are_neither_read_nor_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(QualcodeError, match="is not an ordinary file"):
        read_bytes(pipe, place="pipe")
    with pytest.raises(QualcodeError, match="is not an ordinary file"), replacing(pipe):
        pass
    assert pipe.is_fifo()


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replacing(tmp_path / "link") as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
