"""What a study's exports were when they were written: none that somebody edited is overwritten unasked."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.files import write_text
from qualcode.locking import changing

RECORD = Path(".qualcode") / "exports.json"

Untouched = Callable[[Path], bool]


class Exports:
    """The exports of the study in `folder`.

    `untouched` tells of a file that nothing is remembered of whether it is as it was written, by some mark.
    """

    def __init__(self, folder: Path, untouched: Untouched = lambda _: False) -> None:
        self._folder = folder
        self._untouched = untouched

    def is_free(self, path: Path) -> bool:
        """Whether a file may be written there: nothing is, or just what was written last."""
        if not path.is_file():
            return True  # what is no ordinary file is refused by whoever writes
        digest = self._read().get(self._key(path))
        return digest == _digest(path) if digest else self._untouched(path)

    def free(self, path: Path) -> Path:
        """The path, or else the first one beside it, `name (2).xlsx`, that may be written."""
        beside = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
        return path if self.is_free(path) else next(filter(self.is_free, beside))

    @contextlib.contextmanager
    def writing(self, path: Path, *, force: bool = False) -> Iterator[None]:
        """Write a file within this, and remember it; raises `QualcodeError` unless it may be written."""
        if not force and not self.is_free(path):
            raise QualcodeError(
                f"{path}: is not as it was last written here: somebody edited it, or it is another file; "
                "write elsewhere with -o FILE, or overwrite it with --force"
            )
        yield
        with contextlib.suppress(QualcodeError):  # the file is there, which is what was asked for
            self._remember(path)

    def _remember(self, path: Path) -> None:
        with changing(self._folder):
            known = self._read() | {self._key(path): _digest(path)}
            write_text(self._folder / RECORD, json.dumps(known, indent=1), durable=False)

    def _read(self) -> dict[str, str]:
        try:
            known = json.loads((self._folder / RECORD).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return known if isinstance(known, dict) else {}

    def _key(self, path: Path) -> str:
        """The file's name in the record: within the study as seen from there, so that a study can move."""
        full, own = path.resolve(), self._folder.resolve()
        return full.relative_to(own).as_posix() if full.is_relative_to(own) else str(full)


def _digest(path: Path) -> str:
    """SHA-256 of a file; "" where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
