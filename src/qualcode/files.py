"""Reading and writing files: bounded, private, whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from qualcode.errors import QualcodeError, refuse
from qualcode.keeping import keep

MEGABYTE = 1024 * 1024
_NO_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}  # of a disk that keeps no folders to be synced


def read_bytes(path: Path, *, place: str, limit: int = 50 * MEGABYTE) -> bytes:
    """Return the bytes of a file of at most `limit` bytes; raise `FaultsFound` otherwise."""
    try:
        if path.is_dir():
            refuse(place, "is a folder, not a file", "name a file")
        if path.exists() and not path.is_file():
            refuse(place, "is not an ordinary file", "save it as one; a pipe or a device is never read")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        refuse(place, f"cannot be read ({_reason(error)})", "check the path and its permissions")
    if len(data) > limit:
        refuse(place, f"is larger than {limit // MEGABYTE} MB", "split it into smaller files")
    return data


def read_text(path: Path, *, place: str, limit: int = 50 * MEGABYTE) -> str:
    r"""Return the text of a UTF-8 file (a BOM is dropped; line ends become ``\n``)."""
    data = read_bytes(path, place=place, limit=limit)
    if b"\0" in data:
        refuse(place, "is not text (it holds NUL bytes)", "save it as plain text in UTF-8")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse(f"{place}:{line}", f"is not UTF-8 (byte 0x{data[error.start]:02x})", "save the file as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@contextlib.contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[IO[bytes]]:
    """Open a private temporary file that takes the place of `path` when the block ends well.

    The old file stays untouched until the new one is whole and on disk, and so is its name; with `durable`
    false, whole, which is enough, and quicker, where what it is made from is still there. Raises
    `QualcodeError` when the folder is read-only or the disk is full, or when `path` is a pipe, a device or a
    folder; a link stays one, and what it leads to is replaced.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        raise QualcodeError(f"{path}: is not an ordinary file; name another, nothing was written")
    temporary: Path | None = None
    try:
        _make(path.parent, durable=durable)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        temporary.replace(path)
        temporary = None
        if durable:
            keep(str(path))
    except OSError as error:
        raise QualcodeError(
            f"{path}: cannot be written ({_reason(error)}); nothing was changed there; "
            "free some space or choose another place"
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    if durable:
        _confirm(path)


def _confirm(path: Path) -> None:
    """Make the name of a file that was written last; raises `QualcodeError` where the disk fails."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise QualcodeError(
            f"{path}: was written, but the disk did not confirm it ({_reason(error)}); write it once more"
        ) from error


def write_text(path: Path, text: str, *, durable: bool = True) -> None:
    """Write `text` as UTF-8, whole or not at all, readable by its owner only; see `replacing`."""
    with replacing(path, durable=durable) as stream:
        stream.write(text.encode("utf-8"))


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner can open, so that it lasts, and return it."""
    _make(path, mode=0o700)
    return path


def _make(path: Path, *, mode: int = 0o777, durable: bool = True) -> None:
    if path.is_dir():
        return
    missing = [path, *(folder for folder in path.parents if not folder.exists())]
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    for folder in missing if durable else ():
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last: that a file is on disk doesn't mean that it can be found there.

    Where a system cannot open folders, or a disk cannot sync them, this does nothing.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDERS:
            raise
    finally:
        os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
